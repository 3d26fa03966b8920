"""What the matcher costs as the examples grow: time to build, memory, and milliseconds a question.

    python -m tests.benchmarks.growth [FILE…] [--sizes N…] [--plot SVG] [--json]

The examples of the files (those of the shipped knowledge without any) are repeated with variation: in each repetition
every text gets one of its words replaced by another of the set's words.  The questions are varied in the same way.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
from itertools import cycle
from pathlib import Path
from time import perf_counter
from typing import Any

from tests.benchmarks.plot import log_plot
from tests.benchmarks.sets import load, peak_mb, percentile

SIZES = (1_000, 10_000, 100_000)
QUESTIONS = 500


def varied(examples: list[tuple[str, str]], size: int, seed: int) -> list[tuple[str, str]]:
    """As many examples as `size`, those beyond the given ones with a word replaced."""
    rng = random.Random(seed)
    order = rng.sample(examples, len(examples))
    words = sorted({word for text, _ in examples for word in text.split()})
    found = order[:size]
    while len(found) < size:
        text, intent = order[len(found) % len(order)]
        parts = text.split() or [""]
        parts[rng.randrange(len(parts))] = rng.choice(words)
        found.append((" ".join(parts), intent))
    return found


def measure(paths: list[Path], size: int) -> dict[str, Any]:
    """Build a matcher of `size` examples in this process and ask it; memory is the peak of the whole process."""
    from rapidfuzz import fuzz, process

    from assistant.matching.matcher import Matcher

    given = [pair for path in paths for pair in load(path).train] if paths else shipped()
    examples = varied(given, size, 1)
    questions = [text for text, _ in varied(given, len(given) + QUESTIONS, 2)[-QUESTIONS:]]
    start = perf_counter()
    matcher = Matcher(examples)
    build, memory = perf_counter() - start, peak_mb()
    times, others = [], []
    for question in questions:
        start = perf_counter()
        matcher.rank(question)
        times.append(1000 * (perf_counter() - start))
    texts = [text for text, _ in examples]
    for question in questions[:20]:
        start = perf_counter()
        process.extractOne(question, texts, scorer=fuzz.WRatio)
        others.append(1000 * (perf_counter() - start))
    return {
        "examples": size,
        "intents": len({intent for _, intent in examples}),
        "build_s": round(build, 2),
        "memory_mb": round(memory),
        "ms_median": round(percentile(times, 0.5), 3),
        "ms_p99": round(percentile(times, 0.99), 3),
        "wratio_ms_median": round(percentile(others, 0.5), 2),
    }


def shipped() -> list[tuple[str, str]]:
    """The examples of the shipped knowledge, each with its entry's id; placeholders stand for each subject in turn."""
    from assistant.answering.library import knowledge_folder
    from assistant.knowledge.loading import load as load_knowledge

    base = load_knowledge(knowledge_folder() / "django-vs-flask")
    names = cycle(subject.name for subject in base.subjects)
    return [(re.sub(r"\{\w+\}", lambda _: next(names), text), entry.id) for entry in base.entries for text in entry.ask]


def grow(paths: list[Path], sizes: tuple[int, ...] = SIZES) -> list[dict[str, Any]]:
    """Measure every size in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.growth", *map(str, paths), "--alone"]
    runs = [[*command, "--sizes", str(size)] for size in sizes]
    return [json.loads(subprocess.run(run, check=True, capture_output=True).stdout) for run in runs]


def question_plot(rows: list[dict[str, Any]]) -> str:
    """A question's time over the number of examples, as an SVG picture."""
    names = {
        "ms_median": "Verdict, median",
        "ms_p99": "Verdict, 99th percentile",
        "wratio_ms_median": "extractOne with WRatio",
    }
    return log_plot("A question's time as the examples grow", "examples", "milliseconds", _lines(rows, names))


def cost_plot(rows: list[dict[str, Any]]) -> str:
    """Time to build and memory over the number of examples, as an SVG picture."""
    names = {"build_s": "build, seconds", "memory_mb": "memory, MB"}
    return log_plot("What the index costs as the examples grow", "examples", "seconds, MB", _lines(rows, names))


def _lines(rows: list[dict[str, Any]], names: dict[str, str]) -> dict[str, list[tuple[float, float]]]:
    return {name: [(row["examples"], row[key]) for row in rows] for key, name in names.items()}


def main() -> int:
    """Measure the growth on the files of the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.growth", description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--sizes", nargs="+", type=int, default=list(SIZES), metavar="N")
    parser.add_argument("--plot", type=Path, metavar="SVG")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.alone:
        print(json.dumps(measure(given.files, given.sizes[0])))
        return 0
    rows = grow(given.files, tuple(given.sizes))
    for row in rows:
        print(json.dumps(row) if given.json else "  ".join(f"{key} {value}" for key, value in row.items()))
    if given.plot:
        given.plot.write_text(question_plot(rows), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
