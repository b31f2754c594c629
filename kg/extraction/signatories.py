"""Signatories: the signature blocks as records."""

from __future__ import annotations

from kg.extraction.parties import NamedParty
from kg.model.agreement import Signatory
from kg.model.drafting import Instrument, SignatureBlock, SignatureKind


def extract_signatories(instrument: Instrument, parties: tuple[NamedParty, ...]) -> tuple[Signatory, ...]:
    """Who signed, in text order; what a block does not say is None."""
    return tuple(_signatory(block, parties) for block in instrument.of(SignatureBlock))


def _signatory(block: SignatureBlock, parties: tuple[NamedParty, ...]) -> Signatory:
    texts = {kind: words.text if (words := block.first(kind)) else None for kind in SignatureKind}
    titles = [part.words.text for part in block.parts if part.kind is SignatureKind.TITLE]
    # 代表者 before an office says no more than that its holder acts for the body.
    title = " ".join(titles[1:] if titles[:1] == ["代表者"] and len(titles) > 1 else titles) or None
    title, glued = _without_designation(title, parties)
    body = texts[SignatureKind.BODY] or _body_of_title(title, parties)
    return Signatory(
        designation=_plain(texts[SignatureKind.DESIGNATION]) or glued or _designation(body, parties),
        body=body,
        address=texts[SignatureKind.ADDRESS],
        title=title,
        name=texts[SignatureKind.NAME],
        parts=tuple(part.words for part in block.parts),
    )


def _plain(designation: str | None) -> str | None:
    """A designation without the brackets or the colon it is printed with: （甲）, 甲:."""
    return designation.strip("（()）:： \u3000") if designation else None


def _without_designation(title: str | None, parties: tuple[NamedParty, ...]) -> tuple[str | None, str | None]:
    """A title without the designation glued to it (甲湖北市長), and the designation.

    So it is only where the party of that designation has the name that follows: 甲府市長 stays.
    """
    for party in parties:
        letter = party.designation or ""
        if title and letter and title.startswith(letter):
            rest = title.removeprefix(letter).strip()
            names = [body.name for other in parties for body in other.bodies]
            if any(rest.startswith(body.name) for body in party.bodies) and not any(map(title.startswith, names)):
                return rest, letter
    return title, None


def _body_of_title(title: str | None, parties: tuple[NamedParty, ...]) -> str | None:
    """The party whose name the title begins with: 旭川市長 signs for 旭川市."""
    names = [body.name for party in parties for body in party.bodies if title and title.startswith(body.name)]
    return max(names, key=len) if names else None


def _designation(body: str | None, parties: tuple[NamedParty, ...]) -> str | None:
    for party in parties:
        if any(named.name == body for named in party.bodies):
            return party.designation
    return None
