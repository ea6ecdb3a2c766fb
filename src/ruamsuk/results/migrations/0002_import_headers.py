"""The headers of a file while its columns are matched, and imports that were taken back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("results", "0001_start"),
    ]

    operations = [
        migrations.AddField(
            model_name="import",
            name="headers",
            field=models.JSONField(default=list),
        ),
        migrations.AlterField(
            model_name="import",
            name="state",
            field=models.CharField(
                choices=[
                    ("mapping", "Match the columns"),
                    ("checking", "Being checked"),
                    ("faulty", "Needs mending"),
                    ("ready", "Ready to bring in"),
                    ("applied", "Brought in"),
                    ("given-up", "Given up"),
                    ("undone", "Taken back"),
                ],
                default="mapping",
                max_length=8,
            ),
        ),
    ]
