"""What articles provide for, and what statutes ask of the agreement."""

from __future__ import annotations

from dataclasses import dataclass

from kg.vocabulary import RDFS, RENKEI
from kg.web.language import Language
from kg.web.views.statements import Link, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Concluded:
    """A concept that a rule concluded, with the rule and the place of the words that triggered it."""

    link: Link
    rule: Link | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One element that a statute or guideline asks for. ``result`` is ``found``, ``not-found`` or ``unconfirmed``."""

    element: Link
    result: str
    rule: Link | None
    places: tuple[Link, ...]
    provision: str
    law: Link | None
    see_also: str
    source: str


def view_concluded(view: View, iri: str, name: str, *, of_one: bool = False) -> tuple[Concluded, ...]:
    """The concepts of a property, each with the rule that concluded it.

    ``of_one``: the property has one value at most, so its evidence is not named for the value.
    """
    predicate = RENKEI[name]
    concluded = []
    for value in view.description.iris(iri, predicate):
        named = "" if of_one else value
        rule, source = view.rule(iri, predicate, named), view.evidence(iri, predicate, named)
        concluded.append(Concluded(link=view.link(value), rule=rule, source=source))
    return tuple(concluded)


def view_findings(view: View, iri: str) -> tuple[Finding, ...]:
    """What was found on each element, in the order of the elements."""
    return tuple(_view_finding(view, node) for node in view.description.iris(iri, RENKEI["statutoryFinding"]))


def _view_finding(view: View, iri: str) -> Finding:
    known = view.description
    pages = view.linked(iri, RDFS["seeAlso"])
    return Finding(
        element=view.link(known.iri(iri, RENKEI["element"]) or iri),
        result=_value(view, iri, "result"),
        rule=view.rule(iri, RENKEI["result"]),
        places=view.linked(iri, RENKEI["foundIn"]),
        provision=_provision(view, iri),
        law=next(iter(view.linked(iri, RENKEI["law"])), None),
        see_also=pages[0].href if pages else "",
        source=view.evidence(iri, RENKEI["result"]),
    )


def _provision(view: View, iri: str) -> str:
    """The provision without its law: 第252条の2第1項, or Article 252-2, paragraph 1."""
    article, paragraph, item = (_value(view, iri, name) for name in ("lawArticle", "lawParagraph", "lawItem"))
    if not article:
        return ""
    if view.language is Language.EN:
        named = (("Article", article.replace("の", "-")), ("paragraph", paragraph), ("item", item))
        return ", ".join(f"{name} {number}" for name, number in named if number)
    stem, *branches = article.split("の")
    below = (f"第{paragraph}項" if paragraph else "") + (f"第{item}号" if item else "")
    return f"第{stem}条" + "".join(f"の{branch}" for branch in branches) + below


def _value(view: View, iri: str, name: str) -> str:
    words = view.text(iri, RENKEI[name])
    return words.text if words else ""
