"""Who concludes an agreement and how the text says so."""

from __future__ import annotations

from dataclasses import dataclass

from tests.generator.choices import Choices
from tests.generator.forms import Form
from tests.generator.places import Place, choose_places
from tests.generator.truth import Party
from tests.generator.writer import Writer


@dataclass(frozen=True, slots=True)
class Side:
    """A party: one body or several, and what the text calls it."""

    places: tuple[Place, ...]
    alias: str | None

    @property
    def called(self) -> str:
        """The alias, or the names."""
        return self.alias or "及び".join(place.name for place in self.places)

    @property
    def head(self) -> str:
        """甲の長; without alias the head by name."""
        return f"{self.alias}の長" if self.alias else self.places[0].head

    def introduced(self, *, bracket: bool = True) -> str:
        """X市(以下「甲」という。)."""
        names = "及び".join(place.before + place.name for place in self.places)
        if not self.alias:
            return names
        lead = "以下これらを" if len(self.places) > 1 else "以下"
        return f"{names}({lead}「{self.alias}」という。)" if bracket else f"{names}({lead}{self.alias}という。)"

    def party(self, capacity: str = "plain-party") -> Party:
        """The truth about it."""
        return Party(
            tuple(place.name for place in self.places),
            tuple(place.code for place in self.places),
            (self.alias,),
            (capacity,),
        )


def choose_sides(
    choices: Choices, kinds: str = "ct", *, aliases: tuple[str | None, ...] = ("甲", "乙"), three: bool = False
) -> list[Side]:
    """Parties with 甲, 乙, 丙; rarely several bodies are one of them."""
    at = choices.at("sides")
    if three and at.uses(Form.PARTY_THREE, 10):
        kinds, aliases = kinds + "t", (*aliases, "丙")
    joint = len(kinds) == 2 and aliases[0] is not None and at.uses(Form.PARTY_JOINT, 10)
    places = choose_places(choices, kinds + "t" if joint else kinds)
    if joint:
        return [Side((places[0], places[2]), aliases[0]), Side((places[1],), aliases[1])]
    return [Side((place,), alias) for place, alias in zip(places, aliases, strict=False)]


def introduce(writer: Writer, sides: list[Side]) -> None:
    """Fills the slots of the parties: {A} {B} {a} {b} {ALL}."""
    first, second = sides[0], sides[1]
    called = [side.called for side in sides]
    everyone = "及び".join(called) if len(called) == 2 else "、".join(called[:-1]) + "及び" + called[-1]
    writer.aliases = frozenset(side.alias for side in sides if side.alias)
    heads = writer.choices.at("heads").uses(Form.ACTOR_HEAD, 60)
    writer.slots |= {
        "A": first.called,
        "B": second.called,
        "a": first.head if heads else first.called,
        "b": second.head if heads else second.called,
        "ALL": everyone,
    }


def preamble_parties(choices: Choices, sides: list[Side]) -> str:
    """X市(以下「甲」という。)とY町(以下「乙」という。)とは、"""
    at = choices.at("preamble")
    bracket = not (sides[0].alias and at.uses(Form.PARTY_ALIAS_NO_BRACKET, 6))
    texts = [side.introduced(bracket=bracket) for side in sides]
    if len(texts) > 2:
        return "、".join(texts[:-1]) + "及び" + texts[-1] + "は、"
    form = at.form({Form.PARTIES_TO_TOWA: 30, Form.PARTIES_OYOBI: 25, Form.PARTIES_TO_COMMA: 10}, Form.PARTIES_TO_HA)
    match form:
        case Form.PARTIES_TO_TOWA:
            return f"{texts[0]}と{texts[1]}とは、"
        case Form.PARTIES_OYOBI:
            return f"{texts[0]}及び{texts[1]}は、"
        case Form.PARTIES_TO_COMMA:
            return f"{texts[0]}と、{texts[1]}とは、"
        case _:
            return f"{texts[0]}と{texts[1]}は、"
