"""Every error has a title in both languages, and a failure of ours is said as such."""

from __future__ import annotations

import asyncio

import httpx
from fastapi import FastAPI

from kg import errors
from kg.errors import RenkeiError
from kg.web.headers import CommonHeaders
from kg.web.problems import TITLES, install_problems


def _classes(root: type[RenkeiError]) -> list[type[RenkeiError]]:
    return [root, *(found for child in root.__subclasses__() for found in _classes(child))]


def _answer(raised: Exception) -> httpx.Response:
    app = FastAPI()
    install_problems(app)

    @app.get("/")
    async def fail() -> None:
        raise raised

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(CommonHeaders(app), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
            return await client.get("/")

    return asyncio.run(ask())


def test_every_error_has_a_title() -> None:
    classes = _classes(errors.RenkeiError)
    assert len(classes) > 10
    assert {found.status for found in classes} <= set(TITLES)


def test_our_errors_carry_their_reason() -> None:
    answer = _answer(errors.Overloaded("busy", "混雑"))
    assert (answer.status_code, answer.json()["detail"], answer.json()["detail_ja"]) == (503, "busy", "混雑")
    assert answer.headers["retry-after"] == "10"


def test_a_failure_tells_nothing_but_that_it_failed() -> None:
    answer = _answer(ValueError("secret"))
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "secret" not in answer.text
    assert answer.json()["detail_ja"]
