"""Words that count: how many ("at least four", "less than half", "none", "80 %", "as many as …") of what, and of whom.

Each quantity is a bound of a number, whatever words say it; what is counted and of whom stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from assistant.answering.figures import ABOUT, AT_LEAST, AT_MOST, EXACTLY, FEWER, MORE
from assistant.answering.library import Library
from assistant.knowledge.english import GAINS, LAGS
from assistant.tuples import NamedTuple
from assistant.words.lexicon import is_word
from assistant.words.phrases import covered

WINS, LOSSES, TIES, SCORE = "wins", "losses", "ties", "leader"
"""What is counted; an entry about the whole comparison names it in its `counts`."""

DECIDED, UNBEATEN, LEAD, ROUNDS = "decided", "unbeaten", "lead", "rounds"
"""What is counted besides: categories that anyone wins, that a subject does not lose, its lead, and all."""

ALL, NONE, ANY, ALL_BUT, REST = "all", "none", "any", "all-but", "rest"
"""Words that say how many: all, none and any; all but a number, and what other numbers leave."""

SOME = 2.0
"""The least that are several."""

_QUANTIFIED: Mapping[str, tuple[str, float, float]] = {
    ALL: (EXACTLY, 1.0, 0),
    "not-all": (FEWER, 1.0, 0),
    "most": (MORE, 0.5, 0),
    NONE: (EXACTLY, 0.0, 0),
    ANY: (AT_LEAST, 0.0, 1),
    "several": (AT_LEAST, 0.0, SOME),
    "once": (EXACTLY, 0.0, 1),
}
"""Words that say how many without a number: their bound, the share of all and the number that it is of."""

_BOUNDS = (EXACTLY, AT_LEAST, AT_MOST, MORE, FEWER, ABOUT)

Span: TypeAlias = "tuple[int, int, str]"
"""A phrase: where it begins and ends, and its value."""

REACH = 3
"""Words within which a bound follows its number."""


class Quantity(NamedTuple):
    """How many, in words `start` to `end`: a bound of a number, or of another count (`number` is None then).

    `factor` is by how much that is taken; `exact` is False of a share, `said` of "all" and "none".
    """

    start: int
    end: int
    bound: str
    number: float | None
    factor: float = 1.0
    exact: bool = True
    said: bool = True
    rest: bool = False
    margin: bool = False

    @classmethod
    def of(cls, said: Span, total: int) -> Quantity:
        """Return how many, of so many, a word says that holds no number."""
        bound, share, number = _QUANTIFIED[said[2]]
        return cls(said[0], said[1], bound, share * total + number, said=False)

    @property
    def several(self) -> bool:
        """Tell whether it says that there are several, or two."""
        return self.number == SOME

    @property
    def compares(self) -> bool:
        """Tell whether it is compared with another count."""
        return self.number is None and not self.rest


class Counting(NamedTuple):
    """The words of a sentence that counts, and what stands where in them."""

    words: Sequence[str]
    metrics: Sequence[Span]
    rounds: Sequence[Span]
    subjects: Sequence[Span]
    breaks: Sequence[int]
    quantities: Sequence[Quantity]

    @property
    def numbers(self) -> list[Quantity]:
        """The numbers and shares said."""
        return [each for each in self.quantities if each.said and each.number is not None]

    @property
    def firsts(self) -> tuple[str, str]:
        """What is counted first, and of whom; "" where that is not said."""
        metric, subject = (next((name for *_, name in each), "") for each in (self.metrics, self.subjects))
        return metric, subject

    @property
    def spelt(self) -> list[str]:
        """The words that say how many of what."""
        spans = [(each.start, each.end) for each in self.quantities]
        spans += [each[:2] for each in (*self.metrics, *self.rounds)]
        return [word for start, end in spans for word in self.words[start:end]]

    def within(self, start: int, end: int) -> tuple[list[str], list[str]]:
        """Return what is counted, and of whom, between two places."""
        metrics = [name for place, _, name in self.metrics if start <= place < end]
        return metrics, [name for place, _, name in self.subjects if start <= place < end]

    def metric(self, of: Quantity) -> str:
        """What a quantity counts by the word next to it in its clause, on the side of the first one; "" if by none."""
        found = [each for each in self.metrics if not self.parted(each[0], of.start)]
        if self._owner(of) and found and min(each[0] for each in found) >= of.end + 2 and len(self.numbers) > 2:
            return ""  # "four A, one B, four draws"
        leads = self.metrics[0][0] < self.quantities[0].start

        def gap(each: Span) -> tuple[int, bool]:
            return max(each[0] - of.end, of.start - each[1], 0), (each[0] < of.start) != leads

        return min(found, key=gap)[2] if found else ""

    def subject(self, of: Quantity) -> str:
        """Of whom a quantity counts: by the name after its number, else the first in its clause, "" by none."""
        named = (each for start, _, each in self.subjects if not self.parted(start, of.start))
        return self._owner(of) or next(named, "")

    def _owner(self, of: Quantity) -> str:
        """Who is named right after a number."""
        return next((each for start, _, each in self.subjects if start == of.end and of.number is not None), "")

    def weighed(self) -> list[Quantity]:
        """The quantities that count: numbers near a word of counting or a name, and beside them in a clause no other.

        Of "all" and "none" the first one of a clause counts, and more only with words of counting of their own.
        """
        found: list[Quantity] = []
        numbers = [each for each in self.quantities if each.said and self._is_near(each)]
        if not any(each.number is not None for each in numbers):
            numbers = [each for each in numbers if not each.rest]
        for each in self.quantities:
            if each.said:
                found += [each] if each in numbers else []
            elif all(self.parted(each.start, other.start) for other in (*found, *numbers) if not other.compares):
                found += [each] if self.metric(each) or not found else []
        return found

    def _is_near(self, quantity: Quantity) -> bool:
        """Tell whether it counts a thing that is counted, unlike "in ten minutes: did A win?"."""
        if quantity.number is None or self.subject(quantity):
            return True
        return any(not self.parted(start, quantity.start) for start, *_ in (*self.metrics, *self.rounds))

    def parted(self, one: int, other: int) -> bool:
        """Tell whether two places stand in different clauses."""
        return any(min(one, other) < place < max(one, other) for place in self.breaks)


class Counter:
    """Reads sentences that count, in the words of one library."""

    def __init__(self, library: Library) -> None:
        english, cut = library.english, library.lexicon.cut
        self._numbers: Mapping[str, float] = {**english.numbers, **english.figures["numbers"]}
        self._multiples, self._shares = english.figures["multiples"], english.shares
        amounts = {**english.amounts, ABOUT: english.bounds["about"]}
        self.metrics, self.amounts = map(library.lexicon.cut_as, (english.tally, amounts))
        self._pairs, self._apiece, self._sums = cut(english.pairs), cut(english.apiece), cut(english.sums)
        self.anyone = cut((*english.either, *english.anybody))
        self._margins = frozenset(english.margins)
        self._openers, self._persons = frozenset(english.openers), frozenset(english.asking["person"])
        self._owned = frozenset((*english.speakers, *english.pronouns))
        self._copulas, self._alternatives = frozenset(english.copulas), frozenset(english.alternatives)
        self._breaks = frozenset((*english.conjunctions, *english.contrasts))
        self._pairing, self._of = frozenset(english.relations["to"]), frozenset(english.relations["of"])
        self._names, self.total = library.reader.names, len(library.base.categories)

    def read(self, words: Sequence[str], total: int) -> Counting:
        """Return what stands where in a sentence that counts, of so many categories."""
        subjects = list(self._names.find(words))
        found = [each for each in self.metrics.find(words) if each[2] != LAGS or self._lags(words, each[0])]
        found = [(start, end, LOSSES if name == LAGS else name) for start, end, name in found]
        rounds = [each for each in found if each[2] == ROUNDS]
        gains = rounds and {name for *_, name in found} <= {GAINS, ROUNDS}
        found = [(start, end, WINS if name == GAINS else name) for start, end, name in found if name != GAINS or gains]
        others = [*self._pairs.find(words), *self._apiece.find(words), *self.anyone.find(words)]
        taken = self._names.places(words).union(start for start, *_ in others)
        amounts = [each for each in self.amounts.find(words) if each[0] not in taken]
        held = {start for start, _, name in found if name == TIES} if len(amounts) > 1 else ()
        amounts = [each for each in amounts if each[2] != NONE or each[0] not in held]  # "four with no winner"
        spelt = {i: (start, end) for start, end, _ in amounts for i in range(start, end)}
        metrics = [each for each in found if each[2] != ROUNDS and spelt.get(each[0], each[:2]) == each[:2]]
        sums = next((start for start, _, _ in self._sums.find(words)), 0)
        starts, ends = {start for start, *_ in subjects}, {end for _, end, _ in subjects}
        numbers = [i for i in range(len(words)) if self.number(words, i) is not None]
        last = max((start for start, *_ in (*metrics, *rounds, *subjects)), default=0)
        goes_on = any(last < i and (":" in words[last:i] or i > len(words) - REACH) for i in numbers)
        stops = (i for i, word in enumerate(words) if not is_word(word) or word in self._breaks)
        breaks = [i for i in stops if not (i in ends and i + 1 in starts) and (i < last or not goes_on)]
        parts = self._quantities(words, amounts, others, total)
        quantities = [each for each in parts if each.end > sums or not each.said or each.number is None]
        counts = {*numbers, *(end - 1 for _, end, _ in rounds)}
        to = (each for each in starts if words[each - 1] in self._pairing and each - 2 in counts)
        won = [(each - 1, each, WINS) for each in to]  # "all nine to A"
        return self._with_unions(Counting(words, metrics or won[:1], rounds, subjects, breaks, quantities))

    def _is_person(self, words: Sequence[str], place: int) -> bool:
        """Tell whether a number is whoever asks: "can one truly say that …", and not "did one win?"."""
        opens = place == 1 and words[0] in self._openers and words[1] in self._persons
        return opens and not self.metrics.occur(words[2:3])

    def _lags(self, words: Sequence[str], place: int) -> bool:
        """Tell whether somebody is said to be behind ("is A ever behind?"), and not who stands behind him."""
        names = any(end == place for _, end, _ in self._names.find(words))
        before, after = words[max(0, place - 1) : place], words[place + 1 : place + 2]
        said = names or not self._copulas.isdisjoint(before) or self.amounts.occur(before)
        return said and self._owned.isdisjoint(after)

    def _with_unions(self, counting: Counting) -> Counting:
        """The same with "A or a tie" as what A does not lose, and "A is the winner" as what A wins."""
        metrics = list(counting.metrics)
        for i, (start, end, name) in enumerate(metrics):
            before = next((each for each in counting.subjects if 0 < start - each[1] <= REACH), None)
            between = counting.words[before[1] : start] if before else ()
            if name == TIES and not self._alternatives.isdisjoint(between):
                metrics[i] = start, end, UNBEATEN
            elif name == DECIDED and not self._copulas.isdisjoint(between):
                metrics[i] = start, end, WINS
        return counting._replace(metrics=metrics)

    def _quantities(
        self, words: Sequence[str], amounts: Sequence[Span], others: Sequence[Span], total: int
    ) -> list[Quantity]:
        """What says how many, in order: numbers and shares with their bounds, "all", what compares counts."""
        found = self._numbered(words, amounts, others, total)
        free: list[Span] = []
        for start, end, name in amounts:
            before = (i for i, each in enumerate(found) if 0 <= each.start - end < 2)
            after = (i for i, each in enumerate(found) if 0 <= start - each.start < REACH)
            place = next(before, next(after, None)) if name in (*_BOUNDS, ALL_BUT) else None
            if place is None:
                free.append((start, end, name))
            elif name == ALL_BUT:
                found[place] = found[place]._replace(start=start, number=total - (found[place].number or 0))
            else:
                found[place] = found[place]._replace(bound=name, start=min(start, found[place].start))
        found = [each._replace(margin=each.start > 0 and words[each.start - 1] in self._margins) for each in found]
        return sorted((*found, *self._unnumbered(words, free, total)))

    def _unnumbered(self, words: Sequence[str], amounts: Sequence[Span], total: int) -> Iterator[Quantity]:
        """Yield what says how many without a number."""
        for start, end, name in amounts:
            margin = start > 0 and words[start - 1] in self._margins
            if name == REST:
                yield Quantity(start, end, EXACTLY, None, rest=True)
            elif name in _BOUNDS:
                factor = self._multiples.get(words[start - 1], 1) if start else 1
                yield Quantity(start, end, name, None, factor)
            elif name == ANY and margin:  # "by a single point"
                yield Quantity(start, end, EXACTLY, 1, margin=True)
            elif name in _QUANTIFIED:
                yield Quantity.of((start, end, name), total)

    def _numbered(
        self, words: Sequence[str], amounts: Sequence[Span], others: Sequence[Span], total: int
    ) -> list[Quantity]:
        """The numbers and shares said; not those of `others` ("the two", "one framework"), nor "of the nine"."""
        bounded = {end for _, end, name in amounts if name in _BOUNDS}
        spans = (*amounts, *(each for each in others if each[0] not in bounded))
        within = covered(spans)
        found: list[Quantity] = []
        for i, word in enumerate(words):
            if i in within or (found and i < found[-1].end):
                continue
            number, following = self.number(words, i), words[i + 1 : i + 2]
            if number is not None and following and following[0] in self._shares:
                found.append(self._share(i, i + 2, number, following[0], total))
            elif number is None and word in self._shares:
                found.append(self._share(i, i + 1, 1, word, total))
            elif word.endswith("%") and word[:-1].isdigit():
                found.append(self._share(i, i + 1, int(word[:-1]), "%", total))
            elif number is None or (number in (self.total, total) and self._follows(words, i, amounts)):
                continue
            elif i in bounded or not (self._owned.intersection(words[i + 2 : i + 3]) or self._is_person(words, i)):
                found.append(Quantity(i, i + 1, EXACTLY, number))
        return found

    def number(self, words: Sequence[str], i: int) -> float | None:
        """Return the number that a word at a place is, None where it is none."""
        word = words[i]
        if self._multiples.get(word, 1) > 1 and self._of.isdisjoint(words[i + 1 : i + 2]):
            return self._multiples[word]  # "loses twice", unlike "twice as many" and "twice the"
        return int(word) if word.isdigit() and len(word) < 4 else self._numbers.get(word)

    def _share(self, start: int, end: int, number: float, of: str, total: int) -> Quantity:
        parts = self._shares[of]
        return Quantity(start, end, EXACTLY, number * total / parts, exact=parts < 100)

    def _follows(self, words: Sequence[str], i: int, amounts: Sequence[Span]) -> bool:
        """Tell whether how many was said before the number of all: "four of the nine", "more of the nine than"."""
        before = [end for _, end, _ in amounts if end <= i]
        if before and before[-1] >= i - 1:
            return False
        return bool(before) or any(self.number(words, j) is not None for j in range(i))
