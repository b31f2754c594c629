"""``python -m tests.hostile [--seconds 600] [--release DIR]``: the table of docs/en/endpoint.md, made again."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.hostile.load import HOSTILE_CLIENTS, Report, run_load
from tests.running import RENKEI


def build(directory: Path) -> Path:
    """A release of the agreements that come with the program."""
    command = [str(RENKEI), "build", "--out", str(directory)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return directory / "current"


def written(report: Report) -> str:
    """A report for people."""
    parts = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "max": 1.0}
    times = ", ".join(f"{name} {report.percentile(part) * 1000:.1f} ms" for name, part in parts.items())
    lines = [
        f"{len(report.look_ups)} look-ups: {times}; {len(report.failed)} without their answer",
        *report.failed[:10],
        f"memory: peak {report.peak_memory_mb:.0f} MiB, cap {report.memory_cap_mb:.0f} MiB",
        *(f"{kind:16} {counts}" for kind, counts in sorted(report.outcomes.items())),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Run it and print the report."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile")
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--clients", type=int, default=HOSTILE_CLIENTS)
    parser.add_argument("--release", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        release = arguments.release or build(Path(directory) / "build")
        report = run_load(release, seconds=arguments.seconds, hostile_clients=arguments.clients)
        sys.stdout.write(written(report))


if __name__ == "__main__":
    main()
