"""The score of a catalog by the metrics of data.europa.eu's MQA, computed by ourselves from its graph.

The points of a metric are its most times the share of data sets (or distributions) that meet it: every distribution
counts, not only the best one of each data set.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from pyoxigraph import NamedNode, Triple

from kg.formats import PLAIN_JSON
from kg.publication.ckan_packages import Statements
from kg.registries.catalog_metrics import CatalogMetric, Judged, Scored, load_catalog_metrics
from kg.vocabulary import DCAT, DCTERMS

#: Name of the file.
CATALOG_SCORE = f"catalog-score.{PLAIN_JSON.extension}"
_ONE_PLACE = Decimal("0.1")
_CLASSES = {Scored.DATASET: DCAT["Dataset"], Scored.DISTRIBUTION: DCAT["Distribution"]}
#: What DCAT-AP 3.0.1 requires of a catalog and of a distribution.
_OF_CATALOG = (DCTERMS["title"], DCTERMS["description"], DCTERMS["publisher"])
_OF_DISTRIBUTION = (DCAT["accessURL"],)


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricScore:
    """How many of how many meet a metric; ``others`` are the values of those that do not, or where none is stated
    their IRIs; at most :data:`_MOST_OTHERS`.
    """

    metric: CatalogMetric
    met: int
    whole: int
    others: tuple[str, ...]

    @property
    def reached(self) -> Decimal:
        """The points, with one place, rounded down; none for nothing."""
        if not self.whole:
            return Decimal(0)
        return (Decimal(self.metric.points * self.met) / self.whole).quantize(_ONE_PLACE, ROUND_FLOOR)


_MOST_OTHERS = 8


def score_catalog(triples: Iterable[Triple], *, answered: Collection[str]) -> tuple[MetricScore, ...]:
    """Each metric's score, in the order of the table. ``answered`` are the addresses of the files of the release."""
    said = Statements(triples)
    return tuple(_score(said, metric, answered) for metric in load_catalog_metrics())


def _score(said: Statements, metric: CatalogMetric, answered: Collection[str]) -> MetricScore:
    nodes = said.of_type(_CLASSES[metric.of])
    failing = [node for node in nodes if not _meets(said, node, metric, answered)]
    values = [value for node in failing for value in _stated(said, node, metric.properties) or [node.value]]
    others = sorted({_last(value) for value in values})[:_MOST_OTHERS]
    return MetricScore(metric=metric, met=len(nodes) - len(failing), whole=len(nodes), others=tuple(others))


def _meets(said: Statements, node: NamedNode, metric: CatalogMetric, answered: Collection[str]) -> bool:
    good: dict[Judged, Callable[[str], bool]] = {
        Judged.STATED: bool,
        Judged.ANSWERED: lambda value: value in answered,
        Judged.BELOW: lambda value: value.startswith(metric.values),
        Judged.LISTED: lambda value: _last(value) in metric.values,
    }
    if metric.judged is Judged.MANDATORY:
        return _has_mandatory(said, node, metric.properties)
    return all(any(map(good[metric.judged], _stated(said, node, [term]))) for term in metric.properties)


def _has_mandatory(said: Statements, dataset: NamedNode, terms: Iterable[NamedNode]) -> bool:
    files = said.objects(dataset, DCAT["distribution"])
    catalogs = said.subjects(DCAT["dataset"], dataset)
    asked = [(dataset, terms), *((one, _OF_CATALOG) for one in catalogs), *((one, _OF_DISTRIBUTION) for one in files)]
    return bool(catalogs) and all(_stated(said, node, [term]) for node, wanted in asked for term in wanted)


def _stated(said: Statements, node: NamedNode, terms: Iterable[NamedNode]) -> list[str]:
    """The values of some properties of a node, IRIs and texts that are not empty."""
    nodes = [value.value for term in terms for value in said.objects(node, term)]
    return nodes + [text for term in terms for text in said.texts(node, term) if text]


def _last(value: str) -> str:
    """The last part of an IRI that ends in none.

    >>> _last("http://publications.europa.eu/resource/authority/file-type/CSV"), _last("x")
    ('CSV', 'x')
    """
    return value.rpartition("/")[2] or value


def write_score(scores: Iterable[MetricScore]) -> bytes:
    """The score as JSON: numbers of points are texts with one place, so that they stay decimal."""
    found = list(scores)
    metrics = [
        {
            "metric": score.metric.metric,
            "dimension": score.metric.dimension,
            "of": score.metric.of.value,
            "points": score.metric.points,
            "reached": str(score.reached),
            "met": score.met,
            "whole": score.whole,
            "others": list(score.others),
            "label_ja": score.metric.label_ja,
            "label": score.metric.label_en,
            "note_ja": score.metric.note_ja,
            "note": score.metric.note_en,
        }
        for score in found
    ]
    most = sum(score.metric.points for score in found)
    total = sum((score.reached for score in found), Decimal(0))
    written = {"points": most, "reached": str(total), "metrics": metrics}
    return (json.dumps(written, ensure_ascii=False, indent=1) + "\n").encode()
