"""The words of a question marked by what they do in it, whatever it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

from assistant.tuples import NamedTuple
from assistant.words.by_heads import HEAD

SUBJECT, PREDICATE, TOPIC, STOP = "subject", "predicate", "topic", "stop"
"""Kinds of mark that are no cue: a subject's name, words of the matter, a category's name, the end of a sentence."""

_STOPS, _STOPPING = frozenset("?!."), frozenset((STOP,))
LONG = 8
"""Letters from which on a word by itself is a cue with another ending."""

_NOTHING: frozenset[str] = frozenset()

_OWN_SENSE = (PREDICATE, "neither", "one", "most-one", "only", "equal", "at-least", "at-most")
"""Kinds of mark whose own meaning holds the negation that may stand in their words."""


class Mark(NamedTuple):
    """A word or phrase with the kinds of cue that it is; `value` is the subject that it names."""

    text: str
    kinds: frozenset[str] = frozenset()
    value: str = ""

    def is_a(self, *kinds: str) -> bool:
        """Tell whether it is of any of these kinds."""
        return not self.kinds.isdisjoint(kinds)


Marks = Sequence[Mark]

Spans: TypeAlias = "dict[int, tuple[int, list[Mark]]]"
"""Where marked words begin, to where they end, and their marks."""


def marked(words: Sequence[str], found: Iterable[tuple[int, int, str]], kind: str) -> Spans:
    """Return what was found in words, each with its value, as marks of one kind."""
    return {start: (end, [Mark(" ".join(words[start:end]), frozenset((kind,)), value)]) for start, end, value in found}


def spread(words: Sequence[str], spans: Spans) -> Iterator[str | Mark]:
    """Yield the words of a question, and the marks in place of those that are marked."""
    start = 0
    while start < len(words):
        if start in spans:
            end, marks = spans[start]
            yield from marks
            if end == start:
                yield words[start]
                end += 1
            start = end
        else:
            yield words[start]
            start += 1


def plain(marks: Marks, place: int) -> bool:
    """Tell whether there is a word at `place` that does nothing in the question that is known of."""
    return 0 <= place < len(marks) and marks[place].kinds <= {"neutral"}


class Marker:
    """Marks words by the cues of a language, which `gathered` brought together by their first letters.

    `base` takes endings off: phrases and long words are known with another ending of the first word too ("steered
    away", "misquoting"; "noted" is no "not"). Of the words that are `alike`, each given with the one that it stands
    for, any may stand in a phrase for another ("bites me", "bites us"), or within it ("hold us back").
    """

    def __init__(self, cues: Mapping[str, str], base: Callable[[str], str], alike: Mapping[str, str]) -> None:
        self._cues, self._base, self._alike = cues, base, alike
        self._starting = lru_cache(maxsize=1_000)(self._starting_with)

    def mark(self, words: Sequence[str | Mark], without: frozenset[str] = frozenset()) -> list[Mark]:
        """Return `words` as marks, the longest phrases first; what is marked already stays as it is.

        Cues of the kinds `without` do not count.
        """
        texts = ["" if isinstance(word, Mark) else word for word in words]
        ones = [self._alike.get(word, word) for word in texts]
        found: list[Mark] = []
        start = 0
        while start < len(words):
            word = words[start]
            mark = word if isinstance(word, Mark) else self._at(texts, ones, start, without)
            found.append(mark)
            start += 1 if mark is word else max(mark.text.count(" ") + 1, 1)
        return found

    def _at(self, words: Sequence[str], ones: Sequence[str], start: int, without: frozenset[str]) -> Mark:
        """The longest cue that begins at a place of words, for which those stand that they are alike to (`ones`)."""
        first = words[start]
        for begun, lengths, phrases in self._starting(first):
            around = start + 1 < len(words) and words[start + 1] in self._alike
            for length in lengths:
                for after in (start + 1, start + 2) if around and length > 1 else (start + 1,):
                    end = after + length - 1
                    kinds = phrases.get((begun, *ones[after:end]), _NOTHING) if end <= len(words) else _NOTHING
                    if kinds and (kinds := kinds - without):
                        return Mark(" ".join(words[start:end]), kinds)
        return Mark(first, _STOPPING if first in _STOPS else _NOTHING)

    def _one(self, word: str) -> str:
        return self._alike.get(word, word)

    def _starting_with(self, first: str) -> list[tuple[str, list[int], dict[tuple[str, ...], frozenset[str]]]]:
        """What the cues begin with that may begin with a word, how long they may be, and they with their kinds."""
        found = []
        for begun in dict.fromkeys((first, self._base(first))):
            phrases: dict[tuple[str, ...], frozenset[str]] = {}
            for line in self._cues.get(begun[:HEAD], "").split("\n"):
                if not line.startswith(begun):
                    continue
                phrase, _, kinds = line.partition("\t")
                word, *rest = phrase.split(" ")
                if word == begun and kinds:
                    words = begun, *map(self._one, rest)
                    phrases[words] = phrases.get(words, _NOTHING) | frozenset(kinds.split())
            if phrases:
                least = 1 if begun == first or len(begun) >= LONG else 2
                lengths = sorted({length for length in map(len, phrases) if length >= least}, reverse=True)
                found.append((begun, lengths, phrases))
        return found


def gathered(cues: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return cues, kind to phrases, by the first letters of their first words: a line each, its kinds after a tab."""
    kinds: dict[str, list[str]] = {}
    for kind, phrases in cues.items():
        for phrase in filter(None, phrases):
            kinds.setdefault(phrase, []).append(kind)
    lines: dict[str, list[str]] = {}
    for phrase, found in kinds.items():
        lines.setdefault(phrase.partition(" ")[0][:HEAD], []).append(f"{phrase}\t{' '.join(found)}")
    return {first: "\n".join(found) for first, found in lines.items()}


def any_of(marks: Iterable[Mark], *kinds: str) -> bool:
    """Tell whether any mark is of any of these kinds."""
    return any(not mark.kinds.isdisjoint(kinds) for mark in marks)


def first_of(marks: Iterable[Mark], *kinds: str) -> int | None:
    """Return the place of the first mark of any of these kinds."""
    return next((place for place, mark in enumerate(marks) if mark.is_a(*kinds)), None)


def subjects(marks: Iterable[Mark]) -> list[str]:
    """Return the subjects named, each once, in order."""
    return list(dict.fromkeys(mark.value for mark in marks if SUBJECT in mark.kinds))


def turned(marks: Iterable[Mark], *kinds: str) -> bool:
    """Tell whether marks of these kinds turn what is said round: an odd number of them."""
    return sum(mark.is_a(*kinds) and not mark.is_a(*_OWN_SENSE) for mark in marks) % 2 == 1


def at(marks: Marks, place: int, *kinds: str) -> bool:
    """Tell whether there is a mark at `place`, and of any of these kinds."""
    return 0 <= place < len(marks) and marks[place].is_a(*kinds)
