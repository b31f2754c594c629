"""Data sets of the catalog in the form of CKAN's action API: the same statements under the names that CKAN uses.

Every ``id`` is the UUID (version 5, of URLs) of the IRI, so that it stays the same as long as the IRI does.
Names are ASCII: the last part of the IRI.
"""

from __future__ import annotations

import json
import re
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from pyoxigraph import Literal, NamedNode, Triple

from kg.vocabulary import DATA_LICENCE, DCAT, DCTERMS, FOAF, LOCN, RDF, RDFS, SKOS, SPDX, VCARD

_NOT_IN_NAMES = re.compile(r"[^a-z0-9_-]+")
_NUMBER_PAIR = re.compile(r"(-?[\d.]+) (-?[\d.]+)")
#: What CKAN calls our licence, which a package has where one of its files has, and any that it does not know.
_LICENCES: Mapping[bool, dict[str, Any]] = {
    True: {"license_id": "cc-by", "license_title": "Creative Commons Attribution", "isopen": True},
    False: {"license_id": "notspecified", "license_title": "License Not Specified", "isopen": False},
}
Body = dict[str, Any]


class Statements:
    """Triples to look up, in a fixed order whatever order they come in."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._about: dict[NamedNode, list[Triple]] = defaultdict(list)
        self._objects: dict[tuple[object, NamedNode], list[NamedNode | Literal]] = defaultdict(list)
        self._subjects: dict[tuple[NamedNode, object], list[NamedNode]] = defaultdict(list)
        for triple in sorted(set(triples), key=str):
            if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
                self._about[triple.subject].append(triple)
                self._objects[triple.subject, triple.predicate].append(triple.object)
                self._subjects[triple.predicate, triple.object].append(triple.subject)

    def about(self, node: NamedNode) -> Sequence[Triple]:
        """What is said of a node."""
        return self._about.get(node, ())

    def objects(self, node: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        """The nodes that a property of a node names."""
        return [found for found in self._objects.get((node, predicate), ()) if isinstance(found, NamedNode)]

    def subjects(self, predicate: NamedNode, node: NamedNode) -> Sequence[NamedNode]:
        """The nodes whose property names a node."""
        return self._subjects.get((predicate, node), ())

    def of_type(self, kind: NamedNode) -> Sequence[NamedNode]:
        """The nodes of a class."""
        return self.subjects(RDF["type"], kind)

    def texts(self, node: NamedNode, predicate: NamedNode, language: str | None = None) -> list[str]:
        """The literals of a property, those in a language where one is given."""
        found = (value for value in self._objects.get((node, predicate), ()) if isinstance(value, Literal))
        return [value.value for value in found if language is None or value.language == language]

    def text(self, node: NamedNode, predicate: NamedNode, language: str = "ja") -> str:
        """One literal, in that language where there is one; empty where there is none."""
        return next(iter([*self.texts(node, predicate, language), *self.texts(node, predicate)]), "")

    def label(self, node: NamedNode) -> str:
        """What a node is called, else its IRI."""
        names = [self.text(node, term) for term in (RDFS["label"], DCTERMS["title"], SKOS["prefLabel"], FOAF["name"])]
        return next(filter(None, names), node.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class CkanPackage:
    """A package as ``package_show`` gives it, the words that a search looks in, what it is filtered by."""

    iri: str
    body: Body
    words: str
    fields: tuple[tuple[str, str], ...]


def ckan_id(iri: str) -> str:
    """The UUID of an IRI.

    >>> ckan_id("https://example.jp/id/dataset/renkei-agreements")
    '74cfc963-0754-51c4-9d2a-a46a3254a286'
    """
    return str(uuid.uuid5(uuid.NAMESPACE_URL, iri))


def ckan_name(iri: str) -> str:
    """The last part of an IRI as a name of CKAN: lower case Latin letters, digits, ``-`` and ``_``, at most 100.

    >>> ckan_name("https://example.jp/id/dataset/renkei-012041-014591-20220112")
    'renkei-012041-014591-20220112'
    """
    return _NOT_IN_NAMES.sub("-", iri.rstrip("/").rpartition("/")[2].lower())[:100].strip("-").ljust(2, "_")


def ckan_organization(said: Statements, catalog: NamedNode) -> Body:
    """The publisher. Its name is made of the host, because its own has no Latin letters."""
    publisher = next(iter(said.objects(catalog, DCTERMS["publisher"])), catalog)
    host = urlsplit(catalog.value).hostname or ""
    return {
        "id": ckan_id(publisher.value),
        "name": ckan_name(host.replace(".", "-")),
        "title": said.label(publisher),
        "description": said.text(catalog, DCTERMS["description"]),
        "type": "organization",
        "is_organization": True,
        "approval_status": "approved",
        "state": "active",
        "image_url": "",
        "created": _moment(said.text(catalog, DCTERMS["issued"])),
    }


def ckan_groups(said: Statements) -> list[Body]:
    """The series of data sets."""
    return [_group(said, node) for node in said.of_type(DCAT["DatasetSeries"])]


def _group(said: Statements, node: NamedNode) -> Body:
    return {
        "id": ckan_id(node.value),
        "name": ckan_name(node.value),
        "title": said.text(node, DCTERMS["title"]),
        "display_name": said.text(node, DCTERMS["title"]),
        "description": said.text(node, DCTERMS["description"]),
        "type": "group",
        "is_organization": False,
        "approval_status": "approved",
        "state": "active",
        "image_display_url": "",
        "created": _moment(said.text(node, DCTERMS["issued"])),
    }


def ckan_package(said: Statements, node: NamedNode, *, organization: Body, groups: Sequence[Body]) -> CkanPackage:
    """A data set as a package. ``metadata_modified`` is the day of its content; the server knows when it went live."""
    distributions = said.objects(node, DCAT["distribution"])
    resources = [_resource(said, one, node, position) for position, one in enumerate(distributions)]
    keywords = list(dict.fromkeys(said.texts(node, DCAT["keyword"])))
    series = {ckan_id(one.value) for one in said.objects(node, DCAT["inSeries"])}
    contact = next(iter(said.objects(node, DCAT["contactPoint"])), node)
    ours = any(DATA_LICENCE in said.objects(one, DCTERMS["license"]) for one in distributions)
    email = next(iter(said.objects(contact, VCARD["hasEmail"])), None)
    extras = [{"key": key, "value": value} for key, value in _extras(said, node) if value]
    body: Body = {
        "id": ckan_id(node.value),
        "name": ckan_name(node.value),
        "title": said.text(node, DCTERMS["title"]),
        "notes": said.text(node, DCTERMS["description"]),
        "url": node.value,
        "version": said.text(node, DCAT["version"]),
        "author": organization["title"],
        "author_email": None,
        "maintainer": said.text(contact, VCARD["fn"]),
        "maintainer_email": email.value.removeprefix("mailto:") if email else None,
        **_LICENCES[ours],
        **({"license_url": DATA_LICENCE.value} if ours else {}),
        "metadata_created": _moment(said.text(node, DCTERMS["issued"])),
        "metadata_modified": _moment(said.text(node, DCTERMS["modified"])),
        "state": "active",
        "type": "dataset",
        "private": False,
        "owner_org": organization["id"],
        "organization": organization,
        "groups": [group for group in groups if group["id"] in series],
        "tags": [_tag(keyword) for keyword in keywords],
        "num_tags": len(keywords),
        "extras": extras,
        "resources": resources,
        "num_resources": len(resources),
        "relationships_as_subject": [],
        "relationships_as_object": [],
    }
    english = [said.text(node, term, "en") for term in (DCTERMS["title"], DCTERMS["description"])]
    words = " ".join([body["title"], body["notes"], body["name"], *keywords, *english])
    return CkanPackage(iri=node.value, body=body, words=words, fields=tuple(_fields(body)))


def _tag(keyword: str) -> Body:
    return {
        "id": ckan_id(f"urn:keyword:{keyword}"),
        "name": keyword,
        "display_name": keyword,
        "state": "active",
        "vocabulary_id": None,
    }


def _resource(said: Statements, node: NamedNode, package: NamedNode, position: int) -> Body:
    (address,) = said.objects(node, DCAT["downloadURL"]) or said.objects(node, DCAT["accessURL"])
    formats, types = said.objects(node, DCTERMS["format"]), said.objects(node, DCAT["mediaType"])
    checksum = next(iter(said.objects(node, SPDX["checksum"])), node)
    size = said.text(node, DCAT["byteSize"])
    return {
        "id": ckan_id(node.value),
        "package_id": ckan_id(package.value),
        "name": said.text(node, DCTERMS["title"]),
        "description": said.text(node, DCTERMS["description"]),
        "url": address.value,
        "format": said.label(formats[0]) if formats else "",
        "mimetype": said.label(types[0]) if types else None,
        "size": int(size) if size else None,
        "hash": said.text(checksum, SPDX["checksumValue"]),
        "hash_algorithm": "sha256" if checksum != node else "",
        "created": _moment(said.text(node, DCTERMS["issued"])),
        "last_modified": _moment(said.text(node, DCTERMS["modified"])),
        "rights": " ".join(said.label(one) for one in said.objects(node, DCTERMS["rights"])),
        "state": "active",
        "position": position,
        "resource_type": None,
        "url_type": None,
        "datastore_active": False,
    }


def _extras(said: Statements, node: NamedNode) -> Iterator[tuple[str, str]]:
    """What CKAN has no field for, under the keys that ckanext-dcat uses."""
    yield "uri", node.value
    yield "identifier", said.text(node, DCTERMS["identifier"])
    yield "issued", said.text(node, DCTERMS["issued"])
    yield "modified", said.text(node, DCTERMS["modified"])
    yield "title_en", said.text(node, DCTERMS["title"], "en")
    yield "notes_en", said.text(node, DCTERMS["description"], "en")
    named = {"language": "language", "frequency": "accrualPeriodicity", "access_rights": "accessRights"}
    for key, term in named.items():
        yield key, ", ".join(said.label(one) for one in said.objects(node, DCTERMS[term]))
    yield "theme", json.dumps([one.value for one in said.objects(node, DCAT["theme"])])
    yield "conforms_to", json.dumps([one.value for one in said.objects(node, DCTERMS["conformsTo"])])
    for publisher in said.objects(node, DCTERMS["publisher"]):
        yield "publisher_uri", publisher.value
        yield "publisher_name", said.label(publisher)
    for period in said.objects(node, DCTERMS["temporal"]):
        yield "temporal_start", said.text(period, DCAT["startDate"])
        yield "temporal_end", said.text(period, DCAT["endDate"])
    for place in said.objects(node, DCTERMS["spatial"]):
        yield "spatial_uri", place.value
        yield "spatial_text", said.label(place)
        yield "spatial", _geojson(said.text(place, LOCN["geometry"]) or said.text(place, DCAT["bbox"]))


def _geojson(wkt: str) -> str:
    """A point or a polygon without holes as GeoJSON, empty for nothing.

    >>> _geojson("POINT(142.4 43.8)")
    '{"type": "Point", "coordinates": [142.4, 43.8]}'
    """
    pairs = [[float(x), float(y)] for x, y in _NUMBER_PAIR.findall(wkt)]
    if not pairs:
        return ""
    if wkt.startswith("POINT"):
        return json.dumps({"type": "Point", "coordinates": pairs[0]})
    return json.dumps({"type": "Polygon", "coordinates": [pairs]})


def _fields(body: Body) -> Iterator[tuple[str, str]]:
    """What a package is filtered and counted by, under the names that CKAN's searches use."""
    for name in ("id", "name", "title", "license_id", "owner_org", "state", "type", "metadata_created", "version"):
        yield name, str(body[name])
    yield "dataset_type", body["type"]
    yield "entity_type", "package"
    yield "capacity", "public"
    yield "organization", body["organization"]["name"]
    for group in body["groups"]:
        yield "groups", group["name"]
    for tag in body["tags"]:
        yield "tags", tag["name"]
    for resource in body["resources"]:
        yield "res_format", resource["format"]
        yield "res_url", resource["url"]
    for extra in body["extras"]:
        yield extra["key"], extra["value"]
        yield f"extras_{extra['key']}", extra["value"]


def _moment(text: str) -> str:
    """A day or a moment in UTC as CKAN writes it.

    >>> _moment("2022-01-12"), _moment("2022-01-12T01:02:03Z")
    ('2022-01-12T00:00:00.000000', '2022-01-12T01:02:03.000000')
    """
    if not text:
        return text
    day, _, time = text.removesuffix("Z").partition("T")
    return f"{day}T{time or '00:00:00'}.000000"
