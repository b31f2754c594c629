"""Releases on disk: written apart, complete before they are seen, switched in one step.

::

    {out}/.lock                    held while a build runs; the system frees it when the build ends, however it ends
    {out}/current                  symbolic link to the live release
    {out}/releases/{id}/           a complete release
    {out}/releases/live.csv        when each went live (:mod:`kg.live_times`)
    {out}/releases/.building-{id}  a release being written, or what a killed build left
    {out}/releases/.removing-{id}  a release being removed

Whatever moment a build is killed at, ``current`` points to a complete release: files are written and flushed to the
disk before the folder gets its name, and the folder has its name before the link is replaced.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import InputError, ReleaseError
from kg.identifiers import Iris
from kg.live_times import note_live
from kg.publication.changes import CHANGES
from kg.publication.exchange import exchange
from kg.publication.manifest import MANIFEST, GoneAgreement, Manifest, read_manifest
from kg.publication.withdrawn import Withdrawn
from kg.sealing import SIGNATURE, SUMS, store_digest, write_sums

CURRENT = "current"
STORE = "store"
TEXT_INDEX = "text-index.sqlite"
CATALOG_INDEX = "catalog-index.sqlite"
_RELEASES = "releases"
_LOCK = ".lock"
_BUILDING = ".building-"
_REMOVING = ".removing-"
_NEW_LINK = ".current-new"


def check_output(out: Path) -> None:
    """Raise InputError where no release can be written to an output folder because something else stands in its way."""
    for folder in (*reversed(out.parents), out, out / _RELEASES):
        if folder.exists() and not folder.is_dir():
            raise InputError(f"{folder}: is a file, expected a folder", f"{folder}: フォルダではなくファイルです")
    link = out / CURRENT
    if link.exists() and not link.is_symlink():
        kind, kind_ja = ("folder", "フォルダ") if link.is_dir() else ("file", "ファイル")
        raise InputError(
            f"{link}: is a {kind}, expected nothing or the link to a release; move it away or choose another --out",
            f"{link}: 公開版へのリンクを置く場所に{kind_ja}があります。移動するか、別の --out を指定してください",
        )


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Hold the lock of an output folder, which is made where it is missing. Raises ReleaseError where another has it.

    A record lock (fcntl) belongs to this process alone, so worker processes that outlive it do not keep it.
    """
    (out / _RELEASES).mkdir(parents=True, exist_ok=True)
    with (out / _LOCK).open("w") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise ReleaseError(
                f"{out}: another build is writing here; expected to be the only one",
                f"{out}: 別の build が書き込み中です",
            ) from error
        yield


def remove_leftovers(out: Path) -> None:
    """Remove what killed builds left. Call with the lock held."""
    (out / _NEW_LINK).unlink(missing_ok=True)
    for kind in (_BUILDING, _REMOVING):
        for leftover in (out / _RELEASES).glob(f"{kind}*"):
            shutil.rmtree(leftover)


def release_directory(out: Path, release_id: str) -> Path:
    """Where the release with that id is, or would be."""
    return out / _RELEASES / release_id


def release_directories(out: Path) -> list[Path]:
    """The folders of all complete releases."""
    return [path.parent.resolve() for path in (out / _RELEASES).glob(f"[!.]*/{MANIFEST}")]


def removal_directory(folder: Path) -> Path:
    """What the folder of a release is called while it is removed."""
    return folder.with_name(f"{_REMOVING}{folder.name}")


def start_release(out: Path, release_id: str) -> Path:
    """A new empty folder to write a release in."""
    directory = out / _RELEASES / f"{_BUILDING}{release_id}"
    directory.mkdir()
    return directory


def previous_release(out: Path, release_id: str) -> str | None:
    """The id of the live release; where that is this very release, the one before it."""
    try:
        live = read_manifest(out / CURRENT)
    except ReleaseError:
        return None
    return live.previous if live.id == release_id else live.id


def recorded_release(out: Path, release_id: str) -> Path | None:
    """The folder of the release whose record of changes is gone on with: the live one, where it has none the one before
    it; None where that is not on disk.
    """
    live = (out / CURRENT).resolve()
    if (live / CHANGES).is_file():
        return live
    previous = previous_release(out, release_id)
    directory = release_directory(out, previous) if previous else None
    return directory if directory is not None and directory.is_dir() else None


def gone_agreements(
    out: Path, slugs: Collection[str], *, withdrawn: Iterable[Withdrawn], iris: Iris
) -> tuple[GoneAgreement, ...]:
    """The agreements that the live release or one before it had or that are withdrawn, and that are not among
    ``slugs``, by slug.
    """
    had = _had_before(out)
    for row in withdrawn:
        known = had.get(row.slug)
        had[row.slug] = GoneAgreement(
            slug=row.slug,
            iri=iris.agreement(row.slug),
            title=known.title if known else "",
            title_en=known.title_en if known else "",
            release=known.release if known else "",
            withdrawn_on=row.on.isoformat(),
            reason=row.reason_en,
            reason_ja=row.reason_ja,
            replaced_by=iris.agreement(row.replaced_by) if row.replaced_by else "",
        )
    return tuple(entry for slug, entry in sorted(had.items()) if slug not in slugs)


def _had_before(out: Path) -> dict[str, GoneAgreement]:
    """What the live release and those before it had, by slug, as if all of it were gone."""
    try:
        live = read_manifest(out / CURRENT)
    except ReleaseError:
        return {}
    had = {
        entry.slug: GoneAgreement(
            slug=entry.slug, iri=entry.iri, title=entry.title, title_en=entry.title_en, release=entry.release
        )
        for entry in live.gone
        if entry.release
    }
    for entry in live.agreements:
        had[entry.slug] = GoneAgreement(
            slug=entry.slug, iri=entry.iri, title=entry.title, title_en=entry.title_en, release=live.id
        )
    return had


def finish_release(building: Path, out: Path, release_id: str) -> Path:
    """Flush a written release to the disk, give it its name and make it the live one."""
    _flush(building)
    final = release_directory(out, release_id)
    if final.exists():
        exchange(building, final)
    else:
        building.rename(final)
    _flush_folder(final.parent)
    make_current(out, release_id)
    remove_leftovers(out)
    return final


def make_current(out: Path, release_id: str) -> None:
    """Point ``current`` at a release, in one step, and note since when it is live.

    A killed build may have left the link with nothing noted: that is made good before the link tells of another time.
    """
    if (out / CURRENT).exists():
        note_live(out / CURRENT)
    link = out / _NEW_LINK
    link.unlink(missing_ok=True)
    link.symlink_to(Path(_RELEASES) / release_id)
    link.replace(out / CURRENT)
    _flush_folder(out)
    note_live(out / CURRENT)


def _flush(directory: Path) -> None:
    """Make the content of a folder survive a power failure (fsync of each file and folder)."""
    for folder, _, names in os.walk(directory, topdown=False):
        for name in names:
            with (Path(folder) / name).open("rb") as file:
                os.fsync(file.fileno())
        _flush_folder(Path(folder))


def _flush_folder(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def verify_release(directory: Path) -> Manifest:
    """The manifest of a release whose every file and store are as the manifest says. Raises ReleaseError otherwise."""
    manifest = read_manifest(directory)
    for file in (*manifest.files, *manifest.indexes):
        path = directory / file.path
        data = path.read_bytes() if path.is_file() else b""
        if len(data) != file.size or hashlib.sha256(data).hexdigest() != file.sha256:
            raise ReleaseError(
                f"{path}: found {len(data)} bytes with another hash, expected {file.size} bytes, sha256 {file.sha256}",
                f"{path}: 目録の内容（{file.size} バイト、sha256 {file.sha256}）と一致しません",
            )
    _verify_store(directory / STORE, manifest)
    _verify_sums(directory, manifest)
    return manifest


def seal_release(directory: Path, manifest: Manifest) -> None:
    """Write the checksums of a release whose manifest and record of changes are written; a signature of others goes."""
    (directory / SIGNATURE).unlink(missing_ok=True)
    (directory / SUMS).write_bytes(_sums(directory, manifest))


def _sums(directory: Path, manifest: Manifest) -> bytes:
    own = hashlib.sha256((directory / MANIFEST).read_bytes()).hexdigest()
    listed = [(file.path, file.sha256) for file in (*manifest.files, *manifest.indexes)]
    changes = directory / CHANGES  # the one file that is written anew where a release is used again
    if changes.is_file():
        listed.append((CHANGES, hashlib.sha256(changes.read_bytes()).hexdigest()))
    return write_sums([(MANIFEST, own), *listed])


def _verify_sums(directory: Path, manifest: Manifest) -> None:
    path = directory / SUMS
    if not path.is_file() or path.read_bytes() != _sums(directory, manifest):
        raise ReleaseError(
            f"{path}: missing or not the checksums of the files that the manifest lists",
            f"{path}: ないか、目録のファイルのチェックサムと一致しません",
        )


def _verify_store(path: Path, manifest: Manifest) -> None:
    try:
        found = store_digest(path)
    except (OSError, ValueError) as error:
        raise ReleaseError(
            f"{path}: cannot be read ({error}), expected a query store",
            f"{path}: クエリ用ストアを読めません（{error}）",
        ) from error
    if found != manifest.store:
        raise ReleaseError(
            f"{path}: found {found.triples} triples, sha256 {found.sha256}; expected {manifest.store.triples},"
            f" sha256 {manifest.store.sha256}",
            f"{path}: 内容（{found.triples} トリプル、sha256 {found.sha256}）が目録の"
            f" {manifest.store.triples} トリプル、sha256 {manifest.store.sha256} と異なります",
        )
