"""Oxigraph takes a release and answers from it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from tests.engines.behaviour import EngineBehaviour
from tests.engines.oxigraph import oxigraph_server
from tests.engines.server import EngineServer


class TestOxigraph(EngineBehaviour):
    """See :class:`tests.engines.behaviour.EngineBehaviour`."""

    @classmethod
    def start(cls, folder: Path) -> AbstractContextManager[EngineServer]:
        return oxigraph_server(folder)
