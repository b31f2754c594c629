"""``/``, ``/search`` and ``/report``: pages of the site itself."""

from __future__ import annotations

import json
from dataclasses import dataclass

from fastapi import APIRouter, Request
from pyoxigraph import Literal, NamedNode
from starlette.responses import Response

from kg.formats import HTML, PLAIN_JSON
from kg.web.answers import accepted, complete
from kg.web.description import Words, natural_key, shortened
from kg.web.examples import load_examples
from kg.web.pages import page, reader_of
from kg.web.site import AtSite, Site
from kg.web.views.contents import view_portal
from kg.web.views.statements import View

router = APIRouter(tags=["Pages"])
_VARY = ("Accept", "Accept-Language")


#: What kinds of thing are called in search results, in Japanese and English.
_KINDS = {
    "renkei:Agreement": ("協約", "agreement"),
    "renkei:Article": ("条", "article"),
    "renkei:CooperationArea": ("圏域", "cooperation area"),
    "renkei:Initiative": ("取組", "initiative"),
    "renkei:Law": ("法令等", "law"),
    "renkei:Municipality": ("市区町村", "municipality"),
    "renkei:Prefecture": ("都道府県", "prefecture"),
    "renkei:PublicBody": ("公共団体", "public body"),
    "renkei:UnionOfMunicipalities": ("組合", "union of local governments"),
    "skos:Concept": ("概念", "concept"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A thing found: its IRI, what it is, the name that holds the words."""

    iri: str
    kind: str
    name: Words


@router.get("/", summary="What is published here")
@router.head("/", include_in_schema=False)
async def read_portal(request: Request, site: AtSite) -> Response:
    reader = reader_of(request)
    description = await site.describe("portal")
    lists = view_portal(View(description=description, links=reader.links, language=reader.language))
    return page(request, "portal.html", {"lists": lists, "examples": load_examples()})


@router.get("/search", summary="Things by name")
@router.head("/search", include_in_schema=False)
async def search(request: Request, site: AtSite, q: str = "") -> Response:
    hits = await _find(site, q.strip()) if q.strip() else ()
    if accepted(request, (HTML, PLAIN_JSON)) is PLAIN_JSON:
        found = [{"iri": hit.iri, "kind": hit.kind, "name": hit.name.text} for hit in hits]
        body = json.dumps({"q": q, "results": found}, ensure_ascii=False).encode()
        return complete(request, body, PLAIN_JSON.content_type, vary=_VARY)
    return page(request, "search.html", {"q": q, "hits": hits, "kinds": _KINDS})


@router.get("/report", summary="How to report an error")
@router.head("/report", include_in_schema=False)
async def explain_reporting(request: Request, iri: str = "") -> Response:
    return page(request, "report.html", {"subject": iri})


async def _find(site: Site, words: str) -> tuple[Hit, ...]:
    """Things whose names hold the words; one hit for a thing, its shortest name."""
    solutions = await site.select("search", words=Literal(words.lower()))
    best: dict[str, Hit] = {}
    for solution in solutions:
        thing, kind, name = solution["thing"], solution["kind"], solution["name"]
        if isinstance(thing, NamedNode) and isinstance(kind, NamedNode) and isinstance(name, Literal):
            hit = Hit(iri=thing.value, kind=shortened(kind.value), name=Words(name.value, name.language or ""))
            best[hit.iri] = min(hit, best.get(hit.iri, hit), key=lambda one: len(one.name.text))
    return tuple(sorted(best.values(), key=lambda hit: (len(hit.name.text), natural_key(hit.iri))))
