"""What a clerk put down, or checked line by line, about a fixture from its text alone, and the same said of a reading.

A file of facts has one fact a line, ``kind: value``; agreements are parted by ``---``, and the single word
``none`` means that the text is no agreement. Only the kinds that a clerk wrote for an agreement are compared,
each as a whole list and in the order of the text: what was written must be all there is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

Json: TypeAlias = Any
Facts: TypeAlias = list[tuple[str, str]]


def parse_facts(text: str) -> list[Facts]:
    """The facts of each agreement of one file."""
    if text.strip() == "none":
        return []
    return [[_fact(line) for line in part.splitlines() if line.strip()] for part in text.split("---\n")]


def _fact(line: str) -> tuple[str, str]:
    kind, _, value = line.partition(":")
    return kind, value.strip()


def facts_of(agreement: Json, *, report: Json) -> dict[str, list[str]]:
    """Everything a clerk can write of a reading, by kind."""
    return {kind: list(tell(agreement)) for kind, tell in TELL.items()} | {
        "unclaimed": [stretch["text"] for stretch in report["unclaimed"]] or ["-"]
    }


def _plain(value: str | None) -> str:
    return "".join((value or "-").split())


def _role(role: Json) -> str:
    duties = [duty["text"] for duty in role["duties"]] or [role["text"]]
    return f"{'+'.join(role['designations'])} = {' | '.join(map(_plain, duties))}"


def _initiatives(agreement: Json) -> Iterator[str]:
    for initiative in agreement["initiatives"]:
        yield f"{'/'.join(initiative['path'])} > {initiative['title']} = {_plain(initiative['content'])}".strip()
        yield from (f"  {_role(role)}" for role in initiative["roles"])


def _articles(agreement: Json) -> Iterator[str]:
    for article in agreement["articles"]:
        labels = " ".join(item["label"] or "-" for paragraph in article["paragraphs"] for item in paragraph["items"])
        yield f"{article['number']}|{article['caption'] or '-'}|{len(article['paragraphs'])}|{labels}"


def _citations(agreement: Json) -> Iterator[str]:
    for cited in agreement["citations"]:
        place = "|".join(cited[key] or "-" for key in ("article", "paragraph", "item"))
        yield f"{cited['law']}|{cited['law_number'] or '-'}|{place}|{'LB' if cited['legal_basis'] else ''}"


def _parties(agreement: Json) -> Iterator[str]:
    for party in agreement["parties"]:
        yield f"{party['designation'] or '-'} = {', '.join(party['names'])} : {party['capacity'] or '-'}"


def _delegations(agreement: Json) -> Iterator[str]:
    for delegation in agreement["delegations"]:
        yield f"{'、'.join(delegation['from'])} > {'、'.join(delegation['to'])}"


TELL: Mapping[str, Callable[[Json], Iterator[str]]] = {
    "instrument": lambda found: iter([found["instrument"]]),
    "title": lambda found: iter([found["title"]]),
    "signed": lambda found: iter([found["signed_on"] or "-"]),
    "effective": lambda found: iter([found["effective_on"] or "-"]),
    "amends": lambda found: iter(["+" if found["amends"] else "-"]),
    "party": _parties,
    "delegation": _delegations,
    "codes": lambda found: iter([" ".join(code or "-" for party in found["parties"] for code in party["codes"])]),
    "names": lambda found: iter([" ".join(name for party in found["parties"] for name in party["names"])]),
    "article": _articles,
    "division": lambda found: (division["text"] for division in found["divisions"]),
    "initiative": _initiatives,
    "cite": _citations,
    "ref": lambda found: (f"{reference['text']} > {reference['target']}" for reference in found["references"]),
    "terms": lambda found: iter(["、".join(found["defined_terms"])]),
    "sign": lambda found: (
        f"{signatory['designation'] or '-'}|{_plain(signatory['title'])}|{_plain(signatory['name'])}"
        for signatory in found["signatories"]
    ),
    "supp": lambda found: (provisions["text"] for provisions in found["supplementary_provisions"]),
}
