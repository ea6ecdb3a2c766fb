"""Load the outlines of tambons, for the maps of networks."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ruamsuk.results.boundaries import UnreadableMap, load_boundaries


class Command(BaseCommand):
    """``manage.py boundaries FILE.geojson``."""

    help = "Load outlines of tambons from GeoJSON, found by their 6-digit codes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Load it and say how many outlines there are."""
        try:
            count = load_boundaries(options["file"])
        except (UnreadableMap, OSError) as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"{count} tambons have an outline.")
