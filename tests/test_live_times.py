"""When releases went live: what is noted of links, and what is said of a table that somebody spoilt."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kg.errors import ReleaseError
from kg.live_times import LIVE_TIMES, WentLive, live_times, note_live


def _point(out: Path, release: str, at: int) -> None:
    link = out / "current"
    link.unlink(missing_ok=True)
    (out / "releases" / release).mkdir(parents=True, exist_ok=True)
    link.symlink_to(Path("releases") / release)
    os.utime(link, (at, at), follow_symlinks=False)
    note_live(link)


def test_every_switch_is_noted_once(tmp_path: Path) -> None:
    for release, at in (("a", 100), ("a", 150), ("b", 200), ("a", 300)):
        _point(tmp_path, release, at)
    assert live_times(tmp_path / "releases") == tuple(
        WentLive(release, datetime.fromtimestamp(at, UTC)) for release, at in (("a", 100), ("b", 200), ("a", 300))
    )
    assert sorted(path.name for path in (tmp_path / "releases").iterdir()) == ["a", "b", LIVE_TIMES]


def test_where_nothing_is_noted_there_are_no_times(tmp_path: Path) -> None:
    assert live_times(tmp_path) == ()


@pytest.mark.parametrize(
    "table",
    ["", "when,what\n", "live_from,release\n2026-11-26,a\n", "live_from,release\n2026-11-26T09:00:00Z\n", "\u516c"],
)
def test_a_spoilt_table_is_said(tmp_path: Path, table: str) -> None:
    (tmp_path / LIVE_TIMES).write_text(table, encoding="utf-8")
    with pytest.raises(ReleaseError, match=rf"{LIVE_TIMES}.*found .*expected"):
        live_times(tmp_path)
