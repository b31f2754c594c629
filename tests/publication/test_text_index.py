"""The full-text index finds what a plain scan finds, in the order it promises, and reads no text for it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import EngineUnavailable
from kg.folding import folded
from kg.publication.text_index import write_text_index
from kg.store.text_index import TextIndex
from kg.vocabulary import RDF, RDFS, RENKEI

LETTERS = "市役所図書館アあｱィいICTⅡ①ー-。、 \n\"'*():{}𠮷か゛がﾊﾟﬁßée\u0301\x00"
texts = st.text(alphabet=LETTERS, max_size=12)
KINDS = ("Initiative", "Role", "Municipality", "Article")


def written(path: Path, things: list[tuple[str, str, str, str]]) -> TextIndex:
    """An index of (kind, title, content, text)."""
    quads = []
    for number, (kind, title, content, text) in enumerate(things):
        thing = NamedNode(f"http://example.jp/{number}")
        quads.append(Quad(thing, RDF["type"], RENKEI[kind]))
        for term, value in ((RDFS["label"], title), (RENKEI["content"], content), (RENKEI["text"], text)):
            quads.append(Quad(thing, term, Literal(value, language="ja")))
    path.unlink(missing_ok=True)
    write_text_index(path, quads)
    return TextIndex(path)


def _hold(words: list[str], *columns: str) -> bool:
    return all(word in "\n".join(columns) for word in words)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=150)
@given(st.lists(st.tuples(st.sampled_from(KINDS), texts, texts, texts), max_size=12), texts)
def test_hits_are_those_of_a_scan(tmp_path: Path, things: list[tuple[str, str, str, str]], asked: str) -> None:
    index = written(tmp_path / "index.sqlite", things)
    words = folded(asked).split()
    hay = {f"http://example.jp/{n}": [folded(text) for text in row[1:]] for n, row in enumerate(things)}
    expected = {iri for iri, (title, content, text) in hay.items() if words and _hold(words, title, content, text)}
    found = index.find(asked)
    assert found.complete
    assert {hit.iri for hit in found.hits} == expected
    scores = [hit.score for hit in found.hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    for hit in found.hits:
        title, content, _ = hay[hit.iri]
        lowest = 0.5 if _hold(words, title) else 0.25 if _hold(words, title, content) else 0.0
        assert lowest < hit.score <= max(2 * lowest, 0.25)
    index.close()


def test_the_best_come_first_and_no_more_than_wanted(tmp_path: Path) -> None:
    things = [("Initiative", f"図書館の相互利用その{'あ' * number}", "", "") for number in range(40)]
    things += [("Role", "別のこと", "", "図書館を開放する"), ("Municipality", "図書館", "", "")]
    index = written(tmp_path / "index.sqlite", things)
    found = index.find("図書館", at_most=10)
    assert not found.complete
    assert [hit.iri.rpartition("/")[2] for hit in found.hits] == ["41", *map(str, range(9))]
    assert found.hits[0].score == 1.0
    everything = index.find("図書館")
    assert (len(everything.hits), everything.hits[-1].kind) == (42, RENKEI["Role"].value)
    assert len(index.find("図書館", kinds={RENKEI["Initiative"].value}).hits) == 40


@pytest.mark.parametrize("words", ["ﾄｼｮｶﾝ", "トショカン", "としょかん"])
def test_readings_are_found_in_any_kana(tmp_path: Path, words: str) -> None:
    index = written(tmp_path / "index.sqlite", [("Municipality", "トショカン", "", "")])
    assert len(index.find(words).hits) == 1


def test_the_same_quads_give_the_same_file(tmp_path: Path) -> None:
    things = [(KINDS[number % 4], f"題{number}", f"内容{number}", "") for number in range(50)]
    files = []
    for name in ("a", "b"):
        written(tmp_path / name, things).close()
        files.append((tmp_path / name).read_bytes())
    assert files[0] == files[1]


def test_no_text_is_read_and_none_is_in_the_tables_of_words(tmp_path: Path) -> None:
    written(tmp_path / "index.sqlite", [("Initiative", "図書館", "", "")] * 3).close()
    with sqlite3.connect(tmp_path / "index.sqlite") as database:
        plan = database.execute(
            "EXPLAIN QUERY PLAN SELECT rowid FROM text_Initiative WHERE text_Initiative MATCH 'a' ORDER BY rowid"
        ).fetchall()
        assert ["VIRTUAL TABLE INDEX" in step[3] for step in plan] == [True]
        assert database.execute("SELECT titles FROM text_Initiative").fetchall() == [(None,)] * 3
    database.close()


def test_a_release_without_an_index_says_so(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable, match="no text index"):
        TextIndex(tmp_path / "index.sqlite").find("図書館")
