"""Intent sets: labelled texts in JSON Lines, sampled and spoilt the same way every time."""

from __future__ import annotations

import json
import random
import resource
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

_RIGHT_OF = {key: right for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm") for key, right in pairwise(row)}


@dataclass(frozen=True)
class IntentSet:
    """Examples to learn from and questions to be asked, `(text, intent)` each, and questions that have no intent."""

    name: str
    train: list[tuple[str, str]]
    test: list[tuple[str, str]]
    outside: list[str]

    def sampled(self, each: int | None) -> IntentSet:
        """The set with `each` examples drawn of every intent, or all where there are fewer or `each` is None."""
        if each is None:
            return self
        texts: dict[str, list[str]] = {}
        for text, intent in self.train:
            texts.setdefault(intent, []).append(text)
        rng = random.Random(7)
        train = [
            (text, intent)
            for intent in sorted(texts)
            for text in rng.sample(texts[intent], min(each, len(texts[intent])))
        ]
        return IntentSet(self.name, train, self.test, self.outside)

    def limited(self, limit: int | None) -> IntentSet:
        """The set with at most `limit` questions that have an intent."""
        if limit is None or limit >= len(self.test):
            return self
        return IntentSet(self.name, self.train, random.Random(1).sample(self.test, limit), self.outside)

    def spoilt(self, seed: int | None) -> IntentSet:
        """The set with typing slips in the questions that have an intent."""
        if seed is None:
            return self
        test = [(slipped(text, seed), intent) for text, intent in self.test]
        return IntentSet(self.name, self.train, test, self.outside)


def load(path: Path) -> IntentSet:
    """Read a set: objects with `split` (train or test), `text` and `intent` (null: outside), one a line.

    ValueError names file and line of what is not so; OSError where the file cannot be read.
    """
    train: list[tuple[str, str]] = []
    test: list[tuple[str, str]] = []
    outside: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            split, text, intent = row["split"], str(row["text"]), row["intent"]
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{path}:{number}: not an object with split, text and intent") from error
        if intent is None:
            outside.append(text)
        else:
            (train if split == "train" else test).append((text, str(intent)))
    if not train:
        raise ValueError(f'{path}: no line has the split "train" and an intent')
    return IntentSet(path.stem, train, test, outside)


def slipped(text: str, seed: int) -> str:
    """One typing slip in each of up to two words of five letters or more: swapped, dropped, doubled or the next key."""
    rng = random.Random(f"{seed}:{text}")
    words = text.split(" ")
    long = [i for i, word in enumerate(words) if len(word) >= 5 and word.isalpha()]
    for i in rng.sample(long, min(2, len(long))):
        word = words[i]
        at = rng.randrange(1, len(word) - 1)
        before, letter, after = word[:at], word[at], word[at + 1 :]
        words[i] = rng.choice(
            [
                before + after[0] + letter + after[1:],
                before + after,
                before + letter + letter + after,
                before + _RIGHT_OF.get(letter.lower(), letter) + after,
            ]
        )
    return " ".join(words)


def auroc(inside: Sequence[float], outside: Sequence[float]) -> float | None:
    """The chance, in per cent, that a question with an intent is held surer than one without; None without either."""
    if not inside or not outside:
        return None
    ordered = sorted(outside)
    wins = sum(bisect_left(ordered, score) + bisect_right(ordered, score) for score in inside) / 2
    return 100 * wins / (len(inside) * len(outside))


def percentile(values: Sequence[float], part: float) -> float:
    """The value below which `part` (0 to 1) of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else 0.0


def peak_mb() -> float:
    """The most memory that this process had in use; where the system does not tell it of the process alone, more."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
