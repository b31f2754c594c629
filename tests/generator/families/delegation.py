"""Families 1 and 2: the delegation of affairs, with 甲 and 乙, with names, with 委託者 and 受託者, and both ways."""

from __future__ import annotations

from tests.generator.choices import Choices
from tests.generator.clauses import delegation_clauses
from tests.generator.endings import amending_provisions, supplementary
from tests.generator.forms import Form
from tests.generator.furniture import footer, front, history_tag, title
from tests.generator.names import AFFAIRS
from tests.generator.numerals import Day
from tests.generator.parties import Side, choose_sides, introduce
from tests.generator.places import UNIONS
from tests.generator.style import choose_day, choose_style
from tests.generator.truth import Party
from tests.generator.writer import Clause, Draft, Para, Writer

_BASIS = "«地方自治法|252の14|1||*»の規定により"
#: Other acts that delegations are made under: (affair, basis).
_OTHER = (
    ("公平委員会", "«地方公務員法|7|4||*»の規定により"),
    ("学齢児童の就学", "«学校教育法|40|1||*»の規定により"),
)


def lettered(choices: Choices) -> Draft:
    """Family 1: one way, 甲 and 乙, from a collection of rules."""
    writer = Writer(choices, choose_style(choices.at("style")), {"K": "規約"})
    sides = choose_sides(choices, choices.pick(("tc", "ct", "cc", "tu", "tp", "uc")))
    affair, basis = _affair(choices)
    introduce(writer, sides)
    giver, taker = sides[0], sides[1]
    first = choices.pick(
        (
            f"{giver.introduced()}は、{basis}、{affair}に関する事務(以下「委託事務」という。)を{taker.introduced()}に委託する。",
            f"{giver.introduced()}は、{basis}、{affair}に関する事務(以下「委託事務」という。)の管理及び執行を{taker.introduced()}に委託し、{{B}}は、これを受託する。",
        )
    )
    clause = Clause("委託事務の範囲", (Para(first),))
    if choices.chance(30):
        clause = _listed_scope(giver, taker, affair, basis)
    return _rules(writer, choices, sides, affair, clause)


def named(choices: Choices) -> Draft:
    """Family 2: names without letters, 委託者 and 受託者, or both ways."""
    writer = Writer(choices, choose_style(choices.at("style")), {"K": "規約"})
    affair, basis = _affair(choices)
    form = choices.form({Form.PARTY_ITAKUSHA: 35, Form.PARTY_BOTH_WAYS: 30}, Form.PARTY_NAMED)
    aliases = ("委託者", "受託者") if form is Form.PARTY_ITAKUSHA else (None, None)
    sides = choose_sides(choices, choices.pick(("tc", "cc", "tt", "ct")), aliases=aliases)
    introduce(writer, sides)
    giver, taker = sides[0].introduced(), sides[1].introduced()
    if form is Form.PARTY_BOTH_WAYS:
        scope = f"{giver}及び{taker}は、{basis}、{affair}に関する事務(以下「委託事務」という。)を相互に委託する。"
        if choices.chance(50):
            scope = f"{giver}は{affair}に関する事務(以下「委託事務」という。)を{taker}に、{taker}は委託事務を{giver}に、{basis}、それぞれ委託する。"
    else:
        scope = f"{giver}は、{basis}、{affair}に関する事務(以下「委託事務」という。)を{taker}に委託し、{{B}}は、これを受託する。"
    return _rules(writer, choices, sides, affair, Clause("委託事務の範囲", (Para(scope),)))


def _affair(choices: Choices) -> tuple[str, str]:
    if choices.uses(Form.CITE_OTHER_BASIS, 12):
        return choices.pick(_OTHER)
    return choices.pick(AFFAIRS), _BASIS


def _listed_scope(giver: Side, taker: Side, affair: str, basis: str) -> Clause:
    lead = (
        f"{giver.introduced()}は、{basis}、次に掲げる事務(以下「委託事務」という。)を{taker.introduced()}に委託する。"
    )
    below = ("申請の受理に関すること。", "手数料の徴収に関すること。", "台帳の整備に関すること。")
    items = (
        f"{affair}の受付に関する事務",
        f"{affair}に係る施設の管理に関する次の事務",
        "‹前2号›に掲げるもののほか、必要な事務",
    )
    return Clause("委託事務の範囲", (Para(lead, items, ((), below, ())),))


def _rules(writer: Writer, choices: Choices, sides: list[Side], affair: str, first: Clause) -> Draft:
    name = _title(choices, sides, affair)
    day = choose_day(choices, 1995, 2023)
    title(writer, name)
    if choices.chance(85):
        front(writer, day)
    writer.know(
        instruments=("jimu-itaku",),
        parties=tuple(side.party() for side in sides),
    )
    at = choices.at("late")
    known = {place.name for side in sides for place in side.places}
    writer.slots |= {"NB": sides[1].places[0].name, "LATE": at.pick([name for name in UNIONS if name not in known])}
    choices.mark(Form.NO_ROLES)
    writer.plan([first, *delegation_clauses(choices.at("clauses"), 5)])
    tags = choices.at("tags")
    for index in range(len(writer.clauses)):
        writer.article(index)
        if tags.chance(10) and Form.HISTORY_TAG not in choices.case.without:
            owner = f"article/{writer.numbers[index]}"
            writer.raw("tag", history_tag(tags, False), owner=owner, blanks=0)
    if "late" in {clause.key for clause in writer.clauses}:
        choices.mark(Form.PARTY_LATE)
        late = Party((writer.slots["LATE"],), (None,), ("丙", None))
        writer.know(open_parties=(late,), open_terms=(*writer.truth.open_terms, "丙"))
    supplementary(writer, day, permission=any(p.kind == "union" for s in sides for p in s.places))
    amended = None
    if choices.uses(Form.SUP_AMENDING, 20):
        amending_provisions(writer, day)
        amended = Day(day.value.replace(year=day.value.year + 2))
    if choices.uses(Form.FOOTER, 20):
        footer(writer, day, amended)
    return Draft(tuple(writer.lines), writer.truth, writer.style)


def _title(choices: Choices, sides: list[Side], affair: str) -> str:
    at = choices.at("name")
    names = ["・".join(place.name for place in side.places) for side in sides]
    if at.chance(50):
        names.reverse()
    if at.uses(Form.TITLE_BARE, 12):
        return f"{affair}事務の委託に関する規約"
    if at.uses(Form.TITLE_RECEIVING, 6):
        return f"{names[0]}と{names[1]}との間における{affair}事務の受託に関する規約"
    if at.uses(Form.TITLE_NO_BETWEEN, 30):
        return f"{names[0]}と{names[1]}との{affair}に関する事務の委託に関する規約"
    return at.pick(
        (
            f"{names[0]}と{names[1]}との間における{affair}の事務の委託に関する規約",
            f"{names[0]}と{names[1]}との間の{affair}に関する事務の事務委託に関する規約",
        )
    )
