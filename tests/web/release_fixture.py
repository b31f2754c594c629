"""A tiny but complete release, written straight from a TriG file: the serve half is tested without the build half."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize

from kg.formats import AKOMA_NTOSO, DATASET_FORMATS, RDF_FORMATS
from kg.publication.catalog_index import write_catalog_index
from kg.publication.catalog_score import CATALOG_SCORE, score_catalog, write_score
from kg.publication.changes import CHANGES, record_changes
from kg.publication.text_index import write_text_index
from kg.sealing import SUMS, store_digest, write_sums
from kg.vocabulary import PREFIXES, RDFS

HERE = Path(__file__).parent
BASE = "https://example.jp/"
SLUG = "990019-990027-20220401"
AGREEMENT = f"{BASE}id/agreement/{SLUG}"
GRAPH = f"{BASE}doc/agreement/{SLUG}"
_NATURAL = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"
#: The serve half hands the file out as it is.
AKOMA_NTOSO_BYTES = b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"/>\n'
SOURCE = (HERE / "example_source.txt").read_bytes().decode("utf-8")

#: An account of a build with one entry of each kind.
ACCOUNT = {
    "ontology_version": "https://w3id.org/renkei/ontology/0.1.0",
    "inputs": [{"path": "example.txt", "bytes": 1234, "sha256": "0" * 64}],
    "rules": [{"path": "data/registry/verbs.csv", "bytes": 5678, "sha256": "1" * 64}],
    "corrections": [
        {
            "iri": f"{AGREEMENT}/initiative/1",
            "title": "協約",
            "title_en": "agreement",
            "author": "青川市 企画課",
            "made_on": "2026-11-01",
            "reason": "誤読",
        }
    ],
    "stages": [
        {
            "label_ja": "検証",
            "label_en": "validation",
            "counts": [{"label_ja": "シェイプの違反", "label_en": "violations of shapes", "value": 12345}],
        }
    ],
}


def span_of(words: str) -> tuple[int, int]:
    """Where words stand in the source."""
    start = SOURCE.index(words)
    return start, start + len(words)


def _span_iri(words: str) -> str:
    start, end = span_of(words)
    return f"<{AGREEMENT}/span/{start}-{end}>"


def _span_triples(words: str) -> str:
    start, end = span_of(words)
    exact = json.dumps(words, ensure_ascii=False)
    return (
        f"{_span_iri(words)} a renkei:Span ; oa:start {_natural(start)} ; oa:end {_natural(end)} ;"
        f" oa:exact {exact}@ja ; oa:hasSource <{AGREEMENT}/source> ."
    )


def _natural(value: int) -> str:
    return f'"{value}"^^xsd:nonNegativeInteger'


def example_quads(base: str = BASE) -> list[Quad]:
    """The quads of the example, at any base IRI."""
    text = (HERE / "example_data.trig").read_text(encoding="utf-8")
    words = re.findall(r'span\("([^"]+)"\)', text)
    text = re.sub(r'span\("([^"]+)"\)', lambda match: _span_iri(match.group(1)), text)
    text = text.replace("@SPANS@", "\n  ".join(_span_triples(word) for word in sorted(set(words))))
    text = text.replace("@CHARACTERS@", str(len(SOURCE))).replace("@A@", f"agreement/{SLUG}")
    text = text.replace(BASE, "@BASE@").replace("@BASE@", base)
    return list(parse(text, format=RdfFormat.TRIG))


def write_release(
    directory: Path,
    *,
    base: str = BASE,
    contact_email: str = "",
    contact_url: str = "",
    marked: str = "",
    before: Path | None = None,
    more: Iterable[Triple] = (),
) -> Path:
    """Write the example release and return its directory. ``marked`` is its id, which then stands in every graph;
    ``before`` is the release that its record of changes goes on from, ``more`` is said by the catalog besides.
    """
    quads = example_quads(base)
    quads += _marks(quads, marked) if marked else []
    known, in_catalog = {quad.triple for quad in quads}, NamedNode(f"{base}doc/catalog")
    quads += [Quad(one.subject, one.predicate, one.object, in_catalog) for one in more if one not in known]
    files = dict(_files(quads, base))
    for name, data in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    store = Store(str(directory / "store"))
    store.extend(quads)
    store.flush()
    del store
    write_text_index(directory / "text-index.sqlite", sorted(quads, key=lambda quad: str(quad.subject)))
    catalog = NamedNode(f"{base}doc/catalog")
    write_catalog_index(
        directory / "catalog-index.sqlite", [quad.triple for quad in quads if quad.graph_name == catalog]
    )
    manifest = _manifest(quads, files, base)
    manifest["settings"] |= {"contact_email": contact_email, "contact_url": contact_url}
    manifest["id"] = marked or manifest["id"]
    manifest["store"] = asdict(store_digest(directory / "store"))
    indexes = {path.name: path.read_bytes() for path in directory.glob("*.sqlite")}
    manifest["indexes"] = _indexes(directory)
    files["manifest.json"] = json.dumps(manifest, ensure_ascii=False).encode()
    (directory / "manifest.json").write_bytes(files["manifest.json"])
    sums = [(name, hashlib.sha256(data).hexdigest()) for name, data in (files | indexes).items()]
    (directory / SUMS).write_bytes(write_sums(sums))
    record_changes(directory, before=before)
    return directory


def restate(directory: Path) -> None:
    """Make the manifest say what store and indexes hold by now."""
    manifest = json.loads((directory / "manifest.json").read_bytes())
    manifest["store"] = asdict(store_digest(directory / "store"))
    manifest["indexes"] = _indexes(directory)
    (directory / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False), encoding="utf-8")


def _indexes(directory: Path) -> list[dict[str, object]]:
    indexes = sorted(path for path in directory.glob("*.sqlite") if path.name != CHANGES)
    return [_listed(path.name, path.read_bytes(), "application/vnd.sqlite3") for path in indexes]


def _listed(path: str, data: bytes, media_type: str) -> dict[str, object]:
    return {"path": path, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest(), "media_type": media_type}


def _marks(quads: list[Quad], mark: str) -> list[Quad]:
    """A statement in each graph that names the release."""
    graphs = {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, NamedNode)}
    return [Quad(NamedNode(name), RDFS["comment"], Literal(mark), NamedNode(name)) for name in sorted(graphs)]


def _files(quads: list[Quad], base: str) -> Iterator[tuple[str, bytes]]:
    triples = [quad.triple for quad in quads]
    for format_ in RDF_FORMATS:
        assert isinstance(format_.engine, RdfFormat)
        for name, wanted in (("renkei", None), (f"agreements/{SLUG}", f"agreement/{SLUG}"), ("catalog", "catalog")):
            graph = NamedNode(f"{base}doc/{wanted}") if wanted else None
            chosen = [quad.triple for quad in quads if quad.graph_name == graph] if graph else triples
            data = serialize(chosen, format=format_.engine, prefixes=PREFIXES) or b""
            yield f"{name}.{format_.extension}", data
            if name == "catalog":
                yield f"void.{format_.extension}", data
                yield f"provenance.{format_.extension}", data
    yield "provenance.json", json.dumps(ACCOUNT).encode()
    yield CATALOG_SCORE, write_score(score_catalog(triples, answered=()))
    for format_ in DATASET_FORMATS:
        assert isinstance(format_.engine, RdfFormat)
        yield f"renkei.{format_.extension}", serialize(quads, format=format_.engine) or b""
    yield "renkei.ttl.gz", gzip.compress(serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b"", mtime=0)
    yield f"agreements/{SLUG}/source.txt", SOURCE.encode()
    yield f"agreements/{SLUG}.{AKOMA_NTOSO.extension}", AKOMA_NTOSO_BYTES
    for file in sorted((HERE.parents[1] / "shapes").glob("*.ttl")):
        yield f"shapes/{file.name}", file.read_bytes()
    yield "tables/agreements.csv", "slug,title\r\n例,例\r\n".encode()


def _manifest(quads: list[Quad], files: dict[str, bytes], base: str) -> dict[str, Any]:
    graphs: dict[str, int] = {}
    for quad in quads:
        assert not isinstance(quad.graph_name, DefaultGraph)
        graphs[quad.graph_name.value] = graphs.get(quad.graph_name.value, 0) + 1
    types = {"ttl": "text/turtle", "jsonld": "application/ld+json", "nt": "application/n-triples", "csv": "text/csv"}
    types |= {"rdf": "application/rdf+xml", "nq": "application/n-quads", "trig": "application/trig"}
    types |= {"json": "application/json", "txt": "text/plain", "gz": "application/gzip", "xml": "application/akn+xml"}
    counts = {"agreements": 1, "articles": 2, "initiatives": 1, "roles": 2, "municipalities": 2, "parties": 2}
    agreement = {
        "slug": SLUG,
        "iri": f"{base}id/agreement/{SLUG}",
        "title": "青川市・白里町 連携協約（2022-04-01）",
        "title_en": "Agreement between Aokawa-shi and Shirosato-cho (2022-04-01)",
        "files": [name for name in files if SLUG in name],
    }
    manifest: dict[str, object] = {
        "format": 1,
        "id": "example",
        "software": {"name": "renkei-kg", "version": "0.1.0"},
        "created": "2022-04-01T00:00:00Z",
        "settings": {"base_iri": base, "publisher_name": "例示市", "publisher_homepage": "https://www.example.jp/"},
        "inputs": [{"path": "example.txt", "bytes": len(SOURCE.encode()), "sha256": "0" * 64}],
        "counts": counts | {"triples": len(quads), "graphs": graphs},
        "agreements": [agreement],
        "set_aside": [{"path": "broken.txt", "reason": "no agreement found", "reason_ja": "協約が見つかりません"}],
        "files": [
            {
                "path": name,
                "bytes": len(data),
                "sha256": hashlib.sha256(data).hexdigest(),
                "media_type": types[name.rpartition(".")[2]],
            }
            for name, data in files.items()
        ],
        "left_out": [],
        "previous": "before",
        "gone": [
            {
                "slug": "990019-990035-20180401",
                "iri": f"{base}id/agreement/990019-990035-20180401",
                "title": "青川市・赤池町 連携協約（2018-04-01）",
                "title_en": "Agreement between Aokawa-shi and Akaike-cho (2018-04-01)",
                "release": "before",
            },
            {
                "slug": "990019-990043-20190401",
                "iri": f"{base}id/agreement/990019-990043-20190401",
                "title": "青川市・緑村 連携協約（2019-04-01）",
                "title_en": "Agreement between Aokawa-shi and Midori-mura (2019-04-01)",
                "release": "before",
                "withdrawn_on": "2026-11-26",
                "reason": "the original was wrong",
                "reason_ja": "原本の誤り",
                "replaced_by": f"{base}id/agreement/{SLUG}",
            },
        ],
        "datatypes": {"http://www.w3.org/ns/oa#start": _NATURAL, "http://www.w3.org/ns/oa#end": _NATURAL},
        "warnings": [{"path": "example.txt", "line": 3, "code": "x", "message": "look here", "message_ja": "要確認"}],
    }
    return manifest
