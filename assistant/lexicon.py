"""Words brought to one form: slips mended, contractions opened, endings dropped, synonyms made one word.

Questions and examples walk through the same `Lexicon`, so that "whats quicker" and "which is faster" meet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from assistant.text import normalize

_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}[a-z]?(?![a-z])|\b[a-z]{2};[a-z]{2}\b")
"""Letters with full stops between, and "tl;dr": one word."""

_TOKEN = re.compile(
    r"w/(?:out|o)?(?![a-z])|[a-z]/[a-z](?![a-z])|\d+(?:[.,]\d+)*%?|[^\W_]+(?:['+#-]?[^\W_]+)*[+#]*|[?!.,;:/&+>#]"
)
_WORD = re.compile(r"[^\W_]")


class Phrases:
    """A set of phrases, each one or more words with a value, found in a list of words, the longest first.

    Of the same phrase given twice the first counts. Everything is cut and sorted when it is first looked for: one
    question needs little of the many sets.
    """

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        self._given = phrases
        self._starting: dict[str, list[tuple[tuple[str, ...], str]]] = {}

    @cached_property
    def _by_first(self) -> dict[str, list[tuple[str, str]]]:
        by_first: dict[str, list[tuple[str, str]]] = {}
        for phrase in self._given:
            by_first.setdefault(phrase[0].partition(" ")[0], []).append(phrase)
        return by_first

    def at(self, words: Sequence[str], start: int) -> tuple[int, str] | None:
        """Return the end and the value of the longest phrase that begins at `start`, or None."""
        first = words[start]
        if first in self._by_first:
            for phrase, value in self._starting.get(first) or self._starting_with(first):
                end = start + len(phrase)
                if end <= len(words) and tuple(words[start:end]) == phrase:
                    return end, value
        return None

    def _starting_with(self, first: str) -> list[tuple[tuple[str, ...], str]]:
        found = [(tuple(phrase.split()), value) for phrase, value in self._by_first[first]]
        found.sort(key=lambda each: -len(each[0]))
        self._starting[first] = found
        return found

    def occur(self, words: Sequence[str]) -> bool:
        """Tell whether any of the phrases stands in `words`."""
        by_first = self._by_first
        if by_first.keys().isdisjoint(words):
            return False
        return any(word in by_first and self.at(words, i) is not None for i, word in enumerate(words))

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and value of each phrase in `words`, from left to right, none overlapping another."""
        by_first = self._by_first
        if by_first.keys().isdisjoint(words):
            return
        start = 0
        while start < len(words):
            found = self.at(words, start) if words[start] in by_first else None
            if found:
                yield start, found[0], found[1]
                start = found[0]
            else:
                start += 1

    def cut(self, words: Sequence[str]) -> list[Sequence[str]]:
        """Return the pieces of `words` between the phrases, those left out that hold nothing."""
        pieces, start = [], 0
        for first, end, _ in self.find(words):
            pieces.append(words[start:first])
            start = end
        return [piece for piece in (*pieces, words[start:]) if piece]


class WordList:
    """The real words of a language: a sorted file, searched where it lies.

    `data` holds one lower-case word a line, sorted; lines that begin with # come first and are skipped.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._first = 0
        while data.startswith(b"#", self._first):
            self._first = data.find(b"\n", self._first) + 1

    def __contains__(self, word: str) -> bool:
        target, low, high = word.encode(), self._first, len(self.data)
        while low < high:
            start = max(self.data.rfind(b"\n", self._first, (low + high) // 2) + 1, self._first)
            end = self.data.find(b"\n", start)
            end = len(self.data) if end < 0 else end
            line = self.data[start:end]
            if line == target:
                return True
            if line < target:
                low = end + 1
            else:
                high = start
        return False


class Lexicon:
    """Brings words to one form.

    `contractions`, `endings`, `gradable` and `fixed` (words that keep their form) are a language's; `synonyms` are
    rows of which the first is the usual one. `counts` holds the words of the knowledge and the cues with how often they
    stand there, `bases` the base forms of those that have another, `synonyms` the rows' phrases in base form with the
    usual one; `is_real` tells of other real words.
    """

    def __init__(
        self,
        *,
        contractions: Mapping[str, str],
        endings: Mapping[str, Sequence[str]],
        gradable: Iterable[str],
        fixed: Iterable[str],
        synonyms: Iterable[Sequence[str]],
        is_real: Callable[[str], bool],
    ) -> None:
        self._contractions = {short: words.split() for short, words in contractions.items()}
        self._endings = sorted(endings.items(), key=lambda each: -len(each[0]))
        self._gradable = frozenset(gradable)
        self._fixed = frozenset(fixed)
        self._rows = [tuple(row) for row in synonyms]
        self._compounds = frozenset(
            normalize(phrase) for row in self._rows for phrase in row if "-" in phrase and " " not in phrase
        )
        self._is_real = is_real
        self.counts: Counter[str] = Counter()
        self.phrases: dict[str, str] = {}
        self.bases: dict[str, str] = {}
        self._base_of_other = lru_cache(maxsize=1_000)(self._base)
        self.synonyms: dict[str, str] = {}

    def learn(self, phrases: Iterable[str], texts: Iterable[str]) -> None:
        """Take in the words of all phrases and texts, once, before anything is brought to base form."""
        self.counts.update(word for text in phrases for word in self.phrase(text).split() if is_word(word))
        self.counts.update(word for text in texts for word in self.words(text) if is_word(word))
        self.bases = {word: base for word in self.counts if (base := self._base(word)) != word}
        for row in self._rows:
            for phrase in row:
                bases = " ".join(self.base(word) for word in self.phrase(phrase).split())
                self.synonyms.setdefault(bases, row[0].replace(" ", "-"))

    @cached_property
    def _synonyms(self) -> Phrases:
        return Phrases(self.synonyms.items())

    def phrase(self, text: str) -> str:
        """Return the words of a phrase of the language or the knowledge in one string; kept, for it is asked again."""
        if text not in self.phrases:
            self.phrases[text] = " ".join(self.words(text))
        return self.phrases[text]

    def base(self, word: str) -> str:
        """Return a word without its ending, where what is left is a word."""
        return self.bases.get(word) or (word if word in self.counts else self._base_of_other(word))

    def words(self, text: str) -> list[str]:
        """Return the words and punctuation marks of a text: normalised, contractions opened, possessives cut off."""
        if text.isascii() and text.islower() and text.replace(" ", "").isalpha():
            return [word for token in text.split() for word in self._contractions.get(token, (token,))]
        found: list[str] = []
        plain = _DOTTED.sub(lambda found: re.sub(r"[.;]", "", found[0]), normalize(text))
        for token in _TOKEN.findall(plain):
            found += self._open(token)
        return found

    def _open(self, token: str) -> list[str]:
        if token in self._contractions:
            return self._contractions[token]
        if token.endswith("'s") and len(token) > 2:
            return [token[:-2], "'s"]
        if "-" in token and token not in self._compounds:
            return [word for part in token.split("-") for word in self._open(part)]
        return [token.replace("'", "")]

    def is_real(self, word: str) -> bool:
        """Tell whether `word` is a word at all: known here, or listed as a real word."""
        return word in self.counts or self._is_real(word)

    def canonical(self, words: Sequence[str]) -> list[str]:
        """Return base forms, synonyms replaced by the usual one; punctuation stays out."""
        bases = [self.base(word) for word in words if is_word(word)]
        found, start = [], 0
        while start < len(bases):
            hit = self._synonyms.at(bases, start)
            found.append(hit[1] if hit else bases[start])
            start = hit[0] if hit else start + 1
        return found

    def _base(self, word: str) -> str:
        if word in self._fixed or len(word) < 4:
            return word
        for ending, replacements in self._endings:
            if not word.endswith(ending) or len(word) - len(ending) < 2:
                continue
            stem = word[: -len(ending)]
            candidates = [stem + each for each in replacements]
            if len(stem) > 2 and stem[-1] == stem[-2]:
                candidates.insert(0, stem[:-1])
            comparative = ending.endswith(("er", "est"))
            for candidate in candidates:
                if candidate in self._gradable if comparative else self.is_real(candidate):
                    return candidate
        return word


def is_word(token: str) -> bool:
    """Tell a word from a punctuation mark."""
    return bool(_WORD.search(token))
