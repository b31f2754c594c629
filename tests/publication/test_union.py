"""The union sorted on disk is the union sorted in memory, whatever the runs."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.formats import DATASET_FORMATS, RDF_FORMATS, Format
from kg.publication import union
from kg.publication.dataset_files import StoredContent
from kg.publication.dumps import DumpContent, dump_content, sorted_quads
from kg.publication.union import SortedUnion, StoredQuads, StoredTriples
from tests.publication.test_dumps import AWKWARD

_A, _B = NamedNode("https://example.jp/a"), NamedNode("https://example.jp/b")
_SAID = NamedNode("https://example.jp/said")


def _stored(folder: Path, quads: list[Quad], run: int) -> Path:
    sorted_on_disk = SortedUnion(folder)
    with mock.patch.object(union, "_RUN", new=run):
        sorted_on_disk.add(quads)
        sorted_on_disk.write(folder / "union")
    return folder / "union"


@pytest.mark.parametrize("run", [1, 3, 1000])
@pytest.mark.parametrize("syntax", [*RDF_FORMATS, *DATASET_FORMATS], ids=lambda syntax: syntax.name)
def test_dumps_from_disk_have_the_same_bytes(tmp_path: Path, syntax: Format, run: int) -> None:
    quads = sorted_quads(AWKWARD)
    stored = StoredContent(quads=quads, triples=StoredTriples(_stored(tmp_path, quads, run)))
    assert dump_content(stored, syntax) == dump_content(DumpContent(quads), syntax)


def test_a_triple_of_several_graphs_stands_in_the_first_of_them(tmp_path: Path) -> None:
    texts = ["x", "x\t0", "x\n", "x\r\u0085", ""]
    quads = [Quad(_A, _SAID, Literal(text, language="ja"), graph) for graph in (_B, _A) for text in texts]
    found = list(StoredQuads(_stored(tmp_path, quads, 2)))
    assert {quad.graph_name for quad in found} == {_B}
    assert sorted(str(quad.object) for quad in found) == sorted(str(Literal(text, language="ja")) for text in texts)


def test_more_can_be_added_to_what_was_written(tmp_path: Path) -> None:
    sorted_on_disk = SortedUnion(tmp_path)
    for number, subject in enumerate((_B, _A)):
        sorted_on_disk.add([Quad(subject, _SAID, Literal(number), _A)])
        sorted_on_disk.write(tmp_path / str(number))
    assert [quad.subject for quad in StoredQuads(tmp_path / "0")] == [_B]
    assert [quad.subject for quad in StoredQuads(tmp_path / "1")] == [_A, _B]
