"""The settings as tests use them: a folder of their own, tasks at once, passwords cheap."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

os.environ["RUAMSUK_DATA"] = tempfile.mkdtemp(prefix="ruamsuk-tests-")

from ruamsuk.web.settings import *  # noqa: F403
from ruamsuk.web.settings import DATABASES, STORAGES

TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# In memory, all threads of the server would share one connection, and disturb one another.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(Path(os.environ["RUAMSUK_DATA"]) / "test.sqlite3")}
