"""The rows of the tables, values in the order of the columns in ``data/tables/columns.toml``.

The first columns are code, id and name of the local government as in 自治体標準オープンデータセット; dates are
YYYY-MM-DD. Several values in one cell are joined by semicolon and space; what is not known is an empty cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.graph.citations import law_iri
from kg.graph.registry import published
from kg.identifiers import Iris
from kg.model.agreement import Body, Initiative, Role, StatedDate
from kg.publication.contents import PublishedAgreement
from kg.publication.coverage import coverage_rows
from kg.publication.tables.columns import SEPARATOR
from kg.registries.municipalities import Kind, MunicipalityRegistry

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSource:
    """What the tables are made from: the published agreements in their order, the registry, how IRIs are made."""

    agreements: Sequence[PublishedAgreement]
    registry: MunicipalityRegistry
    iris: Iris


def table_rows(name: str, source: TableSource) -> Iterator[Row]:
    """The rows of the table with that name. Raises KeyError for a name that is no table's."""
    return _ROWS[name](source)


def _code(body: Body) -> str:
    return body.code or ""


def _date(stated: StatedDate | None) -> str:
    return stated.value.isoformat() if stated else ""


def _listed(values: Sequence[str]) -> str:
    return SEPARATOR.join(values)


def _first_body(entry: PublishedAgreement) -> Body | None:
    """The core city, else the first party."""
    bodies = (body for party in entry.agreement.parties for body in party.bodies)
    return entry.agreement.core_city or next(bodies, None)


def _agreement_rows(entry: PublishedAgreement, iris: Iris) -> Iterator[Row]:
    del iris
    agreement = entry.agreement
    bodies = [body for party in agreement.parties for body in party.bodies]
    first = _first_body(entry)
    yield (
        _code(first) if first else "",
        entry.slug,
        first.name if first else "",
        agreement.title.text,
        agreement.instrument,
        _listed([body.name for body in bodies]),
        _listed([_code(body) for body in bodies]),
        _date(agreement.signed_on),
        _date(agreement.effective_on),
        str(len(agreement.initiatives)),
        entry.report.source.name,
        entry.report.source.sha256,
        entry.iri,
    )


def _party_rows(entry: PublishedAgreement, iris: Iris) -> Iterator[Row]:
    for position, party in enumerate(entry.agreement.parties, start=1):
        for body in party.bodies:
            yield (
                _code(body),
                entry.slug,
                body.name,
                str(position),
                party.designation or "",
                party.capacity.value,
                iris.body(body),
                iris.part(entry.slug, f"party/{position}"),
            )


def _initiative_rows(entry: PublishedAgreement, iris: Iris) -> Iterator[Row]:
    first = _first_body(entry)
    for position, initiative in enumerate(entry.agreement.initiatives, start=1):
        yield (
            _code(first) if first else "",
            entry.slug,
            first.name if first else "",
            str(position),
            _listed([heading.text for heading in initiative.headings]),
            initiative.field.slug if initiative.field else "",
            initiative.title.text,
            initiative.content.text if initiative.content else "",
            iris.part(entry.slug, f"initiative/{position}"),
        )


def _role_rows(entry: PublishedAgreement, iris: Iris) -> Iterator[Row]:
    """One row per body: a joint role has several, one of nobody that was found has a row without a name."""
    for position, initiative in enumerate(entry.agreement.initiatives, start=1):
        for number, role in enumerate(initiative.roles, start=1):
            types = {typing.duty_type for duty in role.duties for typing in duty.typings}
            for code, name in _bodies(role):
                yield (
                    code,
                    entry.slug,
                    name,
                    str(position),
                    str(number),
                    initiative.title.text,
                    role.designation,
                    role.words.text,
                    _listed(sorted(types)),
                    iris.part(entry.slug, f"initiative/{position}/role/{number}"),
                )


def _duty_rows(entry: PublishedAgreement, iris: Iris) -> Iterator[Row]:
    """One row per body, as with roles."""
    for position, initiative in enumerate(entry.agreement.initiatives, start=1):
        for number, role in enumerate(initiative.roles, start=1):
            yield from _duties_of(entry, iris, (position, initiative), (number, role))


def _duties_of(
    entry: PublishedAgreement, iris: Iris, initiative: tuple[int, Initiative], role: tuple[int, Role]
) -> Iterator[Row]:
    for number, duty in enumerate(role[1].duties, start=1):
        types = {typing.duty_type for typing in duty.typings}
        for code, name in _bodies(role[1]):
            yield (
                code,
                entry.slug,
                name,
                str(initiative[0]),
                str(role[0]),
                str(number),
                initiative[1].title.text,
                role[1].designation,
                duty.words.text,
                _listed(sorted(types)),
                iris.part(entry.slug, f"initiative/{initiative[0]}/role/{role[0]}/duty/{number}"),
            )


def _bodies(role: Role) -> list[tuple[str, str]]:
    """Code and name of each body of a role."""
    return [(_code(body), body.name) for body in role.bodies] or [("", "")]


def _citation_rows(entry: PublishedAgreement, iris: Iris) -> Iterator[Row]:
    first = _first_body(entry)
    for position, citation in enumerate(entry.agreement.citations, start=1):
        yield (
            _code(first) if first else "",
            entry.slug,
            first.name if first else "",
            str(position),
            "true" if citation.legal_basis else "false",
            citation.words.printed,
            citation.resolved_from or "",
            citation.law,
            citation.law_number or "",
            citation.law_id or "",
            citation.article or "",
            citation.paragraph or "",
            citation.item or "",
            law_iri(iris, citation),
            iris.part(entry.slug, f"citation/{position}"),
        )


def _municipality_rows(source: TableSource) -> Iterator[Row]:
    """Every municipality of the registry: most are party to none of the agreements."""
    codes: Counter[str] = Counter()
    for entry in source.agreements:
        codes.update({_code(body) for party in entry.agreement.parties for body in party.bodies})
    for row in published(source.registry):
        if row.kind is not Kind.PREFECTURE:
            yield (
                row.code,
                row.name,
                row.kana,
                row.romaji,
                row.prefecture,
                str(codes[row.code]),
                str(row.latitude),
                str(row.longitude),
                row.homepage,
                source.iris.municipality(row.code),
            )


def _of_each(rows: Callable[[PublishedAgreement, Iris], Iterator[Row]]) -> Callable[[TableSource], Iterator[Row]]:
    """Rows over all agreements of what gives the rows of one."""
    return lambda source: (row for entry in source.agreements for row in rows(entry, source.iris))


_ROWS: Mapping[str, Callable[[TableSource], Iterator[Row]]] = {
    "agreements": _of_each(_agreement_rows),
    "parties": _of_each(_party_rows),
    "initiatives": _of_each(_initiative_rows),
    "roles": _of_each(_role_rows),
    "duties": _of_each(_duty_rows),
    "citations": _of_each(_citation_rows),
    "municipalities": _municipality_rows,
    "coverage": _of_each(coverage_rows),
}
