"""The Range header (RFC 9110 section 14): what of a file is asked for.

A header that cannot be read counts as none, so that the whole file is sent.
"""

from __future__ import annotations

import re

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse
from starlette.types import Receive, Scope, Send

_UNIT = re.compile(r"\s*bytes\s*=(?P<specs>.*)", re.IGNORECASE | re.ASCII)
_SPEC = re.compile(r"(?P<first>[0-9]{0,18})-(?P<last>[0-9]{0,18})")


def satisfiable_ranges(header: str | None, size: int) -> str | None:
    """The header less what lies beyond the file; None where the whole file is to be sent. Raises HTTPException (416).

    >>> satisfiable_ranges("bytes=0-4, 90-", 50), satisfiable_ranges("bytes=-7", 50)
    ('bytes=0-4', 'bytes=-7')
    >>> satisfiable_ranges("bytes=9-3", 50), satisfiable_ranges("lines=1-2", 50), satisfiable_ranges(None, 50)
    (None, None, None)
    """
    found = _UNIT.fullmatch(header or "")
    specs = [part.strip() for part in found["specs"].split(",") if part.strip()] if found else []
    if not specs or not all(_is_valid(spec) for spec in specs):
        return None
    inside = [spec for spec in specs if _starts_inside(spec, size)]
    if not inside:
        raise HTTPException(416, headers={"Content-Range": f"bytes */{size}"})
    return f"bytes={', '.join(inside)}"


def _is_valid(spec: str) -> bool:
    found = _SPEC.fullmatch(spec)
    if found is None or not (found["first"] or found["last"]):
        return False
    return not (found["first"] and found["last"]) or int(found["first"]) <= int(found["last"])


def _starts_inside(spec: str, size: int) -> bool:
    first, _, last = spec.partition("-")
    return int(first) < size if first else int(last) > 0 and size > 0


class RangedFile(FileResponse):
    """A file, or the ranges of it that :func:`satisfiable_ranges` found; none means all of it."""

    ranges: str | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        read = {**scope, "headers": list(scope["headers"])}
        headers = MutableHeaders(scope=read)
        del headers["range"]
        if self.ranges:
            headers["range"] = self.ranges
        await super().__call__(read, receive, send)
