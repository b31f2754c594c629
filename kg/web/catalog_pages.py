"""The catalog page by page, as harvesters follow it (Hydra): each page is complete in itself.

``?page=N`` gives a page, ``?modified_since=`` the catalog where its release went live after that moment, else a
catalog without data sets. The last page names no next one, because harvesters go on as long as there is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize
from starlette.exceptions import HTTPException
from starlette.requests import Request

from kg.errors import MalformedQuery
from kg.formats import RDF_XML, TURTLE, Format
from kg.rdf_xml import write_rdf_xml
from kg.store.catalog_index import CatalogPage
from kg.turtle import with_sorted_prefixes
from kg.vocabulary import DCAT, HYDRA, PREFIXES, PROV, RDF, RDFS, XSD
from kg.web.paging import read_page_number
from kg.web.query_string import read_parameter
from kg.web.site import Site

#: Data sets on a page: far below the 50 MB that ckanext-dcat reads of one.
PAGE_SIZE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRequest:
    """A page that is asked for; ``since`` as it was written."""

    number: int
    since: str
    changed: bool


def requested_page(request: Request, modified: datetime) -> PageRequest | None:
    """The page that a request asks for, None where it asks for the whole catalog. Raises MalformedQuery."""
    number, since = read_page_number(request), read_parameter(request, "modified_since")
    if number is None and not since:
        return None
    changed = not since or _moment(since) < modified
    return PageRequest(number=number or 1, since=since, changed=changed)


def _moment(text: str) -> datetime:
    """A day or moment of ISO 8601, in UTC where it names no zone.

    >>> _moment("2026-11-20").isoformat()
    '2026-11-20T00:00:00+00:00'
    """
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise MalformedQuery(
            f"modified_since: found {text!r}, expected a date or date-time of ISO 8601",
            f"modified_since: {text!r} は ISO 8601 の日付・日時ではありません",
        ) from error
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def catalog_page(site: Site, asked: PageRequest, address: str, format_: Format) -> bytes:
    """A page in a format; ``address`` is where it is, without parameters. Raises HTTPException (404) past the end."""
    total = site.catalog.count() if asked.changed else 0
    last = max(1, -(-total // PAGE_SIZE))
    if asked.number > last:
        raise HTTPException(404)
    page = site.catalog.page(asked.number, PAGE_SIZE if asked.changed else 0)
    triples = [quad.triple for quad in parse(page.triples, format=RdfFormat.N_TRIPLES)]
    triples += _paging_triples(page, asked, address, last, total)
    triples += _version_triples(site, page)
    return _written(list(dict.fromkeys(triples)), format_)


def _paging_triples(page: CatalogPage, asked: PageRequest, address: str, last: int, total: int) -> Iterator[Triple]:
    catalog, view = NamedNode(page.catalog), NamedNode(_address(address, asked.number, asked.since))
    yield Triple(view, RDF["type"], HYDRA["PartialCollectionView"])
    yield Triple(view, RDF["type"], HYDRA["PagedCollection"])
    yield Triple(catalog, HYDRA["view"], view)
    yield Triple(view, HYDRA["totalItems"], Literal(str(total), datatype=XSD["integer"]))
    yield Triple(view, HYDRA["itemsPerPage"], Literal(str(PAGE_SIZE), datatype=XSD["integer"]))
    near = {"first": 1, "previous": asked.number - 1, "next": asked.number + 1, "last": last}
    for name, number in near.items():
        if 1 <= number <= last:
            yield Triple(view, HYDRA[name], NamedNode(_address(address, number, asked.since)))


def _address(address: str, number: int, since: str) -> str:
    return f"{address}?{urlencode({'page': number, **({'modified_since': since} if since else {})})}"


def _version_triples(site: Site, page: CatalogPage) -> Iterator[Triple]:
    """The release before: known from the folder of releases, so it cannot be in the files, which depend on inputs."""
    previous = site.release.manifest.previous
    if previous is None:
        return
    node = NamedNode(site.release.iris.id(f"release/{previous}"))
    yield Triple(node, RDF["type"], PROV["Entity"])
    yield Triple(node, RDFS["label"], Literal(f"公開版 {previous}", language="ja"))
    yield Triple(node, RDFS["label"], Literal(f"Release {previous}", language="en"))
    for dataset in page.datasets:
        yield Triple(NamedNode(dataset), DCAT["previousVersion"], node)


def _written(triples: list[Triple], format_: Format) -> bytes:
    if format_ is RDF_XML:
        return write_rdf_xml(triples, prefixes=PREFIXES).data
    assert isinstance(format_.engine, RdfFormat)  # noqa: S101 -- one of RDF_FORMATS
    written = serialize(triples, format=format_.engine, prefixes=PREFIXES) or b""
    return with_sorted_prefixes(written) if format_ is TURTLE else written
