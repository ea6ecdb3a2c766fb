"""What a form makes knows its form, so that the same sent again makes nothing new."""

from django.db import migrations, models


def _key(model: str) -> migrations.AddField:
    field = models.UUIDField(editable=False, null=True, unique=True)
    return migrations.AddField(model_name=model, name="key", field=field)


class Migration(migrations.Migration):
    dependencies = [("exchanges", "0009_plans_wait_and_days_by_hand")]

    operations = [_key(model) for model in ("case", "decision", "forum", "group", "plan", "step")]
