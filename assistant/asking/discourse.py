"""What is said taken to the point: without what leads up to it, fills a pause or its end, or is said twice."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.knowledge.english import English
from assistant.words.lexicon import STOPS, Lexicon, pieces
from assistant.words.phrases import Phrases

FILLED = 3
"""Words that are left at least: what fills "is it fast, really?" is all there is of "wait, really?"."""

PAUSES = frozenset(",:")
"""Marks that part a sentence without ending it."""


class Discourse:
    """Finds discourse markers of one language, around subjects that are called by `names`."""

    def __init__(self, english: English, lexicon: Lexicon, names: Phrases) -> None:
        self._preludes, self._markers = lexicon.cut(english.preludes), lexicon.cut(english.discourse)
        self._seeking, self._numbers = lexicon.cut(english.seeking), frozenset(english.numbers)
        self._openers = frozenset(english.openers)
        self._asking = self._openers.union(english.question_words)
        self._either, self._names = frozenset(english.alternatives), names
        self._pronouns, self._tags = frozenset((*english.pronouns, *english.persons)), lexicon.cut(english.tags)
        self._grammar = frozenset(english.fillers).difference(english.negations)

    def without(self, words: Sequence[str]) -> list[str]:
        """Return words without discourse markers, sentence by sentence."""
        return [word for each in pieces(words, STOPS) for word in self._to_the_point(each)]

    def _to_the_point(self, sentence: list[str]) -> list[str]:
        end = [word for word in sentence[-1:] if word in STOPS]
        body = self._said_once(sentence[: len(sentence) - len(end)])
        body = self._held_out(self._from_what_asks(body))
        for start, stop, _ in reversed([*self._markers.find(body)]):
            before, after = body[:start], body[stop:]
            if start + len(after) < FILLED:
                continue
            paused = (not before or before[-1] in PAUSES) and (not after or after[0] in PAUSES)
            if paused and before:
                asks = self._asks_of(before[:-1])  # "is A, in fact, fast?" has no pause
                body = [*before[:-1], *after[asks:]]
            elif paused:
                body = after[1:]
            elif self._asks_of(before) == bool(after) and not self._counts(after):  # "does it really?" doubts
                body = [*before, *after]
        return body + end

    def _said_once(self, words: list[str]) -> list[str]:
        """The words, those of grammar once that are said twice in a row: "is is it fast"."""
        return [word for i, word in enumerate(words) if words[i - 1 : i] != [word] or word not in self._grammar]

    def _from_what_asks(self, words: list[str]) -> list[str]:
        """The words from where they ask on: without "listen, …", and "I forget" before what asks."""
        while words:
            led, seeks = self._preludes.at(words, 0), self._seeking.at(words, 0)
            if led and words[led[0] : led[0] + 1] and words[led[0]] in PAUSES and words[led[0] + 1 :]:
                words = words[led[0] + 1 :]
            elif (
                seeks
                and not self._asking.isdisjoint(words[seeks[0] : seeks[0] + 1])
                and seeks[0] + FILLED <= len(words)
            ):
                words = words[seeks[0] :]
            else:
                break
        return words

    def _held_out(self, words: list[str]) -> list[str]:
        """The words without a pause between two things held out at the end: "…, true, or false"."""
        if words[-3:-2] != [","] or words[-2] not in self._either:
            return words
        joined = [*words[:-3], *words[-2:]]
        two = words.count(",") == 1 or self._tags.at(joined, max(0, len(joined) - 3))
        return joined if two else words

    def _asks_of(self, words: Sequence[str]) -> bool:
        """Tell whether words end in an opener and whom it is asked of: "is A", "so does it"."""
        start = next((start for start, end, _ in self._names.find(words) if end == len(words)), len(words))
        if not self._pronouns.isdisjoint(words[-1:]):
            start = len(words) - 1
        return 0 < start < len(words) and words[start - 1] in self._openers

    def _counts(self, words: Sequence[str]) -> bool:
        """Tell whether a number comes first."""
        return bool(words) and (words[0][0].isdigit() or words[0] in self._numbers)
