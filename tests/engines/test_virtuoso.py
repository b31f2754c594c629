"""Virtuoso takes a release and answers from it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.engines.behaviour import EngineBehaviour
from tests.engines.server import EngineServer
from tests.engines.virtuoso import virtuoso_server


@pytest.mark.virtuoso
class TestVirtuoso(EngineBehaviour):
    """See :class:`tests.engines.behaviour.EngineBehaviour`."""

    own_function = "SELECT (bif:sys_stat('st_dbms_ver') AS ?v) {}"

    @classmethod
    def start(cls, folder: Path) -> AbstractContextManager[EngineServer]:
        return virtuoso_server(folder)
