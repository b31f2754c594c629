"""A folder with files of several formats becomes one release; places count the text that is published with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.formats import DOCX, HTML
from kg.reading.source_file import read_source
from kg.vocabulary import DCTERMS, OA, RENKEI
from tests.formats.pages import cells_of, plain_page
from tests.formats.readings import source_text
from tests.publication.conftest import BuiltRelease
from tests.publication.small_build import small_build
from tests.reading.docx_files import cell, docx, p, table
from tests.sources import AGREEMENTS


def _document(text: str) -> bytes:
    rows = (cells_of(line) for line in text.splitlines() if line.strip())
    return docx("".join(table("".join(map(cell, row))) if len(row) > 1 else p(row[0]) for row in rows))


#: File name, what it is made of and how, its media type.
FILES: list[tuple[str, Path, Callable[[str], bytes], str]] = [
    ("a.HTM", AGREEMENTS / "asahikawa-biei.txt", lambda text: plain_page(text).encode(), HTML.media_type),
    ("b.docx", AGREEMENTS / "sapporo-iwamizawa.txt", _document, DOCX.media_type),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("sources")
    for name, path, write, _ in FILES:
        (made / name).write_bytes(write(source_text(path)))
    return made


@pytest.fixture(scope="module")
def mixed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> BuiltRelease:
    outcome = small_build(folder, out=tmp_path_factory.mktemp("build"))
    assert outcome.directory is not None
    assert outcome.manifest is not None
    return BuiltRelease(outcome.directory, outcome.manifest)


def test_every_file_is_an_input(mixed: BuiltRelease) -> None:
    assert [entry.path for entry in mixed.manifest.inputs] == [name for name, *_ in FILES]


@pytest.mark.parametrize(("name", "media_type"), [(name, media_type) for name, *_, media_type in FILES])
def test_places_count_the_published_text(mixed: BuiltRelease, folder: Path, name: str, media_type: str) -> None:
    source = read_source(folder / name)
    (slug, quads) = next(
        (entry.slug, quads)
        for entry in mixed.manifest.agreements
        if _values(quads := mixed.quads(f"agreements/{entry.slug}.nt"), RENKEI["fileName"]) == [name]
    )
    assert (mixed.directory / f"agreements/{slug}/source.txt").read_bytes().decode() == source.text
    assert _values(quads, DCTERMS["format"]) == [media_type]
    assert _values(quads, RENKEI["sha256"]) == [source.sha256]
    starts, ends, words = (
        {
            quad.subject: quad.object.value
            for quad in quads
            if quad.predicate == OA[term] and isinstance(quad.object, Literal)
        }
        for term in ("start", "end", "exact")
    )
    assert len(words) > 10
    assert all(source.text[int(starts[node]) : int(ends[node])] == exact for node, exact in words.items())


def _values(quads: list[Quad], predicate: NamedNode) -> list[str]:
    return [quad.object.value for quad in quads if quad.predicate == predicate and isinstance(quad.object, Literal)]
