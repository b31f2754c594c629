"""From quads and reports to a release on disk."""

from kg.publication.building import BuildOutcome, Notice, build_release
from kg.publication.manifest import MANIFEST, Manifest, SetAside, Warned, read_manifest
from kg.publication.progress import Progress, Stage
from kg.publication.release import CURRENT, verify_release

__all__ = [
    "CURRENT",
    "MANIFEST",
    "BuildOutcome",
    "Manifest",
    "Notice",
    "Progress",
    "SetAside",
    "Stage",
    "Warned",
    "build_release",
    "read_manifest",
    "verify_release",
]
