"""Reading a release, whole and damaged."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.errors import ReleaseError
from kg.store.release import load_release
from tests.web.release_fixture import SLUG, write_release

Damage = Callable[[Path, dict[str, Any]], object]


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return write_release(tmp_path / "releases" / "example")


def test_a_release_is_read(directory: Path) -> None:
    release = load_release(directory)
    assert release.manifest.counts.agreements == 1
    assert release.agreements[SLUG].title.startswith("青川市")
    assert release.files["renkei.ttl"].media_type == "text/turtle"
    assert release.iris.area("990019") == "https://example.jp/id/area/990019"


def test_the_pointer_is_resolved_once(directory: Path) -> None:
    current = directory.parent.parent / "current"
    current.symlink_to("releases/example")
    assert load_release(current).directory == directory


def _drop(key: str) -> Damage:
    return lambda _directory, manifest: manifest.pop(key)


def _change(*keys: str | int, to: object) -> Damage:
    def damage(_directory: Path, manifest: dict[str, Any]) -> None:
        place: Any = manifest
        for key in keys[:-1]:
            place = place[key]
        place[keys[-1]] = to

    return damage


DAMAGES: dict[str, tuple[Damage, str]] = {
    "another format": (_change("format", to=2), "format"),
    "no counts": (_drop("counts"), "counts"),
    "a size that is no number": (_change("files", 0, "bytes", to="many"), r"files\.0\.bytes"),
    "a wrong size": (_change("files", 0, "bytes", to=1), "expected 1$"),
    "a path outside": (_change("files", 0, "path", to="../../elsewhere"), "outside the release"),
    "a missing file": (lambda directory, _: (directory / "renkei.nt").unlink(), r"renkei\.nt: missing"),
    "a missing store": (lambda directory, _: (directory / "store" / "CURRENT").unlink(), "no query store"),
}


@pytest.mark.parametrize(("damage", "message"), DAMAGES.values(), ids=DAMAGES)
def test_damage_is_named(directory: Path, damage: Damage, message: str) -> None:
    path = directory / "manifest.json"
    manifest = json.loads(path.read_bytes())
    damage(directory, manifest)
    path.write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(ReleaseError, match=message) as raised:
        load_release(directory)
    assert raised.value.message_ja


def test_no_json(directory: Path) -> None:
    (directory / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(ReleaseError, match=r"manifest\.json"):
        load_release(directory)


def test_no_release(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="renkei build"):
        load_release(tmp_path / "current")
