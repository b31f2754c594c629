"""The score of the catalog is computed from its graph, and high enough."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg.errors import InputError
from kg.publication.catalog_score import CATALOG_SCORE, MetricScore, score_catalog, write_score
from kg.registries import catalog_metrics
from kg.registries.catalog_metrics import MQA_DIMENSIONS, load_catalog_metrics
from kg.vocabulary import DATA_LICENCE, DCAT, DCTERMS, RDF
from tests.publication.conftest import BuiltRelease

#: The points that data.europa.eu gives in each dimension.
MOST = {"findability": 100, "accessibility": 100, "interoperability": 110, "reusability": 75, "contextuality": 20}
CATALOG, DATASET, FILE = (NamedNode(f"https://example.jp/{name}") for name in ("catalog", "set", "a.csv"))


@pytest.fixture(scope="module")
def triples(release: BuiltRelease) -> list[Triple]:
    data = (release.directory / "catalog.nt").read_bytes()
    return [quad.triple for quad in parse(data, format=RdfFormat.N_TRIPLES)]


@pytest.fixture(scope="module")
def answered(triples: list[Triple], release: BuiltRelease) -> set[str]:
    """The addresses that name a file on the disk."""
    urls = {t.object.value for t in triples if t.predicate == DCAT["downloadURL"] and isinstance(t.object, NamedNode)}
    return {url for url in urls if (release.directory / url.partition("/download/")[2]).is_file()}


def total(scores: tuple[MetricScore, ...]) -> Decimal:
    return sum((score.reached for score in scores), Decimal(0))


def by_name(scores: tuple[MetricScore, ...]) -> dict[str, MetricScore]:
    return {score.metric.metric: score for score in scores}


def test_the_table_has_the_points_of_the_mqa() -> None:
    found = dict.fromkeys(MQA_DIMENSIONS, 0)
    for metric in load_catalog_metrics():
        found[metric.dimension] += metric.points
    assert found == MOST


def test_the_release_reaches_the_points(triples: list[Triple], answered: set[str], release: BuiltRelease) -> None:
    scores = score_catalog(triples, answered=answered)
    assert total(scores) >= 380
    written = json.loads((release.directory / CATALOG_SCORE).read_bytes())
    assert written["points"] == 405
    assert sum(Decimal(one["reached"]) for one in written["metrics"]) == Decimal(written["reached"]) >= 380
    # the file is written before the catalog names it and itself, so a few distributions are fewer
    named = by_name(scores)
    assert {one["metric"] for one in written["metrics"]} == set(named)
    for one in written["metrics"]:
        assert abs(Decimal(one["reached"]) - named[one["metric"]].reached) <= 1, one["metric"]


@pytest.mark.parametrize("metric", load_catalog_metrics(), ids=lambda metric: metric.metric)
def test_each_metric_falls_when_what_it_looks_at_is_gone(
    triples: list[Triple], answered: set[str], metric: catalog_metrics.CatalogMetric
) -> None:
    kept = [triple for triple in triples if triple.predicate not in metric.properties]
    score = by_name(score_catalog(kept, answered=answered))[metric.metric]
    assert score.reached == score.met == 0
    assert score.others


def test_addresses_that_are_no_files_do_not_count(triples: list[Triple]) -> None:
    scores = by_name(score_catalog(triples, answered=()))
    assert scores["access-url-answers"].reached == scores["download-url-answers"].reached == 0


def small(**changed: NamedNode | Literal) -> list[Triple]:
    """A catalog of one data set with one file."""
    said: dict[NamedNode, NamedNode | Literal] = {
        DCTERMS["license"]: DATA_LICENCE,
        DCTERMS["format"]: NamedNode("http://publications.europa.eu/resource/authority/file-type/CSV"),
        DCAT["mediaType"]: NamedNode("https://www.iana.org/assignments/media-types/text/csv"),
        DCAT["accessURL"]: FILE,
    }
    said |= {(DCAT if name == "mediaType" else DCTERMS)[name]: value for name, value in changed.items()}
    return [
        Triple(CATALOG, DCAT["dataset"], DATASET),
        *(
            Triple(node, DCTERMS[term], Literal("x"))
            for node in (CATALOG, DATASET)
            for term in ("title", "description")
        ),
        Triple(CATALOG, DCTERMS["publisher"], CATALOG),
        Triple(DATASET, RDF["type"], DCAT["Dataset"]),
        Triple(DATASET, DCAT["distribution"], FILE),
        Triple(FILE, RDF["type"], DCAT["Distribution"]),
        *(Triple(FILE, term, value) for term, value in said.items()),
    ]


@pytest.mark.parametrize(
    ("changed", "metric", "others"),
    [
        ({"format": Literal("CSV")}, "types-in-vocabulary", ("CSV", "csv")),
        ({"mediaType": Literal("text/csv")}, "types-in-vocabulary", ("CSV", "csv")),
        ({"format": NamedNode("http://e/PARQUET")}, "machine-readable", ("PARQUET",)),
        ({"format": NamedNode("http://e/XLSX")}, "non-proprietary", ("XLSX",)),
        ({"license": Literal("")}, "licence-stated", ("a.csv",)),
    ],
)
def test_values_are_looked_at(changed: dict[str, NamedNode | Literal], metric: str, others: tuple[str, ...]) -> None:
    whole = by_name(score_catalog(small(), answered={FILE.value}))
    assert whole[metric].reached == whole[metric].metric.points
    less = by_name(score_catalog(small(**changed), answered={FILE.value}))
    assert less[metric].reached == 0
    assert less[metric].others == others


def test_the_known_licence_is_one_of_the_vocabulary() -> None:
    known = NamedNode("http://publications.europa.eu/resource/authority/licence/CC_BY_4_0")
    assert by_name(score_catalog(small(license=known), answered=()))["licence-known"].reached == 10
    assert by_name(score_catalog(small(), answered=()))["licence-known"].reached == 0


@pytest.mark.parametrize("left_out", [0, 1, 3, 5, 7], ids=str)
def test_each_mandatory_statement_is_needed(left_out: int) -> None:
    whole = small()
    assert by_name(score_catalog(whole, answered=()))["dcat-ap"].reached == 30
    mandatory = [*whole[:6], next(t for t in whole if t.predicate == DCAT["accessURL"])]
    kept = [triple for triple in whole if triple != mandatory[min(left_out, 6)]]
    assert by_name(score_catalog(kept, answered=()))["dcat-ap"].reached == 0


def test_an_empty_catalog_has_no_points() -> None:
    assert total(score_catalog([], answered=())) == 0
    assert json.loads(write_score(score_catalog([], answered=())))["reached"] == "0"


_HEAD = (
    "metric,dimension,points,of,property,judged,values,label_ja,label_en,note_ja,note_en\n",
    "a,findability,30,dataset,dcat:keyword,stated,,x,x,x,x\n",
)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("findability", "beauty"),
        ("30", "thirty"),
        ("dataset", "file"),
        ("dcat:keyword", "nobody:knows"),
        ("stated,,", "stated,x,"),
        ("stated", "listed"),
    ],
)
def test_a_damaged_table_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, was: str, now: str) -> None:
    path = tmp_path / "metrics.csv"
    read: Callable[[], object] = catalog_metrics.load_catalog_metrics.__wrapped__
    monkeypatch.setattr(catalog_metrics, "bundled", lambda *_: path)
    path.write_text(_HEAD[0] + _HEAD[1], encoding="utf-8")
    assert read()
    path.write_text(_HEAD[0] + _HEAD[1].replace(was, now), encoding="utf-8")
    with pytest.raises(InputError, match=r"metrics\.csv:2"):
        read()
