"""What is said around a statement: "is it wrong that …", "I doubt …", "… Was he right?"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.asking.marks import PREDICATE, STOP, SUBJECT, Marks, any_of, at, turned
from assistant.asking.sentences import asks, speaks_of

_DENYING = ("deny", "reject", "unwanted")
_SHORT = 4
"""A remark after the statement that is no question counts up to so many words."""

_SAYING = ("complement", "say", "confirm", "really", "dissent")
_LEADING = ("comma", "colon", "but", "and", "because", "then", "or", *_SAYING)
"""Kinds of mark after which a pronoun says a statement again."""


def opening_denies(marks: Marks) -> bool:
    """Tell whether the words before a statement turn it round."""
    said = lead_in(marks)
    nobody = any_of(said, "nobody")
    return turned(said, *_DENYING, "not", "swap") ^ nobody


def lead_in(marks: Marks) -> Marks:
    """Return the words that lead over to the statement: what stands before "so", "but", "because" is another matter."""
    return marks[max((place + 1 for place in range(len(marks)) if _begins_anew(marks, place)), default=0) :]


def _begins_anew(marks: Marks, place: int) -> bool:
    mark, before, after = marks[place], marks[:place], marks[place + 1 :]
    if mark.is_a("but", "because"):
        return place > 2
    if mark.is_a("then", "colon"):
        return any_of(after, "aux", "complement")
    return mark.is_a("and") and any_of(before, "complement") and any_of(after, "complement")


def inside_denies(marks: Marks, judged: bool) -> bool:
    """Tell whether words within or right after a statement turn it round; a rejection does not where it is `judged`."""
    return turned(_without_echo(marks), *(("deny",) if judged else _DENYING))


def reaction_denies(before: Sequence[Marks], core: Marks, after: Sequence[Marks]) -> bool:
    """Tell whether the sentences around a statement ask for the contrary: "…. Was she wrong?".

    A remark on what is itself a question does not: "Is it …? No way!".
    """
    denied = any(turned(each, "deny") for each in before if asks(each))
    asked = at(core, 0, "aux") or asks(core)
    remarks = [each for each in after if not speaks_of(each) and (asks(each) or not asked)]
    asking = [each for each in remarks if asks(each)]
    if asking and any(len(_without_echo(each)) < len(each) for each in asking):
        asking = remarks
    short = [each for each in remarks if len(each) <= _SHORT and not asks(each)]
    anew = any(any_of(each, "it", "possessive") and any_of(each, "confirm") for each in asking)  # "…. Is it true?"
    if asking and not anew and not turned([mark for each in asking for mark in each], "deny"):
        asking = [*short, *asking]
    for each in asking or short:
        denied ^= turned(_without_echo(each), "deny", "reject", "not", "dissent")
    return denied


def swaps(after: Sequence[Marks]) -> bool:
    """Tell whether the subjects are to change places: "… Is it the other way round?"."""
    return any(any_of(each, "swap") for each in after if asks(each) and not speaks_of(each))


def _without_echo(marks: Marks) -> Marks:
    """Leave out what takes up an attitude told before: "is her DOUBT misplaced?", "am I right TO DOUBT it?"."""
    return [mark for place, mark in enumerate(marks) if not (mark.is_a("deny", "reject") and _echoes(marks, place))]


def _tail(marks: Marks) -> Marks:
    """Return what follows the last subject or word of the matter; nothing where none was said."""
    said = [place for place, mark in enumerate(marks) if mark.is_a(SUBJECT, PREDICATE)]
    return marks[said[-1] + 1 :] if said else ()


def _echoes(marks: Marks, place: int) -> bool:
    goes_on = any(not each.is_a(STOP) for each in marks[place + 1 :])
    if at(marks, place - 1, "possessive") and goes_on:
        return True
    if any_of(_tail(marks[:place]), "or"):
        return True
    if at(marks, place - 1, "as"):
        return any_of(marks[:place], "deny", "reject")
    return at(marks, place - 1, "infinitive") and any_of(marks[:place], "confirm", "deny")


def said_again(core: Marks, after: Sequence[Marks]) -> int:
    """Return the sign with which a pronoun says the statement again, the last word on it; 0 where none does.

    "I thought that A doesn't …, but it does, right?" ends on +1; "I doubt that A …. Does it?" asks for +1 anew.
    """
    last = max((place for place, mark in enumerate(core) if mark.is_a(PREDICATE, SUBJECT)), default=-1)
    tails = [core[last + 1 :], *(each for each in after if not speaks_of(each))]
    signs = [
        sign
        for number, tail in enumerate(tails)
        for place in range(len(tail))
        if (sign := _pronoun_says(tail, place, number > 0))
    ]
    return signs[-1] if signs else 0


def _pronoun_says(marks: Marks, place: int, anew: bool) -> int:
    if place and not at(marks, place - 1, *_LEADING):
        return 0
    if at(marks, place, "it") and not at(marks, place - 1, "conditional"):
        verb = place + 1 + at(marks, place + 1, "really")
        after = verb + 1 + at(marks, verb + 1, "not")
        return (-1 if after > verb + 1 else 1) if at(marks, verb, "aux") and _ends(marks, after) else 0
    if at(marks, place, "aux") and at(marks, place + 1, "it"):
        anew = anew or at(marks, place + 2, "really") or at(marks, place - 1, "or")  # "…, or is it?"
        return 1 if anew and _ends(marks, place + 2) else 0
    return 0


def _ends(marks: Marks, place: int) -> bool:
    """Tell whether a clause ends here, but for a word such as "really"."""
    while at(marks, place, "really"):
        place += 1
    return place >= len(marks) or at(marks, place, STOP, "comma", "but", "and", "or")
