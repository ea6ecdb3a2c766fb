"""What waits loads little: the worker and the server start without the engine and the solver."""

import os
import subprocess
import sys

HEAVY = ("duckdb", "highspy", "pyarrow", "scipy")
SETTINGS = {**os.environ, "DJANGO_SETTINGS_MODULE": "ruamsuk.web.settings", "RUAMSUK_DEBUG": "1"}


def loaded_after(statements: str) -> set[str]:
    """The heavy libraries that a new process has loaded once it ran some statements."""
    script = f"import sys; {statements}; print(*(m for m in {HEAVY!r} if m in sys.modules))"
    ran = subprocess.run(
        [sys.executable, "-c", script], env=SETTINGS, capture_output=True, text=True, check=True
    )
    return set(ran.stdout.split())


def test_the_apps_load_no_engine() -> None:
    assert loaded_after("import django; django.setup()") == set()


def test_the_pages_load_no_solver() -> None:
    pages = "import django; django.setup(); import ruamsuk.web.urls"
    assert loaded_after(pages).isdisjoint({"highspy", "scipy"})
