"""Errors as answers: problem details (RFC 9457), or a page for browsers. The reason in Japanese and English."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from kg.errors import NotAcceptable, RenkeiError
from kg.formats import HTML, PROBLEM_JSON, negotiate
from kg.web.headers import allowed_methods
from kg.web.pages import page_body

_RETRY_AFTER_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Reason:
    """Why there is no better answer."""

    status: int
    message: str
    message_ja: str


#: Status to title, in English and Japanese.
TITLES: Mapping[int, tuple[str, str]] = {
    400: ("Bad request", "リクエストを解釈できません"),
    403: ("Refused", "受け付けられません"),
    404: ("Not found", "見つかりません"),
    405: ("Method not allowed", "このメソッドは使えません"),
    406: ("Not acceptable", "求められた形式がありません"),
    408: ("Request timeout", "リクエストが時間内に届きません"),
    409: ("Not valid", "値が正しくありません"),
    410: ("Gone", "公開を終了しました"),
    413: ("Too large", "大きすぎます"),
    415: ("Unsupported media type", "この種類のデータは受け付けません"),
    416: ("Range not satisfiable", "範囲が正しくありません"),
    422: ("Unprocessable", "処理できません"),
    429: ("Too many requests", "リクエストが多すぎます"),
    499: ("Client gone", "クライアントが待ちませんでした"),
    500: ("Internal error", "内部エラー"),
    502: ("Another service failed", "他のサービスから答えを得られません"),
    503: ("Unavailable", "ただいま答えられません"),
}
_PLAIN = {
    404: Reason(404, "nothing is published at this address", "このアドレスで公開しているものはありません"),
    405: Reason(405, "this address does not take that method", "このアドレスではそのメソッドを使えません"),
    416: Reason(416, "Range: the file ends before", "Range: ファイルの終わりより後です"),
    500: Reason(500, "the server failed; the error has been logged", "サーバーの内部でエラーが起きました"),
}


def install_problems(app: FastAPI) -> None:
    """Answer every error with its reason."""
    app.add_exception_handler(RenkeiError, _answer_renkei_error)
    app.add_exception_handler(HTTPException, _answer_http_exception)
    app.add_exception_handler(RequestValidationError, _answer_validation_error)
    app.add_exception_handler(Exception, _answer_failure)


def reason_of(error: RenkeiError) -> Reason:
    """The reason that one of our errors gives."""
    return Reason(error.status, error.message, error.message_ja)


async def _answer_renkei_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, RenkeiError)  # noqa: S101 -- registered for it
    return problem(request, reason_of(error))


async def _answer_http_exception(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 -- registered for it
    plain = _PLAIN.get(error.status_code)
    reason = plain or Reason(error.status_code, str(error.detail), str(error.detail))
    headers = dict(error.headers or {})
    if error.status_code == 405:
        headers["Allow"] = allowed_methods(request.scope["path"])
    return problem(request, reason, headers=headers)


async def _answer_validation_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 -- registered for it
    first = error.errors()[0]
    place = ".".join(map(str, first["loc"]))
    return problem(request, Reason(400, f"{place}: {first['msg']}", f"{place}: 値が正しくありません"))


async def _answer_failure(request: Request, _error: Exception) -> Response:
    return problem(request, _PLAIN[500])


def problem(request: Request, reason: Reason, *, headers: Mapping[str, str] | None = None) -> Response:
    """The answer for a reason: HTML where the client prefers it, else problem details."""
    extra = {"Vary": "Accept, Accept-Language", "Cache-Control": "no-store", **(headers or {})}
    if reason.status in {429, 503}:
        extra["Retry-After"] = str(_RETRY_AFTER_SECONDS)
    title, title_ja = TITLES.get(reason.status, TITLES[500])
    if prefers_page(request):
        values = {"reason": reason, "title": title, "title_ja": title_ja}
        return Response(page_body(request, "problem.html", values), reason.status, extra, HTML.content_type)
    details = {
        "type": "about:blank",
        "title": title,
        "title_ja": title_ja,
        "status": reason.status,
        "detail": reason.message,
        "detail_ja": reason.message_ja,
    }
    body = json.dumps(details, ensure_ascii=False).encode()
    return Response(body, reason.status, extra, PROBLEM_JSON.content_type)


def prefers_page(request: Request) -> bool:
    """Whether the client would rather have HTML than data."""
    try:
        return negotiate(request.headers.get("accept"), (PROBLEM_JSON, HTML)) is HTML
    except NotAcceptable:
        return False
