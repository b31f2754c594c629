"""改め文: place, operation, old and new words of each operation."""

from __future__ import annotations

import pytest

from kg.extraction.amending_sentences import parse_sentence
from kg.extraction.loci import Locus
from kg.model.text import Passage

ADDED = (Passage.plain("2 甲及び乙は、", start=500), Passage.plain("毎年度協議を行う。", start=520))

Row = tuple[str, str, str | None, list[str]]
CASES: list[tuple[str, list[Row]]] = [
    (
        "第2条第1号中「生活機能」を「生活機能等」に改め、同条に次の1項を加える。",
        [
            ("第2条第1号", "replace", "生活機能", ["生活機能等"]),
            ("第2条", "insert", None, [line.text for line in ADDED]),
        ],
    ),
    (
        "第3条を第4条とし、第2条の次に次の1条を加える。",
        [("第3条", "renumber", "第3条", ["第4条"]), ("第2条", "insert", None, [line.text for line in ADDED])],
    ),
    (
        "別表第1中1の項の(1)の次に次のように加える。",
        [("別表第1の1の項の(1)", "insert", None, [line.text for line in ADDED])],
    ),
    (
        "別表第2の2の項を削り、3の項を2の項とする。",
        [("別表第2の2の項", "delete", None, []), ("別表第2の3の項", "renumber", "3の項", ["2の項"])],
    ),
    (
        "第1条中「A」を「B」に、「C」を「D」に改め、第3条第2項中「「甲」」を「『乙』」に改める。",
        [
            ("第1条", "replace", "A", ["B"]),
            ("第1条", "replace", "C", ["D"]),
            ("第3条第2項", "replace", "「甲」", ["『乙』"]),
        ],
    ),
    (
        "第5条を削り、第6条を第5条とし、第7条から第9条までを1条ずつ繰り上げる。",
        [
            ("第5条", "delete", None, []),
            ("第6条", "renumber", "第6条", ["第5条"]),
            ("第7条から第9条まで", "renumber", None, ["1条ずつ繰り上げる"]),
        ],
    ),
    ("第3条第2項及び第4項を削る。", [("第3条第2項", "delete", None, []), ("第3条第4項", "delete", None, [])]),
    (
        "第4条の見出し中「費用」を「経費」に改め、同条第1項中「甲」の次に「及び乙」を加え、同条第2項を同条第3項とする。",
        [
            ("第4条の見出し", "replace", "費用", ["経費"]),
            ("第4条第1項", "insert", "甲", ["及び乙"]),
            ("第4条第2項", "renumber", "同条第2項", ["同条第3項"]),
        ],
    ),
    ("第7条を次のように改める。", [("第7条", "replace", None, [line.text for line in ADDED])]),
    (
        "第2条第3号ア中「、加え、削り、」を削り、同号イを同号ウとする。",
        [("第2条第3号ア", "delete", "、加え、削り、", []), ("第2条第3号イ", "renumber", "同号イ", ["同号ウ"])],
    ),
    ("附則第2項を削る。", [("附則第2項", "delete", None, [])]),
    ("第九条中「一部事務組合」を「広域連合」に改める。", [("第九条", "replace", "一部事務組合", ["広域連合"])]),
    ("第6条の2を第6条の3とする。", [("第6条の2", "renumber", "第6条の2", ["第6条の3"])]),
    ("題名中「協定」を「協定書」に改める。", [("題名", "replace", "協定", ["協定書"])]),
    ("甲及び乙は、協力するものとする。", []),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES, ids=[sentence[:14] for sentence, _ in CASES])
def test_operations(sentence: str, expected: list[Row]) -> None:
    changes, _ = parse_sentence(Passage.plain(sentence, start=100), ADDED, Locus())
    found = [(c.locus, c.operation.value, c.old.text if c.old else None, [new.text for new in c.new]) for c in changes]
    assert found == expected


def test_words_of_an_operation_are_its_stretch_of_the_sentence_and_the_added_lines() -> None:
    sentence = "第2条中「A」を「B」に改め、同条に次の1項を加える。"
    (first, second), last = parse_sentence(Passage.plain(sentence, start=100), ADDED, Locus())
    assert first.words.text == "第2条中「A」を「B」に改め、"
    assert [(span.start, span.end) for span in second.words.spans][1:] == [(500, 508), (520, 529)]
    assert last.text == "第2条"


def test_a_quotation_that_is_not_closed_hides_nothing() -> None:
    changes, _ = parse_sentence(Passage.plain("第2条中「Aを削る。", start=0), (), Locus())
    assert [change.operation.value for change in changes] == ["delete"]


def test_time_grows_with_the_length_of_a_sentence() -> None:
    """Ten thousand operations in one sentence are read, none twice."""
    sentence = "、".join(f"第{n}条中「A」を「B」に改め" for n in range(1, 10_001))
    changes, _ = parse_sentence(Passage.plain(sentence, start=0), (), Locus())
    assert len(changes) == 10_000
    assert changes[-1].locus == "第10000条"
