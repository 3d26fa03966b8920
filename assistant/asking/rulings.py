"""Statements that one subject is ahead of another, behind it, or level with it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.asking.ask import DIFFER, EQUAL, LEAST, MORE, MOST, TRUTH, Ask, Term
from assistant.asking.clauses import clauses
from assistant.asking.marks import PREDICATE, SUBJECT, TOPIC, Marks, any_of, at, first_of, subjects, turned

_POLES = ("more", "less")
_WITHOUT_POLE = ("losing", "reject", "unwanted")
"""Kinds of cue that tell that a subject is behind where nothing else ranks it: "would I regret A?"."""
_BOUNDS = ("at-least", "at-most", "equal")
RANKS = (*_POLES, *_BOUNDS)
"""Kinds of cue that rank the subjects."""


def ruling(marks: Marks, named: Sequence[str], everyone: Sequence[str]) -> Ask | None:
    """Read a statement; `named` are the subjects of the whole question, `everyone` all there are."""
    said = without_set_aside(marks)
    return (
        _of_nobody(said)
        or _of_bound(said, named, everyone)
        or _of_level(said, named)
        or _of_lead(said, named, everyone)
    )


def _ask(relation: str, subject: str = "", sign: int = 1, denied: bool = False) -> Ask:
    return Ask(TRUTH, relation, (Term(subject, sign),) if subject else (), denied)


def pole(marks: Marks) -> int:
    """Return +1 where what is said is that something is ahead, -1 where it is behind."""
    poles = [mark for mark in marks if mark.is_a(*_POLES)]
    judging = [mark for mark in poles if mark.is_a(PREDICATE) and not mark.is_a(TOPIC)]  # "wins cost" is no costing
    said = judging or [mark for mark in poles if not mark.is_a(PREDICATE)] or poles or list(marks)
    return -1 if any_of(said, "less", *(() if poles else _WITHOUT_POLE)) else 1


def without_set_aside(marks: Marks) -> Marks:
    """Drop what is set against what holds: "not more but less", "far from being more than B, A is less"."""
    found = [each for each in clauses(marks) if any_of(each.marks, *_POLES, "at-least")]
    held = [
        each for each in found if not turned(each.marks, "not") and not each.joined_by("bare-not", "never", "unlike")
    ]
    poles = {pole(each.marks): each for each in reversed(held)}
    if len(held) == len(poles) > 1 and all(len(each.named) == 1 for each in held):
        held = held[:1]  # "A is better, B is worse" says once more that A is better
    if not held or (len(held) < len(found) and len({pole(each.marks) for each in found}) == 1):
        return marks
    denied = (each for each in clauses(marks) if each.named and each not in found and any_of(each.marks, "aux"))
    found += [each for each in denied if turned(each.marks, "not")]
    gone = {id(mark) for each in found if each not in held for mark in each.marks}
    return [mark for mark in marks if id(mark) not in gone]


def _denied(marks: Marks) -> bool:
    """Tell whether the statement is negated; "not B" sets B aside and negates nothing, unlike "small but not fast"."""
    apart = next((i for i, mark in enumerate(marks) if mark.is_a("unlike")), len(marks))
    before, after = marks[:apart], marks[apart:]
    contrasts = (
        any_of(after, *_POLES) and not any_of(before, *_POLES) and bool(subjects(before)) > bool(subjects(after))
    )
    beside, one_by_one = len(subjects(marks)) > 1, ("bare-not", "never", "unlike")
    others = (i for i, mark in enumerate(marks) if not (beside and mark.is_a(*one_by_one) and _names(marks, i + 1)))
    return turned((marks[i] for i in others), "not") != contrasts


def _names(marks: Marks, place: int) -> bool:
    return at(marks, place + at(marks, place, "determiner"), SUBJECT)


def _of_nobody(marks: Marks) -> Ask | None:
    place = first_of(marks, "neither", "nobody", "nor")
    if place is None or not any_of(marks, *_POLES):
        return None
    bound = [place for place, mark in enumerate(marks) if mark.is_a(SUBJECT) and at(marks, place - 1, "than", *_POLES)]
    if bound:
        return _ask(LEAST, marks[bound[0]].value, pole(marks))
    return _ask(EQUAL)


def _of_bound(marks: Marks, named: Sequence[str], everyone: Sequence[str]) -> Ask | None:
    place = first_of(marks, "at-least", "at-most")
    ahead = leader(marks, named, everyone)
    if place is None or not ahead:
        return None
    relation = LEAST if marks[place].is_a("at-least") else MOST
    return _ask(relation, ahead, pole(marks), _denied(marks))


def _of_level(marks: Marks, named: Sequence[str]) -> Ask | None:
    if any_of(marks, "equal") or (any_of(marks, "same") and not any_of(marks, "than")):
        return _ask(EQUAL, denied=_denied(marks))
    if any_of(marks, "both"):
        judged = any(mark.is_a(PREDICATE) and mark.is_a(*_POLES) for mark in marks)  # "are both secure?"
        return None if judged else _ask(EQUAL, denied=_denied(marks))
    one = first_of(marks, "bare-one")
    rest = marks[one:] if one is not None and len(subjects(marks)) != 1 else ()
    if any_of(rest, *_POLES, "at-most") and any_of(rest, "other"):  # "one is not better than the other"
        return _ask(DIFFER, denied=_denied(marks) ^ any_of(rest, "at-most"))
    one = any_of(marks, "either", "one", "some-one") and (any_of(marks, "other", "either") or len(named) != 1)
    if one or any_of(marks, "differ"):
        return _ask(DIFFER, denied=_denied(marks))
    return None


def _of_lead(marks: Marks, named: Sequence[str], everyone: Sequence[str]) -> Ask | None:
    ahead = leader(marks, named, everyone)
    return _ask(MORE, ahead, pole(marks), _denied(marks)) if ahead else None


def leader(marks: Marks, named: Sequence[str], everyone: Sequence[str]) -> str:
    """Return the subject that a comparison is about: the one that it does not compare with."""
    inverted = [mark.value for place, mark in enumerate(marks) if mark.is_a(SUBJECT) and at(marks, place - 1, "aux")]
    if len(set(inverted)) == 1:
        return inverted[0]
    spots = [place for place, mark in enumerate(marks) if mark.is_a(SUBJECT)]
    if spots and at(marks, spots[0] - 1, "among"):
        spots = spots[2:] or spots  # "of A and B, B is more …"
    agent = len(spots) == 1 and at(marks, spots[0] - 1, "by") and at(marks, spots[0] - 1, "after-pole")  # "won by A"
    free = [marks[place].value for place in spots if agent or not _compared_with(marks, place)]
    if free:
        return free[0]
    held = marks[spots[0]].value if spots else ""
    group = named if len(named) > 1 else everyone
    return next((each for each in group if each != held), "") if held else ""


def _compared_with(marks: Marks, place: int) -> bool:
    before = place - 1
    while at(marks, before, "determiner"):
        before -= 1
    if at(marks, before, "than", "unlike", "leave", "move"):
        return True
    if at(marks, before, "bare-not") and len(subjects(marks)) > 1:
        return True
    if at(marks, before, *_POLES) and not at(marks, before, PREDICATE) and any_of(marks[:before], "pronoun"):
        return True
    return at(marks, before, "after-pole") and any_of(marks[:before], *_POLES, "at-least", "at-most")
