"""What the fixtures of odd layouts say, put down by hand from reading them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.drafting.captions import shared_captions
from kg.drafting.parsing import draft
from kg.drafting.writing import unclaimed_spans
from kg.extraction import report_on
from kg.identifiers import article_number
from kg.model.agreement import Report, SourceMetadata
from kg.model.drafting import (
    Article,
    Division,
    Draft,
    FrontKind,
    FrontLine,
    HistoryTag,
    Instrument,
    SignatureBlock,
    SignatureKind,
    SupplementaryProvisions,
    WrapperLine,
)
from kg.model.text import SourceText

FIXTURES = Path(__file__).parents[1] / "golden" / "fixtures"
#: Texts that no other format can hold: a page would cut the one line.
TEXTS = Path(__file__).parent / "texts"


def source_of(name: str) -> SourceText:
    path = FIXTURES / f"{name}.txt"
    text = (path if path.exists() else TEXTS / path.name).read_text(encoding="utf-8")
    return SourceText(name=f"{name}.txt", text=text, sha256="0" * 64, encoding="utf-8")


def tree_of(name: str) -> Draft:
    return draft(source_of(name))


def report_of(name: str) -> Report:
    return report_on(source_of(name), SourceMetadata())


def only(name: str) -> Instrument:
    (instrument,) = tree_of(name).instruments
    return instrument


def numbers(instrument: Instrument) -> list[str]:
    return [article_number(article.number) for article in instrument.of(Article)]


def labels(article: Article, paragraph: int) -> list[str]:
    return [item.label.text for item in article.paragraphs[paragraph].items]


@pytest.mark.parametrize(
    "name",
    [
        "gian-wrapped",
        "kyogikai-chapters",
        "kanji-series",
        "teiju-parts",
        "youryo-items-first",
        "vertical-cover",
        "one-line",
    ],
)
def test_nothing_is_left_over(name: str) -> None:
    assert unclaimed_spans(source_of(name).text, tree_of(name)) == ()


def test_bill_around_a_wrapped_agreement() -> None:
    instrument = only("gian-wrapped")
    kinds = [line.kind.value for line in instrument.of(WrapperLine)]
    assert kinds == ["number", "subject", "sentence", "date", "signatory", "heading", "heading", "sentence"]
    assert numbers(instrument) == ["1", "2", "3", "4", "5"]
    purpose, policy, fields, change, end = instrument.of(Article)
    assert (
        purpose.paragraphs[0].words.text == "この協定は、甲と乙が相互に役割を分担し、圏域を形成することを目的とする。"
    )
    assert "この場合において、地方自治法第252条の14第3項の規定は、適用しない。" in policy.paragraphs[0].words.text
    assert "総務事務次官通知)第4に規定する" in policy.paragraphs[0].words.text
    assert labels(fields, 0) == ["(1)", "(2)"]
    assert [item.label.text for item in fields.paragraphs[0].items[0].items] == ["ア", "イ"]
    assert [paragraph.number for paragraph in change.paragraphs] == [1, 2]
    assert end.paragraphs[1].words.text.endswith("通告があった日から2年を経過した日に、その効力を失う。")
    (agreement,) = report_of("gian-wrapped").agreements
    assert agreement.signed_on is None
    assert agreement.printed_on is None
    assert [(s.title, s.name) for s in agreement.signatories] == [("湖北市長", "山田太郎"), ("みなと町長", "川田花子")]


def test_council_with_chapters() -> None:
    instrument = only("kyogikai-chapters")
    assert [node.words.text for node in instrument.of(Division)] == ["総則", "組織"]
    contents = [line for line in instrument.of(FrontLine) if line.kind is FrontKind.CONTENTS]
    assert [line.words.text for line in contents][0::3] == ["目次", "附則"]
    assert numbers(instrument) == ["1", "2", "3", "3の2", "4", "5", "9"]
    officers, deleted = instrument.of(Article)[2], instrument.of(Article)[5]
    assert labels(officers, 1) == ["⑴", "⑵"]
    assert [item.label.text for item in officers.paragraphs[1].items[0].items[0].items] == ["(ア)", "(イ)"]
    assert deleted.through == (8,)
    assert "article-missing" not in {found.code for found in report_of("kyogikai-chapters").diagnostics}
    assert {article_number(number) for number in shared_captions(instrument)} == {"3の2"}
    first, second = instrument.of(SupplementaryProvisions)
    assert [article.number for article in first.articles] == [(1,), (2,)]
    assert second.heading is not None
    assert "平成27年3月6日告示第9号" in second.heading.text
    (agreement,) = report_of("kyogikai-chapters").agreements
    assert agreement.effective_on is not None
    assert agreement.effective_on.value.isoformat() == "2013-04-01"


def test_instruments_in_series_with_kanji_numerals() -> None:
    rules, first, second = tree_of("kanji-series").instruments
    assert numbers(rules) == ["1", "2"]
    assert labels(rules.of(Article)[0], 0) == ["一", "二"]
    assert [tag.words.text for tag in rules.of(Article)[1].history] == ["(昭28規則54・全改)"]
    assert len(rules.of(HistoryTag)) == 1
    assert len(rules.of(SupplementaryProvisions)) == 2
    assert (numbers(first), numbers(second)) == (["1", "2"], ["1", "2", "4"])
    names = [block.first(SignatureKind.NAME) for block in (*first.of(SignatureBlock), *second.of(SignatureBlock))]
    assert [name.text if name else None for name in names] == ["佐藤一郎", "鈴木二郎", "山本三郎", "鈴木二郎"]
    dates = [found.signed_on for found in report_of("kanji-series").agreements]
    assert [date.value.isoformat() if date else None for date in dates] == [None, "1973-03-01", "1973-03-02"]


def test_parts_and_a_chapter_glued_to_a_sentence() -> None:
    instrument = only("teiju-parts")
    divisions = [node.label.text for node in instrument.of(Division)]
    assert divisions == ["第一編", "第二編", "第一章", "第二章", "第三編"]
    assert numbers(instrument) == ["1", "2", "3", "4", "5", "6", "7", "8"]
    assert {article_number(number) for number in shared_captions(instrument)} == {"4"}
    title = [line.words.text for line in instrument.of(FrontLine) if line.kind is FrontKind.TITLE]
    assert title == ["○北野浜市・南野原町定住自立圏形成協定"]


def test_items_first() -> None:
    instrument = only("youryo-items-first")
    assert numbers(instrument) == ["1", "2", "3", "4"]
    assert labels(instrument.of(Article)[1], 0) == ["(1)", "(2)"]
    assert len(instrument.of(SupplementaryProvisions)) == 2


def test_vertical_cover_and_captions_inside_lines() -> None:
    instrument = only("vertical-cover")
    front = [(line.kind.value, line.words.text) for line in instrument.of(FrontLine)]
    assert front[0] == ("cover", "協定書")
    assert front[-1] == ("title", "定住自立圏の形成に関する協定書")
    captions = [article.caption.text if article.caption else None for article in instrument.of(Article)]
    assert captions == ["（目的）", "（基本方針）", "(費用)", None]
    blocks = [[part.words.text for part in block.parts] for block in instrument.of(SignatureBlock)]
    assert blocks[:2] == [["甲", "湖西市長", "山田太郎"], ["乙", "浜山町長", "川田花子"]]
    assert blocks[2] == ["立会人", "県知事", "高橋三郎", "印"]


def test_whole_text_in_one_line() -> None:
    instrument = only("one-line")
    assert numbers(instrument) == ["1", "2", "3"]
    assert labels(instrument.of(Article)[0], 0) == ["(1)", "(2)"]
    assert [paragraph.number for paragraph in instrument.of(Article)[1].paragraphs] == [1, 2, 3]
    (agreement,) = report_of("one-line").agreements
    assert agreement.signed_on is not None
    assert agreement.signed_on.value.isoformat() == "2008-03-14"
    assert agreement.effective_on is not None
    assert agreement.effective_on.value.isoformat() == "2008-04-01"


@pytest.mark.parametrize("name", ["list-page", "news-page"])
def test_page_that_is_no_agreement_says_what_was_looked_for(name: str) -> None:
    report = report_of(name)
    assert report.agreements == ()
    (found,) = [found for found in report.diagnostics if found.code == "no-agreement"]
    assert "headings 0" in found.message
    assert "題名" in found.message_ja
