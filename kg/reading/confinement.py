"""Readers of formats other than text run in a process of their own, bounded in time and memory.

A file can be made so that its reader runs for ever, takes all memory or crashes. The process is kept for the next file,
as starting one costs about a tenth of a second, and replaced when it had to be ended.
"""

from __future__ import annotations

import atexit
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO

from kg.errors import SourceError
from kg.reading.confined_exchange import Refusal, Task, frame, parse_answer, read_frame, task_content
from kg.reading.extraction import Extraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What reading one file may take.

    ``seconds`` of processor time: an agreement of 40 pages takes about one. ``wall_seconds`` is more, for a machine
    that is busy. ``memory`` (bytes of address space, with the interpreter's own 150 MiB): a PDF of 40 pages takes 100
    MiB. ``size`` (bytes of the file): agreements with scanned maps seen so far stay below 30 MB. ``answer`` (bytes of
    what the reader gives): text and boxes of a page are about 10 kB.
    """

    seconds: int = 30
    wall_seconds: int = 90
    memory: int = 1 << 30
    size: int = 200_000_000
    answer: int = 1 << 28


BOUNDS = Bounds()


class _CrashedError(SourceError):
    """The reading process ended by a signal that is none of its bounds on time."""


@dataclass(slots=True)
class _Process:
    """A running reading process."""

    popen: subprocess.Popen[bytes]
    connection: socket.socket
    errors: IO[bytes]
    owner: int = field(default_factory=os.getpid)

    def end(self) -> int:
        """End it and wait until it is gone; its exit status."""
        self.connection.close()
        if self.owner == os.getpid():
            self.popen.kill()
        return self.popen.wait()


@dataclass(slots=True)
class ConfinedReader:
    """A reading process that is started when needed, kept, and replaced when it was ended."""

    bounds: Bounds = BOUNDS
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _process: _Process | None = None

    def read(self, module: str, data: bytes, *, name: str) -> Extraction:
        """What ``extract`` of the module makes of the file.

        Raises SourceError where the reader says why it cannot, and where it went over a bound or crashed.
        """
        if len(data) > self.bounds.size:
            raise SourceError(
                f"{name}: {len(data)} bytes, expected at most {self.bounds.size}",
                f"{name}: {len(data)} バイトあり、上限の {self.bounds.size} バイトを超えています",
            )
        task = Task(module=module, name=name, seconds=self.bounds.seconds, data=data)
        with self._lock:
            answer = self._ask_again(task) if self._is_running() else self._ask(task)
        if isinstance(answer, Refusal):
            raise SourceError(answer.message, answer.message_ja)
        return answer

    def close(self) -> None:
        """End the process, if one is running."""
        with self._lock:
            if self._process is not None:
                self._end()

    def _ask_again(self, task: Task) -> Extraction | Refusal:
        """Ask the kept process; where it crashes, which the files before may be the reason of, a fresh one."""
        try:
            return self._ask(task)
        except _CrashedError:
            return self._ask(task)

    def _ask(self, task: Task) -> Extraction | Refusal:
        process = self._running()
        deadline = time.monotonic() + self.bounds.wall_seconds
        try:
            process.connection.settimeout(self.bounds.wall_seconds)
            process.connection.sendall(frame(task_content(task)))
            content = read_frame(_receive_until(process.connection, deadline), limit=self.bounds.answer)
        except TimeoutError as error:
            self._end()
            raise self._over_time(task.name, self.bounds.wall_seconds) from error
        except ValueError as error:
            self._end()
            raise SourceError(
                f"{task.name}: its text is longer than {self.bounds.answer} bytes",
                f"{task.name}: 取り出した内容が上限の {self.bounds.answer} バイトを超えました",
            ) from error
        except OSError as error:
            raise self._why_it_died(task.name) from error
        if not content:
            raise self._why_it_died(task.name)
        return parse_answer(content)

    def _is_running(self) -> bool:
        process = self._process
        return process is not None and process.owner == os.getpid() and process.popen.poll() is None

    def _running(self) -> _Process:
        if self._process is not None and self._is_running():
            return self._process
        if self._process is not None:
            self._end()
        self._process = _start(self.bounds)
        return self._process

    def _end(self) -> tuple[int, str]:
        """End the process; its exit status and the last line that it wrote on standard error."""
        assert self._process is not None  # noqa: S101 -- called only while one is kept
        process, self._process = self._process, None
        status = process.end()
        with process.errors as errors:
            errors.seek(0)
            lines = errors.read().decode(errors="replace").strip().splitlines()
        return status, lines[-1][:300] if lines else ""

    def _why_it_died(self, name: str) -> SourceError:
        assert self._process is not None  # noqa: S101 -- called only while one is kept
        self._process.popen.wait()
        status, said = self._end()
        if status == -signal.SIGXCPU:
            return self._over_time(name, self.bounds.seconds)
        if "MemoryError" in said:
            return self._over_memory(name)
        if status < 0:
            ended = signal.Signals(-status).name
            return _CrashedError(
                f"{name}: its reader was ended by {ended}; the file is damaged, "
                f"or reading it needs more than {self.bounds.memory >> 20} MiB of memory",
                f"{name}: 読み取り処理が {ended} で終了しました。ファイルが壊れているか、"
                f"読み取りに {self.bounds.memory >> 20} MiB を超えるメモリが必要です",
            )
        return SourceError(
            f"{name}: its reader failed: {said or f'exit status {status}'}",
            f"{name}: 読み取り処理が失敗しました（{said or f'終了コード {status}'}）",
        )

    def _over_time(self, name: str, seconds: int) -> SourceError:
        return SourceError(
            f"{name}: reading takes more than {seconds} seconds and was stopped",
            f"{name}: 読み取りが {seconds} 秒を超えたため打ち切りました",
        )

    def _over_memory(self, name: str) -> SourceError:
        mebibytes = self.bounds.memory >> 20
        return SourceError(
            f"{name}: reading takes more than {mebibytes} MiB of memory and was stopped",
            f"{name}: 読み取りに {mebibytes} MiB を超えるメモリが必要なため打ち切りました",
        )


def _receive_until(connection: socket.socket, deadline: float) -> Callable[[int], bytes]:
    def receive(count: int) -> bytes:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        connection.settimeout(left)
        return connection.recv(count)

    return receive


def _start(bounds: Bounds) -> _Process:
    """Start a reading process. Its standard error is kept in a file, so that it never waits for a reader of it."""
    ours, theirs = socket.socketpair()
    errors = tempfile.TemporaryFile()  # noqa: SIM115 -- closed when the process has ended
    with theirs:
        popen = subprocess.Popen(  # noqa: S603 -- this interpreter, this package
            [sys.executable, "-m", "kg.reading.confined", str(theirs.fileno()), str(bounds.memory), str(os.getpid())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            pass_fds=(theirs.fileno(),),
        )
    return _Process(popen, ours, errors)


_READER = ConfinedReader()
atexit.register(_READER.close)


def read_confined(module: str, data: bytes, *, name: str) -> Extraction:
    """What the reader in ``module``, its function ``extract(data, *, name)``, makes of a file, within the bounds.

    Raises SourceError where the file cannot be read, with the reason.
    """
    return _READER.read(module, data, name=name)
