"""Which W3C tests do not apply or fail, with the reason; they are run too, and must still fail."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

from tests.w3c.summary import REPORTED

_FILE = Path(__file__).parent / "excluded.toml"


@cache
def reasons() -> dict[str, str]:
    """Reason by name of the test."""
    groups = tomllib.loads(_FILE.read_text(encoding="utf-8"))["excluded"]
    named = [(name, group["reason"]) for group in groups for name in group["tests"]]
    assert len(dict(named)) == len(named), "a test is excluded twice"
    return dict(named)


def judge(suite: str, name: str, passed: bool, request: pytest.FixtureRequest) -> None:
    """Report a test, and fail it where it should have passed, or passes and is excluded."""
    reason = reasons().get(name, "")
    request.node.user_properties.append((REPORTED, (suite, reason)))
    if reason:
        assert not passed, f"{name} passes now: it is no longer to be excluded"
    else:
        assert passed
