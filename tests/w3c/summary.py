"""How many W3C tests passed, apply and are excluded, as lines at the end of a test run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

#: The property of a test's report that says what it counts as: the suite, then the reason of its exclusion or nothing.
REPORTED = "w3c"


def w3c_summary(passed: Sequence[Any], failed: Sequence[Any]) -> Iterator[str]:
    """The lines, none where no W3C test was run.

    >>> class Report:
    ...     when, user_properties = "call", [("w3c", ("Protocol", ""))]
    >>> list(w3c_summary([Report(), Report()], [Report()]))
    ['W3C Protocol: 2 passed of 3 that apply, 0 excluded']
    """
    counts: Counter[tuple[str, bool, str]] = Counter()
    for reports, well in ((passed, True), (failed, False)):
        for report in reports:
            for name, value in getattr(report, "user_properties", ()):
                if name == REPORTED and report.when == "call":
                    suite, reason = value
                    counts[suite, well, reason] += 1
    for suite in dict.fromkeys(suite for suite, _, _ in counts):
        reasons = {reason: count for (of, _, reason), count in counts.items() if of == suite and reason}
        good, bad = counts[suite, True, ""], counts[suite, False, ""]
        yield f"W3C {suite}: {good} passed of {good + bad} that apply, {sum(reasons.values())} excluded"
        yield from (f"  {count} excluded: {reason}" for reason, count in sorted(reasons.items()))
