"""What a statement says that an abbreviation stands for, and which words are near to others in meaning.

What it is spelt out as is right only where that is its expansion.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import mul
from typing import TypeAlias

from assistant.answering.library import Library
from assistant.answering.library.places import word_vectors
from assistant.answering.own_words import AHEAD, BEHIND
from assistant.knowledge.base import Entry
from assistant.words.lexicon import is_word

SAME = 0.5
"""How near in meaning a word must be to another to say nothing new beside it."""

AFTER = 4
"""Words after an abbreviation among which it is said that it is spelt out."""

BEFORE = 3
"""Words at most before what it stands for: "is the principle …"."""

USUAL = 7e6
"""Length of the vector of a word that has none."""

READY = 4_000
"""Words whose vectors are kept ready."""

Said: TypeAlias = "tuple[int, int, str]"
"""Where words stand that assert an entry or deny it, and which of both."""


class Meanings:
    """Finds what statements say of the terms of one library."""

    def __init__(self, library: Library) -> None:
        english, phrases = library.english, library.lexicon.cut
        self._lexicon, self._base = library.lexicon, library.lexicon.base
        self._questions = frozenset(english.question_words)
        self._slight = frozenset(english.slight)
        self._spells_out = phrases(english.spells_out), phrases((*english.spells_out, *english.spells_out_too))
        self._row = lru_cache(READY)(self._row_of)
        self.short = lru_cache(None)(_abbreviation)

    def spelt_out(self, words: Sequence[str], entry: Entry) -> list[Said]:
        """Return where the words stand that spell an abbreviation out, rightly or not; nothing where none do."""
        short, spelt = self.short(entry)
        if not short or short not in words:
            return []
        after = words.index(short) + 1
        near = words[after : after + AFTER]
        long = [self._base(part) for word in self._lexicon.words(spelt) for part in word.split("-")]
        plainly, weakly = (next((after + end for _, end, _ in each.find(near)), 0) for each in self._spells_out)
        start = plainly or weakly
        if not start:
            return []
        end = next((i for i in range(start, len(words)) if words[i] in ".;:?!"), len(words))
        parts = [(i, part) for i in range(start, end) for part in words[i].split("-") if is_word(part)]
        told = [part for _, part in parts if part not in self._slight]
        said = [part for _, part in parts]
        if not self._questions.isdisjoint(said):
            return []
        for first in range(BEFORE + 1):
            if list(map(self._base, said[first : first + len(long)])) == long:
                rest = [part for part in said[first + len(long) :] if part not in self._slight]
                return [] if len(rest) > 1 else [(start, parts[first + len(long) - 1][0] + 1, AHEAD)]
        wrong = any("".join(part[0] for part in each).startswith(short) for each in (said, told))
        same = set(map(self._base, told)).intersection(long)
        other = bool(plainly and told) and (not same or len(said) == len(long))  # "don't replace yourself"
        return [(start, end, BEHIND)] if wrong or other else []

    def is_near(self, word: str, others: Iterable[str]) -> bool:
        """Tell whether a word is near in meaning to any of others."""
        return any(self._cosine(word, other) > SAME for other in others)

    def _cosine(self, one: str, other: str) -> float:
        (first, own), (second, others) = self._row(one), self._row(other)
        return sum(map(mul, own, others)) / (first * second) if own and others else 0.0

    def _row_of(self, word: str) -> tuple[float, Sequence[int]]:
        """The length of a word's vector, and the vector; of one that is not known a usual length."""
        numbers = word_vectors()(word) or ()
        return math.sqrt(sum(map(mul, numbers, numbers))) or USUAL, numbers


def _abbreviation(entry: Entry) -> tuple[str, str]:
    """Return the abbreviation in a name and what it stands for: "ORM (object-relational mapping)"; "" without one."""
    name = entry.name
    one, _, other = name.removesuffix(")").partition(" (") if name.endswith(")") else ("", "", "")
    short, long = sorted((one, other), key=len)
    return ("", "") if " " in short or sum(map(str.isupper, short)) < 2 else (short.casefold(), long)
