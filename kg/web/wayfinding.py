"""What clients look for at fixed places: crawlers their rules, browsers an icon, reasoners an ontology version."""

from __future__ import annotations

from fastapi import APIRouter, Request
from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from kg.formats import PLAIN_TEXT
from kg.identifiers import SCHEMES
from kg.web.answers import complete
from kg.web.documents import split_extension
from kg.web.site import AtSite

router = APIRouter(tags=["Pages"])

#: Everything may be read; queries and searches are work for nothing to a crawler, which finds all in the downloads.
_ROBOTS = "User-agent: *\nDisallow: /sparql\nDisallow: /search\nDisallow: /report\nAllow: /\n"


@router.get("/robots.txt", summary="What crawlers should leave alone")
@router.head("/robots.txt", include_in_schema=False)
async def read_robots(request: Request) -> Response:
    return complete(request, _ROBOTS.encode(), PLAIN_TEXT.content_type)


@router.get("/favicon.ico", include_in_schema=False)
@router.head("/favicon.ico", include_in_schema=False)
async def find_icon() -> Response:
    return RedirectResponse("static/icon.svg", status_code=308)


@router.get("/ontology/{version}", status_code=303, summary="A version of the ontology: 303 to it where it is served")
@router.head("/ontology/{version}", include_in_schema=False)
async def find_version(site: AtSite, version: str) -> Response:
    stem, named = split_extension(version)
    served = [solution["version"] for solution in await site.select("ontology_version")]
    if not any(isinstance(iri, NamedNode) and iri.value == f"{SCHEMES}ontology/{stem}" for iri in served):
        raise HTTPException(404)
    return RedirectResponse("../ontology" + (f".{named.extension}" if named else ""), status_code=303)
