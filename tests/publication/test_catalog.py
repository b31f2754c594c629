"""The catalog passes DCAT-AP 3.0.1 and the rules by which CKAN portals harvest it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pyshacl
import pytest
import rdflib
from pyoxigraph import Quad
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, RDFS, SH, SKOS

from kg.bundled import bundled
from kg.errors import SettingError
from kg.formats import RDF_FORMATS
from kg.model.agreement import Agreement, Body
from kg.publication.catalog import catalog_quads
from kg.publication.catalog_places import place_of
from kg.publication.catalog_plan import catalog_datasets
from kg.publication.catalog_words import is_keyword, load_catalog_words
from kg.publication.contents import PublishedAgreement, ReleaseFile, ReleaseIdentity, midnight
from kg.publication.dates import release_time
from kg.registries.municipalities import load_municipalities
from kg.settings import Settings
from tests.publication.conftest import BuiltRelease

#: The official shapes (https://github.com/SEMICeu/DCAT-AP, releases/3.0.1/html/shacl), beside the checkout.
_SHAPES = bundled("..", "shared", "vendor", "dcat-ap-3.0.1")
_SHAPE_FILES = (
    "shapes.ttl",
    "shapes_recommended.ttl",
    "range.ttl",
    "mdr-vocabularies.shape.ttl",
    "deprecateduris.ttl",
)
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
_CC_BY = rdflib.URIRef("http://creativecommons.org/licenses/by/4.0/")

#: Results that stay, by shapes file, path and severity, with the reason. One that no longer occurs fails.
WAIVED = {
    ("mdr-vocabularies.shape.ttl", str(SPDX.algorithm), str(SH.Violation)): (
        "the shape wants https://spdx.org/rdf/terms, while the specification and everyone else write http://"
    ),
    ("mdr-vocabularies.shape.ttl", str(DCTERMS.publisher), str(SH.Warning)): (
        "the list of corporate bodies has bodies of the EU only; calling a Japanese publisher one would be false"
    ),
    ("mdr-vocabularies.shape.ttl", str(DCTERMS.spatial), str(SH.Warning)): (
        "the tables of the EU know Japan but none of its municipalities; the place of an agreement is described by us"
    ),
    ("shapes_recommended.ttl", str(DCTERMS.license), str(SH.Warning)): (
        "the sites that the source texts come from state no licence; ours is not theirs to carry"
    ),
    ("shapes_recommended.ttl", str(DCAT.endDate), str(SH.Warning)): (
        "an agreement holds until it is ended: the period is open"
    ),
}


@pytest.fixture(scope="module")
def catalog(release: BuiltRelease) -> rdflib.Graph:
    return rdflib.Graph().parse(release.directory / "catalog.ttl")


needs_shapes = pytest.mark.skipif(not _SHAPES.is_dir(), reason=f"the DCAT-AP shapes are not at {_SHAPES}")


@cache
def _results(text: str, shapes: str) -> Counter[tuple[str, str]]:
    """Paths and severities of what one shapes file finds."""
    data = rdflib.Graph().parse(data=text, format="nt")
    shapes_graph = rdflib.Graph().parse(_SHAPES / shapes)
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes_graph, inference="none", do_owl_imports=False)
    found: Counter[tuple[str, str]] = Counter()
    for result in report.objects(None, SH.result):
        found[str(report.value(result, SH.resultPath)), str(report.value(result, SH.resultSeverity))] += 1
    return found


@needs_shapes
@pytest.mark.parametrize("shapes", _SHAPE_FILES)
def test_dcat_ap_finds_only_what_is_waived(release: BuiltRelease, shapes: str) -> None:
    text = (release.directory / "catalog.nt").read_text(encoding="utf-8")
    waived = {(path, severity) for file, path, severity in WAIVED if file == shapes}
    assert set(_results(text, shapes)) == waived


def test_only_source_texts_are_without_licence(catalog: rdflib.Graph) -> None:
    nodes = catalog.subjects(RDF.type, DCAT.Distribution)
    assert all(str(node).endswith("-source-txt") for node in nodes if not list(catalog.objects(node, DCTERMS.license)))


@needs_shapes
def test_dcat_ap_shapes_can_fail(release: BuiltRelease) -> None:
    """The shapes look at our nodes: without a publisher they say so."""
    text = (release.directory / "catalog.nt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if "/catalog> <http://purl.org/dc/terms/publisher>" not in line]
    assert len(lines) == len(text.splitlines()) - 1
    assert (str(DCTERMS.publisher), str(SH.Violation)) in _results("\n".join(lines), "shapes.ttl")


@needs_shapes
def test_every_shapes_file_is_used() -> None:
    assert {path.name for path in _SHAPES.glob("*.ttl")} == set(_SHAPE_FILES)


def test_every_file_is_a_distribution_with_size_and_checksum(release: BuiltRelease, catalog: rdflib.Graph) -> None:
    offered = {}
    for node in catalog.subjects(RDF.type, DCAT.Distribution):
        checksum = catalog.value(node, SPDX.checksum)
        digest = catalog.value(checksum, SPDX.checksumValue)
        url = catalog.value(node, DCAT.downloadURL)
        assert url == catalog.value(node, DCAT.accessURL)
        assert isinstance(digest, rdflib.Literal)
        size = catalog.value(node, DCAT.byteSize)
        assert isinstance(size, rdflib.Literal)
        offered[str(url).removeprefix("https://data.example.jp/download/")] = (int(size), str(digest).lower())
    own = {f"catalog.{syntax.extension}" for syntax in RDF_FORMATS}
    on_disk = {}
    for file in release.manifest.files:
        data = (release.directory / file.path).read_bytes()
        on_disk[file.path] = (len(data), hashlib.sha256(data).hexdigest())
    assert {path: entry for path, entry in on_disk.items() if path not in own} == offered
    assert own <= set(on_disk)


def test_compressed_files_say_what_is_inside(catalog: rdflib.Graph) -> None:
    node = rdflib.URIRef("https://data.example.jp/id/distribution/renkei-ttl-gz")
    iana = "https://www.iana.org/assignments/media-types/"
    assert str(catalog.value(node, DCAT.mediaType)) == f"{iana}text/turtle"
    assert str(catalog.value(node, DCAT.compressFormat)) == f"{iana}application/gzip"


def test_no_blank_nodes(catalog: rdflib.Graph) -> None:
    assert not [term for triple in catalog for term in triple if isinstance(term, rdflib.BNode)]


def test_every_authority_term_that_is_named_is_described(catalog: rdflib.Graph) -> None:
    """Harvesters follow no IRI: a term without class and label shows as its IRI."""
    prefixes = ("http://publications.europa.eu/", "http://purl.org/adms/", "https://www.iana.org/")
    named = {term for term in catalog.objects() if str(term).startswith(prefixes)}
    assert len(named) > 15
    for term in named:
        assert list(catalog.objects(term, RDF.type)), term
        labels = [*catalog.objects(term, RDFS.label), *catalog.objects(term, SKOS.prefLabel)]
        assert [*labels, *catalog.objects(term, DCTERMS.title)], term


def _ckan_name(title: str) -> str:
    """A plain restatement of how ckanext-harvest makes a name from a title."""
    ascii_only = re.sub(r"[^a-zA-Z0-9_-]", "", re.sub(r"[ .:/]", "-", title)).lower()
    return re.sub("-+", "-", ascii_only).strip("-")


def _in(catalog: rdflib.Graph, node: rdflib.term.Node, prop: rdflib.URIRef, language: str) -> str:
    (words,) = [v for v in catalog.objects(node, prop) if isinstance(v, rdflib.Literal) and v.language == language]
    return str(words)


def test_titles_give_portals_unique_names(catalog: rdflib.Graph) -> None:
    nodes = list(catalog.subjects(RDF.type, DCAT.Dataset))
    assert len(nodes) == 8
    for language in ("ja", "en"):
        names = {_ckan_name(_in(catalog, node, DCTERMS.title, language)) for node in nodes}
        assert len(names) == len(nodes)
        assert all(2 <= len(name) <= 100 for name in names)
    assert "renkei-012041-014591-20220112" in {_ckan_name(_in(catalog, n, DCTERMS.title, "ja")) for n in nodes}


def test_agreements_of_a_region_are_a_series(catalog: rdflib.Graph) -> None:
    """In a series of its own class alone, so that portals do not take it for a data set."""
    dcat = rdflib.Namespace(str(DCAT))
    series = rdflib.URIRef("https://data.example.jp/id/dataset/renkei-area-012041")
    assert set(catalog.objects(series, RDF.type)) == {dcat.DatasetSeries}
    (member,) = catalog.subjects(dcat.inSeries, series)
    assert str(member).endswith("renkei-012041-014591-20220112")
    assert list(catalog.objects(series, dcat.first)) == list(catalog.objects(series, dcat.last)) == [member]
    assert _in(catalog, series, DCTERMS.title, "ja").startswith("旭川市を中心とする圏域")


def test_agreements_of_a_series_follow_one_another(published: PublishedAgreement) -> None:
    later = replace(published, slug="012041-014591-20990101", agreement=_signed_in(published.agreement, 2099))
    undated = replace(published, slug="012041-014591-undated", agreement=_signed_in(published.agreement, None))
    datasets = catalog_datasets(agreements=[undated, later, published], files=[], registry=load_municipalities())
    before = {one.words.slug: one.before for one in datasets if one.series}
    assert before == {
        "renkei-012041-014591-20220112": None,
        "renkei-012041-014591-20990101": "renkei-012041-014591-20220112",
        "renkei-012041-014591-undated": "renkei-012041-014591-20990101",
    }


def _signed_in(agreement: Agreement, year: int | None) -> Agreement:
    assert agreement.signed_on is not None
    signed = replace(agreement.signed_on, value=date(year, 1, 1)) if year else None
    return replace(agreement, signed_on=signed, effective_on=None)


def test_the_place_of_an_agreement_is_where_its_parties_are(catalog: rdflib.Graph) -> None:
    node = rdflib.URIRef("https://data.example.jp/id/dataset/renkei-012041-014591-20220112")
    (place,) = catalog.objects(node, DCTERMS.spatial)
    assert list(catalog.objects(place, RDFS.label)) == [rdflib.Literal("旭川市・美瑛町", lang="ja")]
    west, south = 142.3, 43.5
    locn = rdflib.URIRef("http://www.w3.org/ns/locn#geometry")
    for prop in (DCAT.bbox, DCAT.centroid, locn):
        numbers = [float(number) for number in re.findall(r"[0-9.]+", str(catalog.value(place, prop)))]
        assert all(west < x < west + 0.3 and south < y < south + 0.4 for x, y in zip(*[iter(numbers)] * 2, strict=True))


def test_one_office_is_a_point() -> None:
    place = place_of(
        [Body(name="旭川市", code="012041"), Body(name="某組合", code=None)], registry=load_municipalities()
    )
    assert place is not None
    assert (place.name, place.rectangle, place.centroid[:6]) == ("旭川市", None, "POINT(")
    assert place_of([Body(name="某組合", code=None)], registry=load_municipalities()) is None


def test_every_data_set_has_a_record(catalog: rdflib.Graph) -> None:
    records = {catalog.value(node, FOAF.primaryTopic) for node in catalog.subjects(RDF.type, DCAT.CatalogRecord)}
    assert records == set(catalog.subjects(RDF.type, DCAT.Dataset))


def test_everything_has_words_in_both_languages(catalog: rdflib.Graph) -> None:
    for kind in (DCAT.Catalog, DCAT.Dataset, DCAT.DataService):
        for node in catalog.subjects(RDF.type, kind):
            for prop in (DCTERMS.title, DCTERMS.description):
                assert _in(catalog, node, prop, "ja")
                assert _in(catalog, node, prop, "en")


def test_keywords_are_legal_for_ckan(catalog: rdflib.Graph) -> None:
    keywords = {str(keyword) for keyword in catalog.objects(None, DCAT.keyword)}
    assert {"連携協約", "旭川市", "美瑛町"} <= keywords
    assert [word for word in keywords if not re.fullmatch(r"[\w \-.]{2,100}", word)] == []


@pytest.mark.parametrize("word", ["移住・定住", "広域連携、自治体", "A/B", "旭川市（美瑛町）", "あ", "x" * 101])
def test_words_that_portals_refuse(word: str) -> None:
    assert not is_keyword(word)


def test_redacted_parties_are_no_keywords() -> None:
    words = load_catalog_words().agreement.for_agreement(slug="x", parties=("○○市", "乙町"), title="t", kind="k")
    assert ("乙町", "ja") in words.keywords
    assert all(keyword != "○○市" for keyword, _ in words.keywords)
    assert "○○市・乙町" in words.title.ja


def test_licences(catalog: rdflib.Graph) -> None:
    """Ours on our data, the source's own on the source text; CKAN knows ours by its untagged title."""
    assert list(catalog.objects(_CC_BY, DCTERMS.title)) == [rdflib.Literal("Creative Commons Attribution")]
    assert not list(catalog.objects(_CC_BY, RDFS.label))
    for node in catalog.subjects(RDF.type, DCAT.Distribution):
        licences = list(catalog.objects(node, DCTERMS.license))
        if str(node).endswith("-source-txt"):
            assert _CC_BY not in licences
            assert list(catalog.objects(node, DCTERMS.rights))
        else:
            assert licences == [_CC_BY]


def test_publisher_and_contact(catalog: rdflib.Graph) -> None:
    node = rdflib.URIRef("https://data.example.jp/id/publisher")
    assert [str(name) for name in catalog.objects(node, FOAF.name)] == ["例示広域連携室"]
    vcard = rdflib.Namespace("http://www.w3.org/2006/vcard/ns#")
    contact = rdflib.URIRef("https://data.example.jp/id/contact")
    assert str(catalog.value(contact, vcard.hasEmail)) == "mailto:opendata@example.jp"


def _identity(**settings: Any) -> ReleaseIdentity:
    return ReleaseIdentity(
        id="0" * 16,
        created=release_time([], source_date_epoch=0),
        settings=Settings(**settings),
    )


def _empty(release: ReleaseIdentity) -> list[Quad]:
    return catalog_quads(release, agreements=[], files=[], registry=load_municipalities())


def test_publisher_type_must_be_described() -> None:
    with pytest.raises(SettingError, match=r"found 'Nobody', expected one of .*LocalAuthority"):
        _empty(_identity(publisher_type="Nobody"))


def test_without_contact_the_portal_is_the_address() -> None:
    quads = _empty(_identity())
    addresses = [str(quad.object) for quad in quads if quad.predicate.value.endswith("#hasURL")]
    assert addresses == ["<http://localhost:8000/>"]
    assert midnight(_identity().created.date()) == _identity().created


def test_a_file_of_no_data_set_is_refused() -> None:
    stray = ReleaseFile(path="stray.ttl", size=0, sha256="", media_type="")
    with pytest.raises(ValueError, match=r"stray\.ttl: found in data sets \[\], expected one"):
        catalog_datasets(agreements=[], files=[stray], registry=load_municipalities())
