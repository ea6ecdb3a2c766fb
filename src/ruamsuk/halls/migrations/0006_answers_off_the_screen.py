"""One answer in words can be taken off the screen."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("halls", "0005_the_day_of_a_seat")]

    operations = [
        migrations.AddField(
            model_name="question",
            name="taken_off",
            field=models.JSONField(default=list, editable=False),
        ),
    ]
