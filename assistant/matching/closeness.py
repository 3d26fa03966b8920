"""How close a text is to all that is known of an intent, where there are few examples to learn from.

Two measures, each from -1 to 1. `whole` is the cosine of the text's dense terms and those of all words of the intent,
its examples and what is told of it alike. `aligned` looks for each word of the text for the nearest word of the intent;
the longer its vector the more a word counts, and one without a vector as the longest (after BERTScore: Zhang et al.,
"Evaluating Text Generation with BERT", ICLR 2020).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from operator import mul

from assistant.matching.dense import EXAMPLE_LENGTH, LENGTH, Dense, Neighbours
from assistant.matching.lanes import Lanes

FEW, MANY = 3, 7
"""Examples an intent up to which closeness counts in full, and from which on it does not."""

READY = 256
"""Intents whose words are kept ready, those looked at last."""


def fewness(counts: Sequence[int]) -> float:
    """Return how much closeness is to count, 0 to 1, where the intents have so many examples: by their median."""
    middle = sorted(counts)[len(counts) // 2] if counts else MANY
    return min(1.0, max(0.0, (MANY - middle) / (MANY - FEW)))


class Closeness:
    """Tells how close texts are to intents, of each of which `words` holds the words in one string.

    `data` is what `of` made of them.
    """

    def __init__(self, dense: Dense, words: Sequence[str], data: bytes | memoryview) -> None:
        self.words, self.data = words, data
        self._dense = dense
        self._whole = Neighbours([len(words)], data)
        self._of = lru_cache(maxsize=READY)(self._words_of)

    @classmethod
    def of(cls, dense: Dense, words: Sequence[str]) -> Closeness:
        """Make ready to tell how close texts are to intents of these words."""
        terms = [row for each in words for row in dense.at_lengths(each.split(), EXAMPLE_LENGTH)]
        return cls(dense, words, Neighbours.of([len(words)], terms).data)

    def whole(self, terms: Sequence[int]) -> list[float]:
        """Return how close a text of these dense terms is to each intent."""
        return self._whole.cosines(0, terms)

    def aligned(self, intent: int, words: Sequence[str]) -> float:
        """Return how near the words of a text are to those of an intent, 0 where nothing is known of any."""
        lanes, rows, known = self._of(intent)
        said = {word: self._dense.length(word) for word in words}
        most = max(said.values(), default=0.0) or 1.0
        total = found = 0.0
        for word, weight in said.items():
            near = float(word in known)
            if not near and weight and rows:
                terms = self._dense.terms((word,))
                near = max(lanes.numbers(sum(map(mul, rows, terms)))) / (LENGTH * EXAMPLE_LENGTH)
            total += weight or most
            found += (weight or most) * near
        return found / total if total else 0.0

    def _words_of(self, intent: int) -> tuple[Lanes, list[int], frozenset[str]]:
        known = self.words[intent].split()
        spoken = [word for word in known if self._dense.length(word)]
        terms = [row for word in spoken for row in self._dense.at_lengths((word,), EXAMPLE_LENGTH)]
        lanes = Lanes(len(terms), 16)
        return lanes, [lanes.row(numbers) for numbers in zip(*terms, strict=True)], frozenset(known)
