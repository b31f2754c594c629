"""Every fixture and some made-up agreements: valid, complete, in reading order, and read back to the same model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from kg.akoma_ntoso import exchanged_model, read_akoma_ntoso, read_model, write_akoma_ntoso
from kg.akoma_ntoso.elements import children, name_of
from kg.akoma_ntoso.words import text_of
from kg.drafting.writing import passages
from kg.errors import InputError
from kg.extraction import read_report
from kg.model.agreement import Agreement
from tests.akoma_ntoso.schema import agreements_in, needs_schema, publication, violations, words_only
from tests.generator.choices import Case
from tests.generator.families import FAMILIES
from tests.generator.making import make
from tests.sources import AGREEMENTS, SOURCES

#: Made-up agreements of each family; ``python -m tests.generator`` makes any number.
_CASES = 3

every_source = pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
every_family = pytest.mark.parametrize("family", FAMILIES)


def written(agreement: Agreement) -> bytes:
    return write_akoma_ntoso(agreement, publication(agreement))


def assert_round_trip(agreement: Agreement) -> None:
    data = written(agreement)
    assert read_akoma_ntoso(data).nodes == words_only(agreement.instrument_tree.nodes)
    assert read_model(data) == exchanged_model(agreement)
    assert list(printed_order(data)) == in_reading_order(agreement)


def in_reading_order(agreement: Agreement) -> list[str]:
    """The passages by their place in the source."""
    found = [passage for node in agreement.instrument_tree.nodes for passage in passages(node) if passage]
    return [passage.text for passage in sorted(found, key=lambda passage: passage.start) if passage.text]


def printed_order(data: bytes) -> Iterator[str]:
    """The words of each element that holds any, in document order, without the metadata."""
    waiting: list[Any] = [etree.fromstring(data)]
    while waiting:
        element = waiting.pop()
        name = name_of(element)
        signed = name == "block" and element.get("name") == "signatureBlock"
        if name in {"num", "heading", "p", "inline"} or (name == "block" and not signed):
            if words := text_of(element):
                yield words
        elif name != "meta":
            waiting.extend(reversed(list(children(element))))


@every_source
def test_a_fixture_is_read_back(path: Path) -> None:
    for agreement in read_report(path).agreements:
        assert_round_trip(agreement)


@needs_schema
@every_source
def test_a_fixture_is_valid(path: Path) -> None:
    for agreement in read_report(path).agreements:
        assert violations(written(agreement)) == []


def made(family: str) -> Iterator[Agreement]:
    for seed in range(_CASES):
        yield from agreements_in(make(Case(family, seed)).text)


@every_family
def test_made_up_agreements_are_read_back(family: str) -> None:
    for agreement in made(family):
        assert_round_trip(agreement)


@needs_schema
@every_family
def test_made_up_agreements_are_valid(family: str) -> None:
    for agreement in made(family):
        assert violations(written(agreement)) == []


_TEXT = (AGREEMENTS / "asahikawa-biei.txt").read_text(encoding="utf-8")
_PIECES = [
    "\x0c",
    "\x01",
    "\ufffe",
    "\U0001f3e2",
    "&<>]]>",
    "\t",
    "\r\n",
    "\n別表第9\n",
    "\n附 則\n",
    "\n第3条 乙\n",
    "\n第2章 雑則\n",
]


@needs_schema
@settings(max_examples=15, deadline=None, derandomize=True, database=None)
@given(st.lists(st.tuples(st.integers(0, len(_TEXT)), st.sampled_from(_PIECES)), min_size=1, max_size=6))
def test_damaged_texts_are_valid_and_read_back(insertions: list[tuple[int, str]]) -> None:
    """Characters that XML cannot carry, parts twice and in another order."""
    text = _TEXT
    for at, piece in insertions:
        text = text[:at] + piece + text[at:]
    for agreement in agreements_in(text):
        data = written(agreement)
        assert violations(data) == []
        assert read_akoma_ntoso(data).nodes == words_only(agreement.instrument_tree.nodes)


@needs_schema
def test_the_schema_can_say_no() -> None:
    (agreement,) = read_report(AGREEMENTS / "asahikawa-biei.txt").agreements
    assert violations(written(agreement).replace(b"<body>", b"<body><p>x</p>"))
    assert violations(written(agreement).replace(b'eId="art_2"', b'eId="art_1"'))


def test_the_same_agreement_gives_the_same_bytes() -> None:
    first, second = (read_report(AGREEMENTS / "asahikawa-biei.txt").agreements[0] for _ in range(2))
    assert written(first) == written(second)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<akomaNtoso", "XML"),
        (b"<x/>", "expected an element of http://docs.oasis-open.org/legaldocml/ns/akn/3.0"),
        (b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"/>', "has no <act>"),
    ],
)
def test_other_documents_are_refused(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_akoma_ntoso(data)
