"""A late choice is kept beside the one that counts; how many people were counted in the room."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("halls", "0002_question")]

    operations = [
        migrations.AddField(
            model_name="hall",
            name="people",
            field=models.PositiveSmallIntegerField(
                editable=False, null=True, verbose_name="people in the room"
            ),
        ),
        migrations.RemoveConstraint(model_name="answer", name="one_choice_each"),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(
                condition=models.Q(choice__isnull=False),
                fields=("question", "voter", "late"),
                name="one_choice_each",
            ),
        ),
    ]
