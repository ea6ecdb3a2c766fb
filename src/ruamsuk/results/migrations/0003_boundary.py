"""Outlines of tambons for the maps."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("communities", "0001_start"),
        ("results", "0002_import_headers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Boundary",
            fields=[
                (
                    "tambon",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="boundary",
                        serialize=False,
                        to="communities.tambon",
                    ),
                ),
                ("polygons", models.JSONField()),
                ("source", models.CharField(blank=True, max_length=200)),
            ],
            options={"verbose_name_plural": "boundaries"},
        ),
    ]
