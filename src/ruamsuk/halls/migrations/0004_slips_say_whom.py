"""A slip that says whom the person speaks for stays with that community."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("halls", "0003_late_choices_and_people")]

    operations = [
        migrations.AddField(
            model_name="seat",
            name="bound",
            field=models.BooleanField(default=False, editable=False),
        ),
    ]
