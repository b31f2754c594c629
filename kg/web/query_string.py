"""Query parameters and form fields, whose percent-encoded bytes have to be UTF-8."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.requests import Request

from kg.errors import MalformedQuery


def read_pairs(encoded: str) -> list[tuple[str, str]]:
    """Names and values of a query string or a form. Raises MalformedQuery where they are not UTF-8.

    >>> read_pairs("q=%E5%B8%82&lang=ja")
    [('q', '市'), ('lang', 'ja')]
    """
    try:
        return parse_qsl(encoded, keep_blank_values=True, errors="strict")
    except UnicodeDecodeError as error:
        raise MalformedQuery(
            f"parameters: found bytes that are not UTF-8 ({error.reason})", "パラメーターが UTF-8 ではありません"
        ) from error


def read_parameter(request: Request, name: str) -> str:
    """The first value of a query parameter, empty where there is none. Raises MalformedQuery where it is not UTF-8."""
    pairs = read_pairs(request.scope["query_string"].decode("latin-1"))
    return next((value for key, value in pairs if key == name), "")
