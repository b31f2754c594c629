"""Releases as portals see them: served under the very address that their IRIs begin with."""

from __future__ import annotations

import shutil
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from kg.publication import build_release
from kg.publication.catalog import catalog_quads
from kg.publication.catalog_index import write_catalog_index
from kg.publication.contents import PublishedAgreement, ReleaseFile, ReleaseIdentity
from kg.publication.dates import release_time
from kg.publication.release import CATALOG_INDEX
from kg.registries.municipalities import load_municipalities
from kg.settings import Settings
from tests.publication.conftest import ASAHIKAWA, SAPPORO, published
from tests.running import PATIENCE_SECONDS, free_port
from tests.web.conftest import await_started, serve_command
from tests.web.release_fixture import restate, write_release

__all__ = ["published"]

#: Agreements of the long catalog: more than two pages of either way to harvest.
MANY = 230


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Addresses without a slash at the end: of a release of both agreements, of one whose IRIs begin with the address
    of the first but which no longer has the second agreement, and of one whose catalog cannot be read.
    """

    whole: str
    shrunk: str
    broken: str


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sources]:
    folder, port = tmp_path_factory.mktemp("sources"), free_port()
    whole = _built([ASAHIKAWA, SAPPORO], folder / "whole", port)
    shrunk = _built([ASAHIKAWA], folder / "shrunk", port)
    broken = folder / "broken"
    shutil.copytree(whole, broken)
    (broken / CATALOG_INDEX).unlink()
    restate(broken)
    for syntax in ("ttl", "jsonld", "nt", "rdf"):
        assert (broken / f"catalog.{syntax}").exists()
    with ExitStack() as stack:
        yield Sources(
            whole=stack.enter_context(_served(whole, port)),
            shrunk=stack.enter_context(_served(shrunk, free_port())),
            broken=stack.enter_context(_served(broken, free_port())),
        )


@pytest.fixture(scope="session")
def long_source(tmp_path_factory: pytest.TempPathFactory, published: PublishedAgreement) -> Iterator[str]:
    """A server with a catalog of many data sets: the index of a release, written for :data:`MANY` agreements."""
    folder, port = tmp_path_factory.mktemp("long"), free_port()
    directory = write_release(folder, base=f"http://127.0.0.1:{port}/")
    slugs = [f"{published.slug}-{number:03}" for number in range(MANY)]
    release = ReleaseIdentity(id="0" * 16, created=release_time([], source_date_epoch=0), settings=_settings(port))
    quads = catalog_quads(
        release,
        agreements=[replace(published, slug=slug) for slug in slugs],
        files=[ReleaseFile.of(f"agreements/{slug}.ttl", b"") for slug in slugs],
        registry=load_municipalities(),
    )
    (directory / CATALOG_INDEX).unlink()
    write_catalog_index(directory / CATALOG_INDEX, [quad.triple for quad in quads])
    restate(directory)
    with _served(directory, port) as address:
        yield address


def _settings(port: int) -> Settings:
    return Settings(base_iri=f"http://127.0.0.1:{port}/", publisher_name="例示広域連携室", contact_email="a@example.jp")


def _built(paths: Sequence[Path], out: Path, port: int) -> Path:
    outcome = build_release(list(paths), out=out, settings=_settings(port))
    assert outcome.directory is not None
    return outcome.directory


@contextmanager
def _served(directory: Path, port: int) -> Iterator[str]:
    with subprocess.Popen(serve_command(directory, port)) as process:
        try:
            yield await_started(process, f"http://127.0.0.1:{port}")
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=PATIENCE_SECONDS)
