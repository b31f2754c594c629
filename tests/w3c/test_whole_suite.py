"""The suite is whole: what the manifests hold is what is run or excluded, and how much that is."""

from __future__ import annotations

from collections import Counter

from tests.w3c.exclusions import reasons
from tests.w3c.suite import cases_of, needs_suite, read_cases
from tests.w3c.test_query_suite import EVALUATION, SYNTAX

#: Tests by kind, as the W3C's repository has them.
EXPECTED = {
    "QueryEvaluationTest": 309,
    "CSVResultFormatTest": 3,
    "PositiveSyntaxTest11": 66,
    "NegativeSyntaxTest11": 48,
    "ProtocolTest": 34,
    "ServiceDescriptionTest": 3,
    "GraphStoreProtocolTest": 13,
    "UpdateEvaluationTest": 94,
    "PositiveUpdateSyntaxTest11": 42,
    "NegativeUpdateSyntaxTest11": 13,
}


@needs_suite
def test_no_test_is_lost() -> None:
    cases = read_cases()
    assert Counter(case.kind for case in cases) == EXPECTED
    run = [*EVALUATION, *SYNTAX, *cases_of("ProtocolTest", "ServiceDescriptionTest", "GraphStoreProtocolTest")]
    run += [case for case in cases if case.is_update]
    assert sorted(case.name for case in run) == sorted(case.name for case in cases)


@needs_suite
def test_what_is_excluded_exists() -> None:
    assert set(reasons()) <= {case.name for case in read_cases()}
