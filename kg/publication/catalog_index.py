"""The index of the catalog: an SQLite file from which pages of it and answers in CKAN's form are made.

::

    about(name, value)             "catalog": its IRI; "frame": what every page says, as N-Triples;
                                   "organization": the publisher; "groups": the series; "schema_org": the catalog
                                   for search engines
    packages(number, id, name, iri, title, body, triples, words, schema_org, croissant)
                                   each data set: CKAN's package as JSON, what is said of it as N-Triples, and the
                                   folded words that searches look in; it as schema.org and as Croissant say it
    fields(package, name, value)   what packages are filtered and counted by
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from kg.folding import folded
from kg.publication.ckan_packages import CkanPackage, Statements, ckan_groups, ckan_organization, ckan_package
from kg.publication.croissant import croissant
from kg.publication.schema_org import schema_catalog, schema_dataset
from kg.vocabulary import DCAT, FOAF

_TABLES = (
    "CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE packages (number INTEGER PRIMARY KEY, id TEXT UNIQUE, name TEXT UNIQUE, iri TEXT, title TEXT,"
    " body TEXT, triples TEXT, words TEXT, schema_org TEXT, croissant TEXT)",
    "CREATE TABLE fields (package INTEGER, name TEXT, value TEXT, PRIMARY KEY (name, value, package)) WITHOUT ROWID",
)
#: What leads from the catalog to single data sets.
_TO_DATASETS = {DCAT["dataset"], DCAT["record"]}


def write_catalog_index(path: Path, triples: Iterable[Triple]) -> None:
    """Write the index of a catalog graph to a file that is not there yet. The same triples give the same index."""
    said = Statements(triples)
    (catalog,) = said.of_type(DCAT["Catalog"])
    stops = {catalog, *said.of_type(DCAT["Dataset"]), *said.of_type(DCAT["DatasetSeries"])}
    organization, groups = ckan_organization(said, catalog), ckan_groups(said)
    about = {
        "catalog": catalog.value,
        "frame": _written(_frame(said, catalog, stops)),
        "organization": json.dumps(organization, ensure_ascii=False),
        "groups": json.dumps(groups, ensure_ascii=False),
        "schema_org": json.dumps(schema_catalog(said, catalog), ensure_ascii=False),
    }
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("BEGIN")
        for table in _TABLES:
            database.execute(table)
        database.executemany("INSERT INTO about VALUES (?, ?)", sorted(about.items()))
        for number, node in enumerate(said.objects(catalog, DCAT["dataset"]), start=1):
            package = ckan_package(said, node, organization=organization, groups=groups)
            forms = [json.dumps(form(said, node, catalog), ensure_ascii=False) for form in (schema_dataset, croissant)]
            _insert(database, number, package, [_written(_part(said, catalog, node, stops)), *forms])
        database.execute("COMMIT")


def _insert(database: sqlite3.Connection, number: int, package: CkanPackage, forms: Sequence[str]) -> None:
    body = package.body
    row = (number, body["id"], body["name"], package.iri, body["title"], json.dumps(body, ensure_ascii=False))
    triples, schema_org, croissant_json = forms
    values = (*row, triples, folded(package.words), schema_org, croissant_json)
    database.execute("INSERT INTO packages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
    fields = sorted({(number, name, value) for name, value in package.fields})
    database.executemany("INSERT INTO fields VALUES (?, ?, ?)", fields)


def _frame(said: Statements, catalog: NamedNode, stops: set[NamedNode]) -> list[Triple]:
    """The catalog, its series, its service and all that they name, without the data sets."""
    own = [triple for triple in said.about(catalog) if triple.predicate not in _TO_DATASETS]
    series = said.of_type(DCAT["DatasetSeries"])
    return [*own, *_reached(said, [triple.object for triple in own], stops - set(series))]


def _part(said: Statements, catalog: NamedNode, node: NamedNode, stops: set[NamedNode]) -> list[Triple]:
    """A data set and all that it names, with its entry in the catalog."""
    records = said.subjects(FOAF["primaryTopic"], node)
    listed = [Triple(catalog, DCAT["dataset"], node), *(Triple(catalog, DCAT["record"], one) for one in records)]
    return [*listed, *_reached(said, [node, *records], stops - {node})]


def _reached(said: Statements, begin: Sequence[object], stops: set[NamedNode]) -> list[Triple]:
    """What is said of some nodes, of what they name, and so on; not of ``stops``."""
    waiting = [node for node in begin if isinstance(node, NamedNode)]
    seen: set[NamedNode] = set()
    found: list[Triple] = []
    while waiting:
        node = waiting.pop()
        if node in seen or node in stops:
            continue
        seen.add(node)
        found += said.about(node)
        waiting += [triple.object for triple in said.about(node) if isinstance(triple.object, NamedNode)]
    return found


def _written(triples: Iterable[Triple]) -> str:
    return (serialize(sorted(set(triples), key=str), format=RdfFormat.N_TRIPLES) or b"").decode()
