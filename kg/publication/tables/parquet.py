"""Parquet of a table: columns with types, compressed; Japanese headings and explanations in the fields' metadata."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from types import MappingProxyType

from arro3.core import Array, DataType, Field, Schema, Table
from arro3.io import write_parquet as write_with_arrow

from kg.publication.tables.columns import Column, Datatype, TableWords
from kg.publication.tables.rows import Row
from kg.publication.tables.values import typed

_TYPES = MappingProxyType(
    {Datatype.INTEGER: DataType.int64(), Datatype.DECIMAL: DataType.float64(), Datatype.BOOLEAN: DataType.bool()}
)
_EPOCH = date(1970, 1, 1)
#: The level is fixed, so that the same rows give the same bytes.
_COMPRESSION = "zstd(9)"


def write_parquet(table: TableWords, rows: Sequence[Row]) -> bytes:
    """The table; an empty cell is null."""
    columns = zip(*rows, strict=True) if rows else ((),) * len(table.columns)
    arrays = [_array(column, cells) for column, cells in zip(table.columns, columns, strict=True)]
    schema = Schema([_field(column) for column in table.columns])
    buffer = io.BytesIO()
    write_with_arrow(Table.from_arrays(arrays, schema=schema), buffer, compression=_COMPRESSION)
    return buffer.getvalue()


def _type(column: Column) -> DataType:
    return DataType.date32() if column.datatype is Datatype.DATE else _TYPES.get(column.datatype, DataType.string())


def _field(column: Column) -> Field:
    about = {"title": column.title.ja, "description": column.about.ja, "description_en": column.about.en}
    return Field(column.name, _type(column), nullable=True, metadata=about)


def _array(column: Column, cells: Sequence[str]) -> Array:
    values = [typed(cell, column.datatype) for cell in cells]
    if column.datatype is Datatype.DATE:  # days since 1970; the library makes no array of dates
        days = [(value - _EPOCH).days if isinstance(value, date) else None for value in values]
        return Array(days, type=DataType.int32()).cast(DataType.date32())
    return Array(values, type=_type(column))
