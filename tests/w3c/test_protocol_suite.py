"""The W3C tests of the SPARQL 1.1 Protocol, Service Description and Graph Store Protocol; updates are refused."""

from __future__ import annotations

import httpx
import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from kg.formats import ASK_FORMATS, RDF_FORMATS, SELECT_FORMATS, SPARQL_UPDATE_TYPE
from kg.vocabulary import RDF, SD
from tests.w3c.exclusions import judge
from tests.w3c.serving import SwitchedServer
from tests.w3c.suite import Case, HttpStep, cases_of, needs_suite, read_cases

_TYPES = {
    "boolean": {format_.content_type for format_ in ASK_FORMATS},
    "tabular": {format_.content_type for format_ in SELECT_FORMATS},
    "RDF": {format_.content_type for format_ in RDF_FORMATS},
}
#: Where the manifests' paths stand at our server.
_PATHS = {"/sparql/": "/sparql", "/gsp": "/graph-store"}


def as_expected(client: httpx.Client, step: HttpStep) -> bool:
    """Whether the answer to a request is what the test states."""
    (former, own) = next((former, own) for former, own in _PATHS.items() if step.path.startswith(former))
    headers = {name: value for name, value in step.headers.items() if name.lower() != "content-length"}
    request = client.build_request(step.method, own + step.path.removeprefix(former), content=step.body)
    request.headers.update(headers)
    answer = client.send(request)
    if not any(_is_status(answer.status_code, status) for status in step.statuses):
        return False
    if step.format is not None and answer.headers["content-type"] not in _TYPES[step.format]:
        return False
    return step.boolean is None or answer.json()["boolean"] == step.boolean


def _is_status(found: int, stated: str) -> bool:
    """``2xx``, or one of the names of status codes that the manifests use."""
    names = {"NotFound": 404, "OK": 200, "Created": 201, "NoContent": 204}
    return found == names[stated] if stated in names else str(found)[0] == stated[0]


@needs_suite
@pytest.mark.parametrize("case", cases_of("ProtocolTest"), ids=str)
def test_protocol(
    case: Case, w3c_server: SwitchedServer, w3c_client: httpx.Client, request: pytest.FixtureRequest
) -> None:
    assert case.steps
    w3c_server.switch((case.data, case.graphs), f"{w3c_server.url}/sparql")
    judge("SPARQL 1.1 Protocol", case.name, all(as_expected(w3c_client, step) for step in case.steps), request)


@needs_suite
@pytest.mark.parametrize("case", cases_of("GraphStoreProtocolTest"), ids=str)
def test_graph_store_protocol(case: Case, w3c_client: httpx.Client, request: pytest.FixtureRequest) -> None:
    assert case.steps
    judge("Graph Store Protocol", case.name, all(as_expected(w3c_client, step) for step in case.steps), request)


@needs_suite
@pytest.mark.parametrize("case", cases_of("ServiceDescriptionTest"), ids=str)
def test_service_description(case: Case, w3c_client: httpx.Client, request: pytest.FixtureRequest) -> None:
    answer = w3c_client.get("/sparql")
    assert answer.headers["content-type"] in _TYPES["RDF"]
    said = {quad.triple for quad in parse(answer.content, format=RdfFormat.TURTLE)}
    endpoints = [triple for triple in said if triple.predicate == SD["endpoint"]]
    passed = {
        "returns-rdf": bool(said),
        "has-endpoint-triple": all(str(one.object).endswith("/sparql>") for one in endpoints) and bool(endpoints),
        "conforms-to-schema": _conforms(said),
    }[case.name.partition("/")[2]]
    judge("Service Description", case.name, passed, request)


def _conforms(said: set[Triple]) -> bool:
    """What the specification asks for: a service with an endpoint, and the domains and ranges of its vocabulary."""
    types = {(triple.subject, triple.object) for triple in said if triple.predicate == RDF["type"]}
    ranges = {"defaultDataset": "Dataset", "defaultGraph": "Graph", "namedGraph": "NamedGraph", "graph": "Graph"}
    domains = {"endpoint": "Service", "feature": "Service", "resultFormat": "Service", "name": "NamedGraph"}
    of_vocabulary = [triple for triple in said if triple.predicate.value.startswith(SD["x"].value[:-1])]
    named = [(triple, triple.predicate.value.rpartition("#")[2]) for triple in of_vocabulary]
    return all(
        isinstance(triple.object, NamedNode)
        and (name not in ranges or (triple.object, SD[ranges[name]]) in types)
        and (name not in domains or (triple.subject, SD[domains[name]]) in types)
        for triple, name in named
    )


@needs_suite
@pytest.mark.parametrize("case", [case for case in read_cases() if case.is_update], ids=str)
def test_updates_are_refused(case: Case, w3c_client: httpx.Client, request: pytest.FixtureRequest) -> None:
    assert case.query is not None
    headers = {"Content-Type": SPARQL_UPDATE_TYPE}
    status = w3c_client.post("/sparql", content=case.query.read_bytes(), headers=headers).status_code
    judge("SPARQL 1.1 Update, refused", case.name, status == 403, request)
