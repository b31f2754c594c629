"""Descriptions for search engines and loaders: inside of pages, and as profiles of a data set's document."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from lxml import html
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg.formats import PARQUET
from kg.publication.catalog_index import write_catalog_index
from kg.publication.ckan_packages import Statements
from kg.publication.croissant import CONFORMS_TO, croissant
from kg.publication.schema_org import schema_dataset
from kg.publication.tables.columns import load_tables
from kg.store.catalog_index import CatalogIndex
from kg.vocabulary import DCAT, DCTERMS, ELI, FOAF, RDF, SCHEMA, SPDX
from kg.web.embedded import data_block
from tests.web.conftest import serving
from tests.web.release_fixture import AGREEMENT, BASE, GRAPH, SLUG, write_release

CATALOG, TABLES = NamedNode(f"{BASE}catalog"), NamedNode(f"{BASE}id/dataset/renkei-tables")
PUBLISHER = NamedNode(f"{BASE}id/publisher")
HOSTILE = "表</script><script>alert(1)</script><!-- & "
LICENCE = "http://creativecommons.org/licenses/by/4.0/"


def tables_triples() -> Iterator[Triple]:
    """A data set with the table of agreements, whose title tries to break out."""
    file, checksum = NamedNode(f"{BASE}id/distribution/agreements"), NamedNode(f"{BASE}id/checksum")
    yield Triple(CATALOG, RDF["type"], DCAT["Catalog"])
    yield Triple(CATALOG, DCTERMS["title"], Literal(HOSTILE, language="ja"))
    yield Triple(CATALOG, DCTERMS["publisher"], PUBLISHER)
    yield Triple(PUBLISHER, FOAF["name"], Literal("例示市", language="ja"))
    yield Triple(CATALOG, DCAT["dataset"], TABLES)
    yield Triple(TABLES, RDF["type"], DCAT["Dataset"])
    yield Triple(TABLES, DCTERMS["publisher"], PUBLISHER)
    yield Triple(TABLES, DCTERMS["title"], Literal(HOSTILE, language="ja"))
    yield Triple(TABLES, DCTERMS["description"], Literal("協約の一覧表", language="ja"))
    yield Triple(
        TABLES,
        DCTERMS["description"],
        Literal("Tables of agreements between local governments of Japan", language="en"),
    )
    yield Triple(TABLES, DCTERMS["identifier"], Literal(TABLES.value))
    yield Triple(TABLES, DCTERMS["issued"], Literal("2022-04-01"))
    yield Triple(TABLES, DCTERMS["modified"], Literal("2022-04-01T00:00:00Z"))
    yield Triple(TABLES, DCAT["keyword"], Literal("連携協約", language="ja"))
    yield Triple(TABLES, DCAT["version"], Literal("1.0.0"))
    yield Triple(TABLES, DCAT["distribution"], file)
    yield Triple(file, DCAT["downloadURL"], NamedNode(f"{BASE}download/tables/agreements.parquet"))
    yield Triple(
        file,
        DCAT["mediaType"],
        NamedNode("https://www.iana.org/assignments/media-types/application/vnd.apache.parquet"),
    )
    yield Triple(file, DCAT["byteSize"], Literal("12"))
    yield Triple(file, DCTERMS["title"], Literal("agreements.parquet"))
    yield Triple(file, DCTERMS["license"], NamedNode(LICENCE))
    yield Triple(file, SPDX["checksum"], checksum)
    yield Triple(checksum, SPDX["checksumValue"], Literal("0" * 64))


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The example release with that data set, which its graph and its index of the catalog have."""
    directory = write_release(tmp_path_factory.mktemp("embedded") / "release", more=tables_triples())
    with serving(directory) as served:
        yield served


def blocks(address: str) -> list[dict[str, Any]]:
    """The data blocks of a page; its policy bars code in pages, and there is none."""
    answer = httpx.get(address, headers={"Accept": "text/html"})
    assert answer.status_code == 200
    assert "unsafe-inline" not in answer.headers["content-security-policy"]
    scripts = html.fromstring(answer.text).xpath("//script[not(@src)]")
    assert {script.get("type") for script in scripts} == {"application/ld+json"}
    return [json.loads(script.text) for script in scripts]


def parsed(content: dict[str, Any]) -> Told:
    """What a document says; its context is inside, so that nothing is fetched."""
    assert isinstance(content["@context"], dict)
    return Told(parse(json.dumps(content), format=RdfFormat.JSON_LD, base_iri=f"{BASE}doc/"))


class Told:
    """Statements, asked by subject and property."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.quads = list(quads)

    def values(self, subject: NamedNode, predicate: NamedNode) -> set[str]:
        """The values of a property, as text."""
        found = (quad.object for quad in self.quads if (quad.subject, quad.predicate) == (subject, predicate))
        return {term.value for term in found if not isinstance(term, Triple)}


def test_a_page_of_a_data_set_has_both_forms(url: str) -> None:
    schema, loaders = blocks(f"{url}/doc/dataset/renkei-tables")
    for content in (schema, loaders):
        assert content["name"] == HOSTILE
        assert 50 <= len(content["description"]) <= 5000
        told = parsed(content)
        assert told.values(TABLES, RDF["type"]) == {SCHEMA["Dataset"].value}
        assert len(told.values(TABLES, SCHEMA["distribution"])) == 1
    assert parsed(schema).values(TABLES, SCHEMA["license"]) == {LICENCE}
    assert loaders["conformsTo"] == CONFORMS_TO


def test_the_page_of_the_catalog_names_its_data_sets(url: str) -> None:
    (catalog,) = blocks(f"{url}/catalog")
    told = parsed(catalog)
    assert told.values(CATALOG, RDF["type"]) == {SCHEMA["DataCatalog"].value}
    assert told.values(CATALOG, SCHEMA["dataset"]) == {TABLES.value}


def test_search_engines_are_led_to_the_page_of_a_data_set(url: str) -> None:
    assert f"<loc>{BASE}doc/dataset/renkei-tables</loc>" in httpx.get(f"{url}/sitemap.xml").text


def test_an_index_of_an_earlier_version_has_no_forms(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    write_catalog_index(path, tables_triples())
    with closing(sqlite3.connect(path)) as database:
        database.execute("ALTER TABLE packages DROP COLUMN schema_org")
        database.execute("ALTER TABLE packages DROP COLUMN croissant")
        database.execute("DELETE FROM about WHERE name = 'schema_org'")
        database.commit()
    index = CatalogIndex(path)
    assert index.count() == 1
    assert (index.schema_org, index.described(TABLES.value)) == ({}, {})
    index.close()


def test_words_cannot_end_the_block() -> None:
    written = data_block({"name": HOSTILE})
    assert not re.search("[<>&]", written)
    assert json.loads(written) == {"name": HOSTILE}


def test_both_forms_are_profiles_of_the_document(url: str) -> None:
    address = f"{url}/doc/dataset/renkei-tables"
    links = httpx.get(address, headers={"Accept": "text/turtle"}).headers["link"]
    for token, expected in zip(("schema", "croissant"), blocks(address), strict=True):
        answer = httpx.get(f"{address}?_profile={token}")
        assert answer.headers["content-type"] == "application/ld+json"
        assert answer.json() == expected
        assert f"?_profile={token}>" in links
        assert httpx.get(f"{address}?_profile={token}", headers={"Accept": "text/csv"}).status_code == 406
    assert httpx.get(f"{url}/doc/municipality/990019?_profile=schema").status_code == 406


def test_both_forms_are_listed(url: str) -> None:
    address = f"{url}/doc/dataset/renkei-tables"
    expected = {"schema": SCHEMA.iri, "croissant": CONFORMS_TO}
    listed = parse(httpx.get(f"{address}.nt?_profile=alt").content, format=RdfFormat.N_TRIPLES)
    told = Told(Quad(*triple) for triple in (quad.triple for quad in listed))
    page = html.fromstring(httpx.get(f"{address}?_profile=alt", headers={"Accept": "text/html"}).text)
    for token, profile in expected.items():
        form = NamedNode(f"{BASE}doc/dataset/renkei-tables?_profile={token}")
        assert told.values(form, DCTERMS["conformsTo"]) == {profile}
        (row,) = page.xpath(f"//tr[td/code='{token}']")
        assert row.xpath(".//a/@href") == [f"../../doc/dataset/renkei-tables?_profile={token}"]


def test_fields_of_tables_are_their_columns() -> None:
    said = Statements(tables_triples())
    (records,) = croissant(said, TABLES, CATALOG)["recordSet"]
    (table,) = [table for table in load_tables() if table.name == "agreements"]
    assert [field["source"]["extract"]["column"] for field in records["field"]] == list(table.header)
    kinds = {field["name"]: field["dataType"] for field in records["field"]}
    assert (kinds["signed_on"], kinds["initiatives"], kinds["iri"]) == ("sc:Date", "sc:Integer", "sc:URL")
    (file,) = schema_dataset(said, TABLES, CATALOG)["distribution"]
    assert (file["encodingFormat"], file["contentSize"], file["sha256"]) == (PARQUET.media_type, "12 B", "0" * 64)
    (for_loaders,) = croissant(said, TABLES, CATALOG)["distribution"]
    assert for_loaders["encodingFormat"] == [PARQUET.media_type, *PARQUET.aliases]


def legislation(url: str, query: str = "") -> dict[str, Any]:
    """What the page of the agreement says of it."""
    (content,) = blocks(f"{url}/doc/agreement/{SLUG}{query}")
    return content


def test_a_page_of_an_agreement_says_which_legislation_it_is(url: str) -> None:
    content, node = legislation(url), NamedNode(AGREEMENT)
    told = parsed(content)
    assert told.values(node, RDF["type"]) == {SCHEMA["Legislation"].value, ELI["LegalResource"].value}
    parties = {f"{BASE}id/municipality/990019", f"{BASE}id/municipality/990027"}
    expected = {
        SCHEMA["url"]: {GRAPH},
        SCHEMA["name"]: {"青川市・白里町 連携協約（2022-04-01）"},
        SCHEMA["alternateName"]: {"Agreement between Aokawa-shi and Shirosato-cho (2022-04-01)"},
        SCHEMA["inLanguage"]: {"ja"},
        SCHEMA["legislationIdentifier"]: {AGREEMENT},
        SCHEMA["legislationType"]: {"連携協約"},
        SCHEMA["legislationDate"]: {"2022-04-01"},
        SCHEMA["legislationPassedBy"]: parties,
        SCHEMA["spatialCoverage"]: {f"{BASE}id/area/990019"},
        ELI["date_document"]: {"2022-04-01"},
        ELI["first_date_entry_in_force"]: {"2022-04-01"},
        ELI["passed_by"]: parties,
        ELI["based_on"]: {f"{BASE}id/law/322AC0000000067"},
    }
    assert {name: told.values(node, name) for name in expected} == expected
    assert [place["name"] for place in content["legislationJurisdiction"]] == ["青川市", "白里町"]
    assert content["eli:is_realized_by"]["eli:title"] == {"@value": "連携協約", "@language": "ja"}


def test_legislation_says_nothing_but_the_graph_and_the_list_of_files(url: str) -> None:
    """Each value of the block is a term of the agreement's graph or a name of what the graph points to."""
    content = legislation(url)
    graph = list(parse(httpx.get(f"{url}/doc/agreement/{SLUG}.nt").content, format=RdfFormat.N_TRIPLES))
    pointed = {quad.object for quad in graph if isinstance(quad.object, NamedNode)}
    known = {term.value for quad in graph for term in quad.triple if isinstance(term, NamedNode | Literal)}
    for node in pointed:
        if node.value.startswith((f"{BASE}id/municipality/", f"{BASE}id/law/", "https://w3id.org/renkei/instrument/")):
            path = node.value.removeprefix("https://w3id.org/renkei/").replace(f"{BASE}id/", "doc/")
            named = parse(httpx.get(f"{url}/{path}.nt").content, format=RdfFormat.N_TRIPLES)
            known |= {quad.object.value for quad in named if isinstance(quad.object, Literal)}
    files = content.pop("encoding")
    assert {value for _, value in leaves(content, besides={"@context", "@type", "@language"})} - known == {
        GRAPH,
        "ja",
        SCHEMA["InForce"].value,
        ELI["InForce-inForce"].value,
        *(file["contentUrl"] for file in files),
    }
    published = {
        (f"{BASE}download/{file['path']}", file["media_type"], f"{file['bytes']} B", file["sha256"])
        for file in httpx.get(f"{url}/download/manifest.json").json()["files"]
        if SLUG in file["path"]
    }
    said = {(one["contentUrl"], one["encodingFormat"], one["contentSize"], one["sha256"]) for one in files}
    assert said == published
    assert "application/akn+xml" in {kind for _, kind, _, _ in said}


def leaves(value: Any, *, besides: set[str], name: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a document with the name it stands under."""
    if isinstance(value, dict):
        for key, below in value.items():
            if key not in besides:
                yield from leaves(below, besides=besides, name=key)
    elif isinstance(value, list):
        for below in value:
            yield from leaves(below, besides=besides, name=name)
    else:
        yield name, str(value)


@pytest.mark.parametrize(
    ("query", "force", "day"),
    [
        ("", "InForce", "2022-04-01"),
        ("?on=2022-03-31", "NotInForce", "2022-03-31"),
        ("?on=2024-05-01", "InForce", "2024-05-01"),
        ("?on=2030-01-01", None, None),
    ],
)
def test_force_is_said_of_a_day(url: str, query: str, force: str | None, day: str | None) -> None:
    """The release was made on the first day of effect; whether the term was renewed in 2027 is not known."""
    content, node = legislation(url, query), NamedNode(AGREEMENT)
    told = parsed(content)
    assert content.get("legislationDateVersion") == day
    assert told.values(node, SCHEMA["legislationLegalForce"]) == ({SCHEMA[force].value} if force else set())
    in_force = {"InForce": "InForce-inForce", "NotInForce": "InForce-notInForce"}
    assert told.values(node, ELI["in_force"]) == ({ELI[in_force[force]].value} if force else set())


def test_parts_of_agreements_have_no_block(url: str) -> None:
    answer = httpx.get(f"{url}/doc/agreement/{SLUG}/article/1", headers={"Accept": "text/html"})
    assert answer.status_code == 200
    assert html.fromstring(answer.text).xpath("//script[not(@src)]") == []
