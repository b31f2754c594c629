"""Results come in the order of the items, and items are taken only a few ahead."""

from __future__ import annotations

from collections.abc import Iterator

from kg import workers
from kg.workers import map_in_order, worker_pool


def test_items_are_taken_as_results_are() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(200):
            taken.append(number)
            yield -number

    with worker_pool(1) as pool:
        results = map_in_order(pool, abs, items())
        assert next(results) == 0
        assert len(taken) == workers._AHEAD + 1
        assert list(results) == list(range(1, 200))
