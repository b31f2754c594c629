"""What is measured of a data set, in both languages: ``data/registry/quality-metrics.csv``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.bundled import bundled
from kg.registries.tables import read_table

_COLUMNS = ("metric", "dimension", "datatype", "label_ja", "label_en", "definition_ja", "definition_en")
#: The dimensions of quality that the metrics belong to, with their names.
DIMENSIONS = {
    "completeness": ("完全性", "completeness"),
    "interlinking": ("相互のつながり", "interlinking"),
    "availability": ("入手可能性", "availability"),
    "accuracy": ("正確さ", "accuracy"),
}
_DATATYPES = ("decimal", "integer")


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityMetric:
    """Something that is measured. ``datatype`` is ``decimal`` for a share from 0 to 1, ``integer`` for a number."""

    metric: str
    dimension: str
    datatype: str
    label_ja: str
    label_en: str
    definition_ja: str
    definition_en: str


@cache
def load_quality_metrics() -> tuple[QualityMetric, ...]:
    """The metrics in the order of the table. Raises InputError where it is damaged.

    >>> load_quality_metrics()[0].metric
    'characters-claimed'
    """
    found = []
    for row in read_table(bundled("data", "registry", "quality-metrics.csv"), _COLUMNS):
        if row["dimension"] not in DIMENSIONS:
            raise row.error("dimension", f"one of {', '.join(DIMENSIONS)}", f"{'、'.join(DIMENSIONS)} のいずれか")
        if row["datatype"] not in _DATATYPES:
            raise row.error("datatype", f"one of {', '.join(_DATATYPES)}", f"{'、'.join(_DATATYPES)} のいずれか")
        found.append(QualityMetric(**{column: row.stated(column) for column in _COLUMNS}))
    return tuple(found)
