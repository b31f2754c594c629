"""The families of layouts, each a function from the choices of a case to a draft."""

from __future__ import annotations

from collections.abc import Callable

from tests.generator.choices import Choices
from tests.generator.families import cooperation, delegation, nested
from tests.generator.writer import Draft

FAMILIES: dict[str, Callable[[Choices], Draft]] = {
    "1-itaku": delegation.lettered,
    "2-itaku-names": delegation.named,
    "3-teiju-tables": nested.tables_by_area,
    "4-row-table": cooperation.row_table,
    "5-nest-kana": nested.nest_kana,
    "6-column-table": cooperation.column_table,
}
