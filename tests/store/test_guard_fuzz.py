"""No query that the engine reads as a SERVICE clause passes the guard, however it is spelled.

The engine tells: a query whose word SERVICE it needs is refused once the word is misspelled. Port 9 is one that its
HTTP client never calls, so nothing is sent.
"""

from __future__ import annotations

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import QueryError
from kg.store.guard import guard_query

NOWHERE = "http://127.0.0.1:9/"
FRAGMENTS = [
    "SERVICE",
    "service",
    " SILENT",
    "?a",
    "ex:b",
    "ex:b.c",
    ":x",
    "_:b.c",
    "<ex:b#>",
    "<ex:b'>",
    "<",
    ">",
    "#",
]
FRAGMENTS += ["\n", '"', "'", '"""', "'''", "\\", "\\.", ".", "..", ";", ",", "true", "1", "1.", "a", "|", "^", "&&"]
FRAGMENTS += ["{", "}", "(", ")", "FILTER(", "OPTIONAL", "UNION", "EXISTS", "@en", "^^", "%41", "·", "é", "-", "!", " "]
FRAGMENTS += [
    "?s ?p ?o",
    "?s ?p ?o.",
    "{?s ?p ?o}",
    "ex:b#",
    "ex:b'",
    "[]",
    "<<",
    "~",
    "VALUES ?v {1}",
    "BIND(1 AS ?q)",
]
CLAUSES = ["SERVICE<http://127.0.0.1:9/>", "SERVICE:x", "SERVICESILENTex:x", "service ?v", "SERVICE SILENT :x\n"]
SHAPES = ["{%s%s{?s ?p ?o}%s}", "{?s ?p %s%s{?s ?p ?o}%s}", "{FILTER(?a<%s) %s{?s ?p ?o} %s}", "{FILTER(?a%s) %s{} %s}"]

some = st.lists(st.sampled_from(FRAGMENTS), max_size=4).map("".join)


STORE = Store()
STORE.add(Quad(NamedNode("a:b"), NamedNode("a:b"), Literal("1")))


def _accepted(query: str) -> bool:
    """Whether the engine can parse a query; it fails later with another error where it would call a service."""
    try:
        STORE.query(query)
    except SyntaxError:
        return False
    except (OSError, RuntimeError):
        return True
    return True


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(some, st.sampled_from(CLAUSES), some, st.sampled_from(SHAPES))
def test_no_service_passes(before: str, clause: str, after: str, shape: str) -> None:
    query = f"PREFIX ex: <{NOWHERE}> PREFIX : <{NOWHERE}> SELECT * " + shape % (before, clause, after)
    misspelled = query.replace("SERVICE", "SERVICX").replace("service", "servicx")
    assume(_accepted(query) and not _accepted(misspelled))
    try:
        guard_query(query)
    except QueryError:
        return
    raise AssertionError(f"passed: {query!r}")
