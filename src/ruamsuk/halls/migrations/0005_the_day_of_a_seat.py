"""Of when a seat was taken only the day is kept, and of closed halls not when answers came."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def forget(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "sqlite":  # which keeps dates as text, with the hour as it was
        editor.execute("UPDATE halls_seat SET taken = substr(taken, 1, 10)")
    answers = apps.get_model("halls", "Answer").objects
    answers.filter(question__hall__closed__isnull=False).update(stamp=0)


class Migration(migrations.Migration):
    dependencies = [
        ("halls", "0004_slips_say_whom"),
    ]

    operations = [
        migrations.AlterField(
            model_name="seat",
            name="taken",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.RunPython(forget, migrations.RunPython.noop),
    ]
