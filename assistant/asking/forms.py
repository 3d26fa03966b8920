"""What a question asks, judged by its form alone: regressions learnt from how many people ask, whatever the matter.

A form is what marks do in a question, in their order: which subject is named where, what denies, what counts, what
confirms.  Its features are runs of words and of kinds of marks, pairs of kinds that stand near each other, and how
often it is denied; each is hashed to a row of a table (feature hashing, Weinberger et al. 2009), whose numbers are the
weights of that feature for each thing that can be asked.  The table is made from `tests/forms/forms.yaml`.
"""

from __future__ import annotations

import math
import mmap
import struct
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from assistant.asking.marks import PREDICATE, STOP, SUBJECT, TOPIC, Mark, subjects

CLAIM, RULING, MATTER = "claim", "ruling", "matter"
"""Kinds of matter, and which of the two a question is about that names a category."""

KINDS = (
    *("not", "bare-not", "lack", "deny", "reject", "unwanted", "less", "losing", "swap"),
    *("both", "either", "neither", "nobody", "one", "only", "alone", "most-one", "some-one", "other"),
    *("equal", "differ", "same", "confirm", "say", "attitude", "assent", "dissent", "aux", "complement", "conditional"),
    *("which", "but", "unlike", "like", "than", "by", "behind", "second", "first", "more", "stop", "comma", "pronoun"),
)
"""Kinds of mark in the order in which one of them stands for a mark that is of several."""

IDLE = ("neutral", "determiner")
"""Kinds of mark that do nothing in a form."""

DENYING = ("not", "lack", "deny", "reject", "unwanted", "losing", "dissent")
CONFIRMING = ("confirm", "assent")
COUNTING = ("both", "either", "neither", "nobody", "one", "only", "alone", "most-one", "some-one")

LONGEST_WORDS, LONGEST_KINDS, NEAR = 3, 5, 5
"""Words, and kinds, of a run at most, and how far apart two kinds are that are taken as a pair."""

_SHOWN = ("not", "lack", "deny", "both", "either", "neither", "one", "only", "but", "unlike", "comma", STOP)
"""Kinds of mark that part the words of a matter."""

MAGIC = b"forms001"
_HEAD = struct.Struct("<8sIIHd")
"""Magic, checksum of what follows the head, rows, bytes of all names of what can be asked, what a number stands for."""


class Forms:
    """A table of weights: a row of signed bytes for each hashed feature, a column for each thing that can be asked.

    What can be asked is written as in `tests/forms/forms.yaml`, kind by kind: "claim truth YNYN", "ruling choice of".
    What it holds is looked through by `see_whole` alone.

    Raises ValueError: `data` is no such table, or cut short.
    """

    def __init__(self, data: bytes | mmap.mmap) -> None:
        if len(data) < _HEAD.size or data[: len(MAGIC)] != MAGIC:
            raise ValueError("not a table of forms")
        _, self.mark, self._rows, letters, self._step = _HEAD.unpack_from(data)
        self._data = data
        self._start = _HEAD.size + letters
        self.asked = tuple(data[_HEAD.size : self._start].decode(errors="replace").split("\n"))
        if len(data) != self._start + self._rows * len(self.asked):
            raise ValueError("not a table of forms, or cut short")
        self._columns = lru_cache(self._columns_of)

    @classmethod
    def open(cls, path: str) -> Forms:
        """Map the table in the file `path`; OSError where it cannot be read, ValueError where it is none."""
        with open(path, "rb") as file:
            return cls(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))

    def see_whole(self) -> None:
        """See that it is as it was made. Raises ValueError: it is not."""
        if zlib.crc32(memoryview(self._data)[_HEAD.size :]) != self.mark:
            raise ValueError("not a table of forms, or damaged")

    def asks(self, kind: str, marks: Sequence[Mark]) -> dict[str, float]:
        """Return how likely marks ask each thing of a matter of this kind, 0 to 1, 1 in all: "truth YNYN", …"""
        first, asked = self._columns(kind)
        width, start = len(self.asked), self._start + first
        columns = struct.Struct(f"{len(asked)}b").unpack_from
        found = [columns(self._data, start + row * width) for row in rows(kind, marks, self._rows)]
        odds = (self._step * sum(column) for column in zip(*found, strict=True))
        chances = [1 / (1 + math.exp(-max(-50.0, min(50.0, each)))) for each in odds]
        whole = sum(chances)
        return {each: chance / whole for each, chance in zip(asked, chances, strict=True)}

    def _columns_of(self, kind: str) -> tuple[int, list[str]]:
        """The first column of what can be asked of a kind of matter, and what can be asked of it, in turn."""
        places = [place for place, each in enumerate(self.asked) if each.startswith(f"{kind} ")]
        return places[0], [self.asked[place].partition(" ")[2] for place in places]


def rows(kind: str, marks: Sequence[Mark], count: int) -> set[int]:
    """Return the rows, of `count`, of a form's features."""
    start = zlib.crc32(f"{kind} ".encode())
    return {zlib.crc32(feature.encode(), start) % count for feature in features(tuple(marks))}


@lru_cache(maxsize=8)  # of a question several kinds of matter are looked for
def features(marks: tuple[Mark, ...]) -> set[str]:
    """Return what tells one form from another."""
    order = subjects(marks)
    words, kinds = ["<", *_words(marks, order), ">"], ["<", *_kinds(marks, order), ">"]
    found = {"always"}
    found.update(f"w {run}" for run in _runs(words, LONGEST_WORDS))
    found.update(f"k {run}" for run in _runs(kinds, LONGEST_KINDS))
    found.update(f"p {a} {b}" for i, a in enumerate(kinds) for b in kinds[i + 2 : i + 1 + NEAR])
    groups = (DENYING, CONFIRMING, COUNTING)
    denied, confirmed, counted = (min(sum(mark.is_a(*each) for mark in marks), 4) for each in groups)
    named, several = sum(mark.is_a(SUBJECT) for mark in marks), len(order)
    found |= {
        f"denied {denied}",
        f"confirmed {confirmed}",
        f"counted {counted}",
        f"several {several}",
        f"named {min(named, 4)}",
        f"denied {denied} several {several}",
    }
    return found


def _runs(tokens: Sequence[str], longest: int) -> Iterator[str]:
    for start in range(len(tokens)):
        run = ""
        for token in tokens[start : start + longest]:
            run = f"{run} {token}" if run else token
            yield run


def _kinds(marks: Sequence[Mark], order: Sequence[str]) -> list[str]:
    """What each mark does, each once in a row; those left out that do nothing. Subjects stand in an `order`."""
    found: list[str] = []
    for mark in marks:
        kind = f"S{order.index(mark.value)}" if mark.is_a(SUBJECT) else _kind(mark.kinds)
        if kind and found[-1:] != [kind]:
            found.append(kind)
    return found


@lru_cache(maxsize=500)
def _kind(kinds: frozenset[str]) -> str:
    """What a mark of these kinds does that names no subject, "" where it does nothing."""
    if PREDICATE in kinds:
        return "+".join(("P", *(each for each in ("more", "less", TOPIC) if each in kinds)))
    idle = kinds.isdisjoint(IDLE) and min(kinds, default="")
    return next((each for each in KINDS if each in kinds), idle or "")


def _words(marks: Sequence[Mark], order: Sequence[str]) -> list[str]:
    """The words, each once in a row, with subjects, in the order they are named, and the matter masked."""
    hidden, found = _inside(marks), list[str]()
    for i, mark in enumerate(marks):
        if i in hidden:
            continue
        if mark.is_a(SUBJECT):
            text = f"S{order.index(mark.value)}"
        elif mark.is_a(PREDICATE):
            text = "more" if mark.is_a("more") else "less" if mark.is_a("less") else "P"
        elif mark.is_a(STOP):
            text = "?" if mark.text == "?" else ""
        else:
            text = mark.text if mark.text[:1].isalnum() else "," if mark.text == "," else ""
        if text and found[-1:] != [text]:
            found.append(text)
    return found


def _inside(marks: Sequence[Mark]) -> set[int]:
    """The places of words between two words of the matter, which are of the matter too."""
    places = [i for i, mark in enumerate(marks) if mark.is_a(PREDICATE)]
    found: set[int] = set()
    for before, after in pairwise(places):
        between = range(before + 1, after)
        if len(between) < 5 and not any(marks[i].is_a(SUBJECT, *_SHOWN) for i in between):
            found.update(between)
    return found


def to_bytes(weights: dict[str, Sequence[float]], count: int) -> bytes:
    """Return a table of weights, `count` for each thing that can be asked: the greatest at 127."""
    step = max(abs(each) for column in weights.values() for each in column) / 127
    names = "\n".join(weights).encode()
    numbers = bytes(round(column[row] / step) & 0xFF for row in range(count) for column in weights.values())
    body = names + numbers
    return _HEAD.pack(MAGIC, zlib.crc32(body), count, len(names), step) + body
