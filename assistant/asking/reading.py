"""From marked words to an `Ask`: the part that asks, what is said around it, and the statement in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.asking.ask import Ask
from assistant.asking.changes import change
from assistant.asking.choices import asks_choice, choice
from assistant.asking.claims import claim
from assistant.asking.marks import PREDICATE, SUBJECT, TOPIC, Mark, Marks, any_of, at, subjects
from assistant.asking.rulings import ruling
from assistant.asking.sentences import sentences
from assistant.asking.wrappers import inside_denies, opening_denies, reaction_denies

_HOW_MANY = ("both", "either", "neither", "nobody", "one", "only", "alone", "most-one", "other", "some-one")
_RANKS = ("more", "less", "equal", "at-least", "at-most")


def read(kind: str, marks: Sequence[Mark], everyone: Sequence[str]) -> Ask | None:
    """Return what is asked of a matter of this kind, "claim" or "ruling"; None where it can't be told.

    `everyone` are the ids of all subjects: whom "both" means where nobody is named.
    """
    found = sentences(marks)
    if not found:
        return None
    named = subjects(mark for sentence in found for mark in sentence)
    if asks_choice(kind, found):
        return choice(kind, found, named)
    place = _asking(kind, found)
    start = _start(kind, found[place])
    opening, statement = found[place][:start], found[place][start:]
    moved = change([mark for sentence in found for mark in sentence], everyone)
    ask = (claim if kind == "claim" else ruling)(found[place] if moved else statement, named, everyone, moved)
    if ask is None:
        return None
    turns = opening_denies(opening), inside_denies(statement), reaction_denies(found[:place], found[place + 1 :])
    return ask._replace(denied=ask.denied ^ (sum(turns) % 2 == 1))


def _asking(kind: str, found: Sequence[Marks]) -> int:
    """Return the place of the sentence that states what is asked."""
    tests: list[Callable[[Marks], bool]] = [
        lambda each: any_of(each, PREDICATE) and any_of(each, SUBJECT),
        lambda each: any_of(each, PREDICATE) and any_of(each, *_HOW_MANY),
        lambda each: any_of(each, SUBJECT) and any_of(each, "aux", "assent", "dissent"),
        lambda each: any_of(each, PREDICATE),
        lambda each: any_of(each, SUBJECT),
    ]
    if kind == "ruling":
        tests.insert(0, lambda each: any_of(each, SUBJECT) and _ranks(each))
    for test in tests:
        places = [place for place, each in enumerate(found) if test(each)]
        if places:
            return places[-1]
    return len(found) - 1


def _ranks(marks: Marks) -> bool:
    return any(mark.is_a(*_RANKS) or (mark.is_a(PREDICATE) and not mark.is_a(TOPIC)) for mark in marks)


def _start(kind: str, sentence: Marks) -> int:
    """Return where the statement begins: at the first subject or word of the matter, or a word such as "only" before it."""
    anchors = (SUBJECT, "both", "either", "neither", "nobody", "one", "most-one", "some-one", "whatever", "differ", "same", "alone", "losing")
    if kind == "ruling":
        anchors = (SUBJECT, "neither", "nobody", "one", "either", "some-one", "at-least", "at-most", "equal", "differ", *_RANKS)
    for place, mark in enumerate(sentence):
        if mark.is_a(*anchors) or (mark.is_a(PREDICATE) and not (kind == "ruling" and mark.is_a(TOPIC))):
            while place and at(sentence, place - 1, "only", "just", "alone", "unlike", "like", "leave", "move", "take", "toward", "losing", "gaining", "lack"):
                place -= 1
            return place
    return len(sentence)
