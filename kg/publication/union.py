"""The union of many graphs by subject, sorted on disk: what takes too much memory as objects.

Statements are encoded as lines that sort as :func:`kg.publication.dumps.sorted_quads` sorts, kept in sorted runs, and
merged whenever the union is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Triple, parse

from kg.vocabulary import RDF

#: Lines that are sorted in memory, about 100 MiB.
_RUN = 200_000
_RDF_TYPE = RDF["type"].value


class SortedUnion:
    """Graphs, each given once, in the order in which they win a triple that several of them have."""

    def __init__(self, folder: Path) -> None:
        """``folder`` is for working files."""
        self._folder = folder
        self._runs: list[Path] = []
        self._lines: list[str] = []
        self._graphs: dict[str, str] = {}

    def add(self, quads: Iterable[Quad]) -> None:
        """Take the quads of one graph or of several."""
        for quad in quads:
            rank = self._graphs.setdefault(str(quad.graph_name), f"{len(self._graphs):08}")
            predicate = quad.predicate.value
            self._lines.append(f"{quad.subject} {'' if predicate == _RDF_TYPE else predicate} {quad.object}\t{rank}\n")
            if len(self._lines) == _RUN:
                self._end_run()

    def _end_run(self) -> None:
        run = self._folder / f"run-{len(self._runs)}"
        with run.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(sorted(self._lines))
        self._runs.append(run)
        self._lines = []

    def write(self, path: Path) -> None:
        """Write N-Quads: every triple once, in the first of its graphs, by subject."""
        self._end_run()
        graphs = {rank: graph for graph, rank in self._graphs.items()}
        with ExitStack() as stack, path.open("w", encoding="utf-8", newline="\n") as file:
            runs = [stack.enter_context(run.open(encoding="utf-8", newline="\n")) for run in self._runs]
            before = ""
            for line in merge(*runs):
                statement, _, rank = line.rpartition("\t")
                if statement != before:
                    subject, predicate, value = statement.split(" ", 2)
                    file.write(f"{subject} <{predicate or _RDF_TYPE}> {value} {graphs[rank[:-1]]} .\n")
                    before = statement


class StoredQuads:
    """The quads of an N-Quads file, to be read again and again, never held."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __iter__(self) -> Iterator[Quad]:
        return parse(path=self._path, format=RdfFormat.N_QUADS)


class StoredTriples:
    """The triples of an N-Quads file, as :class:`StoredQuads`."""

    def __init__(self, path: Path) -> None:
        self._quads = StoredQuads(path)

    def __iter__(self) -> Iterator[Triple]:
        return (quad.triple for quad in self._quads)
