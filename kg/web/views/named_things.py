"""The page of a thing that an agreement names."""

from __future__ import annotations

from dataclasses import dataclass

from kg.vocabulary import RDFS, RENKEI
from kg.web.description import Words, natural_key
from kg.web.views.clauses import Concluded, view_concluded
from kg.web.views.corrections import Correction, view_corrections
from kg.web.views.statements import Link, View
from kg.web.views.things import NAMING, Property, properties_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """Where the thing is named: the initiative, whose role it is in (None where the initiative itself names it), the
    words around the name, the rule that found it and the place of the name.
    """

    initiative: Link
    designation: Words | None
    words: Words | None
    rule: Link | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedThingPage:
    """Everything the page shows."""

    link: Link
    agreement: Link | None
    kinds: tuple[Concluded, ...]
    see_also: tuple[Link, ...]
    namings: tuple[Naming, ...]
    same: tuple[tuple[Link, Link | None, Link | None], ...]
    source: str
    corrections: tuple[Correction, ...]
    properties: tuple[Property, ...]


def view_named_thing(view: View, iri: str) -> NamedThingPage:
    """The page of a named thing."""
    known = view.description
    return NamedThingPage(
        link=view.link(iri),
        agreement=_agreement(view, iri),
        kinds=view_concluded(view, iri, "thingKind", of_one=True),
        see_also=view.linked(iri, RDFS["seeAlso"]),
        namings=tuple(
            _naming(view, iri, namer) for namer in sorted(known.subjects(RENKEI["names"], iri), key=natural_key)
        ),
        same=tuple(
            (view.link(other), _agreement(view, other), _rule_of_sameness(view, iri))
            for other in known.iris(iri, RENKEI["sameThingAs"])
        ),
        source=view.source(iri),
        corrections=view_corrections(view, iri),
        properties=properties_of(view, iri, without=NAMING),
    )


def view_names(view: View, *iris: str) -> tuple[Concluded, ...]:
    """What an initiative and its roles name, each thing once with the place of its name."""
    found: dict[str, Concluded] = {}
    for iri in iris:
        for concluded in view_concluded(view, iri, "names"):
            found.setdefault(concluded.link.href, concluded)
    return tuple(found.values())


def _agreement(view: View, iri: str) -> Link | None:
    return next((view.link(whole) for whole in view.description.subjects(RENKEI["namedThing"], iri)), None)


def _rule_of_sameness(view: View, iri: str) -> Link | None:
    return view.rule(iri, RENKEI["sameThingAs"])


def _naming(view: View, iri: str, namer: str) -> Naming:
    names = RENKEI["names"]
    initiative = next(iter(view.description.subjects(RENKEI["role"], namer)), namer)
    return Naming(
        initiative=view.link(initiative),
        designation=view.text(namer, RENKEI["designation"]),
        words=view.text(namer, RENKEI["text"]) or view.text(namer, RENKEI["content"]),
        rule=view.rule(namer, names, iri),
        source=view.evidence(namer, names, iri),
    )
