"""Which elements that statutes ask of an agreement are there, and where.

Only what the cited provision asks the instrument itself to contain is ever judged absent, and only where the text says
under which provision it is concluded. An act outside the text (告示, 届出, 議決) is found where the printed form
mentions it, else unconfirmed. Amending instruments are not checked: what they must contain is their change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kg.model.agreement import Agreement
from kg.model.drafting import FrontKind, FrontLine
from kg.model.findings import ClauseTyping, Result, StatutoryFinding
from kg.model.text import Passage
from kg.registries.statutory_elements import ElementKind, LookedFor, StatutoryElement

_ACT = {FrontKind.NUMBER, FrontKind.FORM}
_SIDES = 2


@dataclass(frozen=True, slots=True)
class _Found:
    """Something found: a path below the agreement, empty where it is the head of the text, and its words."""

    path: str
    words: Passage


def check_statutory_elements(
    agreement: Agreement, clauses: tuple[ClauseTyping, ...], elements: tuple[StatutoryElement, ...]
) -> tuple[StatutoryFinding, ...]:
    """One finding for each element that is asked of an instrument of this kind, in the order of the elements."""
    if agreement.amendment is not None:
        return ()
    return tuple(
        _finding(element, agreement, clauses)
        for element in elements
        if element.instrument == agreement.instrument and _applies(element, agreement)
    )


def _applies(element: StatutoryElement, agreement: Agreement) -> bool:
    """Not where the text states another legal basis: 公平委員会 under 地方公務員法, pupils under 学校教育法."""
    return not element.basis or _basis_stated(element, agreement) or not _bases(agreement)


def _bases(agreement: Agreement) -> set[tuple[str | None, str | None]]:
    return {(citation.law_id, citation.article) for citation in agreement.citations if citation.legal_basis}


def _basis_stated(element: StatutoryElement, agreement: Agreement) -> bool:
    return bool({(element.law_id, article) for article in element.basis} & _bases(agreement)) or (
        element.kind is ElementKind.UNSEEN and bool({article for _, article in _bases(agreement)} & {*element.basis})
    )


def _finding(element: StatutoryElement, agreement: Agreement, clauses: tuple[ClauseTyping, ...]) -> StatutoryFinding:
    rule, found = "", list[_Found]()
    for looked_for in element.found_by:
        found = list(_LOOK[looked_for.what](looked_for, agreement, clauses))
        if found:
            rule = _rule_name(looked_for)
            break
    result = Result.FOUND if found else _absence(element, agreement)
    return StatutoryFinding(
        element=element.element,
        law_id=element.law_id,
        article=element.article,
        paragraph=element.paragraph,
        item=element.item,
        result=result,
        rule=rule or _reason(element, result),
        found_in=tuple(dict.fromkeys(each.path for each in found if each.path)),
        words=tuple(each.words for each in found if each.words),
    )


def _absence(element: StatutoryElement, agreement: Agreement) -> Result:
    judged = element.kind is ElementKind.CONTENT and _basis_stated(element, agreement)
    return Result.NOT_FOUND if judged else Result.UNCONFIRMED


def _reason(element: StatutoryElement, result: Result) -> str:
    """Why nothing was found, or nothing judged."""
    if element.kind in _REASONS:
        return _REASONS[element.kind]
    return "no-such-clause" if result is Result.NOT_FOUND else "basis-not-stated"


_REASONS: Mapping[ElementKind, str] = {
    ElementKind.ACT: "act-outside-the-text",
    ElementKind.CONDITIONAL: "asked-under-a-condition",
    ElementKind.OPEN: "not-closed-by-the-provision",
    ElementKind.UNSEEN: "wording-not-seen",
}


_NAMES: Mapping[str, str] = {
    "front": "front-line",
    "roles": "roles-stated",
    "parties": "parties-named",
    "delegation": "delegation-stated",
}


def _rule_name(looked_for: LookedFor) -> str:
    return _NAMES.get(looked_for.what, f"clause-{looked_for.value}")


_Look = Callable[[LookedFor, Agreement, tuple[ClauseTyping, ...]], Iterator[_Found]]


def _clauses(looked_for: LookedFor, _: Agreement, clauses: tuple[ClauseTyping, ...]) -> Iterator[_Found]:
    return (_Found(each.path, each.words) for each in clauses if each.clause_type == looked_for.value)


def _front(looked_for: LookedFor, agreement: Agreement, _: tuple[ClauseTyping, ...]) -> Iterator[_Found]:
    lines = (line for line in agreement.instrument_tree.of(FrontLine) if line.kind in _ACT)
    return (_Found("", line.words) for line in lines if looked_for.value in line.words.text)


def _roles(_: LookedFor, agreement: Agreement, __: tuple[ClauseTyping, ...]) -> Iterator[_Found]:
    for position, initiative in enumerate(agreement.initiatives, start=1):
        if initiative.roles:
            yield _Found(f"initiative/{position}", initiative.title)


def _parties(_: LookedFor, agreement: Agreement, __: tuple[ClauseTyping, ...]) -> Iterator[_Found]:
    if sum(len(party.bodies) for party in agreement.parties) >= _SIDES:
        yield from (_Found(f"party/{n}", party.words) for n, party in enumerate(agreement.parties, start=1))


def _delegation(_: LookedFor, agreement: Agreement, __: tuple[ClauseTyping, ...]) -> Iterator[_Found]:
    return (_Found(f"delegation/{n}", each.words) for n, each in enumerate(agreement.delegations, start=1))


_LOOK: Mapping[str, _Look] = {
    "clause": _clauses,
    "front": _front,
    "roles": _roles,
    "parties": _parties,
    "delegation": _delegation,
}
