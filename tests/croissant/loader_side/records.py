"""What MLCommons' loader makes of a data set: ``records.py CROISSANT FOLDER`` prints it as JSON.

FOLDER holds the files of the data set under their ids. The checksum of each is compared by the loader itself.
"""

import json
import sys
from pathlib import Path
from typing import Any

import mlcroissant


def main(description: Path, folder: Path) -> None:
    """Print the complaints of the validation and the records of every record set."""
    content = json.loads(description.read_bytes())
    files = {file["@id"]: folder / file["@id"] for file in content["distribution"]}
    dataset = mlcroissant.Dataset(jsonld=content, mapping=files)
    issues = dataset.metadata.ctx.issues
    names = [records["@id"] for records in content.get("recordSet", ())]
    told = {
        "errors": sorted(issues.errors),
        "warnings": sorted(issues.warnings),
        "records": {name: [plain(record) for record in dataset.records(name)] for name in names},
    }
    json.dump(told, sys.stdout)


def plain(record: dict[str, Any]) -> dict[str, str | None]:
    """A record with its values as text, under the names of its fields."""
    return {name.rpartition("/")[2]: as_text(value) for name, value in record.items()}


def as_text(value: Any) -> str | None:
    """A value as text; None for a missing one."""
    return value.decode() if isinstance(value, bytes) else None if value is None or value != value else str(value)  # noqa: PLR0124 -- NaN


main(Path(sys.argv[1]), Path(sys.argv[2]))
