"""What some suites need from the operating system, and how to get it.

One table: the markers of the tests, the packages ``./dev test`` installs, the line that says why a suite was left out.
``python -m tests.system_needs`` prints the Debian packages that are missing here.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from ctypes.util import find_library
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.croissant.environment import has_loader
from tests.engines.fuseki import has_fuseki
from tests.engines.virtuoso import ISQL, VIRTUOSO
from tests.harvesters.environment import has_ckan


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemNeed:
    """A need of the tests with that marker; ``packages`` are Debian's names."""

    marker: str
    what: str
    packages: tuple[str, ...]
    is_met: Callable[[], bool]


def chromium_path() -> Path | None:
    """The installed Chromium: the system's, else the one Playwright has fetched."""
    for name in ("chromium", "google-chrome"):
        found = shutil.which(name)
        if found:
            return Path(found)
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return own if own.exists() else None


def _has_japanese_font() -> bool:
    if not shutil.which("fc-list"):
        return False
    return bool(subprocess.run(["fc-list", ":lang=ja"], capture_output=True, check=True).stdout.strip())


def _has_library_of_the_driver() -> bool:
    """Playwright's driver is linked with libatomic, which a minimal Debian does not have."""
    return find_library("atomic") is not None


def _has_browser() -> bool:
    return _has_library_of_the_driver() and _has_japanese_font() and chromium_path() is not None


def _has_office() -> bool:
    program = shutil.which("soffice")
    if not _has_japanese_font() or program is None:
        return False
    folder = Path(program).resolve().parent
    return all((folder / f"lib{part}lo.so").exists() for part in ("sw", "sc"))


def _has_java() -> bool:
    return shutil.which("java") is not None


def _has_clients() -> bool:
    packages = Path(__file__).parent / "clients" / "node_modules" / ".package-lock.json"
    return all(shutil.which(program) for program in ("curl", "node", "npm")) and packages.exists()


def _has_virtuoso() -> bool:
    return shutil.which(VIRTUOSO) is not None and shutil.which(ISQL) is not None


def _has_ckan() -> bool:
    return find_library("magic") is not None and has_ckan()


def nginx_path() -> str | None:
    """nginx, which Debian puts where only root looks."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def _has_nginx() -> bool:
    return nginx_path() is not None


def _has_git() -> bool:
    return shutil.which("git") is not None


def _has_curl() -> bool:
    return shutil.which("curl") is not None


def _has_minisign() -> bool:
    return shutil.which("minisign") is not None


SYSTEM_NEEDS = (
    SystemNeed(
        marker="browser",
        what="Chromium and a Japanese font",
        packages=("chromium", "fonts-noto-cjk", "fontconfig", "libatomic1"),
        is_met=_has_browser,
    ),
    SystemNeed(
        marker="office",
        what="LibreOffice Writer and Calc and a Japanese font",
        packages=("libreoffice-writer-nogui", "libreoffice-calc-nogui", "fonts-noto-cjk", "fontconfig"),
        is_met=_has_office,
    ),
    SystemNeed(marker="java", what="a Java runtime", packages=("default-jre-headless",), is_met=_has_java),
    SystemNeed(
        marker="clients",
        what="curl or Node.js, or its packages (npm ci --prefix tests/clients),",
        packages=("curl", "nodejs", "npm"),
        is_met=_has_clients,
    ),
    SystemNeed(marker="virtuoso", what="Virtuoso", packages=("virtuoso-opensource-7-bin",), is_met=_has_virtuoso),
    SystemNeed(
        marker="fuseki",
        what="Java or Fuseki's jar (python -m tests.engines.fuseki, by Maven)",
        packages=("default-jre-headless", "maven"),
        is_met=has_fuseki,
    ),
    SystemNeed(marker="nginx", what="nginx", packages=("nginx-light",), is_met=_has_nginx),
    SystemNeed(
        marker="ckan",
        what="libmagic or CKAN in tests/harvesters/.venv (./dev test makes it)",
        packages=("libmagic1",),
        is_met=_has_ckan,
    ),
    SystemNeed(
        marker="croissant",
        what="mlcroissant in tests/croissant/.packages (./dev test installs it)",
        packages=(),
        is_met=has_loader,
    ),
    SystemNeed(marker="git", what="git", packages=("git",), is_met=_has_git),
    SystemNeed(marker="curl", what="curl", packages=("curl",), is_met=_has_curl),
    SystemNeed(marker="minisign", what="minisign", packages=("minisign",), is_met=_has_minisign),
)


def unmet_needs() -> tuple[SystemNeed, ...]:
    """The needs that this machine does not meet."""
    return tuple(need for need in SYSTEM_NEEDS if not need.is_met())


if __name__ == "__main__":
    for unmet in unmet_needs():
        sys.stdout.write("".join(f"{package}\n" for package in unmet.packages))
