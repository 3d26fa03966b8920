"""Weights learnt from labelled examples: centroids, corrections, log ratios (`matcher.py` tells of them).

**Blocks.** Where there are many intents, those alike are learnt together in blocks, so that the time to learn grows
with the examples and not with their product with the intents; rivals in another block are not looked at.

**Side by side.** What does not depend on each other is learnt in two processes: blocks, and where there are no dense
terms, which words and letters both move, these two. Where there is one block, what its dense terms score is worked out
ahead of the visits (`ahead.py`).
"""

from __future__ import annotations

import math
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, compress, count, repeat, zip_longest
from operator import add, mul, truediv
from typing import Any, TypeAlias

from assistant.matching.ahead import LANES, TOGETHER, Push, scored_ahead, scored_in_turn
from assistant.matching.beside import Beside, both, can_copy
from assistant.matching.lanes import Lanes, lane_type, only
from assistant.matching.terms import MARGIN, TERM_BITS, WEIGHT_BITS, Terms, Vector, is_of_letters, part
from assistant.tuples import NamedTuple

CENTROID, LOG_RATIO = 0.7, 0.03
"""What two sources of weights count."""

SMOOTHING = 0.3
"""Of an average intent's use of a term, added to each intent's use before the logarithm."""

VISITS, FEWEST_SWEEPS, MOST_SWEEPS, LONGEST_SWEEP = 30_000, 2, 12, 40_000
"""Corrections: as many sweeps as make so many visits to examples, each of at most so many; bounds the time to build."""

WORTH = 1_000
"""Visits from which on two processes make them, where they can."""

TICK = 100
"""Visits between two words on how many are done."""

BLOCK, TELLING = 256, 50
"""Intents that are learnt together at most; and the heaviest terms by which those alike are found."""

RIVALS, STEP = 5, 0.25
"""Rivals pushed off in one visit, and the part of the missing margin that a visit mends."""

_STEP_SHIFT = 2 * TERM_BITS


Flat: TypeAlias = "array[int] | memoryview"
"""Numbers side by side."""

Weights: TypeAlias = "tuple[Sequence[int], Flat, Flat, bytes | memoryview]"
"""Weights of terms for intents: where each term's begin, and the end; the lanes of intents; the numbers in these; and
the bytes of the dense terms' rows."""

Use: TypeAlias = "dict[int, int]"
"""How much an intent's examples use each term."""

Part: TypeAlias = "tuple[list[int], range]"
"""What is learnt for itself: the intents of a block, and the sweeps in which its terms are looked at."""

Own: TypeAlias = "dict[tuple[int, int], int]"
"""What an example has made of its own score in a lane of its block, where that is remembered."""

Learnt: TypeAlias = "tuple[array[int], array[int], array[int], array[int], list[list[int]], Own]"
"""Weights for a part: its terms; how many each has; their intents; the numbers; those of dense terms; and what examples
have made of their own scores.
"""


class Examples(NamedTuple):
    """Labelled examples: their terms; their dense ones, numbered after these; their intents, numbered from 0.

    `marks` are what shuffles them.
    """

    terms: Terms
    dense: Sequence[Sequence[int]]
    labels: Sequence[int]
    marks: Sequence[int]


class Lesson:
    """Learns from examples, a part of them after the other; `tell` hears how many of how many visits are done."""

    whole = False
    """Whether the rows of terms are kept with all their lanes, also those of 0, where there is one block."""

    def __init__(self, examples: Examples, tell: Callable[[int, int], None]) -> None:
        terms, dense, self._labels, self._marks = examples
        self._tell, self._vectors = tell, terms.vectors
        self._sweeps = max(FEWEST_SWEEPS, min(MOST_SWEEPS, VISITS // max(1, len(self._labels))))
        self._sparse = len(terms.names)
        self._dense = range(self._sparse, self._sparse + (len(dense[0]) if dense else 0))
        self._texts = dense or [()] * len(self._labels)
        self._of_letters = [is_of_letters(term) for term in terms.names]
        self._kinds = [not each for each in self._of_letters], self._of_letters
        self._uses = _uses(terms.vectors, self._labels)
        overall = [0] * self._sparse
        for use in self._uses:
            for term, amount in use.items():
                overall[term] += amount
        self._overall = [each or 1 for each in overall]  # of a very long text a term may weigh nothing
        self._amounts = [sum(use.values()) for use in self._uses]
        self._total = sum(self._amounts)
        of_label: defaultdict[int, list[Sequence[int]]] = defaultdict(list)
        for label, each in zip(self._labels, dense, strict=False):
            of_label[label].append(each)
        for label, rows in of_label.items():
            self._uses[label].update(zip(self._dense, map(sum, zip(*rows, strict=True)), strict=True))
        self._views: dict[int, list[Vector]] = {}
        self._visits, self._to_visit = 0, self._sweeps * len(self._labels)
        self._own: Own = {}

    def learn(self) -> Weights:
        """Return the weights."""
        intents, tell, sweeps = len(self._uses), self._tell, range(self._sweeps)
        kinds = [sweeps] if self._dense else [sweeps[::2], sweeps[1::2]]
        parts = [(block, kind) for block in _blocks(self._uses) for kind in kinds]
        self._blocks = {intent: block for block, _ in parts for intent in block}

        def unheard() -> list[Learnt]:
            self._tell = lambda done, total: None  # else both would tell how far they are
            return self._learn_all(parts[1::2])

        if len(parts) > 1 and self._to_visit >= WORTH and can_copy():
            texts = Counter(self._labels)
            self._to_visit = sum(len(kind) * texts[label] for block, kind in parts[::2] for label in block)
            even, odd = both(lambda: self._learn_all(parts[::2]), unheard)
            found = [each for pair in zip_longest(even, odd) for each in pair if each]
        else:
            found = self._learn_all(parts)
        tell(1, 1)
        del self._uses, self._views
        sizes = [0] * self._sparse
        for terms, of_part, *_ in found:
            for term, size in zip(terms, of_part, strict=True):
                sizes[term] += size
        ends = array("I", accumulate(sizes, initial=0))
        lanes, weights = array(lane_type(intents), [0]) * ends[-1], array("i", [0]) * ends[-1]
        packed, rows, starts = Lanes(intents), [[0] * intents for _ in self._dense], ends[:-1]
        for (block, _), (terms, of_part, lanes_of, numbers, dense, own) in zip(parts, found, strict=True):
            for term, size, end in zip(terms, of_part, accumulate(of_part), strict=True):
                place = slice(starts[term], starts[term] + size)
                lanes[place], weights[place] = lanes_of[end - size : end], numbers[end - size : end]
                starts[term] += size
            for row, each in zip(rows, dense, strict=True):
                for intent, number in zip(block, each, strict=True):
                    row[intent] = number
            self._remember(own)
        return ends, lanes, weights, b"".join(packed.to_bytes(packed.row(row)) for row in rows)

    def _learn_all(self, parts: Sequence[Part]) -> list[Learnt]:
        return [self._learn(*each) for each in parts]

    def _learn(self, block: list[int], sweeps: range) -> Learnt:
        """Learn the weights for a block of intents, of the terms that are looked at in some of the sweeps."""
        lanes, uses = Lanes(len(block)), [self._uses[intent] for intent in block]
        terms = sorted(set[int]().union(*uses, self._dense))
        if not self._dense:
            terms = [term for term in terms if self._of_letters[term] == sweeps.start % 2]
        first = dict(zip(terms, count(0, len(block)), strict=False))
        own_uses = [{term: use[term] for term in use if term in first} for use in uses]
        flat = array("i", bytes(4 * len(block) * len(first)))
        for lane, (use, own_use) in enumerate(zip(uses, own_uses, strict=True)):
            for place, mean in zip(map(first.__getitem__, own_use), _centroid(own_use, use), strict=True):
                flat[place + lane] = mean
        rows = dict(zip(first, lanes.laid(flat), strict=True))
        del flat
        dense = self._correct(rows, [rows.pop(term) for term in self._dense], block, lanes, sweeps)
        flat = lanes.flat(rows.values())
        for lane, (intent, own_use) in enumerate(zip(block, own_uses, strict=True)):
            sparse, ratios = self._log_ratios(own_use, self._amounts[intent])
            for place, ratio in zip(map(first.__getitem__, sparse), ratios, strict=True):
                flat[place + lane] += ratio
        own, self._own = self._own, {}
        return array("I", rows), *self._thinned(block, flat), [lanes.numbers(row) for row in dense], own

    def _thinned(self, block: list[int], flat: array[int]) -> tuple[array[int], array[int], array[int]]:
        """Return rows of a block: how many numbers each has, of which intents they are, and these, without zeros."""
        size, kind = len(block), lane_type(len(self._uses))
        if self.whole and size == len(self._uses):
            rows = len(flat) // max(1, size)
            return array("I", [size]) * rows, array(kind, block) * rows, flat
        sizes, lanes, numbers = array("I"), array(kind), array("i")
        for start in range(0, len(flat), max(1, size)):
            weights, before = flat[start : start + size], len(numbers)
            lanes.extend(compress(block, weights))
            numbers.extend(filter(None, weights))
            sizes.append(len(numbers) - before)
        return sizes, lanes, numbers

    def _log_ratios(self, own_use: Use, amount: int) -> tuple[Sequence[int], Iterator[int]]:
        """Return terms that an intent uses, dense ones left out, and how much more often than others it does so.

        `amount` is how much it uses all that are not dense.
        """
        terms = [term for term in own_use if term < self._sparse]
        scale = self._total / (amount or 1) / SMOOTHING
        often = map(mul, map(own_use.__getitem__, terms), repeat(scale))
        often = map(truediv, often, map(self._overall.__getitem__, terms))
        return terms, map(int, map(mul, map(mul, repeat(LOG_RATIO), map(math.log1p, often)), repeat(1 << WEIGHT_BITS)))

    def _correct(
        self, rows: dict[int, int], dense: list[int], block: Sequence[int], lanes: Lanes, sweeps: range
    ) -> list[int]:
        """Push the rows, in a few sweeps, until each example's own intent leads by the margin or nearly so.

        Those of the dense terms, which every example has, are a list of their own; it is returned as it became.
        """
        own = {intent: lane for lane, intent in enumerate(block)}
        members = [i for i, label in enumerate(self._labels) if label in own]
        visits = [(i, sweep) for sweep in sweeps for i in self._shuffled(members, sweep)[:LONGEST_SWEEP]]
        alone = len(block) == len(self._uses)
        worth = alone and bool(dense) and len(block) >= LANES and len(visits) >= WORTH and can_copy()
        size = TOGETHER if worth else 1
        groups = [visits[start : start + size] for start in range(0, len(visits), size)]
        texts = [[self._texts[i] for i, _ in group] for group in groups]
        scored = scored_ahead if worth else scored_in_turn
        with Beside[Any](lambda told: scored(dense, texts, lanes, told), worth) as of_dense:
            pushes: list[int] = []
            for group in groups:
                known, alike = of_dense.answer()
                told: list[Push] = []
                for (i, sweep), score, like in zip(group, known, alike, strict=True):
                    terms, weights = self._view(sweep)[i]
                    found = list(map(rows.__getitem__, terms))
                    scores = lanes.numbers(sum(map(mul, found, weights), sum(map(mul, pushes, like), score)))
                    steps = _steps(scores, own[self._labels[i]])
                    push = sum(map(only, steps, steps.values()))
                    if steps:
                        rows.update(zip(terms, map(add, found, map(mul, repeat(push), weights)), strict=True))
                        self._pushed(i, steps, weights, sweep)
                    pushes.append(push)
                    told.append((steps, push))
                    self._visits += 1
                    if self._visits % TICK == 0:
                        self._tell(self._visits, self._to_visit)
                of_dense.tell(told)
                pushes = pushes[-size:]
            became: list[int] = of_dense.answer()
        return became

    def _shuffled(self, members: Sequence[int], sweep: int) -> list[int]:
        """Return the examples in the order in which a sweep visits them."""
        return sorted(members, key=lambda i: (zlib.crc32(b"%d %d" % (self._marks[i], sweep)), i))

    def _view(self, sweep: int) -> list[Vector]:
        """Return the vectors of words, or of parts of words, or where there are dense terms beside them none at all."""
        kind = sweep % (3 if self._dense else 2)
        if kind not in self._views:
            none: Vector = array("I"), b""
            self._views[kind] = [none if kind == 2 else part(each, self._kinds[kind]) for each in self._vectors]
        return self._views[kind]

    def _remember(self, own: Own) -> None:
        """Hear what examples of a part have made of their own scores."""

    def _pushed(self, i: int, steps: dict[int, int], weights: Sequence[int], sweep: int) -> None:
        """Hear what was added to the rows of terms that an example has in a sweep, times their weights."""


def _steps(scores: list[int], own: int) -> dict[int, int]:
    """What to add to lanes of an example's terms: towards its own intent, and off the rivals within the margin."""
    lead = before = scores[own]
    scores[own] = _LEAST
    steps: dict[int, int] = {}
    for best in sorted(scores, reverse=True)[:RIVALS]:
        step = int((MARGIN - lead + best) * STEP) >> _STEP_SHIFT
        if step <= 0:
            break
        rival = scores.index(best)
        scores[rival] = _LEAST
        steps[rival] = -step
        lead += step << _STEP_SHIFT
    if steps:
        steps[own] = (lead - before) >> _STEP_SHIFT
    return steps


def _uses(vectors: Sequence[Vector], labels: Sequence[int]) -> list[Use]:
    """Return how much each intent's examples use each term."""
    uses: list[Use] = [defaultdict(int) for _ in range(max(labels, default=-1) + 1)]
    for (known, weights), lane in zip(vectors, labels, strict=True):
        use = uses[lane]
        for term, weight in zip(known, weights, strict=True):
            use[term] += weight
    return uses


def _centroid(own_use: Use, use: Use) -> Iterator[int]:
    """Yield the means of some of the terms that an intent uses."""
    scale = CENTROID * (1 << WEIGHT_BITS) / (math.hypot(*use.values()) or 1.0)
    return map(int, map(mul, own_use.values(), repeat(scale)))


def _blocks(uses: Sequence[Use]) -> Iterator[list[int]]:
    """Yield the intents in blocks about equally large: each the next intent with those most like it."""
    left = list(range(len(uses)))
    lengths = [math.hypot(*use.values()) or 1.0 for use in uses]
    for blocks in range(-(-len(uses) // BLOCK), 0, -1):
        size = -(-len(left) // blocks)
        if size < len(left):
            seed = dict(Counter(uses[left[0]]).most_common(TELLING))
            likeness = {
                i: sum(map(mul, seed.values(), map(uses[i].get, seed, repeat(0)))) / lengths[i] for i in left[1:]
            }
            block = [left[0], *sorted(likeness, key=lambda i: (-likeness[i], i))[: size - 1]]
        else:
            block = left
        yield sorted(block)
        taken = frozenset(block)
        left = [i for i in left if i not in taken]


_LEAST = 1 - (1 << 30)
"""Below every score: what is no rival."""
