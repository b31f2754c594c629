"""``/provenance`` as page and as data."""

from __future__ import annotations

import shutil
from pathlib import Path

import httpx
import pytest
from minisign import KeyPair

from kg.sealing import PUBLIC_KEY, SIGNATURE, SUMS
from tests.web.conftest import serving


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("text/html", "text/html"),
    ],
)
def test_it_is_negotiated(client: httpx.Client, accept: str, media_type: str) -> None:
    answer = client.get("/provenance", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, media_type)
    assert answer.headers["vary"] == "Accept, Accept-Language"
    place = answer.headers["content-location"]
    assert client.get(f"/{place.removeprefix('./')}").content == answer.content


def test_what_there_is_not(client: httpx.Client) -> None:
    assert client.get("/provenance.csv").status_code == 404
    assert client.get("/provenance", headers={"Accept": "image/png"}).status_code == 406


def test_the_page_says_how_to_verify(browser: httpx.Client, release_directory: Path, tmp_path: Path) -> None:
    said = browser.get("/provenance?lang=en").text
    assert "This release is not signed." in said
    assert all(
        words in said for words in ("12,345", "example.txt", "青川市 企画課", "data/registry/verbs.csv", "1" * 64)
    )
    pair, release = KeyPair.generate(), shutil.copytree(release_directory, tmp_path / "release")
    (release / PUBLIC_KEY).write_bytes(bytes(pair.public_key) + b"\n")
    (release / SIGNATURE).write_bytes(bytes(pair.secret_key.sign((release / SUMS).read_bytes())))
    with serving(release) as url:
        signed = httpx.get(f"{url}/provenance", headers={"Accept": "text/html"}).text
    assert f"minisign -V -m {SUMS} -P {pair.public_key.to_base64().decode()}" in signed.replace("&#43;", "+")
    assert "署名されています" in signed
