"""``renkei query`` through the installed command, on the real release."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from kg.formats import RDF_FORMATS, SELECT_FORMATS
from kg.vocabulary import PREFIXES
from tests.running import run_renkei

_HEAD = f"PREFIX renkei: <{PREFIXES['renkei']}> PREFIX dcterms: <{PREFIXES['dcterms']}>"
TITLES = f"{_HEAD} SELECT ?a ?title WHERE {{ ?a a renkei:Agreement ; dcterms:title ?title }} ORDER BY ?a"
GRAPH = f"{_HEAD} CONSTRUCT {{ ?a dcterms:title ?title }} WHERE {{ ?a a renkei:Agreement ; dcterms:title ?title }}"
ASK = f"{_HEAD} ASK {{ ?a a renkei:Agreement }}"


def test_a_pipe_gets_csv(real_release: Path) -> None:
    done = run_renkei("query", TITLES, "--release", real_release)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert done.returncode == 0, done.stderr
    assert [row["title"] for row in rows] == [
        "札幌市及び岩見沢市における連携中枢都市圏形成に係る連携協約",
        "連携中枢都市圏形成に係る連携協約",
    ]


def test_a_table_is_for_people(real_release: Path) -> None:
    done = run_renkei("query", TITLES, "--release", real_release, "--format", "table")
    assert "│" in done.stdout
    assert "2 rows" in done.stdout
    assert "@ja" not in done.stdout


@pytest.mark.parametrize("name", [format_.name for format_ in SELECT_FORMATS])
def test_every_result_format(real_release: Path, name: str) -> None:
    done = run_renkei("query", TITLES, "--release", real_release, "--format", name)
    assert (done.returncode, done.stderr) == (0, "")
    assert "連携中枢都市圏形成に係る連携協約" in done.stdout


@pytest.mark.parametrize("extension", [format_.extension for format_ in RDF_FORMATS])
def test_every_graph_format(real_release: Path, extension: str) -> None:
    done = run_renkei("query", GRAPH, "--release", real_release, "--format", extension)
    triples = list(parse(done.stdout, format=RdfFormat.from_extension(extension)))
    assert len(triples) == 2


@pytest.mark.parametrize(("language", "answer"), [("ja", "はい"), ("en", "yes")])
def test_yes_and_no(real_release: Path, language: str, answer: str) -> None:
    assert run_renkei("query", ASK, "--release", real_release, "--lang", language).stdout.strip() == answer
    done = run_renkei("query", ASK, "--release", real_release, "--format", "json")
    assert json.loads(done.stdout)["boolean"] is True


def test_a_query_from_a_file(real_release: Path, tmp_path: Path) -> None:
    (tmp_path / "titles.rq").write_text(TITLES, encoding="utf-8")
    done = run_renkei("query", "--file", tmp_path / "titles.rq", "--release", real_release)
    assert done.stdout == run_renkei("query", TITLES, "--release", real_release).stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("SELECT nonsense",), ""),
        (("INSERT DATA { <a:a> <a:a> <a:a> }",), "INSERT"),
        (("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",), "SERVICE"),
        ((TITLES, "--format", "ttl"), "--format ttl"),
        ((GRAPH, "--format", "csv"), "--format csv"),
        ((ASK, "--format", "csv"), "--format csv"),
        ((), "QUERY"),
        ((ASK, "--file", "x"), "QUERY"),
        (("--file", "absent.rq"), "absent.rq"),
    ],
)
def test_what_cannot_be_asked_ends_with_2(real_release: Path, arguments: tuple[str, ...], words: str) -> None:
    done = run_renkei("query", *arguments, "--release", real_release)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr


def test_a_query_that_takes_too_long_ends_with_2(real_release: Path) -> None:
    done = run_renkei(
        "query", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }", "--release", real_release, "--query-timeout", "0.5"
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "0.5 seconds" in done.stderr


def test_a_release_that_is_not_there_ends_with_2(tmp_path: Path) -> None:
    assert run_renkei("query", ASK, cwd=tmp_path).returncode == 2


def test_a_damaged_release_ends_with_1(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{}", encoding="utf-8")
    done = run_renkei("query", ASK, "--release", tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "manifest.json" in done.stderr
