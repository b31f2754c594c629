"""The numbers of paragraphs as Word counts and shows them."""

from __future__ import annotations

import pytest

from tests.reading.docx_files import abstract, level, num, numbered, p, words

_ARTICLES = (
    level(0, "第%1条") + level(1, "%2", "decimalFullWidth") + level(2, "(%3)") + level(3, "%4", "aiueoFullWidth")
)
NUMBERS = {
    "levels": (
        numbered("目的")
        + numbered("甲", 1)
        + numbered("号", 2)
        + numbered("ア", 3)
        + numbered("ア", 3)
        + numbered("乙", 1)
        + numbered("号", 2)
        + numbered("組織"),
        abstract(_ARTICLES) + num(),
        "第1条 目的\n１ 甲\n(1) 号\nア ア\nイ ア\n２ 乙\n(1) 号\n第2条 組織",
    ),
    "level used before the one above": (
        numbered("甲", 2),
        abstract(level(0, "%1") + level(2, "%1.%3")) + num(),
        "1.1 甲",
    ),
    "suffixes": (
        numbered("甲") + numbered("乙", 1),
        abstract(level(0, "第%1条", more='<w:suff w:val="nothing"/>') + level(1, "%2", more='<w:suff w:val="space"/>'))
        + num(),
        "第1条甲\n1 乙",
    ),
    "two lists of one kind count on": (
        numbered("甲", list_id=1) + numbered("乙", list_id=2),
        abstract(level(0, "%1")) + num(1) + num(2),
        "1 甲\n2 乙",
    ),
    "a start of its own": (
        numbered("甲", list_id=1) + numbered("乙", list_id=2) + numbered("丙", list_id=2) + numbered("丁", list_id=1),
        abstract(level(0, "%1"))
        + num(1)
        + num(2, more='<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'),
        "1 甲\n5 乙\n6 丙\n7 丁",
    ),
    "a level of its own": (
        numbered("甲", list_id=2),
        abstract(level(0, "%1")) + num(2, more=f'<w:lvlOverride w:ilvl="0">{level(0, "〔%1〕")}</w:lvlOverride>'),
        "〔1〕 甲",
    ),
    "never anew": (
        numbered("甲") + numbered("号", 1) + numbered("乙") + numbered("号", 1),
        abstract(level(0, "%1") + level(1, "(%2)", more='<w:lvlRestart w:val="0"/>')) + num(),
        "1 甲\n(1) 号\n2 乙\n(2) 号",
    ),
    "legal numbers": (
        numbered("甲") + numbered("乙", 1),
        abstract(level(0, "%1", "japaneseCounting") + level(1, "%1.%2", more="<w:isLgl/>")) + num(),
        "一 甲\n1.1 乙",
    ),
    "bullets print nothing": (numbered("甲"), abstract(level(0, "・", "bullet")) + num(), "甲"),
    "list that is not defined": (numbered("甲", list_id=9), abstract(level(0, "%1")) + num(), "甲"),
}


@pytest.mark.parametrize(("body", "numbering", "expected"), NUMBERS.values(), ids=NUMBERS)
def test_numbers(body: str, numbering: str, expected: str) -> None:
    assert words(body, numbering=numbering) == expected


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [
        ("decimal", "1 2 3 10 11"),
        ("decimalFullWidth", "１ ２ ３ １０ １１"),
        ("aiueo", "ｱ ｲ ｳ ｺ ｻ"),
        ("aiueoFullWidth", "ア イ ウ コ サ"),
        ("iroha", "ｲ ﾛ ﾊ ﾇ ﾙ"),
        ("irohaFullWidth", "イ ロ ハ ヌ ル"),
        ("japaneseCounting", "一 二 三 十 十一"),
        ("japaneseDigitalTenThousand", "一 二 三 一〇 一一"),
        ("japaneseLegal", "壱 弐 参 壱拾 壱拾壱"),
        ("decimalEnclosedCircle", "① ② ③ ⑩ ⑪"),
        ("decimalEnclosedParen", "⑴ ⑵ ⑶ ⑽ ⑾"),
        ("lowerLetter", "a b c j k"),
        ("upperRoman", "I II III X XI"),
        ("lowerRoman", "i ii iii x xi"),
        ("ideographTraditional", "甲 乙 丙 癸 甲甲"),
    ],
)
def test_formats_of_numbers(number_format: str, expected: str) -> None:
    marks = words("".join(numbered("x") for _ in range(11)), numbering=abstract(level(0, "%1", number_format)) + num())
    lines = [line.split()[0] for line in marks.split("\n")]
    assert " ".join([*lines[:3], *lines[9:]]) == expected


def _style(name: str, properties: str, based_on: str = "", more: str = "") -> str:
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="paragraph" w:styleId="{name}" {more}>{based}<w:pPr>{properties}</w:pPr></w:style>'


def test_numbers_by_style() -> None:
    """A style has a list, one that is based on it inherits it, a paragraph can take itself out."""
    numbering = abstract(
        level(0, "第%1条", more='<w:pStyle w:val="Article"/>') + level(1, "%2", more='<w:pStyle w:val="Paragraph"/>')
    )
    styles = (
        _style("Article", '<w:numPr><w:numId w:val="1"/></w:numPr>')
        + _style("Paragraph", '<w:numPr><w:numId w:val="1"/></w:numPr>')
        + _style("Special", "", "Article")
    )
    out = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = "".join(
        p(text, f'<w:pStyle w:val="{style}"/>{more}')
        for text, style, more in (
            ("甲", "Article", ""),
            ("乙", "Paragraph", ""),
            ("丙", "Paragraph", ""),
            ("丁", "Special", ""),
            ("戊", "Article", out),
            ("己", "Article", ""),
        )
    )
    assert words(body, numbering=numbering + num(), styles=styles) == "第1条 甲\n1 乙\n2 丙\n第2条 丁\n戊\n第3条 己"


def test_list_by_a_style_of_numbering() -> None:
    """An abstract list may only name the style that defines it (``numStyleLink``)."""
    linking = '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Rules"/></w:abstractNum>'
    numbering = abstract(level(0, "%1", "irohaFullWidth")) + linking + num(1, 1) + num(2, 2)
    styles = (
        '<w:style w:type="numbering" w:styleId="Rules"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    assert (
        words(numbered("甲", list_id=2) + numbered("乙", list_id=2), numbering=numbering, styles=styles)
        == "イ 甲\nロ 乙"
    )
