"""Statements that something is so of subjects, and of how many of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.asking.ask import ANY, DIFFER, EACH, MOST_ONE, NONE, ONE, ONLY, SAME, TRUTH, Ask, Term
from assistant.asking.clauses import PAUSE, clauses, signs
from assistant.asking.marks import PREDICATE, STOP, SUBJECT, Mark, Marks, any_of, at, first_of, turned

_OF_THINGS = ("only", "bound", "whole")
"""Kinds of mark that restrict a claim to what is no subject, or say that it is of all of that."""


def claim(marks: Marks, named: Sequence[str], everyone: Sequence[str]) -> Ask | None:
    """Read a statement; `named` are the subjects of the whole question, `everyone` all there are."""
    return (
        _of_one_alone(marks, named, everyone)
        or _of_how_many(marks, tuple(named if len(named) > 1 else everyone), len(named))
        or _of_each(marks, named)
    )


def ask(relation: str, terms: Iterable[tuple[str, int]], denied: bool = False) -> Ask:
    """Return the question whether something is so of subjects, each with its sign."""
    return Ask(TRUTH, relation, tuple(Term(*term) for term in terms), denied)


def _sign(marks: Iterable[Mark]) -> int:
    return -1 if turned(marks, "not", "lack") else 1


def _of_each(marks: Marks, named: Sequence[str]) -> Ask | None:
    signed = signs(marks) or ({named[-1]: _sign(marks)} if named else {})
    if any(mark.is_a("losing") and not mark.is_a("lack", "reject") for mark in marks):
        signed = {subject: -sign for subject, sign in signed.items()}
    return ask(EACH, signed.items()) if signed else None


def _of_one_alone(marks: Marks, named: Sequence[str], everyone: Sequence[str]) -> Ask | None:
    """Read "only A", "A alone", "is A the only one that …"."""
    alone = _alone(marks)
    if not alone:
        return None
    others = [each for each in named if each != alone] or [each for each in everyone if each != alone]
    own = [mark for each in clauses(marks) for mark in each.marks if set(each.named) <= {alone}]
    return ask(ONLY, [(each, _sign(own)) for each in (alone, *others)])


def _alone(marks: Marks) -> str:
    """Return the subject that a word such as "only" speaks of, or ""."""
    return next(filter(None, (_spoken_of(marks, place) for place in _restricting(marks))), "")


def restriction(marks: Marks) -> Marks | None:
    """Return what a word such as "only" or "entire" speaks of, where that is no subject; None where there is none.

    That follows the word, or stands right before it ("X alone"). Of several sentences the one that asks counts.
    """
    asks = any(mark.text == "?" for mark in marks)
    for place in _restricting(marks):
        stop = next((i for i in range(place, len(marks)) if marks[i].is_a(STOP)), len(marks))
        beside = asks and not at(marks, place, "whole") and [mark.text for mark in marks[stop : stop + 1]] != ["?"]
        about = at(marks, place, "sole") or any_of(marks[: place + 3], SUBJECT, PREDICATE)
        if beside or at(marks, place - 1, "not") or not about or _spoken_of(marks, place):
            continue
        ends = (i for i in range(place + 1, stop) if marks[i].is_a(SUBJECT, "comma", "aux"))
        after = marks[place + 1 : next(ends, stop)]
        if at(marks, place, "sole"):
            return [*marks[max(place - 2, 0) : place], *after]
        if after and at(marks, place, *_OF_THINGS):
            return after
    return None


def contrast(marks: Marks) -> tuple[int, int] | None:
    """Return where a statement says of what besides its matter it is not so ("but not Y"), None where it does not.

    That is a thing, and no subject, and ends the statement.
    """
    for place, mark in enumerate(marks):
        stops = (i for i in range(place + 1, len(marks)) if marks[i].is_a(STOP, "comma", "confirm", "pairs"))
        end = next(stops, len(marks))
        said = marks[place + 1 : end]
        if mark.is_a("unlike") and any_of(marks[:place], PREDICATE) and any_of(said, PREDICATE):
            return None if any_of(said, SUBJECT, "both", "neither") else (place, end)
    return None


def _restricting(marks: Marks) -> list[int]:
    kinds = ("alone", "just", *_OF_THINGS)
    return [place for place, mark in enumerate(marks) if mark.is_a(*kinds)]


def _spoken_of(marks: Marks, place: int) -> str:
    """Return the subject that the word at a place restricts: the next one, else the one right before it."""
    after, before = place + 1, place - 1
    beyond = ("determiner", "toward", "by", "among", *(() if at(marks, place, "alone") else ("neutral", "aux")))
    while at(marks, after, *beyond):
        after += 1
    if at(marks, place, "whole"):
        return ""
    if at(marks, after, SUBJECT):
        return marks[after].value
    if at(marks, place, "alone"):
        while at(marks, before, "aux", "determiner", "it"):
            before -= 1
        if before < 0:
            return next((mark.value for mark in marks[place : place + 5] if mark.is_a(SUBJECT)), "")
    ends = place + 1 == len(marks) or at(marks, place + 1, STOP, "and", "but", "or", "unlike", "bare-not", *PAUSE)
    return marks[before].value if at(marks, before, SUBJECT) and (ends or at(marks, place, "alone")) else ""


def _of_how_many(marks: Marks, group: Sequence[str], named: int) -> Ask | None:
    """Read of how many subjects it is so: none, one, any, both, the same of all."""
    every = [(each, 1) for each in group]
    if any_of(marks, "most-one"):
        return ask(MOST_ONE, every)
    if any_of(marks, "one") and named != 1:
        return ask(ONE, every)
    both = sum(mark.is_a("both") for mark in marks)
    none = any_of(marks, "neither", "nor")
    if both and none and any_of(marks, "or", "either"):  # "both with it or both without"
        return ask(SAME, every)
    return _of_none(marks, every) or _of_same(marks, every, named) or _of_any(marks, every) or _of_both(marks, every)


def _of_none(marks: Marks, every: list[tuple[str, int]]) -> Ask | None:
    place = first_of(marks, "neither", "nobody")
    if place is None:
        return None
    before = marks[:place]
    if any_of(before, SUBJECT) and any_of(before, PREDICATE) and turned(before, "not", "lack"):
        return None
    return ask(EACH if turned(marks[place + 1 :], "not", "lack") else NONE, every)


def _of_same(marks: Marks, every: list[tuple[str, int]], named: int) -> Ask | None:
    place = first_of(marks, "differ", "same")
    if place is None or (named < 2 and not any_of(marks, "both", "pronoun")):
        return None
    if marks[place].is_a("same") and any_of(marks, "both"):
        return None
    return ask(DIFFER if marks[place].is_a("differ") else SAME, every, turned(marks[:place], "not"))


def _of_any(marks: Marks, every: list[tuple[str, int]]) -> Ask | None:
    place = first_of(marks, "either", "some-one")
    if place is None:
        named = [spot for spot, mark in enumerate(marks) if mark.is_a(SUBJECT)] or [0]
        between = range(named[0], named[-1])
        place = next((spot for spot in between if marks[spot].is_a("or")), None)
    if place is None:
        return None
    if marks[place].is_a("either") and place and not any_of(marks[place:], PREDICATE, SUBJECT):
        return None
    return ask(ANY, [(each, _sign(marks)) for each, _ in every])


def _of_both(marks: Marks, every: list[tuple[str, int]]) -> Ask | None:
    place = first_of(marks, "both")
    if place is None:
        return None
    return ask(EACH, [(each, _sign(marks)) for each, _ in every])
