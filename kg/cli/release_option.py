"""The option that names a release on disk."""

from __future__ import annotations

from pathlib import Path

from kg.cli.commands import Option
from kg.cli.language import Words
from kg.errors import InputError
from kg.store.release import MANIFEST, Release, load_release

#: The live release where ``renkei build`` puts it by default.
DEFAULT_RELEASE = Path("build", "current")


def release_option() -> Option:
    """``--release DIR``; the live release by default."""
    return Option(
        ["--release"],
        metavar="DIR",
        type=Path,
        default=DEFAULT_RELEASE,
        show_default=True,
        words=Words("Folder of the release.", "公開版のフォルダ。"),
    )


def open_release(folder: Path) -> Release:
    """The release in that folder. Raises InputError where there is none, ReleaseError where it is damaged."""
    if not folder.is_dir():
        raise InputError(
            f"{folder}: no such folder, expected a release; `renkei build` makes one",
            f"{folder}: フォルダがありません。公開版は `renkei build` で作ります",
        )
    if not (folder / MANIFEST).is_file():
        raise InputError(
            f"{folder}: found no {MANIFEST}, expected the folder of a release; `renkei build` makes one",
            f"{folder}: {MANIFEST} がなく、公開版のフォルダではありません。公開版は `renkei build` で作ります",
        )
    return load_release(folder)
