"""Policy fields: printed headings to concepts.

A heading is mapped where its words, apart from width, spaces and the form of commas, are a label of a concept below the
one its parent heading was mapped to. A heading that is no label maps nothing; the field of the heading above it holds.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kg.model.agreement import FieldMapping, Initiative
from kg.model.text import Passage
from kg.registries.concepts import Concept

#: Prefix of the concepts' slugs by kind of instrument; other kinds have no taxonomy of their own.
_TAXONOMY = {"renkei-kyoyaku": "renkei-", "teiju-jiritsuken": "teiju-"}
#: Slugs of the concepts that have a label, by its normalised form.
_Taxonomy = dict[str, set[str]]
_COMMA = re.compile(r"[，,､]")
#: A region without a village, or without a town, has its headings say so.
_MUNICIPALITIES = re.compile("市町村?|(?<!市)町村")


def normalise_label(text: str) -> str:
    """The form under which two printings of a heading are the same.

    >>> normalise_label("その他，圏域全体の 経済成長")
    'その他、圏域全体の経済成長'
    >>> normalise_label("圏域内市町の職員等の交流")
    '圏域内市町村の職員等の交流'
    """
    plain = _COMMA.sub("、", "".join(unicodedata.normalize("NFKC", text).split())).replace("､", "、")
    return _MUNICIPALITIES.sub("市町村", plain)


def map_policy_fields(
    initiatives: Iterable[Initiative], concepts: tuple[Concept, ...], instrument: str
) -> tuple[Initiative, ...]:
    """The initiatives with their policy fields, where headings or title name one."""
    prefix = _TAXONOMY.get(instrument)
    taxonomy: _Taxonomy = defaultdict(set)
    for concept in concepts:
        if prefix and concept.slug.startswith(prefix):
            for label in (*concept.labels, *concept.alternative_labels, *concept.hidden_labels):
                taxonomy[normalise_label(label.text)].add(concept.slug)
    return tuple(replace(initiative, field=_field(initiative, taxonomy)) for initiative in initiatives)


def _field(initiative: Initiative, taxonomy: _Taxonomy) -> FieldMapping | None:
    mapping: FieldMapping | None = None
    for words, rule in (
        *((heading, "heading-label") for heading in initiative.headings),
        (initiative.title, "title-label"),
    ):
        slug = _match(words, taxonomy, below=mapping.slug if mapping else None)
        if slug is not None:
            mapping = FieldMapping(slug=slug, rule=rule, words=words)
    return mapping


def _match(words: Passage, taxonomy: _Taxonomy, *, below: str | None) -> str | None:
    """The one concept below another that has these words among its labels; None where there is none or several."""
    slugs = taxonomy.get(normalise_label(words.text), set())
    found = [slug for slug in slugs if below is None or slug.startswith(f"{below}-")]
    return found[0] if len(found) == 1 else None
