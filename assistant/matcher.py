"""Fuzzy intent matching: examples in, ranked intents out.

A question and every example become a bag of word 1-2-grams and of character 2-5-grams, weighed by TF-IDF.
An intent scores by how near the question is to the mean of its examples and to its nearest examples.
"""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
NEAREST = 10
"""Examples that take part in the soft vote."""


@dataclass(frozen=True, slots=True)
class Match:
    """An intent that a text may mean, `score` (0 to 1) telling how surely, and its example nearest to the text."""

    intent: str
    score: float
    example: str


class Matcher:
    """An index over labelled examples that ranks their intents for a text."""

    def __init__(self, examples: Iterable[tuple[str, str]]) -> None:
        pairs = list(examples)
        self._texts = [text for text, _ in pairs]
        self._intents = [intent for _, intent in pairs]
        bags = [_features(text) for text in self._texts]
        documents = Counter(feature for bag in bags for feature in bag)
        self._idf = {f: math.log((1 + len(bags)) / (1 + n)) + 1 for f, n in documents.items()}
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for i, bag in enumerate(bags):
            for feature, weight in self._vector(bag).items():
                self._postings[feature].append((i, weight))
                sums[self._intents[i]][feature] += weight
        self._centroids: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for intent, total in sums.items():
            length = math.sqrt(sum(w * w for w in total.values())) or 1.0
            for feature, weight in total.items():
                self._centroids[feature].append((intent, weight / length))

    def rank(self, text: str, limit: int = 8) -> list[Match]:
        """The at most `limit` intents nearest to the text, best first."""
        near: dict[int, float] = defaultdict(float)
        means: dict[str, float] = defaultdict(float)
        for feature, weight in self._vector(_features(text)).items():
            for i, other in self._postings.get(feature, ()):
                near[i] += weight * other
            for intent, other in self._centroids.get(feature, ()):
                means[intent] += weight * other
        best: dict[str, tuple[float, str]] = {}
        for i, similarity in near.items():
            intent = self._intents[i]
            if intent not in best or similarity > best[intent][0]:
                best[intent] = (similarity, self._texts[i])
        top = heapq.nlargest(NEAREST, near.items(), key=lambda item: (item[1], -item[0]))
        votes: dict[str, float] = defaultdict(float)
        for i, similarity in top:
            votes[self._intents[i]] += similarity**3
        total = sum(votes.values()) or 1.0
        strength = top[0][1] if top else 0.0
        scores = {
            intent: min(1.0, 0.5 * mean + 0.3 * best[intent][0] + 0.2 * strength * votes[intent] / total)
            for intent, mean in means.items()
        }
        ranked = heapq.nsmallest(limit, scores, key=lambda intent: (-scores[intent], intent))
        return [Match(intent, scores[intent], best[intent][1]) for intent in ranked]

    def _vector(self, bag: Counter[str]) -> dict[str, float]:
        """The bag's known features, weighed by TF-IDF; unknown ones count only for the length (1 in all)."""
        unknown = math.log(1 + len(self._texts)) + 1
        weights = {f: (1 + math.log(n)) * self._idf.get(f, unknown) for f, n in bag.items()}
        length = math.sqrt(sum(w * w for w in weights.values())) or 1.0
        return {f: w / length for f, w in weights.items() if f in self._idf}


def _features(text: str) -> Counter[str]:
    words = WORD.findall(text.lower().replace("’", "'"))
    bag = Counter(words)
    bag.update(f"{a} {b}" for a, b in zip(words, words[1:]))
    for word in words:
        padded = f"_{word}_"
        bag.update(f"#{padded[i:i + n]}" for n in range(2, 6) for i in range(len(padded) - n + 1))
    return bag
