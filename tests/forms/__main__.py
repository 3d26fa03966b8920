"""Make the table of forms, `knowledge/english/forms.bin`, from `tests/forms/forms.yaml`.

    pip install numpy scipy scikit-learn
    python -m tests.forms [--out FILE]

For each thing that can be asked a logistic regression learns to tell the forms that ask it from the others of its kind.
Takes half a minute on one core; nothing of it is needed to install, run or test.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from assistant.answering.library.places import ENGLISH, shipped
from assistant.asking.forms import CLAIM, MATTER, RULING, rows, to_bytes
from assistant.asking.marks import Mark
from tests.forms.examples import examples

COUNT = 1 << 15
"""Rows of the table."""

STRENGTH = 0.3
"""How far a regression may go from 0: scikit-learn's C."""

LEAST = 3
"""Forms that a thing that can be asked needs, to be learnt."""


def fitted(kind: str, found: Sequence[tuple[list[Mark], str]]) -> Iterator[tuple[str, list[float]]]:
    """Yield each thing that is asked of a matter of this kind, with the weights of all rows for it."""
    used = [sorted(rows(kind, marks, COUNT)) for marks, _ in found]
    ends = np.cumsum([0, *map(len, used)])
    places = np.concatenate(used)
    table = csr_matrix((np.ones(len(places)), places, ends), shape=(len(used), COUNT))
    asked = [what.replace("-", "N") for _, what in found]
    for what in sorted(set(asked)):
        if asked.count(what) >= LEAST:
            fit = LogisticRegression(C=STRENGTH, solver="liblinear", fit_intercept=False)
            fit.fit(table, [each == what for each in asked])
            yield f"{kind} {what}", fit.coef_[0].tolist()


def main(args: Sequence[str]) -> int:
    """Make the table and write it."""
    parser = argparse.ArgumentParser(prog="python -m tests.forms")
    parser.add_argument("--out", type=Path, default=Path(shipped(ENGLISH, "forms.bin")))
    given = parser.parse_args(args)
    found = list(examples())
    weights = {
        what: column
        for kind in (CLAIM, RULING, MATTER)
        for what, column in fitted(kind, [(marks, asks) for each, marks, asks in found if each == kind])
    }
    given.out.write_bytes(to_bytes(weights, COUNT))
    print(f"{len(found) // 2} forms, {len(weights)} things that can be asked")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
