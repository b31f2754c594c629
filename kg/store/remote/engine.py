"""What each SPARQL engine does in its own way: one record per engine, one table.

Nothing else in the package knows an engine by name. The public documentation of the engines section is written from
this table, and tests/engines proves the first three against real servers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from kg.errors import SettingError
from kg.vocabulary import GEO


class Union(StrEnum):
    """How the default graph becomes the union of the release's graphs.

    ``GRAPHS`` lists them in the request (``default-graph-uri``, ``named-graph-uri``): right with every engine and
    beside graphs of others, but long. ``PARAMETER`` asks the engine for it in a request, ``ENGINE`` is how the engine
    is anyway; both hold where the store has no other graphs.
    """

    GRAPHS = "graphs"
    PARAMETER = "parameter"
    ENGINE = "engine"


class Loading(StrEnum):
    """How graphs are written: SPARQL 1.1 Update, or the Graph Store HTTP Protocol."""

    UPDATE = "update"
    GRAPH_STORE = "graph-store"


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """One engine.

    ``update``, ``graph_store`` and ``graph_reading`` say where it takes updates and graphs and gives graphs, by what
    replaces the end of the query endpoint's path: ``{"/query": "/update"}``; the first end that fits counts.
    ``union_parameters`` belong to ``Union.PARAMETER``; with ``names_graphs`` a request whose query has GRAPH lists the
    named graphs beside them. ``timeout_parameter`` tells the engine the deadline (name, unit after the seconds), so
    that it does not go on for nobody. ``piece`` is how many bytes of N-Triples one request carries at most.
    ``kept_as_text`` are datatypes whose literals the engine would change. ``own_functions`` are beginnings of IRIs and
    prefixes that call what only that engine has, reaching beyond the data; queries with them are refused. ``digest``:
    HTTP authentication is Digest, else Basic. ``cut_header`` is sent where rows were left out of an answer.
    ``server`` is how the Server header of an answer begins, ``header`` one that only this engine sends.
    """

    name: str
    label: str
    update: Mapping[str, str]
    graph_store: Mapping[str, str]
    loading: Loading = Loading.UPDATE
    union: Union = Union.GRAPHS
    union_parameters: tuple[tuple[str, str], ...] = ()
    names_graphs: bool = False
    timeout_parameter: tuple[str, str] | None = None
    piece: int = 4_000_000
    kept_as_text: frozenset[str] = frozenset()
    own_functions: tuple[str, ...] = ()
    digest: bool = False
    cut_header: str = ""
    graph_reading: Mapping[str, str] | None = None
    server: str = ""
    header: str = ""


OXIGRAPH = Engine(
    name="oxigraph",
    label="Oxigraph server",
    update={"/query": "/update"},
    graph_store={"/query": "/store"},
    loading=Loading.GRAPH_STORE,
    union=Union.PARAMETER,
    union_parameters=(("union-default-graph", ""),),
    server="Oxigraph/",
)
VIRTUOSO = Engine(
    name="virtuoso",
    label="Virtuoso",
    update={"/sparql": "/sparql-auth", "/sparql-auth": "/sparql-auth"},
    graph_store={"/sparql": "/sparql-graph-crud-auth", "/sparql-auth": "/sparql-graph-crud-auth"},
    graph_reading={"/sparql": "/sparql-graph-crud", "/sparql-auth": "/sparql-graph-crud-auth"},
    loading=Loading.GRAPH_STORE,
    kept_as_text=frozenset({GEO["wktLiteral"].value}),
    own_functions=("bif:", "sql:"),
    digest=True,
    cut_header="X-SPARQL-MaxRows",
    server="Virtuoso",
)
FUSEKI = Engine(
    name="fuseki",
    label="Apache Jena Fuseki",
    update={"/query": "/update", "/sparql": "/update", "": ""},
    graph_store={"/query": "/data", "/sparql": "/data", "": ""},
    loading=Loading.GRAPH_STORE,
    union=Union.PARAMETER,
    union_parameters=(("default-graph-uri", "urn:x-arq:UnionGraph"),),
    names_graphs=True,
    timeout_parameter=("timeout", ""),
    own_functions=("java:",),
    header="Fuseki-Request-Id",
)
GRAPHDB = Engine(
    name="graphdb",
    label="GraphDB (RDF4J)",
    update={"": "/statements"},
    graph_store={"": "/rdf-graphs/service"},
    loading=Loading.GRAPH_STORE,
    union=Union.ENGINE,
    timeout_parameter=("timeout", ""),
)
NEPTUNE = Engine(
    name="neptune",
    label="Amazon Neptune",
    update={"": ""},
    graph_store={"": "/gsp/"},
    loading=Loading.GRAPH_STORE,
    union=Union.ENGINE,
)
QLEVER = Engine(
    name="qlever",
    label="QLever",
    update={"": ""},
    graph_store={"": ""},
    union=Union.ENGINE,
    timeout_parameter=("timeout", "s"),
)
GENERIC = Engine(
    name="generic",
    label="SPARQL 1.1",
    update={"/query": "/update", "": ""},
    graph_store={"/query": "/data", "": ""},
)

ENGINES = (OXIGRAPH, VIRTUOSO, FUSEKI, GRAPHDB, NEPTUNE, QLEVER, GENERIC)
#: The name that stands for: look at what the server says of itself.
DETECT = "auto"


def engine_named(name: str) -> Engine:
    """The engine of that name. Raises SettingError for another."""
    for engine in ENGINES:
        if engine.name == name:
            return engine
    names = ", ".join((DETECT, *(engine.name for engine in ENGINES)))
    raise SettingError(
        f"sparql_engine: found {name!r}, expected one of {names}",
        f"sparql_engine: {name!r} という名前のエンジンはありません。使えるのは {names} です",
    )


def engine_of(headers: Mapping[str, str]) -> Engine:
    """The engine that sent an answer with these headers, whose names are in lower case; GENERIC where none is known.

    >>> engine_of({"server": "Virtuoso/07.20.3229 (Linux)"}).name, engine_of({}).name
    ('virtuoso', 'generic')
    """
    for engine in ENGINES:
        by_server = engine.server and headers.get("server", "").startswith(engine.server)
        if by_server or (engine.header and engine.header.lower() in headers):
            return engine
    return GENERIC


def address(endpoint: str, ends: Mapping[str, str]) -> str:
    """Another address of the engine whose query endpoint is known.

    >>> address("http://localhost:3030/ds/sparql", FUSEKI.update)
    'http://localhost:3030/ds/update'
    """
    path = urlsplit(endpoint).path
    for end, replacement in ends.items():
        if path.endswith(end):
            return endpoint[: len(endpoint) - len(end)] + replacement
    return endpoint
