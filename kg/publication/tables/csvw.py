"""CSV on the Web: one description of all CSV files (Metadata Vocabulary for Tabular Data, W3C 2015).

It stands where programs look for it by default (section 5.3 of the Model for Tabular Data: ``csv-metadata.json`` beside
the file). Converted in minimal mode (Generating RDF from Tabular Data), each file gives statements of the graph and no
others: a column that states nothing, has several values in a cell, or has a cell with an apostrophe before its words
is not converted.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from kg.publication.tables.columns import SEPARATOR, Column, Datatype, TableWords
from kg.vocabulary import DATA_LICENCE

_DATATYPES: Mapping[Datatype, object] = {
    Datatype.STRING: "string",
    Datatype.INTEGER: "integer",
    Datatype.DECIMAL: "decimal",
    Datatype.BOOLEAN: {"base": "boolean", "format": "true|false"},
    Datatype.DATE: {"base": "date", "format": "yyyy-MM-dd"},
    Datatype.IRI: "string",  # of anyURI a processor that many use fills wrong IRIs into templates
    Datatype.LIST: "string",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribedCsv:
    """A CSV file to describe: its name beside the description, its table, columns with cells that were altered.

    ``header`` is what stands in its first row.
    """

    name: str
    table: TableWords
    header: Sequence[str]
    altered: Collection[str]


def write_csvw(files: Sequence[DescribedCsv]) -> bytes:
    """The description of the files, in their order."""
    content = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "ja"}],
        "dcterms:license": {"@id": DATA_LICENCE.value},
        "tables": [_table(file) for file in files],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _table(file: DescribedCsv) -> dict[str, object]:
    words = file.table.title
    return {
        "url": file.name,
        "dcterms:title": [{"@value": words.ja, "@language": "ja"}, {"@value": words.en, "@language": "en"}],
        "tableSchema": {
            "aboutUrl": "{+iri}",
            "columns": [
                _column(column, header, altered=column.name in file.altered)
                for column, header in zip(file.table.columns, file.header, strict=True)
            ],
        },
    }


def _column(column: Column, header: str, *, altered: bool) -> dict[str, object]:
    """The header stands without a language: validators compare it in that of the file, which is none."""
    about = column.about
    described: dict[str, object] = {
        "name": column.name,
        "titles": {"und": header, "ja": column.title.ja, "en": column.title.en},
        "dcterms:description": [{"@value": about.ja, "@language": "ja"}, {"@value": about.en, "@language": "en"}],
        "datatype": _DATATYPES[column.datatype],
    }
    if column.datatype is Datatype.LIST:
        described["separator"] = SEPARATOR
    statement = column.statement
    if statement is None or altered:
        return {**described, "suppressOutput": True}
    described["propertyUrl"] = statement.property_iri
    if statement.value:
        described["valueUrl"] = statement.value
    if statement.language:
        described["lang"] = statement.language
    return described
