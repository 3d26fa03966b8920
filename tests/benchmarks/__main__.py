"""Run all benchmarks and write a report in Markdown, with plots.

    python -m tests.benchmarks [FILE…] [--out FOLDER] [--limit N]

Without files, what needs public intent sets is left out.  The peers that are installed take part.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.benchmarks import growth, intents, peers, program
from tests.benchmarks.sets import load

HELD_OUT = 5
"""Of the shipped examples every so manyth is asked instead of learnt."""


def main() -> int:
    """Measure everything, and write `report.md` and the plots into a folder."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="public intent sets")
    parser.add_argument("--out", type=Path, default=Path("benchmarks"), metavar="FOLDER", help="default: benchmarks")
    parser.add_argument("--limit", type=int, default=500, metavar="N", help="questions asked of each peer (500)")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    parts = [f"# Benchmarks\n\n{machine()}\n"]
    for heading, section in (
        ("The program", the_program),
        ("The matcher on intent sets", the_sets),
        ("Growth", the_growth),
        ("Peers", the_peers),
    ):
        print(f"measuring: {heading.lower()}", file=sys.stderr, flush=True)
        parts.append(f"## {heading}\n\n{section(given)}")
        (given.out / "report.md").write_text("\n".join(parts), encoding="utf-8")
    print(given.out / "report.md")
    return 0


def machine() -> str:
    """What the figures were measured on."""
    return (
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {_processor()}, "
        f"{os.cpu_count()} cores; load when begun {os.getloadavg()[0]:.1f}."
    )


def the_program(given: argparse.Namespace) -> str:
    rows = [program.start_up(), program.a_question(), program.piped(), program.building()]
    return "\n".join(table([row]) for row in rows)


def the_sets(given: argparse.Namespace) -> str:
    rows = []
    for path in given.files:
        for each in (10, None):
            for slips in (None, peers.SLIPS):
                result = intents.measure(load(path).sampled(each).spoilt(slips))
                rows.append(
                    {"set": result.file, "examples an intent": each or "all", "slips": "yes" if slips else "no"}
                    | {key: value for key, value in asdict(result).items() if key != "file"}
                )
    return table(rows)


def the_growth(given: argparse.Namespace) -> str:
    rows = growth.grow(given.files)
    (given.out / "growth.svg").write_text(growth.question_plot(rows), encoding="utf-8")
    (given.out / "cost.svg").write_text(growth.cost_plot(rows), encoding="utf-8")
    pictures = "![A question's time as the examples grow](growth.svg)\n![What the index costs](cost.svg)\n"
    return f"{table(rows)}\n{pictures}"


def the_peers(given: argparse.Namespace) -> str:
    names = list(peers.PEERS)
    with tempfile.TemporaryDirectory() as folder:
        own = shipped_set(Path(folder))
        rows = [*peers.compare(given.files, 10, given.limit, names), *peers.compare([own], None, given.limit, names)]
    return table([row for row in rows if row["each"]]) + "\n" + table([row for row in rows if not row["each"]])


def shipped_set(folder: Path) -> Path:
    """The shipped examples as an intent set: most to learn from, the others to be asked."""
    path = folder / "shipped knowledge.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number, (text, intent) in enumerate(growth.shipped()):
            split = "train" if number % HELD_OUT else "test"
            print(json.dumps({"split": split, "text": text, "intent": intent}), file=file)
    return path


def table(rows: Sequence[dict[str, Any]]) -> str:
    """A Markdown table; its columns are the keys of the first row."""
    if not rows:
        return "Not measured: no files were given.\n"
    lines = [list(rows[0]), ["---"] * len(rows[0]), *([_cell(value) for value in row.values()] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(value: object) -> str:
    return "–" if value is None else f"{value:,}" if isinstance(value, int) else str(value)


def _processor() -> str:
    """The processor's name, where the system tells it."""
    try:
        lines: Iterable[str] = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = subprocess.run(["uname", "-p"], capture_output=True, text=True).stdout.splitlines()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, "processor unknown")


if __name__ == "__main__":
    sys.exit(main())
