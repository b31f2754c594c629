"""``data/withdrawn.csv``: what is read of it, and what becomes of a withdrawn agreement."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.bundled import bundled
from kg.errors import InputError
from kg.extraction import read_report
from kg.identifiers import Iris, agreement_slug
from kg.publication import CURRENT, read_manifest
from kg.publication.withdrawn import COLUMNS, read_withdrawn
from tests.publication.conftest import SETTINGS
from tests.publication.small_build import bare_build
from tests.small_agreements import ASAHIKAWA_BIEI, write_agreement

_IRIS = Iris(SETTINGS.base_iri)
ASAHIKAWA, SAPPORO = sorted(bundled("data", "agreements").glob("*.txt"))
_SLUG = "012041-014591-20220112"


def _table(folder: Path, *rows: str) -> Path:
    path = folder / "withdrawn.csv"
    path.write_text("\n".join((",".join(COLUMNS), *rows)) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("旭川,2026-11-26,理由,reason,", "withdrawn.csv:2: agreement: found '旭川', expected the slug"),
        (f"{_SLUG},R8.11.26,理由,reason,", "withdrawn.csv:2: date: found 'R8.11.26', expected a day"),
        (f"{_SLUG},2026-11-26,,reason,", "withdrawn.csv:2: reason_ja: found '', expected a value"),
        (f"{_SLUG},2026-11-26,理由,reason,{_SLUG}", "withdrawn.csv:2: replaced_by: .*expected another agreement"),
        (f"{_SLUG},2026-11-26,理由", "withdrawn.csv:2: found .* expected the columns"),
        (f"{_SLUG},2026-11-26,理由,reason,\n{_SLUG},2026-11-27,理由,reason,", "withdrawn.csv:3: agreement: .*once"),
    ],
)
def test_a_wrong_row_says_where_and_what(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as refused:
        read_withdrawn(_table(tmp_path, row), iris=_IRIS)
    assert "必要です" in refused.value.message_ja


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (f'"{_SLUG},2026-11-26,理由,reason,\n', r"withdrawn.csv:2: found .*expected CSV"),
        ("", r"withdrawn.csv:1: found \[\], expected the columns"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "withdrawn.csv"
    path.write_text(content and f"{','.join(COLUMNS)}\n{content}", encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_withdrawn(path, iris=_IRIS)


def test_a_table_that_excel_saved_is_read(tmp_path: Path) -> None:
    path = _table(tmp_path, f"{_SLUG},2026-11-26,理由,reason,")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert list(read_withdrawn(path, iris=_IRIS).by_slug()) == [_SLUG]


def test_an_agreement_that_nobody_knows_is_said(tmp_path: Path) -> None:
    rows = [f"{slug},2026-11-26,理由,reason," for slug in (_SLUG, "012041-014591-20220113")]
    outcome = bare_build(ASAHIKAWA, SAPPORO, out=tmp_path / "out", withdrawn=_table(tmp_path, *rows))
    said = [notice.message for notice in outcome.notices if notice.message.startswith("withdrawn")]
    assert [one.partition(":")[0] for one in said] == ["withdrawn agreement 012041-014591-20220113"]


def test_a_replacement_that_is_not_published_is_said(tmp_path: Path) -> None:
    """One that nobody knows, and one that is withdrawn itself; also where the release is used again."""
    files = [
        write_agreement(tmp_path, name=f"{day}.txt", text=ASAHIKAWA_BIEI.replace("3月18日", f"3月{day}日"))
        for day in (18, 19, 20)
    ]
    one, two, _ = (agreement_slug(found) for file in files for found in read_report(file).agreements)
    table = _table(tmp_path, f"{one},2026-11-26,理由,reason,{_SLUG}", f"{two},2026-11-26,理由,reason,{one}")
    for reused in (False, True):
        outcome = bare_build(*files, out=tmp_path / "out", withdrawn=table)
        said = [notice for notice in outcome.notices if "replaced_by" in notice.message]
        assert outcome.reused is reused
        assert [notice.message for notice in said] == [
            f"withdrawn.csv:{line}: replaced_by: found {slug}, which {why}; expected an agreement that is published"
            for line, slug, why in (
                (2, _SLUG, "is no agreement of this release"),
                (3, one, "is no longer published either"),
            )
        ]
        assert [notice.message_ja.endswith("が必要です") for notice in said] == [True, True]


def test_one_of_two_that_would_have_the_same_name_is_withdrawn(tmp_path: Path) -> None:
    files = [
        write_agreement(tmp_path, name=name, text=ASAHIKAWA_BIEI.replace("甲が負担", bearer))
        for name, bearer in (("1.txt", "甲が負担"), ("2.txt", "乙が負担"))
    ]
    assert bare_build(*files, out=tmp_path / "out").set_aside == ()
    kept, taken = (entry.slug for entry in read_manifest(tmp_path / "out" / CURRENT).agreements)
    outcome = bare_build(*files, out=tmp_path / "out", withdrawn=_table(tmp_path, f"{taken},2026-11-26,理由,reason,"))
    manifest = read_manifest(tmp_path / "out" / CURRENT)
    assert [entry.slug for entry in manifest.agreements] == [kept]
    assert [entry.slug for entry in manifest.gone] == [taken]
    assert [notice.message for notice in outcome.notices if notice.message.startswith("withdrawn")] == []


def test_a_withdrawn_agreement_is_gone_with_its_reason(tmp_path: Path) -> None:
    first = bare_build(ASAHIKAWA, SAPPORO, out=tmp_path / "out")
    other = next(entry.slug for entry in read_manifest(tmp_path / "out" / CURRENT).agreements if entry.slug != _SLUG)
    row = f"{_IRIS.agreement(_SLUG)},2026-11-26,原本の誤り,the original was wrong,{other}"
    second = bare_build(ASAHIKAWA, SAPPORO, out=tmp_path / "out", withdrawn=_table(tmp_path, row))
    manifest = read_manifest(tmp_path / "out" / CURRENT)
    assert [notice for notice in second.notices if "replaced_by" in notice.message] == []
    assert second.release_id != first.release_id
    assert [entry.slug for entry in manifest.agreements] == [other]
    (gone,) = manifest.gone
    assert (gone.slug, gone.release, gone.withdrawn_on) == (_SLUG, first.release_id, "2026-11-26")
    assert (gone.reason, gone.reason_ja) == ("the original was wrong", "原本の誤り")
    assert gone.replaced_by == _IRIS.agreement(other)
    assert gone.title
    assert "withdrawn.csv" in [file.path for file in manifest.inputs]
    told = (tmp_path / "out" / CURRENT / "provenance.nt").read_text(encoding="utf-8")
    subject = f"<{_IRIS.agreement(_SLUG)}>"
    assert f'{subject} <http://www.w3.org/ns/prov#invalidatedAtTime> "2026-11-26T00:00:00Z"' in told
    assert f"{subject} <http://purl.org/dc/terms/isReplacedBy> <{_IRIS.agreement(other)}>" in told
