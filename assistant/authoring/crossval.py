"""Cross-validation: each example given to a matcher that was built without it, to see which entry it finds."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, wait
from functools import partial
from typing import NamedTuple

from assistant.matching.matcher import Match, Matcher

FEWEST_PARTS = 4
EFFORT = 1000
"""Examples are dealt into `EFFORT` divided by their number parts, at least `FEWEST_PARTS`; each part is left out once.

A few dozen examples are left out one by one, some thousand a quarter at a time.
"""

MANY = 1000
"""Examples from which the parts are tried in processes side by side."""

TICK = 0.25
"""Seconds between two words on how far it is."""

Pair = tuple[str, str]
"""An example and the entry it belongs to."""


class Trial(NamedTuple):
    """An example that was left out, the entry it belongs to, and what the matcher made of it, best first."""

    example: str
    intent: str
    matches: tuple[Match, ...]

    @property
    def found(self) -> bool:
        """Tell whether it found its own entry."""
        return bool(self.matches) and self.matches[0].intent == self.intent


def cross_validate(examples: Sequence[Pair], tell: Callable[[float], None] = lambda share: None) -> list[Trial]:
    """Try every example against a matcher built from parts that it is not in.

    `tell` hears what share of the parts is done.
    """
    parts = _dealt(list(dict.fromkeys(examples)))
    attempt = partial(_try_part, parts)
    if len(examples) >= MANY and (os.cpu_count() or 1) > 1:
        return _side_by_side(attempt, len(parts), tell)
    trials: list[Trial] = []
    for number in range(len(parts)):
        trials += attempt(number)
        tell((number + 1) / len(parts))
    return trials


def _dealt(examples: list[Pair]) -> list[list[Pair]]:
    """Deal examples into parts so that those of one intent lie in different ones."""
    number = max(FEWEST_PARTS, min(len(examples), EFFORT // max(len(examples), 1)))
    together = sorted(examples, key=lambda pair: pair[1])
    return [together[start::number] for start in range(number) if together[start::number]]


def _side_by_side(attempt: Callable[[int], list[Trial]], total: int, tell: Callable[[float], None]) -> list[Trial]:
    with ProcessPoolExecutor(min(total, os.cpu_count() or 1), initializer=gc.disable) as pool:
        tasks = [pool.submit(attempt, number) for number in range(total)]
        waiting = set(tasks)
        while waiting:
            _, waiting = wait(waiting, timeout=TICK)
            tell(1 - len(waiting) / total)
    return [trial for task in tasks for trial in task.result()]


def _try_part(parts: list[list[Pair]], number: int) -> list[Trial]:
    """Try the examples of one part against a matcher that knows the others only."""
    matcher = Matcher(pair for other in parts if other is not parts[number] for pair in other)
    return [Trial(text, intent, tuple(matcher.rank(text, 3))) for text, intent in parts[number]]
