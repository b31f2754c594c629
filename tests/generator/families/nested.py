"""Families 3 and 5: 定住自立圏 agreements, with a schedule per policy area or nested lists in an article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from tests.generator.choices import Choices
from tests.generator.clauses import CHANGE, DOUBT, one
from tests.generator.endings import closing, signatures, signing_date, supplementary
from tests.generator.families.cooperation import know_initiative
from tests.generator.forms import Form
from tests.generator.furniture import front, title
from tests.generator.initiatives import InitiativeModel, RoleModel, by_area, choose_initiatives
from tests.generator.laws import printed_provision
from tests.generator.names import TEIJU_AREAS
from tests.generator.numerals import KATAKANA, ROMAN, Day
from tests.generator.parties import Side, choose_sides, introduce, preamble_parties
from tests.generator.style import choose_day, choose_style, plain
from tests.generator.writer import Clause, Draft, Line, Para, Writer

LATIN = "abcdefghij"
ENDING = (
    Clause(
        "協定の廃止",
        (
            Para("{A}又は{B}は、あらかじめ議会の議決を経て、この協定の廃止を求める旨を他方に通告することができる。"),
            Para("‹前項›の規定による通告は、書面によるものとし、議決書の写しを添付しなければならない。"),
            Para("この協定は、‹第1項›の規定による通告があった日から2年を経過した日に、その効力を失う。"),
        ),
        key="abolish",
    ),
    one(
        "協定の期間",
        "この協定の有効期間は、締結の日から10年間とする。ただし、期間満了の1月前までに{A}又は{B}から申出がないときは、更に10年間更新するものとする。",
        key="term",
    ),
)


def begin(choices: Choices) -> tuple[Writer, list[Side], Day]:
    """Title and preamble of a 定住自立圏 agreement."""
    writer = Writer(choices, plain(choose_style(choices.at("style"))), {"K": "協定"})
    sides = choose_sides(choices, "ct")
    introduce(writer, sides)
    day = choose_day(choices, 2009, 2023)
    zone = choices.pick(("", "湖北みなと", "上川中部", "ちちぶ"))
    name = choices.pick(
        (f"{zone}定住自立圏の形成に関する協定", f"{zone}定住自立圏の形成に関する協定書", f"{zone}定住自立圏形成協定書")
    )
    if not choices.at("untitled").uses(Form.TITLE_MISSING, 4):
        title(writer, name, circle=25)
        if choices.chance(40):
            front(writer, day)
    text = preamble_parties(choices, sides) + choices.pick(
        ("定住自立圏の形成に関し、次のとおり協定を締結する。", "次のとおり、定住自立圏の形成に関する協定を締結する。")
    )
    writer.lines.append(Line("preamble", writer.words(text, "preamble").text, "preamble", "", (), 1))
    return writer, sides, day


def purpose(writer: Writer, sides: Sequence[Side]) -> Clause:
    """第1条 and which side is the core city."""
    at = writer.choices.at("purpose")
    plain_sides = [side.party() for side in sides]
    if any(len(side.places) > 1 for side in sides) or at.chance(25):
        writer.know(instruments=("teiju-jiritsuken",), parties=tuple(plain_sides))
        return one("目的", "この協定は、{ALL}が連携して定住自立圏を形成し、圏域の活性化を図ることを目的とする。")
    core = 1 if at.uses(Form.PARTY_OTSU_CORE, 25) else 0
    if core and sides[1].places[0].kind != "city":
        core = 0
    writer.slots |= {"CORE": sides[core].called, "PARTNER": sides[1 - core].called}
    writer.know(
        instruments=("teiju-jiritsuken",),
        terms=(*writer.truth.terms, "中心市宣言"),
        parties=tuple(side.party("core-city" if i == core else "partner") for i, side in enumerate(sides)),
    )
    return one(
        "目的",
        "この協定は、中心市宣言(«定住自立圏構想推進要綱|4»に規定するものをいう。以下同じ。)をした{CORE}とこれに賛同した{PARTNER}が、"
        "相互に役割を分担して定住に必要な生活機能を確保し、圏域を形成することを目的とする。",
    )


def end(writer: Writer, sides: Sequence[Side], day: Day) -> None:
    """附則, closing formula and signatures, or none of them."""
    choices = writer.choices.at("end")
    if choices.chance(35):
        supplementary(writer, day, verb=choices.pick(("施行する", "効力を生ずる")))
    if choices.chance(75):
        closing(writer, sum(len(side.places) for side in sides))
        signing_date(writer, day)
        signatures(writer, [(side.alias, place) for side in sides for place in side.places])


def _tail(choices: Choices) -> list[Clause]:
    at = choices.at("tail")
    tail = [at.pick(CHANGE)]
    if at.chance(60):
        tail.append(at.pick(ENDING))
        choices.mark(Form.END_BY_NOTICE if tail[-1].key == "abolish" else Form.TERM_STATED)
    if at.chance(30):
        tail.append(DOUBT)
    return tail


# Family 3


def tables_by_area(choices: Choices) -> Draft:
    """別表第1 to 別表第3, one for each policy area, announced in an article."""
    choices.mark(Form.TABLES_BY_AREA)
    writer, sides, day = begin(choices)
    bearers = [side.called for side in sides]
    chosen = choose_initiatives(choices, TEIJU_AREAS, bearers)
    areas = [area for area, _ in TEIJU_AREAS]
    lead = "{ALL}が連携して取り組む政策分野は次に掲げるものとし、取組の内容並びに{ALL}の役割は、それぞれ‹?当該各号›に定める‹?別表›のとおりとする。"
    items = tuple(f"{area}(‹別表第{count}›)" for count, area in enumerate(areas, 1))
    fields = Clause("連携する政策分野", (Para(lead, items),), key="schedule")
    writer.plan([purpose(writer, sides), fields, *_tail(choices)])
    for index in range(len(writer.clauses)):
        writer.article(index)
    end(writer, sides, day)
    kept = [index for index, clause in enumerate(writer.clauses) if clause.key == "schedule"]
    if kept:
        _schedules(writer, chosen, areas, writer.numbers[kept[0]])
    return Draft(tuple(writer.lines), writer.truth, writer.style)


def _schedules(writer: Writer, chosen: Sequence[InitiativeModel], areas: Sequence[str], number: str) -> None:
    at = writer.choices.at("schedules")
    layout = at.pick(("same-line", "own-line", "kana"))
    for count, area in enumerate(areas, 1):
        writer.line("table-heading", f"別表第{count}({printed_provision(number)}関係)", blanks=1)
        fields = [fields for name, fields in by_area(chosen) if name == area]
        if not fields:
            writer.choices.mark(Form.TABLE_OMITTED)
            writer.line("omitted", "(略)", blanks=0)
            continue
        for position, (field, models) in enumerate(fields[0], 1):
            writer.line("area", field, label=writer.finish(f"{position} "), blanks=0)
            for index, model in enumerate(models, 1):
                know_initiative(writer, model)
                writer.line("initiative", model.title, label=writer.finish(f"({index}) "), blanks=0)
                _labelled(writer, model, layout)


def _labelled(writer: Writer, model: InitiativeModel, layout: str) -> None:
    blocks = [("取組の内容", model.content), *((role.label, role.sentences) for role in model.roles)]
    for count, (words, sentences) in enumerate(blocks):
        label = writer.finish(words)
        texts = [writer.finish(text) for text in sentences]
        marks = list(KATAKANA)
        if layout == "kana":
            label = f"{KATAKANA[count]} {writer.finish(words)}"
            marks = [writer.finish(f"({kana})") for kana in KATAKANA]
        if len(texts) > 1:
            texts = [f"{marks[index]} {text}" for index, text in enumerate(texts)]
        if layout == "same-line":
            texts[0] = f"{label}{writer.style.gap}{texts[0]}"
        else:
            writer.raw("role-label", label, blanks=0)
        for text in texts:
            writer.raw("role-text", text, blanks=0)


# Family 5 and the nesting of 003


def nest_kana(choices: Choices) -> Draft:
    """(1) area → ア field → (ア) initiative → a label → (a) sentence."""
    choices.mark(Form.NEST_KANA)
    return _nest(choices, _write_kana)


def nest_latin(choices: Choices) -> Draft:
    """(1) area → a initiative → (a) 取組内容, (b) 役割分担 → i 甲の役割."""
    choices.mark(Form.NEST_LATIN)
    return _nest(choices, _write_latin)


def _nest(choices: Choices, write: Callable[[Writer, Sequence[InitiativeModel], str], None]) -> Draft:
    writer, sides, day = begin(choices)
    chosen = choose_initiatives(choices, TEIJU_AREAS, [side.called for side in sides], most=5)
    lead = "{ALL}が連携する取組の内容並びに{ALL}の役割は、次のとおりとする。"
    fields = Clause("連携する取組", (Para(lead),), key="schedule")
    writer.plan([purpose(writer, sides), fields, *_tail(choices)])
    for index, clause in enumerate(writer.clauses):
        writer.article(index)
        if clause.key == "schedule":
            write(writer, chosen, f"article/{writer.numbers[index]}")
            last = writer.truth.articles[-1]
            opened = replace(last, paragraphs=tuple(replace(one, open_items=True) for one in last.paragraphs))
            writer.know(articles=(*writer.truth.articles[:-1], opened))
    end(writer, sides, day)
    return Draft(tuple(writer.lines), writer.truth, writer.style)


def _write_kana(writer: Writer, chosen: Sequence[InitiativeModel], owner: str) -> None:
    def put(kind: str, label: str, text: str) -> None:
        writer.line(kind, text, owner=owner, label=writer.finish(label) + " ", blanks=0)

    for number, (area, fields) in enumerate(by_area(chosen), 1):
        put("area", f"({number})", area)
        for position, (field, models) in enumerate(fields):
            put("area", KATAKANA[position], field)
            for index, model in enumerate(models):
                know_initiative(writer, model)
                put("initiative", f"({KATAKANA[index]})", model.title)
                blocks = [("取組の内容", model.content), *((role.label, role.sentences) for role in model.roles)]
                for count, (label, sentences) in enumerate(blocks):
                    put("role-label", LATIN[count], label)
                    if len(sentences) == 1:
                        writer.line("role-text", sentences[0], owner=owner, blanks=0)
                    for mark, text in zip(LATIN, sentences if len(sentences) > 1 else (), strict=False):
                        put("role-text", f"({mark})", text)


def _write_latin(writer: Writer, chosen: Sequence[InitiativeModel], owner: str) -> None:
    def put(kind: str, label: str, text: str) -> None:
        writer.line(kind, text, owner=owner, label=writer.finish(label) + " ", blanks=0)

    for number, (area, fields) in enumerate(by_area(chosen), 1):
        put("area", f"({number})", area)
        models = [model for _, group in fields for model in group]
        for index, model in enumerate(models):
            flat = InitiativeModel((area,), model.title, ("".join(model.content),), model.roles)
            know_initiative(writer, flat)
            put("initiative", LATIN[index], model.title)
            put("role-label", "(a)", "取組内容")
            writer.line("role-text", flat.content[0], owner=owner, blanks=0)
            if flat.roles:
                put("role-label", "(b)", "役割分担")
            for mark, role in zip(ROMAN, flat.roles, strict=False):
                put("role-label", mark, role.label)
                _roles(writer, role, owner)


def _roles(writer: Writer, role: RoleModel, owner: str) -> None:
    writer.line("role-text", "".join(role.sentences), owner=owner, blanks=0)
