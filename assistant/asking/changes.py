"""Changes from one subject to another: "moving from A to B", "replacing A with B"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from assistant.asking.marks import SUBJECT, Marks, any_of, at, subjects


class Change(NamedTuple):
    """What is left and what is taken instead."""

    old: str
    new: str


def change(marks: Marks, everyone: Sequence[str]) -> Change | None:
    """Return the change that a statement speaks of, or None."""
    if not any_of(marks, "leave", "move"):
        return None
    old, new = _taken(marks, "leave", "move"), _taken(marks, "toward", "take")
    named = subjects(marks)
    if not old and not new or (not new and not any_of(marks, "move")):
        return None
    new = new or _other(old, named if len(named) > 1 else everyone)
    old = old if old and old != new else _other(new, named if len(named) > 1 else everyone)
    return Change(old, new) if old and new else None


def _taken(marks: Marks, *kinds: str) -> str:
    """Return the subject right after a word of these kinds."""
    for place, mark in enumerate(marks):
        if mark.is_a(SUBJECT):
            before = place - 1
            while at(marks, before, "determiner"):
                before -= 1
            if at(marks, before, *kinds) and (at(marks, before, "leave", "move", "take") or any_of(marks[:before], "leave", "move")):
                return mark.value
    return ""


def _other(subject: str, everyone: Sequence[str]) -> str:
    return next((each for each in everyone if each != subject), "")
