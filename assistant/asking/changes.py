"""Changes from one subject to another: "moving from A to B", "replacing A with B"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.asking.marks import SUBJECT, Marks, any_of, at, plain, subjects
from assistant.tuples import NamedTuple


class Change(NamedTuple):
    """What is left and what is taken instead."""

    old: str
    new: str


def change(marks: Marks, everyone: Sequence[str]) -> Change | None:
    """Return the change that a question speaks of, or None."""
    if not any_of(marks, "move"):
        return None
    named = subjects(marks)
    group = named if len(named) > 1 else everyone
    old, new = _after(marks, "leave", "move"), _after(marks, "toward", "take")
    new = new or (_other(old, group) if old else "")
    old = old if old and old != new else _other(new, group)
    return Change(old, new) if new and old else None


def _after(marks: Marks, *kinds: str) -> str:
    """Return the subject right after a word of these kinds, once a word of moving was said."""
    for place, mark in enumerate(marks):
        if mark.is_a(SUBJECT):
            before = place - 1
            while before > 0 and place - before < 5 and (at(marks, before, "determiner") or plain(marks, before)):
                before -= 1
            if at(marks, before, *kinds) and any_of(marks[: before + 1], "leave", "move", "take"):
                return mark.value
    return ""


def _other(subject: str, everyone: Sequence[str]) -> str:
    return next((each for each in everyone if each != subject), "")
