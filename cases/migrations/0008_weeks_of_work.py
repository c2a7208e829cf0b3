# Periods and claims of single weeks beside those of months.

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_day_of_dismissal_between"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="claim",
            options={"ordering": ["month", "week", "claim_type"]},
        ),
        migrations.AlterModelOptions(
            name="payperiod",
            options={"ordering": ["month", "week"]},
        ),
        migrations.RemoveConstraint(
            model_name="claim",
            name="one_computed_claim_a_month",
        ),
        migrations.RemoveConstraint(
            model_name="payperiod",
            name="one_period_a_month",
        ),
        migrations.AddField(
            model_name="claim",
            name="week",
            field=models.DateField(blank=True, null=True, verbose_name="Monday of the week"),
        ),
        migrations.AddField(
            model_name="payperiod",
            name="days",
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="payperiod",
            name="week",
            field=models.DateField(blank=True, null=True, verbose_name="Monday of the week"),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_computed", True), ("week", None)),
                fields=("case", "claim_type", "month"),
                name="one_computed_claim_a_month",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_computed", True)),
                fields=("case", "claim_type", "week"),
                name="one_computed_claim_a_week",
            ),
        ),
        migrations.AddConstraint(
            model_name="payperiod",
            constraint=models.UniqueConstraint(
                condition=models.Q(("week", None)), fields=("case", "month"), name="one_period_a_month"
            ),
        ),
        migrations.AddConstraint(
            model_name="payperiod",
            constraint=models.UniqueConstraint(fields=("case", "week"), name="one_period_a_week"),
        ),
    ]
