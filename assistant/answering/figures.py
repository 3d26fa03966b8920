"""Figures that questions state, held against those that entries know: years, and how many of something there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

from assistant.answering.evaluate import all_so
from assistant.answering.library import Item, Library
from assistant.asking.question import Question
from assistant.knowledge.base import Entry
from assistant.knowledge.facts import Facts
from assistant.knowledge.values import is_year, numbers
from assistant.tuples import NamedTuple
from assistant.words.phrases import Phrases

EXACTLY, ABOUT, MORE, FEWER, AT_LEAST, AT_MOST, LASTING = (
    *("exactly", "about", "more", "fewer"),
    *("at-least", "at-most", "lasting"),
)
"""Bounds of a stated figure. `lasting` tells that something was there by then: it began no later."""

NEAR_COUNT, FAR_COUNT = 0.05, 0.2
"""Parts of a number by which "about" may be wrong, and from which on it is: between them nothing is said."""

NEAR_YEARS, FAR_YEARS = 1, 3
"""The same of years, in years."""

ROUNDED = 0.001
"""Part of a number by which the same one may be told otherwise: "over 260,000" is 260,001 at least."""

LARGE = 1000
"""Number from which on what is counted need not be said, where the known ones are as large."""

REACH = 3
"""Words after a number among which the name of what is counted stands."""

Span: TypeAlias = "tuple[float, float]"
"""The least and the greatest that a figure may be, the same where it is one number."""


class Stated(NamedTuple):
    """A figure stated in words `start` to `end` of a question; `apart` are those of its bound that stand elsewhere."""

    start: int
    end: int
    span: Span
    bound: str
    apart: tuple[int, int] | None = None


def fits(bound: str, stated: Span, known: Span, years: bool = False) -> bool | None:
    """Return whether a stated figure is the known one; None where what is known does not settle it.

    A known span of `years` is a time in which something went on, so that each year of it is right; of anything else it
    is what one number lies between.
    """
    (low, high), (least, most) = stated, known
    if bound == ABOUT:
        return _about(stated, known, years)
    settled = {
        MORE: (least > high, most <= high),
        FEWER: (most < low, least >= low),
        AT_LEAST: (least >= low, most < low),
        AT_MOST: (most <= high, least > high),
        LASTING: (least <= high, least > high),
    }.get(bound)
    if settled is None:
        told = low == high and any(abs(low - each) <= ROUNDED * low for each in known) and not years
        within = low <= least and most <= high
        settled = told or within or (years and least <= low and high <= most), high < least or low > most
    return True if settled[0] else False if settled[1] else None


def _about(stated: Span, known: Span, years: bool) -> bool | None:
    gap = max(stated[0] - known[1], known[0] - stated[1], 0.0)
    near, far = (NEAR_YEARS, FAR_YEARS) if years else (NEAR_COUNT * known[0], FAR_COUNT * known[0])
    return True if gap <= near else False if gap > far else None


def known_span(entry: Entry, subject: str) -> Span:
    """Return what an entry knows of a subject as the least and the greatest that it may be."""
    known = entry.figures[subject]
    return (known, known) if isinstance(known, (int, float)) else (known[0], known[-1])


def is_of_sort(entry: Entry, word: str) -> bool:
    """Tell whether a word in figures may be held against those of an entry: a year where it knows years, or a count."""
    return bool(entry.figures) and any(is_year(each) != bool(entry.units) for each in numbers(word))


def is_dated(entry: Entry) -> bool:
    """Tell whether an entry tells years, which are not its figures: when what it tells was so."""
    told = (each for text in entry.texts for each in numbers(text))
    return bool(entry.units or not entry.figures) and any(map(is_year, told))


class Figures:
    """Finds figures in questions and holds them against those of the entries of one library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._everyone = tuple(each.id for each in library.base.subjects)
        english = library.english
        given = english.figures
        self._numbers: Mapping[str, float] = {
            word: float(each) for word, each in (*english.numbers.items(), *given["numbers"].items())
        }
        self._scales, self._fractions, self._decades = given["scales"], given["fractions"], given["decades"]
        self._groups = (given["periods"], given["multiples"])
        self._implied = {word: value for group in self._groups for word, value in group.items() if value != 1}
        self._scaling = self._scales.keys() | self._implied.keys()
        self._parts = english.parts_of_decades
        bounds, cut_as = english.bounds, library.lexicon.cut_as
        names = (ABOUT, MORE, FEWER, AT_LEAST, AT_MOST, EXACTLY)
        self._before = cut_as({name: (*bounds.get(name, ()), *english.amounts.get(name, ())) for name in names})
        self._by = cut_as({AT_MOST: bounds["at-most-years"]})
        self._after = cut_as({name: bounds[f"{name}-after"] for name in (ABOUT, AT_LEAST, AT_MOST, EXACTLY)})
        self._lasting = library.lexicon.cut(bounds[LASTING])
        self._gaps, self._joins = frozenset(bounds["gaps"]), frozenset(bounds["joins"])
        self._articles, self._pairing = frozenset(bounds["articles"]), frozenset(bounds["between"])
        self._ones = self._articles.union(bounds["ones"])
        self._than, self._or = frozenset(bounds["than"]), frozenset(english.alternatives)
        self._units: dict[str, Phrases] = {}
        self._found = lru_cache(64)(self._find)

    def stated(self, question: Question, item: Item) -> tuple[Stated, ...]:
        """Return the figures in the words of a question that are of the sort that an entry knows."""
        return self._found(question.said, item.entry.id) if item.entry.figures else ()

    def facts(self, question: Question, item: Item) -> Facts | None:
        """Return of which subjects the stated figures are so; None where none is stated, or they are part of a claim.

        They are that beside a claim, unless one of every subject is known; else they are so of nobody but whom one is
        known of. As many figures as subjects are one of each, in order.
        """
        found, entry = self.stated(question, item), item.entry
        others = {*self._everyone} - entry.figures.keys()
        if not found or (others and entry.holds):
            return None
        if self._offers(question, found):
            return Facts({})
        named = list(dict.fromkeys(subject for _, _, subject in self._library.reader.names.find(question.said)))
        paired = dict(zip(named, found, strict=True)) if len(named) == len(found) > 1 else {}
        told = {each: self._so([paired[each]] if each in paired else found, entry, each) for each in entry.figures}
        known = {subject: 1.0 if so else -1.0 for subject, so in told.items() if so is not None}
        return Facts({**known, **dict.fromkeys(others, -1.0)} if known else {})

    def agree(self, question: Question, item: Item) -> bool | None:
        """Return whether all figures stated may be so of the subjects of whom the entry knows one."""
        found = self.stated(question, item)
        return all_so([self._so(found, item.entry, subject) for subject in item.entry.figures] if found else [])

    def _offers(self, question: Question, found: Sequence[Stated]) -> bool:
        """Tell whether one of several figures is to be chosen: "is it 2 or 6?"."""
        between = (question.said[one.start : other.start] for one, other in pairwise(found))
        return any(not self._or.isdisjoint(words) for words in between)

    def _so(self, found: Sequence[Stated], entry: Entry, subject: str) -> bool | None:
        known = known_span(entry, subject)
        return all_so([fits(each.bound, each.span, known, years=not entry.units) for each in found])

    def _find(self, words: tuple[str, ...], name: str) -> tuple[Stated, ...]:
        entry = self._library.items[name].entry
        if not entry.units:
            return tuple(self._each(words, lambda place: self._year(words, place), years=True))
        least = min(known_span(entry, each)[0] for each in entry.figures)
        return tuple(self.counts(words, self.units_of(entry), least))

    def counts(self, words: Sequence[str], units: Phrases, large: float = 0.0) -> list[Stated]:
        """Return the numbers of certain units in words; from `large` numbers on, where those are, the unit may lack."""
        if large < LARGE and not units.occur(words):
            return []
        return self._each(words, lambda place: self._count(words, place, units, large), years=False)

    def _each(self, words: Sequence[str], at: Callable[[int], Stated | None], years: bool) -> list[Stated]:
        """What stands at one place after another, with its bound."""
        found: list[Stated] = []
        place = 0
        while place < len(words):
            each = at(place)
            found += [self.bounded(words, each, years)] if each else []
            place = found[-1].end if each else place + 1
        return found

    def _year(self, words: Sequence[str], place: int) -> Stated | None:
        """The year or decade at a place, or the years from one to another."""
        span, end = self._one_year(words, place)
        if span is None:
            return None
        paired = words[place - 1] in self._pairing if place else False
        joins = end < len(words) and (words[end] in self._joins or paired)
        other, last = self._one_year(words, end + joins)
        if other and other[1] > span[0]:
            span, end, place = (span[0], other[1]), last, place - paired
        return Stated(place, end, span, "")

    def _one_year(self, words: Sequence[str], place: int) -> tuple[Span | None, int]:
        if place >= len(words):
            return None, place
        year, value, end = self._decades.get(words[place]), numbers(words[place]), place + 1
        if value and [*words[end : end + 1]] == ["s"]:
            year, end = value[0] if value[0] >= 100 else 1900 + value[0], end + 1
        if year is not None:
            first, last = self._parts.get(words[place - 1] if place else "", (0, 9))
            return (year + first, year + last), end
        return ((value[0], value[0]), place + 1) if value and is_year(value[0]) else (None, place)

    def _count(self, words: Sequence[str], place: int, units: Phrases, large: float) -> Stated | None:
        """The number at a place, where what it counts is of the units; `large` is the least number that is known."""
        first = self._number(words, place, units)
        if first is None:
            return None
        value, end, implied = first
        if end < len(words) and any(words[end] in group for group in self._groups) and units.at(words, end) is None:
            return None  # "six times the questions" are not six questions
        near = range(end, min(end + (1 if words[place] in self._ones else REACH), len(words)))
        unit = next(((i, hit[0]) for i in near if (hit := units.at(words, i))), None)
        if not (implied or unit or (min(value, large) >= LARGE and not is_year(value))):
            return None
        end = unit[1] if unit and unit[0] == end else end
        return Stated(place, end, (value, value), "")

    def units_of(self, entry: Entry) -> Phrases:
        """What an entry counts; where that is years, or times, it may be said in any word of time, or for times."""
        if entry.id not in self._units:
            own = [self._library.lexicon.phrase(each) for each in entry.units]
            others = [each for group in self._groups if not group.keys().isdisjoint(own) for each in group]
            self._units[entry.id] = Phrases((each, each) for each in (*own, *others))
        return self._units[entry.id]

    def _number(self, words: Sequence[str], place: int, units: Phrases) -> tuple[float, int, bool] | None:
        """The number that begins at a place, where it ends, and whether it says itself what it counts."""
        word, end = words[place], place + 1
        value = self.number(word)
        if word in self._fractions:
            value = self._fractions[word]
            end = next((i for i in range(end, min(end + 3, len(words))) if words[i] not in self._gaps), end)
        elif word in self._articles:
            [following] = words[end : end + 1] or [""]
            scaled = following in self._scaling or following in self._fractions
            if scaled and (found := self._number(words, end, units)):
                return found
            if not any(following in group for group in self._groups):
                return None
            value = 1.0
        if value is None:
            return None
        while end < len(words) and words[end] in self._numbers and value % 10 == 0 < self._numbers[words[end]] < 10:
            value, end = value + self._numbers[words[end]], end + 1
        while end < len(words) and words[end] in self._scales:
            value, end = value * self._scales[words[end]], end + 1
        implied = end < len(words) and words[end] in self._implied and units.at(words, end) is not None
        return (value * self._implied[words[end]], end + 1, True) if implied else (value, end, False)

    def number(self, word: str) -> float | None:
        """Return the number that a word is by itself, in figures or not."""
        found = numbers(word)
        return found[0] if found else self._numbers.get(word, 1.0 if word in self._ones - self._articles else None)

    def bounded(self, words: Sequence[str], found: Stated, years: bool = False) -> Stated:
        """Return a figure with its bound, which stands before it ("over", "no more than") or after it ("or later")."""
        start = next((i + 1 for i in range(found.start - 1, -1, -1) if words[i] not in self._gaps), 0)
        for first in range(max(start - 5, 0), found.start):
            hit = self._before.at(words, first) or (self._by.at(words, first) if years else None)
            if hit and start <= hit[0] <= found.start:
                return found._replace(start=first, bound=hit[1])
        hit = self._after.at(words, found.end) if found.end < len(words) else None
        if hit:
            return found._replace(end=hit[0], bound=hit[1])
        if start and words[start - 1] in self._than:
            hits = [each for each in self._before.find(words[: start - 1]) if each[2] in (MORE, FEWER)]
            if hits:
                return found._replace(start=start - 1, bound=hits[-1][2], apart=hits[-1][:2])
        return found._replace(bound=LASTING if years and self._lasting.occur(words) else EXACTLY)
