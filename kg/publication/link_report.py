"""The report of links: every rule by which we link to others, how many links it gives, and what is left out and why."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg.formats import PLAIN_JSON, RESULTS_CSV
from kg.identifiers import Iris
from kg.publication.tables import plain_cell
from kg.registries.link_rules import ANY, LinkRule, load_link_rules
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


def count_links(quads: Iterable[Quad], *, iris: Iris) -> tuple[LinkCount, ...]:
    """Every rule over what a release holds. What leads to the publisher's own pages is no link to others."""
    rules = load_link_rules()
    by_property: dict[str, list[LinkRule]] = defaultdict(list)
    for rule in rules:
        if rule.made:
            by_property[rule.predicate].append(rule)
    statements: dict[str, set[tuple[str, str, str]]] = {rule.name: set() for rule in rules}
    for quad in quads:
        for rule in (*by_property.get(quad.predicate.value, ()), *by_property.get(ANY, ())):
            if (
                isinstance(quad.subject, NamedNode)
                and isinstance(quad.object, NamedNode | Literal)
                and not quad.object.value.startswith(iris.base)
                and rule.holds(quad.predicate.value, quad.object.value)
            ):
                statements[rule.name].add((quad.predicate.value, quad.object.value, quad.subject.value))
    return tuple(_counted(rule, sorted(statements[rule.name])) for rule in rules)


def _counted(rule: LinkRule, found: Sequence[tuple[str, str, str]]) -> LinkCount:
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
