"""The number that a meeting saw is kept in both languages."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from ruamsuk.base.fields import LocalTextField
from ruamsuk.lib.text import LocalText


def carry_over(apps: Any, _schema: Any) -> None:
    """What was kept in one language stays as it was written."""
    verdicts = apps.get_model("results", "Verdict")
    kept = list(verdicts.objects.exclude(seen_before=""))
    for verdict in kept:
        verdict.seen = LocalText(verdict.seen_before)
    verdicts.objects.bulk_update(kept, ["seen"], batch_size=500)


def carry_back(apps: Any, _schema: Any) -> None:
    """The Thai words, or the English ones where there are no others."""
    verdicts = apps.get_model("results", "Verdict")
    kept = [verdict for verdict in verdicts.objects.all() if verdict.seen]
    for verdict in kept:
        verdict.seen_before = verdict.seen.to("th")[:200]
    verdicts.objects.bulk_update(kept, ["seen_before"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("results", "0003_boundary")]

    operations = [
        migrations.RenameField("verdict", "seen", "seen_before"),
        migrations.AddField("verdict", "seen", LocalTextField(editable=False)),
        migrations.RunPython(carry_over, carry_back, elidable=True),
        migrations.RemoveField("verdict", "seen_before"),
    ]
