"""``meta``: identification after FRBR, classification, lifecycle, references."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import date

from kg.akoma_ntoso.annotations import Annotations, body_eid
from kg.akoma_ntoso.elements import Element, make
from kg.akoma_ntoso.publication import Publication
from kg.formats import AKOMA_NTOSO
from kg.identifiers import akoma_ntoso_work, concept_iri
from kg.model.agreement import Agreement

_PUBLISHER = "#publisher"
_LANGUAGE = "jpn"
#: The name of the date of a file.
_FILE = "file"


def write_meta(agreement: Agreement, publication: Publication, annotations: Annotations) -> Element:
    """The metadata of the act."""
    meta = make("meta", identification(agreement, publication))
    meta.append(_classification(agreement))
    events = list(_events(agreement))
    if events:
        meta.append(make("lifecycle", *events, source=_PUBLISHER))
    if annotations.implicit:
        implicit = make("otherReferences", *annotations.implicit, source=_PUBLISHER)
        meta.append(make("analysis", implicit, source=_PUBLISHER))
    meta.append(make("references", *annotations.references, source=_PUBLISHER))
    return meta


def identification(agreement: Agreement, publication: Publication, *, component: str = "main") -> Element:
    """Work, expression and manifestation (Akoma Ntoso naming convention 1.0, section 4); the aliases are our IRIs."""
    day, named = _work_date(agreement, publication.made_on)
    stated = None if named == _FILE else day
    iris, slug, suffix = publication.iris, publication.slug, f".{AKOMA_NTOSO.extension}"
    work = akoma_ntoso_work(agreement.instrument, stated, slug)
    expression = f"{work}/{_LANGUAGE}@{stated.isoformat() if stated else ''}"
    dated = [make("FRBRdate", date=day.isoformat(), name=named), *_authors(agreement)]
    made = [
        make("FRBRdate", date=publication.made_on.isoformat(), name=_FILE),
        make("FRBRauthor", href=_PUBLISHER),
    ]
    return make(
        "identification",
        make(
            "FRBRWork",
            *_names(work, component, iris.agreement(slug)),
            *dated,
            make("FRBRcountry", value="jp"),
            make("FRBRsubtype", value=agreement.instrument),
            make("FRBRnumber", value=slug),
            make("FRBRname", value=agreement.title.text),
        ),
        make(
            "FRBRExpression",
            *_names(expression, component, iris.agreement_graph(slug)),
            *deepcopy(dated),  # an element stands in one place
            make("FRBRlanguage", language=_LANGUAGE),
        ),
        make(
            "FRBRManifestation",
            *_names(expression + suffix, component, iris.agreement_graph(slug) + suffix),
            *made,
            make("FRBRformat", value=AKOMA_NTOSO.media_type),
        ),
        source=_PUBLISHER,
    )


def _work_date(agreement: Agreement, made_on: date) -> tuple[date, str]:
    """The day of signing, else the one printed at the head; where the text states none, that of the file, called so.

    The schema asks for a date; none is guessed.
    """
    for stated, named in ((agreement.signed_on, "signing"), (agreement.printed_on, "printed")):
        if stated is not None:
            return stated.value, named
    return made_on, _FILE


def _names(iri: str, component: str, alias: str) -> Iterator[Element]:
    yield make("FRBRthis", value=f"{iri}/!{component}")
    yield make("FRBRuri", value=iri)
    yield make("FRBRalias", value=alias, name="renkei")


def _authors(agreement: Agreement) -> list[Element]:
    """The parties; the publisher where none was found, as the schema asks for one."""
    authors = [
        make("FRBRauthor", href=f"#{body_eid(body)}", as_=f"#party_{position}")
        for position, party in enumerate(agreement.parties, start=1)
        for body in party.bodies
    ]
    return authors or [make("FRBRauthor", href=_PUBLISHER)]


def _classification(agreement: Agreement) -> Element:
    """The kind of instrument and the policy fields of the initiatives, as concepts."""
    keywords = [_keyword("instrument", agreement.instrument)]
    fields = {initiative.field.slug for initiative in agreement.initiatives if initiative.field}
    keywords += [_keyword("policy-field", slug) for slug in sorted(fields)]
    return make("classification", *keywords, source=_PUBLISHER)


def _keyword(scheme: str, slug: str) -> Element:
    iri = concept_iri(scheme, slug)
    return make("keyword", value=slug, showAs=slug, href=iri, dictionary=iri.removesuffix(slug))


def _events(agreement: Agreement) -> Iterator[Element]:
    days = (agreement.printed_on, "printing"), (agreement.signed_on, "signing"), (agreement.effective_on, "effect")
    for stated, eid in days:
        if stated is not None:
            yield make(
                "eventRef",
                eId=f"event_{eid}",
                date=stated.value.isoformat(),
                source="#original",
                refersTo=f"#{eid}",
                type="generation",
            )
