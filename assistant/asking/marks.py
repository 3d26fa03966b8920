"""The words of a question marked by what they do in it, whatever it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from assistant.words.phrases import Phrases

SUBJECT, PREDICATE, TOPIC, STOP = "subject", "predicate", "topic", "stop"
"""Kinds of mark that are no cue: a subject's name, words of the matter, a category's name, the end of a sentence."""

_STOPS = frozenset("?!.")

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


def plain(marks: Marks, place: int) -> bool:
    """Tell whether there is a word at `place` that does nothing in the question that is known of."""
    return 0 <= place < len(marks) and marks[place].kinds <= {"neutral"}


class Marker:
    """Marks words by the cues of a language: kind to phrases (`phrase` brings a phrase to the form of words)."""

    def __init__(self, cues: Mapping[str, Iterable[str]]) -> None:
        kinds: dict[str, set[str]] = {}
        for kind, phrases in cues.items():
            for phrase in filter(None, phrases):
                kinds.setdefault(phrase, set()).add(kind)
        self._kinds = {phrase: frozenset(found) for phrase, found in kinds.items()}
        self._phrases = Phrases((phrase, phrase) for phrase in kinds)

    def mark(self, words: Sequence[str | Mark]) -> list[Mark]:
        """Return `words` as marks, the longest phrases first; what is marked already stays as it is."""
        texts = ["" if isinstance(word, Mark) else word for word in words]
        found: list[Mark] = []
        start = 0
        while start < len(words):
            word = words[start]
            hit = None if isinstance(word, Mark) else self._phrases.at(texts, start)
            if isinstance(word, Mark):
                found.append(word)
                start += 1
            elif hit:
                found.append(Mark(hit[1], self._kinds[hit[1]]))
                start = hit[0]
            else:
                found.append(Mark(word, frozenset((STOP,)) if word in _STOPS else frozenset()))
                start += 1
        return found


def any_of(marks: Iterable[Mark], *kinds: str) -> bool:
    """Tell whether any mark is of any of these kinds."""
    return any(mark.is_a(*kinds) for mark in marks)


def first_of(marks: Iterable[Mark], *kinds: str) -> int | None:
    """Return the place of the first mark of any of these kinds."""
    return next((place for place, mark in enumerate(marks) if mark.is_a(*kinds)), None)


def subjects(marks: Iterable[Mark]) -> list[str]:
    """Return the subjects named, each once, in order."""
    return list(dict.fromkeys(mark.value for mark in marks if mark.is_a(SUBJECT)))


def turned(marks: Iterable[Mark], *kinds: str) -> bool:
    """Tell whether marks of these kinds turn what is said round: an odd number of them."""
    return sum(mark.is_a(*kinds) and not mark.is_a(*_OWN_SENSE) for mark in marks) % 2 == 1


def at(marks: Marks, place: int, *kinds: str) -> bool:
    """Tell whether there is a mark at `place`, and of any of these kinds."""
    return 0 <= place < len(marks) and marks[place].is_a(*kinds)


def without_group(marks: Marks) -> Marks:
    """Drop the group of which one is spoken of: "of A and B, B is …"."""
    start = first_of(marks, "among")
    while start is not None:
        end = start + 1
        while at(marks, end, SUBJECT, "and", "or", "than", "slash", "determiner"):
            end += 1
        if len(subjects(marks[start:end])) > 1 and any_of([*marks[:start], *marks[end:]], SUBJECT):
            return [*marks[:start], *marks[end:]]
        later = first_of(marks[end:], "among")
        start = None if later is None else end + later
    return marks
