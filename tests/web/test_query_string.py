"""Parameters are read as the standard library reads them, only faster."""

from __future__ import annotations

from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st

from kg.errors import MalformedQuery
from kg.web.query_string import read_pairs

_PARTS = ["%", "=", "&", "+", "a", "_", ".", ";", "?", "\n", "\r\n", " ", "\t", "é", "市"]
_ESCAPES = ["%0A", "%0d%0a", "%20", "%3D", "%3d", "%25", "%26", "%2B", "%00", "%E5%B8%82", "%e5", "%ff", "%zz", "%4"]


@given(st.lists(st.sampled_from([*_PARTS, *_ESCAPES]), max_size=14).map("".join))
def test_pairs_are_those_of_the_standard_library(encoded: str) -> None:
    try:
        expected: list[tuple[str, str]] | None = parse_qsl(encoded, keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        expected = None
    try:
        found: list[tuple[str, str]] | None = read_pairs(encoded)
    except MalformedQuery:
        found = None
    assert found == expected
