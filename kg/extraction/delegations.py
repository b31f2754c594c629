"""事務の委託: who delegates to whom, from the sentences that say so and never from the order of names or letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.extraction.aliases import without_brackets
from kg.extraction.party_names import founding_places
from kg.extraction.places import Place
from kg.model.agreement import Body, Delegation
from kg.model.drafting import Instrument

#: With more names than this only letters and words for several bodies are looked for.
_MOST = 40
_JOINT = r"(?:、|，|・|及び|並びに|と)"
#: 郡 and prefecture before a name.
_DISTRICT = r"(?:(?:北海道|東京都|(?:京都|大阪)府|[一-龥]{2,3}県)?[一-龥々ヶケノ]{1,4}郡|同郡)?"
#: Where a name can be the subject: at the head of a clause, behind the provision that it acts under.
_BEGINS = rf"(?:^|(?<=[。、，,]))(?:[^。、，,]{{1,80}}?に(?:基づ?き|より))?{_DISTRICT}"


def extract_delegations(instrument: Instrument, bearers: Mapping[str, tuple[Body, ...]]) -> tuple[Delegation, ...]:
    """The delegations of the first articles, each direction once. ``bearers``: bodies by what they are called."""
    if len(bearers) < 2:
        return ()
    found: dict[tuple[tuple[Body, ...], tuple[Body, ...]], Delegation] = {}
    if len(bearers) > _MOST:
        names = {body.name for bodies in bearers.values() for body in bodies}
        bearers = {name: bodies for name, bodies in bearers.items() if name not in names}
    if not bearers:
        return ()
    patterns = _patterns(bearers)
    for place in founding_places(instrument):
        for delegation in _in_place(place, patterns, bearers):
            found.setdefault((delegation.delegating, delegation.performing), delegation)
    return tuple(found.values())


def _patterns(bearers: Mapping[str, tuple[Body, ...]]) -> tuple[re.Pattern[str], ...]:
    who = "|".join(re.escape(name) for name in sorted(bearers, key=len, reverse=True))
    names = rf"(?:(?:{who})(?:{_JOINT}{_DISTRICT}(?:{who}))*)"
    delegates = r"(?:対し(?:て)?)?[、，]?(?:それぞれ|これを)?委託(?:する|し|す)"
    apart = rf"[、，](?:{names}[はの][^。]{{0,400}}委託|[^。]{{0,200}}それぞれ委託)"
    matter = r"[^。、，]{1,80}?(?:事務|業務)を委託"
    to = rf"(?P<to>{names})(?:それぞれ)?に(?:{delegates}|{matter}|(?={apart}))"
    under = r"(?:[^。、，]{0,80}?(?:により|に基づき)[、，]?)?"
    return (
        re.compile(
            rf"{_BEGINS}(?P<from>{names})(?:は|が)[、，]?{_DISTRICT}(?P<to>{names})に対し"
            r"(?=[^。]{0,400}委託(?:する(?:もの|こと|$|。)|し[、，]))"
        ),
        re.compile(rf"{_BEGINS}(?P<from>{names})(?:は|が)[、，]?(?P<between>[^。]{{0,400}}?){to}"),
        re.compile(
            rf"{_BEGINS}(?P<to>{names})(?:は|が)[、，]?(?P<from>{names})(?:から|の)[^。]{{0,200}}?(?:委託を受け|受託)"
        ),
        re.compile(
            rf"{_BEGINS}(?P<one>{who}){_JOINT}(?P<other>{who})(?:とは|は|が)[、，]?[^。]{{0,300}}?相互に[^。]{{0,200}}?(?:委託|受託)"
        ),
        re.compile(rf"{_BEGINS}(?P<from>{names})の[^。、，]{{0,200}}?(?:を|、){under}{to}"),
        re.compile(
            rf"{_BEGINS}(?P<from>{names})の[^。、，]{{0,200}}?を(?P<to>{names})に(?=[、，][^。]{{0,200}}それぞれ委託)"
        ),
    )


def _in_place(
    place: Place, patterns: tuple[re.Pattern[str], ...], bearers: Mapping[str, tuple[Body, ...]]
) -> Iterator[Delegation]:
    bare = without_brackets(place.words.text)
    for pattern in patterns:
        for match in pattern.finditer(bare.text):
            words = place.part(*bare.stretch(match.start(), match.end()))
            groups = match.groupdict()
            if "one" in groups:
                one, other = bearers[match["one"]], bearers[match["other"]]
                yield Delegation(delegating=one, performing=other, words=words)
                yield Delegation(delegating=other, performing=one, words=words)
                continue
            delegating, performing = _bodies(match["from"], bearers), _bodies(match["to"], bearers)
            if not set(delegating) & set(performing):
                yield Delegation(delegating=delegating, performing=performing, words=words)


def _bodies(names: str, bearers: Mapping[str, tuple[Body, ...]]) -> tuple[Body, ...]:
    """The bodies of names joined by 、 and 及び; a longer name is never taken for a shorter one inside it."""
    who = re.compile("|".join(re.escape(name) for name in sorted(bearers, key=len, reverse=True)))
    return tuple(dict.fromkeys(body for match in who.finditer(names) for body in bearers[match[0]]))
