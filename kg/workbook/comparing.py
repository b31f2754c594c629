"""Whether two readings say the same, wherever and in whichever format it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from kg.model.agreement import Agreement
from kg.model.drafting import AppendedTable, Article, Preamble, SupplementaryProvisions
from kg.model.text import Passage

#: The nodes of the drafting tree that the graph is made from besides what was concluded from them.
_PUBLISHED = (Preamble, Article, SupplementaryProvisions)
#: Not what the text says: the tree is compared by its nodes, corrections are made by people, and a heading of a role
#: that is 甲 in a table is 甲の役割 in a workbook.
_LEFT_OUT = ("instrument_tree", "corrections", "found_in")


def said(agreement: Agreement) -> frozenset[tuple[str, str]]:
    """All that an agreement says, each value with its place in the records; passages are their repaired reading.

    The graph is made from these alone, but for places in the file and the characters printed there.
    """
    tree = agreement.instrument_tree
    nodes = [node for node in tree.nodes if isinstance(node, _PUBLISHED)]
    tables = [(table.heading, table.related) for table in tree.of(AppendedTable)]
    return frozenset((*_values(agreement, "agreement"), *_values((*nodes, *tables), "text")))


def _values(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Passage):
        yield path, value.text
    elif isinstance(value, tuple):
        yield path, str(len(value))
        for index, part in enumerate(value, start=1):
            yield from _values(part, f"{path}/{index}")
    elif is_dataclass(value):
        yield path, type(value).__name__
        for field in fields(value):
            if field.name not in _LEFT_OUT:
                yield from _values(getattr(value, field.name), f"{path}/{field.name}")
    else:
        yield path, str(value)
