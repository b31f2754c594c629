"""What an evaluator says where it does not answer: the limit that was hit and, where one is known, a cheaper form."""

from __future__ import annotations

from kg.errors import (
    EngineUnavailable,
    ForbiddenQuery,
    Overloaded,
    QueryExhausted,
    QueryTimeout,
    ReleaseError,
    TooManyQueries,
)
from kg.store.cheaper import advice_on

UNCONFINED = "this system has no filter that keeps query processes from the network"
UNCONFINED_JA = "このシステムには、クエリのプロセスをネットワークから隔離する仕組みがありません"


def overloaded(waiting: int) -> Overloaded:
    """No room: so many queries wait."""
    return Overloaded(
        f"service: too many queries are waiting ({waiting}); try again later",
        f"混み合っています（待ち {waiting} 件）。しばらくしてからお試しください",
    )


def too_many(waiting: int) -> TooManyQueries:
    """So many queries of one client wait."""
    return TooManyQueries(
        f"service: {waiting} of your queries are waiting; send the next when one is answered",
        f"あなたのクエリが {waiting} 個待っています。どれかの答えが返ってから次を送ってください",
    )


def timed_out(seconds: float, query: str) -> QueryTimeout:
    """The query ran over its time."""
    return QueryTimeout(
        f"query: ended after {seconds:g} seconds, the limit. {_advice(query)}",
        f"クエリを上限の {seconds:g} 秒で打ち切りました。{_advice_ja(query)}",
    )


def taken_too_slowly() -> QueryTimeout:
    """The client took its answer so slowly that others waited for the process."""
    return QueryTimeout(
        "query: the answer was read too slowly while other queries waited for its process; "
        "read it faster, or ask for parts of it with LIMIT and OFFSET",
        "答えの受信が遅く、ほかのクエリがプロセスの空きを待っていたため、打ち切りました。"
        "受信を速めるか、LIMIT と OFFSET で分けてお尋ねください",
    )


def exhausted(memory_mb: int, query: str) -> QueryExhausted:
    """The query's process ended for want of memory or stack."""
    return QueryExhausted(
        f"query: the query needs more memory than allowed ({memory_mb} MiB); narrow it. {_advice(query)}",
        f"クエリの評価に許される量（{memory_mb} MiB）を超えるメモリが必要です。条件を絞ってください。"
        f"{_advice_ja(query)}",
    )


def _advice(query: str) -> str:
    return "Cheaper: " + "; ".join(advice.text for advice in advice_on(query))


def _advice_ja(query: str) -> str:
    return "。".join(advice.text_ja for advice in advice_on(query))


def unavailable(reason: ReleaseError | OSError) -> EngineUnavailable:
    """No worker could be started."""
    message_ja = reason.message_ja if isinstance(reason, ReleaseError) else str(reason)
    return EngineUnavailable(
        f"service: no query process runs: {reason}", f"クエリを評価するプロセスが動いていません（{message_ja}）"
    )


def not_confined() -> ForbiddenQuery:
    """SERVICE, where the system cannot keep workers from the network."""
    return ForbiddenQuery(f"query: SERVICE is refused: {UNCONFINED}", f"SERVICE は使えません。{UNCONFINED_JA}")


def closed() -> EngineUnavailable:
    """The server is ending."""
    return EngineUnavailable("service: the server is ending", "サーバーを終了しています")
