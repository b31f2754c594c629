"""Family 10: 連携協約 whose parties have names only, in the text and in the columns of the schedule."""

from __future__ import annotations

from collections.abc import Sequence

from tests.generator.choices import Choices
from tests.generator.clauses import CHANGE, COOPERATION, one
from tests.generator.endings import closing, signatures, signing_date, supplementary
from tests.generator.families.cooperation import know_initiative, schedule, sentences
from tests.generator.forms import Form
from tests.generator.furniture import front, title
from tests.generator.initiatives import InitiativeModel, choose_initiatives
from tests.generator.names import RENKEI_AREAS
from tests.generator.parties import choose_sides, introduce
from tests.generator.places import choose_places
from tests.generator.style import choose_day, choose_style, plain
from tests.generator.writer import Clause, Draft, Line, Para, Writer

LAPSE = Clause(
    "連携協約の失効",
    (
        Para(
            "{A}又は{B}は、議会の議決を経て、他方に対しこの連携協約の失効を求める旨を通知することができる。この場合において、議会の議決は、«地方自治法|96|2»の規定に基づくものとする。"
        ),
        Para("この連携協約は、‹前項›の規定による通知があった日から2年を経過した日に、その効力を失う。"),
    ),
    key="lapse",
)


def named_columns(choices: Choices) -> Draft:
    """Named parties, named columns and a zone of more municipalities than are parties."""
    choices.mark(Form.PARTY_NAMED)
    choices.mark(Form.COLUMN_NAMED)
    writer = Writer(choices, plain(choose_style(choices.at("style"))), {"K": "連携協約"})
    sides = choose_sides(choices, "cm", aliases=(None, None))
    introduce(writer, sides)
    day = choose_day(choices, 2015, 2024)
    names = [side.places[0].name for side in sides]
    name = choices.pick(
        (f"{names[0]}及び{names[1]}における連携中枢都市圏形成に係る連携協約", "連携中枢都市圏の形成に係る連携協約")
    )
    title(writer, name, circle=50)
    if choices.chance(50):
        front(writer, day)
    printed = [side.introduced() for side in sides]
    template = (
        choices.pick((f"{printed[0]}と{printed[1]}は、", f"{printed[0]}及び{printed[1]}は、"))
        + "«地方自治法|252の2|1||*»の規定に基づき、連携中枢都市圏の形成に係る連携協約を次のとおり締結する。"
    )
    writer.lines.append(Line("preamble", writer.words(template, "preamble").text, "preamble", "", (), 1))
    writer.know(
        instruments=("renkei-kyoyaku",),
        parties=(sides[0].party("core-city"), sides[1].party("partner")),
    )
    writer.plan(_clauses(writer, choices, names))
    for index in range(len(writer.clauses)):
        writer.article(index)
    if choices.at("end").chance(50):
        supplementary(writer, day)
    else:
        closing(writer, 2)
        signing_date(writer, day)
        signatures(writer, [(None, side.places[0]) for side in sides])
    chosen = choose_initiatives(choices, RENKEI_AREAS, names)
    schedule(writer, chosen, _rows)
    return Draft(tuple(writer.lines), writer.truth, writer.style)


def _clauses(writer: Writer, choices: Choices, names: Sequence[str]) -> list[Clause]:
    at = choices.at("clauses")
    zone = ""
    if at.uses(Form.ZONE_LISTED, 60):
        others = [
            place.before + place.name for place in choose_places(choices.at("zone"), "mtm") if place.name not in names
        ]
        zone = f"、もって圏域({'、'.join([*names, *others[:-1]])}及び{others[-1]}の区域をいう。以下同じ。)の発展に資す"
        writer.know(open_terms=(*writer.truth.open_terms, "圏域"))
    purpose = (
        "この連携協約は、連携中枢都市宣言(«連携中枢都市圏構想推進要綱|4»に規定するものをいう。以下同じ。)を行った{A}と"
        f"これに賛同した{{B}}が、相互に連携して住民の暮らしを支え{zone}ることを目的とする。"
    )
    writer.know(terms=(*writer.truth.terms, "連携中枢都市宣言"))
    lead = "{A}及び{B}が連携する取組並びに当該取組に係る役割分担及び費用分担は、‹別表›に定めるとおりとする。"
    clauses = [one("目的", purpose), at.pick(COOPERATION), one("連携する取組", lead, key="schedule"), at.pick(CHANGE)]
    if at.uses(Form.END_BY_NOTICE, 40):
        clauses.append(LAPSE)
        choices.mark(Form.CITE_COUNCIL)
    return clauses


def _rows(writer: Writer, models: Sequence[InitiativeModel]) -> None:
    choices = writer.choices.at("columns")
    names = [writer.slots["A"], writer.slots["B"]]
    long = choices.uses(Form.ROLE_LABEL_LONG, 60)
    head = ["取組", choices.pick(("内容", "取組の内容"))]
    joint = any(len(role.bearers) > 1 for model in models for role in model.roles)
    columns = [(name,) for name in names] + ([tuple(names)] if joint else [])
    ending = "の役割分担及び費用分担" if long else "の役割"
    writer.row([*head, *[writer.finish("及び".join(column) + ending) for column in columns]], kind="header")
    for model in models:
        know_initiative(writer, model, named=True)
        cells = []
        for column in columns:
            found = [role for role in model.roles if role.bearers == column]
            cells.append(sentences(writer, found[0].sentences) if found else "")
        writer.row([writer.finish(model.title), sentences(writer, model.content), *cells])
