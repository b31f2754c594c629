"""An agreement as schema.org's Legislation and ELI's LegalResource say it, for search engines and legal portals.

https://schema.org/Legislation and http://data.europa.eu/eli/ontology. It is made from the description that the
agreement's page is made from, and says nothing that stands neither there nor in the release's list of files. The
context stands in the document, so that nothing has to be fetched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from kg.store.release import ReleaseFile
from kg.vocabulary import DCTERMS, ELI, RENKEI, SCHEMA, XSD
from kg.web.language import Language
from kg.web.views.history import History, view_history
from kg.web.views.statements import View

Body = dict[str, Any]
_IRIS = ("url", "contentUrl", "legislationLegalForce", "legislationChanges", "spatialCoverage")
_ELI_IRIS = ("eli:type_document", "eli:passed_by", "eli:in_force", "eli:based_on", "eli:cites", "eli:amends")
_DATES = ("legislationDate", "legislationDateOfApplicability", "legislationDateVersion")
_ELI_DATES = ("eli:date_document", "eli:first_date_entry_in_force")
CONTEXT: Mapping[str, Any] = {
    "@vocab": SCHEMA.iri,
    "eli": ELI.iri,
    **{name: {"@type": "@id"} for name in (*_IRIS, *_ELI_IRIS)},
    **{name: {"@type": "Date"} for name in _DATES},
    **{name: {"@type": XSD["date"].value} for name in _ELI_DATES},
}
#: The answer of a period of force, in the words of schema.org and of ELI; both are silent on an unknown one.
_FORCE = {
    "true": (SCHEMA["InForce"], ELI["InForce-inForce"]),
    "false": (SCHEMA["NotInForce"], ELI["InForce-notInForce"]),
}


def view_legislation(view: View, iri: str, *, day: str, files: Sequence[ReleaseFile]) -> Body:
    """The agreement; ``day``, in ISO 8601, is the one that its force is stated for, ``files`` are its downloads."""
    known, history = view.description, view_history(view, iri)
    signed, title = _text(view, iri, "signedOn"), known.text(iri, DCTERMS["title"])
    amended, kind = known.iris(iri, RENKEI["amends"]), known.iri(iri, RENKEI["instrument"])
    bodies = [body for party in known.iris(iri, RENKEI["party"]) for body in known.iris(party, RENKEI["municipality"])]
    return _stated(
        {
            "@context": CONTEXT,
            "@type": ["Legislation", "eli:LegalResource"],
            "@id": iri,
            "url": view.iris.document(iri.removeprefix(view.iris.id(""))),
            "legislationIdentifier": iri,
            "name": _name(view, iri, Language.JA),
            "alternateName": _name(view, iri, Language.EN),
            "inLanguage": title.language if title else "",
            "legislationType": _name(view, kind, Language.JA) if kind else "",
            "eli:type_document": kind,
            "legislationDate": signed,
            "eli:date_document": signed,
            "legislationDateOfApplicability": _text(view, iri, "effectiveOn"),
            "eli:first_date_entry_in_force": _first_in_force(history),
            **_force_on(history, day),
            "legislationPassedBy": [_body(view, body) for body in dict.fromkeys(bodies)],
            "eli:passed_by": list(dict.fromkeys(bodies)),
            "legislationJurisdiction": [_territory(view, body) for body in dict.fromkeys(bodies)],
            "spatialCoverage": known.iris(iri, RENKEI["area"]),
            "legislationChanges": amended,
            "eli:amends": amended,
            "eli:based_on": _laws(view, iri, "legalBasis"),
            "eli:cites": _laws(view, iri, "cites"),
            "encoding": [_encoding(view, file) for file in files],
            "eli:is_realized_by": _expression(view, iri, files),
        }
    )


def _expression(view: View, iri: str, files: Sequence[ReleaseFile]) -> Body:
    """The text with its title and the files that hold it: what ELI says of a text, not of the resource."""
    title = view.description.text(iri, DCTERMS["title"])
    formats = [{"@id": _address(view, file), "@type": "eli:Format"} for file in files]
    worded = {"@value": title.text, "@language": title.language or "ja"} if title else None
    return _stated({"@type": "eli:LegalExpression", "eli:title": worded, "eli:is_embodied_by": formats})


def _first_in_force(history: History) -> str:
    """The first day in force, where the agreement is known not to have been so on the days before."""
    for period in history.periods:
        if period.answer != "false":
            return period.start if period.answer == "true" else ""
    return ""


def _force_on(history: History, day: str) -> Mapping[str, str]:
    """Whether it is in force on a day, and the day that is said of; nothing where the graph has no answer."""
    period = history.on(day)
    if period is None or period.answer not in _FORCE:
        return {}
    schema, eli = _FORCE[period.answer]
    return {"legislationLegalForce": schema.value, "legislationDateVersion": day, "eli:in_force": eli.value}


def _laws(view: View, iri: str, citing: str) -> list[str]:
    """The laws that citations of one kind name, each once."""
    known = view.description
    found = (law for citation in known.iris(iri, RENKEI[citing]) for law in known.iris(citation, RENKEI["law"]))
    return list(dict.fromkeys(found))


def _body(view: View, iri: str) -> Body:
    return _stated({"@type": "GovernmentOrganization", "@id": iri, "name": _name(view, iri, Language.JA)})


def _territory(view: View, iri: str) -> Body:
    """The body's own territory, by its name: the body itself is no place."""
    return _stated({"@type": "AdministrativeArea", "name": _name(view, iri, Language.JA)})


def _encoding(view: View, file: ReleaseFile) -> Body:
    return {
        "@type": "MediaObject",
        "contentUrl": _address(view, file),
        "encodingFormat": file.media_type,
        "contentSize": f"{file.bytes} B",
        "sha256": file.sha256,
    }


def _address(view: View, file: ReleaseFile) -> str:
    return view.iris.page(f"download/{quote(file.path)}")


def _name(view: View, iri: str, language: Language) -> str:
    """What a thing is called in the language; empty where it has no name in it."""
    found = view.description.name(iri, language)
    return found.text if found and found.spoken in {language.value, ""} else ""


def _text(view: View, iri: str, name: str) -> str:
    words = view.text(iri, RENKEI[name])
    return words.text if words else ""


def _stated(fields: Mapping[str, Any]) -> Body:
    """The fields that have a value."""
    return {name: value for name, value in fields.items() if value not in (None, "", [])}
