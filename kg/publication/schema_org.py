"""Data sets of the catalog as schema.org says them, for search engines: the statements of DCAT under other names.

https://developers.google.com/search/docs/appearance/structured-data/dataset. The context stands in the document, so
that nothing has to be fetched. A description has both languages, because search engines want 50 characters and more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pyoxigraph import NamedNode

from kg.publication.ckan_packages import Statements
from kg.vocabulary import DCAT, DCTERMS, FOAF, LOCN, SCHEMA, SPDX, VCARD

Body = dict[str, Any]
_IRIS = ("url", "license", "contentUrl", "sameAs", "conformsTo", "isPartOf", "includedInDataCatalog", "dataset")
CONTEXT: Mapping[str, Any] = {
    "@vocab": SCHEMA.iri,
    **{name: {"@type": "@id"} for name in _IRIS},
    **{name: {"@type": "Date"} for name in ("datePublished", "dateModified")},
}
_NUMBER_PAIR = re.compile(r"(-?[\d.]+) (-?[\d.]+)")
_MOST_CHARACTERS = 5000


def schema_catalog(said: Statements, catalog: NamedNode) -> Body:
    """The catalog with the IRIs of its data sets, whose pages describe them."""
    return stated(
        {
            "@context": CONTEXT,
            "@type": "DataCatalog",
            "@id": catalog.value,
            "url": catalog.value,
            "name": said.text(catalog, DCTERMS["title"]),
            "description": description(said, catalog),
            "publisher": creator(said, catalog),
            "license": _licence(said, catalog),
            "dataset": [node.value for node in said.objects(catalog, DCAT["dataset"])],
        }
    )


def schema_dataset(said: Statements, node: NamedNode, catalog: NamedNode) -> Body:
    """A data set."""
    return stated(
        {
            "@context": CONTEXT,
            "@type": "Dataset",
            "@id": node.value,
            "identifier": node.value,
            "url": node.value,
            "name": said.text(node, DCTERMS["title"]),
            "alternateName": said.text(node, DCTERMS["title"], "en"),
            "description": description(said, node),
            "keywords": list(dict.fromkeys(said.texts(node, DCAT["keyword"]))),
            "license": _licence(said, node),
            "creator": creator(said, node),
            "isAccessibleForFree": True,
            "version": said.text(node, DCAT["version"]),
            "datePublished": said.text(node, DCTERMS["issued"]),
            "dateModified": said.text(node, DCTERMS["modified"])[:10],
            "inLanguage": "ja",
            "temporalCoverage": _period(said, node),
            "spatialCoverage": [_place(said, each) for each in said.objects(node, DCTERMS["spatial"])],
            "includedInDataCatalog": catalog.value,
            "distribution": [_download(said, each) for each in files_of(said, node)],
        }
    )


def description(said: Statements, node: NamedNode) -> str:
    """In Japanese, then in English."""
    texts = (said.text(node, DCTERMS["description"], language) for language in ("ja", "en"))
    return "\n".join(dict.fromkeys(filter(None, texts)))[:_MOST_CHARACTERS]


def creator(said: Statements, node: NamedNode) -> Body | None:
    """The publisher as an organization."""
    for publisher in said.objects(node, DCTERMS["publisher"]):
        homepage = next(iter(said.objects(publisher, FOAF["homepage"])), None)
        contact = next(iter(said.objects(node, DCAT["contactPoint"])), publisher)
        email = next(iter(said.objects(contact, VCARD["hasEmail"])), None)
        return stated(
            {
                "@type": "Organization",
                "@id": publisher.value,
                "name": said.label(publisher),
                "url": homepage.value if homepage else None,
                "email": email.value.removeprefix("mailto:") if email else None,
            }
        )
    return None


def files_of(said: Statements, node: NamedNode) -> Iterator[NamedNode]:
    """The distributions of a data set that are files."""
    return (each for each in said.objects(node, DCAT["distribution"]) if said.objects(each, DCAT["downloadURL"]))


def media_type(said: Statements, file: NamedNode) -> str:
    """What a file is when it is fetched: packed where it is packed."""
    found = said.objects(file, DCAT["compressFormat"]) or said.objects(file, DCAT["mediaType"])
    return "/".join(found[0].value.rsplit("/", 2)[1:])


def sha256(said: Statements, file: NamedNode) -> str:
    """The checksum of a file."""
    return next((said.text(each, SPDX["checksumValue"]) for each in said.objects(file, SPDX["checksum"])), "")


def stated(fields: Mapping[str, Any]) -> Body:
    """The fields that have a value."""
    return {name: value for name, value in fields.items() if value not in (None, "", [])}


def _licence(said: Statements, node: NamedNode) -> str | None:
    """Of the catalog or data set itself, else of its files: the first, which is ours where one of them is."""
    nodes: Sequence[NamedNode] = [node, *said.objects(node, DCAT["distribution"])]
    return next((found.value for each in nodes for found in said.objects(each, DCTERMS["license"])), None)


def _period(said: Statements, node: NamedNode) -> str:
    """An interval of ISO 8601, ``..`` for an open end."""
    for period in said.objects(node, DCTERMS["temporal"]):
        return f"{said.text(period, DCAT['startDate'])}/{said.text(period, DCAT['endDate']) or '..'}"
    return ""


def _place(said: Statements, node: NamedNode) -> Body:
    return stated({"@type": "Place", "name": said.label(node), "geo": _shape(said.text(node, LOCN["geometry"]))})


def _shape(wkt: str) -> Body | None:
    """A point, or the rectangle round a polygon: latitude and longitude of its south-west and north-east corners.

    >>> _shape("POLYGON((141 42, 143 42, 143 44, 141 44, 141 42))")
    {'@type': 'GeoShape', 'box': '42.0 141.0 44.0 143.0'}
    """
    pairs = [(float(x), float(y)) for x, y in _NUMBER_PAIR.findall(wkt)]
    if not pairs:
        return None
    if len(pairs) == 1:
        return {"@type": "GeoCoordinates", "latitude": pairs[0][1], "longitude": pairs[0][0]}
    east, north = zip(*pairs, strict=True)
    return {"@type": "GeoShape", "box": f"{min(north)} {min(east)} {max(north)} {max(east)}"}


def _download(said: Statements, file: NamedNode) -> Body:
    size = said.text(file, DCAT["byteSize"])
    return stated(
        {
            "@type": "DataDownload",
            "name": said.text(file, DCTERMS["title"]),
            "contentUrl": said.objects(file, DCAT["downloadURL"])[0].value,
            "encodingFormat": media_type(said, file),
            "contentSize": f"{size} B" if size else None,
            "sha256": sha256(said, file),
            "license": _licence(said, file),
        }
    )
