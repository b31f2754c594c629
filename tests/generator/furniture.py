"""What stands above an agreement: title, date, number; and below it in a collection of rules."""

from __future__ import annotations

from tests.generator.choices import Choices
from tests.generator.endings import print_day
from tests.generator.forms import Form
from tests.generator.numerals import Day
from tests.generator.writer import Writer


def title(writer: Writer, text: str, *, circle: int = 60) -> None:
    """The title of an instrument."""
    choices = writer.choices.at("title")
    mark = "○" if choices.uses(Form.TITLE_CIRCLE, circle) else ""
    if not mark and choices.uses(Form.TITLE_DRAFT, 4):
        writer.know(titles=(writer.finish(text), writer.finish(text + "(案)")))
        writer.line("title", text + "(案)", blanks=0)
        return
    writer.know(titles=(writer.finish(text),))
    writer.raw("title", mark + writer.finish(text), blanks=0)
    if choices.uses(Form.TITLE_REPEATED, 4):
        writer.raw("title", writer.finish(text))


def front(writer: Writer, day: Day) -> None:
    """The date and number of promulgation, on one line or two, or a word instead of the number."""
    choices = writer.choices.at("front")
    printed = print_day(choices, day)
    number = choices.between(1, 120)
    kind = choices.pick(("告示", "規約", "組合告示", "県告示", "議決"))
    match choices.form(
        {
            Form.FRONT_NUMBER_BRANCH: 10,
            Form.FRONT_WORD: 25,
            Form.FRONT_DATE_AND_NUMBER: 15,
            Form.FRONT_DATE_BLANKS: 6,
            Form.FRONT_STACKED: 5,
        },
        Form.FRONT_NUMBER,
    ):
        case Form.FRONT_NUMBER_BRANCH:
            lines = [printed, f"{kind}第{number}号の{choices.between(2, 5)}"]
        case Form.FRONT_WORD:
            lines = [printed, choices.pick(("議決", "専決", "制定", "締結", "県知事届出"))]
        case Form.FRONT_DATE_AND_NUMBER:
            lines = [f"{printed} {kind}第{number}号"]
        case Form.FRONT_STACKED:
            lines = [f"{printed} 議決", f"{printed} 県知事許可", f"{printed} {kind}第{number}号"]
        case Form.FRONT_DATE_BLANKS:
            lines = [f"{day.era}{day.year}年　　月　　日", f"{kind}第　　号"]
        case _:
            lines = [printed, f"{kind}第{number}号"]
    if len(lines) == 2 and Form.FRONT_DATE_BLANKS not in writer.choices.used:
        choices.mark(Form.FRONT_DATE)
    if len(lines) == 2 and lines[0] == printed:
        writer.slots["NUMBER"] = lines[1]
    if lines[-1] == "締結":
        writer.know(signed_on=(None, day.iso))
    for count, line in enumerate(lines):
        writer.line("front", line, blanks=1 if writer.style.blank != "none" and not count else 0)


def history_tag(choices: Choices, kanji_digits: bool) -> str:
    """(平26告示107・一部改正) and its kin."""
    if kanji_digits:
        choices.mark(Form.HISTORY_TAG_KANJI)
        return "(昭五一条例三一・平一四条例三一・一部改正)"
    if choices.uses(Form.HISTORY_TAG_LONG, 25):
        return f"(一部改正〔平成{choices.between(8, 30)}年12月28日〕)"
    choices.mark(Form.HISTORY_TAG)
    first, second = choices.between(10, 17), choices.between(18, 30)
    return choices.pick(
        (
            f"(平{second}告示{choices.between(2, 120)}・一部改正)",
            f"(平{first}告示58・平{second}告示78・一部改正)",
            f"(平{second}規約3・全改)",
            f"(平{second},4,1・一部改正)",
        )
    )


def footer(writer: Writer, day: Day, amended: Day | None) -> None:
    """The end of a page of a collection of rules: the title again, date and number, class and history."""
    choices = writer.choices.at("footer")
    choices.mark(Form.FOOTER)
    promulgated = f"{day.printed(gannen=True)} {writer.slots.get('NUMBER', '告示第1号')}"
    lines = [promulgated, f"({(amended or day).printed(gannen=True)}施行)"]
    if choices.uses(Form.FOOTER_HISTORY, 75):
        lines += [
            "体系情報",
            choices.pick(("第13編 その他/第2章 事務委託", "第13類 則/第2章", "第10編 その他/第1章 協定・規約")),
            "沿革情報",
            promulgated,
        ]
        if amended:
            lines.append(f"{amended.printed(gannen=True)} 告示第{choices.between(2, 90)}号")
    writer.raw("footer", writer.truth.titles[0], blanks=1)
    for line in lines:
        writer.line("footer", line, blanks=0)
