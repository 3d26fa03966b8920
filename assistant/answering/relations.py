"""How the figures of subjects are related: which is the greater, by how much, how many times, what they make together.

A claim is read by one grammar, whatever the figures are of: a quantity ("half a decade", "six times", "6 to 1"), what
it measures (a difference, a ratio, a sum), and of whom it is said beside whom. It is held against what follows from the
figures that an entry knows of several subjects, whether or not an author tells it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from assistant.answering.compound import OWN
from assistant.answering.evaluate import all_so
from assistant.answering.figures import ABOUT, EXACTLY, MORE, Span, Stated, fits, known_span
from assistant.answering.library import Item, Library
from assistant.answering.masking import RARE, Masker, is_turned
from assistant.answering.ranking import Candidate, content_weights, weight_beside
from assistant.asking.marks import PREDICATE, SUBJECT, Mark, Spans, marked
from assistant.asking.question import AROUND, Question
from assistant.knowledge.base import Entry
from assistant.knowledge.values import is_year
from assistant.tuples import NamedTuple
from assistant.words.lexicon import is_word
from assistant.words.phrases import Phrases, covered

DIFFERENCE, RATIO, SUM = "difference", "ratio", "sum"
"""What is measured of the figures of two subjects, or of all."""

GREATER, LESSER, APART, ALIKE = "greater", "lesser", "apart", "alike"
"""How a figure stands to another: a later year or more of something, an earlier one or less, apart, the same."""

NEXT, OBJECT = 2, 3
"""Words at most between a number and the word that compares it, and from such a word to whom it compares with."""

NEAR, FAR = 0.05, 0.2
"""Parts of a ratio by which a stated one may be wrong, and from which on it is; "about" by twice the first."""


class Relation(NamedTuple):
    """What is said: a bound of a measure of the figure of `first` beside that of `second`, "" where none is named.

    `sign` is -1 where the first's is the lesser one, 0 where it is not said which. `spans` are the words that say it.
    """

    kind: str
    span: Span
    bound: str
    sign: int
    spans: tuple[tuple[int, int], ...]
    first: str = ""
    second: str = ""

    @property
    def is_order(self) -> bool:
        """Tell whether no number is said: which is greater, or that they are alike."""
        return self.kind == DIFFERENCE and self.span == (0.0, 0.0)


class Related(NamedTuple):
    """Whether what is said is so, or of whom it is so, and the entry that tells the figures."""

    affirms: bool | None
    pick: str | None
    item: Item


class Relations:
    """Finds relations of figures in questions, and holds them against what one library knows."""

    def __init__(self, library: Library, masker: Masker) -> None:
        english = library.english
        self._library, self._masker, self._figures = library, masker, masker.figures
        self._everyone = tuple(each.id for each in library.base.subjects)
        self._items = [each for each in library.items.values() if len(each.entry.figures) > 1]
        given = english.relations
        later, earlier, alike = given["later"], given["earlier"], given["same-time"]
        times = {GREATER: (*later, *given["after"]), LESSER: (*earlier, *given["before"])}
        amounts = {GREATER: given["more"], LESSER: given["fewer"], APART: given["apart"], ALIKE: given["same-number"]}
        self._times = library.lexicon.cut_as({**times, APART: given["apart"], ALIKE: alike})
        self._amounts, self._ages = library.lexicon.cut_as(amounts), library.lexicon.cut((*later, *earlier, *alike))
        self._facing, self._ratios = (library.lexicon.cut(given[way]) for way in ("facing", "ratios"))
        self._all = frozenset(given["all"])
        self._two = dict.fromkeys(given["two"], "2")
        self._idle = library.lexicon.cut((*given["beginnings"], *given["measures"], *given["others"]))
        groups = (english.figures[group] for group in ("periods", "multiples"))
        self._periods, self._multiples = (Phrases((each, each) for each in group) for group in groups)
        self._each, self._for = frozenset(given["each"]), frozenset(given["for"])
        self._pairing = frozenset(given["to"])
        self._than = frozenset(english.bounds["than"])
        self._ones = frozenset((*english.bounds["ones"], "1"))
        self._together = library.lexicon.cut((*english.together, *given["together"]))
        self._pairs = library.lexicon.cut(english.pairs)
        self._names = library.reader.names
        self._asks, self._choosers = frozenset(english.question_words), frozenset(english.choosers)

    def told(self, question: Question, candidates: Sequence[Candidate], asserted: bool) -> Related | None:
        """Return whether a relation that a question states is so, or whom it asks for; None where it does neither."""
        if question.carried or not self._items:
            return None
        first = next((word for word in question.asked if word in self._asks), "")
        asserted = asserted and not question.either_or
        if not asserted and (self._library.reader.is_request(question.asked) or first not in {*self._choosers, ""}):
            return None
        near = [each.item for each in candidates if each.item in self._items]
        items = [*near, *(each for each in self._items if each not in near)]
        stated = [(relation, item) for item in items for relation in self._stated(question, item)]
        for relation, item in sorted(stated, key=lambda each: each[0].is_order):  # a number that is said tells more
            if relation.is_order and not self._may_order(question, item, candidates, asserted):
                continue
            if self._is_all(question, item, relation, candidates):
                whole = bool(relation.first and relation.second) and not (relation.is_order or question.either_or)
                found = self._answer(question, item, relation, asserted or (whole and not first))
                if found or not relation.is_order:
                    return found
        return None

    def _may_order(self, question: Question, item: Item, candidates: Sequence[Candidate], asserted: bool) -> bool:
        """Tell whether a word that compares may be meant of the figures of an entry where no number is said.

        It is where that is the best reading; else where the word says nothing but ages, and no claim says it.
        """
        best = candidates[0].item
        if best is item:
            return True
        claimed = asserted and bool(best.entry.holds) and self._masker.is_own(question, best)
        return not item.entry.units and not claimed and self._ages.occur(question.said)

    def _answer(self, question: Question, item: Item, relation: Relation, asserted: bool) -> Related | None:
        entry = item.entry
        if asserted:
            so = self._so(relation, entry, relation.first or next(iter(entry.figures)), relation.second)
            if so is None:
                return None
            return Related(so != self._is_turned(question, relation, item.entry), None, item)
        named = [each for each in dict.fromkeys((relation.first, relation.second)) if each]
        opens = not self._choosers.isdisjoint(question.asked[:2])
        if len(named) == 1 or (named and not (question.either_or or opens)):
            return None
        plain = relation._replace(first="", second="")
        of = named or list(entry.figures)
        told = {each: self._so(plain, entry, each, next((s for s in named if s != each), "")) for each in of}
        picks = [each for each, holds in told.items() if holds]
        return Related(None, picks[0], item) if len(picks) == 1 and None not in told.values() else None

    def _so(self, relation: Relation, entry: Entry, first: str, second: str) -> bool | None:
        """Tell whether a relation is so of a subject's figure beside another's, or beside each of the others."""
        if relation.kind == SUM:
            spans = [known_span(entry, each) for each in entry.figures]
            return fits(relation.bound, relation.span, (sum(low for low, _ in spans), sum(high for _, high in spans)))
        others = [second] if second else [each for each in entry.figures if each != first]
        if first not in entry.figures or not all(each in entry.figures for each in others):
            return None
        one = known_span(entry, first)
        return all_so([_holds(relation, one, known_span(entry, each)) for each in others])

    def _is_turned(self, question: Question, relation: Relation, entry: Entry) -> bool:
        words = question.said
        matter = Mark(" ".join(words[slice(*relation.spans[0])]), frozenset((PREDICATE,)))
        whom = [] if relation.first else [Mark("", frozenset((SUBJECT,)), self._everyone[0])]
        inside = covered(relation.spans)
        idle = [(start, end) for start, end, _ in self._idle_in(words, entry) if inside.isdisjoint(range(start, end))]
        spans: Spans = {start: (end, []) for start, end in (*idle, *relation.spans)}
        spans[relation.spans[0][0]] = relation.spans[0][1], [*whom, matter]
        for start, (end, [name]) in marked(words, self._names.find(words), SUBJECT).items():
            spans[start] = end, [name] if name.value == relation.first else []
        return is_turned(self._library, words, spans)

    def _is_all(self, question: Question, item: Item, relation: Relation, candidates: Sequence[Candidate]) -> bool:
        """Tell whether a question has no matter but the relation, and says what is counted, where that is no time."""
        words = question.said
        idle = covered((*relation.spans, *self._names.find(words), *self._idle_in(words, item.entry)))
        reader = self._library.reader
        left = [each if i not in idle else Mark("") for i, each in enumerate(words)]
        marks = (each for each in reader.mark(left, False) if not each.is_a(*AROUND))
        rest = [word for each in marks for word in each.text.split() if is_word(word)]
        near = candidates[0].item if candidates and candidates[0].item.entry.topic == item.entry.topic else item
        known = item.vocabulary | near.vocabulary | self._library.general
        counted = bool(item.entry.units) and self._figures.units_of(item.entry).occur(words)
        ratio = relation.kind == RATIO
        if (ratio or relation.is_order) and not self._is_plain(left, known - self._library.general):
            return False
        content = reader.canonical(rest)
        if weight_beside(content, known, self._library) > OWN:
            return False
        if not item.entry.units or counted or (ratio and near.entry.figures and self._ratios.occur(words)):
            return True
        weights = content_weights(content, self._library)
        return any(weight > RARE and word in item.vocabulary for word, weight in weights.items())

    def _is_plain(self, left: Sequence[str | Mark], known: Set[str]) -> bool:
        """Tell whether an order is said of figures alone: not "does the younger one win?", "better for a junior"."""
        reader, marks = self._library.reader, self._library.reader.mark(left, False)
        whose = any(a.is_a("possessive") and b.text and not b.kinds for a, b in pairwise(marks))
        unread = [each.text for each in marks if each.kinds <= {"superlative"} and each.text[:1].isalpha()]
        return not whose and known >= {*reader.canonical(unread)} and all(reader.canonical([word]) for word in unread)

    def _stated(self, question: Question, item: Item) -> Iterator[Relation]:
        """Yield the relation that a question states of the figures of an entry, with whom it is said of."""
        words, entry = question.said, item.entry
        named = self._names.places(words)
        plain = ["" if i in named else word for i, word in enumerate(words)]
        found = self._each_to(plain, words) if entry.units else None
        found = found or self._difference(plain, entry)
        if found is None and entry.units:
            found = self._ratio(plain) or self._sum(plain, entry)
        found = found or self._order(plain, entry)
        if found:
            yield found if found.first else self._of_whom(words, found, entry)

    def _idle_in(self, words: Sequence[str], entry: Entry) -> Iterator[tuple[int, int, str]]:
        """Where words stand that say of what sort a relation is, or nothing of it at all."""
        found = sorted(hit for each in (self._ways(entry), self._idle, self._pairs) for hit in each.find(words))
        yield from {start: (start, end, name) for start, end, name in found}.values()  # the longest of a place

    def _of_whom(self, words: Sequence[str], relation: Relation, entry: Entry) -> Relation:
        """A relation with the one it is said of, and the other: that named after "than", or after "before" and such."""
        names = list(self._names.find(words))
        named = list(dict.fromkeys(each for _, _, each in names))
        first, second = (*named, "", "")[:2]
        ends = [i + 1 for i, word in enumerate(words) if word in self._than]
        if not entry.units:
            ends += [end for _, end, _ in self._facing.find(words)]
        after = (each for end in ends for start, _, each in names if end <= start < end + OBJECT)
        other = next(after, "") if second and relation.kind != SUM else ""
        if other:
            first, second = next(each for each in named if each != other), other
        return relation._replace(first=first, second=second)

    def _ways(self, entry: Entry) -> Phrases:
        return self._amounts if entry.units else self._times

    def _difference(self, words: Sequence[str], entry: Entry) -> Relation | None:
        """By how much one is said to be greater or less than another, or to be apart from it."""
        units = self._figures.units_of(entry) if entry.units else self._periods
        words = words if entry.units else [self._two.get(word, word) for word in words]
        ways = list(self._ways(entry).find(words))
        found = self._figures.counts(words, units, _least_gap(entry)) if ways else []
        each = found[0] if len(found) == 1 else None
        if each is None or each.apart:
            return None
        way = _beside(each, ways, anywhere=not entry.units)
        if way is None:
            return None
        sign = {GREATER: 1, LESSER: -1}.get(way[2], 0)
        return Relation(DIFFERENCE, each.span, each.bound, sign, ((each.start, each.end), way[:2]))

    def _ratio(self, words: Sequence[str]) -> Relation | None:
        """How many times as many one is said to have as another."""
        pair = self._pair(words)
        if pair:
            return pair
        found = self._figures.counts(words, self._multiples)
        if len(found) != 1:
            return None
        [each] = found
        return Relation(RATIO, each.span, each.bound, 1, ((each.start, each.end),))

    def _pair(self, words: Sequence[str]) -> Relation | None:
        """Two numbers with "to" between them: "6:1", "six to one"."""
        for i in range(1, len(words) - 1):
            if words[i] in self._pairing:
                one, other = self._figures.number(words[i - 1]), self._figures.number(words[i + 1])
                if one and other and not is_year(one):
                    start, bound = self._bound_before(words, i - 1)
                    return Relation(RATIO, (one / other, one / other), bound, 1, ((start, i + 2),))
        return None

    def _each_to(self, words: Sequence[str], named: Sequence[str]) -> Relation | None:
        """So many of one for each of another, whichever is said first; in `named` the subjects stand too."""
        ones = [i for i, word in enumerate(words) if word in self._each or word in self._ones]
        if not ones or self._for.isdisjoint(words):
            return None
        counted = [i for i, word in enumerate(words) if (self._figures.number(word) or 0.0) > 1]
        names = list(self._names.find(named))
        for number in counted:
            one = next((i for i in ones if i not in (number - 1, number + 1)), None)
            if one is None or self._for.isdisjoint(words[max(min(one, number) - 1, 0) : max(one, number)]):
                continue
            first, second = (next((name for at, _, name in names if at > i), "") for i in (number, one))
            if not second:
                return None
            start, bound = self._bound_before(words, number)
            value = self._figures.number(words[number]) or 0.0
            return Relation(RATIO, (value, value), bound, 1, ((start, number + 1), (one, one + 1)), first, second)
        return None

    def _sum(self, words: Sequence[str], entry: Entry) -> Relation | None:
        """What they are said to have together."""
        hit = next(self._together.find(words), None)
        found = self._figures.counts(words, self._figures.units_of(entry), _least_gap(entry)) if hit else []
        if not hit or len(found) != 1:
            return None
        return Relation(SUM, found[0].span, found[0].bound, 0, ((found[0].start, found[0].end), hit[:2]))

    def _order(self, words: Sequence[str], entry: Entry) -> Relation | None:
        """Which is said to be greater, or that they are alike, where no number is said."""
        ways = list(self._ways(entry).find(words))
        if not ways:
            return None
        pairs = self._pairs.places(words)
        for i, word in enumerate(words):
            number = self._figures.number(word) or 0.0
            all_ = number == len(self._everyone) and not self._all.isdisjoint(words[max(i - 1, 0) : i])
            if number > 1 and not (i in pairs or all_):  # "of the three" is no figure
                return None
        for start, end, name in ways:
            if name == ALIKE:
                return Relation(DIFFERENCE, (0.0, 0.0), EXACTLY, 0, ((start, end),))
            if name != APART:
                return Relation(DIFFERENCE, (0.0, 0.0), MORE, 1 if name == GREATER else -1, ((start, end),))
        return None

    def _bound_before(self, words: Sequence[str], place: int) -> tuple[int, str]:
        """Where a number begins with the bound before it, and that bound."""
        found = self._figures.bounded(words, Stated(place, place + 1, (0.0, 0.0), ""))
        return found.start, found.bound


def _beside(stated: Stated, ways: Sequence[tuple[int, int, str]], anywhere: bool) -> tuple[int, int, str] | None:
    """The word that compares a number: right after it, or anywhere where it says a gap."""
    after = next((each for each in ways if 0 <= each[0] - stated.end <= NEXT), None)
    if after:
        return after
    gaps = ways if anywhere else [each for each in ways if each[2] == APART]
    return min(gaps, key=lambda each: (abs(each[0] - stated.start), each[0]), default=None)


def _least_gap(entry: Entry) -> float:
    """The least difference between the figures of two subjects."""
    known = sorted(known_span(entry, each)[0] for each in entry.figures)
    return min((b - a for a, b in pairwise(known)), default=0.0)


def _holds(relation: Relation, one: Span, other: Span) -> bool | None:
    """Tell whether a difference or a ratio of two figures is what is said of it."""
    if relation.kind == RATIO:
        if 0.0 in other or math.inf in (*one, *other):
            return None
        return _fits(relation, (one[0] / other[1], one[1] / other[0]), NEAR)
    gap = (one[0] - other[1], one[1] - other[0])
    if relation.sign < 0 or (relation.sign == 0 and gap[1] <= 0):
        gap = (-gap[1], -gap[0])
    if relation.sign and gap[1] <= 0:
        return False  # it is the other way round
    return None if gap[0] < 0 else _fits(relation, gap, 0.0)


def _fits(relation: Relation, known: Span, rounded: float) -> bool | None:
    """Tell whether a difference or a ratio is what is stated, which may be `rounded` by such a part of it."""
    near = {ABOUT: 2 * NEAR, EXACTLY: rounded}.get(relation.bound)
    if not near:
        return fits(relation.bound, relation.span, known)
    gap = max(relation.span[0] - known[1], known[0] - relation.span[1], 0.0) / known[0] if known[0] else math.inf
    return True if gap <= near else False if gap > FAR else None
