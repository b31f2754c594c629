"""撤回. What the publisher no longer publishes, since when, why, and what takes its place: ``data/withdrawn.csv``.

::

    agreement,date,reason_ja,reason_en,replaced_by
    012041-014591-20220112,2026-11-26,原本の誤り,the original was wrong,

``agreement`` and ``replaced_by`` are slugs or IRIs of agreements. A withdrawn agreement is not published even where its
source is still there; its address answers 410 with what the table says.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from kg.graph.literals import english, japanese
from kg.identifiers import Iris
from kg.publication.contents import midnight, moment
from kg.publication.inputs import InputFile
from kg.registries.tables import Row, read_table
from kg.vocabulary import ADMS, DCTERMS, PROV, RDFS

COLUMNS = ("agreement", "date", "reason_ja", "reason_en", "replaced_by")
_AGREEMENT = "agreement/"
_SLUG = re.compile(r"[0-9a-z]+(?:-[0-9a-z]+)+")
#: The status of what is withdrawn, of the list of ADMS.
_WITHDRAWN = NamedNode("http://purl.org/adms/status/Withdrawn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """An agreement that was withdrawn; ``replaced_by`` is the slug of another one, empty for none. ``line`` is that of
    the table.
    """

    slug: str
    line: int
    on: date
    reason_ja: str
    reason_en: str
    replaced_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawnTable:
    """The table, by slug, and the file that it is from; None where there is none."""

    file: InputFile | None = None
    rows: tuple[Withdrawn, ...] = ()

    def by_slug(self) -> dict[str, Withdrawn]:
        """The rows by the agreement that is withdrawn."""
        return {row.slug: row for row in self.rows}


def read_withdrawn(path: Path | None, *, iris: Iris) -> WithdrawnTable:
    """The table in a file. Raises InputError with line, what was found and what was expected."""
    if path is None:
        return WithdrawnTable()
    found: dict[str, Withdrawn] = {}
    for row in read_table(path, COLUMNS):
        read = _withdrawn(row, iris)
        if read.slug in found:
            raise row.error("agreement", "each agreement once", "一度だけの記載")
        found[read.slug] = read
    data = path.read_bytes()
    file = InputFile(path=path.name, size=len(data), sha256=hashlib.sha256(data).hexdigest())
    return WithdrawnTable(file=file, rows=tuple(found[slug] for slug in sorted(found)))


def _withdrawn(row: Row, iris: Iris) -> Withdrawn:
    slug = _slug(row, "agreement", iris)
    replaced_by = _slug(row, "replaced_by", iris) if row["replaced_by"] else ""
    if replaced_by == slug:
        raise row.error("replaced_by", "another agreement", "別の協定等")
    try:
        on = date.fromisoformat(row["date"])
    except ValueError as error:
        raise row.error("date", "a day such as 2026-11-26", "2026-11-26 のような日付") from error
    return Withdrawn(
        slug=slug,
        line=row.line,
        on=on,
        reason_ja=row.stated("reason_ja"),
        reason_en=row.stated("reason_en"),
        replaced_by=replaced_by,
    )


def _slug(row: Row, column: str, iris: Iris) -> str:
    slug = row[column].removeprefix(iris.id(_AGREEMENT))
    if not _SLUG.fullmatch(slug):
        raise row.error(column, "the slug or the IRI of an agreement", "協定等のスラッグまたはIRI")
    return slug


def withdrawn_triples(table: WithdrawnTable, *, iris: Iris) -> Iterator[Triple]:
    """The tombstones: since when an agreement is no longer published, why, and what replaces it."""
    for row in table.rows:
        node = NamedNode(iris.agreement(row.slug))
        yield Triple(node, PROV["invalidatedAtTime"], moment(midnight(row.on)))
        yield Triple(node, ADMS["status"], _WITHDRAWN)
        yield Triple(node, RDFS["comment"], japanese(row.reason_ja))
        yield Triple(node, RDFS["comment"], english(row.reason_en))
        if row.replaced_by:
            yield Triple(node, DCTERMS["isReplacedBy"], NamedNode(iris.agreement(row.replaced_by)))
