"""The pages of policy fields, other concepts, schemes and laws."""

from __future__ import annotations

from dataclasses import dataclass

from kg.vocabulary import RDFS, RENKEI, SKOS
from kg.web.description import Words, natural_key
from kg.web.views.clauses import Concluded, view_concluded
from kg.web.views.statements import Link, Statement, View
from kg.web.views.things import NAMING, Property, properties_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A concept and the narrower ones below it; ``count`` is how many initiatives it has itself."""

    link: Link
    notation: str
    other_label: Words | None
    count: int
    below: tuple[Branch, ...]
    here: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeRow:
    """An initiative in a list."""

    link: Link
    agreement: Link | None
    fields: tuple[Concluded, ...]
    inferred: tuple[Concluded, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A duty of this type; ``known`` is how that is known."""

    statement: Statement
    known: Concluded


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionRow:
    """A provision of this type, or a finding on this element with its result; ``known`` is how that is known."""

    link: Link
    agreement: Link | None
    result: Words | None
    known: Concluded
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptPage:
    """Everything the page of a concept shows."""

    label: Words
    other_label: Words | None
    notation: str
    definitions: tuple[Words, ...]
    above: tuple[Link, ...]
    tree: Branch | None
    initiatives: tuple[InitiativeRow, ...]
    uses: tuple[Use, ...]
    things: tuple[Concluded, ...]
    provisions: tuple[ProvisionRow, ...]
    properties: tuple[Property, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemePage:
    """Everything the page of a scheme shows."""

    label: Words
    other_label: Words | None
    trees: tuple[Branch, ...]
    properties: tuple[Property, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationRow:
    """A citation of a law."""

    provision: Words
    agreement: Link
    legal_basis: bool
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LawPage:
    """Everything the page of a law shows."""

    label: Words
    number: Words | None
    see_also: tuple[Link, ...]
    citations: tuple[CitationRow, ...]
    properties: tuple[Property, ...]


def view_concept(view: View, iri: str) -> ConceptPage:
    """The page of a concept."""
    known = view.description
    notation = view.text(iri, SKOS["notation"])
    duties = known.subjects(RENKEI["dutyType"], iri)
    others = {thing: name for name in ("capacity", "instrument") for thing in known.subjects(RENKEI[name], iri)}
    below = known.subjects(SKOS["broader"], iri)
    return ConceptPage(
        label=view.label(iri),
        other_label=known.other_name(iri, view.language),
        notation=notation.text if notation else "",
        definitions=tuple(
            sorted(known.texts(iri, SKOS["definition"]), key=lambda words: words.language != view.language)
        ),
        above=tuple(view.link(above) for above in _ancestors(view, iri)),
        tree=_branch(view, iri, here=iri) if below else None,
        initiatives=_initiative_rows(view),
        uses=tuple(
            Use(
                statement=Statement(words, view.source(duty), view.label(duty).text),
                known=_known(view, duty, "dutyType", value=iri),
            )
            for duty in duties
            if (words := view.text(duty, RENKEI["text"]))
        ),
        things=tuple(
            _known(view, thing, others[thing])
            for thing in sorted(others, key=natural_key)
            if known.name(thing, view.language)
        ),
        provisions=tuple(_provision_row(view, node, iri) for node in _provisions(view, iri)),
        properties=properties_of(view, iri, without=(*NAMING, SKOS["definition"], SKOS["broader"], SKOS["notation"])),
    )


def _known(view: View, iri: str, name: str, *, value: str = "") -> Concluded:
    """A thing with how it is known that it has a property, of several values this one."""
    predicate = RENKEI[name]
    rule, source = view.rule(iri, predicate, value), view.evidence(iri, predicate, value)
    return Concluded(link=view.link(iri), rule=rule, source=source)


def _provisions(view: View, iri: str) -> list[str]:
    known = view.description
    found = {*known.subjects(RENKEI["clauseType"], iri), *known.subjects(RENKEI["element"], iri)}
    return sorted(found, key=natural_key)


def _provision_row(view: View, iri: str, concept: str) -> ProvisionRow:
    known = view.description
    result = view.text(iri, RENKEI["result"])
    wholes = [
        whole
        for name in ("article", "supplementaryProvisions", "statutoryFinding")
        for whole in known.subjects(RENKEI[name], iri)
    ]
    return ProvisionRow(
        link=view.link(iri),
        agreement=view.link(wholes[0]) if wholes else None,
        result=result,
        known=_known(view, iri, "result") if result else _known(view, iri, "clauseType", value=concept),
        source=view.source(iri),
    )


def view_scheme(view: View, iri: str) -> SchemePage:
    """The page of a scheme, its concepts as trees."""
    known = view.description
    concepts = known.subjects(SKOS["inScheme"], iri)
    roots = [concept for concept in concepts if not known.iris(concept, SKOS["broader"])]
    return SchemePage(
        label=view.label(iri),
        other_label=known.other_name(iri, view.language),
        trees=tuple(_branch(view, root) for root in roots),
        properties=properties_of(view, iri, without=(*NAMING, SKOS["hasTopConcept"])),
    )


def view_law(view: View, iri: str) -> LawPage:
    """The page of a law or another cited instrument."""
    known = view.description
    return LawPage(
        label=view.label(iri),
        number=view.text(iri, RENKEI["lawNumber"]),
        see_also=view.linked(iri, RDFS["seeAlso"]),
        citations=tuple(row for node in known.subjects(RENKEI["law"], iri) for row in _citation_rows(view, node)),
        properties=properties_of(view, iri, without=(*NAMING, RENKEI["lawNumber"], RDFS["seeAlso"])),
    )


def _citation_rows(view: View, iri: str) -> list[CitationRow]:
    """The citation as a row; none for what names the law without citing it, such as an element asked for by it."""
    known = view.description
    bases = known.subjects(RENKEI["legalBasis"], iri)
    return [
        CitationRow(
            provision=view.label(iri),
            agreement=view.link(agreement),
            legal_basis=bool(bases),
            source=view.source(iri),
        )
        for agreement in (bases or known.subjects(RENKEI["cites"], iri))[:1]
    ]


def _ancestors(view: View, iri: str) -> list[str]:
    """The broader concepts, outermost first."""
    path: list[str] = []
    above = view.description.iri(iri, SKOS["broader"])
    while above and above not in path:
        path.insert(0, above)
        above = view.description.iri(above, SKOS["broader"])
    return path


def _branch(view: View, iri: str, *, here: str = "") -> Branch:
    known = view.description
    notation = view.text(iri, SKOS["notation"])
    return Branch(
        link=view.link(iri),
        notation=notation.text if notation else "",
        other_label=known.other_name(iri, view.language),
        count=len(known.subjects(RENKEI["policyField"], iri)),
        below=tuple(
            _branch(view, below, here=here)
            for below in known.subjects(SKOS["broader"], iri)
            if below not in {iri, here}
        ),
        here=iri == here,
    )


def _initiative_rows(view: View) -> tuple[InitiativeRow, ...]:
    known = view.description
    rows = []
    for iri in sorted(known.instances(RENKEI["Initiative"]), key=natural_key):
        agreements = known.subjects(RENKEI["initiative"], iri)
        rows.append(
            InitiativeRow(
                link=view.link(iri),
                agreement=view.link(agreements[0]) if agreements else None,
                fields=view_concluded(view, iri, "policyField", of_one=True),
                inferred=view_concluded(view, iri, "inferredPolicyField", of_one=True),
                source=view.source(iri),
            )
        )
    return tuple(rows)
