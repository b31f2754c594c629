"""What corrections replace that rules concluded: the values read, and where their words stand."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.chronology import extract_events
from kg.extraction.corrected_findings import clauses_of, inferred_field_of, things_of
from kg.identifiers import article_path
from kg.model.agreement import Agreement
from kg.model.chronology import NOTICE_PATH, TERM_PATH, Event, EventKind
from kg.model.drafting import Article, SupplementaryProvisions
from kg.model.findings import NamedThing
from kg.model.text import Passage
from kg.registries.municipalities import load_municipalities

#: The properties of conclusions: they are drawn anew from the corrected agreement, so they are corrected last.
FINDINGS = frozenset({"clauseType", "inferredPolicyField", "label", "thingKind", "eventDate"})
_INITIATIVE = "initiative/"


def finding_values(agreement: Agreement, path: str, name: str) -> tuple[str, ...]:
    """The values of a conclusion about a part, as corrections write them. Raises LookupError where there is no part."""
    if path not in dict(finding_parts(agreement, name)):
        raise LookupError(path)
    match name:
        case "clauseType":
            return tuple(typing.clause_type for typing in clauses_of(agreement) if typing.path == path)
        case "inferredPolicyField":
            field = inferred_field_of(agreement, int(path.removeprefix(_INITIATIVE)))
            return (field.slug,) if field else ()
        case "eventDate":
            return tuple(event.on.isoformat() for event in _events(agreement, path) if event.on)
        case "label":
            return (_thing(agreement, path).name,)
    return (_thing(agreement, path).kind,)


def finding_parts(agreement: Agreement, name: str) -> Iterator[tuple[str, tuple[Passage, ...]]]:
    """The parts that have such a conclusion, each with its words."""
    match name:
        case "clauseType":
            yield from _provisions(agreement)
        case "inferredPolicyField":
            for position, initiative in enumerate(agreement.initiatives, start=1):
                content = (initiative.content,) if initiative.content else ()
                yield f"{_INITIATIVE}{position}", (initiative.title, *content)
        case "eventDate":
            yield from ((TERM_PATH, _words_of(event)) for event in _events(agreement, TERM_PATH))
            parties = range(1, len(agreement.parties) + 1)
            for notice in (NOTICE_PATH, *(f"{NOTICE_PATH}/party/{number}" for number in parties)):
                yield notice, _notice_words(agreement)
        case _:
            for thing in _things(agreement):
                yield thing.path, tuple(mention.words for mention in thing.mentions)


def _provisions(agreement: Agreement) -> Iterator[tuple[str, tuple[Passage, ...]]]:
    for article in agreement.instrument_tree.of(Article):
        caption = (article.caption,) if article.caption else ()
        yield article_path(article.number), (*caption, *(paragraph.words for paragraph in article.paragraphs))
    for position, provisions in enumerate(agreement.instrument_tree.of(SupplementaryProvisions), start=1):
        yield f"supplementary-provisions/{position}", tuple(paragraph.words for paragraph in provisions.paragraphs)


def _events(agreement: Agreement, path: str) -> list[Event]:
    return [event for event in extract_events(agreement) if event.path == path]


def _notice_words(agreement: Agreement) -> tuple[Passage, ...]:
    """The words about a notice; one can be entered where the text has none, too."""
    events = extract_events(agreement)
    found = [_words_of(event) for event in events if event.kind is EventKind.NOTICE_OF_TERMINATION]
    return found[0] if found else ()


def _words_of(event: Event) -> tuple[Passage, ...]:
    return (event.words,) if event.words else ()


def _things(agreement: Agreement) -> tuple[NamedThing, ...]:
    return things_of(agreement, load_municipalities())


def _thing(agreement: Agreement, path: str) -> NamedThing:
    return next(thing for thing in _things(agreement) if thing.path == path)
