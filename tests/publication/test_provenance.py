"""The account of a build: what it used is on disk with those hashes, and its counts are those of what it wrote."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path

from pyoxigraph import Literal, Quad

from kg.bundled import bundled
from kg.registries.release_counts import STAGES, load_release_counts
from kg.vocabulary import DQV, PROV, RDF, RDFS, RENKEI, SPDX
from tests.publication.conftest import ASAHIKAWA, BuiltRelease
from tests.publication.small_build import bare_build


def _account(directory: Path) -> dict[str, object]:
    content: dict[str, object] = json.loads((directory / "provenance.json").read_bytes())
    return content


def _value(quad: Quad) -> str:
    assert isinstance(quad.object, Literal)
    return quad.object.value


def _counts(directory: Path) -> dict[str, int]:
    content = json.loads((directory / "provenance.json").read_bytes())
    return {count["name"]: count["value"] for stage in content["stages"] for count in stage["counts"]}


def test_every_file_that_was_used_has_its_hash(release: BuiltRelease) -> None:
    quads = release.quads("provenance.nt")
    labels = {str(quad.subject): _value(quad) for quad in quads if quad.predicate == RDFS["label"]}
    used = {labels.get(str(quad.object)) for quad in quads if quad.predicate == PROV["used"]}
    sums = {str(quad.subject): str(quad.object) for quad in quads if quad.predicate == SPDX["checksum"]}
    hashes = {str(quad.subject): _value(quad) for quad in quads if quad.predicate == SPDX["checksumValue"]}
    found = {labels[node]: hashes[checksum] for node, checksum in sums.items()}
    assert {ASAHIKAWA.name, f"{ASAHIKAWA.name}.meta.toml"} <= found.keys()
    tables = {f"data/registry/{path.name}" for path in bundled("data", "registry").glob("*.csv")}
    shapes = {f"shapes/{path.name}" for path in bundled("shapes").glob("*.ttl")}
    assert tables | shapes | {"ontology/renkei.ttl"} <= found.keys()
    assert found.keys() <= used
    for name, digest in found.items():
        path = bundled(*name.split("/")) if "/" in name else ASAHIKAWA.parent / name
        assert hashlib.sha256(path.read_bytes()).hexdigest() == digest


def test_counts_are_those_of_what_was_written(release: BuiltRelease) -> None:
    counts, kinds = (
        _counts(release.directory),
        Counter(quad.object for quad in release.quads("renkei.nq") if quad.predicate == RDF["type"]),
    )
    assert counts.keys() == {each.count for each in load_release_counts()}
    for count, kind in (("initiatives", "Initiative"), ("roles", "Role"), ("duties", "Duty"), ("articles", "Article")):
        assert counts[count] == kinds[RENKEI[kind]] > 0, count
    assert (counts["files-in"], counts["files-out"], counts["agreements-in"], counts["agreements-out"]) == (2, 2, 2, 2)
    assert counts["triples"] == len(release.quads("renkei.nq"))
    quads = release.quads("provenance.nt")
    measured = [_value(quad) for quad in quads if quad.predicate == DQV["value"]]
    assert sorted(measured) == sorted(map(str, counts.values()))
    stages = {quad.subject for quad in quads if quad.predicate == RDF["type"] and quad.object == PROV["Activity"]}
    assert len(stages) == len(STAGES)


def test_what_was_set_aside_and_corrected_is_counted(tmp_path: Path) -> None:
    source = tmp_path / "in" / ASAHIKAWA.name
    source.parent.mkdir()
    source.write_bytes(ASAHIKAWA.read_bytes())
    (source.parent / "twice.txt").write_bytes(ASAHIKAWA.read_bytes())
    (source.parent / "none.txt").write_text("お知らせ\n\n本日は休館です。\n", encoding="utf-8")
    start = ASAHIKAWA.read_text(encoding="utf-8").index("広域観光のネットワーク化")
    (source.parent / f"{source.name}.corrections.toml").write_text(
        f'[[correction]]\nauthor = "青川市 企画課"\ndate = 2026-11-01\nreason = "原本と照合した"\nstart = {start}\n'
        f'end = {start + 12}\nwords = "広域観光のネットワーク化"\nvalue = "広域観光のネットワーク化の推進"\n',
        encoding="utf-8",
    )
    built = bare_build(source.parent, out=tmp_path / "out")
    assert built.directory is not None
    counts = _counts(built.directory)
    assert (counts["files-in"], counts["files-out"], counts["files-set-aside"]) == (3, 2, 1)
    assert (counts["agreements-in"], counts["agreements-out"], counts["agreements-set-aside"]) == (2, 1, 1)
    assert counts["corrections"] == 1
    corrections = _account(built.directory)["corrections"]
    assert isinstance(corrections, list)
    (made,) = corrections
    assert (made["author"], made["made_on"], made["reason"]) == ("青川市 企画課", "2026-11-01", "原本と照合した")
    assert made["iri"] in (built.directory / "agreements" / "012041-014591-20220112.nt").read_text(encoding="utf-8")
