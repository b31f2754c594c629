"""Codes of public bodies: 全国地方公共団体コード, 法人番号 and e-Stat's standard area codes.

All three follow from the five digits of a body and its prefecture; the rules are theirs, not ours.
"""

from __future__ import annotations

import re

_CODE = re.compile(r"[0-9]{6}")
_WEIGHTS = (6, 5, 4, 3, 2)

#: What stands between the check digit of a local government's corporate number and its code.
_CORPORATE_SERIES = "000020"

_STANDARD_AREA = "http://data.e-stat.go.jp/lod/sac/C"


def check_digit(digits: str) -> str:
    """The check digit of 全国地方公共団体コード for its first five digits.

    The last digit of ``11 - (6a + 5b + 4c + 3d + 2e) mod 11`` (総務省「全国地方公共団体コード」仕様).

    >>> check_digit("01204"), check_digit("13101")
    ('1', '6')
    """
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return str((11 - total % 11) % 10)


def is_valid_code(code: str) -> bool:
    """Whether a text is a 6-digit code whose check digit is right.

    >>> is_valid_code("012041"), is_valid_code("012042"), is_valid_code("01204")
    (True, False, False)
    """
    return bool(_CODE.fullmatch(code)) and check_digit(code[:5]) == code[5]


def corporate_number(code: str) -> str:
    """The 13-digit corporate number (法人番号) of the local government with that 6-digit code.

    A check digit, ``000020`` and the code. The check digit is ``9 - (sum of Pn * Qn) mod 9`` over the twelve digits,
    counted from the right, with Qn = 1 for odd n and 2 for even n (法人番号の指定等に関する省令 第2条).

    >>> corporate_number("012041"), corporate_number("130001")
    ('9000020012041', '8000020130001')
    """
    digits = _CORPORATE_SERIES + code
    total = sum(int(digit) * (1 + index % 2) for index, digit in enumerate(reversed(digits)))
    return f"{9 - total % 9}{digits}"


def standard_area_iri(code: str) -> str:
    """e-Stat's IRI of the standard area code (標準地域コード, the five digits without check digit).

    The plain form, which names a code, not its span of validity (https://data.e-stat.go.jp/lodw/).

    >>> standard_area_iri("012041")
    'http://data.e-stat.go.jp/lod/sac/C01204'
    """
    return _STANDARD_AREA + code[:5]
