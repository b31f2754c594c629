"""IRIs that dereference: ``/id/…`` answers 303 to ``/doc/…``; documents are negotiated and have extension forms."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request
from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from kg.formats import HTML, RDF_FORMATS, Format
from kg.identifiers import SCHEME_NAMES
from kg.web.answers import accepted, complete
from kg.web.disconnects import while_connected
from kg.web.documents import (
    Document,
    concept_document,
    document_below_doc,
    ontology_document,
    page_values,
    scheme_document,
    split_extension,
)
from kg.web.links import root_of
from kg.web.pages import alternates_at, page, reader_of
from kg.web.site import AtSite, Site
from kg.web.source_page import answer_source
from kg.web.views.statements import View

router = APIRouter(tags=["Linked data"])

#: RDF first, because ``*/*`` is a program; browsers ask for HTML by name.
_OFFERED = (*RDF_FORMATS, HTML)
_VARY = ("Accept", "Accept-Language")


@router.get("/id/{path:path}", status_code=303, summary="A thing: 303 to its document")
@router.head("/id/{path:path}", include_in_schema=False)
async def redirect_to_document(request: Request, site: AtSite, path: str) -> Response:
    document = document_below_doc(site, path)
    if document is None or not await _is_described(site, NamedNode(site.release.iris.id(path))):
        raise HTTPException(404)
    query = f"?{request.url.query}" if request.url.query else ""
    location = root_of(request.scope["path"]) + quote(document.path) + query
    return RedirectResponse(location, status_code=303, headers={"Vary": ", ".join(_VARY)})


@router.get("/doc/{path:path}", summary="A document, negotiated or by extension")
@router.head("/doc/{path:path}", include_in_schema=False)
async def read_document(request: Request, site: AtSite, path: str) -> Response:
    source = answer_source(request, site, path)
    if source is not None:
        return source
    stem, named = split_extension(path)
    return await _answer(request, site, document_below_doc(site, stem), named)


@router.get("/ontology", summary="The ontology")
@router.head("/ontology", include_in_schema=False)
async def read_ontology(request: Request, site: AtSite) -> Response:
    return await _answer(request, site, ontology_document(site), None)


@router.get("/ontology.{extension}", include_in_schema=False)
@router.head("/ontology.{extension}", include_in_schema=False)
async def read_ontology_as(request: Request, site: AtSite, extension: str) -> Response:
    return await _answer(request, site, ontology_document(site), _format_of(extension))


async def read_concept(request: Request, site: AtSite, scheme: str, slug: str) -> Response:
    """A concept scheme (empty slug) or one of its concepts."""
    stem, named = split_extension(slug)
    document = concept_document(scheme, stem) if stem else scheme_document(scheme)
    return await _answer(request, site, document, named)


def _add_scheme(scheme: str) -> None:
    async def read_scheme(request: Request, site: AtSite, slug: str) -> Response:
        return await read_concept(request, site, scheme, slug)

    async def read_scheme_as(request: Request, site: AtSite, extension: str) -> Response:
        return await _answer(request, site, scheme_document(scheme), _format_of(extension))

    async def add_slash(request: Request) -> Response:
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"{scheme}/{query}", status_code=308)

    router.get(f"/{scheme}/{{slug:path}}", summary="A concept scheme or a concept", name=f"read_{scheme}")(read_scheme)
    router.head(f"/{scheme}/{{slug:path}}", include_in_schema=False)(read_scheme)
    for methods in (["GET"], ["HEAD"]):
        router.add_api_route(f"/{scheme}.{{extension}}", read_scheme_as, methods=methods, include_in_schema=False)
        router.add_api_route(f"/{scheme}", add_slash, methods=methods, include_in_schema=False)


for _scheme in SCHEME_NAMES:
    _add_scheme(_scheme)


def _format_of(extension: str) -> Format:
    _, named = split_extension(f"x.{extension}")
    if named is None:
        raise HTTPException(404)
    return named


async def _answer(request: Request, site: Site, document: Document | None, named: Format | None) -> Response:
    """A document in the format that the extension names, else in the one that is negotiated."""
    if document is None:
        raise HTTPException(404)
    chosen = named or accepted(request, _OFFERED)
    if chosen is HTML:
        return await _page(request, site, document)
    if document.query == "describe" and not await _is_described(site, NamedNode(document.iri)):
        raise HTTPException(404)
    body = await while_connected(request, site.document(document.iri, document.query, chosen, **document.values))
    vary = () if named else _VARY
    links = reader_of(request).links
    headers = {"Link": f'<{links.page(document.path)}.html>; rel="alternate"; type="{HTML.media_type}"'}
    return complete(request, body, chosen.content_type, vary=vary, headers=headers)


async def _page(request: Request, site: Site, document: Document) -> Response:
    reader = reader_of(request)
    description = await while_connected(request, site.describe(document.page.query, **document.values))
    about_graph = "graph" in document.values
    if not about_graph and document.iri not in description:
        raise HTTPException(404)
    view = View(description=description, links=reader.links, language=reader.language)
    values = page_values(site, document, view)
    alternates = alternates_at(reader.links, document.path)
    return page(request, document.page.template, values, iri=document.iri, alternates=alternates)


async def _is_described(site: Site, iri: NamedNode) -> bool:
    return bool(await site.select("exists", iri=iri))
