"""Packed files: gzip and zstd, the same bytes for the same bytes."""

from __future__ import annotations

import gzip
import io
import sys
from collections.abc import Callable, Mapping
from mmap import mmap
from types import MappingProxyType

from kg.formats import GZIP, ZSTD, Format

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

#: Levels are fixed, so that the same bytes come out.
_GZIP_LEVEL = 9
#: Beyond it files take far more time to write and are hardly smaller.
_ZSTD_LEVEL = 12


def pack_gzip(data: bytes | mmap) -> bytes:
    """gzip (RFC 1952) without file name and time.

    >>> gzip.decompress(pack_gzip(b"renkei"))
    b'renkei'
    """
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=buffer, compresslevel=_GZIP_LEVEL, mtime=0) as file:
        file.write(data)
    return buffer.getvalue()


def pack_zstd(data: bytes | mmap) -> bytes:
    """Zstandard (RFC 8878), by one thread.

    >>> len(pack_zstd(b"renkei" * 100)) < 50
    True
    """
    return zstd.compress(data, _ZSTD_LEVEL)


def unpack_zstd(data: bytes) -> bytes:
    """The bytes that were packed.

    >>> unpack_zstd(pack_zstd(b"renkei"))
    b'renkei'
    """
    return zstd.decompress(data)


#: How to pack, by format.
PACKERS: Mapping[Format, Callable[[bytes | mmap], bytes]] = MappingProxyType({GZIP: pack_gzip, ZSTD: pack_zstd})
