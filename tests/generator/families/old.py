"""Family 12: old instruments with kanji numerals, 別記, and 協議書 in series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tests.generator.choices import Choices
from tests.generator.clauses import delegation_clauses
from tests.generator.endings import closing, supplementary
from tests.generator.forms import Form
from tests.generator.furniture import history_tag, title
from tests.generator.names import AFFAIRS, person
from tests.generator.numerals import Day
from tests.generator.parties import Side, choose_sides, introduce
from tests.generator.places import choose_places
from tests.generator.style import Style, choose_style
from tests.generator.truth import Signatory
from tests.generator.writer import Clause, Draft, Para, Writer


def _old_day(choices: Choices) -> Day:
    return Day(date(choices.between(1953, 1988), choices.between(1, 12), choices.between(1, 28)))


def kanji_rules(choices: Choices) -> Draft:
    """A delegation in kanji numerals."""
    style = choose_style(choices.at("style"), kanji_digits=True)
    writer = Writer(choices, style, {"K": "規約"})
    sides = choose_sides(choices, choices.pick(("tc", "cp", "tp")))
    introduce(writer, sides)
    affair = choices.pick(AFFAIRS)
    names = ["・".join(place.name for place in side.places) for side in sides]
    title(writer, f"{names[0]}と{names[1]}との間の{affair}に関する事務の委託に関する規約", circle=70)
    day = _old_day(choices)
    if choices.chance(80):
        choices.mark(Form.FRONT_DATE_KANJI if style.digits == "kanji" else Form.FRONT_DATE)
        branch = choices.uses(Form.FRONT_NUMBER_BRANCH, 40)
        writer.line("front", day.printed(gannen=True), blanks=1)
        writer.line(
            "front",
            f"告示第{choices.between(100, 600)}号{'の' + str(choices.between(2, 5)) if branch else ''}",
            blanks=0,
        )
    writer.know(instruments=("jimu-itaku",), parties=tuple(side.party() for side in sides))
    scope = (
        f"{sides[0].introduced()}は、«地方自治法|252の14|1||*»の規定により、{affair}に関する事務(以下「委託事務」という。)を"
        f"{sides[1].introduced()}に委託する。"
    )
    annex = choices.uses(Form.ANNEX_CONDITIONS, 25)
    if annex:
        scope += "この場合において、委託の条件は、別記のとおりとする。"
    writer.slots |= {"NB": sides[1].places[0].name, "LATE": "西谷消防組合"}
    clauses = [clause for clause in delegation_clauses(choices.at("clauses"), 5) if clause.key != "late"]
    writer.plan([Clause("委託事務の範囲", (Para(scope),)), *clauses])
    for index in range(len(writer.clauses)):
        writer.article(index)
        if choices.at(f"tag/{index}").chance(15) and Form.HISTORY_TAG not in choices.case.without:
            tag = history_tag(choices.at(f"tag/{index}"), style.digits == "kanji")
            writer.raw("tag", writer.finish(tag) if style.digits != "kanji" else tag, blanks=0)
    supplementary(writer, day)
    unclaimed = []
    if annex:
        lines = ["別記", "委託の条件", "委託事務の処理に要する職員は、五人以内とする。"]
        for line in lines:
            writer.raw("annex", line, blanks=1)
        unclaimed = lines
    return Draft(tuple(writer.lines), writer.truth, writer.style, tuple(unclaimed))


def series(choices: Choices) -> tuple[Draft, ...]:
    """Two 協議書 in one file; the letters are given anew in the second."""
    style = replace(choose_style(choices.at("style"), kanji_digits=True), caption_inside="")
    style = replace(style, captions=Form.CAPTION_NONE)
    places = choose_places(choices, "ctt")
    first = _deed(choices.at("first"), style, [Side((places[0],), "甲"), Side((places[1],), "乙")])
    second = _deed(choices.at("second"), style, [Side((places[2],), "甲"), Side((places[1],), "乙")])
    rule = replace(second.lines[0], text=choices.pick(("――――――――", "────────")), kind="rule", blanks=1)
    return first, replace(second, lines=(rule, *second.lines))


_POINTS = (
    "{A}の区域の児童は、当分の間、{B}の設置する学校に就学させるものとする。",
    "‹前条›の事務に要する経費は、{A}が負担し、毎年度末までに{B}に支払う。",
    "{A}及び{B}は、境界に係る林野の管理について、従来の慣行を尊重するものとする。",
    "この協議に定めのない事項については、その都度{A}及び{B}が協議して定める。",
)


def _deed(choices: Choices, style: Style, sides: Sequence[Side]) -> Draft:
    writer = Writer(choices, style, {"K": "協議"})
    introduce(writer, list(sides))
    day = _old_day(choices)
    writer.raw("title", "協議書", blanks=0)
    writer.know(titles=("協議書",), instruments=("other",), parties=tuple(side.party() for side in sides))
    people = [person(choices.at(index)) for index in range(len(sides))]
    bracket = not choices.uses(Form.PARTY_ALIAS_NO_BRACKET, 30)
    quoted = [f"「{side.alias}」" if bracket else str(side.alias) for side in sides]
    persons = choices.uses(Form.PARTY_PERSON, 30)
    heads = [
        side.places[0].head + family + given if persons else side.places[0].name
        for side, (family, given) in zip(sides, people, strict=True)
    ]
    introduced = [
        f"{side.places[0].before}{head}(以下{alias}という。)"
        for side, head, alias in zip(sides, heads, quoted, strict=True)
    ]
    text = f"{introduced[0]}と{introduced[1]}とは、事務の処理に関し、次のとおり協議する。"
    writer.line("preamble", text)
    points = [point for index, point in enumerate(_POINTS) if index == 0 or choices.at(f"point/{index}").chance(70)]
    writer.plan([Clause(None, (Para(point),)) for point in points])
    for index in range(len(writer.clauses)):
        writer.article(index)
    closing(writer, len(sides), old=True)
    writer.line("date", day.printed(gannen=True))
    writer.know(signed_on=(day.iso,))
    for index, (side, (family, given)) in enumerate(zip(sides, people, strict=True)):
        choices.mark(Form.SIGN_TITLE_NAME)
        lead = f"{side.alias}　" if choices.chance(50) else ""
        writer.raw("sign", f"{lead}{side.places[0].head}　{family}{given}", blanks=0 if index else 1)
        signatory = Signatory(side.alias, (side.places[0].head,), family + given)
        writer.know(signatories=(*writer.truth.signatories, signatory))
    return Draft(tuple(writer.lines), writer.truth, writer.style)
