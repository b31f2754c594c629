"""The cells of a table as numbers, dates and words, for forms of a table that tell them apart."""

from __future__ import annotations

from datetime import date

from kg.publication.tables.columns import Datatype

Value = str | int | float | bool | date | None


def typed(value: str, datatype: Datatype) -> Value:
    """The value of a cell; an empty one is None.

    >>> typed("7", Datatype.INTEGER), typed("2022-01-12", Datatype.DATE), typed("", Datatype.STRING)
    (7, datetime.date(2022, 1, 12), None)
    """
    if not value:
        return None
    match datatype:
        case Datatype.INTEGER:
            return int(value)
        case Datatype.DECIMAL:
            return float(value)
        case Datatype.BOOLEAN:
            return value == "true"
        case Datatype.DATE:
            return date.fromisoformat(value)
        case _:
            return value
