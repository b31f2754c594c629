"""Every data set of a release as search engines and loaders read it: what their guides ask for is there.

https://developers.google.com/search/docs/appearance/structured-data/dataset; Croissant 1.0, required properties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.publication.croissant import CONFORMS_TO
from kg.store.catalog_index import CatalogIndex

_SEARCH = {
    "name",
    "description",
    "license",
    "distribution",
    "creator",
    "identifier",
    "keywords",
    "isAccessibleForFree",
    "spatialCoverage",
    "temporalCoverage",
    "version",
    "url",
    "datePublished",
    "dateModified",
    "includedInDataCatalog",
}
_LOADERS = {"@context", "@type", "conformsTo", "name", "description", "license", "url", "creator", "datePublished"}
_FILE = {"@type", "@id", "name", "contentUrl", "encodingFormat", "sha256"}
_SHA256 = re.compile(r"[0-9a-f]{64}")
_INTERVAL = re.compile(r"\d{4}-\d\d-\d\d/(?:\d{4}-\d\d-\d\d|\.\.)")

Forms = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def index(real_release: Path) -> Iterator[CatalogIndex]:
    opened = CatalogIndex(real_release / "catalog-index.sqlite")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def described(index: CatalogIndex) -> dict[str, Forms]:
    found = {iri: index.described(iri) for iri in index.page(1, 1000).datasets}
    assert len(found) >= 8
    return found


def test_search_engines_find_what_their_guide_asks_for(described: dict[str, Forms]) -> None:
    for iri, forms in described.items():
        content = forms["schema"]
        assert _SEARCH - set(content) == set(), iri
        assert 50 <= len(content["description"]) <= 5000, iri
        assert content["isAccessibleForFree"] is True
        assert _INTERVAL.fullmatch(content["temporalCoverage"]), iri
        assert content["license"].startswith("http")
        assert all(place["name"] for place in content["spatialCoverage"])
        assert content["distribution"], iri
        for file in content["distribution"]:
            assert {"contentUrl", "encodingFormat", "contentSize", "sha256"} <= set(file), iri


def test_loaders_find_what_their_specification_asks_for(described: dict[str, Forms]) -> None:
    for iri, forms in described.items():
        content = forms["croissant"]
        assert _LOADERS - set(content) == set(), iri
        assert content["conformsTo"] == CONFORMS_TO
        assert len({file["@id"] for file in content["distribution"]}) == len(content["distribution"])
        for file in content["distribution"]:
            assert _FILE - set(file) == set(), iri
            assert _SHA256.fullmatch(file["sha256"]), iri


def test_the_catalog_names_each_data_set(index: CatalogIndex, described: dict[str, Forms]) -> None:
    catalog = index.schema_org
    assert set(catalog["dataset"]) == set(described)
    assert {forms["schema"]["includedInDataCatalog"] for forms in described.values()} == {catalog["@id"]}
    assert len(catalog["description"]) >= 50
