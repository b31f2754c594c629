"""Who is next: clients known as frugal, then unknown ones, then those that took much."""

from __future__ import annotations

from kg.errors import QueryError
from kg.formats import RESULTS_JSON
from kg.store.clients import UNKNOWN_SECONDS, Takings
from kg.store.guard import guard_query
from kg.store.lanes import Lane, LongQueries
from kg.store.query import QueryRequest
from kg.store.runs import Job
from kg.store.streams import AnswerStream

REQUEST = QueryRequest(query=guard_query("ASK {}"), format=RESULTS_JSON)


def nobody(_outcome: bytes | AnswerStream | QueryError) -> None:
    """Takes no answer: none comes."""
    raise AssertionError


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_what_a_client_took_fades() -> None:
    clock = Clock()
    takings = Takings(clock)
    assert takings.of("a") == UNKNOWN_SECONDS
    takings.add("a", 4.0)
    assert takings.of("a") == 4.0
    clock.now = 10.0
    assert takings.of("a") == 2.0
    takings.add("a", 1.0)
    assert takings.of("a") == 3.0
    clock.now = 1000.0
    assert takings.of("a") < 1e-20


def test_only_so_many_clients_are_remembered() -> None:
    takings = Takings(Clock())
    takings.add("first", 0.0)
    for number in range(4096):
        takings.add(str(number), 9.0)
    assert takings.of("first") == UNKNOWN_SECONDS
    assert takings.of("4095") == 9.0


def test_the_order_is_by_what_clients_took_and_then_by_turns() -> None:
    taken = {"greedy": 9.0, "reader": 0.1, "a": 1.0, "b": 1.0}
    lane = Lane(taken.__getitem__)
    for client in ("greedy", "a", "a", "b", "reader", "greedy"):
        lane.add(Job(REQUEST, client, 1.0, nobody))
    assert len(lane) == 6
    assert lane.waiting_of("a") == 2
    assert (lane.ahead_of("reader"), lane.ahead_of("b"), lane.ahead_of("greedy")) == (1, 4, 6)
    last = lane.last()
    assert last is not None
    assert last.client == "greedy"
    order = []
    while (job := lane.first(below=5.0)) is not None:
        lane.take(job)
        order.append(job.client)
    assert order == ["reader", "a", "b", "a"]
    assert [job.client for job in lane.drain()] == ["greedy", "greedy"]
    assert lane.first() is None


def test_a_job_leaves_its_lane_once() -> None:
    lane = Lane(lambda _: 0.0)
    job = Job(REQUEST, "a", 1.0, nobody)
    lane.add(job)
    assert lane.remove(job)
    assert not lane.remove(job)
    assert len(lane) == 0


def test_long_queries_are_those_that_overrun_without_having_been_quick() -> None:
    long = LongQueries()
    long.overran(b"new")
    assert b"new" in long
    long.was_quick(b"new")
    assert b"new" not in long
    long.overran(b"new")
    assert b"new" not in long, "let off once"
    long.overran(b"new")
    assert b"new" in long


def test_only_so_many_shapes_are_remembered() -> None:
    long = LongQueries()
    for number in range(1025):
        long.overran(b"%d" % number)
    assert b"0" not in long
    assert b"1" in long
