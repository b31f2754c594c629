"""The nursery and its worker processes, seen from the server."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
import time
from asyncio.subprocess import DEVNULL, Process
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kg.errors import MalformedQuery, QueryError, QueryTooLarge, ReleaseError, ServiceFailed
from kg.store.channel import Channel, ChannelClosed
from kg.store.confinement import Confinement
from kg.store.framing import Outcome, Task, parse_outcome, task_frame
from kg.store.graph_answers import Datatypes
from kg.store.limits import WorkerKind
from kg.store.nursery import MESSAGE_BYTES, reap_message, start_message

_READY_WITHIN_SECONDS = 30.0


class WorkerDied(Exception):
    """The process ended before it answered."""


@dataclass(frozen=True, slots=True, eq=False)
class WorkerProcess:
    """A running worker that has opened its store."""

    pid: int
    kind: WorkerKind
    confinement: Confinement
    channel: Channel

    async def ask(self, task: Task) -> bytes:
        """The serialized answer to a task. Raises WorkerDied, or the QueryError that the worker reports."""
        try:
            self.channel.write(task_frame(task))
            outcome, message = parse_outcome(await self.channel.read())
            if outcome is Outcome.ANSWER:
                return await self.channel.read()
        except ChannelClosed as error:
            raise WorkerDied from error
        raise _error(outcome, message)

    def kill(self) -> None:
        """Kill the process. It keeps its id until the nursery reaps it, so no other is hit."""
        with suppress(ProcessLookupError):  # the nursery has ended, and its workers with it
            os.kill(self.pid, signal.SIGKILL)

    async def gone(self) -> None:
        """Wait until the process has ended and its memory is free: the system closes its files after that."""
        await self.channel.closed()

    def processor_seconds(self) -> float | None:
        """Processor time that the process has used; None where the system has no clock for it (clock_getcpuclockid)."""
        if not sys.platform.startswith("linux"):
            return None
        try:
            return time.clock_gettime(~self.pid << 3 | 2)
        except OSError:  # it has just ended
            return None


class Nursery:
    """The process that workers are forked from. It is started when a worker is needed, and again should it end."""

    def __init__(self, store: Path, *, result_bytes: int, datatypes: Datatypes) -> None:
        self._arguments = (str(store), str(result_bytes), json.dumps(dict(datatypes)), str(os.getpid()))
        self._store = store
        self._process: Process | None = None
        self._control: socket.socket | None = None
        self._turn = asyncio.Lock()
        self._ended = False

    async def start_worker(self, kind: WorkerKind) -> WorkerProcess:
        """Start a worker. Raises ReleaseError where it cannot open the store, OSError where there is no process."""
        ours, its = socket.socketpair()
        with its:
            channel = await Channel.over(ours)
            try:
                pid = int(await self._request(start_message(kind), its))
            except BaseException:
                channel.close()
                raise
        try:
            async with asyncio.timeout(_READY_WITHIN_SECONDS):
                outcome, message = parse_outcome(await channel.read())
        except (ChannelClosed, TimeoutError):
            outcome, message = Outcome.FAILED, "it ended before it was ready"
        except BaseException:
            channel.close()
            raise
        if outcome is not Outcome.READY:
            failed = WorkerProcess(pid, kind, Confinement(calls=False, files=False), channel)
            failed.kill()
            await self.reap(failed)
            raise _unusable(self._store, message)
        return WorkerProcess(pid, kind, Confinement(**json.loads(message)), channel)

    async def reap(self, worker: WorkerProcess) -> int | None:
        """Wait until a worker has ended; its exit status, negative for a signal, None where the nursery has ended."""
        await worker.gone()
        try:
            return int(await self._request(reap_message(worker.pid)))
        except OSError:
            return None

    async def end(self) -> None:
        """End the process, and with it the workers that are left. There is no other after it."""
        self._ended = True
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            await self._process.wait()

    async def _request(self, message: bytes, channel: socket.socket | None = None) -> bytes:
        async with self._turn:
            if self._control is None:
                if channel is None or self._ended:
                    raise ConnectionResetError("the nursery has ended")
                self._control = await self._started()
            fds = [] if channel is None else [channel.fileno()]
            answer = b""
            try:
                socket.send_fds(self._control, [message], fds)
                answer = await asyncio.get_running_loop().sock_recv(self._control, MESSAGE_BYTES)
            finally:
                if not answer:  # one that comes later would be taken for that to the next request
                    self._control.close()
                    self._control = None
            if not answer:
                raise ConnectionResetError("the nursery has ended")
            return answer

    async def _started(self) -> socket.socket:
        if self._process is not None:
            await self._process.wait()
        ours, its = socket.socketpair()
        ours.setblocking(False)
        arguments = ("-m", "kg.store.nursery", *self._arguments)
        with its:
            try:
                self._process = await asyncio.create_subprocess_exec(
                    sys.executable,
                    *arguments,
                    stdin=its.fileno(),
                    stdout=DEVNULL,
                    stderr=DEVNULL,
                )
            except BaseException:
                ours.close()
                raise
        return ours


def _unusable(store: Path, reason: str) -> ReleaseError:
    return ReleaseError(
        f"{store}: a worker process could not open the query store ({reason}); build the release again",
        f"{store}: クエリ用ストアを開けませんでした（{reason}）。build をやり直してください",
    )


def _error(outcome: Outcome, message: str) -> QueryError:
    if outcome is Outcome.MALFORMED:
        first = message.partition("\n")[0][:400]
        return MalformedQuery(f"query: {first}", f"クエリを解釈できません: {first}")
    if outcome is Outcome.BAD_SERVICE:
        return ServiceFailed(message, f"問い合わせ先の応答を使えません: {message}")
    if outcome is Outcome.TOO_LARGE:
        return QueryTooLarge(
            f"answer: over {message} bytes; narrow the query or add LIMIT",
            f"回答が {message} バイトを超えました。条件を絞るか LIMIT を付けてください",
        )
    return QueryError(f"query: the engine could not answer: {message}", f"クエリの評価に失敗しました: {message}")
