"""The same text as PDF files of real producers: printed by a browser, exported by a word processor."""

from __future__ import annotations

import html
import subprocess
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

from tests.system_needs import chromium_path

Producer = Callable[[str, Path], bytes]

_STYLE = (
    'body{font-family:"Noto Serif CJK JP";font-size:10.5pt}p{margin:0}table{border-collapse:collapse}'
    "td{padding:3px}tr{break-inside:avoid}@page{size:A4;margin:25mm}"
)


def as_html(text: str) -> str:
    """A page with a paragraph for each line and a table for each run of lines with tabs."""
    parts: list[str] = []
    for is_table, lines in groupby(text.split("\n"), key=lambda line: "\t" in line):
        if is_table:
            parts.append(_table([line.split("\t") for line in lines]))
        else:
            parts.extend(f"<p>{html.escape(line) or '<br>'}</p>" for line in lines)
    return f"<html><head><meta charset='utf-8'><style>{_STYLE}</style></head><body>{''.join(parts)}</body></html>"


def _table(rows: list[list[str]]) -> str:
    width = max(map(len, rows))
    cells = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row + [""] * (width - len(row))) for row in rows)
    return f"<table border='1' cellspacing='0' width='100%'>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def printed_by_a_browser(page: str, folder: Path) -> bytes:
    """What Chromium prints of a web page."""
    source, target = folder / "page.html", folder / "page.pdf"
    source.write_text(page, encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={target}"]
    command = [str(chromium_path()), *options, f"--user-data-dir={folder / 'profile'}", source.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return target.read_bytes()


def exported_by_a_word_processor(page: str, folder: Path) -> bytes:
    """What LibreOffice Writer exports after it has opened a web page as a document of its own."""
    (folder / "page.html").write_text(page, encoding="utf-8")
    _convert(folder, "page.html", "odt:writer8", "--infilter=HTML (StarWriter)")
    _convert(folder, "page.odt", "pdf")
    return (folder / "page.pdf").read_bytes()


def _convert(folder: Path, name: str, target: str, *options: str) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", *options, "--convert-to", target, name]
    subprocess.run(command, check=True, capture_output=True, cwd=folder, timeout=300)
