"""What the XML says of its own publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kg.identifiers import Iris


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """Under which IRI an agreement is published, by whom, on which day the file was made."""

    iris: Iris
    slug: str
    publisher: str
    made_on: date
