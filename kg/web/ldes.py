"""``/ldes``: the changes of the agreements as an event stream, its pages and members.

Pages with a later one beside them and members never change, and say so (RFC 8246); the root and the last page are asked
for again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Final

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from kg.formats import DATASET_FORMATS, JSON_LD, RDF_FORMATS, TURTLE, Format
from kg.vocabulary import DATA_LICENCE
from kg.web.answers import accepted, complete
from kg.web.event_stream import ROOT, member_triples, page_path, page_triples, root_triples, write_changes, write_merged
from kg.web.link_header import typed_link
from kg.web.links import root_of
from kg.web.site import AtSite, Site

router = APIRouter(tags=["Changes"])
#: Syntaxes with named graphs first; Turtle has the changes without what they hold.
PAGE_FORMATS: Final = (*DATASET_FORMATS, JSON_LD, TURTLE)
_MEMBER_FORMATS: Final = (*DATASET_FORMATS, *RDF_FORMATS)
#: For a year, the longest that caches keep anything, without asking again.
FOR_GOOD: Final = {"Cache-Control": "public, max-age=31536000, immutable"}


@router.get("/ldes", summary="Changes of agreements as an event stream (LDES)")
@router.head("/ldes", include_in_schema=False)
async def read_stream(request: Request, site: AtSite) -> Response:
    chosen = accepted(request, PAGE_FORMATS)
    pages = await asyncio.to_thread(site.changes.pages)
    iris = site.release.iris

    def write() -> bytes:
        return write_changes(iris, site.changes, root_triples(iris, pages), (), chosen)

    return await _answer(request, site, ROOT, chosen, write)


@router.get("/ldes/page/{key}", summary="A page of the event stream")
@router.head("/ldes/page/{key}", include_in_schema=False)
async def read_page(request: Request, site: AtSite, key: str) -> Response:
    pages = {page.key: page for page in await asyncio.to_thread(site.changes.pages)}
    if key not in pages:
        raise HTTPException(404)
    page, iris, chosen = pages[key], site.release.iris, accepted(request, PAGE_FORMATS)

    def write() -> bytes:
        changes = site.changes.on_page(key)
        return write_changes(iris, site.changes, page_triples(iris, page, changes), changes, chosen)

    return await _answer(request, site, page_path(key), chosen, write, headers=FOR_GOOD if page.complete else {})


@router.get("/ldes/change/{key}", summary="A change of an agreement with what it holds from then on")
@router.head("/ldes/change/{key}", include_in_schema=False)
async def read_change(request: Request, site: AtSite, key: str) -> Response:
    change = await asyncio.to_thread(site.changes.change, key)
    if change is None:
        raise HTTPException(404)
    chosen, iris = accepted(request, _MEMBER_FORMATS), site.release.iris

    def write() -> bytes:
        said = list(member_triples(iris, change))
        if chosen in DATASET_FORMATS or chosen is JSON_LD:
            return write_changes(iris, site.changes, said, [change], chosen)
        return write_merged(site.changes, said, change, chosen)

    return await _answer(request, site, f"ldes/change/{key}", chosen, write, headers=FOR_GOOD)


async def _answer(
    request: Request,
    site: Site,
    path: str,
    chosen: Format,
    write: Callable[[], bytes],
    *,
    headers: Mapping[str, str] | None = None,
) -> Response:
    key = (site.release.iris.page(path), "changes", chosen.name)
    body = await site.documents.get(key, lambda: asyncio.to_thread(write))
    links = [
        typed_link(DATA_LICENCE.value, "license"),
        typed_link(f"{root_of(request.scope['path'])}catalog", "collection"),
    ]
    said = {"Link": ", ".join(links), **(headers or {})}
    return complete(request, body, chosen.content_type, vary=("Accept",), headers=said, modified=site.release.modified)
