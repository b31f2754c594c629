"""The report of links: every rule by which we link to others, how many links it gives, and what is left out and why."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg.formats import PLAIN_JSON, RESULTS_CSV
from kg.identifiers import Iris
from kg.publication.tables import plain_cell
from kg.registries.link_rules import LinkRule, load_link_rules
from kg.vocabulary import PREFIXES

#: Path of the files without extension.
LINK_REPORT = "links"
_HEADER = (
    "name",
    "label_ja",
    "label_en",
    "property",
    "links",
    "targets",
    "example_subject",
    "example_target",
    "rule_ja",
    "rule_en",
    "basis",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCount:
    """A rule with the links it gave: how many, to how many targets, and the first of them."""

    name: str
    label_ja: str
    label_en: str
    property: str
    made: bool
    links: int
    targets: int
    example_subject: str
    example_target: str
    rule_ja: str
    rule_en: str
    basis: str


def count_links(quads: Sequence[Quad], *, iris: Iris) -> tuple[LinkCount, ...]:
    """Every rule over what a release holds. What leads to the publisher's own pages is no link to others."""
    statements = sorted(
        {
            (quad.predicate.value, quad.object.value, quad.subject.value)
            for quad in quads
            if isinstance(quad.subject, NamedNode)
            and isinstance(quad.object, NamedNode | Literal)
            and not quad.object.value.startswith(iris.base)
        }
    )
    return tuple(_counted(rule, statements) for rule in load_link_rules())


def _counted(rule: LinkRule, statements: Sequence[tuple[str, str, str]]) -> LinkCount:
    found = [each for each in statements if rule.made and rule.holds(each[0], each[1])]
    _, target, subject = found[0] if found else ("", "", "")
    return LinkCount(
        name=rule.name,
        label_ja=rule.label_ja,
        label_en=rule.label_en,
        property=_prefixed(rule.predicate),
        made=rule.made,
        links=len(found),
        targets=len({value for _, value, _ in found}),
        example_subject=subject,
        example_target=target,
        rule_ja=rule.rule_ja,
        rule_en=rule.rule_en,
        basis=rule.basis,
    )


def _prefixed(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def link_files(counts: Sequence[LinkCount]) -> Iterator[tuple[str, bytes]]:
    """Path and content of each file."""
    content = {"rules": [asdict(each) for each in counts]}
    data = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    yield f"{LINK_REPORT}.{PLAIN_JSON.extension}", data.encode()
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(_HEADER)
    for each in counts:
        values = asdict(each)
        writer.writerow([plain_cell(str(values[name])) for name in _HEADER])
    yield f"{LINK_REPORT}.{RESULTS_CSV.extension}", buffer.getvalue().encode()
