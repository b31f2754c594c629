"""The reading process: ``python -m kg.reading.confined SOCKET MEMORY_BYTES PARENT``.

Readers of PDF, DOCX and HTML run here, because a hostile file can make any of them take all time or memory, or crash
it: the process then ends and the one that started it (:mod:`kg.reading.confinement`) says so. ``SOCKET`` is an open
file descriptor, ``PARENT`` the id of the starting process. An exception that a reader does not turn into a SourceError
ends this process with the traceback on standard error.
"""

from __future__ import annotations

import importlib
import resource
import signal
import socket
import sys

from kg.errors import SourceError
from kg.reading.confined_exchange import Refusal, Task, answer_content, frame, parse_task, read_frame
from kg.reading.extraction import Extraction
from kg.workers import end_with_parent

_TASK_LIMIT = 1 << 32


def answer_task(task: Task) -> Extraction | Refusal:
    """What the reader makes of the file. The module has a function ``extract(data, *, name)``."""
    _allow_processor_seconds(task.seconds)
    extract = importlib.import_module(task.module).extract
    try:
        found: Extraction = extract(task.data, name=task.name)
    except SourceError as error:
        return Refusal(message=error.message, message_ja=error.message_ja)
    return found


def _allow_processor_seconds(seconds: int) -> None:
    """Let the system end this process when it has used that many seconds more than it has by now."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + seconds, hard))


def main(arguments: list[str]) -> None:
    """Answer tasks until the other side ends."""
    descriptor, memory, parent = (int(argument) for argument in arguments)
    end_with_parent(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with socket.socket(fileno=descriptor) as connection:
        while content := read_frame(connection.recv, limit=_TASK_LIMIT):
            connection.sendall(frame(answer_content(answer_task(parse_task(content)))))


if __name__ == "__main__":
    main(sys.argv[1:])
