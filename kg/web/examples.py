"""Example queries: one file each under ``queries/examples``, with its question in both languages at its head."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.web.site import QUERIES

_EXAMPLES = QUERIES / "examples"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A question and the query that answers it; ``text`` is the query without the question."""

    slug: str
    question_ja: str
    question_en: str
    text: str


@cache
def load_examples() -> tuple[Example, ...]:
    """The examples in the order of their file names."""
    return tuple(_read(path) for path in sorted(_EXAMPLES.glob("*.rq")))


def find_example(slug: str) -> Example | None:
    """The example of that name, None where there is none."""
    return next((example for example in load_examples() if example.slug == slug), None)


def _read(path: Path) -> Example:
    first, second, *rest = path.read_text(encoding="utf-8").splitlines()
    return Example(
        slug=path.stem.partition("-")[2],
        question_ja=first.removeprefix("# ja: "),
        question_en=second.removeprefix("# en: "),
        text="\n".join(rest) + "\n",
    )
