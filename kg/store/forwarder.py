"""The one place from which other services are asked: those on the operator's list, and only so much of them.

It runs in the server's process, not in one that evaluates. A call is one POST of SPARQL 1.1 Protocol. No redirect is
followed, no proxy or password of the environment is used, nothing but SPARQL results in JSON is taken, uncompressed, up
to a number of bytes and seconds. What comes back is handed to the worker as it is and parsed there.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass

import httpx

from kg.errors import ServiceFailed
from kg.formats import FORM_TYPE, RESULTS_JSON
from kg.store.services import ServiceCall

_CALLS_AT_A_TIME = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ForwardingLimits:
    """Seconds and bytes of one answer."""

    seconds: float = 5.0
    answer_bytes: int = 1024 * 1024


class Forwarder:
    """Asks other services. An async context manager."""

    def __init__(self, limits: ForwardingLimits) -> None:
        self._limits = limits
        self._client = httpx.AsyncClient(
            follow_redirects=False,
            trust_env=False,
            timeout=limits.seconds,
            headers={"Accept": RESULTS_JSON.media_type, "Accept-Encoding": "identity", "User-Agent": "Renkei-KG"},
        )
        self._turns = asyncio.Semaphore(_CALLS_AT_A_TIME)

    async def close(self) -> None:
        """Close all connections."""
        await self._client.aclose()

    async def answers_to(self, calls: Sequence[ServiceCall]) -> tuple[bytes | None, ...]:
        """The answers to some calls, each within the limits; None for a silent one that failed.

        Raises ServiceFailed.
        """
        tasks = [asyncio.ensure_future(self._answer_to(call)) for call in calls]
        try:
            return tuple([await task for task in tasks])
        finally:
            for task in tasks:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError, ServiceFailed):
                    await task

    async def _answer_to(self, call: ServiceCall) -> bytes | None:
        try:
            async with asyncio.timeout(self._limits.seconds), self._turns:
                return await self._fetched(call)
        except TimeoutError as error:
            failure = _failed(call, f"no whole answer within {self._limits.seconds:g} seconds", "時間切れ")
            failure.__cause__ = error
        except httpx.HTTPError as error:
            failure = _failed(call, f"not reached ({type(error).__name__})", "接続できません")
            failure.__cause__ = error
        except ServiceFailed as error:
            failure = error
        if call.silent:
            return None
        raise failure

    async def _fetched(self, call: ServiceCall) -> bytes:
        request = self._client.build_request(
            "POST", call.endpoint, data={"query": call.query}, headers={"Content-Type": FORM_TYPE}
        )
        answer = await self._client.send(request, stream=True)
        try:
            if answer.status_code != 200:
                raise _failed(call, f"status {answer.status_code}, expected 200", f"応答 {answer.status_code}")
            media_type = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
            coding = answer.headers.get("content-encoding", "identity").lower()
            if media_type != RESULTS_JSON.media_type or coding != "identity":
                raise _failed(call, f"found {media_type} ({coding}), expected {RESULTS_JSON.media_type}", "形式が不正")
            body = bytearray()
            async for chunk in answer.aiter_raw():
                body += chunk
                if len(body) > self._limits.answer_bytes:
                    raise _failed(call, f"over {self._limits.answer_bytes} bytes; narrow it", "応答が大きすぎます")
            return bytes(body)
        finally:
            await answer.aclose()


def _failed(call: ServiceCall, reason: str, reason_ja: str) -> ServiceFailed:
    return ServiceFailed(f"SERVICE <{call.endpoint}>: {reason}", f"SERVICE <{call.endpoint}>: {reason_ja}（{reason}）")
