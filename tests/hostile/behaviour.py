"""Twenty clients that ask what hurts, over and over, each from an address of its own, some at a snail's pace.

A process of its own: ``python -m tests.hostile.behaviour PORT CLIENTS SECONDS SEED`` prints what became of the requests
as JSON: ``{question: {outcome: count}}``. An outcome is a status, ``left`` (the client hung up), ``reset`` or ``cut``
(the server did).
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import Counter, defaultdict
from random import Random

from tests.hostile.questions import QUESTIONS, everything

#: What a request takes to reach a server that is not on the same machine.
_ROUND_TRIP_SECONDS = 0.01
_PATIENCE_SECONDS = 30.0
#: How long a client stays that sends or reads next to nothing.
_DAWDLE_SECONDS = 8.0
_HEAD = (
    "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
    "Accept: application/sparql-results+json, text/turtle\r\nConnection: close\r\nContent-Length: {}\r\n\r\n"
)
Outcomes = defaultdict[str, Counter[str]]


class HostileClient:
    """One of them. ``address`` is where its connections come from."""

    def __init__(self, port: int, address: str, random: Random, outcomes: Outcomes) -> None:
        self._port = port
        self._address = address
        self._random = random
        self._outcomes = outcomes

    async def run(self, until: float) -> None:
        """Ask until then."""
        manners = {"reads nothing": self._read_nothing, "sends slowly": self._send_slowly, "hangs up": self._hang_up}
        kinds = [*QUESTIONS, *manners]
        while time.monotonic() < until:
            kind = self._random.choice(kinds)
            try:
                async with asyncio.timeout(_PATIENCE_SECONDS):
                    if kind in manners:
                        outcome = await manners[kind]()
                    else:
                        outcome = await self._ask(QUESTIONS[kind](self._random))
            except ConnectionError:
                outcome = "reset"
            except TimeoutError:
                outcome = "no answer"
            self._outcomes[kind][outcome] += 1
            await asyncio.sleep(_ROUND_TRIP_SECONDS)

    async def _ask(self, query: str) -> str:
        return await self._send(query, leave_after=None)

    async def _hang_up(self) -> str:
        """Ask, and leave before there can be an answer."""
        question = self._random.choice([*QUESTIONS.values()])
        return await self._send(question(self._random), leave_after=self._random.uniform(0.01, 0.5))

    async def _send(self, query: str, *, leave_after: float | None) -> str:
        reader, writer = await self._connect()
        try:
            body = query.encode()
            writer.write(_HEAD.format(len(body)).encode() + body)
            async with asyncio.timeout(leave_after):
                return await _status(reader)
        except TimeoutError:
            return "left"
        finally:
            writer.transport.abort()

    async def _read_nothing(self) -> str:
        """Ask for a lot and never read it."""
        reader, writer = await self._connect()
        try:
            body = everything(self._random).encode()
            reader._transport.pause_reading()  # type: ignore[attr-defined] # no public way
            writer.write(_HEAD.format(len(body)).encode() + body)
            await asyncio.sleep(_DAWDLE_SECONDS)
        finally:
            writer.transport.abort()
        return "left"

    async def _send_slowly(self) -> str:
        """Send a request byte by byte, its head or its body."""
        reader, writer = await self._connect()
        body = everything(self._random).encode()
        request = _HEAD.format(len(body)).encode() + body
        started = time.monotonic()
        try:
            at_once = self._random.choice([0, len(request) - len(body)])
            writer.write(request[:at_once])
            for byte in request[at_once:]:
                writer.write(bytes([byte]))
                await writer.drain()
                if reader.at_eof() or time.monotonic() - started > _DAWDLE_SECONDS:
                    break
                await asyncio.sleep(0.2)
            return "cut" if reader.at_eof() else "left"
        finally:
            writer.transport.abort()

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection("127.0.0.1", self._port, local_addr=(self._address, 0))


async def _status(reader: asyncio.StreamReader) -> str:
    """The status of an answer, which is read to its end."""
    line = await reader.readline()
    if not line:
        return "cut"
    while await reader.read(1 << 16):
        pass
    return line.split()[1].decode("ascii")


async def behave(port: int, *, clients: int, seconds: float, seed: int) -> Outcomes:
    """What became of the requests of so many clients, by question."""
    outcomes: Outcomes = defaultdict(Counter)
    until = time.monotonic() + seconds
    async with asyncio.TaskGroup() as group:
        for number in range(clients):
            client = HostileClient(port, f"127.0.1.{number + 1}", Random(f"{seed} {number}"), outcomes)  # noqa: S311 -- repeatable
            group.create_task(client.run(until))
    return outcomes


def main(arguments: list[str]) -> None:
    """Behave, and say what came of it."""
    port, clients, seconds, seed = arguments
    outcomes = asyncio.run(behave(int(port), clients=int(clients), seconds=float(seconds), seed=int(seed)))
    sys.stdout.write(json.dumps(outcomes))


if __name__ == "__main__":
    main(sys.argv[1:])
