"""The process that workers are forked from: ``python -m kg.store.nursery STORE RESULT_BYTES DATATYPES PARENT``.

``DATATYPES`` is a JSON object (:mod:`kg.store.graph_answers`), ``PARENT`` the id of the server's process. Python and
the engine are loaded once, here; a worker is there within milliseconds and shares their memory with the others. Nothing
is evaluated in this process and no store on disk is open, so it has a single thread and can fork. A store may be held
in memory (:mod:`kg.store.held_store`).

Standard input is a socket to the server. A request is one line of JSON, a :class:`WorkerKind`, with the worker's end
of its own channel as ancillary data; the answer is one line, the id of the new worker. What becomes of a worker is
between it and the server; the system takes it down by itself, because waiting for it can take as long as forking many.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys
from dataclasses import asdict
from pathlib import Path

from kg.store.held_store import load_into_memory
from kg.store.limits import WorkerKind
from kg.store.worker import run_worker
from kg.workers import end_with_parent

#: Longest request in bytes.
MESSAGE_BYTES = 4096


def start_message(kind: WorkerKind) -> bytes:
    """The request for a worker."""
    return json.dumps(asdict(kind)).encode() + b"\n"


def tend(control: socket.socket, *, store: Path, result_bytes: int, datatypes: dict[str, str]) -> None:
    """Answer requests until the server closes the socket. Workers end with this process, or as their channels do."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    held, loaded = None, False
    gc.freeze()  # what is loaded stays shared: a collection in a worker would write to it
    while True:
        message, channels, _, _ = socket.recv_fds(control, MESSAGE_BYTES, 1)
        if not message:
            return
        kind = WorkerKind(**json.loads(message))
        if kind.store_mb and not loaded:
            held = load_into_memory(store, at_most_mb=kind.store_mb)
            gc.freeze()
            loaded = True
        worker = os.fork()
        if worker == 0:
            control.close()
            run_worker(channels[0], kind, store=store, held=held, result_bytes=result_bytes, datatypes=datatypes)
        os.close(channels[0])
        control.sendall(b"%d\n" % worker)


def main(arguments: list[str]) -> None:
    """Tend workers for the server."""
    store, result_bytes, datatypes, parent = arguments
    end_with_parent(int(parent))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with socket.socket(fileno=os.dup(sys.stdin.fileno())) as control, Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), sys.stdin.fileno())  # workers inherit no way to ask for others
        tend(control, store=Path(store), result_bytes=int(result_bytes), datatypes=json.loads(datatypes))


if __name__ == "__main__":
    main(sys.argv[1:])
