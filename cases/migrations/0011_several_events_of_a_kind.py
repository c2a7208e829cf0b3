# Several events of one kind on a case, told apart by a number.

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0010_words_said_by_us_and_by_the_person"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="triggerdate",
            options={"ordering": ["occurred_on", "event_code", "number"]},
        ),
        migrations.RemoveConstraint(
            model_name="triggerdate",
            name="one_trigger_a_case",
        ),
        migrations.AddField(
            model_name="triggerdate",
            name="number",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddConstraint(
            model_name="triggerdate",
            constraint=models.UniqueConstraint(
                fields=("case", "event_code", "number"), name="one_trigger_a_case_and_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="triggerdate",
            constraint=models.UniqueConstraint(
                fields=("case", "event_code", "occurred_on"), name="one_trigger_a_case_and_day"
            ),
        ),
    ]
