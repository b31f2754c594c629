"""Content codings: gzip, or the bytes as they are."""

from __future__ import annotations

import zlib
from functools import lru_cache

from kg.formats import quality_of, read_list

GZIP_CODING = "gzip"
#: Shorter answers travel in one packet either way.
WORTH_CODING_BYTES = 1024
_LEVEL = 6
_GZIP_WINDOW = 16 + zlib.MAX_WBITS


@lru_cache(maxsize=64)
def takes_gzip(accept_encoding: str) -> bool:
    """Whether a client takes gzip, by its Accept-Encoding (RFC 9110 section 12.5.3).

    >>> takes_gzip("br;q=1.0, gzip;q=0.8"), takes_gzip("*"), takes_gzip("gzip;q=0, *"), takes_gzip("")
    (True, True, False, False)
    """
    weights = {name.lower(): quality_of(parameters) for name, parameters in read_list(accept_encoding)}
    named = [weights[name] for name in (GZIP_CODING, "x-gzip", "*") if name in weights]
    return bool(named) and named[0] > 0


def gzip_compressor() -> zlib._Compress:
    """What makes gzip of bytes that come one after another."""
    return zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP_WINDOW)


def gzipped(body: bytes) -> bytes:
    """The bytes in gzip. The same bytes give the same: there is no time in it.

    >>> import gzip
    >>> gzip.decompress(gzipped(b"abc"))
    b'abc'
    """
    compressor = gzip_compressor()
    return compressor.compress(body) + compressor.flush()
