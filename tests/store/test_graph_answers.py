"""The same graph gives the same bytes, whichever worker answers."""

from __future__ import annotations

import subprocess
import sys

import pytest
from pyoxigraph import QueryTriples, RdfFormat, Store

from kg.store.graph_answers import ResultTooLarge, write_graph, write_lines

_TRIPLES = """
    <urn:a> a <urn:T>, <urn:S> ; <urn:aa> "x", "x"@en, "x y", "line\\nend", "back\\\\slash" ; <urn:n> 3, -3 .
    <urn:b> <urn:p> <urn:a>, <urn:b>, _:one ; a <urn:T> . _:one <urn:p> "\u5e02", '"' . _:one1 a <urn:T> .
    <urn:a2> <urn:p> "typed"^^<urn:d>, true, 1.5 .
"""
_PROGRAM = """
import sys
from pyoxigraph import RdfFormat, Triple
from kg.store.graph_answers import write_graph
from kg.vocabulary import RDF, RENKEI
triples = [Triple(RENKEI["Role"], RDF["type"], RENKEI["Duty"])]
sys.stdout.buffer.write(write_graph(triples, RdfFormat.from_extension(sys.argv[1]), datatypes={}, cap=10_000))
"""


@pytest.mark.parametrize("extension", ["ttl", "nt", "rdf", "jsonld"])
def test_bytes_do_not_depend_on_the_process(extension: str) -> None:
    answers = {
        subprocess.run(
            [sys.executable, "-c", _PROGRAM, extension], check=True, capture_output=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(answers) == 1
    assert answers.pop()


@pytest.mark.parametrize("datatypes", [{}, {"urn:n": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"}])
def test_lines_are_the_graph_in_ntriples(datatypes: dict[str, str]) -> None:
    store = Store()
    store.load(_TRIPLES, format=RdfFormat.TURTLE)
    construct = "CONSTRUCT { ?s ?p ?o . ?s a ?o } { ?s ?p ?o } ORDER BY RAND()"

    def answer() -> QueryTriples:
        results = store.query(construct)
        assert isinstance(results, QueryTriples)
        return results

    lines = write_lines(answer(), datatypes=datatypes, cap=100_000)
    assert lines == write_graph(answer(), RdfFormat.N_TRIPLES, datatypes=datatypes, cap=100_000)
    assert lines.count(b"\n") == len(set(lines.splitlines())) > 12
    assert (b"nonNegativeInteger" in lines) == bool(datatypes)
    with pytest.raises(ResultTooLarge):
        write_lines(answer(), datatypes=datatypes, cap=100)
