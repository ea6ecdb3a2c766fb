"""What the data said beside a level is kept in both languages."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from ruamsuk.base.fields import LocalTextField
from ruamsuk.lib.text import LocalText


def carry_over(apps: Any, _schema: Any) -> None:
    """What was kept in one language stays as it was written."""
    levels = apps.get_model("assessments", "Level")
    kept = list(levels.objects.exclude(seen_before=""))
    for level in kept:
        level.seen = LocalText(level.seen_before)
    levels.objects.bulk_update(kept, ["seen"], batch_size=500)


def carry_back(apps: Any, _schema: Any) -> None:
    """The Thai words, or the English ones where there are no others."""
    levels = apps.get_model("assessments", "Level")
    kept = [level for level in levels.objects.all() if level.seen]
    for level in kept:
        level.seen_before = level.seen.to("th")[:200]
    levels.objects.bulk_update(kept, ["seen_before"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("assessments", "0005_voices_taken_out")]

    operations = [
        migrations.RenameField("level", "seen", "seen_before"),
        migrations.AddField("level", "seen", LocalTextField(editable=False)),
        migrations.RunPython(carry_over, carry_back, elidable=True),
        migrations.RemoveField("level", "seen_before"),
    ]
