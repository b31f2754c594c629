"""``/questions/``: the questions that the data answers, each with its answer as people read it."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from fastapi import APIRouter, Request
from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from kg.formats import RESULTS_CSV, RESULTS_JSON
from kg.identifiers import Iris
from kg.store.guard import GuardedQuery, guard_query
from kg.store.query import QueryRequest
from kg.web.description import Description, Words, shortened
from kg.web.disconnects import while_connected
from kg.web.examples import EXAMPLES, Example, example_groups, find_example
from kg.web.language import Language
from kg.web.link_header import typed_link
from kg.web.pages import Reader, page, reader_of
from kg.web.results import Cell, Results, read_results
from kg.web.site import AtSite, Site
from kg.web.views.parts import part_name

router = APIRouter(tags=["Pages"])
PATH = "questions/"


@router.get("/questions", include_in_schema=False)
@router.head("/questions", include_in_schema=False)
async def lead_to_questions() -> Response:
    return RedirectResponse("questions/", status_code=308)


@router.get("/questions/", summary="The questions that the data answers")
@router.head("/questions/", include_in_schema=False)
async def list_questions(request: Request) -> Response:
    return page(request, "questions.html", {"groups": example_groups()})


@router.get("/questions/{slug}", summary="A question with its answer")
@router.head("/questions/{slug}", include_in_schema=False)
async def answer_question(request: Request, site: AtSite, slug: str) -> Response:
    question = find_example(slug)
    if question is None:
        raise HTTPException(404)
    reader = reader_of(request)
    results = await while_connected(request, _answer(site, reader, question))
    table = reader.links.page("sparql", query=question.text, format=RESULTS_CSV.name)
    values = {
        "question": question,
        "group": next(group for group in example_groups() if group.slug == question.group),
        "titles": [column_title(name, reader.language) for name in results.variables],
        "results": results,
        "table": table,
    }
    link = typed_link(table, "alternate", type=RESULTS_CSV.media_type)
    return page(request, "question.html", values, headers={"Link": link})


@cache
def column_titles() -> dict[str, tuple[str, str]]:
    """What the variables of the questions' queries are called, in Japanese and English."""
    with (EXAMPLES / "columns.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: (row["ja"], row["en"]) for row in csv.DictReader(file)}


def column_title(name: str, language: Language) -> str:
    """The title of a column. Raises KeyError for a variable without one."""
    ja, en = column_titles()[name]
    return ja if language is Language.JA else en


async def _answer(site: Site, reader: Reader, question: Example) -> Results:
    query = _guarded(question)
    body = await site.documents.get(("question", question.slug), lambda: _evaluated(site, query))
    results = read_results(body, query, reader.links)
    names = await site.describe_of("names", "node", [NamedNode(iri) for iri in sorted(_described(results))])
    named = [tuple(cell and _named(cell, names, reader, site.release.iris) for cell in row) for row in results.rows]
    return replace(results, rows=tuple(named))


@cache
def _guarded(question: Example) -> GuardedQuery:
    return guard_query(question.text)


async def _evaluated(site: Site, query: GuardedQuery) -> bytes:
    return (await site.pages.evaluate(QueryRequest(query=query, format=RESULTS_JSON))).body


def _described(results: Results) -> set[str]:
    """The IRIs of an answer that pages describe."""
    cells: Iterable[Cell] = (cell for row in results.rows for cell in row if cell)
    return {cell.text for cell in cells if cell.iri}


def _named(cell: Cell, names: Description, reader: Reader, iris: Iris) -> Cell:
    """The cell with the name of what its IRI stands for."""
    if not cell.iri:
        return cell
    words = names.name(cell.text, reader.language) or part_name(iris, cell.text, reader.language)
    found = words or Words(shortened(cell.text))
    return replace(cell, text=found.text, language=found.spoken)
