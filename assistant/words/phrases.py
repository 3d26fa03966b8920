"""Phrases found in a list of words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import chain

PARTED = "\0"
"""What stands before the lines of each first word where phrases are packed, and after the last."""

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
        """Return their first words, then by these a line each with its value after a tab."""
        if isinstance(self._given, str):
            return self._given
        lines = ("\n".join((first, *map("\t".join, self._beginning_with(first)))) for first in self._by_first)
        return PARTED.join(("\t".join(self._by_first), *lines, "")) if self._by_first else ""

    @classmethod
    def opened(cls, text: str) -> Phrases:
        """Return what was packed; of its lines only those are read that are asked for."""
        made = cls(())
        made._given = text
        return made

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield all phrases with their values, those of one first word together."""
        if isinstance(self._given, str):
            lines = (line for part in self._given.split(PARTED)[1:] for line in part.split("\n")[1:])
            return ((phrase, value) for phrase, _, value in (line.partition("\t") for line in lines))
        return chain.from_iterable(self._by_first.values())

    @cached_property
    def _by_first(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """Phrases by their first words; none yet where they are packed."""
        if isinstance(self._given, str):
            return dict.fromkeys(self._given[: self._given.index(PARTED)].split("\t") if self._given else (), ())
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
                value = phrases.get(phrase := tuple(words[start : start + length]))
                if value is not None:
                    return start + len(phrase), value
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
        for phrase, value in self._beginning_with(first):
            phrases.setdefault(tuple(phrase.split()), value)
        found = self._starting[first] = sorted({*map(len, phrases)}, reverse=True), phrases
        return found

    def _beginning_with(self, first: str) -> Iterable[tuple[str, str]]:
        if not isinstance(self._given, str):
            return self._by_first[first]
        start = self._given.find(f"{PARTED}{first}\n") + 1
        lines = self._given[start : self._given.index(PARTED, start)].split("\n")[1:] if start else ()
        return ((phrase, value) for phrase, _, value in (line.partition("\t") for line in lines))

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
