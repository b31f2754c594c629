"""Tables for people and data frames: each as CSV, CSV for Excel, XLSX and Parquet, all in one SQLite file.

What is in them is :mod:`kg.publication.tables.rows`, what their columns are called and mean
``data/tables/columns.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.publication.tables.columns import load_tables
from kg.publication.tables.csv_files import altered_columns, japanese_header, plain_cell, write_csv, write_excel_csv
from kg.publication.tables.csvw import DescribedCsv, write_csvw
from kg.publication.tables.parquet import write_parquet
from kg.publication.tables.rows import TableSource, table_rows
from kg.publication.tables.sqlite import write_sqlite
from kg.publication.tables.workbook import write_workbook

__all__ = ["FOLDER", "TableSource", "load_tables", "plain_cell", "table_files"]

#: Where the tables of a release are.
FOLDER = "tables"


def table_files(source: TableSource) -> Iterator[tuple[str, bytes]]:
    """Path and content of every file of the tables."""
    described = []
    for table in load_tables():
        rows = list(table_rows(table.name, source))
        altered = altered_columns(table, rows)
        headers = {f"{table.name}.csv": table.header, f"{table.name}.excel.csv": japanese_header(table)}
        described += [
            DescribedCsv(name=name, table=table, header=header, altered=altered) for name, header in headers.items()
        ]
        yield f"{FOLDER}/{table.name}.csv", write_csv(table, rows)
        yield f"{FOLDER}/{table.name}.excel.csv", write_excel_csv(table, rows)
        yield f"{FOLDER}/{table.name}.xlsx", write_workbook(table, rows)
        yield f"{FOLDER}/{table.name}.parquet", write_parquet(table, rows)
    yield f"{FOLDER}/csv-metadata.json", write_csvw(described)
    yield f"{FOLDER}/renkei.sqlite", write_sqlite([(table, table_rows(table.name, source)) for table in load_tables()])
