"""What an agreement says: the records that extraction makes and the graph is mapped from.

Every record carries the passage it was read from. A value that the text does not state is ``None`` or absent; nothing
is guessed. ``path`` strings name parts below an agreement, e.g. ``article/4/paragraph/2``
(:mod:`kg.identifiers` turns them into IRIs).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kg.model.correction import AppliedCorrection
from kg.model.drafting import Instrument
from kg.model.text import Diagnostic, Ignored, Passage, SourceText, Span


class Capacity(StrEnum):
    """In what capacity a party takes part; the value is the last segment of the concept's IRI."""

    CORE_CITY = "core-city"
    PARTNER = "partner"
    PLAIN_PARTY = "plain-party"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A public body as named. ``code`` is its 6-digit code, None where it is not resolved.

    ``until`` is the day on which another body, or the same with another name, took over the code; None otherwise.
    """

    name: str
    code: str | None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedDate:
    """A date the text states and the words that state it."""

    value: date
    words: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One side of an agreement; several bodies where several form one party.

    ``capacity_words`` are the words the capacity was concluded from, None where it follows from the other party's.
    """

    designation: str | None
    bodies: tuple[Body, ...]
    capacity: Capacity
    words: Passage
    capacity_rule: str
    capacity_words: Passage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyGroup:
    """関係市町, 構成団体. A word of the text for several bodies together that are parties for themselves."""

    designation: str
    bodies: tuple[Body, ...]
    words: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """事務の委託 (地方自治法第252条の14). Who delegates to whom; two where both delegate to each other."""

    delegating: tuple[Body, ...]
    performing: tuple[Body, ...]
    words: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyTyping:
    """One duty type of a duty: the concept's slug, the rule that concluded it and the words that triggered the rule.

    ``confidence`` is ``certain`` or ``likely`` (:class:`kg.registries.duty_rules.Confidence`), None where a person
    said it.
    """

    duty_type: str
    rule: str
    words: Passage
    confidence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """義務. One act of the bearer of a role, with the words for what it is done to, to or with whom, and for whom.

    ``counterparty_bodies`` are the bodies that the words for the counterparty call by designation or name.
    """

    words: Passage
    typings: tuple[DutyTyping, ...]
    object: Passage | None = None
    counterparty: Passage | None = None
    beneficiary: Passage | None = None
    counterparty_bodies: tuple[Body, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundBy:
    """The rule that found something and the words it found it by."""

    rule: str
    found_in: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """役割. ``designation`` as printed (甲及び乙); ``designations`` and ``bodies`` one by one, found by ``bearer``."""

    designation: str
    designations: tuple[str, ...]
    bodies: tuple[Body, ...]
    bearer: FoundBy
    words: Passage
    duties: tuple[Duty, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldMapping:
    """The policy field of an initiative, the rule that mapped it and the words it was mapped from."""

    slug: str
    rule: str
    words: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What the text says of an initiative under another label: 費用負担, 備考, 関係市町. ``label`` as printed."""

    label: str
    words: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative:
    """取組. ``headings`` are the policy headings it stands under, outermost first, without number marks."""

    headings: tuple[Passage, ...]
    title: Passage
    content: Passage | None
    field: FieldMapping | None
    roles: tuple[Role, ...]
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A citation of something outside the agreement, one per target.

    ``law`` is the full title; ``law_number`` e.g. 昭和22年法律第67号; ``law_id`` the e-Gov LawId where it is known;
    ``article`` e.g. ``252の2``. ``resolved_from`` holds the words printed where they were 法, 同法 and the like.

    ``subitem`` is イ of 第1号イ; ``appended_table`` e.g. 別表第1 and ``division`` e.g. 第2章 of the act;
    ``supplementary``: an article or paragraph of its 附則; ``clause`` e.g. ただし書. Of a range (第3条から第5条まで)
    the first and last are cited and ``ranged`` says ``from`` and ``to``: what stands between them is not in the text.
    ``applied_through`` are the words of the provision that applies this one mutatis mutandis (準用する).
    """

    words: Passage
    law: str
    law_number: str | None
    law_id: str | None
    article: str | None
    paragraph: str | None
    item: str | None
    resolved_from: str | None
    legal_basis: bool
    subitem: str | None = None
    appended_table: str | None = None
    division: str | None = None
    supplementary: bool = False
    clause: str | None = None
    ranged: str | None = None
    applied_through: Passage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A reference to a part of the agreement itself; ``target`` is its path, None where no such part was found.

    Words that mean several parts (前各号, 前2項, 第3条各号) give one reference for each. Of a range
    (第1項から第3項まで) the first and last have their own words, the parts between them those of the whole range.
    """

    words: Passage
    target: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinedTerm:
    """A term defined by 「以下「…」という。」 or 「以下同じ。」."""

    term: str
    words: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """A person who signed, as printed; ``name`` is None where it is missing. ``parts`` are the block's passages."""

    designation: str | None
    body: str | None
    address: str | None
    title: str | None
    name: str | None
    parts: tuple[Passage, ...]


class AmendmentMode(StrEnum):
    """How an instrument changes another: some of its words, all of them, or by ending it."""

    PARTIAL = "partial"
    RESTATEMENT = "restatement"
    ABOLITION = "abolition"


class Operation(StrEnum):
    """What a change does: 改める, 加える, 削る, とする・繰り上げる・繰り下げる."""

    REPLACE = "replace"
    INSERT = "insert"
    DELETE = "delete"
    RENUMBER = "renumber"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """改め文の一つの操作. One operation of an amending sentence.

    ``locus`` names the part changed in the amended instrument's own numbering, 同条 and the like written out
    (第2条第1号, 別表第1の1の項の(1)). ``old`` are the words struck out, or the old number; of an insertion, the words
    it stands beside. ``new`` are the words put in, several passages where they are several lines.
    """

    locus: str
    operation: Operation
    old: Passage | None
    new: tuple[Passage, ...]
    words: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendedInstrument:
    """The instrument that is changed, as the text names it; what it does not say is None."""

    title: str | None
    signed_on: StatedDate | None
    printed_on: StatedDate | None
    words: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """一部変更・全部変更・廃止. What an instrument does to another; the changes are stated, not applied."""

    mode: AmendmentMode
    target: AmendedInstrument
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One instrument, understood."""

    instrument_tree: Instrument
    title: Passage
    instrument: str
    signed_on: StatedDate | None
    effective_on: StatedDate | None
    printed_on: StatedDate | None
    parties: tuple[Party, ...]
    initiatives: tuple[Initiative, ...]
    citations: tuple[Citation, ...]
    references: tuple[Reference, ...]
    defined_terms: tuple[DefinedTerm, ...]
    signatories: tuple[Signatory, ...]
    unresolved_citations: tuple[Passage, ...] = ()
    groups: tuple[PartyGroup, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    amendment: Amendment | None = None
    corrections: tuple[AppliedCorrection, ...] = ()

    @property
    def core_city(self) -> Body | None:
        """The core city of the region, where the text says who it is; None also where two cities are it together."""
        return self.core_cities[0] if len(self.core_cities) == 1 else None

    @property
    def core_cities(self) -> tuple[Body, ...]:
        """The core city, or those that are it together (複眼型), by code; none where the text does not say."""
        cores = {body for party in self.parties if party.capacity is Capacity.CORE_CITY for body in party.bodies}
        return tuple(sorted(cores, key=lambda body: (body.code is None, body.code, body.name)))

    @property
    def area_code(self) -> str | None:
        """The code that names the region: that of the core city, the lowest where several are it together."""
        return self.core_cities[0].code if self.core_cities else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMetadata:
    """The sidecar ``NAME.meta.toml`` of a source file: where it came from and under which terms.

    It never overrides what the text states. Each field is empty where the sidecar does not give it; ``homepages`` are
    web sites of the parties, name to URL.
    """

    title: str = ""
    retrieved_from: str = ""
    retrieved_on: str = ""
    retrieval_note: str = ""
    terms: str = ""
    terms_url: str = ""
    homepages: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything read from one source document.

    ``unclaimed`` are the stretches that belong neither to an element nor to ``ignored``. ``agreements`` is empty where
    the document holds none; then a diagnostic says why.
    """

    source: SourceText
    metadata: SourceMetadata
    agreements: tuple[Agreement, ...]
    ignored: tuple[Ignored, ...]
    unclaimed: tuple[Span, ...]
    diagnostics: tuple[Diagnostic, ...]
