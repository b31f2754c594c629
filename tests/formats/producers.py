"""DOCX, PDF and HTML as other programs write them: LibreOffice and Chromium."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.system_needs import chromium_path

_PATIENCE_SECONDS = 300


def convert(files: Iterable[Path], to: str, out: Path, *, profile: Path, read_as: str | None = None) -> None:
    """Convert files with one start of LibreOffice. ``to`` is an extension with its export filter, ``read_as`` the
    import filter where the extension does not say enough.
    """
    out.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            *([f"--infilter={read_as}"] if read_as else []),
            "--convert-to",
            to,
            "--outdir",
            out,
            *sorted(files),
        ],
        check=True,
        capture_output=True,
        timeout=_PATIENCE_SECONDS,
    )


def print_pages(files: Iterable[Path], out: Path) -> None:
    """Print web pages to PDF with Chromium, with its header and footer."""
    out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        page = browser.new_page()
        for file in sorted(files):
            page.goto(file.as_uri())
            page.pdf(path=out / f"{file.stem}.pdf", format="A4", display_header_footer=True, print_background=True)
        browser.close()
