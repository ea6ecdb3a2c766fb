"""Reasons can be taken out, and put back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0004_voters_of_each_practice")]

    operations = [
        migrations.AddField(
            model_name="voice",
            name="withdrawn",
            field=models.BooleanField(default=False, editable=False),
        ),
    ]
