"""The changes as a Linked Data Event Stream (https://w3id.org/ldes/specification) over TREE pages.

Each member is a change: an activity of Activity Streams 2.0 and a version of its agreement. What the agreement says
from then on is in the named graph that the member names, so versions never mix; syntaxes without named graphs have the
changes alone, and what they hold at their own addresses. Relations have IRIs, because we publish no blank nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg.formats import JSON_LD, N_QUADS, TRIG, TURTLE, Format
from kg.identifiers import Iris
from kg.rdf_xml import write_rdf_xml
from kg.store.changes import Change, ChangeIndex, ChangePage
from kg.turtle import with_sorted_prefixes
from kg.vocabulary import AS, DATA_LICENCE, DCTERMS, LDES, PREFIXES, PROV, RDF, TREE, XSD

#: Where the stream begins.
ROOT = "ldes"
_TITLE_JA, _TITLE_EN = "協約等の変更の流れ（LDES）", "Changes of agreements (LDES)"
_PREFIXES = {**PREFIXES, "as": AS.iri, "tree": TREE.iri, "ldes": LDES.iri}


def page_path(key: str) -> str:
    """The path of a page by its key.

    >>> page_path("0c5be3f1a2d4")
    'ldes/page/0c5be3f1a2d4'
    """
    return f"{ROOT}/page/{key}"


def root_triples(iris: Iris, pages: Sequence[ChangePage]) -> Iterator[Triple]:
    """The stream, how it is read, and its pages by the times of what is on them; the last is open to later ones."""
    stream, root = _stream(iris), NamedNode(iris.page(ROOT))
    yield Triple(stream, RDF["type"], LDES["EventStream"])
    yield Triple(stream, DCTERMS["title"], Literal(_TITLE_JA, language="ja"))
    yield Triple(stream, DCTERMS["title"], Literal(_TITLE_EN, language="en"))
    yield Triple(stream, DCTERMS["license"], DATA_LICENCE)
    yield Triple(stream, LDES["timestampPath"], PROV["generatedAtTime"])
    yield Triple(stream, LDES["versionOfPath"], DCTERMS["isVersionOf"])
    yield Triple(stream, LDES["versionDeletePath"], RDF["type"])
    yield Triple(stream, LDES["versionDeleteObject"], AS["Delete"])
    yield Triple(stream, TREE["view"], root)
    yield Triple(root, RDF["type"], TREE["Node"])
    for page in pages:
        yield from _relation_triples(iris, root, page, "GreaterThanOrEqualToRelation", page.first)
        if page.complete:
            yield from _relation_triples(iris, root, page, "LessThanOrEqualToRelation", page.last)


def _relation_triples(iris: Iris, root: NamedNode, page: ChangePage, kind: str, time: str) -> Iterator[Triple]:
    relation = NamedNode(f"{root.value}#{page.key}-{kind.partition('Than')[0].lower()}")
    yield Triple(root, TREE["relation"], relation)
    yield Triple(relation, RDF["type"], TREE[kind])
    yield Triple(relation, TREE["node"], NamedNode(iris.page(page_path(page.key))))
    yield Triple(relation, TREE["path"], PROV["generatedAtTime"])
    yield Triple(relation, TREE["value"], _moment(time))


def page_triples(iris: Iris, page: ChangePage, changes: Iterable[Change]) -> Iterator[Triple]:
    """A page and its members, without what these hold."""
    stream = _stream(iris)
    yield Triple(stream, RDF["type"], LDES["EventStream"])
    yield Triple(NamedNode(iris.page(page_path(page.key))), RDF["type"], TREE["Node"])
    for change in changes:
        yield Triple(stream, TREE["member"], member(iris, change))
        yield from member_triples(iris, change)


def member(iris: Iris, change: Change) -> NamedNode:
    """A change as a member of the stream; it names the graph of what it holds too."""
    return NamedNode(iris.change(change.key))


def member_triples(iris: Iris, change: Change) -> Iterator[Triple]:
    """What is said of a change."""
    node, agreement = member(iris, change), NamedNode(change.iri)
    yield Triple(node, RDF["type"], AS[change.kind])
    yield Triple(node, AS["object"], agreement)
    yield Triple(node, AS["context"], NamedNode(iris.id(f"release/{change.release}")))
    yield Triple(node, DCTERMS["isVersionOf"], agreement)
    yield Triple(node, DCTERMS["title"], Literal(change.title, language="ja"))
    if change.title_en:
        yield Triple(node, DCTERMS["title"], Literal(change.title_en, language="en"))
    yield Triple(node, PROV["generatedAtTime"], _moment(change.time))


def write_changes(
    iris: Iris, index: ChangeIndex, said: Iterable[Triple], changes: Iterable[Change], syntax: Format
) -> bytes:
    """The statements ``said`` and, where the syntax has named graphs, what each change holds in a graph of its own."""
    triples = list(said)
    if syntax is N_QUADS:
        held = (_in_graph(index.triples(change), member(iris, change)) for change in changes)
        return b"".join([serialize(triples, format=RdfFormat.N_QUADS) or b"", *held])
    quads = [Quad(triple.subject, triple.predicate, triple.object) for triple in triples]
    if syntax in (TRIG, JSON_LD):
        for change in changes:
            graph = member(iris, change)
            quads += [
                Quad(quad.subject, quad.predicate, quad.object, graph)
                for quad in parse(index.triples(change), format=RdfFormat.N_TRIPLES)
            ]
    return _written(quads, syntax)


def write_merged(index: ChangeIndex, said: Iterable[Triple], change: Change, syntax: Format) -> bytes:
    """A change with what it holds as one graph, for a syntax without named graphs."""
    held = [quad.triple for quad in parse(index.triples(change), format=RdfFormat.N_TRIPLES)]
    triples = [*said, *held]
    if syntax.engine == RdfFormat.RDF_XML:
        return write_rdf_xml(triples, prefixes=_PREFIXES).data
    return _written(triples, syntax)


def _written(content: Sequence[Triple] | Sequence[Quad], syntax: Format) -> bytes:
    assert isinstance(syntax.engine, RdfFormat)  # noqa: S101 -- offered formats are RDF
    prefixes = _PREFIXES if syntax in (TRIG, TURTLE) else None
    data = serialize(content, format=syntax.engine, prefixes=prefixes) or b""
    return with_sorted_prefixes(data) if prefixes else data


def _in_graph(triples: bytes, graph: NamedNode) -> bytes:
    """N-Triples as N-Quads of a graph.

    >>> _in_graph(b'<s:> <p:> "." .\\n', NamedNode("g:"))
    b'<s:> <p:> "." <g:> .\\n'
    """
    end = f" {graph} .\n".encode()
    return b"".join(line.removesuffix(b" .") + end for line in triples.split(b"\n") if line)


def _stream(iris: Iris) -> NamedNode:
    return NamedNode(f"{iris.page(ROOT)}#stream")


def _moment(time: str) -> Literal:
    return Literal(time, datatype=XSD["dateTime"])
