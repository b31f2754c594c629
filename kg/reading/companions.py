"""Files that stand beside a source file and are named after it: its metadata, its corrections."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Companion:
    """A kind of such files, by what their names add to the source's."""

    suffix: str

    def beside(self, source: Path) -> Path:
        """Where the file of a source stands, whether or not it exists.

        >>> Companion(".meta.toml").beside(Path("data/a.txt")).name
        'a.txt.meta.toml'
        """
        return source.with_name(f"{source.name}{self.suffix}")

    def source_of(self, path: Path) -> Path:
        """The source file that a file stands beside; the path itself where it is none of this kind.

        >>> [Companion(".meta.toml").source_of(Path(name)).name for name in ("a.txt.meta.toml", "a.txt")]
        ['a.txt', 'a.txt']
        """
        name = path.name.removesuffix(self.suffix)
        return path.with_name(name) if name else path
