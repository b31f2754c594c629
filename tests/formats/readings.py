"""What two readings of one agreement have in common whatever it was read from."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Any

from kg.extraction import report_on
from kg.identifiers import Iris, agreement_slug
from kg.model.agreement import SourceMetadata
from kg.publication.check_json import check_json
from kg.reading.source_file import read_source, source_of

#: What every file is called, as messages name it: the format is in the content.
NAME = "agreement"
#: What says where words stand, or in what state they were found.
_PLACES = {"spans", "start", "end", "line", "source", "page", "boxes"}


def reading(data: bytes) -> dict[str, Any]:
    """The reading of a file without places: agreements, unclaimed words, and diagnostics but those of repair."""
    report = report_on(source_of(data, name=NAME), SourceMetadata())
    slugs = [agreement_slug(agreement) for agreement in report.agreements]
    found = check_json(
        report, path=NAME, slugs=slugs, conforms=[True] * len(slugs), iris=Iris("http://localhost:8000/")
    )
    return {
        "agreements": _without_places(found["agreements"]),
        "unclaimed": _words("".join(piece["text"] for piece in found["unclaimed"])),
        "diagnostics": sorted(
            (found["code"], re.sub(r"\d+", "N", found["message"]))
            for found in found["diagnostics"]
            if not found["code"].startswith(("repair-", "ignored-", "unclaimed"))
        ),
    }


@functools.cache
def text_reading(path: Path) -> dict[str, Any]:
    """The reading of a text fixture: what the other formats must give."""
    return reading(path.read_bytes())


def source_text(path: Path) -> str:
    return read_source(path).text


def _without_places(value: Any) -> Any:
    if isinstance(value, dict) and "rows" in value:
        value = {**value, "rows": [_filled(row) for row in value["rows"]]}
    if isinstance(value, dict):
        return {key: _without_places(inner) for key, inner in value.items() if key not in _PLACES}
    if isinstance(value, list):
        return [_without_places(inner) for inner in value]
    return value.replace("\u00a0", " ") if isinstance(value, str) else value


def _filled(row: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A row without the empty cells at its end: a text leaves them out, a table has them."""
    length = max((i for i, cell in enumerate(row, start=1) if cell["text"]), default=0)
    return row[:length]


def without_spaces(value: Any) -> Any:
    """A reading without white space: what stands at the end of a printed line cannot be seen on a page."""
    if isinstance(value, dict):
        return {key: without_spaces(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [without_spaces(inner) for inner in value]
    return _words(value) if isinstance(value, str) else value


def _words(text: str) -> str:
    """A text without the white space that another format divides it by."""
    return re.sub(r"\s+", "", text)
