"""A voter has another digest on each practice; those of opinions kept before lead nowhere."""

import secrets

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def part(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    opinions = apps.get_model("assessments", "Opinion").objects
    rows = list(opinions.only("voter", "stamp"))
    for row in rows:
        row.voter, row.stamp = secrets.token_hex(32), 0
    opinions.bulk_update(rows, ["voter", "stamp"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0003_places_may_go"),
    ]

    operations = [
        migrations.RunPython(part, migrations.RunPython.noop),
    ]
