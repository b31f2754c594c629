"""IRIs that dereference: ``/id/…`` answers 303 to ``/doc/…``; documents are negotiated and have extension forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from pyoxigraph import Literal, NamedNode
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from kg.formats import AKOMA_NTOSO, HTML, Format
from kg.identifiers import SCHEME_NAMES
from kg.web.akoma_ntoso import AGREEMENT_FORMATS, akoma_ntoso_file, answer_akoma_ntoso, answer_extension
from kg.web.alternates import answer_alternates
from kg.web.answers import complete
from kg.web.disconnects import while_connected
from kg.web.documents import (
    Document,
    concept_document,
    document_below_doc,
    ontology_document,
    page_values,
    refuse_gone,
    scheme_document,
    split_extension,
)
from kg.web.embedded import answer_form, blocks_of, form_links, forms_of, profiles_of
from kg.web.incoming import PAGE_SIZE, PARAMETER, IncomingPage, read_page
from kg.web.link_header import (
    DOCUMENT_FORMATS,
    document_links,
    feed_link,
    representation,
    time_links,
    typed_link,
)
from kg.web.links import root_of
from kg.web.pages import Alternate, alternates_at, page, reader_of
from kg.web.profiles import ALTERNATES, DATA, choose_media_type, choose_profile
from kg.web.query_string import read_parameter
from kg.web.site import AtSite, Site
from kg.web.source_page import answer_source
from kg.web.versions import answer_version, read_day
from kg.web.views.statements import View

router = APIRouter(tags=["Linked data"])

#: RDF first, because ``*/*`` is a program; browsers ask for HTML by name.
_OFFERED = DOCUMENT_FORMATS
_VARY = ("Accept", "Accept-Language", "Accept-Profile")


@router.get("/id/{path:path}", status_code=303, summary="A thing: 303 to its document")
@router.head("/id/{path:path}", include_in_schema=False)
async def redirect_to_document(request: Request, site: AtSite, path: str) -> Response:
    refuse_gone(site, path)
    document = document_below_doc(site, path)
    if document is None or not await _is_described(site, NamedNode(site.release.iris.id(path))):
        raise HTTPException(404)
    query = f"?{request.url.query}" if request.url.query else ""
    location = root_of(request.scope["path"]) + quote(document.path) + query
    link = typed_link(root_of(request.scope["path"]) + quote(document.path), "describedby")
    return RedirectResponse(location, status_code=303, headers={"Vary": ", ".join(_VARY), "Link": link})


@router.get("/doc/{path:path}", summary="A document, negotiated or by extension")
@router.head("/doc/{path:path}", include_in_schema=False)
async def read_document(request: Request, site: AtSite, path: str) -> Response:
    refuse_gone(site, path)
    other = answer_source(request, site, path) or answer_extension(request, site, path)
    if other is not None:
        return other
    version = await answer_version(request, site, path)
    if version is not None:
        return version
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
    wanted = read_parameter(request, "_mediatype")
    links = reader_of(request).links
    forms = await forms_of(site, links, document.iri)
    asked = (read_parameter(request, "_profile"), request.headers.get("accept-profile"))
    profile = choose_profile(*asked, besides=profiles_of(forms))
    if profile.token in forms:
        return answer_form(request, forms[profile.token], profile, vary=_VARY)
    xml = akoma_ntoso_file(site, document.path) if profile is not ALTERNATES else None
    offered = AGREEMENT_FORMATS if xml else _OFFERED
    chosen = named or choose_media_type(wanted, request.headers.get("accept"), offered)
    described = NamedNode(document.iri)
    if "iri" in document.values and not await _is_described(site, described):
        raise HTTPException(404)
    if profile is ALTERNATES:
        return answer_alternates(request, site, document.path, chosen, besides=profiles_of(forms))
    if xml is not None and chosen is AKOMA_NTOSO:
        return answer_akoma_ntoso(request, site, document.path, xml, vary=_VARY)
    size = document.page.page_size if chosen is HTML else PAGE_SIZE * document.lists_incoming
    listing = document.page.listing if chosen is HTML else ""
    incoming = await read_page(request, site, document.iri, size=size, listing=listing) if size else None
    headers = _headers(request, site, document, chosen, incoming, negotiated=named is None, offered=offered)
    headers["Link"] = ", ".join([headers["Link"], *form_links(links, document.path, forms)])
    if chosen is HTML:
        return await _page(request, site, document, incoming, headers, forms=forms)
    values = {**document.values, **_document_values(site, document, incoming)}
    body = await while_connected(request, site.document(document.iri, document.query, chosen, **values))
    vary = () if named else _VARY
    modified = site.release.modified
    return complete(request, body, chosen.content_type, vary=vary, headers=headers, modified=modified)


def _document_values(site: Site, document: Document, incoming: IncomingPage | None) -> dict[str, NamedNode | Literal]:
    """What a description says of itself, as values of its query."""
    if document.query != "describe" or incoming is None:
        return {}
    own = site.release.iris.page(document.path)
    following = {"next": NamedNode(own + _after(incoming))} if incoming.more else {}
    return {**incoming.values, "document": NamedNode(own), **following}


def _after(incoming: IncomingPage, **besides: str) -> str:
    return f"?{urlencode({PARAMETER: incoming.last, **besides})}"


def _headers(
    request: Request,
    site: Site,
    document: Document,
    chosen: Format,
    incoming: IncomingPage | None,
    *,
    negotiated: bool,
    offered: Sequence[Format],
) -> dict[str, str]:
    links = reader_of(request).links
    agreement = site.release.agreements.get(document.path.rpartition("/")[2])
    items = agreement.files if agreement and agreement.iri == document.iri else ()
    said = document_links(links, document.path, document.iri, chosen=chosen, formats=offered, items=items)
    if agreement is not None and items:
        said.append(feed_link(links, agreement.slug))
    if document.path.startswith("doc/") and not links.past:
        said += time_links(links.root, document.path)
    if incoming is not None and incoming.more:
        said.append(typed_link(_after(incoming), "next"))
    place = {"Content-Location": representation(links, document.path, chosen)} if negotiated else {}
    return {"Link": ", ".join(said), "Content-Profile": f"<{DATA.iri}>", **place}


async def _page(
    request: Request,
    site: Site,
    document: Document,
    incoming: IncomingPage | None,
    headers: dict[str, str],
    *,
    forms: Mapping[str, Mapping[str, Any]],
) -> Response:
    reader = reader_of(request)
    paged = incoming.values if incoming is not None else {}
    describe = site.describe_kept if document.page.kept else site.describe
    description = await while_connected(request, describe(document.page.query, **document.values, **paged))
    about_graph = "graph" in document.values
    if not about_graph and document.iri not in description:
        raise HTTPException(404)
    view = View(description=description, links=reader.links, language=reader.language)
    values = page_values(site, document, view)
    chosen_language = {"lang": reader.links.language} if reader.links.language else {}
    values["on"] = day = read_day(request)
    values["embedded"] = blocks_of(site, view, document.iri, forms, day=day)
    values["next_page"] = _after(incoming, **chosen_language) if incoming is not None and incoming.more else ""
    values["whole_list"] = incoming is None or incoming.whole
    alternates = alternates_at(reader.links, document.path)
    if akoma_ntoso_file(site, document.path):
        alternates += (Alternate(AKOMA_NTOSO, reader.links.page(f"{document.path}.{AKOMA_NTOSO.extension}")),)
    return page(
        request,
        document.page.template,
        values,
        iri=document.iri,
        alternates=alternates,
        headers=headers,
        vary=_VARY,
    )


async def _is_described(site: Site, iri: NamedNode) -> bool:
    return bool(await site.select("exists", iri=iri))
