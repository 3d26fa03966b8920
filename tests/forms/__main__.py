"""Make the table of forms, `knowledge/english/forms.bin`, from `tests/forms/forms.yaml`.

    pip install numpy scipy scikit-learn
    python -m tests.forms [--out FILE]

For each thing that can be asked a logistic regression learns to tell the forms that ask it from the others of its kind.
Takes half a minute on one core; nothing of it is needed to install, run or test.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import yaml
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from assistant.answering.library.library import lexicon_of
from assistant.answering.library.places import ENGLISH, shipped, word_list
from assistant.asking.ask import CHOICE
from assistant.asking.forms import CLAIM, MATTER, RULING, rows, to_bytes
from assistant.asking.marks import PREDICATE, SUBJECT, TOPIC, Mark
from assistant.asking.question import Reader
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.english import load_english
from assistant.words.spelling import Speller

COUNT = 1 << 15
"""Rows of the table."""

STRENGTH = 0.3
"""How far a regression may go from 0: scikit-learn's C."""

LEAST = 3
"""Forms that a thing that can be asked needs, to be learnt."""

SLOTS = {
    "xax": Mark("a", frozenset((SUBJECT,)), "a"),
    "xbx": Mark("b", frozenset((SUBJECT,)), "b"),
    "xmatterx": Mark("matter", frozenset((PREDICATE,))),
    "xmorex": Mark("more", frozenset((PREDICATE, "more"))),
    "xlessx": Mark("less", frozenset((PREDICATE, "less"))),
    "xtopicx": Mark("topic", frozenset((PREDICATE, TOPIC))),
}
"""What the slots of a form stand for."""


def examples() -> Iterator[tuple[str, list[Mark], str]]:
    """Yield the kind of each form, its marks, and what it asks of the subject that is named first and the other.

    Each is yielded once more for which kind its matter is of, as if a category were named.
    """
    english, nothing = load_english(shipped(ENGLISH)), KnowledgeBase()
    lexicon = lexicon_of(nothing, english, word_list())
    reader = Reader(english, nothing, lexicon, Speller(()))
    given = yaml.safe_load(Path(__file__).with_name("forms.yaml").read_text(encoding="utf-8"))
    for kind, groups in given.items():
        for what, lines in groups.items():
            for line in lines.splitlines():
                words = lexicon.words(re.sub(r"\{(\w+)\}", r"x\1x", line))
                marks = reader.mark([SLOTS.get(word, word) for word in words], kind == RULING)
                yield kind, marks, told(kind, what, line)
                named = {**SLOTS, "xmatterx": SLOTS["xtopicx"]}
                yield MATTER, reader.mark([named.get(word, word) for word in words], True), kind


def told(kind: str, what: str, line: str) -> str:
    """What a form asks, told of the subject that is named first and the other."""
    first, second = line.find("{a}"), line.find("{b}")
    act, answers = what.split()
    if second < 0 or 0 <= first < second or act == CHOICE:  # which one it is of does not hang on the order
        return what
    swapped = (0, 2, 1, 3) if kind == CLAIM else (1, 0, 2)
    return f"{act} {''.join(answers[i] for i in swapped)}"


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
