"""``/sparql``: SPARQL 1.1 Protocol, service description, and an editor for browsers."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from kg.errors import MalformedQuery, QueryError
from kg.formats import ASK_FORMATS, GRAPH_FORMATS, HTML, RDF_FORMATS, RESULTS_JSON, SELECT_FORMATS, TURTLE, Format
from kg.store.guard import GuardedQuery, QueryForm, guard_query
from kg.store.path_direction import with_paths_from_constants
from kg.store.pool import ProcessPoolEvaluator
from kg.store.query import QueryRequest
from kg.store.streams import AnswerStream
from kg.store.text_search import with_searches
from kg.web.answer_cache import Answer, question_of
from kg.web.answers import accepted, complete
from kg.web.disconnects import while_connected
from kg.web.examples import example_groups, find_example
from kg.web.headers import ENDPOINT
from kg.web.language import Language
from kg.web.pages import Alternate, page, reader_of
from kg.web.problems import prefers_page, problem, reason_of
from kg.web.results import read_results
from kg.web.service_description import describe_service
from kg.web.settled import settled
from kg.web.site import Site
from kg.web.sparql_request import BODY_METHODS, SparqlRequest, choose_format, read_sparql_request
from kg.web.streams import LongAnswer

router = APIRouter(tags=["SPARQL"])
#: Longest query in characters that a link carries; browsers and proxies cut longer addresses.
_LINKED_LENGTH = 2000
_VARY = ("Accept", "Accept-Language")
#: Characters of a query that the guard reads in no time worth mentioning.
LOOKED_OVER_AT_ONCE = 2_000
#: Threads take turns with the loop by the interpreter's lock: one keeps it waiting for milliseconds, many for long.
_ONE_AT_A_TIME = ThreadPoolExecutor(1, "guard")


_PARAMETERS = {
    "query": "SPARQL 1.1 query; exactly one",
    "default-graph-uri": "graph of the default graph; may be repeated, wins over FROM",
    "named-graph-uri": "named graph; may be repeated, wins over FROM NAMED",
    "format": "format by name, extension or media type where Accept names no data format; also output, results",
    "timeout": "seconds; shortens the service's own limit, 0 leaves it",
    "lang": "language of the page, ja or en",
}
_DESCRIBED = {
    "parameters": [
        {"name": name, "in": "query", "required": False, "description": text, "schema": {"type": "string"}}
        for name, text in _PARAMETERS.items()
    ]
}
_GET_SUMMARY = "Query by GET; without a query, the service description or the editor"


@router.get(ENDPOINT, summary=_GET_SUMMARY, openapi_extra=_DESCRIBED)
@router.head(ENDPOINT, include_in_schema=False)
async def query_by_get() -> Response:
    raise _not_routed()


@router.post(ENDPOINT, summary="Query by POST, as a form or as the body itself")
@router.api_route(ENDPOINT, methods=["QUERY"], include_in_schema=False)
async def query_by_body() -> Response:
    raise _not_routed()


def _not_routed() -> AssertionError:
    return AssertionError("the endpoint is answered by kg.web.direct; the routes describe it")


async def answer_sparql(request: Request, site: Site, body: bytes) -> Answer | LongAnswer | Response:
    """What the endpoint answers: data, which may be kept, or a page or a service description. Raises RenkeiError."""
    asked = read_sparql_request(request, body)
    if asked.query is not None:
        return await _answer(request, site, asked, asked.query)
    if request.method in BODY_METHODS:
        raise _no_query()
    return await _without_query(request, site)


def offered_for(form: QueryForm) -> tuple[Format, ...]:
    """The formats that are legal for the answer to a query of this form; HTML last, for browsers only."""
    if form.gives_graph:
        return (*GRAPH_FORMATS, HTML)
    return (*(ASK_FORMATS if form is QueryForm.ASK else SELECT_FORMATS), HTML)


def _no_query() -> MalformedQuery:
    return MalformedQuery("request: expected the parameter query", "query パラメーターがありません")


async def _without_query(request: Request, site: Site) -> Response:
    offered = (*RDF_FORMATS, HTML)
    if set(request.query_params) - {"lang", "example"}:
        raise _no_query()
    chosen = accepted(request, offered)
    if chosen is HTML:
        example = find_example(request.query_params.get("example", ""))
        return _editor(request, {"query": example.text if example else ""})
    body = await while_connected(request, describe_service(site, chosen))
    return complete(request, body, chosen.content_type, vary=_VARY, modified=site.release.modified)


async def _answer(request: Request, site: Site, asked: SparqlRequest, text: str) -> Answer | LongAnswer | Response:
    try:
        query = await _guarded(text, services=site.settings.services)
        chosen = choose_format(request.headers.get("accept"), asked.alias, offered_for(query.form))
        wanted = _request(request, asked, query, chosen)
        answer = await _answered(request, site, wanted, in_pieces=chosen is not HTML and _takes_chunks(request))
    except QueryError as error:
        if not prefers_page(request):
            raise
        refused = problem(request, reason_of(error))
        body = _editor(request, {"query": text, "reason": reason_of(error)}, status=error.status)
        body.headers.update({"Cache-Control": "no-store", **_retry(refused)})
        return body
    if isinstance(answer, AnswerStream):
        return LongAnswer(answer, chosen.content_type, site)
    if chosen is not HTML:
        return answer
    results = read_results(answer.body, query, reader_of(request).links)
    return _editor(request, {"query": text, "results": results, "form": query.form})


def _takes_chunks(request: Request) -> bool:
    """Whether an answer can be sent in pieces: before HTTP/1.1, one that breaks off could not be told from a whole one
    (RFC 9112 section 7.1).
    """
    return request.scope.get("http_version") != "1.0"


@lru_cache(maxsize=512)
def guarded_at_once(text: str, services: frozenset[str]) -> GuardedQuery:
    """A short query, looked over. Such are asked again and again, also those whose answers are not kept."""
    return guard_query(text, services=services)


async def _guarded(text: str, *, services: Collection[str]) -> GuardedQuery:
    """The query, looked over; a long one in a thread, so that others are answered meanwhile."""
    if len(text) <= LOOKED_OVER_AT_ONCE:
        return guarded_at_once(text, frozenset(services))
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_ONE_AT_A_TIME, partial(guard_query, text, services=services))


def _retry(answer: Response) -> dict[str, str]:
    return {"Retry-After": answer.headers["Retry-After"]} if "Retry-After" in answer.headers else {}


def _request(request: Request, asked: SparqlRequest, query: GuardedQuery, chosen: Format) -> QueryRequest:
    for_page = TURTLE if query.form.gives_graph else RESULTS_JSON
    return QueryRequest(
        query=query,
        format=for_page if chosen is HTML else chosen,
        default_graphs=asked.default_graphs,
        named_graphs=asked.named_graphs,
        seconds=asked.seconds,
        client=request.client.host if request.client else "",
    )


async def _answered(request: Request, site: Site, wanted: QueryRequest, *, in_pieces: bool) -> Answer | AnswerStream:
    """The answer that is kept, or a new one; a client that goes away ends its query."""
    outcome = settled(request.scope)
    if outcome is not None:
        if isinstance(outcome, QueryError):
            raise outcome
        return outcome
    question = question_of(wanted)
    kept = site.answers.get(question) if wanted.query.repeatable else None
    if kept is not None:
        return kept
    evaluated = await while_connected(request, _evaluated(site, wanted, in_pieces=in_pieces))
    if isinstance(evaluated, AnswerStream):
        return evaluated
    answer = Answer(evaluated, wanted.format.content_type, site.release.modified)
    if wanted.query.repeatable:
        site.answers.keep(question, answer)
    return answer


async def _evaluated(site: Site, wanted: QueryRequest, *, in_pieces: bool) -> bytes | AnswerStream:
    query = with_paths_from_constants(await with_searches(wanted.query, site.texts))
    request = wanted if query is wanted.query else replace(wanted, query=query)
    if in_pieces and isinstance(site.endpoint, ProcessPoolEvaluator):
        return await site.endpoint.answer(request)
    return (await site.endpoint.evaluate(request)).body


def _editor(request: Request, values: dict[str, Any], *, status: int = 200) -> Response:
    links = reader_of(request).links
    shown = {"results": None, "reason": None, "form": None, **values}
    query = shown["query"]
    short = query and len(query) <= _LINKED_LENGTH
    shown["permalink"] = links.page("sparql", query=query) if short else ""
    if short and request.method in BODY_METHODS:
        shown["languages"] = {code.value: links.page("sparql", query=query, lang=code.value) for code in Language}
    shown |= {"groups": example_groups(), "formats": (*SELECT_FORMATS, *RDF_FORMATS)}
    alternates = () if values["query"] else (Alternate(TURTLE, links.page("sparql")),)
    return page(request, "sparql.html", shown, alternates=alternates, status=status)
