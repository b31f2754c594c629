"""Pages that are no agreement: news, lists, and an agreement of which only the headings are left (065)."""

from __future__ import annotations

from tests.generator.choices import Choices
from tests.generator.clauses import DELEGATION
from tests.generator.forms import Form
from tests.generator.names import INITIATIVES
from tests.generator.places import choose_places
from tests.generator.style import choose_day, choose_style
from tests.generator.truth import Truth
from tests.generator.writer import Draft, Line


def no_agreement(choices: Choices) -> Draft:
    """A page in which nothing may be found."""
    style = choose_style(choices.at("style"))
    names = [place.name for place in choose_places(choices, "ctt")]
    day = choose_day(choices, 2010, 2024).printed(gannen=True)
    if choices.uses(Form.HEADINGS_ONLY, 35):
        captions = [clause.caption for clause in choices.some(DELEGATION, choices.between(3, 6)) if clause.caption]
        texts = [f"第{number}条({caption})" for number, caption in enumerate(captions, 1)]
    elif choices.chance(50):
        choices.mark(Form.NOT_AGREEMENT)
        what = choices.pick(("連携協約の締結式を行いました", "定住自立圏の形成に関する協定を締結しました"))
        texts = [
            f"{what}({day})",
            f"{day}、{names[0]}役所において、{names[1]}及び{names[2]}との締結式が行われました。",
            f"当日は、{names[0]}長、{names[1]}長及び{names[2]}長が出席し、協定書に署名しました。",
            *(f"・{title}" for title, _ in choices.some(INITIATIVES, choices.between(1, 3))),
            "お問い合わせ 企画政策課 電話 0123-45-6789",
        ]
    else:
        choices.mark(Form.NOT_AGREEMENT)
        texts = ["圏域の市町村一覧", *(f"{number} {name}との協定({day}締結)" for number, name in enumerate(names, 1))]
    lines = tuple(Line("text", style.finish(text), blanks=1) for text in texts)
    return Draft(lines, Truth(), style, tuple(line.text for line in lines))
