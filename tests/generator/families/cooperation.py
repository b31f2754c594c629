"""Families 4 and 6: 連携協約 with a short body and one schedule, as a row-label table or a column table."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.generator.choices import Choices
from tests.generator.clauses import CHANGE, COOPERATION, DOUBT, WITH, one
from tests.generator.endings import closing, signatures, signing_date, supplementary
from tests.generator.forms import Form
from tests.generator.furniture import title
from tests.generator.initiatives import InitiativeModel, by_area, choose_initiatives
from tests.generator.laws import printed_provision
from tests.generator.names import RENKEI_AREAS
from tests.generator.parties import Side, choose_sides, introduce, preamble_parties
from tests.generator.style import choose_day, choose_style, plain
from tests.generator.truth import Initiative, Role
from tests.generator.writer import Clause, Draft, Line, Para, Writer

Rows = Callable[[Writer, Sequence[InitiativeModel]], None]


def row_table(choices: Choices) -> Draft:
    """Family 4: three rows per initiative, their labels in the second cell."""
    choices.mark(Form.ROW_LABEL_TABLE)
    writer, sides = begin(choices)
    chosen = choose_initiatives(choices, RENKEI_AREAS, [side.called for side in sides])
    schedule(writer, chosen, _row_label_rows)
    return Draft(tuple(writer.lines), writer.truth, writer.style)


def column_table(choices: Choices) -> Draft:
    """Family 6: a row per initiative, a column per role, the header repeated in each section."""
    choices.mark(Form.COLUMN_TABLE)
    writer, sides = begin(choices)
    chosen = choose_initiatives(choices, RENKEI_AREAS, [side.called for side in sides])
    schedule(writer, chosen, column_rows)
    return Draft(tuple(writer.lines), writer.truth, writer.style)


def begin(choices: Choices, *, kinds: str = "cm", three: bool = True) -> tuple[Writer, list[Side]]:
    """Everything of a 連携協約 before its schedule."""
    style = plain(choose_style(choices.at("style")))
    writer = Writer(choices, style, {"K": "連携協約"})
    sides = choose_sides(choices, kinds, three=three)
    introduce(writer, sides)
    day = choose_day(choices, 2015, 2024)
    names = ["・".join(place.name for place in side.places) for side in sides]
    bare = "連携中枢都市圏形成に係る連携協約"
    name = choices.pick((bare, f"{'及び'.join(names)}における{bare}", f"{names[0]}と{names[1]}との間における{bare}"))
    if len(names) > 2 or name == bare:
        name = bare
        choices.mark(Form.TITLE_BARE)
    _cover(writer, day.printed(gannen=True), names)
    title(writer, name, circle=15)
    template = (
        preamble_parties(choices, sides)
        + "連携中枢都市圏の形成に関し、«地方自治法|252の2|1||*»の規定に基づき、次のとおり連携協約を締結する。"
    )
    writer.lines.append(Line("preamble", writer.words(template, "preamble").text, "preamble", "", (), 1))
    core = _purpose(writer, choices, sides)
    writer.know(
        instruments=("renkei-kyoyaku",),
        parties=tuple(
            side.party("plain-party" if core is None else "core-city" if index == core else "partner")
            for index, side in enumerate(sides)
        ),
    )
    for index in range(len(writer.clauses)):
        writer.article(index)
    end = choices.at("end")
    signed = end.chance(75)
    effect = end.chance(60)
    before = end.chance(50)
    if effect and before:
        writer.choices.mark(Form.SUP_BEFORE_CLOSING)
        supplementary(writer, day)
    if signed:
        closing(writer, sum(len(side.places) for side in sides))
        signing_date(writer, day)
        signatures(writer, [(side.alias, place) for side in sides for place in side.places])
    if effect and not before and not signed:
        supplementary(writer, day)
    return writer, sides


def _cover(writer: Writer, day: str, names: Sequence[str]) -> None:
    choices = writer.choices.at("cover")
    if not choices.uses(Form.TITLE_COVER_DIFFERS, 20):
        return
    writer.line("front", "連携中枢都市圏形成に係る連携協約書", blanks=1)
    writer.line("front", day, blanks=1)
    if choices.uses(Form.FRONT_PARTIES, 60):
        writer.raw("front", choices.pick((" ", "　", "・")).join(names), blanks=1)


def _purpose(writer: Writer, choices: Choices, sides: Sequence[Side]) -> int | None:
    """Plans the articles; gives the index of the side that is said to be the core city."""
    at = choices.at("clauses")
    core = None
    purpose = "この連携協約は、人口減少・少子高齢社会においても活力ある社会経済を維持するため、{ALL}が連携して圏域の形成を図り、もって「住民の安心で快適な暮らし」を実現することを目的とする。"
    if len(sides) == 2 and all(len(side.places) == 1 for side in sides) and at.chance(70):
        core = 1 if sides[1].places[0].kind == "city" and at.uses(Form.PARTY_OTSU_CORE, 40) else 0
        first, second = sides[core].called, sides[1 - core].called
        writer.slots |= {"CORE": first, "PARTNER": second}
        purpose = (
            "この連携協約は、連携中枢都市宣言(«連携中枢都市圏構想推進要綱|4»に規定するものをいう。以下同じ。)を行った{CORE}と"
            "{CORE}が行った連携中枢都市宣言に賛同した{PARTNER}が、相互に役割を分担し、連携を図ることにより、"
            "圏域の住民の暮らしを支えることを目的とする。"
        )
        writer.know(terms=(*writer.truth.terms, "連携中枢都市宣言"))
    clauses = [one("目的", purpose), at.pick(COOPERATION)]
    lead = at.pick(
        (
            "{ALL}が相互に連携する取組の内容及び役割分担は、‹別表›に定めるとおりとする。",
            "{ALL}が相互に連携する取組並びにその内容及び役割分担は、‹別表›に掲げるとおりとする。",
        )
    )
    clauses.append(Clause("連携する取組等", (Para(lead),), key="schedule"))
    clauses += [clause for clause in WITH if at.chance(40)]
    clauses.append(at.pick(CHANGE))
    if at.chance(40):
        clauses.append(
            one(
                "議会の議決",
                "{ALL}は、この連携協約の締結に当たり、«地方自治法|252の2|3»及び«同条||4»に定める手続を経るものとする。",
                key="vote",
            )
        )
    if at.chance(30):
        clauses.append(DOUBT)
    writer.plan(clauses)
    return core


def schedule(writer: Writer, chosen: Sequence[InitiativeModel], rows: Rows) -> None:
    """別表 with pillars, areas and tables."""
    choices = writer.choices.at("schedule")
    choices.mark(Form.TABLE_ONE)
    number = next((writer.numbers[i] for i, c in enumerate(writer.clauses) if c.key == "schedule"), None)
    related = f"({printed_provision(number)}関係)" if number and choices.chance(80) else ""
    writer.line("table-heading", f"別表{related}", blanks=3)
    split = choices.uses(Form.HEADING_SPLIT, 50)
    kana = choices.chance(50)
    for count, (pillar, fields) in enumerate(by_area(chosen), 1):
        mark = writer.finish(f"({count})" if kana else str(count))
        writer.line("area", pillar, label=f"{mark} ", blanks=1)
        if not split:
            group = [one for _, models in fields for one in models]
            _table(writer, [InitiativeModel((pillar,), g.title, g.content, g.roles) for g in group], rows)
            continue
        for index, (field, models) in enumerate(fields, 1):
            inner = "アイウエオカキ"[index - 1] if kana else writer.finish(f"({index})")
            writer.line("area", field, label=f"{inner} ", blanks=1)
            _table(writer, models, rows)


def _table(writer: Writer, models: Sequence[InitiativeModel], rows: Rows) -> None:
    rows(writer, models)


def sentences(writer: Writer, texts: Sequence[str]) -> str:
    """Several sentences in a cell, parted by spaces."""
    if len(texts) > 1:
        writer.choices.mark(Form.ROLE_SENTENCES)
    return " ".join(writer.finish(text) for text in texts)


def know_initiative(writer: Writer, model: InitiativeModel, *, named: bool = False) -> None:
    """The truth about an initiative; sentences stand side by side."""
    writer.know(
        initiatives=(
            *writer.truth.initiatives,
            Initiative(
                tuple(map(writer.finish, model.headings)),
                writer.finish(model.title),
                writer.finish("".join(model.content)) or None,
                tuple(Role(role.bearers, writer.finish("".join(role.sentences)), named) for role in model.roles),
            ),
        )
    )


def _row_label_rows(writer: Writer, models: Sequence[InitiativeModel]) -> None:
    for model in models:
        know_initiative(writer, model)
        writer.row([writer.finish(model.title), "取組の内容", sentences(writer, model.content)])
        for role in model.roles:
            writer.row(["", writer.finish(role.label), sentences(writer, role.sentences)])


def column_rows(writer: Writer, models: Sequence[InitiativeModel]) -> None:
    """A header and a row per initiative; a joint role has a column of its own where one occurs."""
    columns: list[tuple[str, ...]] = [(letter,) for letter in writer.slots["ALL"].replace("及び", "、").split("、")]
    if any(len(role.bearers) > 1 for model in models for role in model.roles):
        columns.append(tuple(letter for column in columns for letter in column))
    head = writer.choices.at("header").pick((("取組", "内容"), ("取組", "取組の内容"), ("取組名", "取組内容")))
    labels = [writer.finish("及び".join(column) + "の役割") for column in columns]
    writer.row([*head, *labels], kind="header")
    for model in models:
        know_initiative(writer, model)
        cells = []
        for column in columns:
            found = [role for role in model.roles if role.bearers == column]
            cells.append(sentences(writer, found[0].sentences) if found else "")
        writer.row([writer.finish(model.title), sentences(writer, model.content), *cells])
