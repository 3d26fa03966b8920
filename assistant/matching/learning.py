"""Weights learnt from labelled examples: centroids, corrections, log ratios (`matcher.py` tells of them).

**Blocks.** Where there are many intents, those alike are learnt together in blocks, so that the time to learn grows
with the examples and not with their product with the intents; rivals in another block are not looked at.
"""

from __future__ import annotations

import math
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import compress, cycle, islice, repeat
from operator import mul
from typing import TypeAlias

from assistant.matching.lanes import Lanes, lane_type, only, shifted
from assistant.matching.terms import MARGIN, TERM_BITS, WEIGHT_BITS, Terms, Vector, is_of_letters, part

CENTROID, LOG_RATIO = 0.7, 0.03
"""What two sources of weights count."""

SMOOTHING = 0.3
"""Of an average intent's use of a term, added to each intent's use before the logarithm."""

VISITS, FEWEST_SWEEPS, MOST_SWEEPS, LONGEST_SWEEP = 30_000, 2, 12, 40_000
"""Corrections: as many sweeps as make so many visits to examples, each of at most so many; bounds the time to build."""

BLOCK, TELLING = 256, 50
"""Intents that are learnt together at most; and the heaviest terms by which those alike are found."""

RIVALS, STEP = 5, 0.25
"""Rivals pushed off in one visit, and the part of the missing margin that a visit mends."""

_STEP_SHIFT = 2 * TERM_BITS


Weights: TypeAlias = "tuple[Sequence[int], Sequence[int], Sequence[int]]"
"""Weights of terms for intents: where each term's begin, and the end; the lanes of intents; the numbers in these."""


class Lesson:
    """Labelled examples to learn from, a block of intents after the other.

    `labels` are the examples' intents, numbered from 0 and in order, `marks` what shuffles them; `told` holds what the
    `rivals` of a background score for each example, in lanes. `tell` hears how many of how many visits are done.
    """

    def __init__(
        self,
        terms: Terms,
        labels: Sequence[int],
        marks: Sequence[int],
        told: Sequence[int],
        rivals: int,
        tell: Callable[[int, int], None],
    ) -> None:
        self._labels, self._marks, self._told, self._rivals, self._tell = labels, marks, told, rivals, tell
        self._sweeps = max(FEWEST_SWEEPS, min(MOST_SWEEPS, VISITS // max(1, len(labels))))
        self._views = list(islice(_views(terms), self._sweeps))
        self._uses = _uses(terms.vectors, labels)
        self._overall: Counter[int] = Counter()
        for use in self._uses:
            self._overall.update(use)
        self._lanes = [array("H") for _ in terms.names]
        self._numbers = [array("i") for _ in terms.names]
        self._off: dict[int, list[int]] = {}
        self._visits = 0

    def learn(self) -> Weights:
        """Return the weights for the intents, and after them for the rivals."""
        for block in _blocks(self._uses):
            self._learn(block)
        own = len(self._uses)
        for term, numbers in self._off.items():
            self._keep(term, range(own, own + self._rivals), numbers)
        ends, lanes, weights = array("I", [0]), array(lane_type(own + self._rivals)), array("i")
        for found, numbers_of_term in zip(self._lanes, self._numbers, strict=True):
            lanes.extend(iter(found))
            weights.extend(numbers_of_term)
            ends.append(len(lanes))
        return ends, lanes, weights

    def _learn(self, block: Sequence[int]) -> None:
        """Learn the weights for a block of intents."""
        size = len(block)
        lanes = Lanes(size + self._rivals)
        uses: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for lane, intent in enumerate(block):
            for term, amount in self._uses[intent].items():
                uses[term].append((lane, amount))
        rows = self._centroids(block, uses, lanes)
        self._correct(rows, {intent: lane for lane, intent in enumerate(block)}, lanes)
        totals = [self._uses[intent].total() for intent in block]
        overall = self._overall.total()
        scales = [overall / total / SMOOTHING if total else 0.0 for total in totals]
        for term, found in uses.items():
            numbers = lanes.numbers(rows[term])
            for lane, amount in found:
                ratio = math.log1p(amount * scales[lane] / self._overall[term])
                numbers[lane] += int(LOG_RATIO * ratio * (1 << WEIGHT_BITS))
            self._keep(term, block, numbers[:size])
            if self._rivals:
                self._off[term] = numbers[size:]

    def _keep(self, term: int, lanes: Sequence[int], numbers: Sequence[int]) -> None:
        self._lanes[term].extend(compress(lanes, numbers))
        self._numbers[term].extend(filter(None, numbers))

    def _centroids(self, block: Sequence[int], uses: dict[int, list[tuple[int, int]]], lanes: Lanes) -> dict[int, int]:
        """Return rows of the intents' means, and of what was learnt of the rivals."""
        lengths = [math.hypot(*self._uses[intent].values()) for intent in block]
        scales = [CENTROID * (1 << WEIGHT_BITS) / length if length else 0.0 for length in lengths]
        rows = {}
        for term, found in uses.items():
            numbers = [0] * lanes.count
            for lane, amount in found:
                numbers[lane] = int(amount * scales[lane])
            if term in self._off:
                numbers[len(block) :] = self._off[term]
            rows[term] = lanes.row(numbers)
        return rows

    def _correct(self, rows: dict[int, int], own: dict[int, int], lanes: Lanes) -> None:
        """Push the rows, in a few sweeps, until each example's own intent leads by the margin or nearly so.

        `own` tells the lane of each intent.
        """
        members = [i for i, label in enumerate(self._labels) if label in own]
        total = self._sweeps * len(self._labels)
        for sweep, vectors in zip(range(self._sweeps), cycle(self._views), strict=False):
            order = sorted(members, key=lambda i: (zlib.crc32(b"%d %d" % (self._marks[i], sweep)), i))
            for i in order[:LONGEST_SWEEP]:
                terms, weights = vectors[i]
                told = shifted(self._told[i], len(own)) if self._rivals else 0
                scores = lanes.numbers(sum(map(mul, map(rows.__getitem__, terms), weights), told))
                push = _push(scores, own[self._labels[i]])
                if push:
                    pushes = {weight: push * weight for weight in {*weights}}
                    for term, weight in zip(terms, weights, strict=True):
                        rows[term] += pushes[weight]
                self._visits += 1
                self._tell(self._visits, total)


def _push(scores: list[int], own: int) -> int:
    """What to add to the rows of an example's terms: towards its own intent, and off the rivals within the margin."""
    lead = scores[own]
    scores[own] = _LEAST
    push = 0
    for _ in range(RIVALS):
        best = max(scores)
        step = int((MARGIN - lead + best) * STEP) >> _STEP_SHIFT
        if step <= 0:
            break
        rival = scores.index(best)
        push += only(own, step) - only(rival, step)
        lead += step << _STEP_SHIFT
        scores[rival] = _LEAST
    return push


def _views(terms: Terms) -> Iterator[list[Vector]]:
    """Yield the vectors whole, of words alone, and of parts of words alone."""
    yield terms.vectors
    of_letters = [is_of_letters(term) for term in terms.names]
    of_words = [not each for each in of_letters]
    for wanted in (of_words, of_letters):
        yield [part(vector, wanted) for vector in terms.vectors]


def _uses(vectors: Sequence[Vector], labels: Sequence[int]) -> list[Counter[int]]:
    """How much each intent's examples use each term."""
    uses: list[Counter[int]] = [Counter() for _ in range(labels[-1] + 1 if labels else 0)]
    for (known, weights), lane in zip(vectors, labels, strict=True):
        use = uses[lane]
        for term, weight in zip(known, weights, strict=True):
            use[term] += weight
    return uses


def _blocks(uses: Sequence[Counter[int]]) -> Iterator[list[int]]:
    """Yield the intents in blocks about equally large: each the next intent with those most like it."""
    left = list(range(len(uses)))
    lengths = [math.hypot(*use.values()) or 1.0 for use in uses]
    for blocks in range(-(-len(uses) // BLOCK), 0, -1):
        size = -(-len(left) // blocks)
        if size < len(left):
            seed = dict(uses[left[0]].most_common(TELLING))
            likeness = {
                i: sum(map(mul, seed.values(), map(uses[i].get, seed, repeat(0)))) / lengths[i] for i in left[1:]
            }
            block = [left[0], *sorted(likeness, key=lambda i: (-likeness[i], i))[: size - 1]]
        else:
            block = left
        yield sorted(block)
        taken = frozenset(block)
        left = [i for i in left if i not in taken]


_LEAST = -(1 << 31)
"""Below every score: what is no rival."""
