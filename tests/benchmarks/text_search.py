"""How long a search takes over 100,000 texts: ``python -m tests.benchmarks.text_search [TEXTS]``.

Texts are made of words drawn by a seeded generator: some in most texts, some in a thousandth. Times are processor time
of the search itself, of all hits up to the limit and of the first twenty.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import process_time

from pyoxigraph import Literal, NamedNode, Quad

from kg.publication.text_index import write_text_index
from kg.store.text_index import TextIndex
from kg.vocabulary import RDF, RDFS, RENKEI

_COMMON = (
    "医療",
    "連携",
    "公共交通",
    "推進",
    "事業",
    "圏域",
    "の",
    "する",
    "を",
    "に関する",
    "住民",
    "支援",
    "整備",
    "情報",
)
_RARE = {"浄化槽": 0.01, "空港": 0.001, "図書館": 0.05, "サイクリング": 0.002}
#: Words in most texts, in few, in none; one character; several words; a reading written otherwise.
SEARCHES = (
    "医療",
    "公共交通の推進",
    "図書館",
    "空港",
    "浄化槽",
    "療",
    "の",
    "医療 図書館",
    "さいくりんぐ",
    "存在しない",
)
_REPEATS = 20


def text_quads(count: int, *, seed: int = 1) -> Iterator[Quad]:
    """So many initiatives and roles with a title and a text."""
    draw = random.Random(seed)  # noqa: S311 -- not for secrets
    for number in range(count):
        kind = ("Initiative", "Role")[number % 2]
        thing = NamedNode(f"http://example.jp/{kind}/{number}")
        yield Quad(thing, RDF["type"], RENKEI[kind])
        term, length = (RDFS["label"], 8) if kind == "Initiative" else (RENKEI["text"], 26)
        words = draw.choices(_COMMON, k=length) + [word for word, part in _RARE.items() if draw.random() < part]
        draw.shuffle(words)
        yield Quad(thing, term, Literal("".join(words) + str(number), language="ja"))


def main(count: int) -> None:
    """Build, search, print."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index.sqlite"
        started = process_time()
        write_text_index(path, text_quads(count))
        built, size = process_time() - started, path.stat().st_size / 1e6
        sys.stdout.write(f"{count} texts: built in {built:.1f} s, {size:.0f} MB\n")
        index = TextIndex(path)
        index.find("あ")
        for words in SEARCHES:
            found = index.find(words)
            more = "" if found.complete else "+"
            all_ms, first_ms = (_milliseconds(index, words, at_most) for at_most in (1000, 20))
            sys.stdout.write(f"{words}\t{len(found.hits)}{more} hits\t{all_ms:.2f} ms\tfirst 20: {first_ms:.2f} ms\n")
        index.close()


def _milliseconds(index: TextIndex, words: str, at_most: int) -> float:
    taken = []
    for _ in range(_REPEATS):
        started = process_time()
        index.find(words, at_most=at_most)
        taken.append(process_time() - started)
    return sorted(taken)[_REPEATS // 2] * 1000


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
