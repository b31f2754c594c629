"""What seals a release: the checksums of its files, the digest of its query store, a signature over both.

::

    SHA256SUMS           every file and index and the manifest, in the form that ``sha256sum --check`` reads
    SHA256SUMS.minisig   the operator's signature of it, in the format of minisign (Ed25519 over BLAKE2b)
    minisign.pub         the public key that belongs to the signature

The manifest has the digest of the store, so the signature covers the store, too. The bytes of the store are others each
time it is written; its digest is of what it holds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, cast

from pyoxigraph import RdfFormat, Store

SUMS = "SHA256SUMS"
SIGNATURE = f"{SUMS}.minisig"
PUBLIC_KEY = "minisign.pub"
#: The files that seal a release; the last two only where it is signed.
SEALS = (SUMS, SIGNATURE, PUBLIC_KEY)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreDigest:
    """What a query store holds: the number of its quads and one hexadecimal sha256 over all of them."""

    triples: int
    sha256: str


@dataclass(slots=True)
class _Hashing:
    """A file that only hashes what is written to it."""

    digest: hashlib._Hash = field(default_factory=hashlib.sha256)

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        return len(data)

    def flush(self) -> None:
        """Nothing waits to be written."""


def store_digest(store: Path) -> StoreDigest:
    """The digest of the store in a folder: its quads as N-Quads, in the order of the engine's own index.

    That order follows from the quads alone (the engine sorts by hashes of terms), not from when they were written; a
    release names the version of the engine. Other threads run meanwhile. Takes 6 s for a million quads.

    Raises OSError or ValueError where there is no store that can be read to its end.
    """
    opened, hashing = Store.read_only(str(store)), _Hashing()
    opened.dump(cast("IO[bytes]", hashing), format=RdfFormat.N_QUADS)
    return StoreDigest(triples=len(opened), sha256=hashing.digest.hexdigest())


def write_sums(hashes: Iterable[tuple[str, str]]) -> bytes:
    """The content of ``SHA256SUMS``, of paths and their hexadecimal sha256.

    >>> write_sums([("b.ttl", "00"), ("a.ttl", "ff")])
    b'ff  a.ttl\\n00  b.ttl\\n'
    """
    return "".join(f"{sha256}  {path}\n" for path, sha256 in sorted(hashes)).encode()


def read_sums(data: bytes) -> dict[str, str]:
    """The hexadecimal sha256 by path. Raises ValueError for anything that :func:`write_sums` does not write.

    >>> read_sums(b"ff  a.ttl\\n")
    {'a.ttl': 'ff'}
    """
    lines = [line.partition("  ") for line in data.decode("ascii").splitlines()]
    if not all(separator and path for _, separator, path in lines):
        raise ValueError("a line is not a checksum, two spaces and a path")
    return {path: sha256 for sha256, _, path in lines}
