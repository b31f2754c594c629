"""The shipped agreements with one thing changed: what is read must follow, and nothing may be made up or lost."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from kg.identifiers import agreement_slug
from kg.model.agreement import Agreement, Report
from kg.model.drafting import Article
from tests.extraction.writing import read_text
from tests.sources import AGREEMENTS

ASAHIKAWA = (AGREEMENTS / "asahikawa-biei.txt").read_text(encoding="utf-8")
SAPPORO = (AGREEMENTS / "sapporo-iwamizawa.txt").read_text(encoding="utf-8")


def changed(text: str, old: str, new: str) -> Report:
    """The report on a text in which ``old``, which must occur, is ``new``."""
    assert old in text
    return read_text(text.replace(old, new, 1))


def only(report: Report) -> Agreement:
    (agreement,) = report.agreements
    return agreement


def unclaimed(report: Report) -> list[str]:
    return [report.source.text[span.start : span.end] for span in report.unclaimed]


def codes(report: Report) -> set[str]:
    return {found.code for found in report.diagnostics if found.severity != "info"}


def counts(agreement: Agreement) -> tuple[int, int]:
    return len(agreement.initiatives), sum(len(initiative.roles) for initiative in agreement.initiatives)


def signed(agreement: Agreement) -> list[tuple[str | None, str | None]]:
    return [(signatory.title, signatory.name) for signatory in agreement.signatories]


def as_pipes(text: str) -> str:
    rows = (f"| {' | '.join(line.split(chr(9)))} |" if "\t" in line else line for line in text.split("\n"))
    return "\n".join(rows)


@pytest.mark.parametrize("texts", [(ASAHIKAWA, SAPPORO), (SAPPORO, ASAHIKAWA)], ids=["A+S", "S+A"])
def test_two_agreements_in_one_file(texts: Iterable[str]) -> None:
    report = read_text("\n\n".join(texts))
    found = {agreement_slug(agreement): counts(agreement) for agreement in report.agreements}
    assert found == {"012041-014591-20220112": (28, 56), "011002-012106-20190329": (20, 40)}
    effective = {agreement_slug(a): a.effective_on and a.effective_on.value.isoformat() for a in report.agreements}
    assert effective == {"012041-014591-20220112": None, "011002-012106-20190329": "2019-04-01"}
    assert unclaimed(report) == []


def test_blank_date_is_no_person_and_no_date() -> None:
    report = changed(ASAHIKAWA, "令和4年1月12日", "令和　年　月　日")
    assert only(report).signed_on is None
    assert len(only(report).signatories) == 2
    assert codes(report) == {"date-incomplete"}


def test_header_repeated_after_a_page_break() -> None:
    header = "取組\t内容\t甲の役割\t乙の役割"
    report = changed(SAPPORO, "\n\n\t\tて、乙と", f"\n\n{header}\n\t\tて、乙と")
    assert counts(only(report)) == (20, 40)
    assert only(report).initiatives[-1].roles[0].words.text.endswith("連携について、乙と協力して取り組む。")


def test_title_cut_with_its_row() -> None:
    start = "\t取組の内容\t圏域内の夜間及び休日等における重症"
    report = changed(ASAHIKAWA, f"二次救急医療の連携{start}", f"二次救急医療{start}\n\nの連携\t\t")
    assert counts(only(report)) == (28, 56)
    initiative = only(report).initiatives[8]
    assert initiative.title.text == "二次救急医療の連携"
    assert initiative.content is not None
    assert "重症救急患者を" in initiative.content.text


def test_row_of_a_title_alone_is_no_initiative() -> None:
    report = changed(SAPPORO, "\nその他高次", "\nた人材の育成\t\t\t\nその他高次")
    assert counts(only(report)) == (20, 40)
    assert unclaimed(report) == ["た人材の育成"]


@pytest.mark.parametrize(("label", "expected"), [("費用負担", set()), ("所管部局", {"cell-of-unknown-meaning"})])
def test_other_row_label_is_no_role(label: str, expected: set[str]) -> None:
    report = changed(ASAHIKAWA, "\t乙の役割\t圏域内の鉄道", f"\t{label}\t圏域内の鉄道")
    railway = next(i for i in only(report).initiatives if i.title.text == "鉄道の利用促進")
    assert [role.designation for role in railway.roles] == ["甲"]
    assert [(remark.label, remark.words.text) for remark in railway.remarks] == [
        (label, "圏域内の鉄道を活用した利用促進等の取組を行う。")
    ]
    assert unclaimed(report) == []
    assert codes(report) == expected


@pytest.mark.parametrize(("text", "expected"), [(ASAHIKAWA, (28, 56)), (SAPPORO, (20, 40))], ids=["A", "S"])
def test_tables_with_pipes(text: str, expected: tuple[int, int]) -> None:
    report = read_text(as_pipes(text))
    assert counts(only(report)) == expected
    assert unclaimed(report) == []


def test_no_heading_stands_above_after_one_that_was_not_read() -> None:
    report = changed(ASAHIKAWA, "\n3 圏域全体の生活", "\n●● 圏域全体の生活")
    initiative = only(report).initiatives[8]
    assert [heading.text for heading in initiative.headings] == ["生活機能の強化に係る政策分野", "地域医療"]
    assert unclaimed(report) == ["●● 圏域全体の生活関連機能サービスの向上"]


@pytest.mark.parametrize("marks", ["I II III", "Ⅰ Ⅱ Ⅲ", "１． ２． ３．", "第１ 第２ 第３", "一 二 三"])
def test_marks_of_headings(marks: str) -> None:
    text = ASAHIKAWA
    for old, new in zip(("\n1 圏域", "\n2 高次", "\n3 圏域"), marks.split(), strict=True):
        assert old in text
        text = text.replace(old, f"\n{new} {old[3:]}", 1)
    report = read_text(text)
    field = only(report).initiatives[8].field
    assert field is not None
    assert field.slug == "renkei-c-a-a"
    assert unclaimed(report) == []


def test_signature_on_one_line() -> None:
    block = "旭川市6条通9丁目46番地\n\n甲 旭川市\n\n旭川市長\n\n今津寛介"
    report = changed(ASAHIKAWA, block, "甲　旭川市　旭川市長　今津 寛介")
    assert signed(only(report))[0] == ("旭川市長", "今津 寛介")


def test_witness_and_a_name_that_ends_like_a_body() -> None:
    report = changed(ASAHIKAWA, "角和浩幸", "角和浩幸\n\n立会人\n\n北海道知事 鈴木直道")
    assert signed(only(report))[2] == ("北海道知事", "鈴木直道")
    assert only(report).signatories[2].designation == "立会人"


def test_acting_head() -> None:
    report = changed(ASAHIKAWA, "旭川市長\n\n今津寛介", "旭川市長職務代理者\n旭川市副市長 表憲章")
    assert signed(only(report))[0] == ("旭川市長職務代理者 旭川市副市長", "表憲章")
    assert len(only(report).signatories) == 2


def test_proviso_on_its_own_line_belongs_to_its_paragraph() -> None:
    proviso = "ただし、特別の事情がある場合は、この限りでない。"
    report = changed(ASAHIKAWA, "負担するものとする。\n\n3 第1項", f"負担するものとする。\n\n{proviso}\n\n3 第1項")
    paragraphs = only(report).instrument_tree.of(Article)[3].paragraphs
    assert [paragraph.number for paragraph in paragraphs] == [1, 2, 3]
    assert paragraphs[1].words.text.endswith(proviso)
    assert unclaimed(report) == []


def test_date_of_application_of_one_article_is_not_the_date_of_effect() -> None:
    words = "この連携協約は、締結の日から施行し、第3条の規定は平成31年4月1日から適用する。"
    report = changed(SAPPORO, "この連携協約は、平成31年4月1日から施行する。", words)
    assert only(report).effective_on is None


def test_cell_without_a_column_is_reported() -> None:
    cell = "都市計画に関する情報共有等について、甲と協力して取り組む。"
    assert "cell-without-column" in codes(changed(SAPPORO, cell, f"{cell}\t備考あり"))


def test_role_of_somebody_who_is_no_party() -> None:
    assert codes(changed(ASAHIKAWA, "\t乙の役割\t圏域内の鉄道", "\t丙の役割\t圏域内の鉄道")) == {"role-bearer-unknown"}


def test_ward_is_not_resolved_by_its_name_alone() -> None:
    report = read_text(ASAHIKAWA.replace("美瑛町", "中央区"))
    assert only(report).parties[1].bodies[0].code is None
    assert codes(report) == {"homonym-unresolved"}


def test_amending_instrument_is_named_as_one() -> None:
    title = "連携中枢都市圏形成に係る連携協約\n"
    assert codes(changed(ASAHIKAWA, title, f"{title.strip()}の一部を変更する連携協約\n")) == {
        "amending-instrument",
        "amended-agreement-unknown",
    }


def test_latin_words_over_a_line_end_stay_two() -> None:
    report = changed(ASAHIKAWA, "協議の上これを\n\n定める", "協議の上 Open\n\nData これを定める")
    article = only(report).instrument_tree.of(Article)[5]
    assert "協議の上Open Dataこれを定める" in article.paragraphs[0].words.text
