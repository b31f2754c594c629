"""One server for all W3C suites of a test process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.w3c.serving import SwitchedServer, switched_server
from tests.web.release_fixture import write_release


@pytest.fixture(scope="session")
def w3c_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SwitchedServer]:
    folder: Path = tmp_path_factory.mktemp("w3c")
    with switched_server(write_release(folder / "release"), folder) as server:
        yield server


@pytest.fixture(scope="session")
def w3c_client(w3c_server: SwitchedServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=w3c_server.url, headers={"Accept": "*/*"}) as client:
        yield client
