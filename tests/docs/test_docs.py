"""The documentation says what the code does. RENKEI_APPROVE=1 writes the generated blocks anew."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from kg.bundled import bundled
from kg.cli.language import Language
from tests.docs.blocks import BLOCKS, block_in

ROOT = bundled()
DOCS = ROOT / "docs"
PAGES = (ROOT / "README.md", *sorted(DOCS.rglob("*.md")))

_BLOCK = re.compile(r"(<!-- generated: ([a-z-]+) -->\n).*?(\n<!-- end -->)", re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#]+)(?:#[^)]*)?\)")

pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def _language(page: Path) -> Language:
    return Language.EN if page.parent.name == "en" else Language.JA


@pages
def test_generated_blocks_are_up_to_date(page: Path) -> None:
    written = page.read_text(encoding="utf-8")
    generated = _BLOCK.sub(lambda m: m[1] + block_in(m[2], _language(page)) + m[3], written)
    if os.environ.get("RENKEI_APPROVE"):
        page.write_text(generated, encoding="utf-8")
    else:
        assert written == generated


@pages
def test_links_lead_somewhere(page: Path) -> None:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / unquote(target)).exists(), target


@pytest.mark.parametrize("language", list(Language))
def test_every_block_is_in_the_documentation(language: Language) -> None:
    found = {m[2] for page in (DOCS / language.value).glob("*.md") for m in _BLOCK.finditer(page.read_text("utf-8"))}
    assert found == set(BLOCKS)


def test_both_languages_have_the_same_pages() -> None:
    assert {p.name for p in (DOCS / "ja").glob("*.md")} == {p.name for p in (DOCS / "en").glob("*.md")}
