"""A head is mended once and what follows it is left as it is, however the document comes."""

from __future__ import annotations

from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from kg.head_writer import HeadWriter


@given(st.lists(st.integers(0, 50_000), max_size=6))
def test_only_the_first_bytes_are_mended(sizes: list[int]) -> None:
    file = BytesIO()
    writer = HeadWriter(file, lambda head: b"mended " + head)
    for size in sizes:
        assert writer.write(b"x" * size) == size
    writer.flush()
    writer.close()
    writer.close()
    assert file.getvalue() == b"mended " + b"x" * sum(sizes)
