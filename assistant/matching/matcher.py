"""Fuzzy intent matching: labelled examples in, ranked intents out.  Knows no language, no topic and no file.

**Terms.** A text is a bag of its words, pairs of neighbours, pairs of near words in any order, word beginnings, and 3-
and 4-grams of each word's letters, weighed by how rare they are among the examples, at unit length.

**Weights.** Each term has one weight for each intent, and an intent scores the weighted sum over a text's terms.  Three
sources add up to a weight: the mean of the intent's examples (Rocchio's centroid, 1971); the logarithm of how much more
often than the others the intent uses the term (naive Bayes as in Rennie et al., "Tackling the Poor Assumptions of Naive
Bayes Text Classifiers", ICML 2003); and corrections, in a few sweeps over the examples, that push each towards its own
intent and off the rivals that come within a margin of it (after Crammer et al., "Online Passive-Aggressive Algorithms",
JMLR 7, 2006).  The sweeps see in turn the whole text, only its words, only its letters, lest one kind of term is left
unlearnt because another sufficed (Sutton et al., "Reducing Weight Undertraining", HLT-NAACL 2006).

**Nearest example.** The best few intents also get credit for their example nearest to the text by rapidfuzz's `ratio`.

**Lanes.** A term's weights for all the intents lie side by side in ONE integer, 32 bits to an intent.  Multiplying and
adding such integers does so for every intent at once, in C and exactly: a question costs some hundred operations on
long integers, however many examples there are, and comes out the same to the bit everywhere.
"""

from __future__ import annotations

import math
import struct
import sys
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, compress, cycle, groupby, pairwise
from operator import mul
from typing import Literal, NamedTuple, TypeAlias

from rapidfuzz import fuzz, process

from assistant.words.text import normalize, tokens

WORD, PAIR, NEAR, START, GRAM = 1.0, 0.5, 0.4, 0.7, 0.5
"""What a term counts by its kind, before its rarity."""

START_LETTERS = 4
GRAM_LETTERS = (3, 4)
REACH = 5
"""How many words on the other of two near words may stand."""

RARITY_POWER = 0.6
"""Of the inverse document frequency; below 1 as a few examples tell the rarity of a term only roughly."""

MOST_TERMS = 30_000
"""Only the most frequent terms are kept, which bounds memory on large sets."""

CENTROID, LOG_RATIO, NEAREST = 0.7, 0.03, 0.5
"""What each kind of evidence counts."""

SMOOTHING = 0.3
"""Of an average intent's use of a term, added to each intent's use before the logarithm."""

VISITS, FEWEST_SWEEPS, MOST_SWEEPS, LONGEST_SWEEP = 30_000, 2, 12, 40_000
"""Corrections: as many sweeps as make so many visits to examples, each of at most so many; bounds the time to build."""

MOST_ROWS = 6_000
"""Of the terms of an index read from bytes, those whose weights are kept ready: the last ones asked for."""

HEAD = 2
"""Letters by which terms are grouped: a question needs a few groups only, the others stay unread."""

RIVALS, STEP = 5, 0.25
"""Rivals pushed off in one visit, and the part of the missing margin that a visit mends."""

SHORTLIST = 8
"""Intents whose examples are compared one by one, and whose mean the best has to exceed."""

DOUBTFUL, STEEPNESS = 0.9, 3.0
"""The lead over the shortlist's mean that scores 0.5, and how fast the score rises there."""

_LANE_BITS, _TERM_BITS, _WEIGHT_BITS = 32, 8, 18
_MARGIN = 1 << _TERM_BITS + _WEIGHT_BITS
_STEP_SHIFT = 2 * _TERM_BITS
_ZERO = 1 << _LANE_BITS - 1
_MAGIC = b"matcher 4 " + sys.byteorder.encode()
_CHECK, _SIZES = struct.Struct("<I"), struct.Struct("<9Q")

Vector: TypeAlias = "tuple[array[int], bytes]"
"""The terms of a text, by number, and the weight of each in it."""

Groups: TypeAlias = "dict[str, tuple[int, str]]"
"""The terms that begin alike: the number of the first, and all, sorted and numbered in turn, a line each."""


class Match(NamedTuple):
    """An intent that a text may mean.

    `score` (0 to 1) tells how surely: it rises with the lead over the other likely intents, falls with the part of the
    text that is unknown, and can be compared between texts.  `example` is the intent's example nearest to the text.
    """

    intent: str
    score: float
    example: str


class Matcher:
    """An index over labelled examples, `(text, intent)` pairs, that ranks the intents that a text may mean."""

    _row: Callable[[int], int]
    """Gives the weights of a term, by number."""

    def __init__(self, examples: Iterable[tuple[str, str]]) -> None:
        groups: dict[str, list[str]] = {}
        for text, intent in examples:
            groups.setdefault(intent, []).append(text)
        intents = sorted(groups)
        texts = [text for intent in intents for text in groups[intent]]
        plain = [" ".join(_words(text)) for text in texts]
        rarities = dict(sorted(_rarities(plain).items()))
        strings = [*intents, *texts, *plain]
        ends = list(accumulate(map(len, strings)))
        counts = [len(groups[intent]) for intent in intents]
        self._open(counts, "".join(strings), ends, _groups(rarities), array("d", rarities.values()))
        self._row = self._learn(plain, list(rarities)).__getitem__

    def rank(self, text: str, limit: int = 8) -> list[Match]:
        """The at most `limit` likeliest intents, best first; none when no part of the text is known."""
        words = _words(text)
        vector = self._vector(words)
        if not vector[0]:
            return []
        scores = self._lanes.scores(map(self._row, vector[0]), vector[1])
        shortlist = sorted(range(len(scores)), key=scores.__getitem__, reverse=True)[: max(limit, SHORTLIST)]
        found = []
        for lane in shortlist:
            example, likeness = self._nearest(lane, " ".join(words))
            found.append(((scores[lane] - _ZERO) / _MARGIN + NEAREST * likeness, self._intents[lane], example))
        found.sort(key=lambda each: (-each[0], each[1]))
        rivals = [value for value, _, _ in found[1:SHORTLIST]]
        floor = sum(rivals) / len(rivals) if rivals else 0.0
        trust = math.sqrt(self._known_part(words))
        del found[limit:]
        return [Match(intent, _confidence((value - floor) * trust), example) for value, intent, example in found]

    def to_bytes(self) -> bytes:
        """The index as bytes, for `from_bytes` on the same kind of machine; it holds at most 65,536 intents."""
        cells = [self._lanes.cells(self._row(term)) for term in range(len(self._rarities))]
        arrays = (
            array("I", self._counts),
            array("I", self._ends),
            array("d", self._rarities),
            array("I", accumulate(map(len, cells), initial=0)),
            array(_lane_type(len(self._counts)), (lane for row in cells for lane, _ in row)),
            array("i", (weight for row in cells for _, weight in row)),
            array("I", (first for first, _ in self._groups.values())),
        )
        groups = "\0".join(terms for _, terms in self._groups.values())
        texts = (text.encode("utf-8", "surrogatepass") for text in (self._strings, groups))
        parts = [*(each.tobytes() for each in arrays), *texts]
        body = _SIZES.pack(*map(len, parts)) + b"".join(parts)
        return _MAGIC + _CHECK.pack(zlib.crc32(body)) + body

    @classmethod
    def from_bytes(cls, data: bytes | memoryview) -> Matcher:
        """The matcher that gave `data` by `to_bytes`; ValueError if it is damaged, or of another version or machine.

        It reads from `data` as it is asked, so that little is done before the first question.
        """
        start = len(_MAGIC) + _CHECK.size
        body = memoryview(data)[start:]
        if data[:start] != _MAGIC + _CHECK.pack(zlib.crc32(body)):
            raise ValueError("not an index of this version, or damaged")
        offset, parts = _SIZES.size, []
        for size in _SIZES.unpack_from(body):
            parts.append(body[offset : offset + size])
            offset += size
        counts, ends, row_ends, firsts = (parts[i].cast("I") for i in (0, 1, 3, 6))
        strings, terms = (str(part, "utf-8", "surrogatepass") for part in parts[7:])
        groups = {group[:HEAD]: (first, group) for first, group in zip(firsts, terms.split("\0"), strict=False)}
        matcher = cls.__new__(cls)
        matcher._open(counts, strings, ends, groups, parts[2].cast("d"))
        lanes, weights = parts[4].cast(_lane_type(len(counts))), parts[5].cast("i")

        def row(term: int) -> int:
            part = slice(row_ends[term], row_ends[term + 1])
            return matcher._lanes.row(zip(lanes[part], weights[part], strict=True))

        matcher._row = lru_cache(maxsize=MOST_ROWS)(row)
        return matcher

    def _open(
        self, counts: Sequence[int], strings: str, ends: Sequence[int], groups: Groups, rarities: Sequence[float]
    ) -> None:
        """Take the parts of an index.

        `strings` holds the intents, then the examples in the order of their intents, `counts` to each, then the same in
        plain words; `ends` tells where each of these ends.
        """
        self._counts, self._strings, self._ends, self._rarities = counts, strings, ends, rarities
        self._groups = groups
        self._numbers: dict[str, dict[str, int]] = {}
        self._intents = [self._string(i) for i in range(len(counts))]
        self._firsts = list(accumulate(counts, initial=len(counts)))
        self._lanes = _Lanes(len(counts))
        self._choices: dict[int, list[str]] = {}

    def _string(self, i: int) -> str:
        return self._strings[self._ends[i - 1] if i else 0 : self._ends[i]]

    def _group(self, head: str) -> dict[str, int]:
        """The terms that begin with `head`, each with its number; read when they are first asked for."""
        if head in self._groups and head not in self._numbers:
            first, terms = self._groups[head]
            self._numbers[head] = {term: number for number, term in enumerate(terms.split("\n"), first)}
        return self._numbers.get(head, {})

    def _number(self, term: str) -> int | None:
        """The number of a term, None where it is unknown."""
        head = term[:HEAD]
        return (self._numbers.get(head) or self._group(head)).get(term)

    def _learn(self, texts: Sequence[str], terms: Sequence[str]) -> list[int]:
        """The weights, a row of lanes for each term."""
        vectors = [self._vector(text.split()) for text in texts]
        labels = [lane for lane, count in enumerate(self._counts) for _ in range(count)]
        uses = _uses(vectors, labels)
        rows = [0] * len(terms)
        _add(rows, _centroids(uses), self._lanes)
        _correct(rows, _views(vectors, terms), labels, [zlib.crc32(text.encode()) for text in texts], self._lanes)
        _add(rows, _log_ratios(uses), self._lanes)
        return rows

    def _vector(self, words: Sequence[str]) -> Vector:
        known, weights = array("I"), []
        for term, kind in _bag(words).items():
            head = term[:HEAD]
            number = (self._numbers.get(head) or self._group(head)).get(term)
            if number is not None:
                known.append(number)
                weights.append(kind * self._rarities[number])
        return known, _unit(weights)

    def _nearest(self, lane: int, text: str) -> tuple[str, float]:
        """The intent's example most like the words of the text, and how like, 0 to 1."""
        first, count = self._firsts[lane], self._counts[lane]
        choices = self._choices.get(lane)
        if choices is None:
            plain = first + self._firsts[-1] - self._firsts[0]
            choices = self._choices[lane] = [self._string(i) for i in range(plain, plain + count)]
        _, likeness, i = process.extractOne(text, choices, scorer=fuzz.ratio)
        return self._string(first + i), likeness / 100

    def _known_part(self, words: Sequence[str]) -> float:
        """The part of the words, weighed by rarity, that the examples hold, 0 to 1."""
        known = [self._rarities[number] for word in words if (number := self._number(word)) is not None]
        strange = (len(words) - len(known)) * _rarity(0, self._firsts[-1] - self._firsts[0])
        return sum(known) / (sum(known) + strange) if words else 0.0


class _Lanes:
    """Integers that hold one signed 32-bit number for each of `count` intents, the first in the lowest bits."""

    def __init__(self, count: int) -> None:
        self._numbers = struct.Struct(f"<{count}I")
        self._count = count
        self._zero = sum(_ZERO << lane * _LANE_BITS for lane in range(count))

    def scores(self, rows: Iterable[int], weights: Iterable[int]) -> list[int]:
        """The sum of the rows times the weights, lane by lane, each counted from `_ZERO`."""
        total = sum(map(mul, rows, weights), self._zero)
        return list(self._numbers.unpack(total.to_bytes(self._numbers.size, "little")))

    def row(self, cells: Iterable[tuple[int, int]]) -> int:
        """The integer whose lanes hold the cells, each the number of its lane and what is in it."""
        numbers = [_ZERO] * self._count
        for lane, number in cells:
            numbers[lane] += number
        return int.from_bytes(self._numbers.pack(*numbers), "little") - self._zero

    def cells(self, row: int) -> list[tuple[int, int]]:
        """The lanes that are not 0, each with its number."""
        return [(lane, value - _ZERO) for lane, value in enumerate(self.scores([row], [1])) if value != _ZERO]


def _lane_type(count: int) -> Literal["B", "H"]:
    """The type of array that numbers so many lanes."""
    return "B" if count <= 1 << 8 else "H"


def _confidence(lead: float) -> float:
    return 1 / (1 + math.exp(STEEPNESS * (DOUBTFUL - lead)))


def _words(text: str) -> list[str]:
    return tokens(normalize(text))


@lru_cache(maxsize=1_000)
def _word_terms(word: str) -> dict[str, float]:
    padded = f"_{word}_"
    terms = {f"#{padded[i : i + n]}": GRAM for n in GRAM_LETTERS for i in range(len(padded) - n + 1)}
    terms[f"{word[:START_LETTERS]}*"] = START
    terms[word] = WORD
    return terms


def _bag(words: Sequence[str]) -> dict[str, float]:
    """The terms of a text, each with what its kind counts."""
    bag: dict[str, float] = {}
    for word in words:
        bag.update(_word_terms(word))
    for first, second in pairwise(("^", *words, "$")):
        bag[f"{first} {second}"] = PAIR
    starts = [word[:START_LETTERS] for word in words]
    for i, first in enumerate(starts):
        for second in starts[i + 1 : i + 1 + REACH]:
            bag[f"{first} & {second}" if first < second else f"{second} & {first}"] = NEAR
    return bag


def _unit(weights: Sequence[float]) -> bytes:
    """The weights at length 255."""
    scale = ((1 << _TERM_BITS) - 1) / (math.hypot(*weights) or 1.0)
    return bytes([int(weight * scale + 0.5) for weight in weights])


def _views(vectors: list[Vector], terms: Iterable[str]) -> list[list[Vector]]:
    """The vectors whole, of words alone, and of parts of words alone."""
    is_part = [term[0] == "#" or term[-1] == "*" for term in terms]
    is_word = [not each for each in is_part]
    return [vectors, *([_view(vector, wanted) for vector in vectors] for wanted in (is_word, is_part))]


def _view(vector: Vector, wanted: Sequence[bool]) -> Vector:
    """The vector of the wanted terms alone, at the same length."""
    kept = [wanted[term] for term in vector[0]]
    return array("I", compress(vector[0], kept)), _unit(list(compress(vector[1], kept)))


def _groups(terms: Iterable[str]) -> Groups:
    """Sorted terms, in groups that begin alike."""
    groups: Groups = {}
    for head, numbered in groupby(enumerate(terms), lambda each: each[1][:HEAD]):
        members = list(numbered)
        groups[head] = members[0][0], "\n".join(term for _, term in members)
    return groups


def _rarity(documents: int, of: int) -> float:
    return float((math.log((1 + of) / (1 + documents)) + 1) ** RARITY_POWER)


def _rarities(texts: Sequence[str]) -> dict[str, float]:
    """The most frequent terms of plain texts, each with its rarity; a pair of words counts from its second text on."""
    documents: Counter[str] = Counter()
    for text in texts:
        documents.update(_bag(text.split()).keys())
    common = documents.most_common(MOST_TERMS)
    return {term: _rarity(count, len(texts)) for term, count in common if count > 1 or " " not in term}


def _uses(vectors: Sequence[Vector], labels: Sequence[int]) -> dict[int, Counter[int]]:
    """How much each intent's examples use each term."""
    uses: dict[int, Counter[int]] = defaultdict(Counter)
    for (known, weights), lane in zip(vectors, labels, strict=True):
        for term, weight in zip(known, weights, strict=True):
            uses[lane][term] += weight
    return uses


def _centroids(uses: dict[int, Counter[int]]) -> Iterator[tuple[int, int, int]]:
    """Yield term, lane and weight of the intents' means."""
    for lane, use in uses.items():
        scale = CENTROID * (1 << _WEIGHT_BITS) / math.hypot(*use.values())
        for term, amount in use.items():
            yield term, lane, int(amount * scale)


def _log_ratios(uses: dict[int, Counter[int]]) -> Iterator[tuple[int, int, int]]:
    """Yield term, lane and weight of how much more often than others an intent uses a term."""
    overall: Counter[int] = Counter()
    for use in uses.values():
        overall.update(use)
    for lane, use in uses.items():
        scale = overall.total() / use.total() / SMOOTHING
        for term, amount in use.items():
            yield term, lane, int(LOG_RATIO * math.log1p(amount * scale / overall[term]) * (1 << _WEIGHT_BITS))


def _add(rows: list[int], weights: Iterable[tuple[int, int, int]], lanes: _Lanes) -> None:
    """Add weights to the rows of their terms, a row at a time."""
    cells: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for term, lane, weight in weights:
        cells[term].append((lane, weight))
    for term, found in cells.items():
        rows[term] += lanes.row(found)


def _correct(
    rows: list[int], views: Sequence[list[Vector]], labels: Sequence[int], marks: Sequence[int], lanes: _Lanes
) -> None:
    """Push the rows, in a few sweeps, until each example's own intent leads by the margin or nearly so."""
    sweeps = max(FEWEST_SWEEPS, min(MOST_SWEEPS, VISITS // max(1, len(labels))))
    for sweep, vectors in zip(range(sweeps), cycle(views), strict=False):
        for i in sorted(range(len(vectors)), key=lambda i: (zlib.crc32(b"%d %d" % (marks[i], sweep)), i))[
            :LONGEST_SWEEP
        ]:
            terms, weights = vectors[i]
            push = _push(lanes.scores(map(rows.__getitem__, terms), weights), labels[i])
            if push:
                for term, weight in zip(terms, weights, strict=True):
                    rows[term] += push * weight


def _push(scores: list[int], own: int) -> int:
    """What to add to the rows of an example's terms: towards its own intent, and off the rivals within the margin."""
    lead = scores[own]
    scores[own] = 0
    push = 0
    for _ in range(RIVALS):
        best = max(scores)
        step = int((_MARGIN - lead + best) * STEP) >> _STEP_SHIFT
        if step <= 0:
            break
        rival = scores.index(best)
        push += (step << own * _LANE_BITS) - (step << rival * _LANE_BITS)
        lead += step << _STEP_SHIFT
        scores[rival] = 0
    return push
