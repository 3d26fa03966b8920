"""Make the table of talks, `knowledge/english/talks.bin`, from labelled talks.

    pip install numpy scipy
    python -m tests.talks [--out FILE] [--folds N]

Each follow-up of a labelled talk has all its readings made; right are those whose reply
passes what the label asks, and asserts no more. A conditional logit learns to give them the greatest share of the
odds. The talk goes on with the one of them that the table so far finds likeliest: made twice over, the table is
settled. Some of the questions that stand alone are asked after another, which teaches to leave them alone. `--folds`
prints besides how many follow-ups are answered rightly by writers left out, a part of the writers at a time. Takes
two minutes on one core; nothing of it is needed to install, run or test.
"""

from __future__ import annotations

import argparse
import pickle
import sys
from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, pairwise
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from assistant.answering.conversation import Assistant, Conversation
from assistant.answering.filling import rows
from assistant.answering.library.places import ENGLISH, shipped
from assistant.answering.reply import Reply
from assistant.asking.question import Question
from assistant.words.weights import to_bytes
from tests.evaluation.labels import SMALL_TALK, Dialogue, Label, failed, is_false, load, ruled_topics
from tests.forms.questions import fold, learnable

COUNT = 1 << 15
"""Rows of the table."""

STRENGTH = 4.0
"""What the squares of all weights, halved, cost: the greater, the nearer to 0 they stay."""

STEPS = 120
"""Steps of the fit at most."""


PAIRED = 6
"""Of how many questions that stand alone one is asked after another."""


class FollowUp(NamedTuple):
    """A follow-up: its file, the rows and values of each of its readings, and which of them are right, and false."""

    file: str
    rows: list[tuple[array[int], array[float]]]
    right: list[bool]
    false: list[bool]


def follow_ups(files: Sequence[Path]) -> Iterator[FollowUp]:
    """Yield the follow-ups of labelled talks that the model is asked about."""
    assistant = Assistant()
    ruled = ruled_topics(assistant.library.base)
    found: list[FollowUp] = []

    def answer(conversation: Conversation, question: Question, own: float) -> Reply:
        turns, spoken = conversation._turns, conversation._spoken
        if not turns or assistant.signs.asks_nothing(question, own) or assistant.signs.is_refused(question):
            return real(conversation, question, own)
        asked, readings = filler.signs_of(question, turns[-1], spoken), filler.readings(question, turns, spoken)
        replies = [filler.told(each) for each in readings]
        right = [not failed(label, each, ruled) for each in replies]
        plain = [so and not asserts_more(label, each) for so, each in zip(right, replies, strict=True)]
        right = plain if any(plain) else right
        used = [[*zip(*rows(asked, each, COUNT), strict=True)] for each in readings]
        kept = [(array("i", places), array("f", values)) for places, values in used]
        found.append(FollowUp(dialogue.file, kept, right, [is_false(label, each) for each in replies]))
        among = [each for each, so in zip(readings, right, strict=True) if so] or readings
        return filler.told(filler.likeliest(asked, among)[0])

    real, filler = Conversation._answer, assistant.later.filler
    with patch.object(Conversation, "_answer", answer):
        for dialogue in (each for file in files for each in talks(load(file))):
            conversation = assistant.conversation()
            for label in dialogue.turns:
                found.clear()
                conversation.ask(label.question)
                if len(found) == 1 and label.scope != SMALL_TALK:
                    yield found[0]


def asserts_more(label: Label, reply: Reply) -> bool:
    """Tell whether a reply says yes or no, or picks, where a label asks for neither."""
    wanted = {label.pick, label.winner, None}.union(winner for _, winner in label.winners)
    return reply.affirms is not label.affirms or reply.pick not in wanted


def talks(dialogues: Sequence[Dialogue]) -> Iterator[Dialogue]:
    """Yield the talks, and of the questions that stand alone every few as one asked after the one before it."""
    singles = [each for each in dialogues if len(each.turns) == 1]
    yield from (each for each in dialogues if len(each.turns) > 1)
    for before, then in list(pairwise(singles))[::PAIRED]:
        yield then._replace(turns=before.turns + then.turns)


class Readings:
    """The readings of follow-ups as a matrix; `starts` are the rows at which those of each begin."""

    def __init__(self, found: Sequence[FollowUp]) -> None:
        each = [reading for one in found for reading in one.rows]
        places = np.frombuffer(b"".join(bytes(memoryview(one)) for one, _ in each), dtype=np.int32)
        values = np.frombuffer(b"".join(bytes(memoryview(one)) for _, one in each), dtype=np.float32)
        ends = np.array([0, *accumulate(len(one) for one, _ in each)])
        self.matrix: Any = csr_matrix((values, places, ends), shape=(len(each), COUNT))
        self.starts = np.array([0, *accumulate(len(one.rows) for one in found)])
        self.right = np.array(list(chain.from_iterable(one.right for one in found)))
        self.false = np.array(list(chain.from_iterable(one.false for one in found)))


def fitted(found: Sequence[FollowUp]) -> Any:
    """Return the weight of each row, fitted to follow-ups; those that no reading answers teach nothing."""
    made = Readings([each for each in found if any(each.right)])
    matrix, turned, right = made.matrix, made.matrix.T.tocsr(), made.right
    starts, of = made.starts[:-1], np.repeat(np.arange(len(made.starts) - 1), np.diff(made.starts))

    def loss(weights: Any) -> tuple[float, Any]:
        values = (matrix @ weights.astype(np.float32)).astype(float)
        odds = np.exp(values - np.maximum.reduceat(values, starts)[of])
        whole, good = np.add.reduceat(odds, starts), np.add.reduceat(odds * right, starts) + 1e-300
        slope = turned @ (odds / whole[of] - odds * right / good[of]).astype(np.float32)
        cost = STRENGTH * float(weights @ weights) / 2 - float(np.log(good / whole).sum())
        return cost, slope.astype(float) + STRENGTH * weights

    fit: Any = minimize(loss, np.zeros(COUNT), jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    return fit.x


def chosen(found: Sequence[FollowUp], weights: Any) -> tuple[int, int]:
    """Return how many follow-ups get a right reading by some weights, and how many a false one."""
    made = Readings(found)
    values, starts = made.matrix @ weights, made.starts
    best = [start + int(np.argmax(values[start:end])) for start, end in pairwise(starts)]
    return int(made.right[best].sum()), int(made.false[best].sum())


def main() -> int:
    """Make the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.talks", description=__doc__.partition("\n")[0])
    parser.add_argument("--out", type=Path, default=Path(shipped(ENGLISH, "talks.bin")), help="file of the table")
    parser.add_argument("--folds", type=int, default=0, help="parts of the writers to leave out one at a time")
    parser.add_argument("--kept", type=Path, help="keep what is learnt from in this file, or take it from there")
    given = parser.parse_args()
    if given.kept and given.kept.exists():
        found = pickle.loads(given.kept.read_bytes())
    else:
        found = list(follow_ups(learnable()))
        if given.kept:
            given.kept.write_bytes(pickle.dumps(found))
    for part in range(given.folds):
        out = [each for each in found if fold(each.file) % given.folds == part]
        weights = fitted([each for each in found if fold(each.file) % given.folds != part])
        right, false = chosen(out, weights)
        print(f"{len(out)} follow-ups of writers left out: {right} right, {false} false", flush=True)
    weights = fitted(found)
    print(f"{len(found)} follow-ups learnt from: {chosen(found, weights)}")
    given.out.write_bytes(to_bytes({"talk": weights.tolist()}, COUNT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
