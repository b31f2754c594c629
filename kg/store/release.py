"""A release on disk: its manifest as records, and that everything it lists is there.

``manifest.json`` is the one thing the build half and the serve half agree on; its fields are the fields of
:class:`Manifest`. Fields this version does not know are ignored.
"""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from kg.errors import ReleaseError
from kg.identifiers import Iris
from kg.sealing import StoreDigest, store_digest

MANIFEST = "manifest.json"
_STORE = "store"
_TEXT_INDEX = "text-index.sqlite"
_CATALOG_INDEX = "catalog-index.sqlite"
CHANGES = "changes.sqlite"


@dataclass(frozen=True, slots=True, kw_only=True)
class Software:
    """What made the release."""

    name: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The publisher's settings that the release was made with."""

    base_iri: str
    publisher_name: str
    publisher_homepage: str = ""
    contact_email: str = ""
    contact_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """A file the release was made from."""

    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseFile:
    """A file of the release; ``path`` is relative to its directory and has forward slashes."""

    path: str
    bytes: int
    sha256: str
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much was published. ``graphs`` maps each named graph to its number of triples."""

    agreements: int
    articles: int
    initiatives: int
    roles: int
    municipalities: int
    parties: int
    triples: int
    graphs: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedAgreement:
    """An agreement of the release."""

    slug: str
    iri: str
    title: str
    title_en: str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoneAgreement:
    """An agreement that is no longer published; ``release`` is the last that had it, as far as is known.

    ``withdrawn_on`` (ISO 8601), the reasons and ``replaced_by`` (an IRI) are the publisher's where it was withdrawn.
    """

    slug: str
    iri: str
    title: str
    title_en: str = ""
    release: str
    withdrawn_on: str = ""
    reason: str = ""
    reason_ja: str = ""
    replaced_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """An input that was not published, and why."""

    path: str
    reason: str
    reason_ja: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """Something published that a person should look at; ``line`` counts from 1, 0 where there is no place."""

    path: str
    line: int
    code: str
    message: str
    message_ja: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """``manifest.json``. ``created`` is a date-time in UTC, ``previous`` the id of the release before, ``datatypes``
    the datatype IRI by property IRI where the store keeps a wider type (:mod:`kg.store.graph_answers`), ``indexes``
    the files that only the server reads, ``store`` what the query store holds.
    """

    format: Literal[1]
    id: str
    software: Software
    created: str
    settings: Publication
    inputs: tuple[InputFile, ...]
    counts: Counts
    agreements: tuple[PublishedAgreement, ...]
    set_aside: tuple[SetAside, ...]
    files: tuple[ReleaseFile, ...]
    previous: str | None
    warnings: tuple[Warned, ...] = ()
    datatypes: dict[str, str] = field(default_factory=dict)
    gone: tuple[GoneAgreement, ...] = ()
    indexes: tuple[ReleaseFile, ...] = ()
    store: StoreDigest | None = None


@dataclass(frozen=True)
class Release:
    """A release that was looked over: every listed file has its size, and there is a query store.

    ``modified`` is when it went live: when it was written or, if later, when the pointer to it was set.
    """

    directory: Path
    manifest: Manifest
    modified: datetime

    @property
    def store(self) -> Path:
        """The query store's directory."""
        return self.directory / _STORE

    @property
    def text_index(self) -> Path:
        """The full-text index, a file."""
        return self.directory / _TEXT_INDEX

    @property
    def catalog_index(self) -> Path:
        """The index of the catalog, a file."""
        return self.directory / _CATALOG_INDEX

    @property
    def changes(self) -> Path:
        """The record of changes from release to release, a file."""
        return self.directory / CHANGES

    @property
    def iris(self) -> Iris:
        """The publisher's IRIs."""
        return Iris(self.manifest.settings.base_iri)

    @cached_property
    def files(self) -> dict[str, ReleaseFile]:
        """Files by path."""
        return {file.path: file for file in self.manifest.files}

    @cached_property
    def agreements(self) -> dict[str, PublishedAgreement]:
        """Agreements by slug."""
        return {agreement.slug: agreement for agreement in self.manifest.agreements}

    @cached_property
    def gone(self) -> dict[str, GoneAgreement]:
        """Agreements that are no longer published, by slug."""
        return {agreement.slug: agreement for agreement in self.manifest.gone}


_MANIFEST = TypeAdapter(Manifest)


def load_release(directory: Path) -> Release:
    """Read a release. ``directory`` may be the ``current`` pointer; it is resolved once.

    Raises ReleaseError where the directory, the manifest, the store or a listed file is missing or damaged. Sizes are
    compared, hashes are not: that would read the whole release at each start.
    """
    resolved = directory.resolve()
    manifest = _read_manifest(resolved / MANIFEST)
    release = Release(resolved, manifest, _modified(directory, resolved / MANIFEST))
    check_release(release)
    return release


def check_release(release: Release) -> None:
    """Raise ReleaseError where a listed file or the store is no longer there, or has another size."""
    for file in (*release.manifest.files, *release.manifest.indexes):
        _check_file(release.directory, file)
    if not (release.store / "CURRENT").is_file():
        raise ReleaseError(
            f"{release.store}: no query store, expected a RocksDB directory; build the release again",
            f"{release.store}: クエリ用ストアがありません。build をやり直してください",
        )


async def verify_release(release: Release) -> None:
    """Raise ReleaseError where the bytes of a listed file, or what the store holds, are others than was published.

    That reads the whole release; between two files it can be cancelled.
    """
    for file in (*release.manifest.files, *release.manifest.indexes):
        path = release.directory / file.path
        found = await asyncio.to_thread(_sha256, path)
        if found != file.sha256:
            raise ReleaseError(
                f"{path}: found sha256 {found}, expected {file.sha256}",
                f"{path}: sha256 が {found} で、マニフェストの {file.sha256} と異なります",
            )
    await asyncio.to_thread(verify_store, release)


def verify_store(release: Release) -> None:
    """Raise ReleaseError where the store holds anything else than was published, as far as the manifest says what."""
    expected = release.manifest.store
    if expected is None:
        return
    try:
        found = store_digest(release.store)
    except (OSError, ValueError) as error:
        raise ReleaseError(
            f"{release.store}: cannot be read ({error}); build the release again",
            f"{release.store}: クエリ用ストアを読めません（{error}）。build をやり直してください",
        ) from error
    if found != expected:
        raise ReleaseError(
            f"{release.store}: found {found.triples} triples, sha256 {found.sha256}; expected {expected.triples},"
            f" sha256 {expected.sha256}; build the release again",
            f"{release.store}: 内容（{found.triples} トリプル、sha256 {found.sha256}）がマニフェストの"
            f" {expected.triples} トリプル、sha256 {expected.sha256} と異なります。build をやり直してください",
        )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _modified(pointer: Path, manifest: Path) -> datetime:
    seconds = max(manifest.stat().st_mtime, pointer.lstat().st_mtime if pointer.is_symlink() else 0.0)
    return datetime.fromtimestamp(int(seconds), UTC)


def _read_manifest(path: Path) -> Manifest:
    try:
        return _MANIFEST.validate_json(path.read_bytes())
    except OSError as error:
        raise ReleaseError(
            f"{path}: not readable ({error.strerror}), expected a release; run `renkei build` first",
            f"{path}: リリースが見つかりません。先に `renkei build` を実行してください",
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise ReleaseError(
            f"{path}: {place}: {first['msg']}; {error.error_count()} problem(s) in the manifest",
            f"{path}: マニフェストが壊れています（{place}: {first['msg']}）",
        ) from error


def _check_file(directory: Path, file: ReleaseFile) -> None:
    path = directory / file.path
    if not path.resolve().is_relative_to(directory):
        raise ReleaseError(
            f"{path}: outside the release, expected a path below {directory}", f"{path}: リリースの外を指しています"
        )
    if not path.is_file():
        raise ReleaseError(
            f"{path}: missing, expected {file.bytes} bytes",
            f"{path}: ファイルがありません（{file.bytes} バイトのはず）",
        )
    found = path.stat().st_size
    if found != file.bytes:
        raise ReleaseError(
            f"{path}: found {found} bytes, expected {file.bytes}",
            f"{path}: 大きさが {found} バイトで、マニフェストの {file.bytes} バイトと異なります",
        )
