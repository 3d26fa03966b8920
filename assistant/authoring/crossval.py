"""Cross-validation: each example given to the matcher as it is without it, to see which entry it finds."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence

from assistant.matching.beside import in_halves
from assistant.matching.left_out import LeftOut
from assistant.matching.matcher import Match, Matcher
from assistant.tuples import NamedTuple

FEWEST_PARTS = 4
EFFORT = 1000
"""Fewer examples than `MANY` are dealt into `EFFORT` divided by their number parts, at least `FEWEST_PARTS`; each part
is left out once: a few dozen examples one by one, some hundred a quarter at a time.
"""

MANY = 1000
"""Examples from which one matcher is built, and what each has made of it taken off again."""

FOUND = 3
"""Entries that are kept of those an example finds, the nearest."""

LEARNING = 0.7
"""The part of the time that passes before the first is tried, where one matcher is built."""

TELLING, COMMON = 8, 300
"""Words of an example that are looked at, the rarest first, and examples that such a word may stand in at most."""

LARGE = 4_000_000
"""Examples times entries from which only the nearest other examples are looked at: to build a matcher takes long."""

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
    """Try every example against a matcher that has not learnt from it; `tell` hears how far it is, 0 to 1."""
    distinct = list(dict.fromkeys(examples))
    if len(examples) * len({intent for _, intent in examples}) > LARGE:
        return _nearest(distinct, tell)
    if len(distinct) >= MANY:
        return _taken_off(distinct, tell)
    trials: list[Trial] = []
    parts = _dealt(distinct)
    for done, part in enumerate(parts, 1):
        matcher = Matcher(pair for other in parts if other is not part for pair in other)
        trials += [Trial(text, intent, tuple(matcher.rank(text, FOUND))) for text, intent in part]
        tell(done / len(parts))
    return trials


def _taken_off(examples: list[Pair], tell: Callable[[float], None]) -> list[Trial]:
    """Try every example against one matcher, less what the example has made of it."""
    matcher = LeftOut(examples, lambda done, total: tell(LEARNING * done / total))

    def tried(numbers: Sequence[int], tell: Callable[[float], None]) -> list[Trial]:
        trials = []
        for number in numbers:
            text, intent, found = matcher.without(number, FOUND)
            trials.append(Trial(text, intent, tuple(found)))
            if number % 500 == 0:
                tell(LEARNING + (1 - LEARNING) * number / len(numbers))
        return trials

    trials = in_halves(range(len(matcher)), tried, tell)
    tell(1.0)
    return trials


def _dealt(examples: list[Pair]) -> list[list[Pair]]:
    """Deal examples into parts so that those of one intent lie in different ones."""
    number = max(FEWEST_PARTS, min(len(examples), EFFORT // max(len(examples), 1)))
    together = sorted(examples, key=lambda pair: pair[1])
    return [together[start::number] for start in range(number) if together[start::number]]


def _nearest(examples: list[Pair], tell: Callable[[float], None]) -> list[Trial]:
    """Try every example by the other examples that share most of its rare words (cosine), best first."""
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
        trials.append(Trial(text, intent, tuple(ranked[:FOUND])))
        if number % 500 == 0:
            tell(number / len(examples))
    tell(1.0)
    return trials
