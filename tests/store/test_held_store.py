"""A store in memory is the store on disk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from kg.store.held_store import load_into_memory, needed_mb

_PROGRAM = """
import sys
from pathlib import Path
from kg.store.held_store import load_into_memory
print(load_into_memory(Path(sys.argv[1]), at_most_mb=int(sys.argv[2])) is not None)
"""
_QUADS = """
    <urn:g> { _:b1 <urn:p> "a b\\nc \\u2028 \\u0085 \\r", "x"@en-GB, "1"^^<http://www.w3.org/2001/XMLSchema#integer> }
    <urn:h> { _:b1 <urn:q> <urn:a%20b>, <<( <urn:s> <urn:p> "o" )>> . <urn:s> <urn:p> "a b" }
    <urn:s> <urn:p> _:b1 .
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    on_disk = Store(str(tmp_path / "store"))
    on_disk.load(_QUADS, format=RdfFormat.TRIG)
    on_disk.flush()
    return tmp_path / "store"


def test_it_has_the_same_quads(store: Path) -> None:
    held = load_into_memory(store, at_most_mb=16)
    assert held is not None
    assert set(held) == set(Store.read_only(str(store)))
    assert len(held) == 7


def test_what_is_too_large_or_not_there_is_left_to_the_disk(tmp_path: Path) -> None:
    on_disk = Store(str(tmp_path / "large"))
    on_disk.extend(Quad(NamedNode(f"urn:{n}"), NamedNode("urn:p"), Literal("x" * 1_000_000)) for n in range(4))
    on_disk.flush()
    assert is_held(tmp_path / "large", at_most_mb=64)
    assert not is_held(tmp_path / "large", at_most_mb=3)
    assert not is_held(tmp_path / "nothing", at_most_mb=64)


def is_held(store: Path, *, at_most_mb: int) -> bool:
    """In a process of its own, which has no memory left over from before."""
    command = [sys.executable, "-c", _PROGRAM, str(store), str(at_most_mb)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout == "True\n"


def test_the_room_for_a_store_grows_with_it() -> None:
    assert needed_mb(0) < needed_mb(100_000) < needed_mb(1_000_000) < 700
