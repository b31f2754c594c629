"""Text files in the encodings that Japanese municipalities write, decided strictly."""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.reading.encodings import decode
from kg.reading.source_file import read_source, source_of
from tests.sources import SOURCES

ENCODINGS = [
    *(("utf-8", b"", "utf-8"), ("utf-8", codecs.BOM_UTF8, "utf-8"), ("utf-16-le", codecs.BOM_UTF16_LE, "utf-16-le")),
    *(("utf-16-be", codecs.BOM_UTF16_BE, "utf-16-be"), ("cp932", b"", "shift_jis"), ("euc_jp", b"", "euc-jp")),
    ("iso2022_jp_ext", b"", "iso-2022-jp"),
]
#: The one difference between the tables of Python and of browsers that the texts meet.
WAVE_DASH = str.maketrans("〜−", "～－")


@pytest.mark.parametrize(("codec", "mark", "named"), ENCODINGS)
@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_every_text_is_read_in_every_encoding(path: Path, codec: str, mark: bytes, named: str) -> None:
    """What an encoding lacks is a question mark, as editors write it."""
    text = read_source(path).text.translate(WAVE_DASH if codec == "cp932" else {})
    written = text.encode(codec, "replace")
    data = mark + written
    source = source_of(data, name=path.name)
    assert source.text == written.decode(codec).translate({} if codec.startswith("utf") else WAVE_DASH)
    assert (source.encoding, source.byte_order_mark) == (named, mark)
    assert source.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_stay(end: str) -> None:
    text = f"協約{end}第1条　目的{end}"
    assert source_of(text.encode("cp932"), name="a.txt").text == text


#: Characters that Windows-31J adds to JIS X 0208, as Windows, Unix and mail programs write them.
ADDED = "①㈱﨑協約の本文"
ADDED_IN_EUC = b"\xad\xa1\xad\xea\xf9\xf5" + "協約の本文".encode("euc_jp")


@pytest.mark.parametrize(
    "data",
    [
        ADDED.encode("cp932"),
        ADDED_IN_EUC,
        b"\x1b$B" + bytes(byte & 0x7F for byte in ADDED_IN_EUC) + b"\x1b(B",
    ],
)
def test_characters_of_windows(data: bytes) -> None:
    assert decode(data, name="a").text == ADDED


def test_half_width_katakana_between_other_words() -> None:
    text = "この協約はﾊﾞｽ路線の運行について定める。"
    for codec, named in (("cp932", "shift_jis"), ("euc_jp", "euc-jp"), ("iso2022_jp_ext", "iso-2022-jp")):
        decoded = decode(text.encode(codec), name="a")
        assert (decoded.text, decoded.encoding) == (text, named)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a: byte 0: found 89 50 4e 47, expected text in UTF-8"),
        ("協約".encode() + b"\xff\xfe" + "協約".encode(), "a: byte 6: found ff fe e5 8d, expected text in UTF-8"),
        ("ｱｲｳｴｵ".encode("cp932"), "a: byte 0: found b1 b2 b3 b4, expected text"),
        ("協約".encode("utf-16-le"), r"a: character 2: found U\+0004, expected text in UTF-8"),
        (b"a\0b", r"a: character 1: found U\+0000"),
        (codecs.BOM_UTF8 + "協約".encode("cp932"), "a: byte 3: found 8b a6 96 f1, expected utf-8 text"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x00", "expected utf-16-le text"),
        (b"\x1b$B6\x1b(B", "a: byte 3: found 36 1b 28 42, expected iso-2022-jp text"),
    ],
)
def test_what_is_no_text_is_refused_with_the_place(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason) as caught:
        decode(data, name="a")
    assert "が" in caught.value.message_ja or "は" in caught.value.message_ja


def test_text_that_is_japanese_twice_is_refused() -> None:
    """Rare kanji may be valid in both; neither is guessed."""
    data = b"\xe0\xa1\xe1\xa2" * 8
    with pytest.raises(SourceError, match="Shift_JIS and in EUC-JP alike"):
        decode(data, name="a")


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        read_source(tmp_path / "none.txt")


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_a_reason(data: bytes) -> None:
    try:
        decoded = decode(data, name="a")
    except SourceError:
        return
    assert "\0" not in decoded.text
