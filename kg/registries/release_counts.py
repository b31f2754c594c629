"""What is counted of each stage of a build, in both languages: ``data/registry/release-counts.csv``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.bundled import bundled
from kg.registries.tables import read_table

_COLUMNS = ("stage", "count", "label_ja", "label_en")
#: The stages of a build in their order, with their names.
STAGES = {
    "reading": ("読み取り", "reading"),
    "understanding": ("構造と意味の抽出", "extraction"),
    "validation": ("検証（SHACL）", "validation (SHACL)"),
    "mapping": ("グラフの作成", "mapping to graphs"),
    "writing": ("ファイルの書き出し", "writing of files"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseCount:
    """A number that a stage gives."""

    stage: str
    count: str
    label_ja: str
    label_en: str


@cache
def load_release_counts() -> tuple[ReleaseCount, ...]:
    """The counts in the order of the table. Raises InputError where it is damaged.

    >>> load_release_counts()[0].count
    'files-in'
    """
    found = []
    for row in read_table(bundled("data", "registry", "release-counts.csv"), _COLUMNS):
        if row["stage"] not in STAGES:
            raise row.error("stage", f"one of {', '.join(STAGES)}", f"{'、'.join(STAGES)} のいずれか")
        found.append(ReleaseCount(**{column: row.stated(column) for column in _COLUMNS}))
    return tuple(found)
