"""Fuseki takes a release and answers from it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.engines.behaviour import EngineBehaviour
from tests.engines.fuseki import fuseki_server
from tests.engines.server import EngineServer


@pytest.mark.fuseki
class TestFuseki(EngineBehaviour):
    """See :class:`tests.engines.behaviour.EngineBehaviour`."""

    own_function = "SELECT (<java:java.lang.System>('x') AS ?v) {}"

    @classmethod
    def start(cls, folder: Path) -> AbstractContextManager[EngineServer]:
        return fuseki_server(folder)
