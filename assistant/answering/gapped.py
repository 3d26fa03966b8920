"""An author's words for a claim and its opposite, with other words between: "spreads load" as "spreads the load"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from assistant.answering.library import Library
from assistant.knowledge.base import Entry
from assistant.words.lexicon import is_word

GAP = 2
"""Words at most between two of a phrase."""

Phrase = tuple[tuple[str, ...], str]
"""The words of a phrase, and what they say."""


class Gapped:
    """Finds the phrases of claims in statements that say their words in order, but not side by side.

    Words count as alike with their endings off and with a synonym in their place, unless they compare. Nothing between
    may turn what is said. Of figures, that are told themselves, and of rulings, whose words are single, none are found.
    """

    def __init__(self, library: Library, bare: Callable[[str], str], said: Sequence[str]) -> None:
        self._library, self._bare, self._said = library, bare, said
        english = library.english
        cues = (each for kind in ("than", "only", "unlike") for each in english.asking[kind])
        names = (word for each in library.base.subjects for word in library.lexicon.words(each.name))
        self._turning = frozenset((*english.negations, *english.privatives, *cues, *names))
        self._slight, self._numbers = frozenset(english.slight), frozenset(english.numbers)
        self._phrases: dict[str, list[Phrase]] = {}
        self._alike = lru_cache(maxsize=4_000)(self._alike_of)

    def find(self, words: Sequence[str], entry: Entry) -> list[tuple[int, int, str]]:
        """Return start, end and what it says of the longest phrase of an entry that is said so; of none, nothing."""
        alike = [*map(self._alike, words)]
        known = set(alike)
        found = [
            (len(phrase), start, end, value)
            for phrase, value in self._of(entry)
            if known.issuperset(phrase)
            for start, word in enumerate(alike)
            if word == phrase[0] and (end := self._end(alike, start, phrase[1:]))
        ]
        return [max(found, key=lambda each: each[0])[1:]] if found else []

    def _end(self, words: Sequence[str], start: int, rest: Sequence[str]) -> int:
        """Return where the rest of a phrase ends that begins at a place, 0 where it is not said."""
        end = start + 1
        for word in rest:
            within = words[end : end + GAP + 1]
            between = within[: within.index(word)] if word in within else [""]
            if not all(is_word(each) and each not in self._turning for each in between):
                return 0
            end += len(between) + 1
        return end

    def _of(self, entry: Entry) -> list[Phrase]:
        if entry.id not in self._phrases:
            idle = entry.figures or self._library.base.category(entry.id)
            given = [] if idle else [(text, value) for value in self._said for text in getattr(entry, value)]
            cut = ((self._library.lexicon.phrase(text).split(), value) for text, value in given)
            kept = ((tuple(self._alike(word) for word in words if word not in self._slight), v) for words, v in cut)
            self._phrases[entry.id] = [
                (words, v) for words, v in kept if len(words) > 1 and words[0] not in self._numbers
            ]
        return self._phrases[entry.id]

    def _alike_of(self, word: str) -> str:
        """A word without its ending, and the usual one of its synonyms, unless it compares."""
        bare, lexicon = self._bare(word), self._library.lexicon
        usual = lexicon.canonical([bare]) if is_word(bare) and lexicon.base(bare) == bare else []
        return usual[0] if len(usual) == 1 else bare
