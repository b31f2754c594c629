"""Queries that hurt. Each call gives another one, so that no memory of what was asked before helps the server."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from random import Random

#: Characters of a query that no server has to read to its end.
_MEGABYTE = 1_000_000


def _name(random: Random) -> str:
    return "v" + "".join(random.choices("abcdefghijklmnopqrstuvwxyz", k=6))


def _cross(random: Random, patterns: int) -> str:
    """Patterns that share no variable, with a constant that no other query has."""
    triples = " . ".join(f"?{_name(random)} ?{_name(random)} ?{_name(random)}" for _ in range(patterns))
    return f"{triples} BIND({random.randrange(10**9)} AS ?{_name(random)})"


def cross_order(random: Random) -> str:
    """A cartesian product, sorted."""
    keys = ", ".join(["?s", "?o", "?b"][: random.randint(1, 3)])
    return (
        f"SELECT * {{ ?s ?p ?o . ?a ?b ?c . {_cross(random, 1)} }} ORDER BY CONCAT(STR(?o), STR({keys[:2]})) LIMIT 10"
    )


def cross_count(random: Random) -> str:
    """A cartesian product, counted."""
    return f"SELECT (COUNT(*) AS ?n) {{ {_cross(random, random.randint(2, 5))} }}"


def cross_distinct(random: Random) -> str:
    """A cartesian product, made distinct."""
    return f"SELECT DISTINCT ?s ?c {{ ?s ?p ?o . ?a ?b ?c . {_cross(random, 1)} }}"


def renamed(random: Random) -> str:
    """The same query each time, with other names of its variables."""
    a, b, c, d, e, f = (_name(random) for _ in range(6))
    return f"SELECT (COUNT(*) AS ?n) {{ ?{a} ?{b} ?{c} . ?{d} ?{e} ?{f} . FILTER(?{a} != ?{f}) }}"


def order_all(random: Random) -> str:
    """Everything, sorted by what has to be computed."""
    return f'SELECT * {{ ?s ?p ?o }} ORDER BY SHA512(CONCAT(STR(?o), "{random.random()}")) MD5(STR(?s))'


def repeats(random: Random) -> str:
    """A pattern whose automaton is large."""
    first, second = random.randint(50, 300), random.randint(50, 300)
    return f"SELECT * {{ ?s ?p ?o FILTER(REGEX(STR(?o), '((x{{1,{first}}}){{1,{second}}}){{1,200}}')) }}"


def backtracking(random: Random) -> str:
    """A pattern that makes other engines backtrack."""
    text = "a" * random.randint(1000, 4000)
    return f"SELECT * {{ ?s ?p ?o . ?a ?b ?c FILTER(REGEX(CONCAT('{text}', STR(?o)), '^(([a-z])+.)+[A-Z]([a-z])+$')) }}"


def doubling(random: Random) -> str:
    """A string that grows eightfold with each step."""
    names = [_name(random) for _ in range(10)]
    steps = " ".join(f"BIND(CONCAT({', '.join([f'?{a}'] * random.randint(6, 9))}) AS ?{b})" for a, b in pairwise(names))
    return f"SELECT (STRLEN(?{names[-1]}) AS ?n) {{ BIND('{'x' * random.randint(8, 64)}' AS ?{names[0]}) {steps} }}"


def negated_paths(random: Random) -> str:
    """Every pair of nodes that are connected in any way."""
    path = random.choice(["(!<urn:{0}>)*", "(!<urn:{0}>|^!<urn:{0}>)*", "(!<urn:{0}>/!<urn:x>)+", "^(!<urn:{0}>)*"])
    return f"SELECT * {{ ?a {path.format(random.randrange(10**9))} ?b }}"


def concatenation(random: Random) -> str:
    """One string of everything, several times."""
    return (
        f'SELECT (GROUP_CONCAT(CONCAT(STR(?s), STR(?o)); separator="{random.random()}") AS ?n)'
        " { ?s ?p ?o . VALUES ?x { " + " ".join(map(str, range(random.randint(20, 90)))) + " } }"
    )


def optionals(random: Random) -> str:
    """Optional parts, nested as deep as allowed."""
    depth = random.randint(30, 90)
    return "SELECT * { ?s ?p ?o " + "".join(f"OPTIONAL {{ ?a{i} ?b{i} ?c{i} " for i in range(depth)) + "}" * (depth + 1)


def numbers(random: Random) -> str:
    """A product of lists of numbers, no data needed."""
    lists = " ".join(f"VALUES ?x{i} {{ {' '.join(map(str, range(random.randint(50, 99))))} }}" for i in range(6))
    return f"SELECT (SUM(?x0 * ?x5) AS ?n) {{ {lists} }}"


def brackets(random: Random) -> str:
    """Nested deeper than any parser's stack."""
    return "SELECT * { FILTER(" + random.choice("([{!") * 20_000


def long_sum(random: Random) -> str:
    """A chain of operators that overflows the engine's stack."""
    return f"ASK {{ FILTER({random.randrange(10**6)}" + "+1" * random.randint(8_000, 9_900) + " > 0) }"


def long_list(random: Random) -> str:
    """As many words as allowed."""
    return (
        "SELECT * { VALUES ?s { " + " ".join(f"<u:{random.randrange(10**6)}>" for _ in range(9_000)) + " } ?s ?p ?o }"
    )


def megabyte(random: Random) -> str:
    """A query that is mostly a string, a comment or white space."""
    filling = random.choice(["'{}'", "#{}\n", " {} ", "<urn:{}>"]).format(random.choice("xyz") * _MEGABYTE)
    return f"ASK {{ ?s ?p {filling} }}"


def service(random: Random) -> str:
    """A query to another service, here the machine itself."""
    return f"SELECT * {{ SERVICE <http://127.0.0.1:{random.randint(1024, 65000)}/> {{ ?s ?p ?o }} }}"


def everything(random: Random) -> str:
    """All triples: a large answer."""
    return f"SELECT * {{ ?s ?p ?o BIND({random.randrange(10**9)} AS ?x) }}"


QUESTIONS: Mapping[str, Callable[[Random], str]] = {
    question.__name__: question
    for question in (
        cross_order,
        cross_count,
        cross_distinct,
        renamed,
        order_all,
        repeats,
        backtracking,
        doubling,
        negated_paths,
        concatenation,
        optionals,
        numbers,
        brackets,
        long_sum,
        long_list,
        megabyte,
        service,
        everything,
    )
}
