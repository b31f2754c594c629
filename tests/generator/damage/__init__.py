"""Damage of extraction, done to a written draft by functions that know what they did."""

from __future__ import annotations

from collections.abc import Callable

from tests.generator.choices import Choices
from tests.generator.damage import losses, pages, spacing, tables
from tests.generator.forms import Form
from tests.generator.writer import Draft

Damage = Callable[[Choices, Draft], Draft | None]

#: Each damage with its chance in percent, in the order in which they are done. None means that it cannot occur here.
DAMAGES: tuple[tuple[Form, int, Damage], ...] = (
    (Form.ARTICLE_DROPPED, 8, losses.drop_article),
    (Form.STARTS_MID, 6, losses.start_in_the_middle),
    (Form.PARAGRAPH_NUMBER_LOST, 8, losses.lose_paragraph_number),
    (Form.LIST_LABELS_DROPPED, 10, losses.lose_list_labels),
    (Form.HISTORY_TAG_MID, 5, losses.tag_before_paragraph),
    (Form.CHAPTER_GLUED, 12, losses.glue_chapter),
    (Form.ROW_BROKEN, 25, tables.break_row),
    (Form.ROW_OVERLAP, 15, tables.break_row_with_overlap),
    (Form.HEADER_REPEATED, 12, tables.repeat_header),
    (Form.STRAY_RULE, 8, tables.add_rule),
    (Form.STRAY_TAG, 8, tables.add_tag),
    (Form.CELLS_FLATTENED, 6, tables.flatten),
    (Form.TITLE_SPACED, 4, spacing.space_title),
    (Form.OCR_ERA, 4, losses.misread_era),
    (Form.DIGITS_SPACED, 4, spacing.space_digits),
    (Form.NOTICE_BROKEN, 10, spacing.break_notice),
)
#: Of these at most one is done: they are what different programs make of the lines of a page.
GEOMETRY: tuple[tuple[Form, int, Damage], ...] = (
    (Form.WRAPPED, 12, spacing.wrap),
    (Form.WRAPPED_BLANK, 5, spacing.cut_by_blank_line),
    (Form.ONE_LINE, 6, spacing.join_into_one_line),
    (Form.SPACED_ALL, 3, spacing.space_all),
    (Form.SPACED_SOME, 4, spacing.space_some),
)
PAGES: tuple[tuple[Form, int, Damage], ...] = (
    (Form.PAGE_NUMBER, 8, pages.number_pages),
    (Form.RUNNING_HEADER, 6, pages.head_pages),
    (Form.OCR_GARBAGE, 4, pages.add_garbage),
    (Form.VERTICAL_COVER, 4, pages.add_vertical_cover),
    (Form.WEB_CHROME, 4, pages.add_web_chrome),
)


def damage(choices: Choices, draft: Draft, *, alone: bool) -> Draft:
    """Some damage, or none. Covers and navigation are put only around an instrument that is alone in its file."""
    for form, percent, function in DAMAGES:
        if form is Form.STARTS_MID and not alone:
            continue
        draft = _try(choices, form, percent, function, draft)
    before = draft
    for form, percent, function in GEOMETRY:
        draft = _try(choices, form, percent, function, draft)
        if draft is not before:
            break
    for form, percent, function in PAGES if alone else PAGES[:1]:
        draft = _try(choices, form, percent, function, draft)
    return draft


def _try(choices: Choices, form: Form, percent: int, function: Damage, draft: Draft) -> Draft:
    at = choices.at(form.label)
    if form in choices.case.without or not at.chance(percent):
        return draft
    damaged = function(at, draft)
    if damaged is None:
        return draft
    choices.mark(form)
    return damaged
