"""Bytes to characters: the encodings that Japanese text files and web pages have, decided strictly.

A wrong guess is worse than an error, so nothing is replaced or left out. The order: a byte order mark decides; escape
sequences in seven-bit text are ISO-2022-JP; what is valid UTF-8 is UTF-8; of Shift_JIS and EUC-JP it is the one that
gives Japanese. Encodings are named and mapped as browsers do (WHATWG Encoding Standard): Shift_JIS is Windows-31J, and
EUC-JP and ISO-2022-JP have its additional rows (①, ㈱, 﨑) and its characters for ～ － ∥.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass

from kg.errors import SourceError

UTF_8, UTF_16_LE, UTF_16_BE = "utf-8", "utf-16-le", "utf-16-be"
SHIFT_JIS, EUC_JP, ISO_2022_JP = "shift_jis", "euc-jp", "iso-2022-jp"

_MARKS = ((codecs.BOM_UTF8, UTF_8), (codecs.BOM_UTF16_LE, UTF_16_LE), (codecs.BOM_UTF16_BE, UTF_16_BE))
_EXPECTED = "text in UTF-8, UTF-16 with byte order mark, Shift_JIS, EUC-JP or ISO-2022-JP"
_EXPECTED_JA = "UTF-8、UTF-16（BOM 付き）、Shift_JIS、EUC-JP、ISO-2022-JP"

#: Labels of web pages (WHATWG Encoding Standard, section 4.2), without case.
_LABELS = {
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8"), UTF_8),
    **dict.fromkeys(("utf-16", "utf-16le"), UTF_16_LE),
    "utf-16be": UTF_16_BE,
    **dict.fromkeys(
        ("shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "csshiftjis", "windows-31j", "ms932", "cp932"),
        SHIFT_JIS,
    ),
    **dict.fromkeys(("euc-jp", "x-euc-jp", "eucjp", "x-euc", "cseucpkdfmtjapanese"), EUC_JP),
    **dict.fromkeys(("iso-2022-jp", "csiso2022jp", "jis"), ISO_2022_JP),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The characters of a file, the encoding that gave them, and the byte order mark that stood before them."""

    text: str
    encoding: str
    byte_order_mark: bytes = b""


def encoding_named(label: str) -> str | None:
    """The encoding of a label in a web page, or None for one that is not read.

    >>> encoding_named("Windows-31J"), encoding_named("latin-1")
    ('shift_jis', None)
    """
    return _LABELS.get(label.strip().lower())


def byte_order_mark(data: bytes) -> tuple[bytes, str] | None:
    """The mark that the bytes begin with and the encoding it stands for."""
    return next(((mark, encoding) for mark, encoding in _MARKS if data.startswith(mark)), None)


def decode(data: bytes, *, name: str, declared: str | None = None) -> Decoded:
    """The characters of a file. ``declared`` is the encoding that the file itself names; a byte order mark wins.

    Raises SourceError where the bytes are not text in the declared encoding, or in none or in two of those that are
    read; the message says at which byte.
    """
    if marked := byte_order_mark(data):
        mark, encoding = marked
        return _checked(_strict(data, encoding, name=name, skip=len(mark)), name, mark)
    if declared:
        return _checked(_strict(data, declared, name=name), name)
    return _checked(_detected(data, name), name)


_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f-\x9f]")
_CHARACTERS_PER_CONTROL = 100  # fewer than this to a control character, and it is no text


def _checked(found: Decoded, name: str, mark: bytes = b"") -> Decoded:
    """The text, where it has no NUL and few control characters: those are what most files have that are no text."""
    controls = len(_CONTROLS.findall(found.text))
    if "\0" in found.text or controls * _CHARACTERS_PER_CONTROL > len(found.text):
        at = found.text.find("\0") if "\0" in found.text else next(_CONTROLS.finditer(found.text)).start()
        code = f"U+{ord(found.text[at]):04X}"
        raise SourceError(
            f"{name}: character {at}: found {code}, expected {_EXPECTED}",
            f"{name}: {at} 文字目に {code} があり、文字のファイルではありません（{_EXPECTED_JA}が必要です）",
        )
    return Decoded(text=found.text, encoding=found.encoding, byte_order_mark=mark)


def _detected(data: bytes, name: str) -> Decoded:
    if _ESCAPE.search(data) and data.isascii():
        return _strict(data, ISO_2022_JP, name=name)
    try:
        return Decoded(text=data.decode(UTF_8), encoding=UTF_8)
    except UnicodeDecodeError as error:
        readings = [Decoded(text=text, encoding=encoding) for encoding, text in _japanese_readings(data)]
        if len(readings) == 1:
            return readings[0]
        raise _not_text(data, error.start, name=name, both=len(readings) > 1) from error


def _japanese_readings(data: bytes) -> list[tuple[str, str]]:
    """The encodings of two bytes to a character whose strict reading is Japanese text."""
    found = []
    for encoding, decoder in ((SHIFT_JIS, _decode_shift_jis), (EUC_JP, _decode_euc_jp)):
        try:
            text = decoder(data)
        except UnicodeDecodeError:
            continue
        if _is_japanese(text):
            found.append((encoding, text))
    return found


_KANA_AND_KANJI = re.compile(r"[ぁ-ゖァ-ヶー一-鿿々]+")
#: What EUC-JP read as Shift_JIS and the other way round is full of, and Japanese text is not.
_SUSPECT = re.compile(r"[\uff61-\uff9f\ue000-\uf8ff]+")


def _is_japanese(text: str) -> bool:
    """Whether kana and kanji outweigh half-width katakana and private characters, and nothing is a control character.

    >>> _is_japanese("旭川市及び美瑛町"), _is_japanese("ｰｶﾀ醢")
    (True, False)
    """
    if _CONTROLS.search(text):
        return False
    return _length(_KANA_AND_KANJI, text) > 3 * _length(_SUSPECT, text)


def _length(pattern: re.Pattern[str], text: str) -> int:
    return sum(len(run) for run in pattern.findall(text))


def _strict(data: bytes, encoding: str, *, name: str, skip: int = 0) -> Decoded:
    try:
        return Decoded(text=_DECODERS[encoding](data[skip:]), encoding=encoding)
    except UnicodeDecodeError as error:
        raise _not_text(data, error.start + skip, name=name, encoding=encoding) from error


def _not_text(data: bytes, at: int, *, name: str, encoding: str = "", both: bool = False) -> SourceError:
    """What is said of bytes that cannot be read, with the first of them."""
    found = data[at : at + 4].hex(" ")
    if both:
        return SourceError(
            f"{name}: byte {at}: found {found}, text in Shift_JIS and in EUC-JP alike, expected only one to fit; "
            "save it as UTF-8",
            f"{name}: {at} バイト目: {found} は Shift_JIS とも EUC-JP とも読めます。UTF-8 で保存し直してください",
        )
    return SourceError(
        f"{name}: byte {at}: found {found}, expected {f'{encoding} text' if encoding else _EXPECTED}",
        f"{name}: {at} バイト目: {found} は {encoding or _EXPECTED_JA} の文字ではありません",
    )


def _decode_shift_jis(data: bytes) -> str:
    return data.decode("cp932")


#: Characters that Python's EUC-JP and JIS tables name otherwise than Windows-31J.
_AS_WINDOWS_31J = str.maketrans("〜‖−¢£¬", "～∥－￠￡￢")


def _decode_euc_jp(data: bytes) -> str:
    return data.decode("euc_jp", _ADDITIONAL_ROWS).translate(_AS_WINDOWS_31J)


_ADDITIONAL_ROWS = "kg-windows-31j-rows"


def _additional_rows(error: UnicodeError) -> tuple[str, int]:
    """Characters of Windows-31J that JIS X 0208 lacks, by the arithmetic of JIS rows to Shift_JIS bytes."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    pair = error.object[error.start : error.start + 2]
    if len(pair) < 2 or min(pair) < 0xA1 or max(pair) > 0xFE:
        raise error
    row, cell = pair[0] - 0xA1, pair[1] - 0xA1
    lead = row // 2 + (0x81 if row < 62 else 0xC1)
    trail = cell + (0x9F if row % 2 else 0x40 if cell < 63 else 0x41)
    try:
        return bytes((lead, trail)).decode("cp932"), error.start + 2
    except UnicodeDecodeError:
        raise error from None


codecs.register_error(_ADDITIONAL_ROWS, _additional_rows)

_ESCAPE = re.compile(rb"\x1b(?:\$[@B]|\([BJI])")


def _decode_iso_2022_jp(data: bytes) -> str:
    """The text, by way of EUC-JP: the two differ in how the sets of characters are called in."""
    pieces, shift, position = [], b"(B", 0
    for escape in [*_ESCAPE.finditer(data), None]:
        end = escape.start() if escape else len(data)
        pieces.append(_shifted(data, position, end, shift))
        if escape:
            shift, position = escape[0][1:], escape.end()
    return "".join(pieces).translate(_AS_WINDOWS_31J)


def _shifted(data: bytes, start: int, end: int, shift: bytes) -> str:
    """A stretch in one set of characters. Raises UnicodeDecodeError with the place in the whole."""
    stretch = data[start:end]
    if b"\x1b" in stretch or not stretch.isascii():
        at = next(i for i, byte in enumerate(stretch) if byte == 0x1B or byte > 0x7F)
        raise UnicodeDecodeError(ISO_2022_JP, data, start + at, start + at + 1, "no character of this set")
    if shift in (b"(B", b"(J"):
        return stretch.decode("ascii")
    try:
        if shift == b"(I":
            return stretch.translate(_UPPER_HALF).decode("cp932")
        lines = re.split(rb"([\r\n]+)", stretch)
        return "".join(
            line.decode("ascii") if odd else line.translate(_UPPER_HALF).decode("euc_jp", _ADDITIONAL_ROWS)
            for odd, line in ((i % 2, line) for i, line in enumerate(lines))
        )
    except UnicodeDecodeError as error:
        raise UnicodeDecodeError(ISO_2022_JP, data, start, end, error.reason) from error


_UPPER_HALF = bytes(byte | 0x80 if 0x20 < byte < 0x7F else byte for byte in range(256))

_DECODERS: dict[str, Callable[[bytes], str]] = {
    UTF_8: lambda data: data.decode(UTF_8),
    UTF_16_LE: lambda data: data.decode(UTF_16_LE),
    UTF_16_BE: lambda data: data.decode(UTF_16_BE),
    SHIFT_JIS: _decode_shift_jis,
    EUC_JP: _decode_euc_jp,
    ISO_2022_JP: _decode_iso_2022_jp,
}
