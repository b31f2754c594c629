"""Which values can be corrected, and what each may be."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from kg.model.agreement import Body, Capacity
from kg.registries.concepts import load_concepts
from kg.registries.municipalities import load_municipalities

_CODE = re.compile(r"[0-9]{6}")
#: Characters that no name or wording has; XML cannot carry them, so that statements with them would lack in RDF/XML.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a value is: how one is read (None where it is not of that kind), in words, and how many there may be."""

    read: Callable[[object], str | None]
    english: str
    japanese: str
    fewest: int
    most: int | None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() and not CONTROL.search(value) else None


def _day(value: object) -> str | None:
    return value.isoformat() if isinstance(value, date) and not isinstance(value, datetime) else None


def _body(value: object) -> str | None:
    """A code of the registry, or a name of a body that has none."""
    text = _text(value)
    if text is None or (not _CODE.fullmatch(text) and not text.isdigit()):
        return text
    return text if any(row.code == text for row in load_municipalities()) else None


def _concept(scheme: str) -> Callable[[object], str | None]:
    def read(value: object) -> str | None:
        return value if isinstance(value, str) and value in {each.slug for each in load_concepts(scheme)} else None

    return read


def _capacity(value: object) -> str | None:
    return value if isinstance(value, str) and value in set(Capacity) else None


def body_of(value: str) -> Body:
    """The body that a value names.

    >>> body_of("012041")
    Body(name='旭川市', code='012041', until=None)
    """
    if _CODE.fullmatch(value):
        return Body(name=load_municipalities().by_code(value).name, code=value)
    return Body(name=value, code=None)


def written_body(body: Body) -> str:
    """The value that names a body."""
    return body.code or body.name


_DATE = Expected(
    read=_day,
    english="a date such as 2022-01-12, or an empty string where the text states none",
    japanese="2022-01-12 のような日付（本文にないなら空文字列）",
    fewest=0,
    most=1,
)
_BODIES = Expected(
    read=_body,
    english="6-digit codes of the registry, or names of bodies that have none",
    japanese="登録簿にある6桁のコード、またはコードのない団体の名称",
    fewest=1,
    most=None,
)
#: The words of the source at a place.
WORDS = Expected(
    read=_text,
    english="the right words, without control characters",
    japanese="制御文字のない正しい語句",
    fewest=1,
    most=1,
)

#: By the kind of part and the local name of the property.
CORRECTABLE: dict[tuple[str, str], Expected] = {
    ("agreement", "signedOn"): _DATE,
    ("agreement", "effectiveOn"): _DATE,
    ("agreement", "printedOn"): _DATE,
    ("agreement", "instrument"): Expected(
        read=_concept("instrument"),
        english="the last part of the IRI of a kind of instrument",
        japanese="協定等の種類のIRIの末尾",
        fewest=1,
        most=1,
    ),
    ("party", "municipality"): _BODIES,
    ("party", "capacity"): Expected(
        read=_capacity,
        english=", ".join(Capacity),
        japanese="・".join(Capacity),
        fewest=1,
        most=1,
    ),
    ("initiative", "policyField"): Expected(
        read=_concept("policy-field"),
        english="the last part of the IRI of a policy field, or an empty string for none",
        japanese="政策分野のIRIの末尾（該当なしなら空文字列）",
        fewest=0,
        most=1,
    ),
    ("initiative", "inferredPolicyField"): Expected(
        read=_concept("policy-field"),
        english="the last part of the IRI of a policy field, or an empty string for none",
        japanese="政策分野のIRIの末尾（該当なしなら空文字列）",
        fewest=0,
        most=1,
    ),
    ("article", "clauseType"): Expected(
        read=_concept("clause-type"),
        english="the last parts of the IRIs of clause types, or an empty list for none",
        japanese="条の種別のIRIの末尾（該当なしなら空の配列）",
        fewest=0,
        most=None,
    ),
    ("named-thing", "label"): Expected(
        read=_text,
        english="a name, or an empty string where the words name nothing",
        japanese="名前（名指しでないなら空文字列）",
        fewest=0,
        most=1,
    ),
    ("named-thing", "thingKind"): Expected(
        read=_concept("thing-kind"),
        english="the last part of the IRI of a kind of thing",
        japanese="名指しされたものの種別のIRIの末尾",
        fewest=1,
        most=1,
    ),
    ("event", "eventDate"): _DATE,
    ("role", "assignedTo"): _BODIES,
    ("duty", "dutyType"): Expected(
        read=_concept("duty-type"),
        english="the last parts of the IRIs of duty types, or an empty list for none",
        japanese="義務の種別のIRIの末尾（該当なしなら空の配列）",
        fewest=0,
        most=None,
    ),
    ("signatory", "name"): Expected(
        read=_text, english="a name, or an empty string", japanese="氏名または空文字列", fewest=0, most=1
    ),
}

#: The kind of part that has a property.
KIND_OF_PROPERTY = {name: kind for kind, name in CORRECTABLE}
