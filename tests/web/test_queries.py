"""The stored queries: they parse, say what they are for, and name only terms that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.store.guard import guard_query
from kg.vocabulary import PREFIXES
from kg.web.examples import load_examples
from kg.web.site import QUERIES

FILES = sorted(QUERIES.rglob("*.rq"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_query(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    guarded = guard_query(text)
    assert not guarded.names_dataset
    Store().query(text)
    declared = dict(re.findall(r"^PREFIX ([\w-]+): <([^>]*)>$", text, re.MULTILINE))
    assert declared.items() <= PREFIXES.items()
    body = re.sub(r"^(?:#|PREFIX).*$", "", text, flags=re.MULTILINE)
    assert {prefix for prefix in declared if not re.search(rf"(?<![\w-]){prefix}:", body)} == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_count_over_alternative_paths(path: Path) -> None:
    """The engine loses duplicates of ``a|b`` paths, so nothing may be counted over them."""
    text = path.read_text(encoding="utf-8")
    assert not ("COUNT(" in text and re.search(r"[\w)>]\s*\|\s*[\w(<^]", text))


def test_every_example_asks_in_both_languages() -> None:
    examples = load_examples()
    assert len(examples) == len(list((QUERIES / "examples").glob("*.rq"))) >= 30
    for example in examples:
        assert re.search(r"[ぁ-ん]", example.question_ja)
        assert example.question_en.isascii()
        assert example.text.startswith("PREFIX")
