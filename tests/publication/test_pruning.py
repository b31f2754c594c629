"""``--keep``: old releases go, never the live one nor one that somebody works with."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.bundled import bundled
from kg.lease import in_use, to_be_removed
from kg.publication import CURRENT, MANIFEST
from kg.publication.pruning import Pruned, prune_releases
from kg.publication.release import make_current
from tests.publication.small_build import bare_build


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Releases a to d, written in that order; c is live."""
    for second, name in enumerate("abcd"):
        folder = tmp_path / "releases" / name
        folder.mkdir(parents=True)
        (folder / MANIFEST).write_text("{}")
        os.utime(folder / MANIFEST, (second, second))
    make_current(tmp_path, "c")
    return tmp_path


def _left(out: Path) -> list[str]:
    return sorted(path.name for path in (out / "releases").iterdir() if path.is_dir())


def test_the_live_one_and_the_last_stay(out: Path) -> None:
    assert prune_releases(out, keep=2) == Pruned(removed=("a", "b"))
    assert _left(out) == ["c", "d"]


def test_the_live_one_stays_whatever_its_age(out: Path) -> None:
    make_current(out, "a")
    assert prune_releases(out, keep=1).removed == ("b", "c", "d")
    assert _left(out) == ["a"]


def test_what_is_in_use_stays(out: Path) -> None:
    with in_use(out / "releases" / "b"):
        assert prune_releases(out, keep=1) == Pruned(removed=("a", "d"), in_use=("b",))
    assert _left(out) == ["b", "c"]


def test_nobody_takes_what_is_being_removed(tmp_path: Path) -> None:
    with to_be_removed(tmp_path) as free:
        assert free
        with pytest.raises(BlockingIOError), in_use(tmp_path):
            pass


def test_a_build_says_what_it_removed(out: Path) -> None:
    with in_use(out / "releases" / "d"):
        built = bare_build(min(bundled("data", "agreements").glob("*.txt")), out=out, keep=2)
    said = [notice.message for notice in built.notices]
    assert {"release a removed", "release b removed", "release c removed"} <= {*said}
    assert _left(out) == sorted(["d", built.release_id])
    assert (out / CURRENT / MANIFEST).is_file()
