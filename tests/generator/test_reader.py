"""The reader gives the model back: a hundred cases of every family, or as many as are asked for."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.generator.choices import Case
from tests.generator.families import FAMILIES
from tests.generator.forms import Form
from tests.generator.known import KNOWN_FAILING
from tests.generator.running import differences, explained, smallest

#: Of each family; ``python -m tests.generator`` runs many more.
CASES = int(os.environ.get("RENKEI_GENERATOR_CASES", "100"))
FORMS = list(Form)


def case_of(family: str, seed: int, switches: bytes) -> Case:
    """A case from drawn choices: a form whose switch is 0 is not used, so that shrinking takes forms away."""
    off = frozenset(form for form, switch in zip(FORMS, switches, strict=True) if not switch)
    return Case(family, seed, without=off)


def cases(family: str) -> st.SearchStrategy[Case]:
    """Cases of a family."""
    switches = st.binary(min_size=len(FORMS), max_size=len(FORMS))
    return st.builds(case_of, st.just(family), st.integers(0, 2**40), switches)


@pytest.mark.parametrize("family", FAMILIES)
def test_the_reader_gives_the_model_back(family: str) -> None:
    @settings(
        max_examples=CASES,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow],
        phases=(Phase.generate,),  # the generator's own shrinking knows what may be left out of an agreement
        report_multiple_bugs=False,
    )
    @given(cases(family))
    def agrees(case: Case) -> None:
        _, found = differences(case)
        assert not found, explained(smallest(case))

    if family in KNOWN_FAILING:
        with pytest.raises(AssertionError, match=f"# {family} "):  # passes: take it out of KNOWN_FAILING
            agrees()
    else:
        agrees()


def test_known_failing_families_exist_and_have_reasons() -> None:
    assert set(KNOWN_FAILING) <= set(FAMILIES)
    assert all(len(reason) > 20 for reason in KNOWN_FAILING.values())
