"""Which files are inputs, what they are called, and what the release id depends on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.publication.inputs import Input, collect_inputs, input_files, release_id, skipped_files
from kg.publication.manifest import published_settings
from kg.settings import Settings


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "deep").mkdir()
    for name in ("b.txt", "a.txt", "deep/c.txt", "README.md", ".hidden.txt", "a.txt.meta.toml"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    return tmp_path


def _id(*paths: Path, settings: Settings | None = None, epoch: int | None = None) -> str:
    values = published_settings(settings or Settings())
    return release_id(collect_inputs(paths), settings=values, source_date_epoch=epoch)


def _paths(inputs: tuple[Input, ...]) -> list[str]:
    return [entry.path for entry in inputs]


def test_a_folder_gives_its_source_files(folder: Path) -> None:
    assert _paths(collect_inputs([folder])) == ["a.txt", "b.txt", "deep/c.txt"]


def test_extensions_may_be_in_any_case(folder: Path) -> None:
    names = ["deep/D.TXT", "deep/e.html", "deep/f.HTM", "deep/g.docx", "deep/h.Pdf"]
    for name in names:
        (folder / name).write_text(name, encoding="utf-8")
    assert _paths(collect_inputs([folder])) == sorted(["a.txt", "b.txt", "deep/c.txt", *names])


def test_every_other_file_is_skipped_aloud(folder: Path) -> None:
    """A sidecar without its source is not read; a hidden file nobody expects to be read, a named one is read."""
    (folder / "gone.txt.meta.toml").touch()
    (folder / "deep" / "e.doc").touch()
    expected = [folder / "README.md", folder / "deep" / "e.doc", folder / "gone.txt.meta.toml"]
    assert list(skipped_files([folder, folder])) == expected
    assert list(skipped_files([folder, folder / "README.md"])) == expected[1:]
    assert skipped_files([folder / "a.txt"]) == ()


def test_sidecars_are_inputs_too(folder: Path) -> None:
    inputs = collect_inputs([folder])
    assert [entry.sidecar is not None for entry in inputs] == [True, False, False]
    assert [file.path for file in input_files(inputs)] == ["a.txt", "a.txt.meta.toml", "b.txt", "deep/c.txt"]


def test_each_file_counts_once_in_any_order(folder: Path) -> None:
    named = [folder / "deep" / "c.txt", folder / "a.txt", folder, folder / "b.txt"]
    assert collect_inputs(named) == collect_inputs(named[::-1]) == collect_inputs([folder])


def test_a_named_file_may_have_any_extension(folder: Path) -> None:
    assert _paths(collect_inputs([folder / "README.md"])) == ["README.md"]


def test_missing_or_empty_is_an_error(folder: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        collect_inputs([folder / "none"])
    (folder / "empty").mkdir()
    with pytest.raises(InputError, match="no source file found"):
        collect_inputs([folder / "empty"])


def test_id_is_the_same_wherever_and_whenever(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "deep").mkdir()
    for name in ("a.txt", "b.txt", "deep/c.txt", "a.txt.meta.toml"):
        (elsewhere / name).write_text(name, encoding="utf-8")
    os.utime(elsewhere / "a.txt", (0, 0))
    assert _id(elsewhere) == _id(folder)
    assert len(_id(folder)) == 16


def test_id_changes_with_every_input(folder: Path) -> None:
    ids = [_id(folder), _id(folder / "a.txt"), _id(folder, epoch=0), _id(folder, settings=Settings(publisher_name="x"))]
    ids.append(_id(folder, settings=Settings(base_iri="https://example.jp/")))
    (folder / "a.txt.meta.toml").write_text("other", encoding="utf-8")
    ids.append(_id(folder))
    (folder / "b.txt").write_text("other", encoding="utf-8")
    ids.append(_id(folder))
    (folder / "b.txt").rename(folder / "d.txt")
    ids.append(_id(folder))
    assert len(set(ids)) == len(ids)


def test_id_does_not_depend_on_the_servers_settings(folder: Path) -> None:
    assert _id(folder, settings=Settings(query_timeout=1.0, query_workers=9)) == _id(folder)


def test_id_changes_with_bundled_files_and_code(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = _id(folder)
    ontology = tmp_path / "resources" / "ontology"
    ontology.mkdir(parents=True)
    (ontology / "renkei.ttl").write_text("", encoding="utf-8")
    data = tmp_path / "resources" / "data"
    data.mkdir()
    (data / "municipality-changes.csv").write_text("", encoding="utf-8")
    monkeypatch.setattr("kg.publication.inputs.bundled", lambda *parts: tmp_path.joinpath("resources", *parts))
    changed = _id(folder)
    monkeypatch.setattr("kg.publication.inputs.__version__", "9.9.9")
    assert len({before, changed, _id(folder)}) == 3
