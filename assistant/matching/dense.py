"""Dense terms: what a text is about as a row of numbers, made of vectors of its words that are handed in."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, repeat
from operator import mul

from assistant.matching.lanes import Lanes

LENGTH = 180
"""Of a text's dense terms, as a vector, where that of its other terms is 255 long.

At 150 BANKING77 with ten examples an intent is 0.2 % worse; at 255 CLINC150 is 0.1 % worse and the shipped knowledge's
labelled questions 1 %.
"""

EXAMPLE_LENGTH = 127
"""Of an example's dense terms where a text is compared with it: the products of both fit 16 bits."""

MOST_WORDS = 4_000
"""Words whose numbers are kept ready, the last ones used."""


PIECES = (3, 4)
"""Letters of the pieces of a word that its row is made of where no vectors are known."""


class Dense:
    """Makes dense terms of words: the sum of the words' vectors, brought to one length, in whole numbers.

    `vectors` gives `size` whole numbers for a word, each within 2 ** 31 of 0, or None where it knows nothing of it.
    """

    def __init__(self, vectors: Callable[[str], Sequence[int] | None], size: int) -> None:
        self.size = size
        self._vectors = vectors
        self._lanes = Lanes(size, 64)
        self._row = lru_cache(maxsize=MOST_WORDS)(self._row_of)
        self._length = lru_cache(maxsize=MOST_WORDS)(self._length_of)

    def terms(self, words: Iterable[str]) -> list[int]:
        """The dense terms of a text, each of its words counted once; all 0 where nothing is known of them."""
        return next(self.at_lengths(words, LENGTH))

    def at_lengths(self, words: Iterable[str], *lengths: int) -> Iterator[list[int]]:
        """Yield the dense terms of a text at each of several lengths."""
        numbers = self._lanes.numbers(sum(map(self._row, set(words))))
        whole = math.sqrt(sum(map(mul, numbers, numbers))) or 1.0
        for length in lengths:
            yield list(map(int, map(mul, numbers, repeat(length / whole))))

    def length(self, word: str) -> float:
        """The length of a word's vector: how much it says of a text; 0.0 where nothing is known of it."""
        return self._length(word)

    def _length_of(self, word: str) -> float:
        numbers = self._vectors(word)
        return math.sqrt(sum(number * number for number in numbers)) if numbers else 0.0

    def _row_of(self, word: str) -> int:
        numbers = self._vectors(word)
        return 0 if numbers is None else self._lanes.row(numbers)


def middle(rows: Sequence[Sequence[int]], length: int) -> list[int]:
    """The middle of several dense terms, at a length."""
    numbers = [sum(each) for each in zip(*rows, strict=True)]
    whole = math.sqrt(sum(map(mul, numbers, numbers))) or 1.0
    return [int(number * length / whole) for number in numbers]


def of_letters(size: int) -> Dense:
    """Make dense terms of what words are spelt like, `size` (a multiple of 8) numbers each, for words without vectors.

    Each piece of a word stands for a row of signs that only that piece has; the longer a word, the more it counts.
    """
    return Dense(lambda word: _spelt(word, size), size)


def _spelt(word: str, size: int) -> list[int]:
    from hashlib import blake2b  # takes longer to import than most questions take to answer

    whole = f"<{word}>"
    pieces = [whole[at : at + length] for length in PIECES for at in range(max(1, len(whole) - length + 1))]
    digests = (blake2b(each.encode("utf-8", "surrogatepass"), digest_size=size // 8).digest() for each in pieces)
    signs = [format(int.from_bytes(each, "big"), f"0{size}b") for each in digests]
    return [2 * column.count("1") - len(signs) for column in zip(*signs, strict=True)]


class Neighbours:
    """The dense terms of examples, laid out so that a text is compared with all examples of one intent at once.

    `data` holds, for each intent in turn, one row a dense term, with a lane of 16 bits for each of the intent's
    `counts` examples.
    """

    def __init__(self, counts: Sequence[int], data: bytes | memoryview) -> None:
        self.data = data
        size = len(data) // max(1, sum(counts))
        self._counts = counts
        self._starts = [size * first for first in accumulate(counts, initial=0)]
        self._rows: dict[int, tuple[Lanes, list[int]]] = {}

    @staticmethod
    def laid(counts: Sequence[int], examples: Sequence[Sequence[int]]) -> bytes:
        """Lay out the examples' dense terms, each of `EXAMPLE_LENGTH`, in the order of their intents."""
        data = bytearray()
        for start, count in zip(accumulate(counts, initial=0), counts, strict=False):
            lanes = Lanes(count, 16)
            for numbers in zip(*examples[start : start + count], strict=True):
                data += lanes.to_bytes(lanes.row(numbers))
        return bytes(data)

    def likeness(self, intent: int, terms: Sequence[int]) -> float:
        """The cosine (-1 to 1) of a text's dense terms and those of the nearest of an intent's examples."""
        return max(self._products(intent, terms)) / (LENGTH * EXAMPLE_LENGTH)

    def cosines(self, intent: int, terms: Sequence[int]) -> list[float]:
        """The cosines (-1 to 1) of a text's dense terms and those of each of an intent's examples."""
        return [number / (LENGTH * EXAMPLE_LENGTH) for number in self._products(intent, terms)]

    def _products(self, intent: int, terms: Sequence[int]) -> list[int]:
        if intent not in self._rows:
            lanes = Lanes(self._counts[intent], 16)
            self._rows[intent] = lanes, lanes.rows(self.data[self._starts[intent] : self._starts[intent + 1]])
        lanes, rows = self._rows[intent]
        return lanes.numbers(sum(map(mul, rows, terms)))
