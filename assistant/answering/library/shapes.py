"""What an index may hold beside its matcher, looked at where another may have written it."""

from __future__ import annotations

import math
import re
import types
import typing
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from assistant.knowledge.base import Entry, KnowledgeBase
from assistant.knowledge.english import English
from assistant.knowledge.faults import Mark, Record


class Lines:
    """Stands for a text of lines, each of two parts with a tab between, as `Phrases` are packed."""


_LINES = re.compile(r"[^\t\n]*\t[^\t\n]*(?:\n[^\t\n]*\t[^\t\n]*)*")

LEXICON: dict[str, Any] = {
    "counts": dict[str, int],
    "bases": dict[str, str],
    "synonyms": dict[str, Lines],
    "cut": dict[str, dict[str, Lines]],
    "plain": str,
    "phrases": dict[str, str],
    "awaiting": dict[str, str],
}
SPEECH: dict[str, Any] = {"english": English, "cues": dict[str, str], "learnt": str}
LIBRARY: dict[str, Any] = {
    "base": KnowledgeBase,
    "vocabulary": {
        "lexicon": LEXICON,
        "rarity": dict[str, float],
        "kinds": tuple[str, str, str],
    },
    "catalogue": {
        "items": tuple[tuple[str, str, tuple[str, ...], str], ...],
        "terms": dict[str, str],
        "poles": dict[str, str],
        "overall": tuple[Entry, ...],
        "wordings": str,
        "defined": tuple[str, ...],
        "named": dict[str, str],
    },
    "learnt": str,
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
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return any(fits(value, each) for each in inner)
    if origin is typing.Literal:
        return any(type(value) is type(each) and value == each for each in inner)
    if origin is dict:
        return isinstance(value, dict) and _all_fit(value.values(), inner[1])
    if origin is tuple and inner[1:] == (...,):
        return isinstance(value, list) and _all_fit(value, inner[0])
    if origin is tuple or issubclass(kind, Record):
        kinds = inner if origin is tuple else _of_record(kind)
        return isinstance(value, list) and len(value) == len(kinds) and all(map(fits, value, kinds))
    if kind is Lines:
        return isinstance(value, str) and bool(_LINES.fullmatch(value))
    if kind is float:
        return type(value) in (int, float) and not math.isnan(value)
    return type(value) is kind


def _all_fit(values: Collection[Any], kind: Any) -> bool:
    return {*map(type, values)} <= {kind} if kind in (str, int) else all(fits(each, kind) for each in values)


@cache
def _of_record(kind: type[Record]) -> list[Any]:
    """What belongs in the fields of a record that are packed, in order."""
    known: Mapping[str, Any] = typing.get_type_hints(kind)
    return [known[name] for name in kind.fields if known[name] is not Mark]
