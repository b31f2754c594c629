"""Public bodies: finding their names in running text and resolving them to codes.

A name is looked up in the registry first, longest match; only then the grammar of names decides, so that 四日市市 or
みなと町 is not cut. A name shared by several municipalities is never resolved by itself: the prefecture printed before
it, the address of its signatory or the prefecture of the other parties decide, else it stays unresolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.registries.municipalities import Municipality, MunicipalityRegistry

SUFFIX = r"(?:都|道|府|県|市|区|町|村|組合|広域連合|企業団)"
_JOINT = re.compile(r"(?<=[都道府県市区町村合団])(?:とともに|と|及び|並びに|[、，・,]|\s+)")
_LEADING = re.compile(r"^(?:[、，・,\s]|と|及び|並びに|又は|を|が|は|に|へ|から)+")
_PREFECTURE = re.compile(r"^(?P<prefecture>北海道|東京都|京都府|大阪府|\S{2,3}県)(?P<rest>\S+)$")
_DISTRICT = re.compile(r"^(?P<district>\S{1,5}郡)(?P<rest>\S+[町村])$")
_NAME = re.compile(rf"[一-龥々ヶヵケぁ-んァ-ヴーA-Za-zＡ-Ｚａ-ｚ○〇]+?{SUFFIX}+")


@dataclass(frozen=True, slots=True)
class NamedBody:
    """A body as named at ``start:end`` of a text; ``prefecture`` where it is printed before the name."""

    start: int
    end: int
    name: str
    prefecture: str | None


def bodies_ending(text: str, registry: MunicipalityRegistry) -> tuple[NamedBody, ...]:
    """The bodies a text ends with, joined by と, 及び and the like; empty where it ends with something else."""
    found: list[NamedBody] = []
    for start, piece in reversed(list(_pieces(text))):
        body = _body_ending(piece, start, registry)
        if body is None:
            break
        found.insert(0, body)
        if body.start > start + len(_led(piece)):
            break
    return tuple(found)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for joint in _JOINT.finditer(text):
        yield start, text[start : joint.start()]
        start = joint.end()
    yield start, text[start:]


def _led(piece: str) -> str:
    match = _LEADING.match(piece)
    return match[0] if match else ""


def _body_ending(piece: str, offset: int, registry: MunicipalityRegistry) -> NamedBody | None:
    """The body at the end of a piece: the longest registered name, else the longest the grammar of names allows."""
    for begin in range(len(piece)):
        if piece[begin:] in registry.names:
            return NamedBody(offset + begin, offset + len(piece), piece[begin:], _before(piece[:begin]))
    begin = len(_led(piece))
    clause = max(piece.rfind(mark) for mark in "、，。（）()「」")
    begin = max(begin, clause + 1)
    name = piece[begin:]
    if not _NAME.fullmatch(name):
        return None
    prefecture, district_free = _stripped(name)
    return NamedBody(offset + begin, offset + len(piece), district_free, prefecture)


def _before(text: str) -> str | None:
    match = re.search(r"(北海道|東京都|京都府|大阪府|[一-龥]{2,3}県)(?:[一-龥]{1,4}郡)?$", text)
    return match[1] if match else None


def _stripped(name: str) -> tuple[str | None, str]:
    prefecture = None
    if (match := _PREFECTURE.match(name)) and match["rest"]:
        prefecture, name = match["prefecture"], match["rest"]
    if match := _DISTRICT.match(name):
        name = match["rest"]
    return prefecture, name


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What may decide between homonyms: prefectures printed with the name or in addresses, and of the other parties."""

    printed: frozenset[str]
    partners: frozenset[str]


def resolve(name: str, registry: MunicipalityRegistry, evidence: Evidence) -> Municipality | None:
    """The one municipality or prefecture a name means; None where it is not registered or stays ambiguous."""
    candidates = [found for found in registry.named(name) if found.kind != "ward"]
    if name.endswith("区") and not evidence.printed:
        wards = {ward.prefecture for ward in registry if ward.kind == "ward" and ward.name.endswith(f" {name}")}
        candidates = [found for found in candidates if not wards or found.prefecture in evidence.partners]
    if evidence.printed:
        candidates = [found for found in candidates if found.prefecture in evidence.printed]
    if len(candidates) > 1:
        candidates = [found for found in candidates if found.prefecture in evidence.partners]
    return candidates[0] if len(candidates) == 1 else None


def prefectures_in(texts: Iterable[str], registry: MunicipalityRegistry) -> frozenset[str]:
    """Names of the prefectures that texts (addresses) begin with."""
    names = [name for name in registry.names if name.endswith(("都", "道", "府", "県"))]
    return frozenset(name for text in texts for name in names if text.startswith(name))
