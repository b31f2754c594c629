"""The model of a schedule: initiatives with contents and roles under policy headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.generator.choices import Choices
from tests.generator.forms import Form
from tests.generator.names import INITIATIVES, content, duties

Areas = Sequence[tuple[str, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class RoleModel:
    """A role: who bears it and its sentences."""

    bearers: tuple[str, ...]
    sentences: tuple[str, ...]

    @property
    def label(self) -> str:
        """甲及び乙の役割."""
        return "及び".join(self.bearers) + "の役割"


@dataclass(frozen=True, slots=True)
class InitiativeModel:
    """An initiative under its headings."""

    headings: tuple[str, ...]
    title: str
    content: tuple[str, ...]
    roles: tuple[RoleModel, ...]


def choose_initiatives(
    choices: Choices, areas: Areas, bearers: Sequence[str], *, most: int = 6, several: bool = True
) -> list[InitiativeModel]:
    """Initiatives in the order of areas and fields: at least one in the first area."""
    at = choices.at("initiatives")
    chosen: list[InitiativeModel] = []
    titles: set[str] = set()
    for number, (area, fields) in enumerate(areas):
        inside = at.at(number)
        for field in sorted(inside.some(fields, inside.between(0 if chosen else 1, 2)), key=list(fields).index):
            for count in range(1 if inside.chance(65) else 2):
                if len(chosen) >= most or (chosen and not choices.keeps(f"initiative/{number}/{field}/{count}")):
                    continue
                one = _initiative(inside.at(f"{field}/{count}"), (area, field), bearers, titles, several)
                chosen.append(one)
                titles.add(one.title)
    return chosen


def _initiative(
    choices: Choices, headings: tuple[str, ...], bearers: Sequence[str], titles: set[str], several: bool
) -> InitiativeModel:
    title, thing = choices.pick(INITIATIVES)
    if title in titles and not choices.uses(Form.SAME_TITLE_TWICE, 40):
        free = [pair for pair in INITIATIVES if pair[0] not in titles]
        title, thing = choices.pick(free)
    texts = [content(choices, thing)]
    if several and choices.uses(Form.CONTENT_ITEMISED, 12):
        texts.append(f"{thing}の状況を毎年度検証する。")
    count = 1
    roles = []
    for index, bearer in enumerate(bearers):
        other = bearers[0] if index else bearers[-1]
        if several and choices.uses(Form.ROLE_ITEMISED, 40):
            count = choices.between(2, 3)
        else:
            choices.mark(Form.ROLE_SINGLE)
            count = 1
        roles.append(RoleModel((bearer,), tuple(duties(choices, thing, bearer, other, count))))
    if choices.uses(Form.ROLE_MISSING, 12):
        roles = roles[: choices.number(len(roles))]
    elif choices.uses(Form.ROLE_JOINT, 12):
        joint = RoleModel(tuple(bearers), (f"{thing}について、協議会を設け、共同で広報を行う。",))
        roles = [*roles, joint] if choices.chance(50) else [joint]
    return InitiativeModel(headings, title, tuple(texts), tuple(roles))


def by_area(chosen: Sequence[InitiativeModel]) -> list[tuple[str, list[tuple[str, list[InitiativeModel]]]]]:
    """Initiatives grouped by area and field, in order."""
    areas: list[tuple[str, list[tuple[str, list[InitiativeModel]]]]] = []
    for one in chosen:
        area, field = one.headings[0], one.headings[-1]
        if not areas or areas[-1][0] != area:
            areas.append((area, []))
        fields = areas[-1][1]
        if not fields or fields[-1][0] != field:
            fields.append((field, []))
        fields[-1][1].append(one)
    return areas
