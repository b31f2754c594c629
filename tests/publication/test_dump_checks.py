"""A dump that cannot be read back, or says something else, never goes live."""

from __future__ import annotations

from pathlib import Path
from typing import IO
from unittest import mock

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.errors import ReleaseError
from kg.formats import DATASET_FORMATS, N_TRIPLES, RDF_FORMATS, RDF_XML, Format
from kg.publication import CURRENT, dataset_files, verify_release
from kg.publication.dump_checks import check_dump
from kg.publication.dumps import Content, DumpContent, dump_quads, sorted_quads, write_dump
from tests.publication.small_build import bare_build
from tests.publication.test_dumps import AWKWARD
from tests.small_agreements import ASAHIKAWA_BIEI, write_agreement

every_syntax = pytest.mark.parametrize("syntax", [*RDF_FORMATS, *DATASET_FORMATS], ids=lambda syntax: syntax.name)

_CONTROL = Quad(
    NamedNode("https://example.jp/span"),
    NamedNode("https://example.jp/exact"),
    Literal("頁\f\0\ufffe"),
    NamedNode("https://example.jp/g1"),
)


@every_syntax
def test_what_was_written_passes(syntax: Format) -> None:
    quads = sorted_quads([*AWKWARD, _CONTROL])
    check_dump("a", dump_quads(quads, syntax), DumpContent(quads), syntax)


@every_syntax
def test_control_characters_are_kept_where_a_syntax_has_them(syntax: Format) -> None:
    quads = sorted_quads([*AWKWARD, _CONTROL])
    assert isinstance(syntax.engine, RdfFormat)
    found = {quad.object for quad in parse(dump_quads(quads, syntax), format=syntax.engine)}
    assert (_CONTROL.object in found) is (syntax is not RDF_XML)


@every_syntax
def test_a_statement_lost_or_changed_is_found(syntax: Format) -> None:
    quads = sorted_quads(AWKWARD)
    with pytest.raises(ReleaseError, match="a: found"):
        check_dump("a", dump_quads(quads[1:], syntax), DumpContent(quads), syntax)
    changed = [Quad(q.subject, q.predicate, Literal("other"), q.graph_name) if q is quads[0] else q for q in quads]
    with pytest.raises(ReleaseError, match="which is not to be said"):
        check_dump("a", dump_quads(changed, syntax), DumpContent(quads), syntax)


@every_syntax
def test_what_is_ill_formed_is_found(syntax: Format) -> None:
    quads = sorted_quads(AWKWARD)
    with pytest.raises(ReleaseError, match="expected exactly the statements"):
        check_dump("a", dump_quads(quads, syntax)[:-9], DumpContent(quads), syntax)


def test_xml_is_read_by_an_xml_parser() -> None:
    """The RDF engine reads characters that no XML parser does."""
    quads = [_CONTROL]
    data = dump_quads(quads, RDF_XML).replace(b"</rdf:RDF>", b"<!-- \x0c --></rdf:RDF>")
    with pytest.raises(ReleaseError, match="not well-formed"):
        check_dump("a", data, DumpContent(quads), RDF_XML)


def test_an_ill_formed_dump_leaves_the_old_release(tmp_path: Path) -> None:
    out, source = tmp_path / "build", write_agreement(tmp_path)
    old = bare_build(source, out=out).release_id

    def damaged(content: Content, syntax: Format, file: IO[bytes]) -> None:
        write_dump(content, syntax, file)
        file.write(b"<a> <b> ." if syntax is N_TRIPLES else b"")

    with mock.patch.object(dataset_files, "write_dump", new=damaged), pytest.raises(ReleaseError, match=r"renkei\.nt"):
        bare_build(source, out=out, source_date_epoch=0)
    assert verify_release(out / CURRENT).id == old


def test_control_characters_in_a_text_are_noted(tmp_path: Path) -> None:
    """All syntaxes but RDF/XML keep them; RDF/XML, manifest and build say what is left out."""
    source = write_agreement(tmp_path, text=ASAHIKAWA_BIEI.replace("管理及び執行", "管理及\fび執行", 1))
    outcome = bare_build(source, out=tmp_path / "build")
    assert outcome.manifest is not None
    assert outcome.directory is not None
    (entry,) = outcome.manifest.agreements
    left_out = {found.path: found.statements for found in outcome.manifest.left_out}
    assert set(left_out) == {"renkei.rdf", f"agreements/{entry.slug}.rdf"}
    for path, statements in left_out.items():
        assert f"{statements} statement(s) are left out" in (outcome.directory / path).read_text(encoding="utf-8")
        assert [path in notice.message for notice in outcome.notices].count(True) == 1
    turtle = (outcome.directory / f"agreements/{entry.slug}.ttl").read_text(encoding="utf-8")
    assert "管理及\\fび執行" in turtle
    assert bare_build(source, out=tmp_path / "build").notices == outcome.notices
