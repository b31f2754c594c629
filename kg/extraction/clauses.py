"""What each article provides for, by documented rules: of its caption first, then of its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.drafting.captions import shared_captions
from kg.identifiers import article_path
from kg.model.drafting import Article, Instrument, Item, Paragraph, SupplementaryProvisions
from kg.model.findings import ClauseTyping
from kg.model.text import Passage
from kg.registries.clause_rules import ClauseRule, Where

_BRACKETS = "（(〔［[【）)〕］]】"


def classify_clauses(instrument: Instrument, rules: tuple[ClauseRule, ...]) -> tuple[ClauseTyping, ...]:
    """The types of every article and of every set of supplementary provisions, in their order; each type once."""
    shared = shared_captions(instrument)
    typings: list[ClauseTyping] = []
    for article in instrument.of(Article):
        caption = article.caption or shared.get(article.number)
        typings += _typings(article_path(article.number), caption, list(_words(article.paragraphs)), rules)
    for position, provisions in enumerate(instrument.of(SupplementaryProvisions), start=1):
        paragraphs = [*provisions.paragraphs, *(p for a in provisions.articles for p in a.paragraphs)]
        typings += _typings(f"supplementary-provisions/{position}", None, list(_words(paragraphs)), rules)
    return tuple(typings)


def _typings(
    path: str, caption: Passage | None, words: list[Passage], rules: tuple[ClauseRule, ...]
) -> Iterator[ClauseTyping]:
    by_caption = dict(_by_caption(path, caption, rules)) if caption else {}
    asked = {Where.ALSO} if by_caption else {Where.ALSO, Where.WORDS}
    by_words: dict[str, ClauseTyping] = {}
    for rule in rules:
        if rule.where in asked and rule.clause_type not in by_caption | by_words:
            found = _trigger(rule, words)
            if found is not None:
                by_words[rule.clause_type] = ClauseTyping(
                    path=path, clause_type=rule.clause_type, rule=rule.id, words=found
                )
    yield from (by_caption | by_words).values()


def _by_caption(path: str, caption: Passage, rules: tuple[ClauseRule, ...]) -> Iterator[tuple[str, ClauseTyping]]:
    """Types by the caption, whose words are the trigger as a whole: 「 目 的 」 is 目的."""
    text = "".join(caption.text.split()).strip(_BRACKETS)
    seen: set[str] = set()
    for rule in rules:
        if rule.where is Where.CAPTION and rule.clause_type not in seen and rule.find(text):
            seen.add(rule.clause_type)
            yield (
                rule.clause_type,
                ClauseTyping(path=path, clause_type=rule.clause_type, rule=rule.id, words=caption),
            )


def _trigger(rule: ClauseRule, words: Iterable[Passage]) -> Passage | None:
    for passage in words:
        found = rule.find(passage.text)
        if found:
            return passage.slice(found.start(), found.end())
    return None


def _words(paragraphs: Iterable[Paragraph]) -> Iterator[Passage]:
    for paragraph in paragraphs:
        yield paragraph.words
        yield from _item_words(paragraph.items)


def _item_words(items: Iterable[Item]) -> Iterator[Passage]:
    for item in items:
        yield item.words
        yield from _item_words(item.items)
