"""Values for variables of a query, written into its text: what the local engine does before evaluation.

The SPARQL protocol has no parameters, so a variable gives way to its value wherever it stands: in patterns, filters
and templates as it is, in a projection as ``(value AS ?variable)``. A column of a VALUES block that only declares the
variable (``UNDEF``) is left out. For our own stored queries; what a query cannot mean this way raises ValueError.
"""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

from kg.store.tokens import Token, read_tokens

_ENDS_PROJECTION = frozenset({"WHERE", "FROM"})


def substituted(query: str, values: Mapping[str, NamedNode | Literal]) -> str:
    """The query with the values in place of the variables.

    >>> substituted("SELECT ?a ?b WHERE { VALUES ?a { UNDEF } ?a ?p ?b }", {"a": NamedNode("urn:x")})
    'SELECT (<urn:x> AS ?a) ?b WHERE {  <urn:x> ?p ?b }'
    """
    if not values:
        return query
    return _Substitution(query, values).run()


class _Substitution:
    """One pass over the tokens of a query."""

    def __init__(self, query: str, values: Mapping[str, NamedNode | Literal]) -> None:
        self._query = query
        self._values = {name: str(value) for name, value in values.items()}
        self._tokens = list(read_tokens(query))
        self._parts: list[str] = []
        self._copied = 0
        self._projecting = False
        self._brackets = 0

    def run(self) -> str:
        place = 0
        while place < len(self._tokens):
            place = self._step(place)
        return "".join([*self._parts, self._query[self._copied :]])

    def _step(self, place: int) -> int:
        """Look at a token; the place of the next one to look at."""
        token = self._tokens[place]
        word = token.text.upper() if token.kind == "word" else token.text
        if word == "VALUES":
            return self._values_block(place)
        if word == "SELECT":
            self._projecting, self._brackets = True, 0
        elif word in _ENDS_PROJECTION or word == "{":
            self._projecting = False
        elif self._projecting and token.kind in {"open", "close"}:
            self._brackets += 1 if token.kind == "open" else -1
        elif token.kind == "variable" and token.text[1:] in self._values:
            self._variable(token, place)
        return place + 1

    def _variable(self, token: Token, place: int) -> None:
        before = self._tokens[place - 1].text.upper()
        if before in {"AS", "BY"}:
            raise ValueError(f"{token.text} is computed or sorted by at character {token.start} and cannot be given")
        value = self._values[token.text[1:]]
        named = self._projecting and self._brackets == 0
        self._replace(token.start, token.start + len(token.text), f"({value} AS {token.text})" if named else value)

    def _replace(self, start: int, end: int, text: str) -> None:
        self._parts += [self._query[self._copied : start], text]
        self._copied = end

    def _values_block(self, place: int) -> int:
        """A VALUES block: without the columns that are given, or away where none is left."""
        opening = next(n for n in range(place, len(self._tokens)) if self._tokens[n].text == "{")
        closing = next(n for n in range(opening, len(self._tokens)) if self._tokens[n].text == "}")
        names = [token.text[1:] for token in self._tokens[place:opening] if token.kind == "variable"]
        given = [n for n, name in enumerate(names) if name in self._values]
        if given:
            rows = self._rows(opening, closing, columns=len(names))
            if any(row[n].upper() != "UNDEF" for row in rows for n in given):
                raise ValueError(f"VALUES at character {self._tokens[place].start} has values for what is given")
            kept = [n for n in range(len(names)) if n not in given]
            head = " ".join(f"?{names[n]}" for n in kept)
            body = " ".join(f"({' '.join(row[n] for n in kept)})" for row in rows)
            last = self._tokens[closing]
            text = f"VALUES ({head}) {{ {body} }}" if kept else ""
            if not kept and len(rows) != 1:
                raise ValueError(f"VALUES at character {self._tokens[place].start} multiplies what is given")
            self._replace(self._tokens[place].start, last.start + 1, text)
        return closing + 1

    def _rows(self, opening: int, closing: int, *, columns: int) -> list[list[str]]:
        cells = [token.text for token in self._tokens[opening + 1 : closing] if token.kind not in {"open", "close"}]
        return [cells[n : n + columns] for n in range(0, len(cells), columns)]
