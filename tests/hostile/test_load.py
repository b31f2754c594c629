"""Forty seconds of hostile clients beside a plain reader. It runs after all other suites, with nothing beside it."""

from __future__ import annotations

import time
from pathlib import Path
from random import Random

import pytest

from tests.hostile.__main__ import build, written
from tests.hostile.load import Report, memory_cap_mb, run_load
from tests.hostile.questions import QUESTIONS

SECONDS = 40.0
BOUND_SECONDS = 0.1
#: Part of the processors that others may use while something is measured.
_OTHERS_AT_MOST = 0.2
_RUNS = 3


def others_share(seconds: float = 2.0) -> float:
    """Part of the processors that is in use while this process waits."""
    before = _ticks()
    time.sleep(seconds)
    idle, total = (after - earlier for after, earlier in zip(_ticks(), before, strict=True))
    return 1.0 - idle / total


def _ticks() -> tuple[int, int]:
    """Idle ticks and all ticks of all processors (``man 5 proc_stat``)."""
    fields = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0].split()[1:9]
    numbers = [int(field) for field in fields]
    return numbers[3] + numbers[4], sum(numbers)


def _measured(release: Path) -> tuple[Report, float]:
    """A run, and the part of the processors that others used just before or after it."""
    before = others_share()
    report = run_load(release, seconds=SECONDS)
    return report, max(before, others_share())


@pytest.mark.alone
def test_hostile_clients_do_not_keep_a_reader_waiting(tmp_path: Path) -> None:
    """What must hold whatever else the machine does is asked of every run. The bound of time is asked of the best of
    three, the second and third made only where it is missed: a server that is too slow is so each time, a machine that
    was busy for a moment is not.
    """
    release = build(tmp_path)
    said, busiest = [], 0.0
    for _ in range(_RUNS):
        report, others = _measured(release)
        _assert_sound(report)
        if report.percentile(0.99) < BOUND_SECONDS:
            return
        said.append(written(report))
        busiest = max(busiest, others)
    if busiest > _OTHERS_AT_MOST:
        pytest.skip(f"others use {busiest:.0%} of the processors, so times say nothing: {said}")
    pytest.fail(f"p99 over {BOUND_SECONDS} s in {_RUNS} runs: {said}")


def _assert_sound(report: Report) -> None:
    said = written(report)
    assert not report.failed, said
    assert report.peak_memory_mb < memory_cap_mb(), said
    assert {kind for kind, counts in report.outcomes.items() if "no answer" in counts} == set(), said
    statuses = {status for counts in report.outcomes.values() for status in counts}
    assert statuses <= {"200", "400", "403", "408", "413", "429", "503", "left", "cut", "reset"}, said
    assert report.outcomes["megabyte"].keys() <= {"413", "cut", "reset"}, said
    assert report.outcomes["service"].keys() == {"403"}, said


def test_each_question_is_another_one_each_time() -> None:
    random = Random(1)  # noqa: S311 -- repeatable
    for name, question in QUESTIONS.items():
        asked = {question(random) for _ in range(5)}
        assert len(asked) > 1, name
