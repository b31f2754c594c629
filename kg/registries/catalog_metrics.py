"""What data.europa.eu's Metadata Quality Assessment (MQA) looks at in a catalog: ``data/catalog/mqa-metrics.csv``.

https://dataeuropa.gitlab.io/data-provider-manual/metadata-quality-dashboard/: five dimensions, 405 points.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from pyoxigraph import NamedNode

from kg.bundled import bundled
from kg.registries.tables import Row, read_table
from kg.vocabulary import PREFIXES

_COLUMNS = ("metric", "dimension", "points", "of", "property", "judged", "values")
_WORDS = ("label_ja", "label_en", "note_ja", "note_en")
#: The dimensions of the MQA, with their names.
MQA_DIMENSIONS = {
    "findability": ("見つけやすさ", "findability"),
    "accessibility": ("取得しやすさ", "accessibility"),
    "interoperability": ("相互運用性", "interoperability"),
    "reusability": ("再利用性", "reusability"),
    "contextuality": ("文脈", "contextuality"),
}


class Judged(StrEnum):
    """How a metric is judged: all its properties have a value (``stated``) that is an address of a file of the release
    (``answered``), begins with one of the IRIs (``below``), or whose last part is one of the codes (``listed``);
    or the data set has all that is ``mandatory``.
    """

    STATED = "stated"
    ANSWERED = "answered"
    BELOW = "below"
    LISTED = "listed"
    MANDATORY = "mandatory"


class Scored(StrEnum):
    """What a metric looks at."""

    DATASET = "dataset"
    DISTRIBUTION = "distribution"


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogMetric:
    """A metric and the most points it gives."""

    metric: str
    dimension: str
    points: int
    of: Scored
    properties: tuple[NamedNode, ...]
    judged: Judged
    values: tuple[str, ...]
    label_ja: str
    label_en: str
    note_ja: str
    note_en: str


@cache
def load_catalog_metrics() -> tuple[CatalogMetric, ...]:
    """The metrics in the order of the table. Raises InputError where it is damaged.

    >>> sum(metric.points for metric in load_catalog_metrics())
    405
    """
    return tuple(map(_metric, read_table(bundled("data", "catalog", "mqa-metrics.csv"), (*_COLUMNS, *_WORDS))))


def _metric(row: Row) -> CatalogMetric:
    for column, known in (("dimension", MQA_DIMENSIONS), ("of", set(Scored)), ("judged", set(Judged))):
        if row[column] not in known:
            raise row.error(column, f"one of {', '.join(sorted(known))}", f"{'、'.join(sorted(known))} のいずれか")
    if not row["points"].isdecimal():
        raise row.error("points", "a whole number", "整数")
    judged = Judged(row["judged"])
    if bool(row["values"]) != (judged in {Judged.BELOW, Judged.LISTED}):
        raise row.error("values", "values for below and listed only", "below と listed のときだけの値")
    return CatalogMetric(
        metric=row.stated("metric"),
        dimension=row["dimension"],
        points=int(row["points"]),
        of=Scored(row["of"]),
        properties=tuple(_property(row, name) for name in row.stated("property").split()),
        judged=judged,
        values=tuple(row["values"].split()),
        **{column: row.stated(column) for column in _WORDS},
    )


def _property(row: Row, name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    if prefix not in PREFIXES or not local:
        raise row.error("property", "prefixed names", "接頭辞付きの名前")
    return NamedNode(PREFIXES[prefix] + local)
