"""Single texts of the survey: parts above articles (014), an annex without articles (070), prose lists (019)."""

from __future__ import annotations

from dataclasses import replace

from tests.generator.choices import Choices
from tests.generator.clauses import CHANGE, DOUBT, WITH
from tests.generator.endings import supplementary
from tests.generator.families.nested import ENDING, begin, end, purpose
from tests.generator.forms import Form
from tests.generator.furniture import front, title
from tests.generator.names import AFFAIRS, INITIATIVES
from tests.generator.numerals import KATAKANA, kanji
from tests.generator.parties import choose_sides, introduce
from tests.generator.style import choose_day, choose_style
from tests.generator.truth import Article, Item, Paragraph
from tests.generator.writer import Clause, Draft, Para, Writer


def parts(choices: Choices) -> Draft:
    """014: parts in kanji above arabic articles, initiatives as lists in articles."""
    choices.mark(Form.PARTS)
    choices.mark(Form.PROSE_LIST)
    writer, sides, day = begin(choices)
    at = choices.at("clauses")
    misread = at.uses(Form.OCR_LETTER, 30)
    last = "力" if misread else KATAKANA[1]
    lead = f"{{A}}及び{{B}}は、次に掲げる取組を行うものとし、その役割は、‹?当該各号›のアから{last}までに定めるところによる。"
    names = [name for name, _ in at.some(INITIATIVES, at.between(2, 4))]
    below: tuple[str, ...] = ("{A}は、関係機関との連絡調整を行う。", "{B}は、{A}に協力する。")
    if misread:
        below += tuple(f"{{A}}は、{thing}を提供する。" for thing in ("施設", "車両", "情報", "資料"))
    listed = Clause("連携する取組", (Para(lead, tuple(names), tuple(below for _ in names)),), key="list")
    talks = [clause for clause in WITH if clause.key == "talks"]
    writer.plan([purpose(writer, sides), listed, *talks, at.pick(CHANGE), at.pick(ENDING), DOUBT])
    writer.know(open_initiatives=True)
    starts = {0: "総則", 1: "連携する取組", 2: "雑則"}
    for index in range(len(writer.clauses)):
        if index in starts:
            writer.line(
                "chapter", starts[index], label=f"第{kanji(list(starts).index(index) + 1)}編" + at.pick((" ", "　"))
            )
        writer.article(index)
    end(writer, sides, day)
    return Draft(tuple(writer.lines), writer.truth, writer.style)


def item_first(choices: Choices) -> Draft:
    """070: 要領 whose top level is 1, 2 under captions, (1) below, without articles."""
    choices.mark(Form.ITEM_FIRST)
    style = replace(choose_style(choices.at("style")), captions=None, caption_inside="", item=None)
    writer = Writer(choices, style, {"K": "要領"})
    sides = choose_sides(choices, "tc")
    introduce(writer, sides)
    affair = choices.pick(AFFAIRS)
    day = choose_day(choices, 1998, 2023)
    title(writer, f"{sides[0].places[0].name}と{sides[1].places[0].name}との間の{affair}に関する事務の委託に関する要領")
    front(writer, day)
    writer.know(
        sketch=True,
        instruments=("jimu-itaku", "other"),
        parties=tuple(side.party() for side in sides),
        open_initiatives=True,
        foreign_references=True,
    )
    intro = f"{sides[0].introduced()}が{sides[1].introduced()}に委託する事務の取扱いについて定める。"
    groups = (
        ("趣旨", intro, ()),
        (
            "経費の支払",
            "経費の支払は、次による。",
            ("{A}は、毎年度6月末日までに支払う。", "{B}は、支払の請求書を送付する。"),
        ),
        ("書類の送付", "{B}は、受理した書類の写しを{A}に送付する。", ()),
    )
    for number, (caption, text, items) in enumerate(groups, 1):
        writer.line("caption", f"({caption})")
        words = writer.words(text, f"item/{number}")
        writer.raw("paragraph", f"{writer.finish(str(number))} {words.text}", blanks=0)
        below = []
        for index, item in enumerate(items, 1):
            mark, told = writer.finish(f"({index})"), writer.finish(writer.fill(item))
            writer.raw("item", f"{mark} {told}", blanks=0)
            below.append(Item(mark, told))
        point = Article(str(number), (writer.finish(caption),), (Paragraph("1", words.text, tuple(below)),))
        writer.know(articles=(*writer.truth.articles, point))
    supplementary(writer, day)
    body = tuple(line.text for line in writer.lines)
    truth = replace(writer.truth, terms=(), open_terms=writer.truth.terms)
    return Draft(tuple(writer.lines), truth, writer.style, body)
