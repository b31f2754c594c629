"""How a statement is known: by which rule, from which words.

``?subject renkei:evidence ?e . ?e renkei:statementProperty ?property ; renkei:rule "…" ; renkei:span ?span``. The rule
is ``stated`` where the text says it in so many words; otherwise it names the rule that concluded it.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from kg.graph.literals import string
from kg.graph.scope import Scope
from kg.model.text import Passage
from kg.vocabulary import RDF, RENKEI

#: The rule of everything that the text states outright.
STATED = "stated"


def evidence_triples(
    scope: Scope,
    path: str,
    *,
    name: str,
    statement: NamedNode,
    rule: str,
    words: Passage | tuple[Passage, ...] | None,
    confidence: str | None = None,
) -> Iterator[Triple]:
    """Evidence ``{path}/evidence/{name}`` for the statements that the part makes with the property ``statement``.

    ``words`` is None or empty where the value follows from something else than words of its own; several passages where
    the words stand in several places. ``confidence`` says how sure the rule is, where it says so.
    """
    node = scope.part(f"{path}/evidence/{name}".removeprefix("/"))
    yield Triple(scope.part(path), RENKEI["evidence"], node)
    yield Triple(node, RDF["type"], RENKEI["Evidence"])
    yield Triple(node, RENKEI["statementProperty"], statement)
    yield Triple(node, RENKEI["rule"], string(rule))
    if confidence is not None:
        yield Triple(node, RENKEI["confidence"], string(confidence))
    if words is not None:
        yield from scope.spans(node, (words,) if isinstance(words, Passage) else words)
