"""The same graph gives the same bytes, whichever worker answers."""

from __future__ import annotations

import subprocess
import sys

import pytest

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
