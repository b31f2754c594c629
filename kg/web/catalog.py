"""``/catalog`` and ``/void``: the descriptions of the data sets, as the release has them.

Harvesters send ``Accept: */*`` and HEAD first, so ``*/*`` is Turtle.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from kg.errors import ReleaseError
from kg.formats import HTML, RDF_FORMATS, Format
from kg.web.answers import accepted
from kg.web.description import Words
from kg.web.documents import split_extension
from kg.web.downloads import answer_file
from kg.web.pages import Reader, alternates_at, page, reader_of
from kg.web.site import AtSite, Site
from kg.web.views.contents import graph_title, view_catalog
from kg.web.views.statements import Link, View

router = APIRouter(tags=["Catalog"])
_VARY = ("Accept", "Accept-Language")


@dataclass(frozen=True, slots=True)
class _Graph:
    link: Link
    triples: int


@router.get("/catalog", summary="The catalog (DCAT)")
@router.head("/catalog", include_in_schema=False)
async def read_catalog(request: Request, site: AtSite) -> Response:
    return await _answer(request, site, "catalog", None)


@router.get("/catalog.{extension}", summary="The catalog in one format")
@router.head("/catalog.{extension}", include_in_schema=False)
async def read_catalog_as(request: Request, site: AtSite, extension: str) -> Response:
    return await _answer(request, site, "catalog", extension)


@router.get("/void", summary="The description of the data set (VoID)")
@router.head("/void", include_in_schema=False)
async def read_void(request: Request, site: AtSite) -> Response:
    return await _answer(request, site, "void", None)


@router.get("/void.{extension}", summary="The description of the data set in one format")
@router.head("/void.{extension}", include_in_schema=False)
async def read_void_as(request: Request, site: AtSite, extension: str) -> Response:
    return await _answer(request, site, "void", extension)


@router.get("/.well-known/void", status_code=303, summary="Where the VoID description is")
@router.head("/.well-known/void", include_in_schema=False)
async def find_void() -> Response:
    return RedirectResponse("../void", status_code=303)


async def _answer(request: Request, site: Site, name: str, extension: str | None) -> Response:
    chosen = _named(extension) if extension else accepted(request, (*RDF_FORMATS, HTML))
    if chosen is HTML:
        return await _page(request, site, name)
    path = f"{name}.{chosen.extension}"
    if path not in site.release.files:
        raise ReleaseError(f"{path}: not in the release", f"{path} がリリースにありません")
    return answer_file(request, site.release, site.release.files[path], vary=() if extension else _VARY)


def _named(extension: str) -> Format:
    _, named = split_extension(f"x.{extension}")
    if named is None or named not in (*RDF_FORMATS, HTML):
        raise HTTPException(404)
    return named


async def _page(request: Request, site: Site, name: str) -> Response:
    reader, release = reader_of(request), site.release
    values: dict[str, Any]
    if name == "void":
        template, values = "void.html", {"graphs": _graphs(site, reader)}
    else:
        description = await site.describe("graph_contents", graph=NamedNode(release.iris.document(name)))
        view = View(description=description, links=reader.links, language=reader.language)
        template, values = "catalog.html", {"page": view_catalog(view)}
    alternates = alternates_at(reader.links, name)
    return page(request, template, values, iri=release.iris.page(name), alternates=alternates)


def _graphs(site: Site, reader: Reader) -> list[_Graph]:
    """The named graphs by name, agreements by their title."""
    iris, counted = site.release.iris, sorted(site.release.manifest.counts.graphs.items())
    titles = {
        iris.agreement_graph(slug): Words(reader.say(one.title, one.title_en or one.title))
        for slug, one in site.release.agreements.items()
    }
    return [
        _Graph(Link(titles.get(iri) or graph_title(iris, iri, reader.language), reader.links.to(iri)), triples)
        for iri, triples in counted
    ]
