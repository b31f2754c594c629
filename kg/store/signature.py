"""That a release is signed by the operator: the signature, the checksums that it is over, the manifest among them.

The manifest names every other file, every index and what the store holds (:mod:`kg.sealing`), so that whoever checks
the release against its manifest (:func:`kg.store.release.verify_release`) has checked all of it.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from minisign import Error, PublicKey, Signature

from kg.errors import InputError, ReleaseError
from kg.sealing import SIGNATURE, SUMS, read_sums
from kg.store.release import MANIFEST, Release


def read_verify_key(path: Path) -> PublicKey:
    """The public key in a file that ``minisign -G`` wrote. Raises InputError."""
    try:
        return PublicKey.from_file(path)
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read ({error.strerror}), expected a public key of minisign",
            f"{path}: 公開鍵を読めません（{error.strerror}）。minisign の公開鍵を指定してください",
        ) from error
    except Error as error:
        raise InputError(
            f"{path}: is no public key ({error}), expected the one that `minisign -G` wrote",
            f"{path}: 公開鍵ではありません（{error}）。`minisign -G` が書いた公開鍵を指定してください",
        ) from error


def verify_signature(release: Release, key: PublicKey) -> None:
    """Raise ReleaseError unless the release is signed with that key and its manifest is the signed one."""
    folder = release.directory
    try:
        sums = (folder / SUMS).read_bytes()
        key.verify(sums, Signature.from_file(folder / SIGNATURE))
        listed = read_sums(sums)
    except OSError as error:
        raise ReleaseError(
            f"{error.filename}: {error.strerror}, expected a release that is signed; build it with --sign-key",
            f"{error.filename}: {error.strerror}。署名された公開版が必要です。--sign-key を付けてビルドしてください",
        ) from error
    except ValueError as error:
        raise ReleaseError(
            f"{folder / SIGNATURE}: found {error}, expected the signature of {SUMS} by the key of --verify-key",
            f"{folder / SIGNATURE}: --verify-key の鍵による {SUMS} の署名として確かめられません（{error}）",
        ) from error
    found = hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()
    if listed.get(MANIFEST) != found or release.manifest.store is None:
        raise ReleaseError(
            f"{folder / MANIFEST}: found sha256 {found}, signed is {listed.get(MANIFEST)}",
            f"{folder / MANIFEST}: sha256 が {found} で、署名された {listed.get(MANIFEST)} と異なります",
        )
    known = {MANIFEST, *release.files, *(file.path for file in release.manifest.indexes)}
    for name in listed.keys() - known:
        _verify_besides(folder, name, listed[name])


def _verify_besides(folder: Path, name: str, expected: str) -> None:
    """A file that the checksums name and the manifest does not: what became of the agreements until now."""
    path = folder / name
    data = path.read_bytes() if path.is_file() and path.resolve().is_relative_to(folder) else b""
    found = hashlib.sha256(data).hexdigest()
    if found != expected:
        raise ReleaseError(
            f"{path}: found sha256 {found}, signed is {expected}",
            f"{path}: sha256 が {found} で、署名された {expected} と異なります",
        )
