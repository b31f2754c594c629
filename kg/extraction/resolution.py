"""From the name of a public body to its code: never guessed.

A name that one body of the registry bears is its. Of homonyms the prefecture printed before the name or in the address
of its signatory decides, then the prefecture of the other parties, then the only prefecture the instrument mentions;
where none of them does, the body has no code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.registries.municipalities import Kind, Municipality, MunicipalityRegistry

_PREFECTURE = re.compile(r"北海道|東京都|京都府|大阪府|(?:神奈川|和歌山|鹿児島|[一-龥]{2})県")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What may decide between homonyms: sets of names of prefectures, the stronger first.

    ``printed`` stand before the name or open an address, ``partners`` are those of the other parties, ``mentioned`` are
    all that the instrument mentions.
    """

    printed: frozenset[str]
    partners: frozenset[str]
    mentioned: frozenset[str] = frozenset()


def resolve(name: str, registry: MunicipalityRegistry, evidence: Evidence) -> Municipality | None:
    """The one municipality or prefecture a name means; None where it is not registered or stays ambiguous."""
    candidates = [found for found in registry.named(name) if found.kind is not Kind.WARD]
    if name.endswith("区") and not evidence.printed:
        wards = {ward.prefecture for ward in registry if ward.kind is Kind.WARD and ward.name.endswith(f" {name}")}
        candidates = [found for found in candidates if not wards or found.prefecture in evidence.partners]
    if evidence.printed:
        candidates = [found for found in candidates if found.prefecture in evidence.printed]
    for known in (evidence.partners, evidence.mentioned if len(evidence.mentioned) == 1 else frozenset()):
        if len(candidates) > 1:
            candidates = [found for found in candidates if found.prefecture in known] or candidates
    return candidates[0] if len(candidates) == 1 else None


def prefectures_opening(texts: Iterable[str], registry: MunicipalityRegistry) -> frozenset[str]:
    """Names of the prefectures that texts (addresses) begin with."""
    return frozenset(match[0] for text in texts if (match := _PREFECTURE.match(text)) and registry.named(match[0]))


def prefectures_before(name: str, text: str, registry: MunicipalityRegistry) -> frozenset[str]:
    """Names of the prefectures that stand right before a name somewhere in a text, with a 郡 between or without.

    >>> from kg.registries.municipalities import load_municipalities
    >>> sorted(prefectures_before("池田町", "長野県北安曇郡池田町は", load_municipalities()))
    ['長野県']
    """
    pattern = re.compile(rf"({_PREFECTURE.pattern})の?(?:[一-龥々ヶケノ]{{1,4}}郡)?{re.escape(name)}")
    return frozenset(found for found in set(pattern.findall(text)) if registry.named(found))


def prefectures_mentioned(text: str, registry: MunicipalityRegistry) -> frozenset[str]:
    """Names of the prefectures that stand anywhere in a text."""
    return frozenset(found for found in set(_PREFECTURE.findall(text)) if registry.named(found))
