from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [
        migrations.AlterField(
            model_name="grouptext",
            name="kind",
            field=models.CharField(
                choices=[
                    ("imprint", "Imprint"),
                    ("privacy", "Privacy"),
                    ("hours", "When somebody answers"),
                ],
                max_length=8,
            ),
        ),
    ]
