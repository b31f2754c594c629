"""Rules for every test run: suites are left out aloud, never on CI, where nothing is skipped either."""

from __future__ import annotations

import functools
import gc
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, settings

from kg.bundled import bundled
from tests.running import PATIENCE_SECONDS, run_renkei
from tests.running_order import put_long_first
from tests.shared_release import made_once
from tests.system_needs import SYSTEM_NEEDS, SystemNeed, unmet_needs
from tests.w3c.summary import w3c_summary

#: What these assert is shown in full, as in test modules.
pytest.register_assert_rewrite("tests.engines.behaviour")

ON_CI = bool(os.environ.get("CI"))

#: No example is said to be slow, as other processes may have the processors. On CI the examples of a property are the
#: same each time: what a run says is of the change and not of the luck of the draw.
settings.register_profile(
    "here", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=ON_CI, print_blob=True
)
settings.load_profile("here")

#: Tests that may skip even on CI, by the beginning of their path, with the reason.
MAY_SKIP = {
    "tests/akoma_ntoso/": "the official schema stands beside the checkout, not in it",
    "tests/hostile/": "where others use the processors, times say nothing; answers and memory are checked first",
    "tests/publication/test_akoma_ntoso.py": "the official schema stands beside the checkout, not in it",
    "tests/publication/test_catalog.py": "the official DCAT-AP shapes stand beside the checkout, not in it",
    "tests/w3c/": "the W3C's tests stand beside the checkout, not in it",
}

#: As often as the program looks for cycles (:mod:`kg.cli.program`), and not as often as Python does by itself (700).
_ALLOCATIONS_BEFORE_COLLECTION = 100_000

#: What httpx waits for by itself.
_IMPATIENT = httpx.Timeout(5.0)

#: Tests left out, by marker. Worker processes of pytest-xdist collect; their numbers are handed to the reporting one.
_LEFT_OUT = pytest.StashKey[dict[str, int]]()
_HANDED_OVER = "left_out"


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_LEFT_OUT] = {}
    gc.set_threshold(_ALLOCATIONS_BEFORE_COLLECTION)
    patience = pytest.MonkeyPatch()
    config.add_cleanup(patience.undo)
    _be_patient(patience, httpx.Client)
    _be_patient(patience, httpx.AsyncClient)
    if ON_CI and os.environ.get("RENKEI_APPROVE"):
        raise pytest.UsageError("RENKEI_APPROVE rewrites approved outputs; that is never done by CI")


def _be_patient(patience: pytest.MonkeyPatch, client: type[httpx.Client] | type[httpx.AsyncClient]) -> None:
    """Have clients of the tests that name no patience wait longer than the 5 s of httpx for a server beside others."""
    named = client.__init__

    @functools.wraps(named)
    def patient(self: Any, **options: Any) -> None:
        if options.get("timeout", _IMPATIENT) == _IMPATIENT:
            options["timeout"] = PATIENCE_SECONDS
        named(self, **options)

    patience.setattr(client, "__init__", patient)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long files first. Leave out what this machine cannot run; on CI it runs and fails."""
    put_long_first(items)
    marked = any(item.get_closest_marker(need.marker) for item in items for need in SYSTEM_NEEDS)
    if ON_CI or not marked:
        return
    needs = unmet_needs()
    left_out = {item: need.marker for item in items if (need := _unmet(item, needs))}
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=list(left_out))
    config.stash[_LEFT_OUT] = dict(Counter(left_out.values()))


def pytest_collection_finish() -> None:
    """Modules and tests stay to the end: no search for cycles goes through them again."""
    gc.freeze()


def _unmet(item: pytest.Item, needs: Sequence[SystemNeed]) -> SystemNeed | None:
    return next((need for need in needs if item.get_closest_marker(need.marker)), None)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """A worker process is done: take over what it left out."""
    node.config.stash[_LEFT_OUT].update(getattr(node, "workeroutput", {}).get(_HANDED_OVER, {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """One line per suite left out."""
    for need in SYSTEM_NEEDS:
        count = config.stash[_LEFT_OUT].get(need.marker)
        if count:
            terminalreporter.write_line(
                f"NOT RUN: the {need.marker} suite ({count} tests), as {need.what} is missing here: "
                f"apt-get install {' '.join(need.packages)}"
            )
    for line in w3c_summary(terminalreporter.getreports("passed"), terminalreporter.getreports("failed")):
        terminalreporter.write_line(line)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A skipped test fails a CI run, but for those that may."""
    workeroutput: dict[str, object] | None = getattr(session.config, "workeroutput", None)
    if workeroutput is not None:
        workeroutput[_HANDED_OVER] = session.config.stash[_LEFT_OUT]
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter is not None else []
    if ON_CI and not all(report.nodeid.startswith(tuple(MAY_SKIP)) for report in skipped):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def real_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release that the README's first command makes, built once for all tests. Read only."""
    return made_once(tmp_path_factory, "real-release", _real_release) / "current"


def _real_release(out: Path) -> None:
    done = run_renkei("build", bundled("data", "agreements"), "--out", out)
    assert done.returncode == 0, done.stderr
