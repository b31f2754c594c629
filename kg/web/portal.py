"""``/``, ``/search`` and ``/report``: pages of the site itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from kg.formats import HTML, PLAIN_JSON
from kg.identifiers import Iris
from kg.store.release import PublishedAgreement
from kg.web.answers import accepted, complete
from kg.web.description import Words, shortened
from kg.web.examples import example_groups
from kg.web.link_header import site_links
from kg.web.pages import Reader, page, reader_of
from kg.web.query_string import read_parameter
from kg.web.search import Hit, find_things
from kg.web.site import PORTAL, AtSite
from kg.web.views.contents import view_portal
from kg.web.views.parts import part_name
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
    "renkei:Role": ("役割", "role"),
    "renkei:UnionOfMunicipalities": ("組合", "union of local governments"),
    "skos:Concept": ("概念", "concept"),
}


#: Hits that an answer holds.
_SHOWN = 200


@router.get("/", summary="What is published here")
@router.head("/", include_in_schema=False)
async def read_portal(request: Request, site: AtSite) -> Response:
    reader = reader_of(request)
    description = await site.describe_found("portal", *PORTAL)
    lists = view_portal(View(description=description, links=reader.links, language=reader.language))
    described = ("catalog", "void", "sparql", "llms.txt")
    links = site_links(reader.links, "", site.release.manifest.settings, described=described)
    values = {"lists": lists, "groups": example_groups()}
    return page(request, "portal.html", values, headers={"Link": links})


@router.get("/search", summary="Things by their names and what they say")
@router.head("/search", include_in_schema=False)
async def search(request: Request, site: AtSite) -> Response:
    reader, q = reader_of(request), read_parameter(request, "q")
    found = await find_things(site, q, reader.language, _KINDS, _SHOWN)
    iris, whole = site.release.iris, site.release.agreements
    shown = [_Row.of(iris, hit, reader, whole) for hit in found.hits]
    if accepted(request, (PLAIN_JSON, HTML)) is PLAIN_JSON:
        counted = {"q": q, "found": found.found, "complete": found.complete, "results": [row.json for row in shown]}
        body = json.dumps(counted, ensure_ascii=False).encode()
        return complete(request, body, PLAIN_JSON.content_type, vary=_VARY)
    values = {"q": q, "found": found.found, "complete": found.complete, "rows": shown, "kinds": _KINDS}
    return page(request, "search.html", values)


@router.get("/report", summary="How to report an error")
@router.head("/report", include_in_schema=False)
async def explain_reporting(request: Request) -> Response:
    return page(request, "report.html", {"subject": read_parameter(request, "iri")})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A hit with what it is called, where its words stand and, for a part, the agreement it belongs to."""

    hit: Hit
    title: Words
    whole: PublishedAgreement | None
    source: str

    @property
    def json(self) -> dict[str, str]:
        """The row for programs; ``text`` where words were found in what the thing says."""
        named = {"iri": self.hit.iri, "kind": self.hit.kind, "name": self.title.text}
        return {**named, "text": "".join(piece.text for piece in self.hit.said)} if self.hit.said else named

    @classmethod
    def of(cls, iris: Iris, hit: Hit, reader: Reader, whole: Mapping[str, PublishedAgreement]) -> _Row:
        title = hit.title or part_name(iris, hit.iri, reader.language) or Words(shortened(hit.iri))
        slug, _, below = hit.iri.removeprefix(iris.agreement("")).partition("/")
        places = sorted({iris.parse_span(span)[1] for span in hit.spans})
        source = reader.links.source(slug, places) if places else ""
        return cls(hit=hit, title=title, whole=whole.get(slug) if below else None, source=source)
