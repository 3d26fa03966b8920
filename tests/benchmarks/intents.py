"""How often the matcher finds the right intent, on any intent set.

    python -m tests.benchmarks.intents FILE… [--each N] [--slips SEED] [--limit N] [--json]

Questions have their slips mended towards the words of the examples, as in the program, and are then matched; the same
settings serve every set, and nothing is learnt from the questions.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import Any

from assistant.matching.dense import Dense
from assistant.matching.matcher import Matcher
from assistant.words.spelling import Speller
from assistant.words.text import normalize, tokens
from assistant.words.vectors import Vectors
from tests.benchmarks.sets import IntentSet, auroc, load, percentile

WORDS = Path(__file__).parents[2] / "knowledge" / "english" / "words.txt"
VECTORS = WORDS.with_name("vectors.bin")


class Verdict:
    """The matcher behind the speller, as a peer among others."""

    def __init__(self, examples: list[tuple[str, str]]) -> None:
        words = [word for text, _ in examples for word in tokens(normalize(text))]
        self._speller = Speller(words, real_words().__contains__)
        vectors = Vectors.open(str(VECTORS))
        self._matcher = Matcher(examples, dense=Dense(vectors, vectors.size))

    def ask(self, text: str) -> tuple[str | None, float]:
        """The likeliest intent and how sure it is, 0 to 1."""
        found = self._matcher.rank(" ".join(self._speller.mend(tokens(normalize(text)))), 1)
        return (found[0].intent, found[0].score) if found else (None, 0.0)


@cache
def real_words() -> frozenset[str]:
    """English words, which are not mended."""
    return frozenset(line for line in WORDS.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))


@dataclass(frozen=True)
class Result:
    """How one set went: counts, per cent, milliseconds, seconds; None where the set cannot tell."""

    file: str
    train: int
    test: int
    accuracy: float | None
    auroc: float | None
    ms_median: float
    ms_p99: float
    build_s: float


def measure(
    intents: IntentSet, peer: Callable[[list[tuple[str, str]]], Any] = Verdict, patience: float = math.inf
) -> Result:
    """Build a peer from the set's examples and ask it the set's questions until `patience` seconds are over."""
    real_words()
    start = perf_counter()
    asked = peer(intents.train).ask
    build = perf_counter() - start
    right, inside, times, outside = 0, [], [], []
    begun = perf_counter()
    for text, intent in intents.test:
        if (start := perf_counter()) > begun + patience:
            break
        found, score = asked(text)
        times.append(1000 * (perf_counter() - start))
        right += found == intent
        inside.append(score)
    begun = perf_counter()
    for text in intents.outside:
        if perf_counter() > begun + patience:
            break
        outside.append(asked(text)[1])
    accuracy = 100 * right / len(inside) if inside else None
    return Result(
        intents.name,
        len(intents.train),
        len(inside),
        _rounded(accuracy),
        _rounded(auroc(inside, outside)),
        round(percentile(times, 0.5), 3),
        round(percentile(times, 0.99), 3),
        round(build, 3),
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def main() -> int:
    """Measure the files of the command line; 2 where one cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.intents", description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="JSON Lines with split, text and intent")
    parser.add_argument("--each", type=int, metavar="N", help="examples drawn of every intent; all by default")
    parser.add_argument("--slips", type=int, metavar="SEED", help="put up to two typing slips into every question")
    parser.add_argument("--limit", type=int, metavar="N", help="questions drawn; all by default")
    parser.add_argument("--json", action="store_true", help="one JSON object a file")
    given = parser.parse_args()
    for path in given.files:
        try:
            intents = load(path)
        except (OSError, ValueError) as error:
            print(f"intents: {error}", file=sys.stderr)
            return 2
        result = measure(intents.sampled(given.each).limited(given.limit).spoilt(given.slips))
        if given.json:
            print(json.dumps(asdict(result) | {"file": str(path)}), flush=True)
        else:
            values = (f"{key} {'–' if value is None else value}" for key, value in asdict(result).items())
            print("  ".join(values), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
