"""From marked words to an `Ask`: a choice that is asked for, or a statement."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.asking.ask import Ask
from assistant.asking.choices import asks_choice, choice
from assistant.asking.marks import PREDICATE, SUBJECT, Mark, Marks, any_of, at, subjects
from assistant.asking.sentences import sentences

_TURNING = ("not", "lack", "deny", "reject", "unwanted", "less", "losing", "swap")
"""Kinds of mark that turn a statement round."""


def read(kind: str, marks: Sequence[Mark], everyone: Sequence[str]) -> Ask | None:
    """Return what is asked of a matter of this kind, "claim" or "ruling"; None where it can't be told.

    `everyone` are the ids of all subjects: whom "both" means where nobody is named.
    """
    found = sentences(_with_nobody(marks))
    ask = _read(kind, found, everyone) if found else None
    return ask and ask._replace(unread=_unread(found), doubts=_doubts(found))


def _with_nobody(marks: Sequence[Mark]) -> Sequence[Mark]:
    """Marks in which "neither is …", where nobody is named at all, is of none, and does not carry on "nor is B".

    So is what begins "does neither A nor B …".
    """
    nobody = not any_of(marks, SUBJECT)
    found = []
    for place, mark in enumerate(marks):
        if mark.is_a("nor"):
            both = at(marks, place + 1, SUBJECT) and any_of(marks[place + 2 :], "nor")
            if nobody or (both and not any_of(marks[:place], SUBJECT)):
                mark = Mark(mark.text, frozenset(("neither",)))
        found.append(mark)
    return found


def _unread(found: Sequence[Marks]) -> tuple[str, ...]:
    return tuple(mark.text for sentence in found for mark in sentence if not mark.kinds)


def _doubts(found: Sequence[Marks]) -> int:
    """Count what makes a reading doubtful: words not known, turns beyond the first, sentences beside the asking one."""
    turns = sum(mark.is_a(*_TURNING) and not mark.is_a(PREDICATE) for sentence in found for mark in sentence)
    return len(_unread(found)) + max(turns - 1, 0) + len(found) - 1


def _read(kind: str, found: Sequence[Marks], everyone: Sequence[str]) -> Ask | None:
    named = subjects(mark for sentence in found for mark in sentence)
    if asks_choice(kind, found):
        return choice(kind, found, named)
    from assistant.asking.statements import statement  # most that is asked for states nothing

    return statement(kind, found, named, everyone)
