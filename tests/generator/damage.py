"""Damage of extraction, done to a written draft by functions that know what they did."""

from __future__ import annotations

from tests.generator.choices import Choices
from tests.generator.writer import Draft


def damage(choices: Choices, draft: Draft) -> Draft:
    """Some damage, or none."""
    assert choices
    return draft
