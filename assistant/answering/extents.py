"""How far goes what is told: whether of something only, where a question says so, and of a whole or of a part.

A statement with "only" is two: that something is so, and that nothing else is. The second is settled by the texts of an
entry, where they name others beside it ("A, B and C"), say that there are some ("also"), or tell of a part ("much of").
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from assistant.answering.library import Item, Library
from assistant.asking.marks import PREDICATE, Marks
from assistant.words.lexicon import is_word, parts

BESIDE = 2
"""Words at most between a thing and what joins others to it."""

CLOSES = ".;:"
"""Marks that end what is told in one breath."""


class Extents:
    """Tells how far goes what the entries of one library tell."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._alone, self._beyond = (library.lexicon.cut(library.english.extents[way]) for way in ("alone", "beyond"))
        self._joins = frozenset((*library.english.conjunctions, *library.english.alternatives, ","))

    def stated(self, marks: Marks, item: Item) -> Marks | None:
        """Return of what alone a question says that it is so; None where it says no such, or an author told it so."""
        from assistant.asking.claims import restriction

        found, words = restriction(marks), self._library.lexicon.words
        if found is None:
            return None
        told = any(self._alone.occur(words(text)) for text in item.entry.texts)
        return None if told else found

    def so(self, of: Marks, item: Item) -> bool | None:
        """Tell whether an entry tells of nothing else, and of all of it; None where that is not told."""
        words = [word for mark in of for word in mark.text.split() if is_word(word)]
        texts = [self._library.lexicon.words(text.casefold()) for text in item.entry.texts]
        more = any(self._beyond.occur(text) or self._is_listed(words, text) for text in texts)
        return False if more else None

    def joins(self, marks: Marks, others: Marks, item: Item) -> bool:
        """Tell whether an entry tells what some marks say and what others say in one breath: "A, B and C"."""
        one, other = (self._matter(each) for each in (marks, others))
        texts = (self._library.lexicon.words(text.casefold()) for text in item.entry.texts)
        sentences = [sentence for text in texts for sentence in parts(text, CLOSES)]
        return any(self._is_joined(one - other, other - one, sentence) for sentence in sentences)

    def _matter(self, marks: Marks) -> set[str]:
        words = (word for mark in marks if mark.is_a(PREDICATE) for word in mark.text.split())
        return {found for word in words for found in self._library.reader.canonical([word])}

    def _is_joined(self, one: Set[str], other: Set[str], sentence: Sequence[str]) -> bool:
        """Tell whether what joins things stands between a word of one and a word of the other."""
        told = [frozenset(self._library.reader.canonical([word])) for word in sentence]
        firsts, seconds = ([i for i, word in enumerate(told) if not word.isdisjoint(each)] for each in (one, other))
        between = (sentence[min(i, k) : max(i, k)] for i in firsts for k in seconds)
        return any(not self._joins.isdisjoint(words) for words in between)

    def _is_listed(self, words: Sequence[str], text: Sequence[str]) -> bool:
        """Tell whether one of some words stands in a text beside others of its kind."""
        canonical = self._library.reader.canonical
        told = set(canonical(words))
        places = [i for i, word in enumerate(text) if not told.isdisjoint(canonical([word]))]
        return any(not self._joins.isdisjoint(text[max(i - BESIDE, 0) : i + BESIDE + 1]) for i in places)
