"""Forms of questions, learnt from examples whatever their matter: what a question asks, judged by its form alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from assistant.asking.marks import PREDICATE, STOP, SUBJECT, TOPIC, Mark
from assistant.matching.matcher import Matcher
from assistant.tuples import NamedTuple

CLAIM, RULING = "claim", "ruling"

_SHOWN = ("not", "lack", "deny", "both", "either", "neither", "one", "only", "but", "unlike", "comma", STOP)
"""Kinds of mark that part the words of a matter."""

READINGS = 8
"""Readings of a form that are looked at."""


class Likeness(NamedTuple):
    """How a form is read beside how its question was read, 0 to 1: readings that ask the same, and others."""

    same: float
    other: float


class Forms:
    """A matcher over forms of questions; its intents are what they ask, as `knowledge/english/forms.yaml` writes it."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher

    def likeness(self, kind: str, marks: Sequence[Mark], answers: str) -> Likeness:
        """Return how surely a form asks what `answers` says, and how surely something else."""
        found = [each for each in self.matcher.rank(form(kind, marks), READINGS) if each.intent.startswith(kind)]
        same = max((each.score for each in found if _fits(each.intent, f"{kind} {answers}")), default=0.0)
        other = max((each.score for each in found if not _fits(each.intent, f"{kind} {answers}")), default=0.0)
        return Likeness(same, other)

    def packed(self) -> dict[str, Any]:
        """Return it as `marshal` takes it, without the matcher."""
        return {}

    @classmethod
    def opened(cls, kept: dict[str, Any], matcher: Matcher) -> Forms:
        """Return what was packed."""
        return cls(matcher)


def form(kind: str, marks: Sequence[Mark]) -> str:
    """Return the words of a question with its subjects, in the order they are named, and its matter masked."""
    return " ".join((f"x{kind}x", *_masked(marks)))


def _masked(marks: Sequence[Mark]) -> Iterator[str]:
    order: list[str] = []
    last = ""
    hidden = _inside(marks)
    for i, mark in enumerate(marks):
        if i in hidden:
            continue
        if mark.is_a(SUBJECT):
            if mark.value not in order:
                order.append(mark.value)
            text = f"xsubject{order.index(mark.value)}x"
        elif mark.is_a(PREDICATE):
            text = "xmorex" if mark.is_a("more") else "xlessx" if mark.is_a("less") else _matter(mark)
        elif mark.is_a(STOP):
            text = "xasksx" if mark.text == "?" else ""
        else:
            text = mark.text if mark.text[:1].isalnum() else "xcommax" if mark.text == "," else ""
        if text and text != last:
            yield text
        last = text or last


def _matter(mark: Mark) -> str:
    return "xtopicx" if mark.is_a(TOPIC) else "xmatterx"


def _inside(marks: Sequence[Mark]) -> set[int]:
    """The places of words between two words of the matter, which are of the matter too."""
    places = [i for i, mark in enumerate(marks) if mark.is_a(PREDICATE)]
    found: set[int] = set()
    for before, after in pairwise(places):
        between = range(before + 1, after)
        if len(between) < 5 and not any(marks[i].is_a(SUBJECT, *_SHOWN) for i in between):
            found.update(between)
    return found


def _fits(intent: str, wanted: str) -> bool:
    return len(intent) == len(wanted) and all(a in (b, "-") or b == "-" for a, b in zip(intent, wanted, strict=True))
