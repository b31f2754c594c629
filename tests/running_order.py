"""Which test files begin first: where one that takes long begins last, one process works and the others wait for it."""

from __future__ import annotations

from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[1]

#: Files of more than about 20 s of one processor, or of as long a wait for other programs, longest first. By itself
#: pytest-xdist begins with the files of the most tests, and these have few.
LONG = (
    "tests/engines/test_fuseki.py",
    "tests/harvesters/test_harvesters.py",
    "tests/publication/test_building.py",
    "tests/cli/test_build.py",
    "tests/formats/test_four_formats.py",
    "tests/generator/test_reader.py",
    "tests/web/test_operation.py",
    "tests/engines/test_virtuoso.py",
    "tests/publication/test_killing.py",
    "tests/ontology/test_published_data.py",
    "tests/cli/test_check.py",
    "tests/publication/test_release.py",
    "tests/web/test_switching.py",
    "tests/publication/test_reproducible.py",
    "tests/publication/test_findings.py",
    "tests/validation/test_running.py",
    "tests/deployment/test_nginx.py",
    "tests/browser/test_portal.py",
    "tests/reading/test_pdf_hostile.py",
    "tests/wheel/test_wheel.py",
    "tests/validation/test_fixtures.py",
    "tests/docs/test_questions.py",
)
_RANKS = {_ROOT / name: rank for rank, name in enumerate(LONG)}


def put_long_first(items: list[pytest.Item]) -> None:
    """Sort collected tests; those of one file keep their order and stay together."""
    items.sort(key=lambda item: _RANKS.get(item.path, len(LONG)))


def missing_files() -> list[str]:
    """Names in the list that are no file any more."""
    return [name for name in LONG if not (_ROOT / name).is_file()]
