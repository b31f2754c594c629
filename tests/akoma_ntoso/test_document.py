"""What the XML of the shipped agreements says, element by element."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from lxml import etree

from kg.akoma_ntoso import write_akoma_ntoso
from kg.akoma_ntoso.elements import NAMESPACE
from kg.akoma_ntoso.places import Part, parts_of_act
from kg.akoma_ntoso.words import text_of
from kg.identifiers import AKOMA_NTOSO_ATTRIBUTES
from kg.model.drafting import (
    AppendedTable,
    Article,
    ClosingFormula,
    FooterKind,
    FooterLine,
    HistoryTag,
    Node,
    Preamble,
    SigningDate,
    Unparsed,
    WrapperKind,
    WrapperLine,
)
from kg.model.text import Passage
from tests.akoma_ntoso.schema import publication
from tests.sources import agreement

_NAMES = {"a": NAMESPACE, "r": AKOMA_NTOSO_ATTRIBUTES}


@cache
def asahikawa() -> Any:
    found = agreement("asahikawa-biei")
    return etree.fromstring(write_akoma_ntoso(found, publication(found)))


def values(path: str) -> list[str]:
    found = asahikawa().xpath(path, namespaces=_NAMES)
    return [value if isinstance(value, str) else text_of(value) for value in found]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("//a:FRBRWork/a:FRBRuri/@value", ["/akn/jp/act/renkei-kyoyaku/2022-01-12/012041-014591-20220112"] * 2),
        ("//a:act/a:meta//a:FRBRWork/a:FRBRalias/@value", ["https://example.jp/id/agreement/012041-014591-20220112"]),
        ("//a:act/a:meta//a:FRBRExpression/a:FRBRlanguage/@language", ["jpn"]),
        ("//a:eventRef[@refersTo='#signing']/@date", ["2022-01-12"]),
        ("//a:TLCOrganization[@r:code='012041']/@href", ["https://example.jp/id/municipality/012041"]),
        ("//a:TLCRole[@eId='party_1']/@showAs", ["甲"]),
        ("//a:TLCRole[@eId='party_1']/@r:capacity", ["#core-city"]),
        ("//a:party[@as='#party_2']/@refersTo", ["#body_014591"]),
        ("//a:docTitle", ["連携中枢都市圏形成に係る連携協約"]),
        ("//a:conclusions//a:date/@date", ["2022-01-12"]),
        ("//a:article[@eId='art_1']/a:heading", ["（目的）"]),
        ("//a:attachment/@eId", ["att_1"]),
    ],
)
def test_what_the_document_says(path: str, expected: list[str]) -> None:
    assert values(path) == expected


def test_a_law_is_cited_at_e_gov() -> None:
    (href,) = values("//a:preamble//a:ref[@r:role='legal-basis']/@href")
    assert href == "https://laws.e-gov.go.jp/law/322AC0000000067#Mp-At_252_2-Pr_1"
    assert "https://example.jp/id/law/322AC0000000067" in values("//a:TLCReference[@name='law']/@href")


def test_what_is_pointed_to_is_there() -> None:
    pointed = {ref for value in values("//@refersTo") for ref in value.split()}
    pointed |= {value for value in values("//@href | //@as | //@source | //@r:bodies") if value.startswith("#")}
    assert pointed
    assert {ref.removeprefix("#") for ref in pointed} - set(values("//@eId")) == set()


def test_a_table_is_a_table() -> None:
    found = agreement("asahikawa-biei")
    (table,) = found.instrument_tree.of(AppendedTable)
    cells = [cell.text for child in table.children for row in getattr(child, "rows", ()) for cell in row.cells]
    assert cells
    assert values("//a:attachment//a:td/a:p") == cells


def _words(text: str) -> Passage:
    return Passage.plain(text, start=0)


_ARTICLE = Article((1,), _words("第1条"), None, ())
_TABLE = AppendedTable(_words("別表"), None, None, ())
_SIGNED = SigningDate(_words("令和4年1月12日"))


@pytest.mark.parametrize(
    ("nodes", "parts"),
    [
        ((Preamble(_words("甲と乙は")), _ARTICLE, _SIGNED, _TABLE), "PREAMBLE BODY CONCLUSIONS ATTACHMENTS"),
        ((_ARTICLE, _TABLE, _SIGNED), "BODY BODY CONCLUSIONS"),
        ((_ARTICLE, _TABLE), "BODY ATTACHMENTS"),
        ((_ARTICLE, _SIGNED, _ARTICLE, _SIGNED), "BODY CONCLUSIONS ATTACHMENTS ATTACHMENTS"),
        ((_ARTICLE, HistoryTag(_words("(追加)")), _ARTICLE), "BODY BODY BODY"),
        ((_ARTICLE, Unparsed(_words("?")), _ARTICLE, Unparsed(_words("?"))), "BODY BODY BODY CONCLUSIONS"),
        ((Unparsed(_words("?")), _ARTICLE), "COVER BODY"),
        (
            (WrapperLine(WrapperKind.NUMBER, _words("議案")), ClosingFormula(_words("証する。")), _TABLE),
            "COVER CONCLUSIONS ATTACHMENTS",
        ),
        ((_ARTICLE, FooterLine(FooterKind.TITLE, _words("協約"))), "BODY CONCLUSIONS"),
    ],
)
def test_parts_keep_reading_order(nodes: tuple[Node, ...], parts: str) -> None:
    assert " ".join(part.name for part in parts_of_act(nodes)) == parts
    assert parts_of_act(nodes) == sorted(parts_of_act(nodes))
    assert Part[parts.split(" ", maxsplit=1)[0]] in parts_of_act(nodes)
