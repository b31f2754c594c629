"""``/harvest``: what each kind of portal enters to collect this catalog. ``/data.json``: the catalog as DCAT-US 1.1.

https://resources.data.gov/resources/dcat-us/. Fields that only federal agencies of the US have (``bureauCode``,
``programCode``) are left out, ``contactPoint.hasEmail`` where the publisher states no address, and ``temporal``
where the period is open: an interval of DCAT-US needs both ends.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from kg.formats import PLAIN_JSON, TURTLE
from kg.store.catalog_index import EVERYTHING, Body, CatalogIndex
from kg.vocabulary import DATA_LICENCE
from kg.web.answers import complete
from kg.web.event_stream import ROOT
from kg.web.link_header import FEED, site_links
from kg.web.pages import page, reader_of
from kg.web.profiles import CROISSANT, SCHEMA_ORG
from kg.web.site import AtSite

router = APIRouter(tags=["Catalog"])
#: The address of DCAT-US 1.1, which a catalog names as it stands.
_DCAT_US = "https://project-open-data.cio.gov/v1.1/schema"
_DATA_JSON = "data.json"


@router.get("/harvest", summary="How portals collect this catalog")
@router.head("/harvest", include_in_schema=False)
async def read_harvest(request: Request, site: AtSite) -> Response:
    iris = site.release.iris
    values = {
        "base": iris.page(""),
        "paged": iris.page("catalog.ttl?page=1"),
        "rdf_xml": iris.page("catalog.rdf"),
        "turtle": iris.page("catalog.ttl"),
        "search": iris.page("api/3/action/package_search?q=&rows=100&start=0"),
        "data_json": iris.page(_DATA_JSON),
        "rdf_format": json.dumps({"rdf_format": TURTLE.media_type}),
        "licence": DATA_LICENCE.value,
        "stream": iris.page(ROOT),
        "feed": iris.page(FEED),
        "catalog": iris.page("catalog"),
        "forms": (SCHEMA_ORG, CROISSANT),
    }
    links = site_links(reader_of(request).links, "harvest", site.release.manifest.settings, described=("catalog",))
    return page(request, "harvest.html", values, headers={"Link": links})


@router.get("/data.json", summary="The catalog as DCAT-US 1.1 (data.json)")
@router.head("/data.json", include_in_schema=False)
async def read_data_json(request: Request, site: AtSite) -> Response:
    key = (site.release.iris.page(_DATA_JSON), _DATA_JSON, PLAIN_JSON.name)
    body = await site.documents.get(key, lambda: asyncio.to_thread(_written, site.catalog))
    return complete(request, body, PLAIN_JSON.content_type, modified=site.release.modified)


def _written(index: CatalogIndex) -> bytes:
    """All data sets, in the order of the catalog. Raises EngineUnavailable, so never a part of them."""
    packages = index.find(EVERYTHING, order=(), start=0, rows=index.count()).bodies
    return json.dumps(data_json(index.page(1, 0).catalog, packages), ensure_ascii=False, indent=1).encode()


def data_json(catalog: str, packages: Sequence[Body]) -> Body:
    """A catalog, by its IRI, and its packages in CKAN's form, as DCAT-US 1.1."""
    return {
        "@context": f"{_DCAT_US}/catalog.jsonld",
        "@id": catalog,
        "@type": "dcat:Catalog",
        "conformsTo": _DCAT_US,
        "describedBy": f"{_DCAT_US}/catalog.json",
        "dataset": [_dataset(package) for package in packages],
    }


def _dataset(package: Body) -> Body:
    extras: Mapping[str, str] = {extra["key"]: extra["value"] for extra in package["extras"]}
    period = (extras.get("temporal_start"), extras.get("temporal_end"))
    email = package["maintainer_email"]
    contact = {"@type": "vcard:Contact", "fn": package["maintainer"] or package["author"]}
    return _stated(
        {
            "@type": "dcat:Dataset",
            "identifier": extras["identifier"],
            "title": package["title"],
            "description": package["notes"],
            "keyword": [tag["name"] for tag in package["tags"]],
            "issued": extras["issued"],
            "modified": extras["modified"],
            "publisher": {"@type": "org:Organization", "name": package["author"]},
            "contactPoint": contact | ({"hasEmail": f"mailto:{email}"} if email else {}),
            "accessLevel": "public",
            "accrualPeriodicity": "irregular",
            "language": ["ja"],
            "license": package.get("license_url"),
            "landingPage": package["url"],
            "spatial": extras.get("spatial") or extras.get("spatial_text"),
            "temporal": "/".join(map(str, period)) if all(period) else None,
            "distribution": [_distribution(resource) for resource in package["resources"]],
        }
    )


def _distribution(resource: Body) -> Body:
    return _stated(
        {
            "@type": "dcat:Distribution",
            "title": resource["name"],
            "description": resource["description"],
            "downloadURL": resource["url"],
            "mediaType": resource["mimetype"],
            "format": resource["format"],
        }
    )


def _stated(fields: Mapping[str, Any]) -> Body:
    """The fields that have a value: DCAT-US knows no empty ones."""
    return {name: value for name, value in fields.items() if value not in (None, "", [])}
