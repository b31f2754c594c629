"""A worker process: it reads tasks from its channel and writes answers to it (:mod:`kg.store.framing`).

The engine can neither be interrupted nor survive running out of memory or stack, so it lives here: the server ends
this process at the deadline and has another forked (:mod:`kg.store.nursery`). Should the server die first, this
process ends with it, or with its query's alarm. It is confined before it reads a query (:mod:`kg.store.confinement`).
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, NoReturn

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    Variable,
)

from kg.formats import ASK_FORMATS, DATASET_FORMATS, GRAPH_FORMATS, RESULTS_JSON, SELECT_FORMATS, Format
from kg.store.confinement import Confinement, confine_calls, confine_files
from kg.store.framing import Outcome, Task, answer_head, read_task
from kg.store.graph_answers import (
    Datatypes,
    ResultTooLarge,
    in_their_graphs,
    stream_graph,
    write_graph,
    write_lines,
    write_quads,
)
from kg.store.limits import LongAnswers, WorkerKind
from kg.store.pieces import SORTED_TRIPLES, WHOLE_BYTES, Pieces
from kg.store.service_answers import BadServiceAnswer, with_answers
from kg.workers import end_with_parent

_FORMATS: dict[str, Format] = {format_.name: format_ for format_ in (*GRAPH_FORMATS, *SELECT_FORMATS)}
_SECONDS_OF_GRACE = 2.0
#: Bytes of a task that are read at once: most are shorter. Longer answers are not copied to be written.
_READ_BYTES = _COPIED_BYTES = 64 * 1024
#: Weight of a background process beside others: about a tenth. Not the idle class, which a busy machine starves.
_BACKGROUND_NICENESS = 10
#: Evaluated once before any other query, which would be charged for what the first one needs of the system.
_WARMING = Path(__file__).with_name("warming.rq").read_text(encoding="utf-8")
#: How the engine says that a query calls a function that it does not have.
_UNKNOWN_FUNCTION = "The custom function"


class FormatMismatch(Exception):
    """The answer cannot be written in the format asked for."""


def answer_task(store: Store, task: Task, out: Pieces, *, datatypes: Datatypes) -> tuple[Outcome, bytes]:
    """What becomes of a task: what is left to be said of it, once ``out`` has had what went before. ``datatypes`` are
    those of graphs.
    """
    try:
        if task.services:
            task = replace(task, query=with_answers(task.query, task.services))
        results = store.query(
            _with_columns(task),
            base_iri=task.base_iri,
            use_default_graph_as_union=task.union,
            default_graph=None if task.default_graphs is None else [*_graphs(task.default_graphs)],
            named_graphs=None if task.named_graphs is None else [*_graphs(task.named_graphs)],
            substitutions=_substitutions(task),
        )
        origin = store if task.in_graphs else None
        _serialize(results, _FORMATS[task.format], out, datatypes, origin)
        return Outcome.ANSWER, out.rest()
    except (SyntaxError, FormatMismatch) as error:
        return Outcome.MALFORMED, str(error).encode()
    except BadServiceAnswer as error:
        return Outcome.BAD_SERVICE, str(error).encode()
    except ResultTooLarge:
        elsewhere = out.is_short_only and out.whole < out.cap
        return (Outcome.LONG, b"") if elsewhere else (Outcome.TOO_LARGE, b"%d" % out.cap)
    except RuntimeError as error:
        unknown_function = str(error).startswith(_UNKNOWN_FUNCTION)
        return Outcome.MALFORMED if unknown_function else Outcome.FAILED, str(error).encode()
    except (OSError, ValueError) as error:
        return Outcome.FAILED, str(error).encode()


def _with_columns(task: Task) -> str:
    """The query with its ``SELECT *`` spelt out in the order in which the query names the variables.

    The engine would give them by their names, and tables are read by their columns. Which variables are in scope is
    asked of an empty store.
    """
    if task.star is None:
        return task.query
    results = Store().query(task.query, base_iri=task.base_iri)
    assert isinstance(results, QuerySolutions)  # noqa: S101 -- a SELECT
    scope = {variable.value for variable in results.variables}
    named = [name for name in task.variables if name in scope]
    if len(named) != len(scope) or not named:
        return task.query
    return f"{task.query[: task.star]}{' '.join(f'?{name}' for name in named)} {task.query[task.star + 1 :]}"


def _graphs(iris: list[str]) -> Iterator[NamedNode]:
    return (NamedNode(iri) for iri in iris)


def _substitutions(task: Task) -> dict[Variable, NamedNode | BlankNode | Literal | Triple] | None:
    values: dict[Variable, NamedNode | BlankNode | Literal | Triple] = {}
    values.update((Variable(name), NamedNode(iri)) for name, iri in task.iris.items())
    for name, (text, language) in task.texts.items():
        values[Variable(name)] = Literal(text, language=language or None)
    return values or None


def _serialize(
    results: QuerySolutions | QueryBoolean | Iterable[Triple],
    format_: Format,
    out: Pieces,
    datatypes: Datatypes,
    origin: Store | None,
) -> None:
    """Write an answer. Raises FormatMismatch, or ResultTooLarge where it has no room in ``out``."""
    if not isinstance(results, QuerySolutions | QueryBoolean):
        if not isinstance(format_.engine, RdfFormat):
            raise FormatMismatch(f"the answer is a graph and has no {format_.label} form")
        if format_.engine == RdfFormat.JSON_LD:
            results = _without_triple_terms(results)
        if origin is not None and format_ in DATASET_FORMATS:
            out.write(write_quads(in_their_graphs(results, origin), format_.engine, datatypes=datatypes, cap=out.room))
        elif out.is_short_only and format_.engine == RdfFormat.N_TRIPLES and isinstance(results, QueryTriples):
            out.write(write_lines(results, datatypes=datatypes, cap=out.room))
        else:
            _serialize_graph(results, format_.engine, out, datatypes)
        return
    if not isinstance(format_.engine, QueryResultsFormat):
        raise FormatMismatch(f"the answer is no graph and has no {format_.label} form")
    if isinstance(results, QueryBoolean):
        if format_ not in ASK_FORMATS:
            raise FormatMismatch(f"an answer to ASK has no {format_.label} form")
        out.write(bytes(results.serialize(format=format_.engine) or b""))
    else:
        results.serialize(out, format_.engine)


def _serialize_graph(triples: Iterable[Triple], syntax: RdfFormat, out: Pieces, datatypes: Datatypes) -> None:
    """Sorted where it is small enough to be held."""
    if out.whole == out.cap:
        out.write(write_graph(triples, syntax, datatypes=datatypes, cap=out.room))
        return
    rest = iter(triples)
    first = [*islice(rest, SORTED_TRIPLES + 1)]
    if len(first) <= SORTED_TRIPLES:
        out.write(write_graph(first, syntax, datatypes=datatypes, cap=out.room))
    elif out.is_short_only:
        raise ResultTooLarge
    else:
        stream_graph(chain(first, rest), syntax, out, datatypes=datatypes)


def _without_triple_terms(triples: Iterable[Triple]) -> Iterator[Triple]:
    for triple in triples:
        if isinstance(triple.object, Triple):
            raise FormatMismatch("the answer has triple terms (RDF 1.2), which JSON-LD cannot say")
        yield triple


def work(store: Store, channel: BinaryIO, *, datatypes: Datatypes, cap: int, long_answers: LongAnswers) -> None:
    """Answer tasks until the stream of tasks ends."""

    seconds = 0.0

    def send(piece: bytes) -> None:
        """Say a piece. It may have to wait for its client, which the server's clock bounds."""
        signal.setitimer(signal.ITIMER_REAL, 0)
        _say(channel, Outcome.PIECE, piece)
        signal.setitimer(signal.ITIMER_REAL, seconds)

    in_pieces = long_answers is LongAnswers.IN_PIECES
    while (task := read_task(channel)) is not None:
        seconds = task.seconds + _SECONDS_OF_GRACE
        signal.setitimer(signal.ITIMER_REAL, seconds)
        whole = cap if long_answers is LongAnswers.WHOLE else min(WHOLE_BYTES, cap)
        out = Pieces(cap, whole=whole, send=send if in_pieces else None)
        _say(channel, *answer_task(store, task, out, datatypes=datatypes))
        signal.setitimer(signal.ITIMER_REAL, 0)


def _say(channel: BinaryIO, outcome: Outcome, payload: bytes) -> None:
    """Write an answer; a short one by one call of the system."""
    head = answer_head(outcome, len(payload))
    if len(payload) <= _COPIED_BYTES:
        left = memoryview(head + payload)
    else:
        _write(channel, memoryview(head))
        left = memoryview(payload)
    _write(channel, left)


def _write(channel: BinaryIO, data: memoryview) -> None:
    while data:
        data = data[os.write(channel.fileno(), data) :]


def run_worker(
    channel: int, kind: WorkerKind, *, store: Path, held: Store | None, result_bytes: int, datatypes: Datatypes
) -> NoReturn:
    """Be a worker: what a process just forked does instead of everything else. ``channel`` is its open socket,
    ``held`` the store where it is in memory.
    """
    status = 1
    try:
        end_with_parent(os.getppid())
        with os.fdopen(channel, "rb", buffering=_READ_BYTES) as tasks:
            _open_and_work(tasks, kind, store=store, held=held, result_bytes=result_bytes, datatypes=datatypes)
        status = 0
    finally:
        os._exit(status)  # nothing of the process that it was forked from is to be cleaned up here


def _limit_memory(memory: int) -> None:
    """Let the process have so many bytes of its own; mapped files do not count, of which a store has any number."""
    limit = resource.RLIMIT_DATA if sys.platform.startswith("linux") else resource.RLIMIT_AS
    resource.setrlimit(limit, (memory, memory))


def _open_and_work(
    channel: BinaryIO, kind: WorkerKind, *, store: Path, held: Store | None, result_bytes: int, datatypes: Datatypes
) -> None:
    """Open the store, give up every right that evaluation does not need, say so, and work."""
    _limit_memory(kind.memory_mb * 1024 * 1024)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        files = confine_files(store)
        opened = Store.read_only(str(store)) if held is None else held
    except OSError as error:
        _say(channel, Outcome.FAILED, str(error).partition("\n")[0].encode())
        return
    if kind.background:
        os.nice(_BACKGROUND_NICENESS)
    confinement = Confinement(calls=confine_calls(), files=files)
    _serialize(opened.query(_WARMING), RESULTS_JSON, Pieces(result_bytes, whole=result_bytes), datatypes, None)
    _say(channel, Outcome.READY, json.dumps(asdict(confinement)).encode())
    work(opened, channel, datatypes=datatypes, cap=result_bytes, long_answers=LongAnswers(kind.long_answers))
