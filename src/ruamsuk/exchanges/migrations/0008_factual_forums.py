"""A forum can tell what is known to have been, in a network whose other data are invented."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exchanges", "0007_indicators_and_because")]

    operations = [
        migrations.AddField(
            model_name="forum",
            name="factual",
            field=models.BooleanField(default=False, editable=False),
        ),
    ]
