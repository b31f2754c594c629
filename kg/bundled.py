"""Where the files that travel with the package are: ontology, shapes, data.

In a checkout they stand at its top level; in an installed wheel under ``kg/resources``.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
_INSTALLED = _PACKAGE / "resources"
_ROOT = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent


def bundled(*parts: str) -> Path:
    """Path of a bundled file or folder, e.g. ``bundled("data", "registry")``."""
    return _ROOT.joinpath(*parts)
