"""Settings for every test."""

from __future__ import annotations

import os

from hypothesis import settings

# Examples are drawn the same way each time in CI, and a busy machine is no reason to fail.
settings.register_profile("default", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")
