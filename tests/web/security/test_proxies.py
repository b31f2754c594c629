"""Who a client is, a trusted proxy says; nobody else."""

from __future__ import annotations

import threading
from pathlib import Path

import httpx
import pytest

from kg.errors import SettingError
from kg.settings import load_settings
from tests.web.conftest import serving

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def _told_too_many(url: str, clients: list[str]) -> list[bool]:
    """For each of the claimed clients, which all send at once, whether it was told that it sends too many."""
    told = [False] * len(clients)

    def ask(number: int, client: str) -> None:
        query = RUNAWAY.replace("?n)", f"?n{number})")
        headers = {"X-Forwarded-For": client}
        answer = http.get("/sparql", params={"query": query}, headers=headers)
        told[number] = answer.status_code == 429

    with httpx.Client(base_url=url, timeout=60) as http:
        threads = [threading.Thread(target=ask, args=one) for one in enumerate(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return told


@pytest.mark.parametrize(
    ("trusted", "chain", "counted_apart"),
    [
        ("127.0.0.1", "203.0.113.{}", True),
        ("127.0.0.0/8, 10.0.0.0/8", "203.0.113.{}, 10.1.2.3", True),
        ("", "203.0.113.{}", False),
        ("192.0.2.1", "203.0.113.{}", False),
        ("127.0.0.1", "203.0.113.{}, 198.51.100.7", False),
    ],
)
def test_whose_queries_are_counted(release_directory: Path, trusted: str, chain: str, counted_apart: bool) -> None:
    """Many clients with one query each are told nothing; one with as many is. So it shows who is taken for whom."""
    with serving(release_directory, query_timeout=1, query_queue=2, trusted_proxies=trusted) as url:
        told = _told_too_many(url, [chain.format(number) for number in range(1, 17)])
    assert any(told) == (not counted_apart)


@pytest.mark.parametrize("value", ["proxy.example", "10.0.0.0/33", "*", "10.0.0.1/8"])
def test_only_addresses_are_trusted(value: str) -> None:
    with pytest.raises(SettingError, match="trusted_proxies"):
        load_settings({"RENKEI_TRUSTED_PROXIES": value})


def test_values_of_settings_of_the_server() -> None:
    for name, value in (
        ("LOG_FORMAT", "xml"),
        ("LOG_REQUESTS", "maybe"),
        ("CLIENT_SECONDS", "0"),
        ("DRAIN_SECONDS", "-1"),
    ):
        with pytest.raises(SettingError):
            load_settings({f"RENKEI_{name}": value})
    assert load_settings({"RENKEI_TRUSTED_PROXIES": "10.0.0.0/8, ::1"}).proxies == ("10.0.0.0/8", "::1/128")
