"""Whether a word means something good or bad, read from its vector."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from operator import mul


class Worth:
    """Reads how good what words mean is: a weight for each number of a word's vector, and last what is added.

    `weights` are whole numbers that stand for hundredths; `vectors` tells the numbers of a word, None of one that is
    not known.
    """

    def __init__(self, weights: Sequence[int], vectors: Callable[[str], Sequence[int] | None]) -> None:
        *self._weights, self._bias = (each / 100 for each in weights)
        self._vectors = vectors

    def __call__(self, word: str) -> float:
        """Return how good what a word means is, -4 (bad) to 4; 0 of one that is not known."""
        numbers = self._vectors(word) or ()
        length = math.sqrt(sum(map(mul, numbers, numbers)))
        return sum(map(mul, numbers, self._weights)) / length + self._bias if length else 0.0
