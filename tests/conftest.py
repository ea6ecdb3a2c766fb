"""Settings for every test."""

from __future__ import annotations

import os
import tempfile

from hypothesis import settings

# Django's settings make a folder for the database and the secret: never the one in use.
os.environ["RUAMSUK_DATA"] = tempfile.mkdtemp(prefix="ruamsuk-tests-")
os.environ["RUAMSUK_TESTING"] = "1"

# Examples are drawn the same way each time in CI, and a busy machine is no reason to fail.
settings.register_profile("default", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")
