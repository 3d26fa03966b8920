"""Mending slips: a word that nobody knows becomes the known word that was most likely meant.

Candidates are the known words within one edit, in longer words two (rapidfuzz's optimal string alignment, in which two
swapped neighbours are one edit).  Among them decides what a slip of that kind costs and how common the word is, as in
Kernighan, Church and Gale, "A Spelling Correction Program Based on a Noisy Channel Model" (COLING 1990): swapped,
doubled, dropped and neighbouring letters are cheap, and so are letters of one Soundex class (Russell, 1918), as people
write what they hear. What is no such slip, and shorter words, may be written as on a phone: the consonants of a known
word in its order, its vowels left out or others ("scrty", "wut", "ezr").  Initials ("csrf", "xss") have no vowel to
leave out, and any other letter makes other ones: of these a swapped or a doubled one is a slip, and nothing else.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA, LCSseq

from assistant.words.by_heads import begun, heads

SHORTEST = 4
"""Letters; shorter words have too many neighbours to be mended."""

LONGEST = 40
"""Letters; longer words are no words."""

TWO_EDITS = 7
"""Letters from which on a word may be two edits away."""

SWAPPED, DOUBLED, DROPPED, NEAR_LETTER, ADDED, OTHER_LETTER, TWO, PARTED = 0.6, 0.6, 0.8, 0.8, 0.9, 1.2, 2.0, 1.0
"""What the kinds of slip cost."""

FIRST_LETTER = 0.6
"""What it costs besides when the first letters differ: few slip there."""

DEAREST, DEAREST_OF_SHORT, DEAREST_FROM_REAL = 2.2, 1.3, 0.8
"""Slips that cost more are not mended: in words of five letters or more, of four, and where the slip is a real word."""

DEAREST_OF_INITIALS = max(SWAPPED, DOUBLED)
"""The same towards known words without a vowel."""

COMMONNESS = 0.1
"""What each e-fold of a word's count is worth."""

LEFT_OUT, PUT_IN, SHORT = 0.4, 1.0, 1.5
"""Of a word as it is written on a phone: what each letter costs that is left out, each other one, and two letters."""

COMMON, DEAREST_SPOKEN = 0.5, -0.6
"""What each e-fold of a word's count is worth there, and the dearest that is mended."""

JOINED = 6
"""Letters from which on two words may be one that was parted."""

_KEYS = {
    key: (row, column)
    for row, keys in enumerate(("qwertyuiop", "asdfghjkl", "zxcvbnm"))
    for column, key in enumerate(keys)
}
_SOUNDS = {
    letter: sound for sound, letters in enumerate(("aeiouy", "bfpv", "cgjkqsxz", "dt", "mn")) for letter in letters
}

_VOWELS = frozenset("aeiouy")

_HARDLY_HEARD = str.maketrans("cq", "kk", "aeiouy")


class Speller:
    """Mends words towards a vocabulary.

    `vocabulary` holds the words that it knows and mends to; repeated, or mapped to counts, the commoner win.  `is_word`
    tells of other real words, which stay as they are.  Only the `names` are mended to from real words too, where the
    slip is a cheap one: "flak" becomes "flask" where Flask is spoken of; towards those by which a question begins
    (`openers`) so are they at the beginning: "dose". A known word may have the letters of either of a pair of
    `spellings`: "licence" becomes "license" where only that is known.
    """

    def __init__(
        self,
        vocabulary: Iterable[str] | Mapping[str, int],
        is_word: Callable[[str], bool] = lambda word: False,
        names: Iterable[str] = (),
        spellings: Iterable[Sequence[str]] = (),
        openers: Iterable[str] = (),
    ) -> None:
        self._counts = vocabulary if isinstance(vocabulary, Mapping) else Counter(vocabulary)
        self._is_word = is_word
        self._names, self._openers = sorted(names), sorted(each for each in openers if len(each) >= SHORTEST)
        self._spellings = [pair for one, other in spellings for pair in ((one, other), (other, one))]
        self._begun = lru_cache(maxsize=None)(lambda letter: {*begun(self._counts, letter)})
        self._beginning: dict[tuple[str, int, int], list[str]] = {}
        self._sounding = lru_cache(maxsize=None)(self._by_sound)
        self._mended = lru_cache(maxsize=4_000)(self._mend_word)

    @cached_property
    def _before(self) -> dict[str, set[str]]:
        """The first letters of known words by their second ones."""
        before: dict[str, set[str]] = defaultdict(set)
        for head in heads(self._counts):
            before[head[1:]].add(head[:1])
        return before

    def _begun_alike(self, word: str, edits: int) -> list[str]:
        """The known words with the same first letter that are so many letters longer or shorter at most."""
        key = word[0], len(word), edits
        if key not in self._beginning:
            known = self._begun(word[0])
            self._beginning[key] = [each for each in known if abs(len(each) - len(word)) <= edits]
        return self._beginning[key]

    def _begun_otherwise(self, word: str) -> Iterator[str]:
        """The known words one edit away that have another first letter; two edits and that cost more than `DEAREST`."""
        others = (first + rest for rest in (word[1:], word) for first in self._before.get(rest[:1], ()))
        yield from (each for each in (*others, word[1:], word[1] + word[0] + word[2:]) if each in self._counts)

    def mend(self, words: Sequence[str]) -> list[str]:
        """The words in order: unknown ones replaced by the one or two known ones meant, a parted one joined."""
        mended: list[str] = []
        for word in words:
            if mended and self._is_parted(mended[-1], word):
                mended[-1] += word
            elif word in self._counts:
                mended.append(word)
            else:
                found = self._mended(word)
                begins = not mended and found == (word,) and self._is_word(word) and len(word) >= SHORTEST
                mended.extend(self._towards(word, self._openers) if begins else found)
        return mended

    def _is_parted(self, first: str, second: str) -> bool:
        """Whether two words are one that is known, and no less common than they are."""
        count = self._counts.get
        joined = count(first + second, 0) if len(first + second) >= JOINED else 0
        return joined > 0 and joined >= min(count(first, 0), count(second, 0))

    def _mend_word(self, word: str) -> tuple[str, ...]:
        if not 1 < len(word) <= LONGEST or not word.isalpha() or word in self._counts:
            return (word,)
        if len(word) < SHORTEST:
            return (word,) if self._is_word(word) else self._spoken(word)
        if spelt := next(filter(self._counts.get, self._otherwise(word)), None):
            return (spelt,)
        if self._is_word(word):
            return self._towards(word, self._names)
        return min(self._candidates(word), default=(0.0, self._spoken(word)))[1]

    def _towards(self, word: str, names: Iterable[str]) -> tuple[str, ...]:
        """A real word, or the one of some names that it is a cheap slip of."""
        near = [(cost, name) for name in names if (cost := slip(word, name)) <= DEAREST_FROM_REAL]
        return (min(near)[1],) if near else (word,)

    def _spoken(self, word: str) -> tuple[str, ...]:
        """A word, or the known one that it is as written on a phone."""
        heard = self._sounding(word[0]).get(sound(word), ())
        alike = (each for each in heard if _consonants(word) <= _consonants(each))
        found = ((_spoken_cost(word, each) - COMMON * math.log(self._counts[each]), each) for each in alike)
        cost, meant = min(found, default=(0.0, word))
        return (meant if cost <= DEAREST_SPOKEN else word,)

    def _by_sound(self, letter: str) -> dict[str, list[str]]:
        """The known words with a first letter by how they sound."""
        found = defaultdict(list)
        for word in self._begun(letter):
            if len(word) >= SHORTEST - 1 and word.isalpha() and not _is_initials(word):
                found[sound(word)].append(word)
        return found

    def _otherwise(self, word: str) -> Iterator[str]:
        """Yield a word with other spellings of its letters, where they do not begin it."""
        for one, other in self._spellings:
            start = word.find(one, 1)
            while start > 0:
                yield word[:start] + other + word[start + len(one) :]
                start = word.find(one, start + 1)

    def _candidates(self, word: str) -> Iterator[tuple[float, tuple[str, ...]]]:
        """What may have been meant, each with its cost less its commonness."""
        edits = 1 if len(word) < TWO_EDITS else 2
        dearest = DEAREST_OF_SHORT if len(word) == SHORTEST else DEAREST
        choices = self._begun_alike(word, edits)
        near = process.extract(word, choices, scorer=OSA.distance, score_cutoff=edits, limit=None)
        for meant in (*(each for each, _, _ in near), *self._begun_otherwise(word)):
            bound = DEAREST_OF_INITIALS if _is_initials(meant) else dearest
            if len(meant) >= SHORTEST - 1 and (cost := slip(word, meant)) <= bound:
                yield cost - COMMONNESS * math.log(self._counts[meant]), (meant,)
        for i in range(2, len(word) - 1):
            first, second = word[:i], word[i:]
            if len(word) > SHORTEST and first in self._counts and second in self._counts:
                rarer = min(self._counts[first], self._counts[second])
                yield PARTED - COMMONNESS * math.log(rarer), (first, second)


def slip(word: str, meant: str) -> float:
    """What it costs to take `meant` for the intention behind `word`; 0 where they are equal.

    >>> slip("falsk", "flask") < slip("flapk", "flask")
    True
    """
    start = 0
    while start < min(len(word), len(meant)) and word[start] == meant[start]:
        start += 1
    end = 0
    while end < min(len(word), len(meant)) - start and word[-1 - end] == meant[-1 - end]:
        end += 1
    written, wanted = word[start : len(word) - end], meant[start : len(meant) - end]
    return _edit(word[:start], written, wanted) + FIRST_LETTER * (word[:1] != meant[:1])


def sound(word: str) -> str:
    """Return what tells how a word sounds, whatever its vowels.

    >>> sound("what") == sound("wut"), sound("easier") == sound("ezr")
    (True, True)
    """
    spoken = re.sub(r"c(?=[eiy])", "s", _written_so(word))
    return spoken[:1] + re.sub(r"(.)\1+", r"\1", spoken[1:].translate(_HARDLY_HEARD))


def _written_so(word: str) -> str:
    return word.replace("ph", "f").replace("wh", "w").replace("ck", "k").replace("z", "s")


def _is_initials(word: str) -> bool:
    return _VOWELS.isdisjoint(word)


def _consonants(word: str) -> int:
    """How many there are, of those that are written as one: none is put in ("ddd" is no "did")."""
    return len(_written_so(word).translate(_HARDLY_HEARD))


def _spoken_cost(word: str, meant: str) -> float:
    written, wanted = _written_so(word), _written_so(meant)
    same = LCSseq.similarity(written, wanted)
    return PUT_IN * (len(written) - same) + LEFT_OUT * (len(wanted) - same) + SHORT * (len(word) < SHORTEST - 1)


def _edit(before: str, written: str, wanted: str) -> float:
    """What it costs to write one thing for another after the letters `before`."""
    sizes = len(written), len(wanted)
    if sizes == (0, 0):
        return 0.0
    if sizes == (1, 0):
        return DOUBLED if before.endswith(written) else ADDED
    if sizes == (0, 1):
        return DOUBLED if before.endswith(wanted) else DROPPED
    if sizes == (1, 1):
        return NEAR_LETTER if _are_near(written, wanted) else OTHER_LETTER
    if sizes == (2, 2) and written == wanted[::-1]:
        return SWAPPED
    return TWO / 2 * OSA.distance(written, wanted)


def _are_near(one: str, other: str) -> bool:
    """Whether two letters are neighbours on the keyboard or sound alike."""
    if one in _SOUNDS and _SOUNDS[one] == _SOUNDS.get(other):
        return True
    (row, column), (other_row, other_column) = _KEYS.get(one, (-9, -9)), _KEYS.get(other, (9, 9))
    return abs(row - other_row) <= 1 and abs(column - other_column) <= 1
