"""Family 9: an agreement inside a 議案 or a 告示, as text taken from a PDF with hard wraps or spaces."""

from __future__ import annotations

from dataclasses import replace

from tests.generator.choices import Choices
from tests.generator.families import delegation, nested
from tests.generator.forms import Form
from tests.generator.names import person
from tests.generator.style import choose_day
from tests.generator.writer import Draft, Line


def bill(choices: Choices) -> Draft:
    """A 議案, or a 告示 sentence, and the agreement after it."""
    inner = choices.pick((delegation.lettered, nested.tables_by_area, delegation.named))
    draft = inner(choices.at("inner"))
    name = draft.truth.titles[0] if draft.truth.titles else draft.style.finish("定住自立圏の形成に関する協定")
    head = draft.truth.parties[0].names[0]
    day = choose_day(choices.at("bill"), 2010, 2024)
    family, given = person(choices)
    finish = draft.style.finish
    number = choices.between(2, 99)
    if choices.uses(Form.WRAPPER_KOKUJI, 40):
        choices.mark(Form.CITE_JUNYO)
        lines = [
            finish(f"{head}告示第{number}号"),
            finish(
                f"{name}を定めたので、地方自治法(昭和22年法律第67号)第252条の14第3項において準用する同法第252条の2の2第2項の規定により、次のとおり告示する。"
            ),
            finish(day.printed(gannen=True)),
            f"{head}長　{family}　{given}",
        ]
    else:
        choices.mark(Form.WRAPPER_GIAN)
        lines = [
            finish(f"議案第{number}号"),
            f"{name}の締結について",
            finish(
                f"{name}を別紙のとおり締結することについて、地方自治法(昭和22年法律第67号)第96条第2項の規定により、議会の議決を求める。"
            ),
            finish(f"{day.printed(gannen=True)}提出"),
            f"{head}長　{family}　{given}",
        ]
        if choices.chance(50):
            lines.append("別紙")
    wrapper = tuple(Line("wrapper", line, blanks=1) for line in lines)
    body = (replace(draft.lines[0], blanks=2), *draft.lines[1:])
    truth = replace(
        draft.truth, open_citations=(("地方自治法", "96"), ("地方自治法", "252の14"), ("地方自治法", "252の2の2"))
    )
    return replace(draft, lines=wrapper + body, truth=truth, may_be_unclaimed=(*draft.may_be_unclaimed, *lines))
