"""One SQLite file of all tables, which datasette and any SQL client open.

The rows of an agreement point to it, so that datasette links them. The table ``columns`` explains the others.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing

from kg.publication.tables.columns import Column, Datatype, TableWords
from kg.publication.tables.rows import Row
from kg.publication.tables.values import typed

_TYPES = {Datatype.INTEGER: "INTEGER", Datatype.BOOLEAN: "INTEGER", Datatype.DECIMAL: "REAL"}
_AGREEMENT = "agreement_id"
_HEADER = ("table_name", "column_name", "title_ja", "title_en", "description_ja", "description_en", "datatype")


def write_sqlite(tables: Sequence[tuple[TableWords, Iterable[Row]]]) -> bytes:
    """The tables and their explanation. The same rows give the same bytes."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.execute("PRAGMA foreign_keys = OFF")  # the order of the tables does not matter
        database.execute("BEGIN")
        for table, rows in tables:
            _write_table(database, table, rows)
        names = ", ".join(f"{name} TEXT NOT NULL" for name in _HEADER)
        database.execute(f"CREATE TABLE columns ({names}, PRIMARY KEY (table_name, column_name))")
        explained = [row for table, _ in tables for row in _explained(table)]
        database.executemany("INSERT INTO columns VALUES (?, ?, ?, ?, ?, ?, ?)", explained)
        database.execute("COMMIT")
        return database.serialize()


def _write_table(database: sqlite3.Connection, table: TableWords, rows: Iterable[Row]) -> None:
    columns = [_declared(column, table) for column in table.columns]
    if table.name != "agreements" and _AGREEMENT in table.header:
        columns.append(f"FOREIGN KEY ({_AGREEMENT}) REFERENCES agreements ({_AGREEMENT})")
    places = ", ".join("?" * len(table.columns))
    database.execute(f'CREATE TABLE "{table.name}" ({", ".join(columns)})')
    database.executemany(
        f'INSERT INTO "{table.name}" VALUES ({places})',  # noqa: S608 -- names of our own table
        ([_stored(value, column) for value, column in zip(row, table.columns, strict=True)] for row in rows),
    )
    if table.name != "agreements" and _AGREEMENT in table.header:
        database.execute(f'CREATE INDEX "{table.name}_by_agreement" ON "{table.name}" ({_AGREEMENT})')


def _declared(column: Column, table: TableWords) -> str:
    key = " PRIMARY KEY NOT NULL" if (table.name, column.name) == ("agreements", _AGREEMENT) else ""
    return f'"{column.name}" {_TYPES.get(column.datatype, "TEXT")}{key}'


def _stored(value: str, column: Column) -> str | int | float | None:
    """Dates stay text in ISO form: SQLite has no type of them."""
    if column.datatype is Datatype.DATE:
        return value or None
    found = typed(value, column.datatype)
    return found if found is None or isinstance(found, (str, int, float)) else str(found)


def _explained(table: TableWords) -> Iterator[Row]:
    for column in table.columns:
        title, about = column.title, column.about
        yield (table.name, column.name, title.ja, title.en, about.ja, about.en, column.datatype.value)
