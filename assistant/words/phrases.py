"""Phrases found in a list of words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property

PARTED = "\0"
"""What stands between first words and their lines where phrases are packed."""

_NONE: Iterator[tuple[int, int, str]] = iter(())


def covered(found: Iterable[tuple[int, int, str] | tuple[int, int]]) -> set[int]:
    """Return the places of all that lies between the beginnings and the ends of what was found."""
    return {i for start, end, *_ in found for i in range(start, end)}


class Phrases:
    """A set of phrases, each one or more words with a value, found in a list of words, the longest first.

    Of the same phrase given twice the first counts. Everything is cut and sorted when it is first looked for: one
    question needs little of the many sets.
    """

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        self._given: Iterable[tuple[str, str]] | str = phrases
        self._starting: dict[str, tuple[list[int], dict[tuple[str, ...], str]]] = {}

    def packed(self) -> str:
        """Return them by their first words, a line each with its value after a tab, parted by zeros."""
        return PARTED.join(
            each
            for first, found in self._by_first.items()
            for each in (first, found if isinstance(found, str) else "\n".join(map("\t".join, found)))
        )

    @classmethod
    def opened(cls, text: str) -> Phrases:
        """Return what was packed; of its lines only those are read that are asked for."""
        made = cls(())
        made._given = text
        return made

    @cached_property
    def _by_first(self) -> Mapping[str, list[tuple[str, str]] | str]:
        if isinstance(self._given, str):
            parts = self._given.split(PARTED)
            return dict(zip(parts[::2], parts[1::2], strict=False))
        by_first: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for phrase in self._given:
            by_first[phrase[0].partition(" ")[0]].append(phrase)
        by_first.default_factory = None
        return by_first

    def at(self, words: Sequence[str], start: int) -> tuple[int, str] | None:
        """Return the end and the value of the longest phrase that begins at `start`, or None."""
        first = words[start]
        if first in self._by_first:
            lengths, phrases = self._starting.get(first) or self._starting_with(first)
            for length in lengths:
                phrase = tuple(words[start : start + length])
                if phrase in phrases:
                    return start + len(phrase), phrases[phrase]
        return None

    @property
    def firsts(self) -> Set[str]:
        """The words that phrases begin with."""
        return self._by_first.keys()

    def whole(self, words: Sequence[str]) -> str | None:
        """Return the value of the phrase that words are, None where they are none."""
        found = self.at(words, 0) if words else None
        return found[1] if found and found[0] == len(words) else None

    def _starting_with(self, first: str) -> tuple[list[int], dict[tuple[str, ...], str]]:
        phrases: dict[tuple[str, ...], str] = {}
        given = self._by_first[first]
        for phrase, value in (line.split("\t") for line in given.split("\n")) if isinstance(given, str) else given:
            phrases.setdefault(tuple(phrase.split()), value)
        found = self._starting[first] = sorted({*map(len, phrases)}, reverse=True), phrases
        return found

    def occur(self, words: Sequence[str]) -> bool:
        """Tell whether any of the phrases stands in `words`."""
        return next(self.find(words), None) is not None

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Return start, end and value of each phrase in `words`, from left to right, none overlapping another."""
        return _NONE if self._by_first.keys().isdisjoint(words) else self._found(words)

    def _found(self, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        by_first = self._by_first
        end = 0
        for start, word in enumerate(words):
            if start >= end and word in by_first and (found := self.at(words, start)):
                end = found[0]
                yield start, end, found[1]

    def places(self, words: Sequence[str]) -> set[int]:
        """Return the places in `words` of those that belong to any of the phrases."""
        return covered(self.find(words))

    def without(self, words: Sequence[str]) -> list[str]:
        """Return `words` without the phrases in them."""
        return [word for piece in self.cut(words) for word in piece]

    def replaced(self, words: Sequence[str]) -> list[str]:
        """Return `words` with the value of each phrase in its place."""
        if self._by_first.keys().isdisjoint(words):
            return [*words]
        found: list[str] = []
        start = 0
        for first, end, value in self._found(words):
            found += (*words[start:first], value)
            start = end
        return [*found, *words[start:]]

    def cut(self, words: Sequence[str]) -> list[Sequence[str]]:
        """Return the pieces of `words` between the phrases, those left out that hold nothing."""
        pieces, start = [], 0
        for first, end, _ in self.find(words):
            pieces.append(words[start:first])
            start = end
        return [piece for piece in (*pieces, words[start:]) if piece]
