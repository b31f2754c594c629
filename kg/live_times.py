"""When each release went live: a line for each time that the link ``current`` was set to another one.

::

    live_from,release                        releases/live.csv, beside the folders of the releases
    2026-11-26T09:00:00Z,6e2f4e1879e55b42

A release is named by what is in it, so one that was live before may be again, and the times of its files tell of one
time only. The times are those of the link, in whole seconds.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kg.errors import ReleaseError

LIVE_TIMES = "live.csv"
_COLUMNS = "live_from,release"
_TIME = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class WentLive:
    """That a release went live, and when."""

    release: str
    at: datetime


def note_live(pointer: Path) -> None:
    """Add the release that the link points to, at the time of the link, unless it is the last one of the table."""
    release = pointer.resolve()
    table = release.parent / LIVE_TIMES
    known = live_times(release.parent)
    if known and known[-1].release == release.name:
        return
    at = datetime.fromtimestamp(int(pointer.lstat().st_mtime), UTC)
    lines = [_COLUMNS, *(f"{each.at.strftime(_TIME)},{each.release}" for each in (*known, WentLive(release.name, at)))]
    new = table.with_name(f".{LIVE_TIMES}-new")
    with new.open("w", encoding="ascii", newline="") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        os.fsync(file.fileno())
    new.replace(table)


def live_times(releases: Path) -> tuple[WentLive, ...]:
    """The table in a folder of releases, in its order; empty where there is none.

    Raises ReleaseError for any other file.
    """
    table = releases / LIVE_TIMES
    try:
        columns, *lines = table.read_text(encoding="ascii").splitlines()
        rows = [line.split(",") for line in lines]
        found = tuple(WentLive(release, datetime.strptime(at, _TIME).replace(tzinfo=UTC)) for at, release in rows)
    except FileNotFoundError:
        return ()
    except ValueError as error:
        raise ReleaseError(
            f"{table}: found {error}, expected lines such as 2026-11-26T09:00:00Z,6e2f4e1879e55b42 below {_COLUMNS}",
            f"{table}: 見出し {_COLUMNS} の下に 2026-11-26T09:00:00Z,6e2f4e1879e55b42 のような行が必要です（{error}）",
        ) from error
    if columns != _COLUMNS:
        raise ReleaseError(
            f"{table}:1: found {columns}, expected {_COLUMNS}", f"{table}:1: {columns} ではなく {_COLUMNS} が必要です"
        )
    return found
