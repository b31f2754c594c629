"""The families of layouts, each a function from the choices of a case to a draft, or to several in one file."""

from __future__ import annotations

from collections.abc import Callable

from tests.generator.choices import Choices
from tests.generator.families import (
    bodies,
    changing,
    cooperation,
    delegation,
    named,
    nested,
    nothing,
    old,
    unusual,
    wrapped,
)
from tests.generator.writer import Draft

#: The family of pages in which no agreement may be found.
NO_AGREEMENT = "no-agreement"
FAMILIES: dict[str, Callable[[Choices], Draft | tuple[Draft, ...]]] = {
    "1-itaku": delegation.lettered,
    "2-itaku-names": delegation.named,
    "3-teiju-tables": nested.tables_by_area,
    "4-row-table": cooperation.row_table,
    "5-nest-kana": nested.nest_kana,
    "6-column-table": cooperation.column_table,
    "7-joint-organ": bodies.joint_organ,
    "8-council": bodies.council,
    "9-bill": wrapped.bill,
    "10-named-columns": named.named_columns,
    "11-amending": changing.amending,
    "12-kanji": old.kanji_rules,
    "12-series": old.series,
    "nest-latin": nested.nest_latin,
    "parts": unusual.parts,
    "item-first": unusual.item_first,
    NO_AGREEMENT: nothing.no_agreement,
}
