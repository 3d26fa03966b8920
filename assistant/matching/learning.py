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
from itertools import accumulate, chain, compress, count, cycle, islice, repeat, zip_longest
from operator import add, mul, truediv
from typing import TypeAlias

from assistant.matching.beside import both, can_copy
from assistant.matching.lanes import Lanes, lane_type, only
from assistant.matching.terms import MARGIN, TERM_BITS, WEIGHT_BITS, Terms, Vector, is_of_letters, part
from assistant.tuples import NamedTuple

CENTROID, LOG_RATIO = 0.7, 0.03
"""What two sources of weights count."""

SMOOTHING = 0.3
"""Of an average intent's use of a term, added to each intent's use before the logarithm."""

VISITS, FEWEST_SWEEPS, MOST_SWEEPS, LONGEST_SWEEP = 30_000, 2, 12, 40_000
"""Corrections: as many sweeps as make so many visits to examples, each of at most so many; bounds the time to build."""

TICK = 100
"""Visits between two words on how many are done."""

BLOCK, TELLING = 256, 50
"""Intents that are learnt together at most; and the heaviest terms by which those alike are found."""

RIVALS, STEP = 5, 0.25
"""Rivals pushed off in one visit, and the part of the missing margin that a visit mends."""

_STEP_SHIFT = 2 * TERM_BITS


Weights: TypeAlias = "tuple[Sequence[int], Sequence[int], Sequence[int], bytes | memoryview]"
"""Weights of terms for intents: where each term's begin, and the end; the lanes of intents; the numbers in these; and
the bytes of the dense terms' rows."""

Use: TypeAlias = "dict[int, int]"
"""How much an intent's examples use each term."""

Learnt: TypeAlias = "tuple[array[int], array[int], array[int], array[int], list[list[int]]]"
"""Weights for a block: its terms; how many each has; their intents; the numbers; and those of dense terms."""


class Examples(NamedTuple):
    """Labelled examples: their terms; their dense ones, numbered after these; their intents, numbered from 0.

    `marks` are what shuffles them.
    """

    terms: Terms
    dense: Sequence[Sequence[int]]
    labels: Sequence[int]
    marks: Sequence[int]


class Lesson:
    """Learns from examples, a block of intents after the other; `tell` hears how many of how many visits are done."""

    copies = True
    """Whether blocks may be learnt in a copy of this process."""

    def __init__(self, examples: Examples, tell: Callable[[int, int], None]) -> None:
        terms, dense, labels, self._marks = examples
        self._labels, self._tell = labels, tell
        self._sweeps = max(FEWEST_SWEEPS, min(MOST_SWEEPS, VISITS // max(1, len(labels))))
        self._sparse = len(terms.names)
        self._dense = range(self._sparse, self._sparse + (len(dense[0]) if dense else 0))
        self._texts = dense or [()] * len(labels)
        self._views = list(islice(_views(terms, bool(dense)), self._sweeps))
        self._uses = _uses(terms.vectors, labels)
        self._overall = [0] * self._sparse
        for use in self._uses:
            for term, amount in use.items():
                self._overall[term] += amount
        self._total = sum(self._overall)
        of_label: defaultdict[int, list[Sequence[int]]] = defaultdict(list)
        for label, each in zip(labels, dense, strict=False):
            of_label[label].append(each)
        for label, rows in of_label.items():
            self._uses[label].update(zip(self._dense, map(sum, zip(*rows, strict=True)), strict=True))
        self._visits, self._to_visit = 0, self._sweeps * len(labels)

    def learn(self) -> Weights:
        """Return the weights."""
        intents, blocks, tell = len(self._uses), list(_blocks(self._uses)), self._tell

        def unheard() -> list[Learnt]:
            self._tell = lambda done, total: None  # else both would tell how far they are
            return self._learn_all(blocks[1::2])

        if len(blocks) > 1 and self.copies and can_copy():
            texts = Counter(self._labels)
            self._to_visit = self._sweeps * sum(map(texts.__getitem__, chain.from_iterable(blocks[::2])))
            even, odd = both(lambda: self._learn_all(blocks[::2]), unheard)
            found = [each for pair in zip_longest(even, odd) for each in pair if each]
        else:
            found = self._learn_all(blocks)
        tell(1, 1)
        del self._uses, self._views
        sizes = [0] * self._sparse
        for terms, of_block, *_ in found:
            for term, size in zip(terms, of_block, strict=True):
                sizes[term] += size
        ends = array("I", accumulate(sizes, initial=0))
        lanes, weights = array(lane_type(intents), [0]) * ends[-1], array("i", [0]) * ends[-1]
        packed, rows, starts = Lanes(intents), [[0] * intents for _ in self._dense], ends[:-1]
        for block, (terms, of_block, own, numbers, dense) in zip(blocks, found, strict=True):
            for term, size, end in zip(terms, of_block, accumulate(of_block), strict=True):
                place = slice(starts[term], starts[term] + size)
                lanes[place], weights[place] = own[end - size : end], numbers[end - size : end]
                starts[term] += size
            for row, each in zip(rows, dense, strict=True):
                for intent, number in zip(block, each, strict=True):
                    row[intent] = number
        return ends, lanes, weights, b"".join(packed.to_bytes(packed.row(row)) for row in rows)

    def _learn_all(self, blocks: Sequence[Sequence[int]]) -> list[Learnt]:
        return [self._learn(block) for block in blocks]

    def _learn(self, block: Sequence[int]) -> Learnt:
        """Learn the weights for a block of intents."""
        lanes, uses = Lanes(len(block)), [self._uses[intent] for intent in block]
        first = dict(zip(sorted({*self._dense}.union(*uses)), count(0, len(block)), strict=False))
        flat = array("i", bytes(4 * len(block) * len(first)))
        for lane, use in enumerate(uses):
            for place, mean in zip(map(first.__getitem__, use), _centroid(use), strict=True):
                flat[place + lane] = mean
        rows = dict(zip(first, lanes.laid(flat), strict=True))
        del flat
        dense = self._correct(rows, [rows.pop(term) for term in self._dense], block, lanes)
        flat = lanes.flat(rows.values())
        for lane, use in enumerate(uses):
            terms, ratios = self._log_ratios(use)
            for place, ratio in zip(map(first.__getitem__, terms), ratios, strict=True):
                flat[place + lane] += ratio
        sizes, own, numbers = array("I"), array(lane_type(len(self._uses))), array("i")
        for term in rows:
            weights, before = flat[first[term] : first[term] + len(block)], len(numbers)
            own.extend(compress(block, weights))
            numbers.extend(filter(None, weights))
            sizes.append(len(numbers) - before)
        return array("I", rows), sizes, own, numbers, [lanes.numbers(row) for row in dense]

    def _log_ratios(self, use: Use) -> tuple[Sequence[int], Iterator[int]]:
        """Return an intent's terms, the dense ones left out, and how much more often than others it uses each."""
        terms = [term for term in use if term < self._sparse]
        amounts = list(map(use.__getitem__, terms))
        scale = self._total / (sum(amounts) or 1) / SMOOTHING
        often = map(truediv, map(mul, amounts, repeat(scale)), map(self._overall.__getitem__, terms))
        return terms, map(int, map(mul, map(mul, repeat(LOG_RATIO), map(math.log1p, often)), repeat(1 << WEIGHT_BITS)))

    def _correct(self, rows: dict[int, int], dense: list[int], block: Sequence[int], lanes: Lanes) -> list[int]:
        """Push the rows, in a few sweeps, until each example's own intent leads by the margin or nearly so.

        Those of the dense terms, which every example has, are a list of their own; it is returned as it became.
        """
        own = {intent: lane for lane, intent in enumerate(block)}
        members = [i for i, label in enumerate(self._labels) if label in own]
        for sweep, vectors in zip(range(self._sweeps), cycle(self._views), strict=False):
            order = sorted(members, key=lambda i: (zlib.crc32(b"%d %d" % (self._marks[i], sweep)), i))
            for i in order[:LONGEST_SWEEP]:
                (terms, weights), whole = vectors[i], [*self._texts[i]]
                found = list(map(rows.__getitem__, terms))
                scores = lanes.numbers(sum(map(mul, found, weights), sum(map(mul, dense, whole))))
                push = _push(scores, own[self._labels[i]])
                if push:
                    rows.update(zip(terms, map(add, found, map(mul, repeat(push), weights)), strict=True))
                    dense = list(map(add, dense, map(mul, repeat(push), whole)))
                    self._pushed(i, push, terms, weights)
                self._visits += 1
                if self._visits % TICK == 0:
                    self._tell(self._visits, self._to_visit)
        return dense

    def _pushed(self, i: int, push: int, terms: Sequence[int], weights: Sequence[int]) -> None:
        """Hear what was added to the rows of terms that an example has, times their weights."""


def _push(scores: list[int], own: int) -> int:
    """What to add to the rows of an example's terms: towards its own intent, and off the rivals within the margin."""
    lead = before = scores[own]
    scores[own] = _LEAST
    push = 0
    for best in sorted(scores)[: -1 - RIVALS : -1]:
        step = int((MARGIN - lead + best) * STEP) >> _STEP_SHIFT
        if step <= 0:
            break
        rival = scores.index(best)
        scores[rival] = _LEAST
        push -= only(rival, step)
        lead += step << _STEP_SHIFT
    return push + only(own, (lead - before) >> _STEP_SHIFT)


def _views(terms: Terms, dense: bool) -> Iterator[list[Vector]]:
    """Yield the vectors of words, and of parts of words, and where there are dense terms beside them none at all."""
    of_letters = [is_of_letters(term) for term in terms.names]
    of_words = [not each for each in of_letters]
    for wanted in (of_words, of_letters):
        yield [part(vector, wanted) for vector in terms.vectors]
    if dense:
        yield [(array("I"), b"")] * len(terms.vectors)


def _uses(vectors: Sequence[Vector], labels: Sequence[int]) -> list[Use]:
    """Return how much each intent's examples use each term."""
    uses: list[Use] = [defaultdict(int) for _ in range(max(labels, default=-1) + 1)]
    for (known, weights), lane in zip(vectors, labels, strict=True):
        use = uses[lane]
        for term, weight in zip(known, weights, strict=True):
            use[term] += weight
    return uses


def _centroid(use: Use) -> Iterator[int]:
    """Yield an intent's mean."""
    scale = CENTROID * (1 << WEIGHT_BITS) / math.hypot(*use.values()) if use else 0.0
    return map(int, map(mul, use.values(), repeat(scale)))


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
"""Below every score: what is no rival. One digit of Python's integers, which sort the faster for it."""
