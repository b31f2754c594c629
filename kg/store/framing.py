"""Messages between the server and its worker processes: a length (4 bytes, big-endian), then that many bytes.

A request is one frame of JSON. An answer is a frame of JSON (``{"outcome": …}``) and, where the outcome is ``answer``,
a second frame with the serialized result.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import BinaryIO

from pyoxigraph import Literal, NamedNode

from kg.store.query import QueryRequest
from kg.store.service_answers import ServiceAnswer

_LENGTH = struct.Struct(">I")
LENGTH_BYTES = _LENGTH.size


class Outcome(StrEnum):
    """What became of a request."""

    READY = "ready"
    ANSWER = "answer"
    MALFORMED = "malformed"
    BAD_SERVICE = "bad-service"
    TOO_LARGE = "too-large"
    FAILED = "failed"


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
    services: list[ServiceAnswer]


_TASK_FIELDS = tuple(field.name for field in fields(Task))


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
        services=[
            ServiceAnswer(
                call.endpoint,
                call.start,
                call.end,
                sorted(call.variables),
                None if answer is None else answer.decode("utf-8", "replace"),
            )
            for call, answer in zip(request.query.calls, services, strict=True)
        ],
    )


def frame(payload: bytes) -> bytes:
    """A payload with its length before it.

    >>> frame(b"abc")
    b'\\x00\\x00\\x00\\x03abc'
    """
    return _LENGTH.pack(len(payload)) + payload


def frame_length(prefix: bytes) -> int:
    """The length that a frame's first bytes state."""
    length: int = _LENGTH.unpack(prefix)[0]
    return length


def task_frame(task: Task) -> bytes:
    """A task as a frame."""
    values = {name: getattr(task, name) for name in _TASK_FIELDS}
    values["services"] = [asdict(service) for service in task.services]
    return frame(json.dumps(values).encode())


def read_task(stream: BinaryIO) -> Task | None:
    """The next task, None where the other side has closed the stream."""
    prefix = stream.read(LENGTH_BYTES)
    if len(prefix) < LENGTH_BYTES:
        return None
    fields = json.loads(stream.read(frame_length(prefix)))
    fields["services"] = [ServiceAnswer(**service) for service in fields["services"]]
    return Task(**fields)


def outcome_frame(outcome: Outcome, message: str = "") -> bytes:
    """What became of a task, as a frame."""
    return frame(json.dumps({"outcome": outcome, "message": message}).encode())


def parse_outcome(payload: bytes) -> tuple[Outcome, str]:
    """Outcome and message of an answer's first frame."""
    fields = json.loads(payload)
    return Outcome(fields["outcome"]), fields["message"]
