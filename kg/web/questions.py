"""``/questions/``: the questions that the data answers, each with its answer as people read it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from fastapi import APIRouter, Request
from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from kg.formats import RESULTS_CSV, RESULTS_JSON
from kg.model.chronology_words import SAID
from kg.store.guard import GuardedQuery, guard_query
from kg.store.query import QueryRequest
from kg.web.description import Description, Words, shortened
from kg.web.disconnects import while_connected
from kg.web.examples import EXAMPLES, Example, example_groups, find_example
from kg.web.link_header import typed_link
from kg.web.links import served_path
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
        "titles": [columns()[name].title.in_(reader) for name in results.variables if name != question.opens],
        "results": results,
        "table": table,
    }
    link = typed_link(table, "alternate", type=RESULTS_CSV.media_type)
    return page(request, "question.html", values, headers={"Link": link})


@dataclass(frozen=True, slots=True)
class Said:
    """A text in both languages."""

    ja: str
    en: str

    def in_(self, reader: Reader) -> str:
        """The text in the reader's language."""
        return reader.say(self.ja, self.en)


@dataclass(frozen=True, slots=True)
class Column:
    """A variable of the questions' queries: its title and what its values are: names of rules (``rule``), words that
    ``words.csv`` says in both languages (``word``), reasons of force (``reason``), or empty: they speak for themselves.
    """

    title: Said
    holds: str


@cache
def columns() -> dict[str, Column]:
    """The columns by variable."""
    return {row["name"]: Column(Said(row["ja"], row["en"]), row["holds"]) for row in _table("columns.csv")}


@cache
def words() -> dict[str, Said]:
    """Values that queries give as words of their own."""
    return {row["value"]: Said(row["ja"], row["en"]) for row in _table("words.csv")}


def _table(name: str) -> Iterator[dict[str, str]]:
    with (EXAMPLES / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


async def _answer(site: Site, reader: Reader, question: Example) -> Results:
    query = _guarded(question)
    body = await site.documents.get(("question", question.slug), lambda: _evaluated(site, query))
    results = read_results(body, query, reader.links)
    names = await site.describe_of("names", "node", [NamedNode(iri) for iri in sorted(_described(results))])
    kinds = ["" if name == question.opens else columns()[name].holds for name in results.variables]
    rows = [
        tuple(cell and _shown(cell, kind, names, reader) for cell, kind in zip(row, kinds, strict=True))
        for row in results.rows
    ]
    return replace(results, rows=tuple(rows))


@cache
def _guarded(question: Example) -> GuardedQuery:
    return guard_query(question.opening)


async def _evaluated(site: Site, query: GuardedQuery) -> bytes:
    return (await site.pages.evaluate(QueryRequest(query=query, format=RESULTS_JSON))).body


def _described(results: Results) -> set[str]:
    """The IRIs of an answer that pages describe."""
    cells: Iterable[Cell] = (cell for row in results.rows for cell in row if cell)
    return {cell.text for cell in cells if cell.iri}


def _shown(cell: Cell, kind: str, names: Description, reader: Reader) -> Cell:
    """A cell in the reader's words; a word that nothing says stays as it is."""
    if cell.iri:
        return _named(cell, names, reader)
    if kind == "rule":
        return replace(cell, href=reader.links.page(f"rule/{cell.text}"))
    if kind == "word" and cell.text in words():
        return Cell(words()[cell.text].in_(reader))
    if kind == "reason" and cell.text in SAID:
        return Cell(reader.say(*SAID[cell.text]))
    return cell


def _named(cell: Cell, names: Description, reader: Reader) -> Cell:
    """The name of what an IRI stands for; one of others that nothing names stays as it is."""
    iris = reader.links.iris
    found = names.name(cell.text, reader.language) or part_name(iris, cell.text, reader.language)
    if found is None and served_path(iris, cell.text) is None:
        return cell
    found = found or Words(shortened(cell.text))
    return replace(cell, text=found.text, language=found.spoken)
