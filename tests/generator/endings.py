"""What stands after the articles: supplementary provisions, closing formula, date and signatures."""

from __future__ import annotations

from dataclasses import replace

from tests.generator.choices import Choices
from tests.generator.forms import Form
from tests.generator.names import person
from tests.generator.numerals import Day, daiji
from tests.generator.places import Place
from tests.generator.truth import Signatory
from tests.generator.writer import Line, Writer


def print_day(choices: Choices, day: Day, *, dual: bool = False) -> str:
    """A day with 元年 where it is the first of its era."""
    if day.year == 1:
        choices.mark(Form.DATE_GANNEN)
    if dual:
        choices.mark(Form.DATE_DUAL)
    return day.printed(gannen=True, dual=dual)


def supplementary(writer: Writer, near: Day, *, permission: bool = False, verb: str = "施行する") -> None:
    """附則 of the instrument itself and what it says of the day of effect."""
    choices = writer.choices.at("sup")
    noun = writer.slots["K"]
    year, month = divmod(near.value.year * 12 + near.value.month, 12)
    day = Day(near.value.replace(year=year, month=month + 1, day=1))
    effect = choices.form(
        {
            Form.EFFECT_NOTICE: 18,
            Form.EFFECT_SPLIT: 12,
            Form.EFFECT_RETROACTIVE: 6,
            Form.EFFECT_PERMISSION: 12 if permission else 0,
        },
        Form.EFFECT_FIXED,
    )
    printed = print_day(choices, day)
    facts: tuple[str | None, ...] = (day.iso,)
    numbers = [n for n in writer.numbers if "の" not in n]
    match effect:
        case Form.EFFECT_NOTICE:
            first, facts = f"この{noun}は、告示の日から{verb}。", (None,)
        case Form.EFFECT_RETROACTIVE:
            first, facts = f"この{noun}は、告示の日から施行し、{printed}から適用する。", (None, day.iso)
        case Form.EFFECT_PERMISSION:
            first, facts = f"この{noun}は、県知事の許可があった日から{verb}。", (None,)
        case Form.EFFECT_SPLIT if len(numbers) > 3:
            later = replace(day, value=day.value.replace(year=day.value.year + 1))
            first = (
                f"この{noun}は、{printed}から{verb}。ただし、‹第{numbers[2]}条›の規定は、"
                f"{print_day(choices, later)}から{verb}。"
            )
        case _:
            choices.used.discard(Form.EFFECT_SPLIT)
            choices.mark(Form.EFFECT_FIXED)
            first = f"この{noun}は、{printed}から{verb}。"
    writer.know(effective_on=facts)
    _provisions(writer, choices, first)


def _provisions(writer: Writer, choices: Choices, first: str) -> None:
    noun = writer.slots["K"]
    more = choices.pick(
        (
            f"この{noun}の施行の日(以下「施行日」という。)前に行われた手続その他の行為は、この{noun}の相当規定により行われたものとみなす。",
            f"この{noun}の施行の際現に行われている事務の処理については、なお従前の例による。",
        )
    )
    lost = choices.uses(Form.SUP_HEADING_LOST, 30)
    shape = None
    if not lost:
        shape = choices.form({Form.SUP_NUMBERED: 15, Form.SUP_CAPTIONS: 12})
        heading = choices.form({Form.SUP_SPACED: 55}, Form.SUP_PLAIN)
        writer.raw(
            "sup-heading", {Form.SUP_SPACED: choices.pick(("附 則", "附　則"))}.get(heading or Form.SUP_PLAIN, "附則")
        )
    if shape is None:
        words = writer.words(first, "sup")
        blanks = 1 if lost else 0
        writer.lines.append(Line("sup", words.text, "sup", "", (), blanks))
        writer.know(supplementary=(*writer.truth.supplementary, words.text))
        return
    texts = []
    for count, (caption, template) in enumerate((("施行期日", first), ("経過措置", more)), 1):
        if shape is Form.SUP_CAPTIONS:
            writer.line("sup-caption", f"({caption})", owner="sup", blanks=0)
        words = writer.words(template, "sup")
        label = writer.style.paragraph_label(count)
        writer.lines.append(Line("sup", label + words.text, "sup", label, (), 0))
        texts.append(words.text)
    writer.know(supplementary=(*writer.truth.supplementary, "\n".join(texts)))


def amending_provisions(writer: Writer, after: Day) -> None:
    """附則 of later amendments, with the date and number in the heading or bare."""
    choices = writer.choices.at("amending")
    noun = writer.slots["K"]
    for count in range(choices.between(1, 2)):
        day = Day(after.value.replace(year=after.value.year + 2 + count))
        number = choices.pick((f"告示第{choices.between(2, 90)}号", f"規約第{choices.between(2, 20)}号", "議決"))
        note = f"({print_day(choices, day)}{number})"
        form = choices.form({Form.SUP_AMENDING_BARE: 50}, Form.SUP_AMENDING)
        if form is Form.SUP_AMENDING_BARE:
            writer.line("sup-note", note, owner="sup", blanks=1)
        else:
            writer.line("sup-heading", choices.pick(("附 則", "附則")) + note)
        effect = choices.pick(("告示の日", print_day(choices, day)))
        words = writer.words(f"この{noun}は、{effect}から施行する。", "sup")
        writer.line("sup", f"この{noun}は、{effect}から施行する。", owner="sup", blanks=0)
        writer.know(supplementary=(*writer.truth.supplementary, words.text))


def closing(writer: Writer, parties: int, *, old: bool = False) -> None:
    """この…の締結を証するため…"""
    choices = writer.choices.at("closing")
    choices.mark(Form.CLOSING_FORMULA)
    noun, copies, each = writer.slots["K"], str(parties), "1"
    if old and choices.uses(Form.DAIJI, 80):
        copies, each = daiji(parties), daiji(1)
    who = writer.slots["ALL"]
    text = choices.pick(
        (
            f"この{noun}の締結を証するため、本書{copies}通を作成し、{who}が記名押印の上、各自その{each}通を保有する。",
            f"この{noun}の締結を証するため、本{noun}書{copies}通を作成し、{who}が署名押印の上、それぞれ各{each}通を保有する。",
            f"この{noun}の証として、本書{copies}通を作り、{who}記名押印の上、各{each}通を保有する。",
        )
    )
    writer.line("closing", text)


def signing_date(writer: Writer, day: Day) -> None:
    """The date above the signatures."""
    choices = writer.choices.at("signing")
    writer.line("date", print_day(choices, day, dual=choices.uses(Form.DATE_DUAL, 15)))
    writer.know(signed_on=(day.iso,))


def signatures(writer: Writer, parties: list[tuple[str | None, Place]]) -> None:
    """The signatures of the parties: designation and body."""
    choices = writer.choices.at("signatures")
    form = choices.form({Form.SIGN_ADDRESS_FIRST: 35, Form.SIGN_BODY_AFTER: 35}, Form.SIGN_TITLE_NAME)
    spaced = choices.uses(Form.SIGN_SPACED, 25)
    seal = choices.uses(Form.SIGN_SEAL, 30)
    blanks = choices.between(1, 3) if choices.uses(Form.SIGN_BLANKS, 25) else 0
    addressed = choices.chance(50)
    for index, (designation, place) in enumerate(parties):
        at = choices.at(index)
        title = " ".join(place.head) if spaced and choices.chance(40) else place.head
        titles: tuple[str, ...] = (place.head,)
        if at.uses(Form.SIGN_DEPUTY, 8):
            deputy = place.deputy
            titles = (f"{place.head}職務代理者", f"{place.head}職務代理者{deputy}")
            title = f"{place.head}職務代理者　{deputy}"
        family, given = person(at)
        name = (
            " ".join(family + given) if spaced else at.pick((family + given, f"{family}　{given}", f"{family} {given}"))
        )
        mark = f"　{at.pick(('印', '㊞'))}" if seal else ""
        _signature(
            writer,
            form,
            designation=designation,
            place=place,
            at=at,
            title=title,
            name=name + mark,
            blanks=blanks,
            first=1 if index == 0 or blanks else 0,
            addressed=addressed,
        )
        writer.know(signatories=(*writer.truth.signatories, Signatory(designation, titles, family + given)))
    if choices.uses(Form.SIGN_WITNESS, 8):
        family, given = person(choices)
        writer.know(witnesses=(family + given,))
        writer.raw("sign", f"立会人　{choices.pick(('北海道知事', '総務大臣'))}　{family}{given}", blanks=1)


def _signature(
    writer: Writer,
    form: Form | None,
    *,
    designation: str | None,
    place: Place,
    at: Choices,
    title: str,
    name: str,
    blanks: int,
    first: int,
    addressed: bool,
) -> None:
    gap = at.pick((" ", "　"))
    lead = f"{designation}{gap}" if designation else ""
    address = (
        writer.finish(place.before)
        + place.name
        + writer.finish(
            at.pick(("中央一丁目1番1号", "6条通9丁目46番地", "字本町4丁目6番1号", "北1条西2丁目", "大字上条3番地"))
        )
    )
    match form:
        case Form.SIGN_ADDRESS_FIRST:
            lines = [lead + address, place.name, title]
        case Form.SIGN_BODY_AFTER:
            lines = [address, lead + place.name, title]
        case _:
            lines = [lead + address] if addressed else []
            lines.append(f"{'' if lines else lead}{title}{gap}{name}")
            name = ""
    for count, line in enumerate(lines):
        writer.raw("sign", line, blanks=0 if count else first)
    if name:
        writer.raw("sign", name, blanks=blanks)
