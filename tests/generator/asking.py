"""Asks the reader: the only file of the generator that calls it."""

from __future__ import annotations

from typing import Any

from kg.extraction import report_on
from kg.identifiers import Iris, agreement_slug
from kg.model.agreement import SourceMetadata
from kg.model.text import SourceText
from kg.publication.check_json import check_json

_IRIS = Iris("http://localhost:8000/")


def read(text: str) -> dict[str, Any]:
    """The JSON of ``renkei check`` for a text."""
    report = report_on(SourceText(name="a.txt", text=text, sha256="0" * 64, encoding="utf-8"), SourceMetadata())
    slugs = [agreement_slug(agreement) for agreement in report.agreements]
    return check_json(report, path="a.txt", slugs=slugs, conforms=[True] * len(slugs), iris=_IRIS)
