"""How close a text is to all that is known of an intent, where there are few examples to learn from.

Two measures, each from -1 to 1. `told` is the cosine of the text's dense terms and those of the nearest text that is
known of the intent, an example or a sentence told of it, and of the middle of all of them, half and half. `aligned`
looks for each word of the text for the nearest word of the intent; the rarer a word is among the intents and the longer
its vector, the more it counts, and one without a vector as the longest (after BERTScore: Zhang et al., "Evaluating Text
Generation with BERT", ICLR 2020). A number counts where it is known alone: another may be told in answer to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from operator import mul

from assistant.matching.dense import EXAMPLE_LENGTH, LENGTH, Dense, Neighbours, middle, of_letters
from assistant.matching.lanes import Lanes
from assistant.matching.terms import rarity

FEW, MANY = 5, 6
"""Examples an intent up to which closeness counts in full, and from which on it does not.

A draft with five an intent gains by it as those with one or two do (44 of its 54 questions are answered, 33 where it
counts a half); another with six loses.
"""

READY = 256
"""Intents whose words are kept ready, those looked at last."""

KEPT = 8
"""Texts of which closeness is kept, those asked for last: the parts of a question are looked at with all its words."""

RARENESS = 6
"""Power of a word's rarity among the intents in what it counts: with 2, nine fewer of 334 find their intent first."""

STRANGE = 1 / 3
"""Share of words without a vector from which on a text is taken to be in another language than the vectors.

Of 20 English lists and drafts 1 to 18 % of the words have none, of two German ones 49 and 57 %. Of 33 questions to
these two, 28 find their entry first by letters, 21 with vectors, and 19 are answered rightly, 13 with vectors; none of
nine others is.
"""


def fewness(counts: Sequence[int]) -> float:
    """Return how much closeness is to count, 0 to 1, where the intents have so many examples: by their median."""
    middle = sorted(counts)[len(counts) // 2] if counts else MANY
    return min(1.0, max(0.0, (MANY - middle) / (MANY - FEW)))


def rows_of(texts: Sequence[str]) -> int:
    """Return how many rows of dense terms are kept: one for each line of each text, and one for its middle."""
    return sum(each.count("\n") + 2 for each in texts)


class Closeness:
    """Tells how close texts are to intents, of each of which `texts` holds what is known, a line each.

    `data` is what was `laid` out of them. Texts that are `strange` to the vectors are compared by how words are spelt.
    """

    def __init__(self, dense: Dense, texts: Sequence[str], data: bytes | memoryview, strange: bool = False) -> None:
        self.texts, self.data, self.strange = texts, data, strange
        self._dense = dense = of_letters(dense.size) if strange else dense
        self._words = [frozenset(each.split()) for each in texts]
        self._ends = list(accumulate((each.count("\n") + 1 for each in texts), initial=0))
        self._whole = Neighbours([rows_of(texts)], data)
        self._standing = Counter(chain.from_iterable(self._words))
        self._of = lru_cache(maxsize=READY)(self._words_of)
        self._terms = lru_cache(maxsize=READY)(lambda word: dense.terms((word,)))
        self._told = lru_cache(maxsize=KEPT)(self._told_of)
        self._weights = lru_cache(maxsize=KEPT)(self._weights_of)
        self._aligned = lru_cache(maxsize=KEPT * 16)(self._aligned_of)

    @staticmethod
    def laid(dense: Dense, texts: Sequence[str]) -> tuple[bytes, bool]:
        """Lay out what is known of intents, a line each, and tell whether it is strange to the vectors."""
        lines = [line for each in texts for line in each.split("\n")]
        words = {word for line in lines for word in line.split()}
        strange = sum(not dense.length(word) for word in words) > STRANGE * len(words)
        dense = of_letters(dense.size) if strange else dense
        terms = [row for line in lines for row in dense.at_lengths(line.split(), EXAMPLE_LENGTH)]
        ends = accumulate((each.count("\n") + 1 for each in texts), initial=0)
        middles = [middle(terms[start:end], EXAMPLE_LENGTH) for start, end in pairwise(ends)]
        return Neighbours.laid([rows_of(texts)], [*terms, *middles]), strange

    def told(self, words: Sequence[str]) -> list[float]:
        """Return how close a text of these words is to what is known of each intent."""
        return self._told(tuple(words))

    def _told_of(self, words: tuple[str, ...]) -> list[float]:
        if not self.texts:
            return []
        found = self._whole.cosines(0, self._dense.terms(words))
        middles = found[self._ends[-1] :]
        return [
            (max(found[start:end]) + middle) / 2
            for (start, end), middle in zip(pairwise(self._ends), middles, strict=True)
        ]

    def aligned(self, intent: int, words: Sequence[str]) -> float:
        """Return how near the words of a text are to those of an intent, 0 where nothing is known of any."""
        return self._aligned(intent, tuple(words))

    def _aligned_of(self, intent: int, words: tuple[str, ...]) -> float:
        lanes, rows = self._of(intent)
        known, weights = self._words[intent], self._weights(words)
        total = found = 0.0
        for word, weight in weights.items():
            near = float(word in known)
            if not near and word[0].isdigit():
                continue
            if not near and rows and self._dense.length(word):
                near = max(lanes.numbers(sum(map(mul, rows, self._terms(word))))) / (LENGTH * EXAMPLE_LENGTH)
            total += weight
            found += weight * near
        return found / total if total else 0.0

    def _weights_of(self, words: tuple[str, ...]) -> dict[str, float]:
        """What each word counts."""
        said = {word: self._dense.length(word) for word in words}
        most = max(said.values(), default=0.0) or 1.0
        return {
            word: (length or most) * rarity(self._standing[word], len(self.texts)) ** RARENESS
            for word, length in said.items()
        }

    def _words_of(self, intent: int) -> tuple[Lanes, list[int]]:
        spoken = [word for word in sorted(self._words[intent]) if self._dense.length(word)]
        terms = [row for word in spoken for row in self._dense.at_lengths((word,), EXAMPLE_LENGTH)]
        lanes = Lanes(len(terms), 16)
        return lanes, [lanes.row(numbers) for numbers in zip(*terms, strict=True)]
