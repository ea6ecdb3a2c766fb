"""Packages only look down, and the pure ones work where there is no Django."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

WITHOUT_DJANGO = """
import importlib, pkgutil, sys

class NoDjango:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "django":
            raise ImportError("django is not for this floor")

sys.meta_path.insert(0, NoDjango())
package = importlib.import_module(sys.argv[1])
for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    importlib.import_module(module.name)
assert "django" not in sys.modules
"""


def test_imports_follow_the_floor_plan() -> None:
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(
    "package", ["lib", "engine", "matching", "charts", "report", "example", "cli"]
)
def test_each_package_imports_without_django(package: str) -> None:
    command = [sys.executable, "-c", WITHOUT_DJANGO, f"ruamsuk.{package}"]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
