"""Which way words ask: for what an entry claims or who is ahead in it, or for the opposite.

Polarity is counted: every word that asks for the lesser and every negation turns the question round once, and so do the
words for the opposite of what the entry claims, once in all; "less vulnerable" turns twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answering.comparisons import Comparisons
from assistant.answering.library import Library
from assistant.answering.own_words import BEHIND, OwnWords
from assistant.asking.question import TURNING, UNPOLAR, Question
from assistant.knowledge.base import Entry
from assistant.words.lexicon import parts
from assistant.words.phrases import covered

NEUTRAL, GENERAL, OPPOSITE = "", "general", "opposite"
"""Which way a word asks: for what is claimed or the greater, for the lesser whatever it is, or for the opposite of what
the entry claims."""


class Polarity:
    """Tells which way words ask, by the rulings and claims of one library."""

    def __init__(self, library: Library, own: OwnWords, comparisons: Comparisons) -> None:
        english, reader = library.english, library.reader
        self._library, self._own, self._comparisons = library, own, comparisons
        self._bare = library.few > 0  # an author of few examples wrote one form of a word
        self._mark = reader.mark
        self._conjunctions = library.lexicon.cut(english.conjunctions)
        self._compares = reader.compares
        self._choose = library.lexicon.cut(english.forms["choose"])

    def sign(self, words: Sequence[str], entry: Entry, around: Sequence[str] = ()) -> int:
        """Return +1 where `words` ask for the subject of which the entry holds, -1 where for the other.

        Of the words `around` only those count that stand for the opposite of what the entry claims. What it is compared
        with does not count, and of what "and" joins only the first part that turns.
        """
        against = next((start for start, *_ in self._compares.find(words)), len(words))
        turns = int(OPPOSITE in self._values(around, entry))
        for part in self._conjunctions.cut(words[:against]):
            values = self._values(part, entry)
            if OPPOSITE in values or GENERAL in values:  # "fewer users and a smaller crowd" asks for less once
                turns = values.count(GENERAL) + int(OPPOSITE in values or turns > 0)
                break
        return -1 if turns % 2 else 1

    def _values(self, words: Sequence[str], entry: Entry) -> list[str]:
        """What asks for the claim or its opposite: the entry's own words, and between them the language's."""
        own = self._own.find(words, entry, self._bare)
        spoken = covered(own)
        return [
            *(OPPOSITE if value == BEHIND else NEUTRAL for _, _, value in own),
            *self._general(["" if i in spoken else w for i, w in enumerate(words)], entry),
        ]

    def _general(self, words: Sequence[str], entry: Entry) -> Iterator[str]:
        """What the language's words ask for; "more work" is for the worse and "less work" for the better."""
        item = self._library.items[entry.id]
        claimed = not item.is_ruling and self._library.claims_cost(entry)
        for mark in self._comparisons.weighed(self._mark(words, ranks=True), item, item.is_ruling):
            if mark.is_a(UNPOLAR, "more") or (claimed and self._library.costs.occur([mark.text])):  # "a headache"
                yield NEUTRAL
            elif mark.is_a("less", "at-most", *TURNING):
                yield GENERAL

    def is_own(self, words: Sequence[str], entry: Entry) -> bool:
        """Tell whether `words` hold any that assert the entry's claim or its opposite."""
        return self._own.occur(words, entry, self._bare)

    def is_polar(self, words: Sequence[str], entry: Entry) -> bool:
        """Tell whether `words` hold any that ask for the lesser or greater."""
        return bool(self._values(words, entry))

    def choosing(self, question: Question) -> Sequence[str]:
        """Return the part of the asking sentence that asks for a choice, or all of it where no part does."""
        asking = [part for part in parts(question.asked, ",") if self._choose.occur(part)]
        return asking[0] if asking else question.asked
