"""The sidecar ``NAME.meta.toml`` of a source file: origin, terms, retrieval."""

from __future__ import annotations

import tomllib
from pathlib import Path

from kg.errors import SourceError
from kg.model.agreement import SourceMetadata

_TEXTS = ("title", "retrieved_from", "retrieved_on", "retrieval_note", "terms", "terms_url")


def sidecar_path(path: Path) -> Path:
    """Where the sidecar of a source file stands, whether or not it exists.

    >>> sidecar_path(Path("data/a.txt")).name
    'a.txt.meta.toml'
    """
    return path.with_name(f"{path.name}.meta.toml")


def read_metadata(path: Path) -> SourceMetadata:
    """The metadata beside a source file; empty where there is no sidecar. Raises SourceError for a damaged one."""
    sidecar = sidecar_path(path)
    if not sidecar.exists():
        return SourceMetadata()
    try:
        values = tomllib.loads(sidecar.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SourceError(
            f"{sidecar}: found {error}, expected TOML", f"{sidecar}: TOML として読めません: {error}"
        ) from error
    unknown = sorted(set(values) - {*_TEXTS, "homepages"})
    if unknown:
        expected = ", ".join((*_TEXTS, "homepages"))
        raise SourceError(
            f"{sidecar}: found {', '.join(unknown)}, expected {expected}",
            f"{sidecar}: 項目 {', '.join(unknown)} は使えません。使えるのは {expected} です",
        )
    homepages = values.get("homepages", {})
    return SourceMetadata(
        **{name: str(values.get(name, "")) for name in _TEXTS},
        homepages=tuple(sorted((str(name), str(url)) for name, url in homepages.items())),
    )
