"""From a case to a text with the truth about it: a family writes, damage is done, the lines are printed."""

from __future__ import annotations

from tests.generator.choices import Case, Choices
from tests.generator.damage import damage
from tests.generator.families import FAMILIES, NO_AGREEMENT
from tests.generator.forms import Form
from tests.generator.truth import Written
from tests.generator.writer import Line


def make(case: Case) -> Written:
    """The text of a case."""
    choices = Choices(case)
    written = FAMILIES[case.family](choices)
    drafts = written if isinstance(written, tuple) else (written,)
    damaged = [
        damage(choices.at(f"damage/{index}"), draft, alone=len(drafts) == 1) for index, draft in enumerate(drafts)
    ]
    text = "".join(print_lines(draft.lines) for draft in damaged)
    if choices.at("ends").uses(Form.CRLF, 4):
        text = text.replace("\n", "\r\n")
    return Written(
        text,
        () if case.family == NO_AGREEMENT else tuple(draft.truth for draft in damaged),
        frozenset(choices.used),
        frozenset(choices.parts),
        tuple(line for draft in damaged for line in draft.may_be_unclaimed),
    )


def print_lines(lines: tuple[Line, ...]) -> str:
    """Lines with the blank ones between them."""
    return "".join("\n" * line.blanks + line.text + "\n" for line in lines)
