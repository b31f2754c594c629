"""One worker process, seen from the server."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kg.errors import MalformedQuery, QueryError, QueryTooLarge, ReleaseError
from kg.store.framing import LENGTH_BYTES, Outcome, Task, frame_length, parse_outcome, task_frame
from kg.store.graph_answers import Datatypes

_READY_WITHIN_SECONDS = 30.0


class WorkerDied(Exception):
    """The process ended before it answered."""


@dataclass(frozen=True, slots=True)
class WorkerProcess:
    """A running worker that has opened its store."""

    process: Process

    async def ask(self, task: Task) -> bytes:
        """The serialized answer to a task. Raises WorkerDied, or the QueryError that the worker reports."""
        try:
            self._input.write(task_frame(task))
            await self._input.drain()
            outcome, message = parse_outcome(await self._frame())
            if outcome is Outcome.ANSWER:
                return await self._frame()
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise WorkerDied from error
        raise _error(outcome, message)

    async def end(self) -> None:
        """Kill the process and wait until it is gone."""
        self.kill()
        await self.process.wait()

    def kill(self) -> None:
        """Kill the process. Not by asyncio, which would take the exit status away from its own watcher."""
        if self.process.returncode is None:
            with suppress(ProcessLookupError):
                os.kill(self.process.pid, signal.SIGKILL)

    async def await_ready(self) -> None:
        """Wait for the first message. Raises WorkerDied, with the reason, where it is not that the worker is ready."""
        ready = False
        try:
            async with asyncio.timeout(_READY_WITHIN_SECONDS):
                outcome, message = parse_outcome(await self._frame())
            if outcome is not Outcome.READY:
                raise WorkerDied(message)
            ready = True
        except (asyncio.IncompleteReadError, TimeoutError) as error:
            raise WorkerDied("it ended before it was ready") from error
        finally:
            if not ready:
                await self.end()

    @property
    def _input(self) -> asyncio.StreamWriter:
        assert self.process.stdin is not None  # noqa: S101 -- opened with a pipe
        return self.process.stdin

    async def _frame(self) -> bytes:
        assert self.process.stdout is not None  # noqa: S101 -- opened with a pipe
        length = frame_length(await self.process.stdout.readexactly(LENGTH_BYTES))
        return await self.process.stdout.readexactly(length)


async def start_worker(store: Path, *, memory_mb: int, result_bytes: int, datatypes: Datatypes) -> WorkerProcess:
    """Start a worker over a store. Raises ReleaseError where it cannot open it."""
    arguments = (
        "-m",
        "kg.store.worker",
        str(store),
        str(memory_mb),
        str(result_bytes),
        json.dumps(dict(datatypes)),
        str(os.getpid()),
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, start_new_session=True
    )
    worker = WorkerProcess(process)
    try:
        await worker.await_ready()
    except WorkerDied as error:
        raise ReleaseError(
            f"{store}: a worker process could not open the query store ({error}); build the release again",
            f"{store}: クエリ用ストアを開けませんでした（{error}）。build をやり直してください",
        ) from error
    return worker


def _error(outcome: Outcome, message: str) -> QueryError:
    if outcome is Outcome.MALFORMED:
        first = message.partition("\n")[0][:400]
        return MalformedQuery(f"query: {first}", f"クエリを解釈できません: {first}")
    if outcome is Outcome.TOO_LARGE:
        return QueryTooLarge(
            f"answer: over {message} bytes; narrow the query or add LIMIT",
            f"回答が {message} バイトを超えました。条件を絞るか LIMIT を付けてください",
        )
    return QueryError(f"query: the engine could not answer: {message}", f"クエリの評価に失敗しました: {message}")
