"""Virtuoso Open Source as Debian packages it (``virtuoso-opensource-7-bin``)."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.engines.server import EngineServer, running
from tests.running import free_port

VIRTUOSO = "virtuoso-t"
ISQL = "isql-vt"
USER = PASSWORD = "dba"  # noqa: S105 -- what a new database has

_INI = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200

[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx

[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DisableUnixSocket = 1
ServerThreads = 32
CheckpointInterval = 0
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty_buffers}
DirsAllowed = {folder}, {loaded_from}

[HTTPServer]
ServerPort = 127.0.0.1:{http_port}
ServerThreads = 16
MaxClientConnections = 16

[SPARQL]
ResultSetMaxRows = {most_rows}
MaxQueryExecutionTime = 60
"""


@contextmanager
def virtuoso_server(
    folder: Path, *, buffers: int = 10_000, most_rows: int = 1_000_000, loaded_from: Path | None = None
) -> Iterator[EngineServer]:
    """A server with a database of its own in the folder, as long as the block. A buffer has 8 KiB.

    The bulk loader may read files below ``loaded_from``; its commands are for :func:`run_sql`.
    """
    sql_port, http_port = free_port(), free_port()
    ini = folder / "virtuoso.ini"
    ini.write_text(
        _INI.format(
            folder=folder,
            sql_port=sql_port,
            http_port=http_port,
            buffers=buffers,
            dirty_buffers=buffers * 3 // 4,
            most_rows=most_rows,
            loaded_from=loaded_from or folder,
        ),
        encoding="utf-8",
    )
    url = f"http://127.0.0.1:{http_port}"
    with running([VIRTUOSO, "-f", "-c", ini], asked_at=f"{url}/sparql", folder=folder) as process:
        yield EngineServer(
            engine="virtuoso",
            query=f"{url}/sparql",
            update=f"{url}/sparql-auth",
            graph_store=f"{url}/sparql-graph-crud-auth",
            process=process,
            user=USER,
            password=PASSWORD,
        )


def run_sql(folder: Path, *statements: str) -> str:
    """Run statements of Virtuoso's SQL, e.g. of its bulk loader, in the server of that folder; what it printed."""
    port = next(
        line.rpartition(":")[2] for line in (folder / "virtuoso.ini").read_text("utf-8").splitlines() if "127." in line
    )
    command = [ISQL, f"127.0.0.1:{port}", USER, PASSWORD, "ERRORS=STDOUT", *(f"exec={each};" for each in statements)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
