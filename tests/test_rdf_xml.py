"""RDF/XML as an XML parser of its own reads it."""

from __future__ import annotations

from xml.parsers import expat

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Triple

from kg.rdf_xml import write_rdf_xml, xml_carries
from kg.vocabulary import PREFIXES

_A, _P = NamedNode("https://example.jp/a"), NamedNode("https://example.jp/p")


def _triple(text: str) -> Triple:
    return Triple(_A, _P, Literal(text))


def _values(data: bytes) -> set[str]:
    return {str(value) for value in rdflib.Graph().parse(data=data, format="xml").objects()}


@pytest.mark.parametrize("character", ["\f", "\0", "\x1b", "\ufffe", "\uffff"])
def test_what_xml_cannot_carry_is_left_out_aloud(character: str) -> None:
    triples = [_triple("甲"), _triple(f"乙{character}丙")]
    document = write_rdf_xml(triples, prefixes=PREFIXES)
    assert _values(document.data) == {"甲"}
    assert document.left_out == (triples[1],)
    remark = document.data.decode().partition("<!--")[2].partition("-->")[0]
    assert "1 statement(s) are left out" in remark
    assert "1 件の文を除いています" in remark
    assert "--" not in remark


@pytest.mark.parametrize("text", ["甲\r\n乙\r丙\n丁", "\t\x7f\x85\u2028", "\U0001f4c4\U0010ffff", " <&>\"' "])
def test_what_xml_can_carry_is_read_as_it_was_written(text: str) -> None:
    document = write_rdf_xml([_triple(text)], prefixes=PREFIXES)
    assert (document.left_out, _values(document.data)) == ((), {text})
    assert b"<!--" not in document.data


def test_the_rule_is_that_of_an_xml_parser() -> None:
    """Every character of the first plane, and the edges of the others, against expat."""
    for code in (*range(0xD800), *range(0xE000, 0x10000), 0x10000, 0x1FFFE, 0x10FFFF):
        parser = expat.ParserCreate()
        try:
            parser.Parse(f"<a>{chr(code) if chr(code) not in '<&' else '-'}</a>".encode(), True)
            carried = True
        except expat.ExpatError:
            carried = False
        assert xml_carries(chr(code)) is carried, hex(code)
