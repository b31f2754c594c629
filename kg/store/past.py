"""The releases that are kept on disk beside the served one, and whether they hold a document.

A build leaves each release in a folder named by its id, beside the others, and notes when each went live
(:mod:`kg.live_times`). One that is not noted is as old as its manifest. It was served from then until the next one was.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from pyoxigraph import NamedNode, Store

from kg.errors import ReleaseError
from kg.identifiers import Iris
from kg.live_times import live_times
from kg.store.release import CHANGES, MANIFEST, Release

_RELEASE_OF_CHANGE = "SELECT 1 FROM changes WHERE release = ? LIMIT 1"
#: Files of an agreement that are documents without being described in the graph.
_OF_AGREEMENT = re.compile(r"(agreement/[^/]+)(?:/source\.txt|\.akn\.xml|/version)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRelease:
    """A release on disk, once for each time that it was served. ``published`` is since when, in whole seconds; ``turn``
    counts the times from 1; ``graphs`` are its named graphs, ``previous`` is the id of the one before it.
    """

    id: str
    folder: Path
    published: datetime
    graphs: frozenset[str]
    previous: str | None
    turn: int = 1

    @property
    def name(self) -> str:
        """What addresses call it: its id, with the number of a later time."""
        return self.id if self.turn == 1 else f"{self.id}.{self.turn}"


def kept_releases(live: Release) -> tuple[KeptRelease, ...]:
    """The releases that are kept, oldest first, the served one last; those that were never served are left out."""
    folder = live.directory
    served = KeptRelease(
        id=live.manifest.id,
        folder=folder,
        published=live.modified,
        graphs=frozenset(live.manifest.counts.graphs),
        previous=live.manifest.previous,
    )
    others = (_kept(path) for path in folder.parent.iterdir() if path != folder and not path.name.startswith("."))
    former = {
        kept.id: kept
        for base, kept in filter(None, others)
        if base == live.manifest.settings.base_iri and kept.id != served.id
    }
    noted = _noted(folder.parent, {**former, served.id: served}, served)
    known = {each.id for each in noted}
    unknown = [kept for kept in former.values() if kept.id not in known and kept.published < served.published]
    if served.id not in known:
        noted = [*(each for each in noted if each.published < served.published), served]
    *before, last = noted
    return (*sorted([*before, *unknown], key=lambda kept: (kept.published, kept.id)), last)


def _noted(folder: Path, kept: Mapping[str, KeptRelease], served: KeptRelease) -> list[KeptRelease]:
    """The releases once for each time that is noted, up to the last time of the served one: a server that has not
    switched yet knows nothing of what comes then.
    """
    went = [each for each in live_times(folder) if each.release in kept]
    last = max((place for place, each in enumerate(went) if each.release == served.id), default=len(went) - 1)
    turns: Counter[str] = Counter()
    found = []
    for each in went[: last + 1]:
        turns[each.release] += 1
        found.append(replace(kept[each.release], published=each.at, turn=turns[each.release]))
    return found


def _kept(folder: Path) -> tuple[str, KeptRelease] | None:
    """A former release and its base IRI; None for any other folder, and where a release is being removed."""
    try:
        found = (folder / MANIFEST).stat()
    except OSError:
        return None
    read = _read(folder, found.st_mtime_ns, found.st_size)
    return read if read is not None and read[1].id == folder.name else None


@lru_cache(maxsize=256)
def _read(folder: Path, modified_ns: int, _size: int) -> tuple[str, KeptRelease] | None:
    try:
        content = json.loads((folder / MANIFEST).read_bytes())
        kept = KeptRelease(
            id=content["id"],
            folder=folder,
            published=datetime.fromtimestamp(modified_ns // 1_000_000_000, UTC),
            graphs=frozenset(content["counts"]["graphs"]),
            previous=content["previous"],
        )
        return content["settings"]["base_iri"], kept
    except (OSError, ValueError, KeyError, TypeError):
        return None


def holds_document(kept: KeptRelease, iris: Iris, path: str) -> bool:
    """Whether a release has the document at ``doc/{path}``, a path without extension. Raises ReleaseError where its
    store cannot be read.
    """
    if iris.document(path) in kept.graphs:
        return True
    whole = _OF_AGREEMENT.fullmatch(path)
    if whole is not None:
        return iris.document(whole[1]) in kept.graphs
    return _describes(kept.folder / "store", iris.id(path))


@lru_cache(maxsize=4096)
def _describes(store: Path, iri: str) -> bool:
    """Whether a store says anything of a thing, nothing of what is no IRI; a release never changes."""
    try:
        thing = NamedNode(iri)
    except ValueError:
        return False
    try:
        quads = Store.read_only(str(store)).quads_for_pattern(thing, None, None, None)
        return next(quads, None) is not None
    except (OSError, ValueError) as error:
        raise ReleaseError(f"{store}: cannot be read ({error})", f"{store}: 読めません（{error}）") from error


def was_release(kept: tuple[KeptRelease, ...], live: Release, release: str) -> bool:
    """Whether there once was a release with that id, as those that are kept and the record of changes know."""
    if any(release in {each.id, each.previous} for each in kept):
        return True
    changes = live.directory / CHANGES
    if not changes.is_file():
        return False
    with closing(sqlite3.connect(f"file:{changes}?mode=ro&immutable=1", uri=True)) as database:
        return database.execute(_RELEASE_OF_CHANGE, (release,)).fetchone() is not None
