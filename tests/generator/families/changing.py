"""Family 11: instruments that change another one, by 改め文 or as a full restatement."""

from __future__ import annotations

from collections.abc import Sequence

from tests.generator.choices import Choices
from tests.generator.clauses import CHANGE, COOPERATION, WITH, one
from tests.generator.endings import closing, print_day, signatures, signing_date, supplementary
from tests.generator.forms import Form
from tests.generator.furniture import title
from tests.generator.names import INITIATIVES
from tests.generator.parties import Side, choose_sides, introduce, preamble_parties
from tests.generator.style import choose_day, choose_style, plain
from tests.generator.truth import Change, Party
from tests.generator.writer import Clause, Draft, Line, Para, Writer

KINDS = {
    "teiju-jiritsuken": ("定住自立圏の形成に関する協定", "協定", "協定書", "原協定", ""),
    "renkei-kyoyaku": (
        "連携中枢都市圏形成に係る連携協約",
        "連携協約",
        "連携協約",
        "原協約",
        "«地方自治法|252の2|4||*»の規定に基づき、",
    ),
}


def amending(choices: Choices) -> Draft:
    """A 変更協定."""
    writer = Writer(choices, plain(choose_style(choices.at("style"))))
    kind = choices.pick(list(KINDS))
    name, noun, ending, short, basis = KINDS[kind]
    writer.slots["K"] = noun
    sides = choose_sides(choices, "ct")
    introduce(writer, sides)
    day = choose_day(choices, 2016, 2024)
    original = choose_day(choices.at("original"), *((2009, 2015) if noun == "協定" else (2015, 2015)))
    whole = choices.uses(Form.RESTATEMENT, 35)
    what = "を変更する" if whole else "の一部を変更する"
    title(writer, f"{name}{what}{ending}", circle=25)
    printed = print_day(choices, original)
    template = (
        preamble_parties(choices, sides)
        + f"{basis}{printed}に締結した{name}(以下「{short}」という。){what}{noun}を次のとおり締結する。"
    )
    writer.lines.append(Line("preamble", writer.words(template, "preamble").text, "preamble", "", (), 1))
    writer.know(instruments=(kind,), amends=True, parties=_parties(sides))
    if whole:
        _restate(writer, choices.at("articles"))
    else:
        writer.know(foreign_references=True, open_initiatives=True)
        _change(writer, choices.at("changes"))
    supplementary(writer, day, verb=choices.pick(("施行する", "効力を生ずる")))
    if choices.chance(80):
        closing(writer, sum(len(side.places) for side in sides))
        signing_date(writer, day)
        signatures(writer, [(side.alias, place) for side in sides for place in side.places])
    return Draft(tuple(writer.lines), writer.truth, writer.style)


def _parties(sides: Sequence[Side]) -> tuple[Party, ...]:
    return tuple(side.party() for side in sides)


def _restate(writer: Writer, at: Choices) -> None:
    purpose = one("目的", "この{K}は、{ALL}が連携して圏域を形成し、その活性化を図ることを目的とする。")
    talks = [clause for clause in WITH if clause.key in {"talks", "council"} and at.chance(60)]
    lead = Clause(
        "連携する取組", (Para("{ALL}は、次に掲げる取組を行う。", tuple(title for title, _ in at.some(INITIATIVES, 2))),)
    )
    writer.know(open_initiatives=True)
    writer.plan([purpose, at.pick(COOPERATION), lead, *talks, at.pick(CHANGE)])
    for index in range(len(writer.clauses)):
        writer.article(index)


def _change(writer: Writer, choices: Choices) -> None:
    """改め文: some of the usual sentences, in the order of the articles they change."""
    steps = [step for step in STEPS if choices.at(step.__name__).chance(55)] or [STEPS[0]]
    for step in steps:
        if step is steps[0] or writer.choices.keeps(f"change/{step.__name__}"):
            step(writer, choices.at(step.__name__))


def _say(writer: Writer, text: str, kind: str = "amend") -> str:
    words = writer.words(text, "amend")
    writer.lines.append(Line(kind, words.text, "amend", "", (), 1 if writer.style.blank != "none" else 0))
    return words.text


def _add(writer: Writer, locus: str, *texts: str, operation: str = "insert") -> None:
    """Words that are put into the other instrument, as they stand."""
    added = [_say(writer, text, "added") for text in texts]
    _know(writer, locus, operation, None, "\n".join(added))


def _know(writer: Writer, locus: str, operation: str, old: str | None = None, new: str | None = None) -> None:
    change = Change(writer.finish(locus), operation, old, new)
    writer.know(changes=(*writer.truth.changes, change))


def _replace(writer: Writer, choices: Choices) -> None:
    old, new = choices.pick((("生活機能", "生活機能等"), ("協議会", "推進会議"), ("中心市宣言", "連携中枢都市宣言")))
    choices.mark(Form.AMEND_REPLACE)
    _know(writer, "第2条第1号", "replace", writer.finish(old), writer.finish(new))
    if choices.chance(50):
        choices.mark(Form.AMEND_SAME)
        choices.mark(Form.AMEND_ADD)
        _say(writer, f"第2条第1号中「{old}」を「{new}」に改め、同条に次の1項を加える。")
        _add(writer, "第2条", "2 甲及び乙は、毎年度、‹?前項›の取組の進捗について協議を行う。")
    else:
        _say(writer, f"第2条第1号中「{old}」を「{new}」に改める。")


def _renumber(writer: Writer, choices: Choices) -> None:
    choices.mark(Form.AMEND_RENUMBER)
    choices.mark(Form.AMEND_ADD)
    for old, new in (("第5条", "第6条"), ("第4条", "第5条")):
        _know(writer, old, "renumber", writer.finish(old), writer.finish(new))
    _say(writer, "第5条を第6条とし、第4条を第5条とし、第3条の次に次の1条を加える。")
    _add(writer, "第3条", "(費用負担)", "第4条 ‹?前条›の取組に要する費用は、受益の程度を勘案し、甲及び乙が負担する。")


def _whole(writer: Writer, choices: Choices) -> None:
    choices.mark(Form.AMEND_WHOLE)
    _say(writer, "第6条第2項を次のように改める。")
    _add(writer, "第6条第2項", "2 この規定による協議は、書面により行うものとする。", operation="replace")


def _delete(writer: Writer, choices: Choices) -> None:
    choices.mark(Form.AMEND_DELETE)
    match choices.number(3):
        case 0:
            _say(writer, "第7条第3項を削る。")
            _know(writer, "第7条第3項", "delete")
        case 1:
            _say(writer, "第7条ただし書を削る。")
            _know(writer, "第7条ただし書", "delete")
        case _:
            choices.mark(Form.AMEND_SAME)
            _say(writer, "第7条中「及び関係市町」を削り、同条第2項を削る。")
            _know(writer, "第7条", "delete", writer.finish("及び関係市町"))
            _know(writer, "第7条第2項", "delete")


def _table(writer: Writer, choices: Choices) -> None:
    choices.mark(Form.AMEND_TABLE)
    _say(writer, "別表第1中1の項の(1)の次に次のように加える。")
    title_, _ = choices.pick(INITIATIVES)
    rows = (
        f"(2) {title_}",
        "取組の内容 圏域内の体制を整備する。",
        "甲の役割 費用を負担する。",
        "乙の役割 甲に協力する。",
    )
    _add(writer, "別表第1の1の項の(1)", *rows)
    if choices.chance(50):
        choices.mark(Form.AMEND_SAME)
        _say(writer, "同表2の項を削り、同表3の項を同表2の項とする。")
        _know(writer, "別表第1の2の項", "delete")
        _know(writer, "別表第1の3の項", "renumber", writer.finish("同表3の項"), writer.finish("同表2の項"))


STEPS = (_replace, _renumber, _whole, _delete, _table)
