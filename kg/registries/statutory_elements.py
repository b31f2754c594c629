"""What statutes ask of an agreement and how it is found: ``data/registry/statutory-elements.csv``."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kg.bundled import bundled
from kg.registries.tables import Row, read_table

COLUMNS = ("element", "instrument", "basis", "law_id", "article", "paragraph", "item", "kind", "found_by")
#: What ``found_by`` may look for; the first two take a value after a colon.
_LOOKED_FOR = ("clause", "front", "roles", "parties", "delegation")


class ElementKind(StrEnum):
    """How far the absence of an element can be judged.

    ``CONTENT``: the instrument must provide for it. ``ACT``: done outside the text. ``CONDITIONAL``: asked of some
    instruments of the kind only. ``OPEN``: whatever is necessary. ``UNSEEN``: the wording has not been seen.
    """

    CONTENT = "content"
    ACT = "act"
    CONDITIONAL = "conditional"
    OPEN = "open"
    UNSEEN = "unseen"


@dataclass(frozen=True, slots=True)
class LookedFor:
    """One thing by which an element is found, e.g. ``clause`` of the type ``cost-bearing``."""

    what: str
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatutoryElement:
    """One element, asked of instruments of a kind.

    ``basis`` are the articles of 地方自治法 under which such an instrument is concluded; empty where it is under none.
    """

    element: str
    instrument: str
    basis: tuple[str, ...]
    law_id: str
    article: str
    paragraph: str
    item: str
    kind: ElementKind
    found_by: tuple[LookedFor, ...]


@functools.cache
def load_statutory_elements() -> tuple[StatutoryElement, ...]:
    """The elements that travel with the package, in their order.

    >>> next(each.article for each in load_statutory_elements() if each.element == "itaku-costs")
    '252の15'
    """
    return read_statutory_elements(bundled("data", "registry", "statutory-elements.csv"))


def read_statutory_elements(path: Path) -> tuple[StatutoryElement, ...]:
    """Elements from a file. Raises InputError where a row is not what it should be."""
    elements: dict[str, StatutoryElement] = {}
    for row in read_table(path, COLUMNS):
        element = StatutoryElement(
            element=row.stated("element"),
            instrument=row.stated("instrument"),
            basis=tuple(filter(None, row["basis"].split("|"))),
            law_id=row["law_id"],
            article=row["article"],
            paragraph=row["paragraph"],
            item=row["item"],
            kind=row.one_of("kind", ElementKind),
            found_by=_found_by(row),
        )
        if element.element in elements:
            raise row.error("element", "each element once", "重複のない事項名")
        if (element.kind is ElementKind.UNSEEN) == bool(element.law_id and element.article):
            raise row.error("article", "a provision, save where the wording is unseen", "条項（未見の事項では空欄）")
        elements[element.element] = element
    return tuple(elements.values())


def _found_by(row: Row) -> tuple[LookedFor, ...]:
    found = tuple(LookedFor(*part.split(":", 1)) for part in row["found_by"].split("|") if part)
    if any(each.what not in _LOOKED_FOR or bool(each.value) != (each.what in _LOOKED_FOR[:2]) for each in found):
        raise row.error("found_by", f"{', '.join(_LOOKED_FOR)}", "・".join(_LOOKED_FOR))
    return found
