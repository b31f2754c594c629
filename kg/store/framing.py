"""Messages between the server and its worker processes, one frame each.

A task is a length (4 bytes, big-endian), then that many bytes: the fields of :class:`Task` as Python marshals them,
which the same program reads at the other end. Only a worker reads such bytes, and only what the server wrote. What it
answers is never taken for more than bytes: a length, an outcome (1 byte), then the serialized answer or a message.
"""

from __future__ import annotations

import marshal
import struct
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from enum import IntEnum, unique
from operator import attrgetter
from typing import BinaryIO

from pyoxigraph import Literal, NamedNode

from kg.store.query import QueryRequest
from kg.store.service_answers import ServiceAnswer

_LENGTH = struct.Struct(">I")
_HEAD = struct.Struct(">IB")
#: Bytes before the payload of an answer.
HEAD_BYTES = _HEAD.size


@unique
class Outcome(IntEnum):
    """What became of a task."""

    READY = 0
    ANSWER = 1
    MALFORMED = 2
    BAD_SERVICE = 3
    TOO_LARGE = 4
    FAILED = 5
    #: A piece of an answer of which more comes, and that an answer has to be made in pieces, which is done elsewhere.
    PIECE = 6
    LONG = 7


@dataclass(frozen=True, slots=True)
class Task:
    """A request as it travels: plain values only. A substitution is (variable, IRI) or (variable, text, language)."""

    query: str
    format: str
    union: bool
    default_graphs: list[str] | None
    named_graphs: list[str] | None
    iris: dict[str, str]
    texts: dict[str, list[str]]
    seconds: float
    base_iri: str | None
    star: int | None
    variables: tuple[str, ...]
    in_graphs: bool
    services: tuple[ServiceAnswer, ...]


_VALUES_OF = attrgetter(*(field.name for field in fields(Task)))


def task_of(
    request: QueryRequest,
    *,
    seconds: float,
    union_default_graph: bool = True,
    base_iri: str | None = None,
    services: Sequence[bytes | None] = (),
) -> Task:
    """The task for a request that may run so many seconds. ``services`` are the answers to the query's calls.

    ``union_default_graph``: the default graph is the union of all where neither request nor query names a data set.
    Relative IRIs of the query are resolved against ``base_iri``.
    """
    chosen = bool(request.default_graphs or request.named_graphs)
    values = request.substitutions.items()
    return Task(
        query=request.query.text,
        format=request.format.name,
        union=union_default_graph and not chosen and not request.query.names_dataset,
        default_graphs=list(request.default_graphs) if chosen else None,
        named_graphs=list(request.named_graphs) if chosen else None,
        iris={name: value.value for name, value in values if isinstance(value, NamedNode)},
        texts={name: [value.value, value.language or ""] for name, value in values if isinstance(value, Literal)},
        seconds=seconds,
        base_iri=base_iri,
        star=request.query.star,
        variables=request.query.variables,
        in_graphs=request.in_graphs,
        services=tuple(
            ServiceAnswer(
                call.endpoint,
                call.start,
                call.end,
                sorted(call.variables),
                None if answer is None else answer.decode("utf-8", "replace"),
            )
            for call, answer in zip(request.query.calls, services, strict=True)
        ),
    )


def task_frame(task: Task) -> bytes:
    """A task as a frame."""
    values = _VALUES_OF(task)
    if task.services:
        values = (*values[:-1], tuple(map(astuple, task.services)))
    payload = marshal.dumps(values)
    return _LENGTH.pack(len(payload)) + payload


def read_task(stream: BinaryIO) -> Task | None:
    """The next task, None where the other side has closed the stream."""
    prefix = stream.read(_LENGTH.size)
    if len(prefix) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(prefix)
    values = marshal.loads(stream.read(length))  # noqa: S302 -- the server's own, see above
    return Task(*(*values[:-1], tuple(ServiceAnswer(*service) for service in values[-1])))


def answer_head(outcome: Outcome, length: int) -> bytes:
    """What stands before an answer of so many bytes.

    >>> answer_head(Outcome.ANSWER, 3)
    b'\\x00\\x00\\x00\\x03\\x01'
    """
    return _HEAD.pack(length, outcome)


def read_answer_head(data: bytes, at: int) -> tuple[Outcome, int]:
    """Outcome and length of the answer that begins there. Raises ValueError where there is no such outcome."""
    length, outcome = _HEAD.unpack_from(data, at)
    return Outcome(outcome), length
