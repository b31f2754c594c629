"""A release is served only where its store holds what was published and, with ``--verify-key``, it is signed."""

from __future__ import annotations

import asyncio
import shutil
from functools import partial
from pathlib import Path

import httpx
import pytest
from minisign import KeyPair, SecretKey
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import InputError, ReleaseError, RenkeiError
from kg.sealing import SEALS, SIGNATURE, SUMS
from kg.settings import Settings
from kg.web.archive import Archive
from kg.web.site import open_site
from kg.web.switching import open_releases


@pytest.fixture
def release(release_directory: Path, tmp_path: Path) -> Path:
    return shutil.copytree(release_directory, tmp_path / "release")


@pytest.fixture
def key(tmp_path: Path) -> SecretKey:
    """The operator's key; its public part is in ``operator.pub``."""
    pair = KeyPair.generate()
    (tmp_path / "operator.pub").write_bytes(bytes(pair.public_key) + b"\n")
    return pair.secret_key


def _sign(release: Path, key: SecretKey) -> None:
    (release / SIGNATURE).write_bytes(bytes(key.sign((release / SUMS).read_bytes())))


def _refusal(release: Path, *, verify_key: Path | str = "") -> RenkeiError | None:
    """Why a server does not start over the release; None where it does."""

    async def start() -> None:
        async with open_releases(release, partial(open_site, settings=Settings(verify_key=str(verify_key)))):
            pass

    try:
        asyncio.run(start())
    except RenkeiError as error:
        return error
    return None


def test_a_store_with_another_content_is_refused(release: Path) -> None:
    store = Store(str(release / "store"))
    quad = next(iter(store))
    store.remove(quad)
    store.add(Quad(NamedNode("https://example.jp/x"), quad.predicate, Literal("x"), quad.graph_name))
    store.flush()
    del store
    refused = _refusal(release)
    assert isinstance(refused, ReleaseError)
    assert "expected" in refused.message
    assert "sha256" in refused.message_ja


def test_only_what_the_operator_signed_is_served(release: Path, key: SecretKey, tmp_path: Path) -> None:
    verify_key = tmp_path / "operator.pub"
    assert "expected a release that is signed" in str(_refusal(release, verify_key=verify_key))
    _sign(release, KeyPair.generate().secret_key)
    assert "incompatible key" in str(_refusal(release, verify_key=verify_key))
    _sign(release, key)
    assert _refusal(release, verify_key=verify_key) is None
    sums = release / SUMS
    sound = sums.read_bytes()
    (release / "changes.sqlite").write_bytes(b"x")
    sums.write_bytes(sound + b"00  changes.sqlite\n")
    _sign(release, key)
    assert "changes.sqlite: found sha256" in str(_refusal(release, verify_key=verify_key))
    sums.write_bytes(sound)
    _sign(release, key)
    table = release / "tables" / "agreements.csv"
    table.write_bytes(table.read_bytes()[::-1])
    assert "agreements.csv" in str(_refusal(release, verify_key=verify_key))
    manifest = release / "manifest.json"
    manifest.write_bytes(manifest.read_bytes() + b"\n")
    assert "signed is" in str(_refusal(release, verify_key=verify_key))
    sums.write_bytes(sums.read_bytes() + b"00  x\n")
    assert "signature verification failed" in str(_refusal(release, verify_key=verify_key))


def test_of_former_releases_too_only_what_was_signed_is_served(release: Path, key: SecretKey, tmp_path: Path) -> None:
    async def hold() -> None:
        archive = Archive()
        try:
            async with archive.hold(release, Settings(verify_key=str(tmp_path / "operator.pub"))):
                pass
        finally:
            await archive.end()

    _sign(release, key)
    asyncio.run(hold())
    (source,) = release.glob("agreements/*/source.txt")
    source.write_bytes(source.read_bytes()[::-1])
    with pytest.raises(ReleaseError, match=r"source\.txt: found sha256"):
        asyncio.run(hold())


def test_a_file_that_is_no_key_is_an_error_of_the_caller(release: Path, tmp_path: Path) -> None:
    assert isinstance(_refusal(release, verify_key=tmp_path / "none"), InputError)
    assert isinstance(_refusal(release, verify_key=release / SUMS), InputError)


def test_the_seals_are_downloads(client: httpx.Client, release_directory: Path) -> None:
    assert client.get(f"/download/{SUMS}").content == (release_directory / SUMS).read_bytes()
    assert [client.get(f"/download/{name}").status_code for name in SEALS] == [200, 404, 404]
