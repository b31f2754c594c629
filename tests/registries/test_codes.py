"""Codes, corporate numbers and standard area codes against values known from elsewhere."""

from __future__ import annotations

import pytest

from kg.registries.codes import corporate_number, is_valid_code, standard_area_iri
from kg.registries.municipalities import Kind, load_municipalities

#: Tokyo, Yokohama and Sabae as other publishers' data name them; the rest pin the rule.
CORPORATE_NUMBERS = {
    "130001": "8000020130001",
    "141003": "3000020141003",
    "182079": "4000020182079",
    "011002": "9000020011002",
    "012041": "9000020012041",
    "012106": "2000020012106",
    "014591": "8000020014591",
}


@pytest.mark.parametrize(("code", "number"), sorted(CORPORATE_NUMBERS.items()))
def test_corporate_numbers(code: str, number: str) -> None:
    assert corporate_number(code) == number
    assert load_municipalities().by_code(code).corporate_number == number


def test_corporate_numbers_are_unique() -> None:
    numbers = [body.corporate_number for body in load_municipalities() if body.kind is not Kind.WARD]
    assert len(set(numbers)) == len(numbers) == 1788
    assert all(len(number) == 13 for number in numbers)


@pytest.mark.parametrize("code", ["012042", "01204", "0120411", "０１２０４１", "01204a", ""])
def test_wrong_codes(code: str) -> None:
    assert not is_valid_code(code)


def test_wrong_digits_are_found() -> None:
    """Most changes of one digit are noticed; sums of 0 and 10 (mod 11) share the check digit 1."""
    changed = {"012041"[:place] + digit + "012041"[place + 1 :] for place in range(6) for digit in "0123456789"}
    assert len(changed) == 55
    assert {code for code in changed if is_valid_code(code)} == {"012041", "012441", "015041", "212041"}


def test_standard_areas() -> None:
    assert standard_area_iri("012041") == "http://data.e-stat.go.jp/lod/sac/C01204"
    assert load_municipalities().by_code("010006").standard_area_iri.endswith("/C01000")


def test_a_ward_has_no_corporate_number() -> None:
    with pytest.raises(ValueError, match="found a ward"):
        _ = load_municipalities().by_code("011011").corporate_number
