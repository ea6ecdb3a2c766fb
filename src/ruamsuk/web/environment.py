"""What the operator says through the environment, with defaults for a laptop."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

SQLITE: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    },
}


def text(name: str, default: str = "") -> str:
    """A setting, such as ``RUAMSUK_HOSTS``."""
    return os.environ.get(f"RUAMSUK_{name}", default)


def flag(name: str) -> bool:
    """Whether a setting says yes."""
    return text(name).lower() in {"1", "true", "yes", "on"}


def words(name: str) -> list[str]:
    """A setting of several words, parted by commas."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def data_folder() -> Path:
    """Where the database and the secret lie; made when missing, for the owner's eyes only."""
    folder = Path(text("DATA", "var/ruamsuk")).absolute()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def database(folder: Path) -> dict[str, Any]:
    """Django's settings of the database: SQLite in ``folder``, or ``RUAMSUK_DATABASE``.

    Raises:
        ValueError: the address is not ``postgresql://user:password@host:port/name``.
    """
    address = text("DATABASE")
    if not address:
        return {**SQLITE, "NAME": folder / "ruamsuk.sqlite3"}
    parts = urlsplit(address)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise ValueError("RUAMSUK_DATABASE must read postgresql://user:password@host:port/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def secret_key(folder: Path) -> str:
    """The secret that signs sessions: from the environment, or made once and kept in ``folder``."""
    given = text("SECRET_KEY")
    if given:
        return given
    kept = folder / "secret"
    try:
        with kept.open("x", encoding="ascii") as new:
            kept.chmod(0o600)
            new.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return kept.read_text(encoding="ascii")
