"""The dumps of the whole data set, written and read back statement by statement."""

from __future__ import annotations

import mmap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from pyoxigraph import Quad, Triple

from kg.formats import DATASET_FORMATS, N_QUADS, RDF_FORMATS
from kg.graph.dataset import AgreementGraph
from kg.identifiers import Iris
from kg.packing import PACKERS
from kg.publication.contents import ReleaseFile
from kg.publication.dump_checks import check_dump_file
from kg.publication.dumps import Content, sorted_quads, write_dump
from kg.publication.union import SortedUnion, StoredQuads, StoredTriples

#: Name of the dumps of the whole data set.
DATASET = "renkei"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredContent:
    """A data set that is read anew each time, as :class:`kg.publication.dumps.Content`."""

    quads: Iterable[Quad]
    triples: Iterable[Triple]


class GraphsInOrder:
    """The quads of all graphs, sorted as in the dumps: one graph after the other, only one of them unpacked."""

    def __init__(self, agreements: Iterable[AgreementGraph], shared: Iterable[Quad], *, iris: Iris) -> None:
        self._graphs: dict[str, Callable[[], Iterable[Quad]]] = {
            f"<{iris.agreement_graph(graph.slug)}>": _sorted(graph) for graph in agreements
        }
        for name, quads in groupby(sorted_quads(shared), key=lambda quad: str(quad.graph_name)):
            self._graphs[name] = list(quads).__iter__

    def __iter__(self) -> Iterator[Quad]:
        for name in sorted(self._graphs):
            yield from self._graphs[name]()


def _sorted(graph: AgreementGraph) -> Callable[[], Iterable[Quad]]:
    return lambda: sorted_quads(graph.quads)


def write_dataset(
    directory: Path, quads: Iterable[Quad], union: SortedUnion, *, working: Path
) -> tuple[StoredContent, tuple[ReleaseFile, ...]]:
    """Write every dump and its packed forms; gives the data set as written and the records of the files.

    ``quads`` are sorted and can be read again; they go into ``union``, whose file is below ``working``. Raises
    ReleaseError where a dump cannot be read back.
    """
    union.add(quads)
    by_subject = working / "union"
    union.write(by_subject)
    content = StoredContent(quads=quads, triples=StoredTriples(by_subject))
    files = [*_written(directory, content)]
    stored = StoredQuads(directory / f"{DATASET}.{N_QUADS.extension}")
    return StoredContent(quads=stored, triples=content.triples), tuple(files)


def _written(directory: Path, content: Content) -> Iterator[ReleaseFile]:
    for syntax in (*RDF_FORMATS, *DATASET_FORMATS):
        name = f"{DATASET}.{syntax.extension}"
        path = directory / name
        with path.open("wb") as file:
            write_dump(content, syntax, file)
        check_dump_file(path, content, syntax)
        yield ReleaseFile.of_file(name, path)
        with path.open("rb") as made, mmap.mmap(made.fileno(), 0, access=mmap.ACCESS_READ) as data:
            for packed, pack in PACKERS.items():
                packed_name = f"{name}.{packed.extension}"
                (directory / packed_name).write_bytes(pack(data))
                yield ReleaseFile.of_file(packed_name, directory / packed_name)
