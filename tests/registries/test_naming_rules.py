"""Naming rules and words: wrong rows are named, and the words are what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.registries.naming_rules import COLUMNS, WORD_COLUMNS, WordUse, load_naming_rules, read_naming_rules

_WORD = "各,bars,note"
_RULE = "a,system,{head}館,place,,注,note"


def _read(tmp_path: Path, rule: str, word: str) -> None:
    rules, words = tmp_path / "naming-rules.csv", tmp_path / "naming-words.csv"
    rules.write_text(f"{','.join(COLUMNS)}\n{rule}\n", encoding="utf-8")
    words.write_text(f"{','.join(WORD_COLUMNS)}\n{word}\n", encoding="utf-8")
    read_naming_rules(rules, words)


def test_right_rows_are_read(tmp_path: Path) -> None:
    _read(tmp_path, _RULE, _WORD)


@pytest.mark.parametrize(
    ("rule", "word", "message"),
    [
        ("a,system,館,place,,注,note", _WORD, "pattern: found '館', expected {head}"),
        ("a,system,{head}(,place,,注,note", _WORD, "expected a regular expression"),
        ("a,system,{head}館,luck,,注,note", _WORD, "requires: found 'luck', expected place or"),
        ("a,System,{head}館,place,,注,note", _WORD, "kind: found 'System', expected lower-case words"),
        ("a,system,{head}館,place,x*,注,note", _WORD, "context: found 'x*', expected a pattern that needs words"),
        (f"{_RULE}\n{_RULE}", _WORD, "csv:3: id: found 'a', expected each rule once"),
        (_RULE, "各,sometimes,note", "use: found 'sometimes', expected generic or"),
        (_RULE, f"{_WORD}\n{_WORD}", "csv:3: word: found '各', expected each word once a use"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, rule: str, word: str, message: str) -> None:
    with pytest.raises(InputError) as raised:
        _read(tmp_path, rule, word)
    assert message in str(raised.value)


def test_the_longest_words_are_taken_out_first() -> None:
    for use in WordUse:
        lengths = [len(word) for word in load_naming_rules().words[use]]
        assert lengths == sorted(lengths, reverse=True)
        assert lengths
