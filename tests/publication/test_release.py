"""Releases on disk: reuse, damage, history, the lock."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import ReleaseError
from kg.live_times import LIVE_TIMES, live_times
from kg.publication import CURRENT, MANIFEST, read_manifest, verify_release
from kg.publication.exchange import exchange
from kg.publication.release import locked
from tests.publication.small_build import bare_build
from tests.small_agreements import SAPPORO_IWAMIZAWA, write_agreement


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_agreement(tmp_path_factory.mktemp("first"))


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_agreement(tmp_path_factory.mktemp("second"), name="second.txt", text=SAPPORO_IWAMIZAWA)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, first: Path) -> Path:
    out = tmp_path_factory.mktemp("built")
    assert bare_build(first, out=out).exit_code == 0
    return out


@pytest.fixture
def out(built: Path, tmp_path: Path) -> Path:
    """A copy of an output folder with one release."""
    return Path(shutil.copytree(built, tmp_path / "build", symlinks=True))


@contextmanager
def held_by_another_process(out: Path) -> Iterator[None]:
    """Another process has the lock."""
    script = (
        "import sys; from pathlib import Path; from kg.publication.release import locked\n"
        "with locked(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", script, str(out)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield
        process.kill()


def test_an_intact_release_is_used_again(out: Path, first: Path) -> None:
    before = (out / CURRENT / MANIFEST).stat()
    outcome = bare_build(first, out=out)
    after = (out / CURRENT / MANIFEST).stat()
    assert outcome.reused
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def _cut(release: Path) -> None:
    path = release / "renkei.ttl"
    path.write_bytes(path.read_bytes()[:-1])


def _altered(release: Path) -> None:
    path = release / "catalog.nt"
    path.write_bytes(path.read_bytes().replace(b"a", b"b", 1))


def _missing(release: Path) -> None:
    (release / "tables" / "roles.csv").unlink()


def _no_manifest(release: Path) -> None:
    (release / MANIFEST).unlink()


def _broken_manifest(release: Path) -> None:
    (release / MANIFEST).write_text('{"format": 1}', encoding="utf-8")


def _other_format(release: Path) -> None:
    content = json.loads((release / MANIFEST).read_bytes())
    (release / MANIFEST).write_text(json.dumps({**content, "format": 2}), encoding="utf-8")


def _no_store(release: Path) -> None:
    shutil.rmtree(release / "store")


def _store_changed(release: Path) -> None:
    node = NamedNode("https://example.jp/")
    store = Store(str(release / "store"))
    store.add(Quad(node, node, Literal("x"), node))
    store.flush()


every_damage = pytest.mark.parametrize(
    "damage",
    [_cut, _altered, _missing, _no_manifest, _broken_manifest, _other_format, _no_store, _store_changed],
    ids=lambda damage: damage.__name__.strip("_"),
)


@every_damage
def test_a_damaged_release_is_replaced(out: Path, damage: Callable[[Path], None], first: Path) -> None:
    identifier = verify_release(out / CURRENT).id
    damage(out / CURRENT)
    with pytest.raises(ReleaseError):
        verify_release(out / CURRENT)
    outcome = bare_build(first, out=out)
    assert (outcome.reused, outcome.release_id) == (False, identifier)
    assert verify_release(out / CURRENT).id == identifier
    assert sorted(path.name for path in (out / "releases").iterdir()) == sorted([identifier, LIVE_TIMES])


def test_releases_know_the_one_before(out: Path, first: Path, second: Path) -> None:
    older = read_manifest(out / CURRENT).id
    newer = bare_build(second, out=out).release_id
    assert read_manifest(out / CURRENT).previous == older
    assert bare_build(second, out=out).reused
    assert bare_build(first, out=out).release_id == older
    assert (out / CURRENT).readlink() == Path("releases") / older
    (out / "releases" / newer / MANIFEST).unlink()
    bare_build(second, out=out)
    assert read_manifest(out / CURRENT).previous == older
    assert [each.release for each in live_times(out / "releases")] == [older, newer, older, newer]


def test_releases_know_what_is_gone(out: Path, first: Path, second: Path) -> None:
    older = read_manifest(out / CURRENT)
    assert older.gone == ()
    bare_build(second, out=out)
    newer = read_manifest(out / CURRENT)
    assert [(entry.slug, entry.iri, entry.release) for entry in newer.gone] == [
        (entry.slug, entry.iri, older.id) for entry in older.agreements
    ]
    bare_build(first, second, out=out)
    assert read_manifest(out / CURRENT).gone == ()


def test_a_replaced_release_keeps_its_history(out: Path, second: Path) -> None:
    older = read_manifest(out / CURRENT).id
    bare_build(second, out=out)
    _cut(out / CURRENT)
    bare_build(second, out=out)
    assert read_manifest(out / CURRENT).previous == older


def test_leftovers_are_removed(out: Path, first: Path) -> None:
    leftover = out / "releases" / ".building-0123"
    leftover.mkdir()
    (leftover / "renkei.ttl").write_text("", encoding="utf-8")
    (out / ".current-new").symlink_to("nowhere")
    bare_build(first, out=out)
    assert not leftover.exists()
    assert not (out / ".current-new").is_symlink()


def test_the_lock_is_free_after_its_holder_is_killed(out: Path) -> None:
    with held_by_another_process(out), pytest.raises(ReleaseError, match="another build is writing"), locked(out):
        pass
    with locked(out):
        pass


def test_paths_can_change_names(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.mkdir()
    second.mkdir()
    (first / "one").touch()
    exchange(first, second)
    assert (second / "one").exists()
    assert not list(first.iterdir())
    with pytest.raises(FileNotFoundError):
        exchange(first, tmp_path / "c")
