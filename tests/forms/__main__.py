"""Make the table of forms, `knowledge/english/forms.bin`, from `tests/forms/forms.yaml` and labelled questions.

    pip install numpy scipy scikit-learn
    python -m tests.forms [--out FILE] [--folds FOLDER]

For each thing that can be asked a logistic regression learns to tell the forms that ask it from the others of its kind.
Of a labelled question it is known what is right to answer, not what is asked: it is learnt from as the likeliest thing
by the table so far that has this answer, twice over.  `--folds` makes tables besides that leave out a part of the
labelled questions' writers each, for `python -m tests.evaluation --fit`.  Takes a minute on one core for each table;
nothing of it is needed to install, run or test.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from assistant.answering.evaluate import answers
from assistant.answering.library.places import ENGLISH, shipped
from assistant.asking.forms import CLAIM, MATTER, RULING, Forms, rows, to_bytes
from assistant.asking.marks import Mark
from tests.forms.examples import examples
from tests.forms.questions import FOLDS, Labelled, fold, labelled, learnable

COUNT = 1 << 15
"""Rows of the table."""

STRENGTH = 0.3
"""How far a regression may go from 0: scikit-learn's C."""

LEAST = 3
"""Forms that a thing that can be asked needs, to be learnt."""


ROUNDS = 2
"""Times that what labelled questions ask is settled anew."""

Example = tuple[str, list[Mark], str]
"""The kind of a matter, the marks of a question about it, and what is asked."""


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


def table(found: Sequence[Example]) -> bytes:
    """Return the table that is learnt from examples."""
    weights = {
        what: column
        for kind in (CLAIM, RULING, MATTER)
        for what, column in fitted(kind, [(marks, asks) for each, marks, asks in found if each == kind])
    }
    return to_bytes(weights, COUNT)


def learnt(found: Sequence[Example], questions: Sequence[Labelled], made: bytes) -> bytes:
    """Return the table that is learnt from forms and labelled questions; `made` is the one of forms alone."""
    for _ in range(ROUNDS):
        forms = Forms(made)
        made = table([*found, *((each.kind, each.marks, likeliest(forms, each)) for each in questions)])
    return made


def likeliest(forms: Forms, question: Labelled) -> str:
    """Return what a labelled question asks: the likeliest by its form of all that has the answer it wants."""

    def value(asked: tuple[str, float]) -> float:
        possible = answers(asked[0], question.cases)
        return asked[1] * possible.count(question.answer) / len(possible)

    return max(forms.asks(question.kind, question.marks).items(), key=value)[0]


def main(args: Sequence[str]) -> int:
    """Make the table and write it, and those that leave writers out."""
    parser = argparse.ArgumentParser(prog="python -m tests.forms")
    parser.add_argument("--out", type=Path, default=Path(shipped(ENGLISH, "forms.bin")))
    parser.add_argument("--folds", type=Path, metavar="FOLDER", help="write tables that leave writers out, as 0.bin …")
    given = parser.parse_args(args)
    found, questions = list(examples()), list(labelled(learnable()))
    alone = table(found)
    given.out.write_bytes(learnt(found, questions, alone))
    print(f"{len(found) // 2} forms, {len(questions)} questions, {len(Forms.open(str(given.out)).asked)} things asked")
    for part in range(FOLDS if given.folds else 0):
        others = [each for each in questions if fold(each.file) != part]
        (given.folds / f"{part}.bin").write_bytes(learnt(found, others, alone))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
