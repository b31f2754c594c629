"""What clients look for at fixed places: crawlers rules and addresses, language models a guide, browsers an icon,
reasoners an ontology version.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from kg.formats import PLAIN_TEXT, SITEMAP
from kg.identifiers import SCHEME_NAMES, SCHEMES
from kg.web.answers import complete
from kg.web.documents import split_extension
from kg.web.examples import load_examples
from kg.web.link_header import FEED
from kg.web.links import served_path
from kg.web.query_string import read_parameter
from kg.web.site import AtSite, Site
from kg.web.sitemap import write_sitemap

router = APIRouter(tags=["Pages"])

#: Everything may be read; queries and searches are work for nothing to a crawler, which finds all in the downloads.
_LEFT_ALONE = "".join(f"Disallow: /{path}\n" for path in ("sparql", "search", "compare", "report"))
_ROBOTS = f"User-agent: *\n{_LEFT_ALONE}Allow: /\n\nSitemap: {{}}\n"
_SITEMAP = "sitemap.xml"
#: Pages and feeds that every site has, besides those of the data.
_PAGES = (
    "",
    "agreements",
    "catalog",
    "void",
    "download/",
    "harvest",
    "quality",
    "questions/",
    "provenance",
    "links",
    "ontology",
    "shapes",
    FEED,
)


@router.get("/robots.txt", summary="What crawlers should leave alone")
@router.head("/robots.txt", include_in_schema=False)
async def read_robots(request: Request, site: AtSite) -> Response:
    return complete(request, _ROBOTS.format(site.release.iris.page(_SITEMAP)).encode(), PLAIN_TEXT.content_type)


@router.get("/sitemap.xml", summary="The addresses of the pages, for crawlers")
@router.head("/sitemap.xml", include_in_schema=False)
async def read_sitemap(request: Request, site: AtSite) -> Response:
    page = read_parameter(request, "page") or ""
    address, day = site.release.iris.page(_SITEMAP), f"{site.release.modified:%Y-%m-%d}"
    body = write_sitemap(await _addresses(site), day=day, page=page, address=address)
    if body is None:
        raise HTTPException(404)
    return complete(request, body, SITEMAP.content_type, modified=site.release.modified)


async def _addresses(site: Site) -> list[str]:
    """The pages of the site and its questions, of agreements, areas, bodies that are parties, data sets, schemes."""
    iris = site.release.iris
    found = [solution["node"] for solution in await site.select("sitemap")]
    things = [served_path(iris, node.value) for node in found if isinstance(node, NamedNode)]
    schemes = {name for name in SCHEME_NAMES if await site.select("exists", iri=NamedNode(f"{SCHEMES}{name}/"))}
    own = [
        *_PAGES,
        *(f"questions/{one.slug}" for one in load_examples()),
        *(f"{name}/" for name in SCHEME_NAMES if name in schemes),
    ]
    return [*map(iris.page, own), *(iris.page(path) for path in things if path)]


@router.get("/llms.txt", summary="What is here, in a form for language models")
@router.head("/llms.txt", include_in_schema=False)
async def read_guide(request: Request, site: AtSite) -> Response:
    manifest = site.release.manifest
    values = {"page": site.release.iris.page, "publisher": manifest.settings.publisher_name, "manifest": manifest}
    return complete(request, site.render("llms.txt", values), PLAIN_TEXT.content_type)


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
