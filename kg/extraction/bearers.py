"""Who bears a role: the words of its label to designations and bodies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.drafting.labels import DESIGNATIONS, LETTERS
from kg.model.agreement import Body, Capacity, Initiative, Party, Role

#: Bodies by the designation or name that roles use.
Bearers = Mapping[str, tuple[Body, ...]]

#: Words that mean every party.
_KIND = "(?:市|町|村|市町|市村|市町村|町村|者|団体)"
_ALL = re.compile(rf"共通|共同|双方|全(?:て|体)|当事者|各当事者|[各両]{_KIND}")
_JOINT = re.compile(rf"(?:{LETTERS})")
_NAMED_BODY = re.compile(r"[^\s、，。]{1,15}[都道府県市区町村]|[^\s、，。]{1,25}(?:組合|連合|企業団)")
_PAIR = 2


def split_bearers(printed: str, bearers: Bearers) -> tuple[str, ...]:
    """The designations or names a label joins, as far as the text knows them.

    >>> split_bearers("甲及び乙", {"甲": (), "乙": ()}), split_bearers("甲", {"甲": ()})
    (('甲', '乙'), ('甲',))
    >>> a, b = Body(name="甲市", code=None), Body(name="乙町", code=None)
    >>> split_bearers("両市町", {"甲市": (a,), "乙町": (b,), "甲": (a,), "乙": (b,)})
    ('甲', '乙')
    """
    if printed in bearers:
        return (printed,)
    if _JOINT.fullmatch(printed):
        return tuple(letter for letter in printed if letter in DESIGNATIONS)
    if _ALL.fullmatch(printed):
        every = parties_of(bearers)
        return every if every and (not printed.startswith("両") or len(every) == _PAIR) else (printed,)
    return _names_in(printed, bearers) or _names_joined(printed) or (printed,)


def bearer_rule(printed: str, bearers: Bearers) -> str:
    """The rule by which a label tells who bears a role.

    >>> bearer_rule("甲及び乙", {"甲": (), "乙": ()}), bearer_rule("両市町", {"甲": (), "乙": ()})
    ('bearer-named', 'bearer-all-parties')
    """
    return "bearer-all-parties" if printed not in bearers and _ALL.fullmatch(printed) else "bearer-named"


def _names_joined(printed: str) -> tuple[str, ...]:
    """Names that a label joins, none of them known, where every part ends as the names of bodies do."""
    parts = re.split(r"及び|並びに|および|ならびに|、|，", printed)
    return tuple(parts) if len(parts) > 1 and all(map(_NAMED_BODY.fullmatch, parts)) else ()


def parties_of(bearers: Bearers) -> tuple[str, ...]:
    """One designation for each party: its letter or alias, or its name where it has none; groups are left out."""
    names = {body.name for bodies in bearers.values() for body in bodies}
    aliases = [word for word in bearers if word not in names]
    words = aliases or [word for word in bearers if bearers[word]]
    sets = {word: {body.name for body in bearers[word]} for word in words}
    return tuple(word for word in words if not any(sets[other] < sets[word] for other in words if sets[other]))


def _names_in(printed: str, bearers: Bearers) -> tuple[str, ...]:
    """The known names that a label is made of; empty where something else is in it than names and what joins them."""
    found: list[str] = []
    position = 0
    names = sorted(bearers, key=len, reverse=True)
    joint = re.compile(r"及び|並びに|および|ならびに|又は|と|、|，|・|･")
    while position < len(printed):
        known = next((name for name in names if name and printed.startswith(name, position)), None)
        if known:
            found.append(known)
            position += len(known)
        elif gap := joint.match(printed, position):
            position = gap.end()
        else:
            return ()
    return tuple(found)


#: What roles may call a party by its capacity.
_CORE_CITY = re.compile(r"(?:宣言)?(?:中心市|連携中枢都市)")
_PARTNERS = re.compile(r"(?:連携|関係|周辺|近隣|連携する)(?:市町村|市町|町村|市村|市|町|村)")


def with_capacities(initiatives: Iterable[Initiative], parties: Sequence[Party]) -> tuple[Initiative, ...]:
    """The initiatives with the roles of 連携中枢都市 and 連携町 given to the parties of that capacity.

    A role whose words name a party, or that the text defines as a group, keeps its bearers.
    """
    return tuple(
        replace(found, roles=tuple(_with_capacity(role, parties) for role in found.roles)) for found in initiatives
    )


def _with_capacity(role: Role, parties: Sequence[Party]) -> Role:
    if role.bodies:
        return role
    capacity = None
    if _CORE_CITY.fullmatch(role.designation):
        capacity = Capacity.CORE_CITY
    elif _PARTNERS.fullmatch(role.designation):
        capacity = Capacity.PARTNER
    found = [party for party in parties if party.capacity is capacity]
    if not found:
        return role
    names = tuple(name for party in found for name in ([party.designation] if party.designation else _names(party)))
    bodies = {body.name: body for party in found for body in party.bodies}
    bearer = replace(role.bearer, rule="bearer-by-capacity")
    return replace(role, designations=names, bodies=tuple(bodies.values()), bearer=bearer)


def _names(party: Party) -> list[str]:
    return [body.name for body in party.bodies]
