"""A query store held in memory: read from disk once, in the process that workers are forked from, and shared by them.

Queries take it a fraction of the time that they take on disk, most of which goes into looking terms up. What a worker
changes of the shared memory, above all counts of references, the system copies for it; so the cap of each worker has
room for all of the store (:class:`kg.store.limits.WorkerKind`).
"""

from __future__ import annotations

import os
import resource
import signal
import sys
import threading
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import RdfFormat, Store, parse

#: Bytes that a triple takes in memory with its share of texts; measured: 503 in generated graphs, which say much.
_TRIPLE_BYTES = 600
#: What the smallest takes: the stack of the thread that loads it stays, too.
_LEAST_MB = 16
_MB = 1024 * 1024


def needed_mb(triples: int) -> int:
    """MiB for a store of so many triples.

    >>> needed_mb(0), needed_mb(1_000_000)
    (16, 589)
    """
    return _LEAST_MB + triples * _TRIPLE_BYTES // _MB + (triples > 0)


def load_into_memory(store: Path, *, at_most_mb: int) -> Store | None:
    """A copy of the store on disk, None where it cannot be read or is larger than that in memory.

    The process must have no other thread and has none afterwards, so that it can fork: another one reads the disk.
    """
    unwaited = signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    reading, writing = os.pipe()
    reader = os.fork()
    if reader == 0:
        os.close(reading)
        _dump(store, writing)
    os.close(writing)
    before = _data_bytes()
    held = Store()
    loading = threading.Thread(target=_fill, args=(held, reading))
    loading.start()
    loading.join()
    _, status = os.waitpid(reader, 0)
    signal.signal(signal.SIGCHLD, unwaited)
    return held if status == 0 and _data_bytes() - before <= at_most_mb * _MB else None


def _fill(held: Store, source: int) -> None:
    """Read quads into a store. In a thread of its own, because the allocator gives it memory apart from that of the
    main thread: what loading leaves free is scattered over many pages, and queries would have each of them copied.
    """
    with os.fdopen(source, "rb") as quads:
        held.bulk_extend(parse(quads, format=RdfFormat.N_QUADS, lenient=True))


def _dump(store: Path, target: int) -> None:
    """Write the quads of a store on disk, and end this process."""
    status = 1
    try:
        with os.fdopen(target, "wb") as quads:
            quads.writelines(_by_predicate(Store.read_only(str(store))))
        status = 0
    finally:
        os._exit(status)


def _by_predicate(store: Store) -> Iterator[bytes]:
    """The quads of a store in N-Quads, those of a predicate together: what a query walks through lies together in
    memory then, so that the system has little to copy for each worker.
    """
    lines: defaultdict[bytes, list[bytes]] = defaultdict(list)
    for line in (store.dump(format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True):
        lines[line.split(b" ", 2)[1]].append(line)
    return map(b"".join, lines.values())


def _data_bytes() -> int:
    """Memory of this process that counts against its cap; 0 where the system does not say."""
    if not sys.platform.startswith("linux"):
        return 0
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5]) * resource.getpagesize()
