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
from kg.store.channel import Channel, Receiver
from kg.store.confinement import Confinement
from kg.store.framing import Outcome
from kg.store.graph_answers import Datatypes
from kg.store.limits import WorkerKind
from kg.store.nursery import MESSAGE_BYTES, start_message

_READY_WITHIN_SECONDS = 30.0
_ENDED = "it ended before it was ready"


class ProcessHandle:
    """Kills a process that is no child of this one, and never one that got its id later (``man 2 pidfd_open``).

    Where the system has no such handle, the id has to do.
    """

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._descriptor = os.pidfd_open(pid) if sys.platform.startswith("linux") else None
        self._open = True

    def kill(self) -> None:
        """Kill it, if it still runs."""
        if not self._open:
            return
        with suppress(ProcessLookupError):
            if self._descriptor is None:
                os.kill(self._pid, signal.SIGKILL)
            else:
                signal.pidfd_send_signal(self._descriptor, signal.SIGKILL)

    def close(self) -> None:
        """It has ended."""
        if self._open and self._descriptor is not None:
            os.close(self._descriptor)
        self._open = False


@dataclass(frozen=True, slots=True, eq=False)
class WorkerProcess:
    """A running worker that has opened its store."""

    pid: int
    handle: ProcessHandle
    kind: WorkerKind
    confinement: Confinement
    channel: Channel

    def ask(self, frame: bytes, receiver: Receiver) -> None:
        """Have a task answered. The receiver gets no outcome where the process ends first."""
        self.channel.ask(frame, receiver)

    def forget(self) -> None:
        """Nobody wants the answers any more."""
        self.channel.forget()

    def kill(self) -> None:
        """Kill the process. That it has ended is read from its channel."""
        self.handle.kill()
        self.channel.drain()

    async def gone(self) -> None:
        """Wait until the process has ended and its memory is free: the system closes its files after that."""
        await self.channel.closed()
        self.handle.close()

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
            said = _first_words(channel)
            try:
                pid = int(await self._request(start_message(kind), its))
            except BaseException:
                channel.close()
                raise
        outcome: Outcome | None = None
        try:
            async with asyncio.timeout(_READY_WITHIN_SECONDS):
                outcome, words = await said
            if outcome is not Outcome.READY:
                raise _unusable(self._store, words.decode() or _ENDED)
            return WorkerProcess(pid, ProcessHandle(pid), kind, Confinement(**json.loads(words)), channel)
        except (TimeoutError, ProcessLookupError) as error:
            raise _unusable(self._store, _ENDED) from error
        finally:
            if outcome is not Outcome.READY:
                channel.close()  # which ends the worker, too

    async def end(self) -> None:
        """End the process, and with it the workers that are left. There is no other after it."""
        self._ended = True
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            await self._process.wait()

    async def _request(self, message: bytes, channel: socket.socket) -> bytes:
        async with self._turn:
            if self._control is None:
                if self._ended:
                    raise ConnectionResetError("the nursery has ended")
                self._control = await self._started()
            answer = b""
            try:
                socket.send_fds(self._control, [message], [channel.fileno()])
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


def _first_words(channel: Channel) -> asyncio.Future[tuple[Outcome | None, bytes]]:
    """What a worker says first. To be called before there is one: it may say it at once."""
    said: asyncio.Future[tuple[Outcome | None, bytes]] = asyncio.get_running_loop().create_future()
    channel.receive(lambda outcome, payload: None if said.done() else said.set_result((outcome, payload)))
    return said


def _unusable(store: Path, reason: str) -> ReleaseError:
    return ReleaseError(
        f"{store}: a worker process could not open the query store ({reason}); build the release again",
        f"{store}: クエリ用ストアを開けませんでした（{reason}）。build をやり直してください",
    )


def refusal_of(outcome: Outcome, said: bytes) -> QueryError:
    """Why a worker has no answer, by what it says."""
    message = said.decode("utf-8", "replace")
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
