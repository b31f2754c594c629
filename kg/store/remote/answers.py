"""What an engine answers, in the format that was asked for.

An engine is asked for SPARQL Results JSON or N-Triples only; every other format is made here, so all engines give the
same and an answer that was cut off, which some engines send with status 200, is found out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from traceback import clear_frames

from pyoxigraph import (
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from kg.errors import MalformedQuery, NotAcceptable, QueryError, QueryTooLarge
from kg.formats import ASK_FORMATS, DATASET_FORMATS, N_TRIPLES, RESULTS_JSON, TURTLE, Format
from kg.store.graph_answers import CappedBuffer, Datatypes, ResultTooLarge, write_graph, write_quads
from kg.store.guard import GuardedQuery, QueryForm
from kg.store.remote.engine import Engine
from kg.store.remote.terms import as_read, restored

_HEAD = re.compile(rb'"vars"\s*:\s*\[([^\]]*)\]')
_NAME = re.compile(rb'"([^"]*)"')
#: What Virtuoso makes of ASK: a table with this column, empty for no.
_ASKED = "__ASK_RETVAL"
_SYNTAXES = {N_TRIPLES.media_type: RdfFormat.N_TRIPLES, TURTLE.media_type: RdfFormat.TURTLE}


def accepted_for(query: GuardedQuery) -> str:
    """The Accept header with which an engine is asked."""
    if query.form.gives_graph:
        return f"{N_TRIPLES.media_type}, {TURTLE.media_type};q=0.5"
    return RESULTS_JSON.media_type


def written_results(body: bytes, query: GuardedQuery, format_: Format, *, engine: Engine, cap: int) -> bytes:
    """SPARQL Results JSON of a SELECT or ASK in another format.

    Raises QueryTooLarge over ``cap`` bytes, MalformedQuery where the format is none of such answers, QueryError where
    the engine's answer is not whole.
    """
    if not isinstance(format_.engine, QueryResultsFormat):
        raise MalformedQuery(
            f"query: the answer is no graph and has no {format_.label} form",
            f"この回答はグラフではないので {format_.label} にできません",
        )
    try:
        return _written(_in_order(restored(body, engine), query), query, format_, format_.engine, cap)
    except ResultTooLarge as error:
        clear_frames(error.__traceback__)
        raise too_large(cap) from error
    except (SyntaxError, ValueError) as error:
        clear_frames(error.__traceback__)  # solutions must be dropped by the thread that read them
        raise broken(error) from error


def _written(body: bytes, query: GuardedQuery, format_: Format, syntax: QueryResultsFormat, cap: int) -> bytes:
    results = parse_query_results(body, format=QueryResultsFormat.JSON)
    if query.form is QueryForm.ASK:
        return _boolean(results, format_)
    buffer = CappedBuffer(cap)
    results.serialize(buffer, syntax)
    return buffer.getvalue()


def _boolean(results: QuerySolutions | QueryBoolean, format_: Format) -> bytes:
    if format_ not in ASK_FORMATS:
        raise NotAcceptable(
            f"query: an answer to ASK has no {format_.label} form", f"ASK の回答は {format_.label} にできません"
        )
    yes = bool(results) if isinstance(results, QueryBoolean) else any(True for _ in results)
    assert isinstance(format_.engine, QueryResultsFormat)  # noqa: S101 -- the formats of ASK are
    said = b'{"head":{},"boolean":%s}' % (b"true" if yes else b"false")
    answer = parse_query_results(said, format=QueryResultsFormat.JSON)
    return bytes(answer.serialize(format=format_.engine) or b"")


def _in_order(body: bytes, query: GuardedQuery) -> bytes:
    """The columns of a ``SELECT *`` in the order in which the query names the variables."""
    found = _HEAD.search(body) if query.star is not None else None
    if found is None:
        return body
    names = [name.decode() for name in _NAME.findall(found[1])]
    places = {name: place for place, name in enumerate(query.variables)}
    ordered = sorted((name for name in names if name in places), key=places.__getitem__)
    if len(ordered) != len(names):
        return body
    listed = ",".join(f'"{name}"' for name in ordered).encode()
    return body[: found.start(1)] + listed + body[found.end(1) :]


def read_graph(body: bytes, media_type: str, *, engine: Engine) -> list[Triple]:
    """The triples of a CONSTRUCT or DESCRIBE. Raises QueryError where the engine's answer is not whole."""
    syntax = _SYNTAXES.get(media_type)
    if syntax is None:
        raise broken(ValueError(f"found {media_type or 'no media type'}, expected {N_TRIPLES.media_type}"))
    try:
        return [as_read(quad.triple, engine) for quad in parse(body, format=syntax)]
    except (SyntaxError, ValueError) as error:
        raise broken(error) from error


def written_graph(triples: Iterable[Triple], format_: Format, *, datatypes: Datatypes, cap: int) -> bytes:
    """A graph in a syntax. Raises QueryTooLarge over ``cap`` bytes, MalformedQuery where the format is no syntax."""
    if not isinstance(format_.engine, RdfFormat):
        raise MalformedQuery(
            f"query: the answer is a graph and has no {format_.label} form",
            f"この回答はグラフなので {format_.label} にできません",
        )
    plain = _without_triple_terms(triples) if format_.engine == RdfFormat.JSON_LD else triples
    try:
        return write_graph(plain, format_.engine, datatypes=datatypes, cap=cap)
    except ResultTooLarge as error:
        raise too_large(cap) from error


def written_quads(quads: Iterable[Quad], format_: Format, *, datatypes: Datatypes, cap: int) -> bytes:
    """Named graphs in a syntax that has them. Raises QueryTooLarge over ``cap`` bytes."""
    assert isinstance(format_.engine, RdfFormat)  # noqa: S101 -- one of DATASET_FORMATS
    assert format_ in DATASET_FORMATS  # noqa: S101
    try:
        return write_quads(quads, format_.engine, datatypes=datatypes, cap=cap)
    except ResultTooLarge as error:
        raise too_large(cap) from error


def _without_triple_terms(triples: Iterable[Triple]) -> Iterator[Triple]:
    for triple in triples:
        if isinstance(triple.object, Triple):
            raise MalformedQuery(
                "query: the answer has triple terms (RDF 1.2), which JSON-LD cannot say",
                "回答にトリプル項（RDF 1.2）があり、JSON-LD では表せません",
            )
        yield triple


def too_large(cap: int) -> QueryTooLarge:
    """The answer has more than so many bytes."""
    return QueryTooLarge(
        f"answer: over {cap} bytes; narrow the query or add LIMIT",
        f"回答が {cap} バイトを超えました。条件を絞るか LIMIT を付けてください",
    )


def broken(error: Exception) -> QueryError:
    """The engine's answer is not what it says or not whole."""
    return QueryError(
        f"query: the engine's answer cannot be read ({error}); it may have run out of time or memory",
        f"エンジンの応答を読めません（{error}）。時間かメモリの上限を超えた可能性があります",
    )
