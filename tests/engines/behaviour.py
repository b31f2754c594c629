"""What every engine has to do with a release: take it, keep it, answer from it as the release's own store does.

One class; the file of each engine derives from it, so that each engine is started once and a failure names it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg.errors import ReleaseError
from kg.store.pushing import Cargo, cargo_of, push
from kg.store.release import Release, load_release
from kg.store.remote.connection import Connection, find_store
from kg.store.remote.credentials import Credentials
from kg.store.remote.held import held_release
from kg.vocabulary import RDFS
from kg.web.examples import Example, load_examples
from tests.engines.server import EngineServer
from tests.running import renkei_server, run_renkei

FOREIGN = NamedNode("https://example.org/graphs/of-others")
#: Questions put to a whole server, by what of SPARQL they need; tests/docs puts all of them to a second engine.
_ASKED = {
    "bears-costs": "counts in groups",
    "what-biei": "long paths to the words of the source",
    "concluded-under": "literals, OPTIONAL",
    "regions-share": "GROUP_CONCAT, HAVING",
    "who-leads": "DISTINCT",
    "fields-nobody": "NOT EXISTS, optional and inverse paths",
    "only-the-partner": "NOT EXISTS over a pattern of its own",
    "without-a-type": "EXISTS in BIND",
    "size-of-each": "subqueries",
    "rests-on": "a variable as property",
}
_QUESTIONS = [example for example in load_examples() if any(part in example.name for part in _ASKED)]
_AGREEMENT = "doc/agreement/012041-014591-20220112"
#: Nothing here is timed, and the machine may be busy.
_PATIENT = ("--query-timeout", "60")
_PAGES = (
    "",
    _AGREEMENT,
    f"{_AGREEMENT}/initiative/1",
    f"{_AGREEMENT}/article/1",
    "doc/municipality/014591",
    "doc/area/012041",
    "doc/law/322AC0000000067",
    "doc/registry",
    "policy-field/renkei-a",
    "duty-type/bear-cost",
    "instrument/",
    "ontology",
    "catalog",
    "search?q=旭川",
)
_DOCUMENTS = (_AGREEMENT, f"{_AGREEMENT}/initiative/1", "doc/municipality/014591", "doc/laws", "policy-field/renkei-a")
_GRAPH_TYPES = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/trig": RdfFormat.TRIG,
    "application/n-quads": RdfFormat.N_QUADS,
}
_TABLE_TYPES = (
    "text/csv",
    "text/tab-separated-values",
    "application/sparql-results+json",
    "application/sparql-results+xml",
)


@dataclass(frozen=True, slots=True)
class Pair:
    """The same release, served from the engine and from its own store: their URLs."""

    remote: str
    local: str

    def answers(
        self, path: str, *, params: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[httpx.Response, httpx.Response]:
        """What both answer to a GET."""
        remote, local = (
            httpx.get(f"{base}/{path}", params=params, headers=headers, timeout=60, follow_redirects=True)
            for base in (self.remote, self.local)
        )
        return remote, local

    def asked(self, query: str, accept: str, **more: str) -> tuple[httpx.Response, httpx.Response]:
        """What both answer to a query."""
        parameters = {"query": query, **more}
        return self.answers("sparql", params=parameters, headers={"Accept": accept})


class EngineBehaviour:
    """The tests. ``start`` runs the engine in a folder; ``own_function`` is a query that only it understands."""

    own_function = ""

    @classmethod
    def start(cls, folder: Path) -> AbstractContextManager[EngineServer]:
        raise NotImplementedError

    @pytest.fixture(scope="class")
    @classmethod
    def engine(cls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EngineServer]:
        with cls.start(tmp_path_factory.mktemp("engine")) as server:
            yield server

    @pytest.fixture(scope="class")
    @classmethod
    def release(cls, real_release: Path) -> Release:
        return load_release(real_release)

    @pytest.fixture(scope="class")
    @classmethod
    def cargo(cls, release: Release) -> Cargo:
        return cargo_of(release)

    @pytest.fixture(scope="class")
    @classmethod
    def connection(cls, engine: EngineServer) -> Iterator[Connection]:
        store = find_store(engine.query, credentials=Credentials(user=engine.user, password=engine.password))
        assert store.engine.name == engine.engine
        with Connection(store) as connection:
            yield connection

    @pytest.fixture(scope="class")
    @classmethod
    def first_push(cls, engine: EngineServer, connection: Connection, cargo: Cargo, release: Release) -> str:
        """A push that is interrupted, into a store that has other graphs, and the one after it; what that said."""
        for graph in (FOREIGN, NamedNode(release.iris.agreement_graph("withdrawn"))):
            connection.put(graph, [Triple(FOREIGN, RDFS["label"], Literal("以前の題名", language="ja"))])
        interrupted = push(cargo, connection)
        next(interrupted)
        with pytest.raises(ReleaseError, match="renkei push"):
            held_release(release, connection.store)
        return _push(engine, release)

    @pytest.fixture(scope="class")
    @classmethod
    def pair(cls, engine: EngineServer, release: Release, first_push: str) -> Iterator[Pair]:
        assert first_push
        with (
            renkei_server(release.directory, "--sparql-endpoint", engine.query, *_PATIENT) as remote,
            renkei_server(release.directory, *_PATIENT) as local,
        ):
            yield Pair(remote, local)

    def test_an_interrupted_push_is_finished_by_the_next(
        self, connection: Connection, cargo: Cargo, release: Release, first_push: str
    ) -> None:
        assert first_push.count("already there") == 1
        assert first_push.count("replaced, verified") == len(cargo.graphs()) - 1
        assert first_push.count("of an earlier release, removed") == 1
        sizes = connection.graph_sizes()
        assert {graph: sizes[graph] for graph in cargo.graphs()} == release.manifest.counts.graphs
        assert {graph for graph in sizes if cargo.is_ours(graph)} == {*cargo.graphs()}
        assert sizes[FOREIGN.value] == 1

    @pytest.mark.usefixtures("first_push")
    def test_a_damaged_graph_is_repaired(
        self, engine: EngineServer, connection: Connection, cargo: Cargo, release: Release
    ) -> None:
        graph = NamedNode(release.iris.document("laws"))
        connection.put(graph, cargo.triples(graph.value)[1:])
        with pytest.raises(ReleaseError, match="doc/laws has"):
            held_release(release, connection.store)
        said = _push(engine, release)
        assert said.count("replaced, verified") == 2
        assert said.count("already there") == len(cargo.graphs()) - 2
        assert held_release(release, connection.store).graphs == tuple(sorted(cargo.graphs()))
        assert _push(engine, release).count("already there") == len(cargo.graphs())

    @pytest.mark.parametrize("question", _QUESTIONS, ids=lambda question: question.name)
    def test_questions_have_the_same_answers(self, pair: Pair, question: Example) -> None:
        remote, local = (_rows(answer) for answer in pair.asked(question.text, "text/csv"))
        assert len(local) > 1
        assert remote == local

    @pytest.mark.parametrize("path", _PAGES)
    def test_pages_are_the_same(self, pair: Pair, path: str) -> None:
        remote, local = pair.answers(path, headers={"Accept": "text/html"})
        assert (remote.status_code, local.status_code) == (200, 200)
        assert remote.text.replace(pair.remote, pair.local).splitlines() == local.text.splitlines()

    @pytest.mark.parametrize("path", _DOCUMENTS)
    def test_things_dereference_to_the_same_turtle(self, pair: Pair, path: str) -> None:
        remote, local = pair.answers(path, headers={"Accept": "text/turtle"})
        assert local.content.startswith(b"@prefix")
        assert remote.text.splitlines() == local.text.splitlines()

    def test_a_graph_is_given_in_every_syntax(self, pair: Pair, release: Release) -> None:
        thing = release.iris.municipality("014591")
        query = f"CONSTRUCT {{ <{thing}> ?p ?o }} WHERE {{ <{thing}> ?p ?o }}"
        for media_type, syntax in _GRAPH_TYPES.items():
            remote, local = pair.asked(query, media_type)
            assert remote.headers["content-type"] == local.headers["content-type"]
            assert {*parse(remote.content, format=syntax)} == {*parse(local.content, format=syntax)} != set()

    def test_a_table_is_given_in_every_format(self, pair: Pair) -> None:
        query = "SELECT * { VALUES ?b { '甲'@ja 7 '<乙>' } BIND('x' AS ?a) } ORDER BY STR(?b)"
        for media_type in _TABLE_TYPES:
            remote, local = pair.asked(query, media_type)
            assert (remote.status_code, remote.headers["content-type"]) == (200, local.headers["content-type"])
            assert remote.text == local.text

    @pytest.mark.parametrize("thing", ["id/municipality/014591", "id/municipality/999999"])
    def test_ask_is_yes_or_no(self, pair: Pair, release: Release, thing: str) -> None:
        remote, local = pair.asked(f"ASK {{ <{release.iris.page(thing)}> ?p ?o }}", "application/sparql-results+json")
        assert remote.json()["boolean"] is local.json()["boolean"] is thing.endswith("014591")

    def test_the_default_graph_is_the_union_of_ours_only(self, pair: Pair) -> None:
        for query in (
            "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
            "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g",
        ):
            remote, local = pair.asked(query, "text/csv")
            assert remote.text == local.text

    def test_the_request_names_the_data_set(self, pair: Pair, release: Release) -> None:
        laws, count = release.iris.document("laws"), "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
        for query, parameters in (
            (count, {"default-graph-uri": laws}),
            (count, {"named-graph-uri": laws}),
            (count.replace("{ ?s", f"FROM <{laws}> {{ ?s"), {}),
            ("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", {"named-graph-uri": laws}),
            ("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", {"default-graph-uri": laws}),
        ):
            remote, local = pair.asked(query, "text/csv", **parameters)
            assert remote.text == local.text, (query, parameters)

    def test_dates_are_compared(self, pair: Pair) -> None:
        query = Path(__file__).with_name("signed_since.rq").read_text(encoding="utf-8")
        remote, local = pair.asked(query, "text/csv")
        assert len(local.text.splitlines()) == 2
        assert remote.text == local.text

    def test_what_is_refused_says_why(self, pair: Pair) -> None:
        for query, status in (
            ("SELECT ?s { ?s ?p ?o ", 400),
            ("INSERT DATA { <urn:a> <urn:b> 1 }", 403),
            ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", 403),
            *([(self.own_function, 403)] if self.own_function else []),
        ):
            remote = pair.asked(query, "application/sparql-results+json")[0]
            assert remote.status_code == status, (query, remote.text)
            assert remote.headers["content-type"] == "application/problem+json"

    def test_it_says_that_it_is_ready_and_counts(self, pair: Pair) -> None:
        assert httpx.get(f"{pair.remote}/readyz").status_code == 200
        assert 'renkei_queries_waiting{pool="endpoint"} 0.0' in httpx.get(f"{pair.remote}/metrics").text


def _push(engine: EngineServer, release: Release) -> str:
    """What ``renkei push`` prints."""
    who = {"RENKEI_STORE_USER": engine.user, "RENKEI_STORE_PASSWORD": engine.password}
    done = run_renkei("push", engine.query, "--release", release.directory, env=who)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _rows(answer: httpx.Response) -> list[list[str]]:
    """Header and rows; where values are joined into one, their order is the engine's own and does not count."""
    assert answer.status_code == 200, answer.text
    header, *rows = csv.reader(io.StringIO(answer.text))
    return [header, *([" / ".join(sorted(cell.split(" / "))) for cell in row] for row in rows)]
