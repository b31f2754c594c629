"""Which representation of a document: by profile and media type, each from the address or from headers.

Content Negotiation by Profile (https://www.w3.org/TR/dx-prof-conneg/): ``?_profile=`` and ``?_mediatype=`` in the
address win over ``Accept-Profile`` and ``Accept``. Each has two profiles: the data as our ontology says them (the
catalog as DCAT does, the statistics as VoID does), and the list of all representations (``alt``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.errors import NotAcceptable
from kg.formats import (
    DATASET_FORMATS,
    GRAPH_FORMATS,
    HTML,
    Format,
    negotiate,
    negotiate_document,
    quality_of,
    read_list,
)
from kg.identifiers import ONTOLOGY
from kg.vocabulary import DCAT, SCHEMA, VOID


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile: its IRI, and the token that stands for it in addresses."""

    token: str
    iri: str


DATA = Profile("renkei", ONTOLOGY.removesuffix("#"))
ALTERNATES = Profile("alt", "http://www.w3.org/ns/dx/connegp/altr")
CATALOG = Profile("dcat", DCAT.iri.removesuffix("#"))
#: Forms of a data set for search engines, and for loaders of machine learning.
SCHEMA_ORG = Profile("schema", SCHEMA.iri)
CROISSANT = Profile("croissant", "http://mlcommons.org/croissant/1.0")
STATISTICS = Profile("void", VOID.iri.removesuffix("#"))
#: A plus in an address may have arrived as a space.
_LOST_PLUS = re.compile(r"(?<=[a-z0-9]) (?=[a-z0-9])")


def choose_profile(
    token: str, accept_profile: str | None, *, own: Profile = DATA, besides: Sequence[Profile] = ()
) -> Profile:
    """The profile that the address names by token or IRI, else the header's best, else the document's own; ``besides``
    are others that the document has.

    Raises NotAcceptable where the address names one that we do not have; a header is a wish only.

    >>> choose_profile("", "<http://www.w3.org/ns/dx/connegp/altr>;q=0.9, <urn:x>").token
    'alt'
    """
    profiles = (own, ALTERNATES, *besides)
    for profile in profiles:
        if token in {profile.token, profile.iri}:
            return profile
    if token:
        names = ", ".join(profile.token for profile in profiles)
        raise NotAcceptable(
            f"_profile: found {token!r}, expected one of {names}", f"_profile={token!r} はありません（{names}）"
        )
    wishes = {value.strip("<>"): quality_of(parameters) for value, parameters in read_list(accept_profile or "")}
    best = max(profiles, key=lambda profile: wishes.get(profile.iri, 0.0))
    return best if wishes.get(best.iri, 0.0) > 0 else own


def choose_media_type(media_type: str, accept: str | None, offered: Sequence[Format]) -> Format:
    """The format that the address names by media types, best first, else the Accept header's. Raises NotAcceptable."""
    if media_type:
        return negotiate(_LOST_PLUS.sub("+", media_type.lower()), offered)
    if not set(DATASET_FORMATS) <= set(offered):
        return negotiate(accept, offered)
    besides = [format_ for format_ in offered if format_ not in {*GRAPH_FORMATS, HTML}]
    return negotiate_document(accept, besides=besides)
