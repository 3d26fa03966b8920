"""What is said around a statement: "is it wrong that …", "I doubt …", "… Was he right?"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.asking.marks import PREDICATE, STOP, SUBJECT, Marks, any_of, at, first_of, turned
from assistant.asking.sentences import asks, speaks_of

_DENYING = ("deny", "reject", "unwanted")
_SHORT = 4
"""A remark after the statement that is no question counts up to so many words."""


def opening_denies(marks: Marks) -> bool:
    """Tell whether the words before a statement turn it round."""
    return turned(_last_part(marks), *_DENYING, "not")


def _last_part(marks: Marks) -> Marks:
    """Return the words that lead over to the statement: what stands before "so", "but", "because" is another matter."""
    start = 0
    for place, mark in enumerate(marks):
        led = any_of(marks[place + 1 :], "aux", "complement")
        if (mark.is_a("but", "because") and place > 2) or (mark.is_a("then", "colon") and led and not at(marks, place - 1, "aux", "bare-not")):
            start = place + 1
        elif mark.is_a("and") and any_of(marks[:place], "complement") and any_of(marks[place:], "complement"):
            start = place + 1
    return marks[start:]


def inside_denies(marks: Marks) -> bool:
    """Tell whether words within or right after a statement turn it round."""
    reason = first_of(marks, "because")
    return turned(marks if reason is None else marks[reason:], *_DENYING)


def reaction_denies(before: Sequence[Marks], after: Sequence[Marks]) -> bool:
    """Tell whether the sentences around a statement ask for the contrary: "…. Was she wrong?"."""
    denied = any(turned(each, "deny") for each in before if asks(each) and not speaks_of(each))
    remarks = [each for each in after if not speaks_of(each)]
    asking = [each for each in remarks if asks(each)]
    for each in asking or [each for each in remarks if len(each) <= _SHORT]:
        denied ^= turned(_without_echo(each), "deny", "reject", "not", "dissent")
    return denied


def _without_echo(marks: Marks) -> Marks:
    """Leave out the noun that takes up what was said: "is her DOUBT misplaced?"."""
    return [
        mark
        for place, mark in enumerate(marks)
        if not (mark.is_a("deny", "reject") and at(marks, place - 1, "possessive") and any(not each.is_a(STOP) for each in marks[place + 1 :]))
    ]
