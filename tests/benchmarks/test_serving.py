"""The serving benchmark in small: the generated graph, and that the engines agree on what is asked. No times."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import RdfFormat, serialize

from tests.benchmarks.generated_graph import TRIPLES_OF_AN_AGREEMENT, generated_quads
from tests.benchmarks.served_engines import Data, engines, write_data
from tests.benchmarks.serving import QUERIES, answer_size, is_graph

AGREEMENTS = 12


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Data:
    return write_data(tmp_path_factory.mktemp("generated") / "data", AGREEMENTS)


@pytest.fixture(scope="module")
def served(data: Data, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Our server, and Oxigraph's over the same store."""
    offered = engines(data, tmp_path_factory.mktemp("engines"), "", store_memory_mb=256)
    with offered["renkei"]() as ours, offered["oxigraph"]() as oxigraph:
        yield {"renkei": ours, "oxigraph": oxigraph}


@pytest.fixture(scope="module")
def reference(data: Data) -> rdflib.Graph:
    return rdflib.Graph().parse(data.triples, format="nt")


@pytest.mark.parametrize("name", QUERIES)
def test_the_engines_agree(name: str, served: dict[str, str], reference: rdflib.Graph) -> None:
    query = QUERIES[name]
    answer = reference.query(query)
    expected = len(answer.graph or ()) if is_graph(query) else len(answer)
    assert expected
    assert {engine: answer_size(url, query) for engine, url in served.items()} == dict.fromkeys(served, expected)


def test_the_graph_is_the_same_each_time() -> None:
    first, second = (list(islice(generated_quads(50), 20_000)) for _ in range(2))
    assert first == second
    assert len(set(first)) == len(first)
    of_agreements = [quad for quad in first if "/agreement/" in str(quad.graph_name)]
    assert abs(len(of_agreements) / 50 / TRIPLES_OF_AN_AGREEMENT - 1) < 0.05


def test_each_triple_stands_in_one_graph(data: Data) -> None:
    lines = serialize((quad.triple for quad in generated_quads(AGREEMENTS)), format=RdfFormat.N_TRIPLES) or b""
    assert len(set(lines.splitlines())) == data.count == len(Path(data.triples).read_bytes().splitlines())
