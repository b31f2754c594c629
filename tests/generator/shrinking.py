"""Makes a counterexample small: forms are turned off and parts left out while the difference stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.generator.choices import Case
from tests.generator.truth import Written
from tests.generator.writer import IllegalTextError


def shrink(case: Case, make: Callable[[Case], Written], fails: Callable[[Written], bool]) -> Case:
    """A case with as few forms and parts as still fail."""
    changed = True
    while changed:
        changed = False
        written = make(case)
        for part in sorted(written.parts):
            smaller = replace(case, dropped=case.dropped | {part})
            if _still(smaller, make, fails):
                case, changed = smaller, True
        for form in sorted(written.forms, key=lambda form: form.name):
            smaller = replace(case, without=case.without | {form})
            if _still(smaller, make, fails) and form not in make(smaller).forms:
                case, changed = smaller, True
    return case


def _still(case: Case, make: Callable[[Case], Written], fails: Callable[[Written], bool]) -> bool:
    try:
        return fails(make(case))
    except IllegalTextError:
        return False
