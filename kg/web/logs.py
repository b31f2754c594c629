"""Logs on standard error: for people, or one JSON object a line. They hold no address and nothing else of a person.

Events of the server carry fields of their own (:func:`event`); what other libraries log has only its message.
"""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import IO, Any

_FIELDS = "renkei"
_REQUESTS = logging.getLogger("kg.requests")


def event(name: str, **fields: Any) -> dict[str, dict[str, Any]]:
    """What a log record says besides its message, to be handed over as ``extra``.

    ``ja`` is the message in Japanese.
    """
    return {_FIELDS: {"event": name, **fields}}


class JsonLines(logging.Formatter):
    """One JSON object a line: time (UTC), level, logger, message, and the fields of the event."""

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "time": _time_of(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, _FIELDS, {}),
        }
        if record.exc_info:
            said["failure"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False)


class Lines(logging.Formatter):
    """A line for people: time, message, and the message in Japanese where it has one."""

    def format(self, record: logging.LogRecord) -> str:
        fields: dict[str, Any] = getattr(record, _FIELDS, {})
        said = [_time_of(record), record.getMessage(), *([f"/ {fields['ja']}"] if "ja" in fields else [])]
        failure = f"\n{self.formatException(record.exc_info)}" if record.exc_info else ""
        return " ".join(said) + failure


def _time_of(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def set_up_logs(log_format: str, *, stream: IO[str] | None = None) -> None:
    """Log warnings of all and events of ours. Called once, by the process that serves."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines() if log_format == "json" else Lines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("kg").setLevel(logging.INFO)


def log_request(**fields: Any) -> None:
    """Log a request that was answered."""
    text = "{method} {path} {status}".format_map(fields)
    _REQUESTS.info("%s", text, extra=event("request", **fields))
