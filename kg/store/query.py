"""What is asked of an evaluator and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from pyoxigraph import Literal, NamedNode

from kg.formats import Format
from kg.store.guard import GuardedQuery
from kg.store.limits import Counters


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryRequest:
    """One query, the format of its answer and the RDF dataset it is asked of.

    Graphs given here win over FROM in the query. Where neither names a graph, the default graph is the union of all.
    ``substitutions`` gives variables of the query a value before evaluation; ``seconds`` asks for a shorter time
    limit than the evaluator's own. ``client`` is who asks: clients take turns. ``in_graphs``: where the format has
    named graphs, each triple of an answered graph stands in the one it is from.
    """

    query: GuardedQuery
    format: Format
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    substitutions: Mapping[str, NamedNode | Literal] = field(default_factory=dict)
    seconds: float | None = None
    client: str = ""
    in_graphs: bool = False


@dataclass(frozen=True, slots=True)
class QueryAnswer:
    """The serialized answer."""

    format: Format
    body: bytes


class Evaluator(Protocol):
    """Something that evaluates queries over one release."""

    async def evaluate(self, request: QueryRequest) -> QueryAnswer:
        """Evaluate a query.

        Raises MalformedQuery, QueryTooLarge, QueryTimeout, Overloaded, or QueryError where evaluation failed.
        """
        ...


class RunningEvaluator(Evaluator, Protocol):
    """An evaluator as those see it who run the server."""

    @property
    def counters(self) -> Counters:
        """What happened since the start."""
        ...

    @property
    def running(self) -> int:
        """Queries that are being evaluated."""
        ...

    @property
    def waiting(self) -> int:
        """Queries that wait."""
        ...

    def close(self) -> None:
        """Refuse what waits and comes; the server is ending."""
        ...
