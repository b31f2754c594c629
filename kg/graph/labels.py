"""Labels of agreements and cooperation areas, in Japanese and English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.model.agreement import Agreement, Body
from kg.registries.municipalities import MunicipalityRegistry


def party_bodies(agreement: Agreement) -> tuple[Body, ...]:
    """The bodies that conclude an agreement, in the order it names them, each once."""
    return tuple(dict.fromkeys(body for party in agreement.parties for body in party.bodies))


def body_label_en(body: Body, registry: MunicipalityRegistry) -> str:
    """The romanised name of a body; its Japanese name where the registry does not know it."""
    return registry.by_code(body.code).romaji if body.code else body.name


def listed_ja(names: Iterable[str]) -> str:
    """Names as a Japanese list.

    >>> listed_ja(["旭川市", "美瑛町"])
    '旭川市・美瑛町'
    """
    return "・".join(names)


def listed_en(names: Sequence[str]) -> str:
    """Names as an English list.

    >>> listed_en(["Asahikawa-shi", "Biei-cho"]), listed_en(["A", "B", "C"])
    ('Asahikawa-shi and Biei-cho', 'A, B and C')
    """
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def agreement_label_ja(agreement: Agreement) -> str:
    """E.g. 旭川市・美瑛町 連携中枢都市圏形成に係る連携協約（2022-01-12）."""
    names = listed_ja(body.name for body in party_bodies(agreement))
    date = f"（{agreement.signed_on.value.isoformat()}）" if agreement.signed_on else ""
    return f"{names} {agreement.title.text}{date}".strip()


def agreement_label_en(agreement: Agreement, *, kinds: Mapping[str, str], registry: MunicipalityRegistry) -> str:
    """The kind of instrument, its parties and the date of signing; ``kinds`` names the kinds in English by slug."""
    kind = kinds[agreement.instrument]
    names = [body_label_en(body, registry) for body in party_bodies(agreement)]
    between = f" between {listed_en(names)}" if names else ""
    date = f" ({agreement.signed_on.value.isoformat()})" if agreement.signed_on else ""
    return f"{kind}{between}{date}"
