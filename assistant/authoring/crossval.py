"""Cross-validation: each example given to a matcher that was built without it, to see which entry it finds."""

from __future__ import annotations

import gc
import math
import os
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, wait
from functools import partial

from assistant.matching.matcher import Match, Matcher
from assistant.tuples import NamedTuple

FEWEST_PARTS = 4
EFFORT = 1000
"""Examples are dealt into `EFFORT` divided by their number parts, at least `FEWEST_PARTS`; each part is left out once.

A few dozen examples are left out one by one, some thousand a quarter at a time.
"""

MANY = 1000
"""Examples from which the parts are tried in processes side by side."""

TELLING, COMMON = 8, 300
"""Words of an example that are looked at, the rarest first, and examples that such a word may stand in at most."""

LARGE = 4_000_000
"""Examples times entries from which only the nearest other examples are looked at: to build matchers takes minutes."""

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
    if len(examples) * len({intent for _, intent in examples}) > LARGE:
        return _nearest(list(dict.fromkeys(examples)), tell)
    parts = _dealt(list(dict.fromkeys(examples)))
    attempt = partial(_try_part, parts)
    if len(examples) >= MANY and (os.cpu_count() or 1) > 1:
        return _side_by_side(attempt, len(parts), tell)
    trials: list[Trial] = []
    for number in range(len(parts)):
        trials += attempt(number)
        tell((number + 1) / len(parts))
    return trials


def _nearest(examples: list[Pair], tell: Callable[[float], None]) -> list[Trial]:
    """Try every example by the other examples that share most of its rare words (cosine), best three entries first."""
    words = [frozenset(text.split()) for text, _ in examples]
    holders: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(words):
        for word in each:
            holders[word].append(number)
    weights = {word: math.log(len(examples) / len(found)) ** 2 for word, found in holders.items()}
    lengths = [math.sqrt(sum(weights[word] for word in each)) or 1.0 for each in words]
    trials = []
    for number, (text, intent) in enumerate(examples):
        shared: dict[int, float] = defaultdict(float)
        telling = sorted(words[number], key=lambda word: (len(holders[word]), word))[:TELLING]
        for word in telling:
            for other in holders[word] if len(holders[word]) <= COMMON else ():
                shared[other] += weights[word]
        shared.pop(number, None)
        best: dict[str, Match] = {}
        for other, weight in shared.items():
            score = min(weight / (lengths[number] * lengths[other]), 1.0)
            example, owner = examples[other]
            if owner not in best or best[owner].score < score:
                best[owner] = Match(owner, score, example)
        ranked = sorted(best.values(), key=lambda each: (-each.score, each.intent))
        trials.append(Trial(text, intent, tuple(ranked[:3])))
        if number % 500 == 0:
            tell(number / len(examples))
    tell(1.0)
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
