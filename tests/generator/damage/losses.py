"""Words that extraction lost: articles, numbers, labels, line ends."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from tests.generator.choices import Choices
from tests.generator.furniture import history_tag
from tests.generator.truth import Article, Item, Reference, Truth
from tests.generator.writer import Draft, Line

_BODY = {"article", "paragraph", "article-text", "paragraph-text"}


def _owner(article: Article) -> str:
    return f"article/{article.number}"


def _target(article: Article) -> str:
    return f"article/{article.number.replace('の', '_')}"


def _without(truth: Truth, gone: Iterable[Article]) -> Truth:
    """The truth after articles are gone: what refers to them cannot be resolved."""
    articles = list(gone)
    owners, targets = {_owner(one) for one in articles}, [_target(one) for one in articles]

    def still(reference: Reference) -> Reference:
        lost = any(re.fullmatch(re.escape(target) + r"(/.*)?", reference.target or "") for target in targets)
        return replace(reference, target=None) if lost else reference

    return replace(
        truth,
        articles=tuple(one for one in truth.articles if one not in articles),
        citations=tuple(one for one in truth.citations if one.owner not in owners),
        references=tuple(still(one) for one in truth.references if one.owner not in owners),
    )


def _spare(draft: Draft, article: Article) -> bool:
    """Whether nothing else depends on an article: no term, party, citation or schedule is in it."""
    owner = _owner(article)
    lines = [line for line in draft.lines if line.owner == owner]
    text = "".join(line.text for line in lines)
    return (
        len(lines) > 0
        and not any(one.owner == owner for one in draft.truth.citations)
        and not re.search("以下|別表|同法", text)
        and {line.kind for line in lines} <= _BODY | {"caption", "item", "subitem", "tag"}
    )


def drop_article(choices: Choices, draft: Draft) -> Draft | None:
    """A whole article between two others is gone, its caption too."""
    articles = draft.truth.articles
    able = [
        index
        for index in range(1, len(articles) - 1)
        if all("の" not in one.number for one in articles[index - 1 : index + 2])
        and len(articles[index + 1].captions) == 1
        and _spare(draft, articles[index])
    ]
    if not able:
        return None
    gone = articles[choices.pick(able)]
    truth = _without(draft.truth, [gone])
    lines = tuple(line for line in draft.lines if line.owner != _owner(gone))
    return replace(draft, lines=lines, truth=replace(truth, missing=(*truth.missing, gone.number)))


def start_in_the_middle(choices: Choices, draft: Draft) -> Draft | None:
    """The text begins with a later article."""
    articles = draft.truth.articles
    count = choices.between(1, 2)
    if draft.truth.missing or len(articles) < count + 3 or not any(line.kind == "preamble" for line in draft.lines):
        return None
    gone = articles[:count]
    if not all(_spare(draft, one) for one in gone) or len(articles[count].captions) > 1:
        return None
    owners = {_owner(one) for one in gone}
    lines = tuple(line for line in draft.lines if line.owner not in owners)
    return replace(draft, lines=lines, truth=_without(draft.truth, gone))


def lose_paragraph_number(choices: Choices, draft: Draft) -> Draft | None:
    """Paragraphs that begin with 前項 lost their numbers: a space or a blank line is left."""
    lines = list(draft.lines)
    able = [
        index
        for index, line in enumerate(lines)
        if line.kind == "paragraph" and line.text.startswith("前項", len(line.label))
    ]
    if not able:
        return None
    blank = choices.chance(40)
    for index in able:
        line = lines[index]
        text = line.text[len(line.label) :]
        lines[index] = replace(
            line, text=text if blank else choices.pick((" ", "　")) + text, label="", blanks=int(blank)
        )
    return replace(draft, lines=tuple(lines))


def lose_list_labels(choices: Choices, draft: Draft) -> Draft | None:
    """The items of an article lost their labels."""
    owners = [
        owner
        for owner in dict.fromkeys(line.owner for line in draft.lines if line.kind == "item")
        if not any(line.kind == "subitem" and line.owner == owner for line in draft.lines)
        and any(re.search("次に掲げる|次の", line.text) for line in draft.lines if line.owner == owner)
        and not any("号" in one.text for one in draft.truth.references if one.owner == owner)
    ]
    if not owners:
        return None
    owner = choices.pick(owners)
    lines = tuple(
        replace(line, text=" " + line.text[len(line.label) :], label="")
        if line.kind == "item" and line.owner == owner
        else line
        for line in draft.lines
    )

    def opened(item: Item) -> Item:
        return replace(item, label="", open_label=True)

    articles = tuple(
        replace(
            one,
            paragraphs=tuple(
                replace(paragraph, items=tuple(map(opened, paragraph.items))) for paragraph in one.paragraphs
            ),
        )
        if _owner(one) == owner
        else one
        for one in draft.truth.articles
    )
    return replace(draft, lines=lines, truth=replace(draft.truth, articles=articles))


def misread_era(choices: Choices, draft: Draft) -> Draft | None:
    """The era of the signing date was misread: it cannot be known, unless the head has it beside 締結."""
    able = [line for line in draft.lines if line.kind == "date" and line.text.startswith("平成")]
    if not able:
        return None
    misread = choices.pick(("千茂", "由相"))
    lines = tuple(
        replace(line, text=line.text.replace("平成", misread)) if line in able else line for line in draft.lines
    )
    unclaimed = tuple(line.text for line in lines if line.kind == "date")
    told = any(line.kind == "front" and line.text == "締結" for line in lines)
    truth = replace(draft.truth, signed_on=(None, *(draft.truth.signed_on if told else ())))
    return replace(draft, lines=lines, truth=truth, may_be_unclaimed=(*draft.may_be_unclaimed, *unclaimed))


def tag_before_paragraph(choices: Choices, draft: Draft) -> Draft | None:
    """A tag of amendment in the middle of an article."""
    able = [index for index, line in enumerate(draft.lines) if line.kind == "paragraph" and line.label]
    if not able:
        return None
    index = choices.pick(able)
    line = draft.lines[index]
    tag = Line("tag", history_tag(choices, draft.style.digits == "kanji"), line.owner)
    return replace(draft, lines=(*draft.lines[:index], tag, *draft.lines[index:]))


def glue_chapter(choices: Choices, draft: Draft) -> Draft | None:
    """A chapter heading stands in the line of the sentence before it."""
    able = [
        index
        for index, line in enumerate(draft.lines)
        if line.kind == "chapter" and index and draft.lines[index - 1].text.endswith("。")
    ]
    if not able:
        return None
    index = choices.pick(able)
    before = draft.lines[index - 1]
    glued = replace(before, text=before.text + draft.lines[index].text, kind="glued")
    return replace(draft, lines=(*draft.lines[: index - 1], glued, *draft.lines[index + 1 :]))
