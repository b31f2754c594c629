"""Every W3C test of SPARQL 1.1 Query, asked of our endpoint over HTTP: evaluation, result formats, syntax."""

from __future__ import annotations

import httpx
import pytest
from pyoxigraph import RdfFormat

from kg.formats import RESULTS_CSV, RESULTS_JSON, RESULTS_TSV, RESULTS_XML, SPARQL_QUERY_TYPE, TURTLE, Format
from tests.w3c.exclusions import judge
from tests.w3c.results import parse_solutions, same_graph, same_solutions, same_table
from tests.w3c.serving import SwitchedServer
from tests.w3c.suite import Case, cases_of, needs_suite

EVALUATION = sorted(
    cases_of("QueryEvaluationTest", "CSVResultFormatTest"), key=lambda case: (case.data, case.graphs, case.name)
)
SYNTAX = [case for case in cases_of("PositiveSyntaxTest11", "NegativeSyntaxTest11") if not case.is_update]
#: What is asked for, so that every format is compared with what the W3C expects in it.
_ASKED: dict[str, Format] = {".srx": RESULTS_XML, ".srj": RESULTS_JSON, ".csv": RESULTS_CSV, ".tsv": RESULTS_TSV}


def ask(client: httpx.Client, query: bytes, accept: str) -> httpx.Response:
    return client.post("/sparql", content=query, headers={"Content-Type": SPARQL_QUERY_TYPE, "Accept": accept})


def evaluate(case: Case, server: SwitchedServer, client: httpx.Client) -> bool:
    """Whether our answer is the expected one."""
    assert case.query is not None
    assert case.result is not None
    server.switch((case.data, case.graphs), f"{case.query.parent.as_uri()}/")
    query = case.query.read_bytes()
    asked = _ASKED.get(case.result.suffix, TURTLE)
    answer = ask(client, query, asked.media_type)
    if answer.status_code == 406 and case.result.suffix == ".ttl":  # solutions, written down as a graph
        answer = ask(client, query, RESULTS_JSON.media_type)
    if answer.status_code != 200:
        return False
    if answer.headers["content-type"] == TURTLE.content_type:
        return same_graph(answer.content, RdfFormat.TURTLE, case.result)
    if case.result.suffix == ".csv":
        return same_table(answer.content, case.result)
    suffix = ".srj" if case.result.suffix == ".ttl" else case.result.suffix
    found = parse_solutions(answer.content, suffix)
    wanted = parse_solutions(case.result.read_bytes(), case.result.suffix, base_iri=case.result.as_uri())
    if isinstance(found, bool) or isinstance(wanted, bool):
        return found == wanted
    in_order = b"ORDER BY" in query.upper().rpartition(b"}")[2]
    return set(found[0]) == set(wanted[0]) and same_solutions(found[1], wanted[1], in_order=in_order)


@needs_suite
@pytest.mark.parametrize("case", EVALUATION, ids=str)
def test_evaluation(
    case: Case, w3c_server: SwitchedServer, w3c_client: httpx.Client, request: pytest.FixtureRequest
) -> None:
    judge("SPARQL 1.1 Query, evaluation", case.name, evaluate(case, w3c_server, w3c_client), request)


@needs_suite
@pytest.mark.parametrize("case", SYNTAX, ids=str)
def test_syntax(
    case: Case, w3c_server: SwitchedServer, w3c_client: httpx.Client, request: pytest.FixtureRequest
) -> None:
    assert case.query is not None
    w3c_server.switch(((), ()), f"{case.query.parent.as_uri()}/")
    status = ask(w3c_client, case.query.read_bytes(), "*/*").status_code
    wanted = 200 if case.kind == "PositiveSyntaxTest11" else 400
    judge("SPARQL 1.1 Query, syntax", case.name, status == wanted, request)
