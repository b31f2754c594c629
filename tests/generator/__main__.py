"""``python -m tests.generator``: runs cases through the reader, counts the forms, shows and shrinks differences."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tests.generator.choices import Case
from tests.generator.families import FAMILIES
from tests.generator.forms import Form
from tests.generator.running import Tally, explained, run, smallest, write_counterexamples


def _say(text: str = "") -> None:
    sys.stdout.write(text + "\n")


def _report(
    families: Iterable[str], *, cases: int, seed: int, jobs: int, ask: bool, folder: Path | None, most: int
) -> int:
    total = Tally()
    for family in families:
        start = time.perf_counter()
        tally = run(family, cases=cases, seed=seed, jobs=jobs, ask=ask)
        took = time.perf_counter() - start
        mean = tally.characters // max(tally.cases, 1)
        _say(
            f"{family}: {tally.cases} cases, {len(tally.failures)} counterexamples, {mean} characters each, {took:.1f} s"
        )
        causes = Counter(cause for _, _, found in tally.failures for cause in found)
        for cause, count in causes.most_common():
            first = next(seed for _, seed, found in tally.failures if cause in found)
            _say(f"    {count:6} {cause} (first: {family}:{first})")
        total.add(tally)
    if folder:
        write_counterexamples(total, folder, most)
    _say()
    for form in Form:
        _say(f"{total.hits[form]:8} {form.section} {form.label}")
    return 1 if total.failures else 0


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.generator", description=__doc__)
    parser.add_argument("--family", default="all", help="a family, several divided by commas, or all")
    parser.add_argument("--cases", type=int, default=300, help="cases per family")
    parser.add_argument("--seed", type=int, default=1, help="seed of the run")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--write-only", action="store_true", help="count the forms without asking the reader")
    parser.add_argument("--show", metavar="FAMILY:SEED", help="print one case with its differences")
    parser.add_argument("--shrink", metavar="FAMILY:SEED[:PATH]", help="print it as small as it still differs")
    parser.add_argument("--counterexamples", type=Path, metavar="DIR", help="write shrunk counterexamples")
    parser.add_argument("--most", type=int, default=2, help="counterexamples per family and path")
    given = parser.parse_args(arguments)
    if given.show:
        family, number = given.show.split(":")
        _say(explained(Case(family, int(number))))
        return 0
    if given.shrink:
        family, number, *cause = given.shrink.split(":")
        _say(explained(smallest(Case(family, int(number)), *cause)))
        return 0
    families = list(FAMILIES) if given.family == "all" else given.family.split(",")
    if unknown := [family for family in families if family not in FAMILIES]:
        parser.error(f"unknown families {unknown}; known: {', '.join(FAMILIES)}")
    return _report(
        families,
        cases=given.cases,
        seed=given.seed,
        jobs=given.jobs,
        ask=not given.write_only,
        folder=given.counterexamples,
        most=given.most,
    )


if __name__ == "__main__":
    sys.exit(main())
