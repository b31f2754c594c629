"""Runs cases through the reader: tallies, differences, shrunk counterexamples."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.generator.asking import read
from tests.generator.choices import Case
from tests.generator.comparing import Difference, compare
from tests.generator.forms import Form
from tests.generator.making import make
from tests.generator.shrinking import shrink
from tests.generator.truth import Written

_CHUNK = 100


@dataclass(slots=True)
class Tally:
    """What a run found."""

    cases: int = 0
    characters: int = 0
    hits: Counter[Form] = field(default_factory=Counter)
    failures: list[tuple[str, int, list[str]]] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Adds another tally."""
        self.cases += other.cases
        self.characters += other.characters
        self.hits += other.hits
        self.failures += other.failures


def differences(case: Case) -> tuple[Written, list[Difference]]:
    """A case and what the reader got wrong about it."""
    written = make(case)
    return written, compare(written, read(written.text))


def run_chunk(family: str, seed: int, first: int, last: int, *, ask: bool) -> Tally:
    """Cases first to last - 1 of a run. The seed of a case is the seed of the run times a million plus its number."""
    tally = Tally()
    for number in range(first, last):
        case = Case(family, seed * 1_000_000 + number)
        written, found = differences(case) if ask else (make(case), [])
        tally.cases += 1
        tally.characters += len(written.text)
        tally.hits.update(written.forms)
        if found:
            tally.failures.append((family, case.seed, sorted({one.cause for one in found})))
    return tally


def run(family: str, *, cases: int, seed: int, jobs: int, ask: bool = True) -> Tally:
    """A family's cases over so many processes."""
    chunks = [(first, min(first + _CHUNK, cases)) for first in range(0, cases, _CHUNK)]
    tally = Tally()
    if jobs == 1:
        for first, last in chunks:
            tally.add(run_chunk(family, seed, first, last, ask=ask))
        return tally
    with ProcessPoolExecutor(jobs) as pool:
        for part in [pool.submit(run_chunk, family, seed, first, last, ask=ask) for first, last in chunks]:
            tally.add(part.result())
    return tally


def explained(case: Case) -> str:
    """A case as text with its differences."""
    written, found = differences(case)
    forms = ", ".join(sorted(form.label for form in written.forms))
    lines = [f"# {case.family} {case.seed}", f"# forms: {forms}", written.text.rstrip("\n"), "# differences"]
    for one in found:
        lines += [f"{one.path}", f"  expected: {one.expected}", f"  found:    {one.found}"]
    return "\n".join(lines) + "\n"


def smallest(case: Case, cause: str | None = None) -> Case:
    """A shrunk case that still differs (at one path, if given)."""

    def fails(written: Written) -> bool:
        found = compare(written, read(written.text))
        return any(cause in (None, one.cause) for one in found)

    return shrink(case, make, fails)


def write_counterexamples(tally: Tally, folder: Path, most: int) -> None:
    """A file for each path and each smallest set of forms that it takes to make the reader differ there.

    A case that has all forms of a set already found for the path is taken to be one more of the same.
    """
    folder.mkdir(parents=True, exist_ok=True)
    kinds: Counter[tuple[str, str, frozenset[Form]]] = Counter()
    for family, seed, causes in tally.failures:
        for cause in causes:
            used = make(Case(family, seed)).forms
            if any(
                count >= most and known <= used and (known or where == family)
                for (where, path, known), count in kinds.items()
                if path == cause
            ):
                continue
            case = smallest(Case(family, seed), cause)
            plain = make(replace(case, without=frozenset(Form))).forms
            forms = make(case).forms - plain
            kinds[family, cause, forms] += 1
            label = "+".join(sorted(form.label for form in forms)) or "plain"
            name = f"{family}-{cause.replace('.', '-')}-{label}"[:180]
            path = folder / f"{name}-{kinds[family, cause, forms]}.txt"
            path.write_text(explained(case), encoding="utf-8")
