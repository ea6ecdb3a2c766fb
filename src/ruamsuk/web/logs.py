"""Log lines as JSON, one event a line, without what people typed or who they are."""

from __future__ import annotations

import json
import logging
import traceback

from django.http import HttpRequest


class JsonFormatter(logging.Formatter):
    """Writes time, level, logger and message; never arguments of requests or names of people."""

    def format(self, record: logging.LogRecord) -> str:
        """One JSON object."""
        line: dict[str, object] = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _without_address(record),
        }
        status = getattr(record, "status_code", None)
        if status is not None:
            line["status"] = status
        if record.exc_info:
            line["exception"] = "".join(_raised(record.exc_info[1]))
        return json.dumps(line, ensure_ascii=False)


def _raised(error: BaseException | None) -> list[str]:
    """An exception and those that it came of, the first one first: which, and where.

    Their words are left out, because they quote what was typed: a database says ``Key (email)=(…)
    already exists``, and a number that cannot be read says which.
    """
    if error is None:
        return []
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    kind = f"{type(error).__module__}.{type(error).__qualname__}\n"
    return [*_raised(before), *traceback.format_tb(error.__traceback__), kind]


def _without_address(record: logging.LogRecord) -> str:
    """The message with the kind of address in place of the address, which may hold a secret."""
    message, request = record.getMessage(), getattr(record, "request", None)
    if not isinstance(request, HttpRequest):
        return message
    written = request.path.encode("unicode_escape").decode("ascii")  # as Django logs it
    match = request.resolver_match
    kind = f"/{match.route}" if match else "an unknown address"
    return message.removesuffix(written) + kind if message.endswith(written) else message
