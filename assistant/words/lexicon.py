"""Words brought to one form: slips mended, contractions opened, endings dropped, synonyms made one word.

Questions and examples walk through the same `Lexicon`, so that "whats quicker" and "which is faster" meet.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain, takewhile
from typing import Any

from assistant.words.by_heads import ByHeads, by_heads
from assistant.words.phrases import Phrases
from assistant.words.text import normalize

_DOTTED = r"\b(?:[a-z]\.){2,12}[a-z]?(?![a-z])|\b[a-z]{2};[a-z]{2}\b"
"""Letters with full stops between, and "tl;dr": one word. The bound keeps the search linear."""

_LAST = r",\s*([a-z])(?=[\s?!.]*$)"
"""A letter that is said last: "…, y?". The language may open it otherwise than elsewhere."""

_TOKEN = (
    r"w/(?:out|o)?(?![a-z])|[a-z]/[a-z](?![a-z])|\d+(?:[.,]\d+)*%?|[^\W_]+(?:['+#-]?[^\W_]+)*[+#]*"
    r"|->|[<>=!]=|=[<>]|(?<!\w)__(?=_*(?!\w))|[?!.,;:/&+<>=≤≥≠≈✓✔✅✗✘❌→#]"
)

_ITEM = r"^\s*(?:\d{1,2}[.)]|[Qq]\d?:|@\w+)\s+(?=\w)"
"""What numbers a question in a list of them, or mentions whom it is sent to."""

_PAUSE = r"(?<=\w)['\")]?\s*(?:\.{2,}|…|—|\s[-–])\s+['\"(]?(?=[a-z])"
"""An ellipsis or a dash between words that go on."""

STOPS = frozenset("?!.;")
"""Marks that end a sentence."""

MARKS = STOPS | frozenset(",:")
"""Marks that end a sentence, or a part of one."""

SAID = 8
"""Questions of which the words are kept."""


class Lexicon:
    """Brings words to one form.

    `contractions` ("its the" is "it is the"; ", y" opens what is said last), `endings`, `gradable` and `fixed` (words
    that keep their form) are a language's; `synonyms` are rows of which the first is the usual one. `counts` holds the
    words of the knowledge and the cues with how often they stand there, `bases` the base forms of those that have
    another; `base` takes the ending off a word where what is left is a word too; `is_real` tells of other real words.
    One of a knowledge base goes on from what was learnt of the `language`, and keeps what is its own; where that is
    None, it has to learn the language's phrases too. Both have the same `compounds`.
    """

    def __init__(
        self,
        *,
        contractions: Mapping[str, str],
        endings: Mapping[str, Sequence[str]],
        gradable: Iterable[str],
        fixed: Iterable[str],
        synonyms: Sequence[Sequence[str]],
        is_real: Callable[[str], bool],
        language: Lexicon | None = None,
    ) -> None:
        self._contractions = {short: words.split() for short, words in contractions.items()}
        self._together = Phrases((short, words) for short, words in contractions.items() if " " in short)
        self._endings = sorted(endings.items(), key=lambda each: -len(each[0]))
        self._any_ending = tuple(endings)
        self._gradable = frozenset(gradable)
        self._fixed = frozenset(fixed)
        self._rows = synonyms
        self._is_real = is_real
        self.language = language
        self.counts: Mapping[str, int] = language.counts if language else {}
        self.phrases: dict[str, str] = dict(language.phrases) if language else {}
        self.bases: Mapping[str, str] = language.bases if language else {}
        self._counts: dict[str, str] = {}
        self._bases: dict[str, str] = {}
        self.base = lru_cache(maxsize=4_000)(self._base_of)
        self.said = lru_cache(maxsize=SAID)(lambda text: tuple(self.words(text)))  # of a question all rooms ask this
        self._synonyms = Phrases(())
        self._cut: dict[str, Phrases] = dict(language._cut) if language else {}
        self._awaiting: Mapping[str, str] = {}

    def learn(self, phrases: Iterable[str], texts: Iterable[str]) -> None:
        """Take in the words of all phrases and texts, once, before anything is brought to base form."""
        found = Counter(chain.from_iterable(map(self.words, phrases)))
        found.update(chain.from_iterable(map(self.words, texts)))
        known = {word: count for word, count in found.items() if is_word(word)}
        new = {word for word in known if word not in self.counts}
        self._counts = by_heads({word: self.counts.get(word, 0) + count for word, count in known.items()})
        self.counts = ByHeads(self._counts, int, self.counts)
        awaiting = self.language._awaiting if self.language else {}
        changed = {word for stem in awaiting.keys() & (new | self._gradable) for word in awaiting[stem].split()}
        bases = {word: self._base(word) for word in sorted(new | changed)}
        bases = {word: base for word, base in bases.items() if base != self.bases.get(word, word)}
        self._bases = by_heads(bases)
        self.bases = ByHeads(self._bases, str, self.bases)
        goes_on = self.language is not None and bases.keys().isdisjoint(changed)  # else its rows have other base forms
        usual: dict[str, str] = {}
        own = len(self._rows) - len(self.language._rows) if self.language and goes_on else None
        for row in self._rows[:own]:
            for phrase in row:
                based = " ".join(self.base(word) for word in self.phrase(phrase).split())
                usual.setdefault(based, row[0].replace(" ", "-"))
        if self.language and goes_on:
            for based, word in self.language._synonyms:
                usual.setdefault(based, word)
        self._synonyms = Phrases(usual.items())

    def packed(self) -> dict[str, Any]:
        """Return what was learnt as `marshal` takes it, without what is the language's."""
        language = self.language
        phrases, cut = (language.phrases, language._cut) if language else ({}, {})
        own = {text: words for text, words in self.phrases.items() if text not in phrases}
        return {
            "counts": self._counts,
            "bases": self._bases,
            "synonyms": self._synonyms.packed(),
            "cut": {mark: phrases.packed() for mark, phrases in self._cut.items() if mark not in cut},
            "phrases": {text: words for text, words in own.items() if not (text == words and _is_plain(text))},
            "awaiting": by_heads({} if language else self._awaited()),
            "shared": bool(language),
        }

    def open(self, kept: dict[str, Any]) -> None:
        """Take what was packed, instead of learning it."""
        self._counts, self._bases = kept["counts"], kept["bases"]
        self.counts = ByHeads(self._counts, int, self.counts)
        self.bases = ByHeads(self._bases, str, self.bases)
        self._synonyms = Phrases.opened(kept["synonyms"])
        self._cut.update((mark, Phrases.opened(lines)) for mark, lines in kept["cut"].items())
        self.phrases.update(kept["phrases"])
        self._awaiting = ByHeads(kept["awaiting"], str)

    def phrase(self, text: str) -> str:
        """Return the words of a phrase of the language or the knowledge in one string; kept, for it is asked again."""
        if text not in self.phrases:
            self.phrases[text] = " ".join(self.words(text))
        return self.phrases[text]

    def cut(self, texts: Iterable[str]) -> Phrases:
        """Return texts as phrases to be found in words."""
        texts = tuple(texts)
        return self.kept("", texts, lambda: ((" ".join(self.words(text)), text) for text in texts))

    def cut_as(self, groups: Mapping[str, Iterable[str]]) -> Phrases:
        """Return texts, each with the name of its group as its value, as phrases to be found in words."""
        pairs = tuple((text, name) for name, texts in groups.items() for text in texts)
        cut = ((" ".join(self.words(text)), value) for text, value in pairs)
        return self.kept("as ", chain.from_iterable(pairs), lambda: cut)

    def kept(self, how: str, told: Iterable[str], made: Callable[[], Iterable[tuple[str, str]]]) -> Phrases:
        """Return phrases that are made, in a way called `how`, of what is `told`; they are asked for again, and kept.

        What an index keeps of them is taken as long as the sources do not change that it is made by.
        """
        mark = how + str(zlib.crc32("\n".join(told).encode()))
        if mark not in self._cut:
            self._cut[mark] = Phrases(made())
        return self._cut[mark]

    def _base_of(self, word: str) -> str:
        """A word without its ending, where what is left is a word."""
        return self.bases.get(word) or (word if word in self.counts else self._base(word))

    def words(self, text: str) -> list[str]:
        """Return the words and punctuation marks of a text: normalised, contractions opened, possessives cut off."""
        if _is_plain(text):
            plain = [word for token in text.lower().split() for word in self._contractions.get(token, (token,))]
        else:
            plain = self._tokens(text)
        return " ".join(self._together.replaced(plain)).split() if self._together.occur(plain) else plain

    def _tokens(self, text: str) -> list[str]:
        """The same of any text, contractions of several words left."""
        found: list[str] = []
        plain = normalize(re.sub(_PAUSE, ", ", re.sub(_ITEM, "", text)))
        if "." in plain or ";" in plain:
            plain = re.sub(_DOTTED, lambda found: re.sub(r"[.;]", "", found[0]), plain)
        if "," in plain:
            plain = re.sub(_LAST, lambda last: f", {self._contractions.get(f', {last[1]}', (last[1],))[0]}", plain)
        for token in re.findall(_TOKEN, plain):
            found += self._open(token)
        return found

    def _open(self, token: str) -> list[str]:
        if token in self._contractions:
            return self._contractions[token]
        if token.endswith("'s"):
            return [token[:-2], "'s"]
        if "-" in token and is_word(token) and token not in self._compounds:
            return [word for part in token.split("-") for word in self._open(part)]
        return [token.replace("'", "")]

    @cached_property
    def _compounds(self) -> frozenset[str]:
        return compounds(self._rows)

    def is_real(self, word: str) -> bool:
        """Tell whether `word` is a word at all: known here, or listed as a real word."""
        return word in self.counts or self._is_real(word)

    def canonical(self, words: Sequence[str]) -> list[str]:
        """Return base forms, synonyms replaced by the usual one; punctuation stays out."""
        bases = [self.base(word) for word in words if is_word(word)]
        return self._synonyms.replaced(bases)

    def plainly(self, words: Sequence[str]) -> list[str]:
        """Return words with the usual word for each phrase of several that is a synonym: "sets us back" is "cost".

        What such a phrase means is in none of its words. Left are those that a word of grammar begins ("how many").
        """
        found: list[str] = []
        start = 0
        for first, end, usual in self._synonyms.find([*map(self.base, words)]):
            if end > first + 1 and words[first] not in self._fixed:
                found += (*words[start:first], *usual.split("-"))
                start = end
        return [*found, *words[start:]]

    def _base(self, word: str) -> str:
        return next((stem for stem, stands in self._tried(word) if stands), word)

    def _tried(self, word: str) -> Iterator[tuple[str, bool]]:
        """Yield what a word may be without its ending, the likeliest first, and whether it is one that stands alone."""
        if word in self._fixed or len(word) < 4 or not word.endswith(self._any_ending):
            return
        for ending, candidates in self._stems(word):
            stands = self._gradable.__contains__ if ending.endswith(("er", "est")) else self.is_real
            yield from ((each, stands(each)) for each in candidates)

    def _awaited(self) -> dict[str, str]:
        """Return stems that are no words as far as is known, with the words that they would be the base forms of."""
        awaited: dict[str, str] = {}
        for word in self.counts:
            for stem, _ in takewhile(lambda tried: not tried[1], self._tried(word)):
                awaited[stem] = f"{awaited.get(stem, '')} {word}"
        return awaited

    def stems(self, word: str) -> set[str]:
        """Return what a word may be without its ending, real words or not: "colder" may be "cold" or "colde"."""
        stems = self._stems(word) if word.endswith(self._any_ending) else ()
        return {each for _, candidates in stems for each in candidates}

    def inflected(self, word: str, endings: Mapping[str, Sequence[str]]) -> Iterator[str]:
        """Yield the real words that a real word makes with endings, each told with what it may stand in place of."""
        forms = (
            word[: len(word) - len(rest)] + ending
            for ending, rests in endings.items()
            for rest in rests
            if word.endswith(rest)
        )
        yield from filter(self.is_real, forms if self.is_real(word) else ())

    def _stems(self, word: str) -> Iterator[tuple[str, list[str]]]:
        """Yield the endings of a word, the longest first, each with what may stand before it."""
        for ending, replacements in self._endings:
            if not word.endswith(ending) or len(word) - len(ending) < 2:
                continue
            stem = word[: -len(ending)]
            candidates = [stem + each for each in replacements]
            if len(stem) > 2 and stem[-1] == stem[-2]:
                candidates.insert(0, stem[:-1])
            yield ending, candidates


def _is_plain(text: str) -> bool:
    """Tell whether a text is of words of plain letters alone."""
    return text.isascii() and text.replace(" ", "").isalpha()


def is_word(token: str) -> bool:
    """Tell a word from a punctuation mark."""
    return token.isalnum() or any(map(str.isalnum, token))


def pieces(words: Iterable[str], marks: Collection[str] = MARKS) -> list[list[str]]:
    """Cut words into pieces, each with the mark that ends it."""
    found: list[list[str]] = [[]]
    for word in words:
        found[-1].append(word)
        if word in marks:
            found.append([])
    return [piece for piece in found if piece]


def parts(words: Iterable[str], marks: Collection[str]) -> list[list[str]]:
    """Return the parts of a sentence that have words, cut at any of `marks`."""
    found = ([word for word in piece if word not in marks] for piece in pieces(words, marks))
    return [part for part in found if any(map(is_word, part))]


def compounds(synonyms: Iterable[Sequence[str]]) -> frozenset[str]:
    """Return the words with hyphens in rows of synonyms: those are not parted."""
    return frozenset(normalize(phrase) for row in synonyms for phrase in row if "-" in phrase and " " not in phrase)
