"""Each example ranked as if it had not been learnt from: one matcher is built, and what the example did is taken off.

An example has a part in its intent's centroid and log ratios, which are counted anew without it, and in the
corrections, of which its own are taken back in part, as others would have made the rest (after leave-one-out estimates
for kernel machines: Jaakkola & Haussler, "Probabilistic Kernel Regression Models", AISTATS 1999).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import compress, pairwise, repeat
from math import log1p
from operator import mul, sub, truediv

from assistant.matching.lanes import only
from assistant.matching.learning import CENTROID, LOG_RATIO, SMOOTHING, Examples, Lesson, Own, Weights
from assistant.matching.matcher import Match, Matcher
from assistant.matching.terms import WEIGHT_BITS

TAKEN_BACK = 9 / 16
"""The part of an example's own corrections that is taken back.

So as many find their intent as where matchers are built without them: of CLINC150 96.2 of 100 and 95.8, of BANKING77
90.8 and 91.1, of the shipped knowledge 73.7 and 74.7; 98, 97 and 93 of 100 examples fare the same in both ways.
"""


class LeftOut(Matcher):
    """A matcher whose examples, numbered in the order of their intents, can each be ranked without itself."""

    @staticmethod
    def _near(words: Sequence[str]) -> dict[str, float]:
        return {}  # all terms of an example are known already

    def __init__(
        self, examples: Iterable[tuple[str, str]], tell: Callable[[int, int], None] = lambda done, total: None
    ) -> None:
        super().__init__(examples, tell=tell)
        of_lanes = enumerate(pairwise(self._firsts))
        self._places = [(lane, i) for lane, (start, end) in of_lanes for i in range(end - start)]

    def __len__(self) -> int:
        return len(self._places)

    def without(self, number: int, limit: int) -> tuple[str, str, list[Match]]:
        """Return an example, its intent, and the at most `limit` intents that it may mean without itself, best first.

        An intent that has no other example is none of them.
        """
        self._number, (lane, i) = number, self._places[number]
        text, intent = self._string(self._firsts[lane] + i), self._intents[lane]
        others = self._string(self._plain + lane).split("\n")
        self._choices[lane] = [*others[:i], "", *others[i + 1 :]]
        found = self.rank(text, limit + 1)
        self._choices[lane] = others
        return text, intent, [each for each in found if len(others) > 1 or each.intent != intent][:limit]

    def _learnt(self, examples: Examples, tell: Callable[[int, int], None]) -> Weights:
        self._lesson = _Remembered(examples, tell)
        return self._lesson.learn()

    def _scores(self, words: Sequence[str], near: Mapping[str, float], dense: Sequence[int]) -> int:
        known, weights = self._lesson.vectors[self._number]
        total: int = sum(map(mul, map(self._row, known), weights), -self._lesson.share(self._number))
        return total


class _Remembered(Lesson):
    """A lesson, without dense terms, that tells afterwards what each example has made of its own scores."""

    whole = True

    def __init__(self, examples: Examples, tell: Callable[[int, int], None]) -> None:
        super().__init__(examples, tell)
        self.vectors, self._used = self._vectors, self._uses
        self._corrections: defaultdict[int, dict[int, int]] = defaultdict(dict)
        self._squares = [sum(map(mul, use.values(), use.values())) for use in self._uses]

    def share(self, i: int) -> int:
        """Return what an example has made of its own score for each intent, in lanes."""
        (terms, weights), label = self.vectors[i], self._labels[i]
        use, square, amount = self._used[label], self._squares[label], self._amounts[label]
        used, overall = list(map(use.__getitem__, terms)), list(map(self._overall.__getitem__, terms))
        own, itself, whole = sum(map(mul, used, weights)), sum(map(mul, weights, weights)), sum(weights)
        left = math.sqrt(square - 2 * own + itself)
        centroid = own / (math.sqrt(square) or 1.0) - (own - itself) / (left or 1.0)
        often = self._total / (amount or 1) / SMOOTHING
        without = (self._total - whole) / ((amount - whole) or 1) / SMOOTHING
        less = map(sub, used, weights)
        before = map(truediv, map(mul, used, repeat(often)), overall)
        after = map(truediv, map(mul, less, repeat(without)), [each or 1 for each in map(sub, overall, weights)])
        ratios = sum(map(mul, weights, map(sub, map(log1p, before), map(log1p, after))))
        told = int((CENTROID * centroid + LOG_RATIO * ratios) * (1 << WEIGHT_BITS))
        return self._taken_back(i) + only(label, told)

    def _taken_back(self, i: int) -> int:
        """What is taken back of an example's own corrections, in lanes."""
        return sum(only(intent, int(TAKEN_BACK * made)) for intent, made in self._corrections.get(i, {}).items())

    def _remember(self, own: Own) -> None:
        for (i, lane), made in own.items():
            of_example, intent = self._corrections[i], self._blocks[self._labels[i]][lane]
            of_example[intent] = of_example.get(intent, 0) + made

    def _pushed(self, i: int, steps: dict[int, int], weights: Sequence[int], sweep: int) -> None:
        known, whole = self.vectors[i]
        own = compress(whole, map(self._kinds[sweep % 2].__getitem__, known))
        times = sum(map(mul, own, weights))
        for lane, step in steps.items():
            self._own[i, lane] = self._own.get((i, lane), 0) + times * step
