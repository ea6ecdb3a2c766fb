"""Make the database and the static files ready: the first time, and after every upgrade."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand

from ruamsuk.communities.areas import load_areas


class Command(BaseCommand):
    """Migrate, load the areas, gather the static files; a second time it finds nothing to do."""

    help = "Make the database and the static files ready."
    requires_system_checks = ()  # they load every page, and nobody reads them

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether it is for a demonstration."""
        parser.add_argument("--demo", action="store_true", help="Make the demonstration too.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what is not yet done."""
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        load_areas()
        if _static_files_changed():
            call_command("collectstatic", interactive=False, verbosity=0)
        if options["demo"]:
            call_command("demo", stdout=self.stdout)


def _static_files_changed() -> bool:
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.exists():
        return True
    gathered = manifest.stat().st_mtime
    return any(
        Path(storage.path(name)).stat().st_mtime > gathered
        for finder in get_finders()
        for name, storage in finder.list([])
    )
