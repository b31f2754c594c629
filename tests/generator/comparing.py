"""Compares what was read with the truth. What the contract leaves open is compared by what both readings share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.generator.truth import Article, Initiative, Item, Party, Truth, Written

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """A place in the JSON where what was read is not what is true."""

    path: str
    expected: object
    found: object

    @property
    def cause(self) -> str:
        """The path without numbers: what differences are grouped by."""
        return re.sub(r"\[\d+\]", "", self.path)


def compare(written: Written, found: Json) -> list[Difference]:
    """Every difference between the truths and the JSON of ``renkei check``."""
    agreements = found["agreements"]
    if not written.truths:
        wrong = agreements or not found["diagnostics"]
        return [Difference("agreements", "none, and a diagnostic that says why", agreements)] if wrong else []
    if all(truth.sketch for truth in written.truths) and not agreements:
        return []
    if len(agreements) != len(written.truths):
        return [Difference("agreements", len(written.truths), len(agreements))]
    differences: list[Difference] = []
    for index, (truth, agreement) in enumerate(zip(written.truths, agreements, strict=True)):
        where = f"agreements[{index}]" if len(agreements) > 1 else ""
        differences += [
            Difference(f"{where}.{one.path}".lstrip("."), one.expected, one.found)
            for one in _agreement(truth, agreement)
        ]
    differences += _unclaimed(written, found)
    missing = [number for truth in written.truths for number in truth.missing]
    reported = [one for one in found["diagnostics"] if "missing" in one["code"] and one["severity"] != "info"]
    if missing and not reported:
        differences.append(Difference("diagnostics", f"articles {missing} are reported as missing", None))
    return differences


def _unclaimed(written: Written, found: Json) -> Iterable[Difference]:
    allowed = {bare(line) for text in written.may_be_unclaimed for line in text.splitlines()}
    for one in found["unclaimed"]:
        rest = [line for line in one["text"].splitlines() if bare(line) and bare(line) not in allowed]
        if rest:
            yield Difference("unclaimed", "", "\n".join(rest))


def _agreement(truth: Truth, found: Json) -> Iterable[Difference]:
    if truth.titles:
        yield from _one_of("title", truth.titles, found["title"])
    yield from _one_of("instrument", truth.instruments, found["instrument"])
    if truth.amends != (found["amends"] not in (None, False)):
        yield Difference("amends", truth.amends, found["amends"])
    yield from _one_of("signed_on", truth.signed_on, found["signed_on"])
    yield from _one_of("effective_on", truth.effective_on, found["effective_on"])
    yield from _parties(truth, found["parties"])
    if found["articles"] or not truth.sketch:
        yield from _articles(truth.articles, found["articles"])
    yield from _supplementary(truth, found["supplementary_provisions"])
    if not truth.open_initiatives:
        yield from _initiatives(truth, found["initiatives"])
    yield from _citations(truth, found["citations"])
    yield from _references(truth, found["references"])
    yield from _terms(truth, found["defined_terms"])
    yield from _signatories(truth, found["signatories"])
    yield from _changes(truth, found)


def _one_of(path: str, expected: Sequence[str | None], found: str | None) -> Iterable[Difference]:
    if found not in expected:
        yield Difference(path, expected[0] if len(expected) == 1 else expected, found)


# Parties


def _parties(truth: Truth, found: Sequence[Json]) -> Iterable[Difference]:
    opened = {party.names for party in truth.open_parties}
    found = [party for party in found if tuple(party["names"]) not in opened]
    if truth.group:
        yield from _members(truth, found)
        return
    if truth.sketch and not found:
        return
    if len(found) != len(truth.parties):
        yield Difference("parties", [p.names for p in truth.parties], [p["names"] for p in found])
        return
    expected = sorted(truth.parties, key=lambda party: party.names)
    for party, one in zip(expected, sorted(found, key=lambda party: party["names"]), strict=True):
        yield from _party(party, one)


def _party(party: Party, found: Json) -> Iterable[Difference]:
    if tuple(found["names"]) != party.names:
        yield Difference("parties.names", party.names, found["names"])
    elif tuple(found["codes"]) != party.codes:
        yield Difference("parties.codes", party.codes, found["codes"])
    yield from _one_of("parties.designation", party.designations, found["designation"])
    yield from _one_of("parties.capacity", party.capacities, found["capacity"])


def _members(truth: Truth, found: Sequence[Json]) -> Iterable[Difference]:
    """Bodies named as a group: one party or several, but the same bodies, and no alias of anything else."""
    parties = truth.parties
    names = [name for party in parties for name in party.names]
    codes = [code for party in parties for code in party.codes]
    expected = sorted(zip(names, codes, strict=True), key=str)
    bodies = sorted(
        {(name, code) for one in found for name, code in zip(one["names"], one["codes"], strict=True)}, key=str
    )
    right_bodies = set(bodies) <= set(expected) if truth.group_may_be_absent else expected == bodies
    if not right_bodies:
        yield Difference("parties.members", expected, bodies)
    right = {designation for party in parties for designation in party.designations}
    for one in found:
        if one["designation"] not in right:
            yield Difference("parties.designation", sorted(map(str, right)), one["designation"])


# Articles


def _articles(expected: Sequence[Article], found: Sequence[Json]) -> Iterable[Difference]:
    numbers = [article.number for article in expected]
    if numbers != [article["number"] for article in found]:
        yield Difference("articles.number", numbers, [article["number"] for article in found])
        return
    for index, (article, one) in enumerate(zip(expected, found, strict=True)):
        path = f"articles[{index}]"
        yield from _one_of(f"{path}.caption", article.captions, one["caption"])
        if article.whole is not None:
            if bare(article.whole) != bare("".join(_everything(one["paragraphs"]))):
                yield Difference(f"{path}.whole", article.whole, list(_everything(one["paragraphs"])))
            continue
        texts = [paragraph.text for paragraph in article.paragraphs]
        if texts != [paragraph["text"] for paragraph in one["paragraphs"]]:
            yield Difference(f"{path}.paragraphs.text", texts, [p["text"] for p in one["paragraphs"]])
            continue
        if [p.number for p in article.paragraphs] != [p["number"] for p in one["paragraphs"]]:
            yield Difference(
                f"{path}.paragraphs.number",
                [p.number for p in article.paragraphs],
                [p["number"] for p in one["paragraphs"]],
            )
        for paragraph, read in zip(article.paragraphs, one["paragraphs"], strict=True):
            if not paragraph.open_items:
                yield from _items(f"{path}.paragraphs.items", paragraph.items, read["items"])


def _everything(parts: Sequence[Json]) -> Iterable[str]:
    for part in parts:
        yield part.get("label") or ""
        yield part["text"]
        yield from _everything(part["items"])


def _items(path: str, expected: Sequence[Item], found: Sequence[Json]) -> Iterable[Difference]:
    def tree(items: Sequence[Item]) -> list[object]:
        return [(("" if item.open_label else _label(item.label)), item.text, tree(item.items)) for item in items]

    def read(items: Sequence[Json], like: Sequence[Item]) -> list[object]:
        opened = [index < len(like) and like[index].open_label for index in range(len(items))]
        return [
            (
                "" if opened[index] else _label(item["label"] or ""),
                item["text"],
                read(item["items"], like[index].items if index < len(like) else ()),
            )
            for index, item in enumerate(items)
        ]

    if tree(expected) != read(found, expected):
        yield Difference(path, tree(expected), read(found, expected))


def _label(text: str) -> str:
    return bare(text).lstrip("•")


def _supplementary(truth: Truth, found: Sequence[Json]) -> Iterable[Difference]:
    expected = [squeezed(text) for text in truth.supplementary]
    texts = [squeezed(one["text"]) for one in found]
    if expected != texts:
        yield Difference("supplementary_provisions", expected, texts)


# Initiatives


def _initiatives(truth: Truth, found: Sequence[Json]) -> Iterable[Difference]:
    expected = truth.initiatives
    if truth.initiatives_may_be_absent:
        # Without columns some may be left unread: those that were read must be right.
        expected = _those_read(expected, found)
    titles = [initiative.title for initiative in expected]
    if titles != [one["title"] for one in found]:
        yield Difference("initiatives.title", titles, [one["title"] for one in found])
        return
    for index, (initiative, one) in enumerate(zip(expected, found, strict=True)):
        yield from _initiative(f"initiatives[{index}]", initiative, one)


def _those_read(expected: Sequence[Initiative], found: Sequence[Json]) -> tuple[Initiative, ...]:
    """Those of the expected initiatives that were read, by title and content, as a title may come twice."""
    read: list[Initiative] = []
    at = 0
    for one in found:
        titled = [i for i in range(at, len(expected)) if expected[i].title == one["title"]]
        same = [i for i in titled if sentences(expected[i].content) == sentences(one["content"])]
        if not titled:
            return tuple(expected)
        at = (same or titled)[0] + 1
        read.append(expected[at - 1])
    return tuple(read)


def _initiative(path: str, initiative: Initiative, found: Json) -> Iterable[Difference]:
    if list(initiative.path) != found["path"]:
        yield Difference(f"{path}.path", initiative.path, found["path"])
    if sentences(initiative.content) != sentences(found["content"]):
        yield Difference(f"{path}.content", initiative.content, found["content"])
    roles = [sentences(role.text) for role in initiative.roles]
    read = [sentences(role["text"]) for role in found["roles"]]
    if roles != read:
        yield Difference(f"{path}.roles.text", roles, read)
        return
    for role, got in zip(initiative.roles, found["roles"], strict=True):
        designations = [name for name in got["designations"] if name]
        right = [list(role.bearers)] + ([[]] if role.named else [])
        if designations not in right:
            yield Difference(f"{path}.roles.designations", role.bearers, designations)


# Citations and references


def _citations(truth: Truth, found: Sequence[Json]) -> Iterable[Difference]:
    def key(one: Json) -> tuple[object, ...]:
        return (one["law"], one["article"], one["paragraph"], one["item"])

    expected = [(one.law, one.article, one.paragraph, one.item) for one in truth.citations]
    found = [one for one in found if key(one) in expected or (one["law"], one["article"]) not in truth.open_citations]
    if expected != [key(one) for one in found]:
        yield Difference("citations", expected, [key(one) for one in found])
        return
    for citation, one in zip(truth.citations, found, strict=True):
        if not _same_number(citation.law_number, one["law_number"]):
            yield Difference("citations.law_number", citation.law_number, one["law_number"])
        if citation.law_id != one["law_id"]:
            yield Difference("citations.law_id", citation.law_id, one["law_id"])
        if citation.legal_basis != one["legal_basis"]:
            yield Difference("citations.legal_basis", (citation.tail, citation.legal_basis), one["legal_basis"])
        if not bare(one["text"]).endswith(bare(citation.tail)):
            yield Difference("citations.text", citation.tail, one["text"])


def _same_number(expected: str | None, found: str | None) -> bool:
    if expected is None or found is None:
        return expected == found
    return bare(found).replace("付け", "").startswith(bare(expected))


def _references(truth: Truth, found: Sequence[Json]) -> Iterable[Difference]:
    """The references whose targets are certain, in order; the open ones may stand between them."""
    if truth.foreign_references:
        for one in found:
            if one["target"]:
                yield Difference("references", "none of another instrument", (one["text"], one["target"]))
        return
    opened = {bare(one.text) for one in truth.references if one.open}
    expected = [(bare(one.text), one.target) for one in truth.references if not one.open]
    read = [
        (bare(one["text"]), re.sub(r"(?<=\d)[の-](?=\d)", "_", one["target"]) if one["target"] else None)
        for one in found
        if bare(one["text"]) not in opened
    ]
    if expected != read:
        yield Difference("references", expected, read)


def _terms(truth: Truth, found: Sequence[str]) -> Iterable[Difference]:
    wanted, open_terms = set(truth.terms), set(truth.open_terms)
    if not wanted - open_terms <= set(found) or not set(found) <= wanted | open_terms:
        yield Difference("defined_terms", truth.terms, found)


def _signatories(truth: Truth, found: Sequence[Json]) -> Iterable[Difference]:
    expected = [(one.designation, one.titles, one.name) for one in truth.signatories]
    witnesses = {(letter, name) for letter in (None, "立会人") for name in truth.witnesses}
    # Witnesses stand below the signatories and may have the name of one of them.
    read = [
        one
        for index, one in enumerate(found)
        if index < len(expected) or (one["designation"], one["name"] and bare(one["name"])) not in witnesses
    ]
    if len(expected) != len(read):
        yield Difference("signatories", expected, [(o["designation"], o["title"], o["name"]) for o in read])
        return
    for (designation, titles, name), one in zip(expected, read, strict=True):
        got = (one["designation"], one["title"] and bare(one["title"]), one["name"] and bare(one["name"]))
        if got[0] != designation or got[1] not in map(bare, titles) or got[2] != (name and bare(name)):
            yield Difference("signatories", (designation, titles, name), got)


def _changes(truth: Truth, found: Json) -> Iterable[Difference]:
    """The operations of a 改め文 in order; how a place inside a table is put together is open."""
    changes = (found.get("amendment") or {}).get("changes", [])
    expected = [(_locus(o.locus), o.operation, _unspaced(o.old), _unspaced(o.new)) for o in truth.changes]
    read = [(_locus(o["locus"]), o["operation"], _unspaced(o["old"]), _unspaced(o["new"])) for o in changes]
    if expected != read:
        yield Difference("amendment.changes", expected, read)


def _locus(text: str | None) -> str:
    return re.sub("[の中]", "", bare(text or ""))


def _unspaced(text: str | None) -> str | None:
    return re.sub(r"\s", "", text) if text else None


# Words


def bare(text: str) -> str:
    """NFKC without white space: to recognise words, never to compare what is published."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def squeezed(text: str) -> str:
    """Without white space and captions: the paragraphs of supplementary provisions are joined in an open way."""
    return re.sub(r"\s", "", re.sub(r"(?m)^[(（][^()（）]{1,12}[)）]$", "", text))


def sentences(text: str | None) -> str | None:
    """With nothing between sentences: how the items of a cell are joined is open."""
    return None if text is None else re.sub(r"(?<=[。)）])\s+", "", text.strip())
