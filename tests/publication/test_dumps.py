"""Every syntax gives back the graph it was written from, to two independent parsers."""

from __future__ import annotations

import gzip
import subprocess
import sys
from collections.abc import Iterable

import pytest
import rdflib
from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, RdfFormat, parse

from kg.formats import DATASET_FORMATS, RDF_FORMATS, Format
from kg.packing import PACKERS
from kg.publication.dumps import dump_quads, sorted_quads
from kg.vocabulary import PREFIXES, RDF, RDFS, XSD
from tests.publication.conftest import BuiltRelease

_EX = "https://example.jp/"
_A, _B, _P, _Q = (NamedNode(_EX + name) for name in ("a", "b/c.d", "p", "q#r"))
_G1, _G2 = NamedNode(_EX + "g1"), NamedNode(_EX + "g2")
_CELL, _TAIL = BlankNode("cell"), BlankNode("tail")

#: Values that serializers are known to stumble over.
AWKWARD = [
    Quad(_A, RDF["type"], RDFS["Class"], _G1),
    Quad(_A, RDFS["label"], Literal("改行\n「引用」\"'\\ タブ\t&<>", language="ja"), _G1),
    Quad(_A, RDFS["label"], Literal("かな", language="ja-Hrkt"), _G1),
    Quad(_A, RDFS["label"], Literal("plain"), _G1),
    Quad(_A, RDFS["label"], Literal(""), _G2),
    Quad(_A, _P, Literal("7", datatype=XSD["integer"]), _G2),
    Quad(_A, _P, Literal("2022-01-12", datatype=XSD["date"]), _G2),
    Quad(_A, _P, Literal("true", datatype=XSD["boolean"]), _G2),
    Quad(_A, _P, Literal("POINT(142.4 43.7)", datatype=NamedNode(PREFIXES["geo"] + "wktLiteral")), _G2),
    Quad(_A, _Q, _B, _G2),
    Quad(_B, _P, NamedNode("mailto:a@example.jp"), _G2),
    Quad(_B, _Q, _CELL, _G1),
    Quad(_CELL, RDF["first"], Literal("1", datatype=XSD["integer"]), _G1),
    Quad(_CELL, RDF["rest"], _TAIL, _G1),
    Quad(_TAIL, RDF["first"], _A, _G1),
    Quad(_TAIL, RDF["rest"], RDF["nil"], _G1),
]

#: rdflib's own parsers call what rdflib deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:.*(Dataset|ConjunctiveGraph).* is deprecated:DeprecationWarning")

every_syntax = pytest.mark.parametrize("syntax", [*RDF_FORMATS, *DATASET_FORMATS], ids=lambda syntax: syntax.name)


def _canonical(quads: Iterable[Quad], *, graphs: bool) -> Dataset:
    dataset = Dataset(quad if graphs else Quad(*quad.triple) for quad in quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def _read_by_rdflib(data: bytes, syntax: Format) -> list[Quad]:
    """What rdflib reads, handed over as N-Triples or N-Quads."""
    if syntax in RDF_FORMATS:
        written = rdflib.Graph().parse(data=data, format=syntax.media_type).serialize(format="nt")
        return list(parse(written, format=RdfFormat.N_TRIPLES))
    dataset = rdflib.Dataset()
    dataset.parse(data=data, format=syntax.media_type)
    return list(parse(dataset.serialize(format="nquads"), format=RdfFormat.N_QUADS))


def _engine(syntax: Format) -> RdfFormat:
    assert isinstance(syntax.engine, RdfFormat)
    return syntax.engine


@every_syntax
def test_round_trip_of_awkward_values(syntax: Format) -> None:
    graphs = syntax in DATASET_FORMATS
    data = dump_quads(sorted_quads(AWKWARD), syntax)
    expected = _canonical(AWKWARD, graphs=graphs)
    assert _canonical(parse(data, format=_engine(syntax)), graphs=graphs) == expected
    assert _canonical(_read_by_rdflib(data, syntax), graphs=graphs) == expected


@every_syntax
def test_round_trip_of_the_release(release: BuiltRelease, syntax: Format) -> None:
    graphs = syntax in DATASET_FORMATS
    data = (release.directory / f"renkei.{syntax.extension}").read_bytes()
    expected = _canonical(release.quads("renkei.nq"), graphs=graphs)
    assert len(expected) > 25_000
    assert _canonical(parse(data, format=_engine(syntax)), graphs=graphs) == expected
    assert _canonical(_read_by_rdflib(data, syntax), graphs=graphs) == expected


@every_syntax
def test_order_of_input_does_not_matter(syntax: Format) -> None:
    expected = dump_quads(sorted_quads(AWKWARD), syntax)
    for start in range(len(AWKWARD)):
        turned = [*AWKWARD[start:], *AWKWARD[:start]]
        assert dump_quads(sorted_quads(reversed(turned)), syntax) == expected


def test_other_processes_write_the_same_bytes() -> None:
    """The engine hashes with a new seed in each process, which shows in the order of the prefixes."""
    script = (
        "import sys; from kg.formats import *; from kg.publication.dumps import *;"
        "from tests.publication.test_dumps import AWKWARD\n"
        "for s in (*RDF_FORMATS, *DATASET_FORMATS): sys.stdout.buffer.write(dump_quads(sorted_quads(AWKWARD), s))"
    )
    outputs = {subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout for _ in "123"}
    assert len(outputs) == 1
    assert outputs.pop()


def test_turtle_names_each_subject_once(release: BuiltRelease) -> None:
    lines = (release.directory / "renkei.ttl").read_text(encoding="utf-8").splitlines()
    subjects = [line.split(" ", 1)[0] for line in lines if line and not line.startswith(("\t", "@prefix"))]
    assert len(subjects) == len(set(subjects))


def test_blank_nodes_are_in_the_ontology_only(release: BuiltRelease) -> None:
    ontology = NamedNode("https://data.example.jp/doc/ontology")
    for quad in release.quads("renkei.nq"):
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            assert quad.graph_name == ontology


def test_compressed_files_hold_the_plain_ones_and_no_time(release: BuiltRelease) -> None:
    compressed = sorted(release.directory.glob("renkei.*.gz"))
    assert len(compressed) == len(RDF_FORMATS) + len(DATASET_FORMATS)
    for path in compressed:
        data = path.read_bytes()
        assert gzip.decompress(data) == path.with_suffix("").read_bytes()
        assert data[3] == 0, "no name, no comment"
        assert data[4:8] == bytes(4), "no time"


def test_compression_is_repeatable() -> None:
    for pack in PACKERS.values():
        assert pack(b"renkei" * 1000) == pack(b"renkei" * 1000)
