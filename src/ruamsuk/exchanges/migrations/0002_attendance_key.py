import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exchanges", "0001_start")]

    operations = [
        migrations.AddField(
            "attendance", "key", models.UUIDField(default=uuid.uuid4, editable=False)
        ),
        migrations.AlterField(
            "attendance", "name", models.CharField(blank=True, max_length=80, verbose_name="name")
        ),
        migrations.AddConstraint(
            "attendance",
            models.UniqueConstraint(fields=["forum", "key"], name="one_attendance_per_key"),
        ),
    ]
