"""Families 7 and 8: organs set up in common and councils, whose parties are a group of bodies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tests.generator.choices import Choices
from tests.generator.clauses import listed, one
from tests.generator.endings import amending_provisions, supplementary
from tests.generator.forms import Form
from tests.generator.furniture import footer, front, history_tag, title
from tests.generator.laws import printed_provision
from tests.generator.names import COUNCILS, ORGANS
from tests.generator.numerals import kanji
from tests.generator.places import Place, choose_places
from tests.generator.style import choose_day, choose_style
from tests.generator.truth import Party
from tests.generator.writer import Clause, Draft, Line, Para, Writer

ORGAN_CLAUSES = (
    one("名称", "{O}の名称は、{G1}{O}とする。", key="name"),
    one("執務場所", "{O}の執務場所は、{G1}の事務所内とする。", key="office"),
    one(
        "委員の定数及び任期",
        "{O}の委員の定数は、5人とする。",
        "委員の任期は、2年とする。ただし、補欠の委員の任期は、前任者の残任期間とする。",
        "委員は、再任されることができる。",
        key="members",
    ),
    listed(
        "委員の選任方法",
        "委員は、次に掲げる者のうちから、{G}の長が協議により定めた候補者について、{G1}長が選任する。",
        (
            "保健、医療又は福祉に関する学識経験を有する者",
            "関係行政機関の職員",
            "‹前2号›に掲げる者のほか、{G1}長が適当と認める者",
        ),
        "‹前項第1号›に掲げる者の数は、委員の半数を超えるものとする。",
        key="choice",
    ),
    one(
        "経費の負担",
        "{O}に要する経費は、{G}が負担する。",
        "‹前項›の規定による負担の割合は、{G}の長が協議して定める。",
        key="costs",
    ),
    one("予算", "{O}に関する予算は、{G1}の歳入歳出予算に計上するものとする。", key="budget"),
    one(
        "決算の報告",
        "{G1}長は、«地方自治法|233|6»の規定により決算の要領を公表したときは、‹前条›の予算に係る部分を関係する長に通知する。",
        key="accounts",
    ),
    one("補則", "この規約に定めるもののほか、{O}に関し必要な事項は、{G}の長が協議して定める。", key="rules"),
)
COUNCIL_CLAUSES = (
    listed(
        "協議会の担任する事務",
        "協議会は、次に掲げる事務を管理し、及び執行する。",
        ("{N}に関する計画の策定", "{N}に係る施設の運営", "‹前2号›に掲げるもののほか、必要な事務"),
        key="affairs",
    ),
    one("協議会の事務所", "協議会の事務所は、{G1}役所内に置く。", key="office"),
    one(
        "組織",
        "協議会は、会長及び委員7人をもって組織する。",
        "会長は、{G}の長が協議により、その長のうちから定める。",
        "‹前項›の会長は、非常勤とする。",
        key="organisation",
    ),
    one(
        "会長の職務代理",
        "会長に事故があるとき、又は会長が欠けたときは、会長があらかじめ指定する委員がその職務を代理する。",
        key="deputy",
    ),
    one(
        "会議",
        "協議会の会議は、会長が招集する。",
        "会議は、委員の半数以上が出席しなければ開くことができない。",
        key="meetings",
    ),
    one(
        "会議の運営",
        "会議の議長は、会長をもって充てる。",
        "‹前条›に定めるもののほか、会議の運営に関し必要な事項は、会議で定める。",
        key="running",
    ),
    one("経費の支弁の方法", "協議会の経費は、{G}が負担する。", key="costs"),
    one("監査", "協議会の出納の監査は、‹次条›に定める監事が行う。", key="audit"),
    one("監事", "協議会に監事2人を置く。", key="auditors"),
)


def _group(choices: Choices, kinds: str) -> tuple[list[Place], str]:
    places = choose_places(choices, kinds)
    ends = {place.name[-1] for place in places if place.kind != "union"}
    alias = "構成団体" if any(p.kind == "union" for p in places) else "関係" + "".join(x for x in "市町村" if x in ends)
    return places, choices.pick((alias, "構成団体", "関係団体"))


def _names(choices: Choices, places: Sequence[Place]) -> str:
    names = [place.before + place.name for place in places]
    if choices.uses(Form.MEMBERS_DOT, 30):
        return "・".join(names)
    choices.mark(Form.MEMBERS_COMMA)
    return "、".join(names[:-1]) + "及び" + names[-1]


def _party(places: Sequence[Place], *aliases: str) -> Party:
    names, codes = tuple(place.name for place in places), tuple(place.code for place in places)
    return Party(names, codes, (None, *aliases))


def _all_articles(writer: Writer, tags: Choices) -> None:
    for index in range(len(writer.clauses)):
        writer.article(index)
        if tags.chance(12) and Form.HISTORY_TAG not in tags.case.without:
            writer.raw("tag", history_tag(tags, False), owner=f"article/{writer.numbers[index]}", blanks=0)


def joint_organ(choices: Choices) -> Draft:
    """Family 7: an organ set up in common."""
    writer = Writer(choices, choose_style(choices.at("style")), {"K": "規約"})
    organ = choices.pick(ORGANS)
    places, alias = _group(choices, choices.pick(("ct", "ctt", "cctt", "ttu")))
    other = "公平" in organ and choices.uses(Form.CITE_OTHER_BASIS, 70)
    basis = "«地方公務員法|7|4||*»" if other else "«地方自治法|252の7|1||*»"
    short = choices.pick(("審査会", "委員会", "共同機関"))
    writer.slots |= {"O": short, "G": alias, "G1": places[0].name}
    choices.mark(Form.PARTY_GROUP)
    first = f"{_names(choices, places)}(以下「{alias}」という。)は、{basis}の規定により、共同して{organ}(以下「{short}」という。)を設置する。"
    clauses = [one("設置", first), *[c for c in ORGAN_CLAUSES if choices.at("clauses").at(c.key).chance(60)]]
    aliases = [alias]
    if len(places) > 2 and choices.uses(Form.PARTY_GROUP_NESTED, 40):
        inner = places[1:]
        aliases.append("関係町村等")
        names = "、".join(place.name for place in inner[:-1]) + "及び" + inner[-1].name
        clauses.insert(
            1, one("経費の特例", f"{names}(以下「関係町村等」という。)は、設置に要した経費を負担しない。", key="inner")
        )
    clauses = _legal(clauses)
    day = choose_day(choices, 1998, 2023)
    name = choices.pick(
        (
            f"{organ}共同設置規約",
            f"{places[0].name}、{places[1].name}{organ}共同設置規約",
            f"{organ}の共同設置に関する規約",
        )
    )
    if name.startswith(organ):
        choices.mark(Form.TITLE_BARE)
    title(writer, name)
    if choices.chance(80):
        front(writer, day)
    writer.aliases = frozenset(aliases)
    writer.know(
        instruments=("kyodo-setchi",),
        group=True,
        parties=(_party(places, *aliases),),
        open_terms=tuple(aliases),
    )
    writer.plan(clauses)
    _all_articles(writer, choices.at("tags"))
    supplementary(writer, day, permission=True)
    if choices.uses(Form.SUP_AMENDING, 20):
        amending_provisions(writer, day)
    if choices.uses(Form.FOOTER, 15):
        footer(writer, day, None)
    return Draft(tuple(writer.lines), writer.truth, writer.style)


def _legal(clauses: list[Clause]) -> list[Clause]:
    """Leaves out articles that refer to one that is not there."""
    kept: list[Clause] = []
    for index, clause in enumerate(clauses):
        after = clauses[index + 1].key if index + 1 < len(clauses) else ""
        if clause.key == "accounts" and (not kept or kept[-1].key != "budget"):
            continue
        if clause.key == "running" and kept[-1].key != "meetings":
            continue
        if clause.key == "audit" and after != "auditors":
            continue
        kept.append(clause)
    return kept


def council(choices: Choices) -> Draft:
    """Family 8: a council with chapters and member bodies."""
    writer = Writer(choices, choose_style(choices.at("style")), {"K": "規約"})
    affair = choices.pick(COUNCILS)
    places, alias = _group(choices, choices.pick(("ctu", "cct", "ctt", "ccu")))
    zone = choices.pick(("東山地域", "湖北地区", ""))
    name = f"{zone}{affair}協議会規約"
    day = choose_day(choices, 1998, 2023)
    new = day.value >= date(2014, 11, 1)
    basis = f"«地方自治法|252の2{'の2' if new else ''}|1||*»"
    writer.slots |= {"N": affair, "G": alias, "G1": places[0].name}
    writer.aliases = frozenset({alias})
    title(writer, name)
    front(writer, day)
    if Form.FRONT_DATE_BLANKS in choices.used and not new:
        new, basis = True, "«地方自治法|252の2の2|1||*»"
    writer.know(instruments=("kyogikai",), group=True, parties=(_party(places, alias),), open_terms=(alias,))
    choices.mark(Form.PARTY_GROUP)
    purpose = f"この規約は、{basis}の規定により設ける{name.removesuffix('規約')}(以下「協議会」という。)に関し必要な事項を定めるものとする。"
    at = choices.at("clauses")
    clauses = _legal(
        [
            one("目的", purpose),
            Clause("協議会を設ける団体", (), key="bodies"),
            *[c for c in COUNCIL_CLAUSES if at.at(c.key).chance(60)],
        ]
    )
    writer.plan(clauses)
    chapters = choices.uses(Form.CHAPTERS, 70)
    kanji_chapters = chapters and choices.uses(Form.CHAPTERS_KANJI, 30)
    starts = {0: "総則", 3: "組織", 6: "財務及び会議"}
    table = False
    for index, clause in enumerate(writer.clauses):
        if chapters and index in starts:
            number = list(starts).index(index) + 1
            label = f"第{kanji(number)}章" if kanji_chapters else writer.finish(f"第{number}章")
            writer.line("chapter", starts[index], label=label + choices.pick((" ", "　")))
        if clause.key == "bodies":
            table = _member_article(writer, choices.at("members"), index, places, alias)
        else:
            writer.article(index)
        if choices.at(f"tag/{index}").chance(10) and Form.HISTORY_TAG not in choices.case.without:
            tag = history_tag(choices.at(f"tag/{index}"), False)
            writer.raw("tag", tag, owner=f"article/{writer.numbers[index]}", blanks=0)
    supplementary(writer, day, permission=True)
    unclaimed = ""
    if table:
        writer.line("table-heading", f"別表({printed_provision(writer.numbers[1])}関係)", blanks=1)
        for place in places:
            writer.raw("member", place.before + place.name, blanks=0)
        unclaimed = "\n".join(place.before + place.name for place in places)
    return Draft(tuple(writer.lines), writer.truth, writer.style, (unclaimed,))


def _member_article(writer: Writer, choices: Choices, index: int, places: Sequence[Place], alias: str) -> bool:
    """第2条 with the member bodies; tells whether they stand in an appended table."""
    form = choices.form(
        {Form.MEMBERS_LINES: 20, Form.MEMBERS_NUMBERED: 20, Form.MEMBERS_IN_TABLE: 20, Form.MEMBERS_DOT: 20}
    )
    names = [place.before + place.name for place in places]
    caption = writer.clauses[index].caption
    if form is None:
        choices.mark(Form.MEMBERS_COMMA)
        joined = "、".join(names[:-1]) + "及び" + names[-1]
        para = Para(f"協議会は、{joined}(以下「{alias}」という。)がこれを設ける。")
    elif form is Form.MEMBERS_IN_TABLE:
        para = Para(f"協議会は、‹別表›に掲げる市町村等(以下「{alias}」という。)がこれを設ける。")
        writer.know(group_may_be_absent=True)
    elif form is Form.MEMBERS_NUMBERED:
        para = Para(f"協議会は、次に掲げる団体(以下「{alias}」という。)がこれを設ける。", tuple(names))
    else:
        para = Para(f"協議会は、次に掲げる団体(以下「{alias}」という。)がこれを設ける。")
    clauses = list(writer.clauses)
    clauses[index] = Clause(caption, (para,), key="bodies")
    writer.clauses = clauses
    writer.article(index)
    if form in {Form.MEMBERS_LINES, Form.MEMBERS_DOT}:
        owner = f"article/{writer.numbers[index]}"
        lines = names if form is Form.MEMBERS_LINES else ["・".join(names)]
        for line in lines:
            writer.lines.append(Line("member", line, owner, "", (), 0))
        last = writer.truth.articles[-1]
        whole = last.paragraphs[0].text + "".join(lines)
        writer.know(articles=(*writer.truth.articles[:-1], replace(last, whole=whole)))
    return form is Form.MEMBERS_IN_TABLE
