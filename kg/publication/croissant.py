"""Data sets of the catalog in Croissant 1.0, the description that loaders of machine learning read.

https://docs.mlcommons.org/croissant/docs/croissant-spec.html. Files have their checksum; of each table the columns are
described, by the words that make its CSVW too. Records are those of its Parquet file, whose columns have types: loaders
that guess the types of CSV make numbers of codes of municipalities, which begin with zeros.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pyoxigraph import NamedNode

from kg.formats import PARQUET
from kg.publication.ckan_packages import Statements
from kg.publication.schema_org import creator, description, files_of, media_type, schema_dataset, sha256, stated
from kg.publication.tables.columns import Column, Datatype, TableWords, load_tables
from kg.vocabulary import DCAT, DCTERMS

Body = dict[str, Any]
CONFORMS_TO = "http://mlcommons.org/croissant/1.0"
_CR = "http://mlcommons.org/croissant/"
#: The context that the specification gives, as it stands: readers compare it.
_CONTEXT: Mapping[str, Any] = {
    "@language": "ja",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": _CR,
    "rai": f"{_CR}RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataBiases": "cr:dataBiases",
    "dataCollection": "cr:dataCollection",
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": DCTERMS.iri,
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isEnumeration": "cr:isEnumeration",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "personalSensitiveInformation": "cr:personalSensitiveInformation",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_DATATYPES: Mapping[Datatype, str] = {
    Datatype.STRING: "sc:Text",
    Datatype.INTEGER: "sc:Integer",
    Datatype.DECIMAL: "sc:Float",
    Datatype.BOOLEAN: "sc:Boolean",
    Datatype.DATE: "sc:Date",
    Datatype.IRI: "sc:URL",
    Datatype.LIST: "sc:Text",
}


def croissant(said: Statements, node: NamedNode, catalog: NamedNode) -> Body:
    """A data set."""
    known = schema_dataset(said, node, catalog)
    files = {_path(said, file): _file(said, file) for file in files_of(said, node)}
    return stated(
        {
            "@context": _CONTEXT,
            "@type": "sc:Dataset",
            "@id": node.value,
            "conformsTo": CONFORMS_TO,
            "name": known["name"],
            "description": description(said, node),
            "url": node.value,
            "license": known.get("license"),
            "citeAs": _citation(known),
            "creator": creator(said, node),
            "datePublished": known.get("datePublished"),
            "version": known.get("version"),
            "keywords": known.get("keywords"),
            "inLanguage": "ja",
            "distribution": list(files.values()),
            "recordSet": list(_record_sets(files)),
        }
    )


def _citation(known: Body) -> str:
    """Whose it is, what it is called, which release, of which day, where."""
    parts = (known.get("creator", {}).get("name"), known["name"], known.get("version"), known.get("datePublished"))
    return ", ".join([*filter(None, parts), known["url"]])


def _path(said: Statements, file: NamedNode) -> str:
    """The path of a file below ``download/``."""
    return said.objects(file, DCAT["downloadURL"])[0].value.partition("/download/")[2]


def _file(said: Statements, file: NamedNode) -> Body:
    path, size = _path(said, file), said.text(file, DCAT["byteSize"])
    return stated(
        {
            "@type": "cr:FileObject",
            "@id": path,
            "name": path.replace("/", "-"),
            "contentUrl": said.objects(file, DCAT["downloadURL"])[0].value,
            "contentSize": f"{size} B" if size else None,
            "encodingFormat": _known_as(media_type(said, file)),
            "sha256": sha256(said, file),
        }
    )


def _known_as(kind: str) -> str | list[str]:
    """A media type; of Parquet also the name that loaders know it by, which is older than the registered one."""
    return [kind, *PARQUET.aliases] if kind == PARQUET.media_type else kind


def _record_sets(files: Mapping[str, Body]) -> Iterator[Body]:
    """The tables whose Parquet file is among the files. A table that says nothing of the IRIs of its rows has several
    rows of one IRI, so that they are no key.
    """
    for table in load_tables():
        path = f"tables/{table.name}.{PARQUET.extension}"
        if path in files:
            last = table.columns[-1]
            yield stated(
                {
                    "@type": "cr:RecordSet",
                    "@id": table.name,
                    "name": table.name,
                    "description": f"{table.title.ja} / {table.title.en}",
                    "key": {"@id": f"{table.name}/{last.name}"} if last.statement else None,
                    "field": [_field(table, column, path) for column in table.columns],
                }
            )


def _field(table: TableWords, column: Column, path: str) -> Body:
    return {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": f"{column.title.ja}: {column.about.ja} / {column.title.en}: {column.about.en}",
        "dataType": _DATATYPES[column.datatype],
        "source": {"fileObject": {"@id": path}, "extract": {"column": column.name}},
    }
