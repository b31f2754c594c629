"""Values for variables of a query, written into its text: what the local engine does before evaluation.

The SPARQL protocol has no parameters, so a variable gives way to its value wherever it stands: in patterns, filters
and templates as it is, in the outermost projection as ``(value AS ?variable)``, in those of sub-selects and among what
groups are made by not at all. A column of a VALUES block that only declares the variable (``UNDEF``) is left out. For
our own stored queries; what a query cannot mean this way raises ValueError.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count, takewhile

from pyoxigraph import Literal, NamedNode

from kg.store.tokens import Token, read_tokens

_ENDS_PROJECTION = frozenset({"WHERE", "FROM"})
_ENDS_SORTING = frozenset({"{", "}", "ORDER", "HAVING", "LIMIT", "OFFSET", "VALUES"})


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
        self._sorting = False
        self._brackets = 0
        #: For each brace that is open: the brackets open before it, and whether it stands within a projection.
        self._braces: list[tuple[int, bool]] = []
        #: What is written for variables within a projection, by where they stand.
        self._written: dict[int, str] = {}

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
            return self._projection(place)
        self._sorting = word == "BY" or (self._sorting and word not in _ENDS_SORTING)
        if word == "{":
            self._braces.append((self._brackets, self._projecting and self._brackets > 0))
            self._brackets, self._projecting = 0, False
        elif word == "}":
            self._brackets, self._projecting = self._braces.pop() if self._braces else (0, False)
        elif word in _ENDS_PROJECTION:
            self._projecting = False
        elif token.kind in {"open", "close"}:
            self._brackets += 1 if token.kind == "open" else -1
        elif token.kind == "variable" and token.text[1:] in self._values:
            self._variable(token, place)
        return place + 1

    def _variable(self, token: Token, place: int) -> None:
        bare = self._brackets == 0
        if self._sorting and bare and self._groups_by_more(place):
            self._replace(token.start, token.start + len(token.text), "")
            return
        if self._tokens[place - 1].text.upper() == "AS" or (self._sorting and bare):
            raise ValueError(f"{token.text} is computed or sorted by at character {token.start} and cannot be given")
        value = self._values[token.text[1:]]
        if self._projecting and bare:
            value = self._written.get(token.start, f"({value} AS {token.text})")
        self._replace(token.start, token.start + len(token.text), value)

    def _groups_by_more(self, place: int) -> bool:
        """Whether a term of a GROUP BY stands beside one that is not given: of one value, it divides no group."""
        begin = next(n for n in range(place, 0, -1) if self._tokens[n].text.upper() == "BY")
        if self._tokens[begin - 1].text.upper() != "GROUP":
            return False
        terms = takewhile(lambda token: token.text.upper() not in _ENDS_SORTING, self._tokens[begin + 1 :])
        return any(token.text[1:] not in self._values for token in terms)

    def _projection(self, place: int) -> int:
        """A projection. The outermost names what is given. One within must not: what it names is in scope outside,
        where the same name is then computed, and every use of it there has the value anyway.
        """
        self._projecting, self._sorting = True, False
        start = place + 1
        while self._tokens[start].text.upper() in {"DISTINCT", "REDUCED"}:
            start += 1
        if not self._braces:
            if self._tokens[start].text == "*":
                raise ValueError(f"SELECT * at character {self._tokens[place].start} does not name what is given")
            return place + 1
        bare = [*self._bare(start)]
        given = [token for token in bare if token.text[1:] in self._values]
        self._written = dict.fromkeys((token.start for token in given), "")
        if given and len(given) == len(bare):  # it has to name something
            self._written[given[0].start] = f"({self._values[given[0].text[1:]]} AS ?{self._unused()})"
        return place + 1

    def _bare(self, place: int) -> Iterator[Token]:
        """What a projection names or computes: variables, the brackets of expressions, the star."""
        depth = 0
        for token in self._tokens[place:]:
            if depth == 0 and (token.text == "{" or token.text.upper() in _ENDS_PROJECTION):
                return
            if depth == 0:
                yield token
            depth += (token.kind == "open") - (token.kind == "close")

    def _unused(self) -> str:
        """A name that no variable of the query has."""
        used = {token.text[1:] for token in self._tokens if token.kind == "variable"}
        return next(name for name in (f"given{n}" for n in count()) if name not in used)

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
