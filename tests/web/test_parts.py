"""Parts of the data set made on request, and the checksum beside every download."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path

import httpx
import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.formats import DATASET_FORMATS, GRAPH_FORMATS, GZIP, ZSTD, Format
from kg.packing import pack_gzip, pack_zstd
from kg.vocabulary import RENKEI
from kg.web.parts import parse_part
from tests.web.release_fixture import AGREEMENT, GRAPH, SLUG, example_quads


def _code(property_name: str) -> str:
    """The last path segment of what the example says by a property."""
    values = {quad.object for quad in example_quads() if quad.predicate == RENKEI[property_name]}
    return str(sorted(values, key=str)[0]).strip("<>").rpartition("/")[2]


PARTS = [
    f"municipalities/{_code('municipality')}",
    f"areas/{_code('area')}",
    f"agreements/{SLUG}",
]
every_part = pytest.mark.parametrize("part", PARTS, ids=lambda part: part.partition("/")[0])


@every_part
@pytest.mark.parametrize("syntax", GRAPH_FORMATS, ids=lambda syntax: syntax.name)
def test_a_part_holds_its_agreements_and_nothing_else(client: httpx.Client, part: str, syntax: Format) -> None:
    answer = client.get(f"/download/{part}.{syntax.extension}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, syntax.content_type)
    assert isinstance(syntax.engine, RdfFormat)
    found = set(parse(answer.content, format=syntax.engine))
    expected = {quad for quad in example_quads() if quad.graph_name == NamedNode(GRAPH)}
    assert len(expected) > 50
    assert found == (expected if syntax in DATASET_FORMATS else {Quad(*quad.triple) for quad in expected})
    assert any(quad.subject == NamedNode(AGREEMENT) for quad in found)


@every_part
def test_a_part_is_packed_and_known_again(client: httpx.Client, part: str) -> None:
    plain = client.get(f"/download/{part}.nq", headers={"Accept-Encoding": "identity"})
    for packing, pack in ((GZIP, pack_gzip), (ZSTD, pack_zstd)):
        packed = client.get(f"/download/{part}.nq.{packing.extension}")
        assert packed.headers["content-type"] == packing.media_type
        assert packed.content == pack(plain.content)
        again = {"If-None-Match": packed.headers["etag"]}
        assert client.get(f"/download/{part}.nq.{packing.extension}", headers=again).status_code == 304
    assert client.head(f"/download/{part}.nq").headers["content-length"] == str(len(plain.content))


def test_every_file_has_its_checksum(client: httpx.Client, release_directory: Path) -> None:
    for file in json.loads((release_directory / "manifest.json").read_bytes())["files"]:
        answer = client.get(f"/download/{file['path']}.sha256")
        assert answer.text == f"{file['sha256']}  {file['path'].rpartition('/')[2]}\n"
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize("path", ["renkei.nt", "manifest.json", f"{PARTS[0]}.trig", f"{PARTS[0]}.trig.zst"])
def test_sha256sum_checks_a_download(client: httpx.Client, tmp_path: Path, path: str) -> None:
    name = path.rpartition("/")[2]
    file = tmp_path / name
    file.write_bytes(client.get(f"/download/{path}", headers={"Accept-Encoding": "identity"}).content)
    (tmp_path / "sums").write_bytes(client.get(f"/download/{path}.sha256").content)
    done = subprocess.run(["sha256sum", "--check", "sums"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.startswith(f"{name}: ")
    file.write_bytes(file.read_bytes() + b"\n")
    assert hashlib.sha256(file.read_bytes()).hexdigest() not in (tmp_path / "sums").read_text(encoding="utf-8")
    assert subprocess.run(["sha256sum", "--check", "sums"], cwd=tmp_path, capture_output=True, check=False).returncode


@pytest.mark.parametrize(
    "path",
    [
        "municipalities/999999.ttl",
        "areas/999999.nq",
        "agreements/nothing.trig",
        "municipalities/999999.ttl.sha256",
        "nothing.sha256",
        "renkei.nt.sha256.sha256",
        "municipalities/x%3E%20%7D.ttl",
        "municipalities/012041.csv",
    ],
)
def test_nothing_is_made_of_nothing(client: httpx.Client, path: str) -> None:
    assert client.get(f"/download/{path}").status_code == 404


def test_a_table_names_its_description(client: httpx.Client) -> None:
    answer = client.get("/download/tables/agreements.csv")
    metadata = '<csv-metadata.json>; rel="describedby"; type="application/csvm+json"'
    assert metadata in answer.headers["link"].split(", ")
    assert "describedby" not in client.get("/download/renkei.nt").headers["link"]


def test_paths_that_are_no_parts() -> None:
    assert [parse_part(path) for path in ("x/1.ttl", "areas/1", "areas/1.csv", "areas/1.ttl.br", "areas/a/b.ttl")] == [
        None
    ] * 5
