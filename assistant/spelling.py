"""Mending slips: words that nobody knows become the nearest word that the program knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4
"""Letters; shorter words have too many neighbours to be mended."""


class Speller:
    """Mends words towards a vocabulary.

    `vocabulary` are the words that it knows and mends to, `is_word` tells of other real words, which stay as they are.
    """

    def __init__(self, vocabulary: Iterable[str], is_word: Callable[[str], bool] = lambda word: False) -> None:
        self._words = frozenset(vocabulary)
        self._is_word = is_word
        self._by_first: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._words):
            if len(word) >= 3:
                self._by_first[word[0]].append(word)
        self._all = [word for words in self._by_first.values() for word in words]

    def mend(self, words: Sequence[str]) -> list[str]:
        """The words in order, unknown ones replaced by the nearest known one, joined ones parted, parted ones joined."""
        mended: list[str] = []
        for word in words:
            if mended and not (self._knows(mended[-1]) and self._knows(word)) and mended[-1] + word in self._words:
                mended[-1] += word
            else:
                mended.extend(self._mend_word(word))
        return mended

    def _knows(self, word: str) -> bool:
        return word in self._words or self._is_word(word)

    def _mend_word(self, word: str) -> list[str]:
        if len(word) < SHORTEST or not word.isalpha() or self._knows(word):
            return [word]
        for i in range(2, len(word) - 1):
            if word[:i] in self._words and word[i:] in self._words:
                return [word[:i], word[i:]]
        cutoff = 1 if len(word) < 6 else 2
        for candidates in (self._by_first.get(word[0], []), self._all):
            found = process.extractOne(word, candidates, scorer=OSA.distance, score_cutoff=cutoff)
            if found is not None:
                return [str(found[0])]
        return [word]
