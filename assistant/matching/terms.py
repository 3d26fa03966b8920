"""Terms: what a text is taken for, each with its weight; and those kept of many texts."""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import chain, compress, count, pairwise
from typing import TypeAlias

from assistant.words.text import normalize, tokens

WORD, PAIR, NEAR, START, GRAM = 1.0, 0.5, 0.4, 0.7, 0.5
"""What a term counts by its kind, before its rarity."""

START_LETTERS = 4
GRAM_LETTERS = (3, 4)
REACH = 5
"""How many words on the other of two near words may stand."""

RARITY_POWER = 0.6
"""Of the inverse document frequency; below 1 as a few examples tell the rarity of a term only roughly."""

MOST_TERMS = 30_000
"""Only the most frequent terms are kept, which bounds memory on large sets."""

TERM_BITS, WEIGHT_BITS = 8, 18
"""Of a term's weight in a text, and of its weight for an intent."""

MARGIN = 1 << TERM_BITS + WEIGHT_BITS
"""What a text of length 1 scores for an intent that is just like it."""

Vector: TypeAlias = "tuple[array[int], Sequence[int]]"
"""The terms of a text, by number, and the weight of each in it."""


def words_of(text: str) -> list[str]:
    """Cut a text into the words that terms are made of."""
    return tokens(normalize(text))


@lru_cache(maxsize=1_000)
def word_terms(word: str) -> dict[str, float]:
    """The terms of one word, each with what its kind counts."""
    padded = f"_{word}_"
    terms = {f"#{padded[i : i + n]}": GRAM for n in GRAM_LETTERS for i in range(len(padded) - n + 1)}
    terms[f"{word[:START_LETTERS]}*"] = START
    terms[word] = WORD
    return terms


def between(words: Sequence[str]) -> dict[str, float]:
    """The terms of a text that stand between its words, each with what its kind counts."""
    found = dict.fromkeys(map(" ".join, pairwise(("^", *words, "$"))), PAIR)
    starts = [word[:START_LETTERS] for word in words]
    for i, first in enumerate(starts):
        for second in starts[i + 1 : i + 1 + REACH]:
            found[f"{first} & {second}" if first < second else f"{second} & {first}"] = NEAR
    return found


def unit(weights: Sequence[float]) -> bytes:
    """Return the weights at length 255."""
    scale = ((1 << TERM_BITS) - 1) / (math.hypot(*weights) or 1.0)
    return bytes(map(int, [each * scale + 0.5 for each in weights]))


def part(vector: Vector, wanted: Sequence[bool]) -> Vector:
    """Return the vector of the wanted terms alone, at the same length."""
    kept = list(map(wanted.__getitem__, vector[0]))
    return array("I", compress(vector[0], kept)), unit(list(compress(vector[1], kept)))


def is_of_letters(term: str) -> bool:
    """Tell a part of a word from words."""
    return term[0] == "#" or term[-1] == "*"


def rarity(documents: int, of: int) -> float:
    """Return how rare a term is that stands in so many texts."""
    return float((math.log((1 + of) / (1 + documents)) + 1) ** RARITY_POWER)


class Terms:
    """The most frequent terms of plain texts, sorted, each with its rarity; a pair of words from its second text on.

    `vectors` are the texts made of them.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        numbers: defaultdict[str, int] = defaultdict(count().__next__)
        kinds: dict[str, float] = {}

        def numbered(found: dict[str, float]) -> list[int]:
            kinds.update(found)
            return list(map(numbers.__getitem__, found))

        of_word = cache(lambda word: numbered(word_terms(word)))
        bags: list[array[int]] = []
        for text in texts:
            words = text.split()
            of_words = dict.fromkeys(chain.from_iterable(map(of_word, words)))
            bags.append(array("I", [*of_words, *numbered(between(words))]))
        names = list(numbers)
        common = Counter(chain.from_iterable(bags)).most_common(MOST_TERMS)
        kept = sorted((names[n], n, times) for n, times in common if times > 1 or " " not in names[n])
        self.names = [term for term, _, _ in kept]
        self.rarities = array("d", (rarity(times, len(texts)) for _, _, times in kept))
        weights = [kinds[term] * each for term, each in zip(self.names, self.rarities, strict=True)]
        places = [-1] * len(names)
        for place, (_, number, _) in enumerate(kept):
            places[number] = place
        self.vectors: list[Vector] = []
        for each in bags:
            known = [place for number in each if (place := places[number]) >= 0]
            self.vectors.append((array("I", known), unit(list(map(weights.__getitem__, known)))))
