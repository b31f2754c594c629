"""Corrections beside a source file: read, applied, published, and reported where they no longer fit."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from kg.bundled import bundled
from kg.cli.checking import CheckedDocument, check_document
from kg.corrections import CORRECTIONS, read_corrected_report, read_corrections
from kg.errors import SourceError
from kg.extraction.corrected_findings import things_of
from kg.model.agreement import Agreement
from kg.publication.inputs import collect_inputs, input_files, release_id, skipped_files
from kg.registries.municipalities import load_municipalities
from kg.settings import Settings
from kg.vocabulary import RENKEI

_SOURCE = "asahikawa-biei.txt"
_EXAMPLE = re.compile(r"<!-- example: (\S+) -->\n```toml\n(.*?)```", re.DOTALL)
_HEAD = '[[correction]]\nauthor = "企画課"\ndate = 2026-11-20\nreason = "確認による"\n'


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The source without corrections."""
    return Path(shutil.copy(bundled("data", "agreements", _SOURCE), tmp_path))


def corrected(source: Path, *entries: str) -> Path:
    CORRECTIONS.beside(source).write_text("\n".join(_HEAD + entry for entry in entries), encoding="utf-8")
    return source


def codes(source: Path) -> list[str]:
    found = read_corrected_report(source).diagnostics
    return [each.code for each in found if each.code.startswith("correction-")]


def only(source: Path) -> Agreement:
    (agreement,) = read_corrected_report(source).agreements
    return agreement


def checked(source: Path) -> CheckedDocument:
    return check_document(source, settings=Settings())


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_example_of_the_documentation(language: str, source: Path) -> None:
    page = bundled("docs", language, "corrections.md").read_text(encoding="utf-8")
    ((name, example),) = _EXAMPLE.findall(page)
    assert name == CORRECTIONS.beside(source).name
    CORRECTIONS.beside(source).write_text(example, encoding="utf-8")
    document = checked(source)
    assert document.conforms
    (agreement,) = document.json["agreements"]
    second, third = agreement["initiatives"][1:3]
    assert agreement["signed_on"] == "2022-01-13"
    assert agreement["iri"].endswith("-20220113")
    assert (second["title"], second["policy_field"]) == ("広域観光のネットワーク化の推進", "renkei-a-b")
    assert third["roles"][0]["duties"][0]["types"] == ["administer", "bear-cost", "lead"]
    assert [each["replaced"] for each in agreement["corrections"]] == [
        ["renkei-a-d"],
        ["2022-01-12"],
        ["administer", "lead"],
        ["広域観光のネットワーク化"],
    ]
    assert codes(source) == ["correction-applied"] * 4


def test_the_graph_keeps_the_raw_reading(source: Path) -> None:
    entries = (
        'path = "initiative/2"\nproperty = "policyField"\nreplaces = "renkei-a-d"\nvalue = "renkei-a-b"',
        'start = 1608\nend = 1612\nwords = "広域観光"\nvalue = "圏域観光"',
    )
    document = checked(corrected(source, *entries))
    assert document.conforms
    triples = {(q.subject, q.predicate, q.object) for q in document.quads}
    base = document.json["agreements"][0]["iri"]
    first, second = (NamedNode(f"{base}/correction/{number}") for number in (1, 2))
    initiative = NamedNode(f"{base}/initiative/2")
    field = NamedNode("https://w3id.org/renkei/policy-field/renkei-a-b")
    raw = NamedNode("https://w3id.org/renkei/policy-field/renkei-a-d")
    assert (initiative, RENKEI["policyField"], field) in triples
    assert (initiative, RENKEI["policyField"], raw) not in triples
    assert (first, RENKEI["replacedValue"], raw) in triples
    assert (first, RENKEI["corrects"], initiative) in triples
    assert (second, RENKEI["replacedValue"], Literal("広域観光")) in triples
    assert (second, RENKEI["corrects"], initiative) in triples


def test_words_change_the_reading_and_not_the_source(source: Path) -> None:
    raw = only(source).initiatives[1].title
    title = only(corrected(source, 'start = 1610\nend = 1612\nwords = "観光"\nvalue = "観光等"')).initiatives[1].title
    assert (title.text, title.printed, title.spans) == ("広域観光等のネットワーク化", raw.printed, raw.spans)


def test_bodies_of_a_party_are_corrected_in_its_roles(source: Path) -> None:
    entry = 'path = "party/2"\nproperty = "municipality"\nreplaces = ["014591"]\nvalue = ["014605"]'
    document = checked(corrected(source, entry))
    assert document.conforms
    (agreement,) = document.report.agreements
    roles = [role for initiative in agreement.initiatives for role in initiative.roles]
    codes_of_roles = {body.code for role in roles for body in role.bodies}
    assert codes_of_roles == {"012041", "014605"}
    assert document.json["agreements"][0]["iri"].endswith("/012041-014605-20220112")


@pytest.mark.parametrize(
    ("entry", "value"),
    [
        ('path = "agreement"\nproperty = "effectiveOn"\nreplaces = ""\nvalue = 2022-04-01', "effective_on"),
        ('path = "agreement"\nproperty = "signedOn"\nreplaces = 2022-01-12\nvalue = ""', "signed_on"),
        ('path = "agreement"\nproperty = "instrument"\nreplaces = "renkei-kyoyaku"\nvalue = "other"', "instrument"),
        ('path = "party/1"\nproperty = "capacity"\nreplaces = "core-city"\nvalue = "plain-party"', "parties"),
        ('path = "signatory/1"\nproperty = "name"\nreplaces = "今津寛介"\nvalue = "今津 寛介"', "signatories"),
        ('path = "initiative/1/role/1"\nproperty = "assignedTo"\nreplaces = "012041"\nvalue = "014591"', "initiatives"),
    ],
)
def test_each_property_can_be_corrected(source: Path, entry: str, value: str) -> None:
    before = getattr(only(source), value)
    document = checked(corrected(source, entry))
    (agreement,) = document.report.agreements
    assert getattr(agreement, value) != before
    assert codes(source) == ["correction-applied"]
    assert document.conforms


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        (['path = "initiative/99"\nproperty = "policyField"\nreplaces = ""\nvalue = ""'], "correction-target-missing"),
        (['start = 1609\nend = 1613\nwords = "広域観光"\nvalue = "観光"'], "correction-words-differ"),
        (['start = 9999990\nend = 9999994\nwords = "広域観光"\nvalue = "観光"'], "correction-words-differ"),
        (
            ['path = "initiative/2"\nproperty = "policyField"\nreplaces = "renkei-a-a"\nvalue = "renkei-a-b"'],
            "correction-words-differ",
        ),
        (
            [
                'iri = "https://example.jp/id/agreement/x-20220112/initiative/2"\nproperty = "policyField"\n'
                'replaces = "renkei-a-d"\nvalue = "renkei-a-b"'
            ],
            "correction-target-missing",
        ),
        (
            ['start = 1608\nend = 1612\nwords = "広域観光"\nproperty = "dutyType"\nvalue = []'],
            "correction-target-missing",
        ),
        (
            ['start = 1608\nend = 1612\nwords = "広域観光"\nvalue = "観光"'] * 2,
            "correction-repeated",
        ),
    ],
)
def test_what_does_not_fit_is_reported_and_not_applied(source: Path, entries: list[str], expected: str) -> None:
    corrected(source, *entries)
    found = read_corrected_report(source)
    assert codes(source) == ["correction-applied"] * (len(entries) - 1) + [expected]
    assert len(found.agreements[0].corrections) == len(entries) - 1
    assert all(each.span.end <= len(found.source.text) for each in found.diagnostics)


def test_an_iri_names_the_agreement_whatever_the_base(source: Path) -> None:
    entry = (
        'iri = "https://example.jp/id/agreement/012041-014591-20220112/initiative/2"\nproperty = "policyField"\n'
        'replaces = "renkei-a-d"\nvalue = ""'
    )
    assert only(corrected(source, entry)).initiatives[1].field is None


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("[[correction]\n", "line 1, column", "expected TOML"),
        ("a = 1\n", ":1:1:", "expected tables [[correction]]"),
        (_HEAD + 'path = "agreement"\n', ":1:1:", "found no value"),
        (_HEAD + "value = 1\n", ":1:1:", "expected one target"),
        (
            _HEAD + 'path = "paragraph/1"\nproperty = "signedOn"\nreplaces = ""\nvalue = ""\n',
            ":5:1:",
            "agreement, or a path",
        ),
        (
            _HEAD + 'path = "agreement"\nproperty = "colour"\nreplaces = ""\nvalue = ""\n',
            ":6:1:",
            "expected one of signedOn",
        ),
        (
            _HEAD + 'path = "party/1"\nproperty = "signedOn"\nreplaces = ""\nvalue = ""\n',
            ":6:1:",
            "it is of: agreement",
        ),
        (
            _HEAD + 'path = "agreement"\nproperty = "signedOn"\nreplaces = ""\n  value = "x"\n',
            ":8:3:",
            "expected a date",
        ),
        (
            _HEAD + 'path = "party/1"\nproperty = "municipality"\nreplaces = ""\nvalue = "999999"\n',
            ":8:1:",
            "6-digit codes",
        ),
        (_HEAD + 'start = 1\nend = 9\nwords = "甲"\nvalue = "乙"\n', ":6:1:", "expected 1, as words has"),
        (_HEAD + 'start = -1\nend = 0\nwords = "甲"\nvalue = "乙"\n', ":5:1:", "expected an offset"),
        (_HEAD + 'colour = 1\nstart = 0\nend = 1\nwords = "甲"\nvalue = "乙"\n', ":5:1:", "expected one of author"),
    ],
)
def test_faults_are_named_by_line_and_column(source: Path, text: str, place: str, said: str) -> None:
    CORRECTIONS.beside(source).write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read_corrections(source)
    assert place in caught.value.message
    assert said in caught.value.message
    assert CORRECTIONS.beside(source).name in caught.value.message_ja


def test_a_file_that_notepad_saved_is_read(source: Path) -> None:
    """With a BOM and with CR LF."""
    entry = _HEAD + 'path = "initiative/2"\nproperty = "policyField"\nreplaces = "renkei-a-d"\nvalue = ""\n'
    CORRECTIONS.beside(source).write_bytes(entry.replace("\n", "\r\n").encode("utf-8-sig"))
    (correction,) = read_corrections(source)
    assert correction.path == "initiative/2"


def test_a_file_in_another_encoding_is_named_by_line(source: Path) -> None:
    CORRECTIONS.beside(source).write_bytes('[[correction]]\nauthor = "企画課"\n'.encode("cp932"))
    with pytest.raises(SourceError) as caught:
        read_corrections(source)
    assert ".corrections.toml:2: " in caught.value.message
    assert "UTF-8" in caught.value.message
    assert "UTF-8 で保存" in caught.value.message_ja


def test_control_characters_are_refused(source: Path) -> None:
    """XML cannot carry them: a correction with one would be published in part of the formats only."""
    words = 'start = 1608\nend = 1612\nwords = "広域観光"\n'
    for text, place in (
        (_HEAD + words + 'value = "観\\u0000光"\n', ":8:1: value"),
        (_HEAD.replace('author = "', 'author = "\\u0001') + words + 'value = "観光"\n', ":2:1: author"),
    ):
        CORRECTIONS.beside(source).write_text(text, encoding="utf-8")
        with pytest.raises(SourceError) as caught:
            read_corrections(source)
        assert place in caught.value.message


def test_corrections_are_an_input_of_the_release(source: Path) -> None:
    def release() -> str:
        return release_id(collect_inputs([source]), settings={}, source_date_epoch=None)

    before = release()
    corrected(source, 'start = 1608\nend = 1612\nwords = "広域観光"\nvalue = "観光"')
    assert release() != before
    assert [file.path for file in input_files(collect_inputs([source]))] == [_SOURCE, CORRECTIONS.beside(source).name]
    assert skipped_files([source.parent]) == ()
    source.unlink()
    assert skipped_files([source.parent]) == (CORRECTIONS.beside(source),)


def test_a_notice_of_termination_is_entered_with_its_source(source: Path) -> None:
    entry = 'path = "event/notice-of-termination"\nproperty = "eventDate"\nreplaces = ""\nvalue = 2026-10-01\n'
    with pytest.raises(SourceError, match="found no source"):
        read_corrections(corrected(source, entry))
    (agreement,) = checked(corrected(source, f'{entry}source = "文書第123号"\n')).json["agreements"]
    (notice,) = [event for event in agreement["events"] if event["kind"] == "notice-of-termination"]
    assert (notice["date"], notice["rule"]) == ("2026-10-01", "notice-entered")
    assert agreement["force"][-1]["in_force"] is None
    assert [(each["path"], each["source"]) for each in agreement["corrections"]] == [
        ("event/notice-of-termination", "文書第123号")
    ]


def test_a_notice_can_say_which_party_gave_it(source: Path) -> None:
    def entry(party: str, said: str = 'source = "文書第123号"') -> str:
        target = f'path = "event/notice-of-termination/party/{party}"\nproperty = "eventDate"\nreplaces = ""\n'
        return f"{target}value = 2026-10-01\n{said}\n"

    with pytest.raises(SourceError, match="found no source"):
        read_corrections(corrected(source, entry("2", said="")))
    with pytest.raises(SourceError, match="path: found 'event/notice-of-termination/party/0'"):
        read_corrections(corrected(source, entry("0")))
    assert codes(corrected(source, entry("3"))) == ["correction-target-missing"]
    assert codes(corrected(source, entry("1"), entry("2"))) == ["correction-applied"] * 2
    (agreement,) = checked(source).json["agreements"]
    notices = [event for event in agreement["events"] if event["kind"] == "notice-of-termination"]
    assert [(event["party"], event["date"]) for event in notices] == [(1, "2026-10-01"), (2, "2026-10-01")]


def test_a_thing_that_the_words_do_not_name_is_removed(source: Path) -> None:
    agreement = only(source)
    thing = things_of(agreement, load_municipalities())[0]
    entry = f'path = "{thing.path}"\nproperty = "label"\nreplaces = "{thing.name}"\nvalue = ""\n'
    assert codes(corrected(source, entry)) == ["correction-applied"]
    left = things_of(only(source), load_municipalities())
    assert thing.path not in {each.path for each in left}
    assert len(left) == len(things_of(agreement, load_municipalities())) - 1
    document = checked(source)
    assert document.conforms
    (found,) = document.json["agreements"]
    assert [(each["replaced"], each["value"]) for each in found["corrections"]] == [([thing.name], [])]
