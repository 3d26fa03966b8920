"""Learn how good what a word means is from its vector: `worth` in `knowledge/english/english.yaml`.

    pip install numpy vaderSentiment
    python -m tests.vectors.worth

A ridge regression on the vectors of the words that VADER's raters judged (Hutto and Gilbert, "VADER", ICWSM 2014; MIT
licence), from -4 to 4, and of other words of every day and nouns of persons and places, which are worth 0.  Prints what
is written there, and of words left out, all that begin alike at once, how many are told rightly.
"""

from __future__ import annotations

import random
import re
import sys
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.answering.comparisons import BAD
from assistant.answering.library.places import ENGLISH, shipped, word_vectors
from assistant.knowledge.english import load_english

Floats = NDArray[np.float64]

RIDGE, FOLDS, HEAD = 3.0, 10, 4
"""Weight of the squares of what is learnt, parts that are left out in turn, and letters by which words begin alike."""


def ratings() -> dict[str, float]:
    """Return words with their worth."""
    lines = files("vaderSentiment").joinpath("vader_lexicon.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t")[:2] for line in lines)
    rated = {word: float(mean) for word, mean in pairs if word.isalpha() and word in word_vectors()}
    everyday = Path(__file__).with_name("everyday.txt").read_text(encoding="utf-8").lower()
    bearers = (each for each in load_english(shipped(ENGLISH)).bearers if " " not in each)
    others = {*re.findall("[a-z]{4,}", everyday), *bearers}
    return rated | {word: 0.0 for word in sorted(others) if word in word_vectors() and word not in rated}


def fitted(rows: Floats, worths: Floats) -> Floats:
    """Return the weights by which rows tell worths."""
    weights: Floats = np.linalg.solve(rows.T @ rows + RIDGE * np.eye(rows.shape[1]), rows.T @ worths)
    return weights


def main() -> int:
    """Learn, and print."""
    rated = ratings()
    vectors = np.array([word_vectors()(word) for word in rated], dtype=float)
    rows = np.c_[vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.ones(len(rated))]
    worths = np.array([*rated.values()])
    heads = sorted({word[:HEAD] for word in rated})
    random.Random(0).shuffle(heads)
    folds = np.array([heads.index(word[:HEAD]) % FOLDS for word in rated])
    told = np.zeros(len(rated))
    for part in range(FOLDS):
        told[folds == part] = rows[folds == part] @ fitted(rows[folds != part], worths[folds != part])
    judged = worths != 0
    print(f"of {judged.sum()} rated words {np.mean((told > 0)[judged] == (worths > 0)[judged]):.1%} on the right side")
    for name, some in (("bad", worths < -1), ("everyday", ~judged), ("good", worths > 1)):
        print(f"{name}: {np.mean(told[some] < BAD):.1%} of {some.sum()} are told to be bad")
    print([round(100 * each) for each in fitted(rows, worths)])
    return 0


if __name__ == "__main__":
    sys.exit(main())
