"""Requests whose query has been evaluated before the framework sees them (:mod:`kg.web.quick`).

What is left is to say what came of it, in whatever form the client wants.
"""

from __future__ import annotations

from dataclasses import dataclass

from starlette.types import Scope

from kg.errors import QueryError
from kg.store.streams import AnswerStream
from kg.web.answer_cache import Answer
from kg.web.observing import BEGAN
from kg.web.switching import OpenRelease

_SETTLED = "renkei.settled"


@dataclass(frozen=True, slots=True)
class Settled:
    """The answer or why there is none, the release that it is from (whoever answers gives it back), and when the
    request began to be answered, by the performance counter.
    """

    outcome: Answer | AnswerStream | QueryError
    release: OpenRelease
    began: float


def settle(scope: Scope, known: Settled) -> None:
    """Say what came of the query of the request with this scope."""
    scope[_SETTLED] = known
    scope[BEGAN] = known.began


def settled(scope: Scope) -> Answer | AnswerStream | QueryError | None:
    """What came of the query of a request, if that is known."""
    known: Settled | None = scope.get(_SETTLED)
    return None if known is None else known.outcome


def taken(scope: Scope) -> OpenRelease | None:
    """The release that a request holds already."""
    known: Settled | None = scope.get(_SETTLED)
    return None if known is None else known.release
