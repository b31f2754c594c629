"""``/catalog`` and ``/void``: the descriptions of the data sets, as the release has them.

Harvesters send ``Accept: */*`` and HEAD first, so ``*/*`` is Turtle.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from fastapi import APIRouter, Request
from pyoxigraph import RdfFormat, parse
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from kg.errors import ReleaseError
from kg.formats import HTML, N_TRIPLES, RDF_FORMATS, Format
from kg.vocabulary import DCTERMS, FOAF, RDF, RDFS, SKOS
from kg.web.alternates import answer_alternates
from kg.web.answers import complete
from kg.web.catalog_pages import PAGE_SIZE, PageRequest, catalog_page, requested_page
from kg.web.description import Description, Words
from kg.web.documents import split_extension
from kg.web.downloads import answer_file, whole_files
from kg.web.embedded import data_block
from kg.web.link_header import document_links, representation
from kg.web.pages import Reader, alternates_at, page, reader_of
from kg.web.paging import Pages
from kg.web.profiles import ALTERNATES, CATALOG, STATISTICS, choose_media_type, choose_profile
from kg.web.query_string import read_parameter
from kg.web.site import AtSite, Site
from kg.web.views.contents import CATALOG_ENTRIES, graph_title, view_catalog
from kg.web.views.statements import Link, View

router = APIRouter(tags=["Catalog"])
_VARY = ("Accept", "Accept-Language", "Accept-Profile")
_FORMATS = (*RDF_FORMATS, HTML)
#: What the list of the catalog's entries needs to know of them.
_LISTED = {RDF["type"], RDFS["label"], SKOS["prefLabel"], DCTERMS["title"], FOAF["name"]}
_PROFILES = {"catalog": CATALOG, "void": STATISTICS}


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
    wanted = read_parameter(request, "_mediatype")
    named = _named(extension) if extension else None
    chosen = named or choose_media_type(wanted, request.headers.get("accept"), _FORMATS)
    own = _PROFILES[name]
    profile = choose_profile(read_parameter(request, "_profile"), request.headers.get("accept-profile"), own=own)
    if profile is ALTERNATES:
        return answer_alternates(request, site, name, chosen, own=own, formats=_FORMATS)
    headers = _headers(request, site, name, chosen, negotiated=named is None)
    asked = requested_page(request, site.release.modified) if name == "catalog" else None
    if chosen is HTML:
        return await _page(request, site, name, headers, asked)
    vary = () if named else _VARY
    if asked is not None:
        address = site.release.iris.page(f"{name}.{extension}" if extension else name)
        body = await asyncio.to_thread(catalog_page, site, asked, address, chosen)
        return complete(request, body, chosen.content_type, vary=vary, headers=headers)
    path = f"{name}.{chosen.extension}"
    if path not in site.release.files:
        raise ReleaseError(f"{path}: not in the release", f"{path} がリリースにありません")
    return answer_file(request, site.release, site.release.files[path], vary=vary, described=headers)


def _headers(request: Request, site: Site, name: str, chosen: Format, *, negotiated: bool) -> dict[str, str]:
    links, own = reader_of(request).links, _PROFILES[name]
    iri, items = site.release.iris.page(name), whole_files(site.release)
    said = document_links(links, name, iri, chosen=chosen, formats=_FORMATS, profile=own, items=items)
    place = {"Content-Location": representation(links, name, chosen)} if negotiated else {}
    return {"Link": ", ".join(said), "Content-Profile": f"<{own.iri}>", **place}


def _named(extension: str) -> Format:
    _, named = split_extension(f"x.{extension}")
    if named not in _FORMATS:
        raise HTTPException(404)
    return named


async def _page(
    request: Request, site: Site, name: str, headers: Mapping[str, str], asked: PageRequest | None
) -> Response:
    reader, release = reader_of(request), site.release
    if name == "void":
        template, values = "void.html", {"graphs": _graphs(site, reader)}
    else:
        template, values = "catalog.html", await _catalog_values(site, reader, asked.number if asked else 1)
    alternates = alternates_at(reader.links, name)
    iri = release.iris.page(name)
    return page(request, template, values, iri=iri, alternates=alternates, headers=headers, vary=_VARY)


async def _catalog_values(site: Site, reader: Reader, number: int) -> dict[str, Any]:
    """What a page of the catalog shows. Raises HTTPException (404) past the last one."""
    total = await asyncio.to_thread(site.catalog.count)
    pages = Pages(number=number, size=PAGE_SIZE, total=total, links=reader.links, path="catalog")
    shown, described = await asyncio.to_thread(lambda: (site.catalog.page(number, PAGE_SIZE), site.catalog.schema_org))
    names = await site.construct_of("names", N_TRIPLES, "node", CATALOG_ENTRIES)
    quads = chain(parse(shown.triples, format=RdfFormat.N_TRIPLES), parse(names, format=RdfFormat.N_TRIPLES))
    description = Description(quad.triple for quad in quads if quad.predicate in _LISTED)
    view = View(description=description, links=reader.links, language=reader.language)
    values: dict[str, Any] = {"page": view_catalog(view), "pages": pages, "embedded": []}
    if described:
        listed = set(shown.datasets)
        on_page = [iri for iri in described.get("dataset", ()) if iri in listed]
        values["embedded"] = [data_block({**described, "dataset": on_page})]
    return values


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
