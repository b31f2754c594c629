"""Derives ``municipalities.csv`` from the lists of municipalities and prefectures.

Usage: ``python data/registry/derive.py SOURCE_DIR [OUTPUT]`` where SOURCE_DIR holds ``municipalities.csv`` and
``prefectures.csv`` (see README.md here for their origin) and OUTPUT is ``municipalities.csv`` beside this script.

Names, kana, coordinates and home pages are taken as they are. Added are the kind (from the name), the prefecture's
code and the name in Latin letters (from the kana; ``romaji-boundaries.csv`` says where a word ends inside the kana).
The same sources give the same bytes.
"""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

from kg.errors import InputError
from kg.registries.codes import is_valid_code
from kg.registries.municipalities import COLUMNS, Kind
from kg.registries.romanisation import BOUNDARY, romanised_name
from kg.registries.tables import Row, read_table

HERE = Path(__file__).parent
MUNICIPALITY_COLUMNS = ("code", "prefecture", "name", "kana", "latitude", "longitude", "homepage")
PREFECTURE_COLUMNS = ("code", "name", "kana", "name_en", "iso_3166_2", "latitude", "longitude", "homepage")
BOUNDARY_COLUMNS = ("name", "kana", "reason")

_KINDS = {"市": Kind.CITY, "町": Kind.TOWN, "村": Kind.VILLAGE, "区": Kind.SPECIAL_WARD}


def derive(source: Path) -> str:
    """The text of ``municipalities.csv``. Raises InputError where a source or a boundary is not what it should be."""
    prefectures = {row["name"]: row for row in read_table(source / "prefectures.csv", PREFECTURE_COLUMNS)}
    boundaries = _read_boundaries(HERE / "romaji-boundaries.csv")
    rows = [_prefecture(row) for row in prefectures.values()]
    used = set()
    for row in read_table(source / "municipalities.csv", MUNICIPALITY_COLUMNS):
        used.add((row["name"], row["kana"]))
        rows.append(_municipality(row, prefectures, boundaries))
    for stated, row in boundaries.items():
        if stated not in used:
            raise row.error("kana", "the kana of a municipality of that name", "その名称の市区町村のかな")
    return _written(sorted(rows, key=lambda values: values["code"]))


def _read_boundaries(path: Path) -> dict[tuple[str, str], Row]:
    """Rows of ``romaji-boundaries.csv`` by name and kana without marks."""
    return {(row["name"], row["kana"].replace(BOUNDARY, "")): row for row in read_table(path, BOUNDARY_COLUMNS)}


def _prefecture(row: Row) -> dict[str, str]:
    return {
        **_taken(row),
        "kind": Kind.PREFECTURE,
        "prefecture_code": row["code"],
        "romaji": row["name_en"],
    }


def _municipality(row: Row, prefectures: dict[str, Row], boundaries: dict[tuple[str, str], Row]) -> dict[str, str]:
    if row["prefecture"] not in prefectures:
        raise row.error("prefecture", "a name of prefectures.csv", "prefectures.csv にある都道府県名")
    marked = boundaries.get((row["name"], row["kana"]), row)["kana"]
    return {
        **_taken(row),
        "kind": _kind(row),
        "prefecture_code": prefectures[row["prefecture"]]["code"],
        "romaji": _romaji(row, marked),
    }


def _romaji(row: Row, kana: str) -> str:
    try:
        return romanised_name(row["name"], kana)
    except ValueError as error:
        raise row.error(
            "kana", f"hiragana that end in the reading of the name's suffix ({error})", "名称に合うひらがな"
        ) from error


def _taken(row: Row) -> dict[str, str]:
    """The columns that are taken as they are."""
    if not is_valid_code(row["code"]):
        raise row.error("code", "six digits, the last the check digit", "末尾が検査数字の6桁のコード")
    return {column: row.stated(column) for column in ("code", "name", "kana", "latitude", "longitude", "homepage")}


def _kind(row: Row) -> Kind:
    """Kind by the name: a ward is written after its city and a space."""
    if " " in row["name"]:
        return Kind.WARD
    try:
        return _KINDS[row["name"][-1:]]
    except KeyError as error:
        raise row.error(
            "name", f"a name that ends in {', '.join(_KINDS)}", f"{'・'.join(_KINDS)}で終わる名称"
        ) from error


def _written(rows: list[dict[str, str]]) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def main(arguments: list[str]) -> None:
    """Write the derived table; the arguments are SOURCE_DIR and, where it is not beside this script, OUTPUT."""
    if len(arguments) not in {1, 2}:
        raise SystemExit("usage: python data/registry/derive.py SOURCE_DIR [OUTPUT]")
    output = Path(arguments[1]) if len(arguments) == 2 else HERE / "municipalities.csv"
    try:
        output.write_text(derive(Path(arguments[0])), encoding="utf-8", newline="")
    except InputError as error:
        raise SystemExit(f"{error.message}\n{error.message_ja}") from error


if __name__ == "__main__":
    main(sys.argv[1:])
