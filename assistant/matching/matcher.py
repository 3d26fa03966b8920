"""Fuzzy intent matching: labelled examples in, ranked intents out.  Knows no language, no topic and no file.

**Terms.** A text is a bag of its words, pairs of neighbours, pairs of near words in any order, word beginnings, and 3-
and 4-grams of each word's letters, weighed by how rare they are among the examples, at unit length.  Where word vectors
are handed in (`dense.py`), the numbers of their sum are dense terms beside these: each text has them all.

**Weights.** Each term has one weight for each intent, and an intent scores the weighted sum over a text's terms.  Three
sources add up to a weight: the mean of the intent's examples (Rocchio's centroid, 1971); the logarithm of how much more
often than the others the intent uses the term (naive Bayes as in Rennie et al., "Tackling the Poor Assumptions of Naive
Bayes Text Classifiers", ICML 2003); and corrections, in a few sweeps over the examples, that push each towards its own
intent and off the rivals that come within a margin of it (after Crammer et al., "Online Passive-Aggressive Algorithms",
JMLR 7, 2006).  The sweeps see in turn only the words and only the letters, each with the dense terms, and these alone,
lest one kind of term is left unlearnt because another sufficed (Sutton et al., "Reducing Weight Undertraining",
HLT-NAACL 2006).

**Nearest example.** The best few intents also get credit for their example nearest to the text by rapidfuzz's `ratio`,
and for the one nearest by the cosine of the dense terms.

**Lanes.** A term's weights for all the intents lie side by side in ONE integer, 32 bits to an intent.  Multiplying and
adding such integers does so for every intent at once, in C and exactly: a question costs some hundred operations on
long integers, however many examples there are, and comes out the same to the bit everywhere.

**Background.** A matcher may rank the intents of another one among its own, so that what is the same everywhere is
learnt once.
"""

from __future__ import annotations

import math
import struct
import sys
import zlib
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, reduce
from itertools import accumulate, count, groupby
from operator import mul
from typing import TYPE_CHECKING, Any, TypeAlias

from rapidfuzz import fuzz, process

from assistant.matching.dense import EXAMPLE_LENGTH, LENGTH, MOST_WORDS, Dense, Neighbours
from assistant.matching.lanes import Lanes, lane_type
from assistant.matching.terms import MARGIN, Vector, between, rarity, unit, word_terms, words_of
from assistant.tuples import NamedTuple

if TYPE_CHECKING:
    from assistant.matching.closeness import Closeness
    from assistant.matching.learning import Examples, Weights

NEAREST, NEAREST_DENSE = 0.5, 1.0
"""What likeness to the nearest example counts beside the weights, by letters and by dense terms.

The latter is worth 0.3 to 0.5 % on CLINC150 and BANKING77 with ten examples an intent.
"""

BACKGROUND = 0.85
"""What the weights of a background count beside a matcher's own."""

READY = 24 << 20
"""Bytes of the weights that are kept ready: those of the terms asked for last."""

HEAD, NEAR_HEAD = 2, 3
"""Letters by which terms are grouped, and by which they are read: a question needs few of them, others stay unread."""

SHORTLIST = 8
"""Intents whose examples are compared one by one, and whose mean the best has to exceed."""

DOUBTFUL, STEEPNESS = 0.9, 3.0
"""The lead over the shortlist's mean that scores 0.5, and how fast the score rises there."""

TOLD, ALIGNED, USUAL = 10.0, 8.0, 6.5
"""What closeness counts beside the weights where examples are few: to the texts known of an intent, and word by word;
and what of it is no more than usual, to be compared with a background's.

Of 248 questions to five first drafts by other authors the right entry is told or offered for 202, for 198 where the
nearest text alone counts (8.8).
"""

SPREAD = 1.3
"""How much wider apart dense terms put the intents, as measured on questions: a lead counts so much less with them."""

RAREST = 100.0
"""What no term's rarity comes near, however many examples there are."""

MANY = 300
"""Texts from which on two processes make them ready."""

_MAGIC = b"matcher 11 " + sys.byteorder.encode()
_CHECK, _SIZES = struct.Struct("<I"), struct.Struct("<14Q")

Groups: TypeAlias = "dict[str, tuple[int, str]]"
"""Terms by what they begin with: the number of the first, and all of them, numbered in turn, a line each."""


class Match(NamedTuple):
    """An intent that a text may mean.

    `score` (0 to 1) tells how surely: it rises with the lead over the other likely intents, falls with the part of the
    text that is unknown, and can be compared between texts.  `example` is the intent's example nearest to the text;
    `own` is False for an intent of the background. `value` is all that speaks for the intent, to be compared within one
    text. `told` and `aligned` tell how close the text is to all that is known of the intent (`closeness.py`), -1 to 1;
    0 where that is not looked at.
    """

    intent: str
    score: float
    example: str
    own: bool = True
    value: float = 0.0
    told: float = 0.0
    aligned: float = 0.0


class Matcher:
    """An index over labelled examples, `(text, intent)` pairs, that ranks the intents that a text may mean.

    The intents of a `background` are ranked among its own.  `tell` hears how many of how many visits to examples are
    done.  `about` are further texts, labelled alike, such as answers: learnt from like examples, so that they count the
    more the fewer examples an intent has, but never taken for a text's nearest example; those of an intent without an
    example are left out.  `dense` makes the dense terms, those of the background too; without it there are none.  `few`
    tells how few examples there are (`fewness`), by those of each intent where it is not given.  `known` is what
    closeness looks at, labelled alike and in words as they are said; where it is not given, the examples and `about`.
    """

    few: float
    _closeness: Closeness | None
    _near = staticmethod(between)

    def __init__(
        self,
        examples: Iterable[tuple[str, str]],
        background: Matcher | None = None,
        tell: Callable[[int, int], None] = lambda done, total: None,
        about: Iterable[tuple[str, str]] = (),
        dense: Dense | None = None,
        few: float | None = None,
        known: Iterable[tuple[str, str]] = (),
    ) -> None:
        from assistant.matching.beside import both  # not needed where an index is read
        from assistant.matching.closeness import Closeness, fewness
        from assistant.matching.learning import Examples
        from assistant.matching.terms import Terms

        groups: dict[str, list[str]] = {}
        for text, intent in examples:
            groups.setdefault(intent, []).append(text)
        intents = sorted(groups)
        texts = [text for intent in intents for text in groups[intent]]
        plain = [" ".join(words_of(text)) for text in texts]
        number = {intent: label for label, intent in enumerate(intents)}
        told = [(" ".join(words_of(text)), number[intent]) for text, intent in about if intent in number]
        learnt = [*plain, *(text for text, _ in told)]
        counts = [len(groups[intent]) for intent in intents]
        labels = [label for label, count in enumerate(counts) for _ in range(count)] + [label for _, label in told]
        self.few = (fewness(counts) if few is None else few) if dense else 0.0
        lines: list[list[str]] = [[] for _ in intents if self.few]
        if lines:
            said = [(" ".join(words_of(text)), number[intent]) for text, intent in known if intent in number]
            for text, label in said or zip(learnt, labels, strict=True):
                lines[label].append(text)
        close = ["\n".join(each) for each in lines]
        terms, (rows, near, closeness) = both(
            lambda: Terms(learnt),
            lambda: _in_dense_terms(dense, learnt, counts, close) if dense else ([], b"", None),
            worth=dense is not None and len(learnt) >= MANY,
        )
        alike = ["\n".join(plain[end - n : end]) for n, end in zip(counts, accumulate(counts), strict=True)]
        grouped = _groups(terms.names)
        written = (*intents, *texts, *alike, *(lines for _, lines in grouped.values()))
        strings = [each.encode("utf-8", "surrogatepass") for each in written]
        ends, firsts = list(accumulate(map(len, strings))), [first for first, _ in grouped.values()]
        self._open(counts, b"".join(strings), ends, "\0".join(grouped), firsts, terms.rarities, background, dense)
        marks = [zlib.crc32(text.encode()) for text in learnt]
        self._keep(self._learnt(Examples(terms, rows, labels, marks), tell), Neighbours(counts, near))
        if dense and closeness:
            self._closeness = Closeness(dense, close, *closeness)

    def _learnt(self, examples: Examples, tell: Callable[[int, int], None]) -> Weights:
        from assistant.matching.learning import Lesson

        return Lesson(examples, tell).learn()

    @property
    def intents(self) -> Sequence[str]:
        """What texts are labelled with, in order; those of a background are none of them."""
        return self._intents

    @property
    def strange(self) -> bool:
        """Whether closeness takes the texts to be in another language than the words that the vectors know."""
        return self._closeness is not None and self._closeness.strange

    def rank(self, text: str, limit: int = 8, said: str = "") -> list[Match]:
        """The at most `limit` likeliest intents, best first; none when no part of the text is known.

        `said` is the text in words as they are said, for closeness, where that is another.
        """
        words = words_of(text)
        dense = self._dense.terms(words) if self._dense else []
        near = self._near(words)
        total = self._scores(words, near, dense)
        others = self._background._scores(words, near, dense) if self._background else 0
        if not total and not others:
            return []
        scores = self._lanes.numbers(total)
        if self._background:
            scores += [int(BACKGROUND * score) for score in self._background._lanes.numbers(others)]
        values = [score / MARGIN for score in scores]
        plain = words_of(said) if said else words
        told = self._closeness.told(plain) if self._closeness else []
        for lane, close in enumerate(told):
            values[lane] += self.few * TOLD * close
        likely = sorted(range(len(values)), key=values.__getitem__, reverse=True)
        shortlist = likely[: max(limit, SHORTLIST)]
        if self._closeness:  # a background knows more examples: it is not to crowd them out
            own_lanes = [lane for lane in likely if lane < len(self._intents)][:SHORTLIST]
            shortlist = [*own_lanes, *(lane for lane in shortlist if lane not in own_lanes)][: max(limit, SHORTLIST)]
        found, text = [], " ".join(words)
        for lane in shortlist:
            intent, example, likeness = self._nearest(lane, text, dense)
            value, own = values[lane] + likeness, lane < len(self._intents)
            close = aligned = 0.0
            if own and self._closeness:
                close, aligned = told[lane], self._closeness.aligned(lane, plain)
                value += self.few * (ALIGNED * aligned - USUAL)
            found.append((-value, intent, own, example, close, aligned))
        found.sort()
        trust = math.sqrt(self._known_part(words)) / (SPREAD if dense else 1.0)
        floor = rivals = _mean([-each[0] for each in found[1:SHORTLIST]])
        if self._closeness:  # what is said in any conversation is no measure then
            rivals = _mean([-less for less, _, own, *_ in found if own][1:SHORTLIST])
        matches = []
        for less, intent, own, example, close, aligned in found[:limit]:
            score = _confidence((-less - (rivals if own else floor)) * trust)
            matches.append(Match(intent, score, example, own, -less, close, aligned))
        return matches

    def to_bytes(self) -> bytes:
        """The index as bytes, for `from_bytes` on the same kind of machine; it holds at most 65,536 intents."""
        arrays = (
            _array("I", self._counts),
            _array("I", self._ends),
            _array("d", self._rarities),
            _array("I", self._weights[0]),
            _array(lane_type(len(self._counts)), self._weights[1]),
            _array("i", self._weights[2]),
            _array("I", self._begun),
        )
        texts = self._strings, self._heads.encode("utf-8", "surrogatepass")
        close = self._closeness
        known = "\0".join(close.texts).encode("utf-8", "surrogatepass") if close else b""
        few = array("d", [self.few, close.strange if close else 0])
        closeness = (few.tobytes(), known, close.data if close else b"")
        parts = [*(each.tobytes() for each in arrays), *texts, self._weights[3], self._neighbours.data, *closeness]
        body = [_SIZES.pack(*map(len, parts)), *parts]
        check = reduce(lambda before, each: zlib.crc32(each, before), body, 0)
        return b"".join((_MAGIC, _CHECK.pack(check), *body))

    @classmethod
    def from_bytes(
        cls,
        data: bytes | memoryview,
        background: Matcher | None = None,
        dense: Dense | None = None,
        check: bool = True,
    ) -> Matcher:
        """The matcher that gave `data` by `to_bytes`; ValueError if it is damaged, or of another version or machine.

        `background` and `dense` have to be as they were when it was built.  It reads from `data` as it is asked,
        so that little is done before the first question.  Without `check` it takes the word of whoever hands `data` in
        that it is whole, and reads none of it that is not asked for.
        """
        start = len(_MAGIC) + _CHECK.size
        body = memoryview(data)[start:]
        whole = not check or data[len(_MAGIC) : start] == _CHECK.pack(zlib.crc32(body))
        if data[: len(_MAGIC)] != _MAGIC or not whole:
            raise ValueError("not an index of this version, or damaged")
        offset, parts = _SIZES.size, []
        for size in _SIZES.unpack_from(body):
            parts.append(body[offset : offset + size])
            offset += size
        counts, ends, row_ends, firsts = (parts[i].cast("I") for i in (0, 1, 3, 6))
        rarities, lanes, numbers = parts[2].cast("d"), parts[4].cast(lane_type(len(counts))), parts[5].cast("i")
        strings, heads = parts[7], str(parts[8], "utf-8", "surrogatepass")
        within = (
            offset == len(body)
            and len(ends) == 2 * len(counts) + sum(counts) + len(firsts)
            and ends[-1:].tolist() in ([], [len(strings)])
            and len(row_ends) - 1 == len(rarities)
            and row_ends[-1] == len(lanes) == len(numbers)
        )
        if not within or (check and not _leads_within(ends, row_ends, parts[4], len(counts))):
            raise ValueError("an index that does not fit together")
        matcher = cls.__new__(cls)
        matcher._open(counts, strings, ends, heads, firsts, rarities, background, dense)
        if check:
            matcher._look_through()
        matcher._keep((row_ends, lanes, numbers, parts[9]), Neighbours(counts, parts[10]))
        if counts and len(matcher._dense_rows) != (dense.size if dense else 0):
            raise ValueError("an index of other dense terms")
        matcher.few, strange = parts[11].cast("d")
        if not 0 <= matcher.few <= 1:
            raise ValueError("an index of no such closeness")
        if dense and matcher.few:
            from assistant.matching.closeness import Closeness, rows_of  # not needed where there are examples enough

            known = str(parts[12], "utf-8", "surrogatepass").split("\0")
            if len(known) != len(counts) or len(parts[13]) % rows_of(known):
                raise ValueError("an index of other intents")
            matcher._closeness = Closeness(dense, known, parts[13], bool(strange))
        return matcher

    def _open(
        self,
        counts: Sequence[int],
        strings: bytes | memoryview,
        ends: Sequence[int],
        heads: str,
        begun: Sequence[int],
        rarities: Sequence[float],
        background: Matcher | None,
        dense: Dense | None,
    ) -> None:
        """Take the parts of an index.

        `strings` holds the intents, then the examples in the order of their intents, `counts` to each, then for each
        intent its examples in plain words, a line each, then the groups of terms; `ends` tells where each of these
        ends. `heads` is what the groups begin with, and `begun` the number of the first term of each.
        """
        self._counts, self._strings, self._ends, self._rarities = counts, strings, ends, rarities
        self._heads, self._begun = heads, begun
        self._groups = {head: place for place, head in enumerate(heads.split("\0"))} if begun else {}
        self._numbers: dict[str, dict[str, int]] = {}
        self._intents = [self._string(i) for i in range(len(counts))]
        self._firsts = list(accumulate(counts, initial=len(counts)))
        self._plain = self._firsts[-1]
        self._background, self._dense = background, dense
        self._closeness = None
        self._lanes = Lanes(len(counts))
        self._choices: dict[int, list[str]] = {}
        self._of_word = lru_cache(maxsize=MOST_WORDS)(lambda word: self._known(word_terms(word)))
        self._rarity_of = lru_cache(maxsize=MOST_WORDS)(self._rarity)

    def _keep(self, weights: Weights, neighbours: Neighbours) -> None:
        """Take what was learnt."""
        self._weights, self._neighbours = weights, neighbours
        ends, lanes, numbers, dense = weights
        self._dense_rows = self._lanes.rows(dense)

        def row(term: int) -> int:
            part = slice(ends[term], ends[term + 1])
            return self._lanes.spread(lanes[part], numbers[part])

        self._row = lru_cache(maxsize=READY // (4 * max(1, len(self._counts))))(row)

    def _string(self, i: int) -> str:
        return str(self._strings[self._ends[i - 1] if i else 0 : self._ends[i]], "utf-8", "surrogatepass")

    def _look_through(self) -> None:
        """Raise ValueError where a text is none, terms are numbered otherwise than in turn, or a rarity cannot be."""
        texts = [self._string(place) for place in range(len(self._ends))]
        groups = texts[self._plain + len(self._counts) :]
        in_turn = accumulate((each.count("\n") + 1 for each in groups), initial=0)
        if [*self._begun, len(self._rarities)] != [*in_turn]:
            raise ValueError("an index whose terms are not numbered in turn")
        rarities = [*self._rarities]
        if rarities and not (math.isfinite(sum(rarities)) and min(rarities) >= 1 and max(rarities) < RAREST):
            raise ValueError("an index of rarities that cannot be")

    def _group(self, head: str) -> dict[str, int]:
        """The terms that begin with `head`, or are it where it is shorter than `NEAR_HEAD`, each with its number."""
        found, place = {}, self._groups.get(head[:HEAD])
        if place is not None:
            lines = f"\n{self._string(self._plain + len(self._counts) + place)}\n"
            sought = f"\n{head}" if len(head) == NEAR_HEAD else f"\n{head}\n"
            start, last = lines.find(sought) + 1, lines.rfind(sought) + 1
            first = self._begun[place] + lines.count("\n", 1, start)
            if start:
                found = dict(zip(lines[start : lines.find("\n", last)].split("\n"), count(first), strict=False))
        self._numbers[head] = found
        return found

    def _vector(self, words: Sequence[str], near: Mapping[str, float]) -> Vector:
        found: dict[int, float] = {}
        for word in words:
            found.update(self._of_word(word))
        found.update(self._known(near))
        return array("I", found), unit(list(found.values()))

    def _known(self, terms: Mapping[str, float]) -> dict[int, float]:
        """The numbers of the terms that are known, each with its weight."""
        found, grouped, rarities = {}, self._numbers, self._rarities
        for term, kind in terms.items():
            numbers = grouped.get(term[:NEAR_HEAD])
            number = (self._group(term[:NEAR_HEAD]) if numbers is None else numbers).get(term)
            if number is not None:
                found[number] = kind * rarities[number]
        return found

    def _scores(self, words: Sequence[str], near: Mapping[str, float], dense: Sequence[int]) -> int:
        """What each intent scores for the words, the terms between them and their dense terms, in lanes."""
        known, weights = self._vector(words, near)
        total: int = sum(map(mul, map(self._row, known), weights), sum(map(mul, self._dense_rows, dense)))
        return total

    def _nearest(self, lane: int, text: str, dense: Sequence[int]) -> tuple[str, str, float]:
        """The intent in a lane, its example most like the words of the text, and what the nearest examples count."""
        if self._background and lane >= len(self._intents):
            return self._background._nearest(lane - len(self._intents), text, dense)
        choices = self._choices.get(lane)
        if choices is None:
            choices = self._choices[lane] = self._string(self._plain + lane).split("\n")
        _, likeness, i = process.extractOne(text, choices, scorer=fuzz.ratio)
        alike = NEAREST_DENSE * self._neighbours.likeness(lane, dense) if dense else 0.0
        return self._intents[lane], self._string(self._firsts[lane] + i), NEAREST * likeness / 100 + alike

    def _known_part(self, words: Sequence[str]) -> float:
        """The part of the words, weighed by rarity, that the examples hold, 0 to 1."""
        found = [self._rarity_of(word) for word in words]
        known = sum(each for each in found if each)
        strange = found.count(0.0) * rarity(0, self._firsts[-1] - self._firsts[0])
        return known / (known + strange) if words else 0.0

    def _rarity(self, word: str) -> float:
        """How rare a word is among the examples, else among the background's; 0.0 where neither knows it."""
        known = sum(self._known({word: 1.0}).values())
        return known or (self._background._rarity_of(word) if self._background else 0.0)


def _array(kind: str, numbers: Sequence[float]) -> array[Any] | memoryview:
    """Numbers as an array, which those that were learnt or read are already."""
    return numbers if isinstance(numbers, (array, memoryview)) else array(kind, numbers)


def _in_dense_terms(
    dense: Dense, learnt: Sequence[str], counts: Sequence[int], close: Sequence[str]
) -> tuple[list[array[int]], bytes, tuple[bytes, bool] | None]:
    """What is learnt from in dense terms; the examples, which come first in it; and what closeness looks at."""
    from assistant.matching.closeness import Closeness

    examples, rows = sum(counts), []
    near: list[array[int]] = []
    for text in learnt:
        whole, small = dense.at_lengths(text.split(), LENGTH, EXAMPLE_LENGTH)
        rows.append(array("h", whole))
        if len(near) < examples:
            near.append(array("b", small))
    return rows, Neighbours.laid(counts, near), Closeness.laid(dense, close) if close else None


def _confidence(lead: float) -> float:
    return 1 / (1 + math.exp(STEEPNESS * (DOUBTFUL - lead)))


def _leads_within(ends: Sequence[int], row_ends: Sequence[int], lanes: memoryview, intents: int) -> bool:
    """Tell whether nothing in an index leads out of it: looked through where it may be another's."""
    ordered = all(list(each) == sorted(each) for each in (ends, row_ends))
    return ordered and (intents > 256 or not bytes(lanes).translate(None, bytes(range(intents))))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _groups(terms: Iterable[str]) -> Groups:
    """Sorted terms, in groups that begin alike."""
    groups: Groups = {}
    for head, numbered in groupby(enumerate(terms), lambda each: each[1][:HEAD]):
        members = list(numbered)
        groups[head] = members[0][0], "\n".join(term for _, term in members)
    return groups
