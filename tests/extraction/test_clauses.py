"""What articles provide for, and the statutory check, each conclusion with its rule and words."""

from __future__ import annotations

from kg.extraction.clauses import classify_clauses
from kg.extraction.statutory_check import check_statutory_elements
from kg.model.agreement import Agreement
from kg.model.findings import ClauseTyping, Result, StatutoryFinding
from kg.registries.clause_rules import load_clause_rules
from kg.registries.statutory_elements import load_statutory_elements
from tests.extraction.writing import PREAMBLE, read_articles, read_text
from tests.sources import agreement

_DELEGATION = """○青川市と白里町との間における火葬の事務の委託に関する規約

令和3年2月19日

告示第8号

（委託事務の範囲）
第1条 白里町は、{basis}の規定により、火葬に関する事務の管理及び執行を青川市に委託する。

（経費の負担）
第2条 前条の事務に要する経費は、白里町の負担とする。

附 則
この規約は、令和3年4月1日から施行する。
"""
_ACT = "地方自治法（昭和22年法律第67号）第252条の14第1項"


def _clauses(read: Agreement) -> tuple[ClauseTyping, ...]:
    return classify_clauses(read.instrument_tree, load_clause_rules())


def _types(read: Agreement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in _clauses(read):
        found.setdefault(each.path, []).append(each.clause_type)
    return found


def _findings(read: Agreement) -> dict[str, StatutoryFinding]:
    findings = check_statutory_elements(read, _clauses(read), load_statutory_elements())
    return {each.element: each for each in findings}


def test_words_decide_where_no_caption_does() -> None:
    """Articles without captions, and those whose caption says less than their words."""
    (read,) = read_text(
        f"""連携協約\n\n{PREAMBLE}\n\n第1条 甲及び乙は、別表左欄に掲げる取組について、連携して事務を処理する。

第2条 取組に要する費用の負担については、甲及び乙が別に協議して定める。

第3条 前条の経費の額は、甲乙協議の上、毎年度定める。

（協議）
第4条 この協約に定めのない事項は、甲と乙とが協議して定める。

（雑則）
第5条 この協約に疑義が生じたときは、その都度協議する。

第6条 この規約に定めるものの外必要な事項は、甲及び乙が協議して定める。"""
    ).agreements
    assert _types(read) == {
        "article/1": ["initiatives-and-roles"],
        "article/2": ["cost-bearing"],
        "article/3": ["cost-bearing"],
        "article/4": ["consultation", "delegation-of-detail"],
        "article/5": ["delegation-of-detail", "doubts"],
        "article/6": ["delegation-of-detail"],
    }


def test_the_shipped_agreements() -> None:
    assert _types(agreement("asahikawa-biei")) == {
        "article/1": ["purpose"],
        "article/2": ["basic-policy"],
        "article/3": ["initiatives-and-roles"],
        "article/4": ["cost-bearing"],
        "article/5": ["consultation"],
        "article/6": ["amendment-and-abolition", "council-resolution"],
        "article/7": ["doubts"],
    }
    assert _types(agreement("sapporo-iwamizawa"))["supplementary-provisions/1"] == ["effect"]


def test_the_caption_comes_first_and_the_trigger_is_its_words() -> None:
    vote = next(each for each in _clauses(agreement("asahikawa-biei")) if each.clause_type == "council-resolution")
    change = next(each for each in _clauses(agreement("asahikawa-biei")) if each.path == "article/6")
    assert (change.rule, change.words.text) == ("caption-change", "（連携協約の変更等）")
    assert (vote.rule, vote.words.text) == ("also-resolution", "議会の議決を経")


def test_words_decide_only_where_no_caption_does() -> None:
    (read,) = read_text(
        f"連携協定\n\n{PREAMBLE}\n\n（基本方針）\n第1条 甲及び乙は、費用を負担し、連携する。\n"
        "第2条 甲及び乙は、連絡会議を開く。\n\n（相談窓口）\n第3条 甲は、窓口を開く。\n"
    ).agreements
    types = _types(read)
    assert types["article/1"] == ["basic-policy"]
    assert types["article/2"] == ["basic-policy"]  # without a caption of its own it shares the one above
    assert "article/3" not in types


def test_an_article_without_any_caption_is_read_by_its_words() -> None:
    read = read_articles("この協定に関し疑義が生じたときは、甲及び乙が協議して定める。")
    assert [each.rule for each in _clauses(read)] == ["words-doubts"]


def test_a_cooperation_agreement_against_252_2() -> None:
    findings = _findings(agreement("asahikawa-biei"))
    policy = findings["renkei-basic-policy"]
    assert (policy.result, policy.found_in, policy.rule) == (Result.FOUND, ("article/2",), "clause-basic-policy")
    assert (policy.law_id, policy.article, policy.paragraph) == ("322AC0000000067", "252の2", "1")
    assert findings["renkei-division-of-roles"].found_in == ("article/3",)
    assert findings["renkei-vote"].result is Result.UNCONFIRMED
    guideline = findings["renkei-guideline"]
    assert (guideline.result, guideline.rule, guideline.article) == (Result.UNCONFIRMED, "wording-not-seen", "")


def test_a_delegation_against_252_15() -> None:
    (read,) = read_text(_DELEGATION.format(basis=_ACT)).agreements
    findings = _findings(read)
    assert {name: finding.result for name, finding in findings.items()} == {
        "itaku-parties": Result.FOUND,
        "itaku-scope": Result.FOUND,
        "itaku-manner": Result.NOT_FOUND,
        "itaku-costs": Result.FOUND,
        "itaku-others": Result.UNCONFIRMED,
    }
    assert findings["itaku-costs"].found_in == ("article/2",)
    assert findings["itaku-manner"].rule == "no-such-clause"


def test_an_absence_is_judged_only_under_the_stated_basis() -> None:
    (unstated,) = read_text(_DELEGATION.format(basis="次条")).agreements
    assert unstated.instrument == "jimu-itaku"
    manner = _findings(unstated)["itaku-manner"]
    assert (manner.result, manner.rule) == (Result.UNCONFIRMED, "basis-not-stated")
    (other,) = read_text(_DELEGATION.format(basis="地方公務員法（昭和25年法律第261号）第7条第4項")).agreements
    assert other.instrument == "jimu-itaku"
    assert _findings(other) == {}


def test_an_act_outside_the_text_is_found_where_the_printed_form_mentions_it() -> None:
    text = (
        "○青川市と白里町との連携協約\n\n令和4年1月12日\n\n告示第3号\n\n青川市（以下「甲」という。）と白里町（以下「乙」という。）は、"
        "地方自治法（昭和22年法律第67号）第252条の2第1項の規定により、連携協約を締結する。\n\n（目的）\n"
        "第1条 この連携協約は、連携することを目的とする。\n"
    )
    (read,) = read_text(text).agreements
    findings = _findings(read)
    notice = findings["renkei-public-notice"]
    assert (notice.result, notice.rule, [words.text for words in notice.words]) == (
        Result.FOUND,
        "front-line",
        ["告示第3号"],
    )
    assert findings["renkei-basic-policy"].result is Result.NOT_FOUND
    assert findings["renkei-vote"].result is Result.UNCONFIRMED


def test_an_amending_instrument_is_not_checked() -> None:
    read = agreement("asahikawa-biei")
    amending = read_text(
        "○連携協約の一部を変更する連携協約\n\n青川市（以下「甲」という。）と白里町（以下「乙」という。）は、地方自治法（昭和22年法律第67号）"
        "第252条の2第4項の規定により、令和3年4月1日に締結した連携協約の一部を次のように変更する。\n\n"
        "第2条中「医療」を「医療等」に改める。\n"
    ).agreements
    assert read.amendment is None
    assert [each.amendment is not None for each in amending] == [True]
    assert _findings(amending[0]) == {}
