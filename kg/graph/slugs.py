"""Slugs of a set of agreements, and what happens when two would have the same."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Sequence

from kg.identifiers import agreement_slug, short_hash
from kg.model.agreement import Agreement
from kg.model.drafting import Instrument
from kg.model.text import Diagnostic, Passage, Severity, Span


def assign_slugs(agreements: Sequence[Agreement]) -> list[str]:
    """A slug for each agreement, independent of their order.

    Agreements that would share one get a hash of their text added. Two that are equal to the letter still share it:
    they are the same agreement, read twice.
    """
    return disambiguated(
        [(agreement_slug(agreement), printed_text(agreement.instrument_tree)) for agreement in agreements]
    )


def disambiguated(slugs: Sequence[tuple[str, str]]) -> list[str]:
    """Slugs without clashes: where two agreements have the same, both get 8 digits of the hash of their text.

    Takes (slug, text) pairs, so the result does not depend on their order.

    >>> disambiguated([("a", "x"), ("b", "y")])
    ['a', 'b']
    """
    taken = Counter(slug for slug, _ in slugs)
    return [slug if taken[slug] == 1 else f"{slug}-{short_hash(text)}" for slug, text in slugs]


def printed_text(tree: Instrument) -> str:
    """The words of an instrument as printed, in source order, without what belongs to no element."""
    return "".join(passage.printed for passage in _passages(tree))


def clash_diagnostic(agreement: Agreement, slug: str) -> Diagnostic | None:
    """What to say of a slug that had to be told apart from another agreement's; None where it had not."""
    plain = agreement_slug(agreement)
    if slug == plain:
        return None
    spans = agreement.title.spans
    return Diagnostic(
        code="slug-clash",
        severity=Severity.WARNING,
        span=spans[0] if spans else Span(0, 0),
        message=f"another agreement is also named {plain}; this one is published as {slug}",
        message_ja=f"{plain} となる協定が他にもあるため、{slug} として公開します",
    )


def _passages(node: object) -> Iterator[Passage]:
    """The passages of a record of the drafting tree, in the order of its fields."""
    if isinstance(node, Passage):
        yield node
    elif isinstance(node, tuple):
        for child in node:
            yield from _passages(child)
    elif dataclasses.is_dataclass(node):
        for field in dataclasses.fields(node):
            yield from _passages(getattr(node, field.name))
