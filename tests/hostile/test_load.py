"""A minute of hostile clients beside a plain reader. It runs after all other suites, with nothing beside it."""

from __future__ import annotations

import time
from pathlib import Path
from random import Random

import pytest

from tests.hostile.__main__ import build, written
from tests.hostile.load import memory_cap_mb, run_load
from tests.hostile.questions import QUESTIONS

SECONDS = 60.0
BOUND_SECONDS = 0.1
#: Part of the processors that others may use while something is measured.
_OTHERS_AT_MOST = 0.2


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


@pytest.mark.alone
def test_hostile_clients_do_not_keep_a_reader_waiting(tmp_path: Path) -> None:
    release = build(tmp_path)
    others = others_share()
    report = run_load(release, seconds=SECONDS)
    others = max(others, others_share())
    said = written(report)
    assert not report.failed, said
    assert report.peak_memory_mb < memory_cap_mb(), said
    assert {kind for kind, counts in report.outcomes.items() if "no answer" in counts} == set(), said
    statuses = {status for counts in report.outcomes.values() for status in counts}
    assert statuses <= {"200", "400", "403", "408", "413", "429", "503", "left", "cut", "reset"}, said
    assert report.outcomes["megabyte"].keys() <= {"413", "cut", "reset"}, said
    assert report.outcomes["service"].keys() == {"403"}, said
    if report.percentile(0.99) >= BOUND_SECONDS and others > _OTHERS_AT_MOST:
        pytest.skip(f"others use {others:.0%} of the processors, so times say nothing: {said}")
    assert report.percentile(0.99) < BOUND_SECONDS, said


def test_each_question_is_another_one_each_time() -> None:
    random = Random(1)  # noqa: S311 -- repeatable
    for name, question in QUESTIONS.items():
        asked = {question(random) for _ in range(5)}
        assert len(asked) > 1, name
