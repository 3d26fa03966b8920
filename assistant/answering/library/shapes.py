"""What an index may hold beside its matcher, looked at where another may have written it."""

from __future__ import annotations

import math
import re
import types
import typing
from collections.abc import Callable, Collection, Mapping
from functools import cache
from typing import Any

from assistant.knowledge.base import Entry, KnowledgeBase
from assistant.knowledge.english import English
from assistant.knowledge.faults import GROUPS, TEXTS, Mark, Record


class Texts:
    """Stands for several texts packed as one (`joined`)."""

    @classmethod
    def whole(cls) -> str:
        """The pattern of the whole text."""
        return r"(?s:(?:.*\0)?)"


class Lines(Texts):
    """Stands for a text of lines, each of two parts with a tab between."""

    second = r"[^\0\t\n]*"

    @classmethod
    def whole(cls) -> str:
        """The pattern of the whole text."""
        line = rf"[^\0\t\n]*\t{cls.second}"
        return rf"{line}(?:\n{line})*"


class Packed(Lines):
    """Stands for such lines after the words that they begin with, as `Phrases` are packed."""

    @classmethod
    def whole(cls) -> str:
        """The pattern of the whole text."""
        of_one = rf"\0[^\0\t\n]*\n{super().whole()}"
        return rf"(?:[^\0\n]*(?:{of_one})+\0)?"


class Counts(Lines):
    """The same, of which the second part is a whole number."""

    second = r"\d{1,9}"


class Shares(Lines):
    """The same, of which the second part is a number."""

    second = r"\d{1,9}(?:\.\d{1,30})?(?:e-\d{1,9})?"


LEXICON: dict[str, Any] = {
    "counts": dict[str, Counts],
    "bases": dict[str, Lines],
    "synonyms": Packed,
    "cut": dict[str, Packed],
    "phrases": dict[str, str],
    "awaiting": dict[str, Lines],
    "shared": bool,
}
SPEECH: dict[str, Any] = {"english": English, "cues": dict[str, Lines], "learnt": str}
LIBRARY: dict[str, Any] = {
    "base": KnowledgeBase,
    "vocabulary": {
        "lexicon": LEXICON,
        "rarity": dict[str, Shares],
        "kinds": tuple[str, str, str],
    },
    "catalogue": {
        "items": tuple[tuple[str, str, str, tuple[str, ...], str], ...],
        "terms": dict[str, str],
        "poles": dict[str, str],
        "overall": tuple[Entry, ...],
        "wordings": str,
        "defined": tuple[str, ...],
        "named": dict[str, str],
    },
    "learnt": str,
    "made_of": str,
}
"""Keys to what belongs there, as annotations tell it; lists stand for tuples and for records."""


def see_that_it_fits(kept: Any, kind: Any) -> None:
    """Raise ValueError where what an index holds is not all of a kind."""
    if not fits(kept, kind):
        raise ValueError("an index of another form")


def fits(value: Any, kind: Any) -> bool:
    """Tell whether what was read from JSON is all of a kind."""
    if isinstance(kind, dict):
        there = isinstance(value, dict) and value.keys() == kind.keys()
        return there and all(fits(value[key], kind[key]) for key in kind)
    return _test(kind)(value)


@cache
def _test(kind: Any) -> Callable[[Any], bool]:
    """What tells whether a value is of a kind."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return lambda value: any(_test(each)(value) for each in inner)
    if origin is typing.Literal:
        return lambda value: any(type(value) is type(each) and value == each for each in inner)
    if origin is dict:
        return lambda value: isinstance(value, dict) and _all_fit(value.values(), inner[1])
    if origin is tuple and inner[1:] == (...,):
        return lambda value: isinstance(value, list) and _all_fit(value, inner[0])
    if origin is tuple or issubclass(kind, Record):
        tests = [_test(each) for each in (inner if origin is tuple else _of_record(kind))]
        sizes = range(len(inner) if origin is tuple else _required(kind), len(tests) + 1)
        return lambda value: (
            isinstance(value, list)
            and len(value) in sizes
            and all(test(each) for test, each in zip(tests, value, strict=False))
        )
    if issubclass(kind, Texts):
        whole = re.compile(kind.whole()).fullmatch
        return lambda value: isinstance(value, str) and whole(value) is not None
    if kind is float:
        return lambda value: type(value) in (int, float) and not math.isnan(value)
    return lambda value: type(value) is kind


def _all_fit(values: Collection[Any], kind: Any) -> bool:
    return {*map(type, values)} <= {kind} if kind in (str, int) else all(map(_test(kind), values))


@cache
def _required(kind: type[Record]) -> int:
    """How many values of a record are packed at least: those up to the last that has to be given."""
    return max((place for place, name in enumerate(kind.packed_fields, 1) if kind.fields[name].required), default=0)


@cache
def _of_record(kind: type[Record]) -> list[Any]:
    """What belongs in the fields of a record that are packed, in order."""
    known: Mapping[str, Any] = typing.get_type_hints(kind)
    packed = {TEXTS: Texts, GROUPS: dict[str, Texts]}
    written = {name: packed.get(kind.__annotations__[name], known[name]) for name in kind.fields}
    return [each for each in written.values() if each is not Mark]
