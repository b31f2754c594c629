"""The W3C's SPARQL 1.1 tests as records, read from their manifests.

The suite (https://github.com/w3c/rdf-tests) stands beside the checkout. Every entry of every manifest that
``manifest-all.ttl`` includes is a record here; which of them apply is for the suites to say, with a reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, Triple

ROOT = Path(__file__).parents[2].parent / "shared" / "vendor" / "rdf-tests" / "sparql" / "sparql11"
needs_suite = pytest.mark.skipif(not ROOT.is_dir(), reason=f"the W3C's SPARQL 1.1 tests are not at {ROOT}")

Node = NamedNode | BlankNode | Literal

_MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
_QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
_UT = "http://www.w3.org/2009/sparql/tests/test-update#"
_HT = "http://www.w3.org/2011/http#"
_CNT = "http://www.w3.org/2011/content#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpStep:
    """A request of a protocol test and what its answer has to be; ``statuses`` are like ``2xx``."""

    method: str
    path: str
    body: bytes | None
    headers: dict[str, str]
    statuses: tuple[str, ...]
    boolean: bool | None
    format: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One test. ``name`` is ``folder/entry``; ``data`` fills the default graph, ``graphs`` (IRI, file) are named."""

    name: str
    kind: str
    query: Path | None = None
    data: tuple[Path, ...] = ()
    graphs: tuple[tuple[str, Path], ...] = ()
    result: Path | None = None
    steps: tuple[HttpStep, ...] = ()

    def __str__(self) -> str:
        return self.name

    @property
    def is_update(self) -> bool:
        """Whether its action is an update."""
        return "Update" in self.kind or (self.query is not None and self.query.suffix == ".ru")


class _Manifests:
    """All manifests in one store, with lists as Python has them."""

    def __init__(self) -> None:
        self.store = Store()
        self.tests: dict[str, NamedNode] = {}
        self._read(ROOT / "manifest-all.ttl")

    def _read(self, path: Path) -> None:
        own = NamedNode(path.as_uri())
        self.store.load(path=str(path), format=RdfFormat.TURTLE, base_iri=own.value, to_graph=own)
        for entry in self.items(self.value(own, _MF + "entries")):
            assert isinstance(entry, NamedNode)
            self.tests[f"{path.parent.name}/{entry.value.rpartition('#')[2]}"] = entry
        for included in self.items(self.value(own, _MF + "include")):
            assert isinstance(included, NamedNode)
            self._read(file_of(included))

    def values(self, subject: Node | Triple | None, predicate: str) -> list[Node]:
        if not isinstance(subject, NamedNode | BlankNode):
            return []
        found = self.store.quads_for_pattern(subject, NamedNode(predicate), None, None)
        return [quad.object for quad in found if not isinstance(quad.object, Triple)]

    def value(self, subject: Node | Triple | None, predicate: str) -> Node | None:
        return next(iter(self.values(subject, predicate)), None)

    def text(self, subject: Node | None, predicate: str) -> str:
        found = self.value(subject, predicate)
        return "" if found is None else str(getattr(found, "value", found))

    def items(self, head: Node | None) -> Iterator[Node]:
        while head is not None and head != NamedNode(_RDF + "nil"):
            first = self.value(head, _RDF + "first")
            if first is not None:
                yield first
            head = self.value(head, _RDF + "rest")


def file_of(iri: Node) -> Path:
    """The file that a ``file:`` IRI names."""
    assert isinstance(iri, NamedNode)
    return Path(unquote(urlsplit(iri.value).path))


@cache
def read_cases() -> tuple[Case, ...]:
    """Every test, in the order of the manifests; none where the suite is not there."""
    if not ROOT.is_dir():
        return ()
    manifests = _Manifests()
    return tuple(_case(manifests, name, entry) for name, entry in manifests.tests.items())


def cases_of(*kinds: str) -> list[Case]:
    """The tests of some kinds."""
    return [case for case in read_cases() if case.kind in kinds]


def _case(manifests: _Manifests, name: str, entry: NamedNode) -> Case:
    kind = manifests.text(entry, _RDF + "type").rpartition("#")[2]
    action = manifests.value(entry, _MF + "action")
    query = action if isinstance(action, NamedNode) else manifests.value(action, _QT + "query")
    query = query or manifests.value(action, _UT + "request")
    result = manifests.value(entry, _MF + "result")
    labelled = [
        (manifests.text(graph, _LABEL), file_of(manifests.value(graph, _UT + "graph") or graph))
        for graph in manifests.values(entry, _UT + "graphData")
    ]
    named = [(file_.value, file_of(file_)) for file_ in _named_nodes(manifests.values(action, _QT + "graphData"))]
    data = manifests.values(action, _QT + "data")
    return Case(
        name=name,
        kind=kind,
        query=file_of(query) if query is not None else None,
        data=tuple(sorted(file_of(file_) for file_ in data)),
        graphs=tuple(sorted(named + labelled)),
        result=file_of(result) if isinstance(result, NamedNode) else None,
        steps=tuple(
            _step(manifests, request) for request in manifests.items(manifests.value(action, _HT + "requests"))
        ),
    )


def _named_nodes(nodes: list[Node]) -> list[NamedNode]:
    return [node for node in nodes if isinstance(node, NamedNode)]


def _step(manifests: _Manifests, request: Node) -> HttpStep:
    answer = manifests.value(request, _HT + "resp")
    boolean = manifests.text(answer, _MF + "expectedBoolean")
    return HttpStep(
        method=manifests.text(request, _HT + "methodName"),
        path=manifests.text(request, _HT + "absolutePath"),
        body=_body(manifests, manifests.value(request, _HT + "body")),
        headers={
            manifests.text(header, _HT + "fieldName"): manifests.text(header, _HT + "fieldValue")
            for header in manifests.items(manifests.value(request, _HT + "headers"))
        },
        statuses=tuple(
            sorted(
                str(getattr(status, "value", "")).rpartition("#")[2].removeprefix("StatusCode")
                for status in manifests.values(answer, _MF + "expectedStatus")
            )
        ),
        boolean=boolean == "true" if boolean else None,
        format=manifests.text(answer, _MF + "expectedFormat") or None,
    )


def _body(manifests: _Manifests, body: Node | None) -> bytes | None:
    if body is None:
        return None
    return manifests.text(body, _CNT + "chars").encode(manifests.text(body, _CNT + "characterEncoding") or "utf-8")
