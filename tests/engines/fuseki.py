"""Apache Jena Fuseki: its server jar, fetched by Maven. ``python -m tests.engines.fuseki`` fetches it."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.engines.server import EngineServer, running
from tests.running import free_port

#: The last version that runs on Java 17, which Debian 12 has.
VERSION = "5.6.0"
_SHA256 = "d28c1eaf703122ee628895a460c20fa4aa60a892f435d403ea8c036f241da1f8"
_ARTIFACT = f"org.apache.jena:jena-fuseki-server:{VERSION}"
_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"
_MAIN = "org.apache.jena.fuseki.main.cmds.FusekiMainCmd"

#: Where fetched jars are kept; not in git.
JARS = Path(__file__).parent / "jars"
JAR = JARS / f"jena-fuseki-server-{VERSION}.jar"

USER = "writer"
PASSWORD = "a password of the tests"  # noqa: S105

#: Starts faster and takes less; a benchmark wants Java's own settings instead.
LEAN = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m")

_CONFIGURATION = """\
PREFIX fuseki: <http://jena.apache.org/fuseki#>
PREFIX tdb2: <http://jena.apache.org/2016/tdb#>

[] a fuseki:Server ; fuseki:passwd "{passwords}" ; fuseki:auth "basic" ; fuseki:services ( <#renkei> ) .

<#renkei> a fuseki:Service ;
  fuseki:name "renkei" ;
  fuseki:endpoint [ fuseki:operation fuseki:query ; fuseki:name "query" ] ;
  fuseki:endpoint [ fuseki:operation fuseki:update ; fuseki:name "update" ; fuseki:allowedUsers "{user}" ] ;
  fuseki:endpoint [ fuseki:operation fuseki:gsp-rw ; fuseki:name "data" ; fuseki:allowedUsers "{user}" ] ;
  fuseki:dataset <#dataset> .

<#dataset> a tdb2:DatasetTDB2 ; tdb2:location "{location}" .
"""


def has_fuseki() -> bool:
    """Whether the jar is here and whole, and there is a Java that runs it."""
    return shutil.which("java") is not None and _is_whole()


def fetch_fuseki() -> None:
    """Have Maven copy the jar here. Raises CalledProcessError or ValueError where that gives no such file."""
    if _is_whole():
        return
    options = [f"-Dartifact={_ARTIFACT}", f"-DoutputDirectory={JARS}", "-Dmdep.overWriteReleases=true"]
    subprocess.run(["mvn", "--quiet", "--batch-mode", _COPY, *options], check=True)
    if not _is_whole():
        raise ValueError(f"{JAR}: not the file whose SHA-256 is {_SHA256}")


def _is_whole() -> bool:
    return JAR.is_file() and hashlib.sha256(JAR.read_bytes()).hexdigest() == _SHA256


@contextmanager
def fuseki_server(
    folder: Path, *, location: Path | str = "--mem--", java_options: Sequence[str] = LEAN
) -> Iterator[EngineServer]:
    """A server as long as the block; its TDB2 store is in memory unless ``location`` names a directory.

    Everybody may ask it, one user may change it. Its default graph is not the union of the others.
    """
    passwords, configuration = folder / "passwords", folder / "fuseki.ttl"
    passwords.write_text(f"{USER}: {PASSWORD}\n", encoding="utf-8")
    configuration.write_text(_CONFIGURATION.format(passwords=passwords, user=USER, location=location), encoding="utf-8")
    port = free_port()
    url = f"http://127.0.0.1:{port}/renkei"
    server = ["--localhost", "--port", str(port), f"--config={configuration}"]
    with running(
        ["java", *java_options, "-cp", JAR, _MAIN, *server],
        asked_at=f"{url}/query",
        folder=folder,
        environment={**os.environ, "FUSEKI_BASE": str(folder)},
    ) as process:
        yield EngineServer(
            engine="fuseki",
            query=f"{url}/query",
            update=f"{url}/update",
            graph_store=f"{url}/data",
            process=process,
            user=USER,
            password=PASSWORD,
        )


if __name__ == "__main__":
    try:
        fetch_fuseki()
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        sys.exit(f"Could not fetch Fuseki: {error}")
