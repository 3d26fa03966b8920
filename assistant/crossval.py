"""Cross-validation: each example given to a matcher that was built without it, to see which entry it finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.matcher import Match, Matcher

FEWEST_PARTS = 5
EFFORT = 2000
"""Examples are dealt into `EFFORT` divided by their number parts, at least `FEWEST_PARTS`; each part is left out once.

A few dozen examples are left out one by one, some thousand a fifth at a time.
"""


@dataclass(frozen=True, slots=True)
class Trial:
    """An example that was left out, the entry it belongs to, and what the matcher made of it, best first."""

    example: str
    intent: str
    matches: tuple[Match, ...]

    @property
    def found(self) -> bool:
        """Tell whether it found its own entry."""
        return bool(self.matches) and self.matches[0].intent == self.intent


def cross_validate(examples: Sequence[tuple[str, str]], judged: set[tuple[str, str]],
                   tell: Callable[[int, int], None] = lambda done, total: None) -> list[Trial]:
    """Try every example in `judged` against a matcher built from the other parts of `examples`, (text, intent) pairs.

    `tell` hears how many of how many are done.
    """
    trials: list[Trial] = []
    parts = _dealt(list(dict.fromkeys(examples)))
    for part in parts:
        matcher = Matcher(pair for other in parts if other is not part for pair in other)
        for text, intent in part:
            if (text, intent) in judged:
                trials.append(Trial(text, intent, tuple(matcher.rank(text, 3))))
                tell(len(trials), len(judged))
    return trials


def _dealt(examples: list[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """Deal examples into parts so that those of one intent lie in different ones."""
    number = max(FEWEST_PARTS, min(len(examples), EFFORT // max(len(examples), 1)))
    together = sorted(examples, key=lambda pair: pair[1])
    return [together[start::number] for start in range(number) if together[start::number]]
