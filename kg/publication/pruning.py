"""Old releases are removed when the operator says how many to keep; never the live one, nor one that is in use."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from kg.lease import to_be_removed
from kg.publication.manifest import MANIFEST
from kg.publication.release import CURRENT, release_directories, removal_directory


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruned:
    """Ids of releases, oldest first: those that were removed, and those that stay because somebody works with them."""

    removed: tuple[str, ...] = ()
    in_use: tuple[str, ...] = ()


def prune_releases(out: Path, *, keep: int) -> Pruned:
    """Keep the live release and those written last, ``keep`` (at least 1) in all. Call with the lock held.

    A folder that is locked (:mod:`kg.lease`), or that cannot be locked, stays. One is renamed before it is removed, so
    that whatever moment this is killed at, no release is half there.
    """
    live = (out / CURRENT).resolve()
    others = [folder for folder in release_directories(out) if folder != live]
    others.sort(key=lambda folder: ((folder / MANIFEST).stat().st_mtime_ns, folder.name))
    removed: list[str] = []
    in_use: list[str] = []
    for folder in others[: max(len(others) - (keep - 1), 0)]:
        with to_be_removed(folder) as free:
            if free:
                gone = removal_directory(folder)
                folder.rename(gone)
                shutil.rmtree(gone)
        (removed if free else in_use).append(folder.name)
    return Pruned(removed=tuple(removed), in_use=tuple(in_use))
