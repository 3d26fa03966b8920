"""How many categories a subject wins, loses or ties, and what a question claims of these numbers.

A claim is read by one grammar: a quantity ("at least four", "less than half", "none", "80 %", "as many as …") of a set
of categories: those won, lost, tied … by whom, those set aside left out. Each quantity is a bound
of a number, whatever words say it, and is held against the size of the set; what a claim leaves out ("Django four,
Flask one") is taken from those beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import TypeAlias

from assistant.answering.compound import OWN
from assistant.answering.figures import ABOUT, AT_LEAST, AT_MOST, EXACTLY, FEWER, MORE, fits
from assistant.answering.library import Item, Library
from assistant.answering.masking import is_turned
from assistant.answering.ranking import content_weights
from assistant.asking.marks import PREDICATE, SUBJECT, Mark, Spans
from assistant.asking.question import Question
from assistant.knowledge.base import OVERALL, TIE
from assistant.tuples import NamedTuple
from assistant.words.lexicon import is_word

WINS, LOSSES, TIES, SCORE = "wins", "losses", "ties", "leader"
"""What is counted; an entry about the whole comparison names it in its `counts`."""

DECIDED, UNBEATEN, LEAD, ROUNDS, GAINS = "decided", "unbeaten", "lead", "rounds", "gains"
"""What is counted besides: categories that anyone wins, that a subject does not lose, its lead, and all.

What is gained is a win where categories are.
"""

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

_COUNTED: Mapping[str, Callable[[str, str], int]] = {
    WINS: lambda winner, subject: winner == subject,
    LOSSES: lambda winner, subject: winner not in (subject, TIE),
    TIES: lambda winner, subject: winner == TIE,
    DECIDED: lambda winner, subject: winner != TIE,
    UNBEATEN: lambda winner, subject: winner in (subject, TIE),
    ROUNDS: lambda winner, subject: 1,
}
"""What a category counts, by its winner, for a subject."""

REACH, ROUNDED, NEAR = 3, 0.5, 1.0
"""Words within which a bound follows its number; by how much a share of all may be rounded, and what "about" means."""


class Counted(NamedTuple):
    """Whether what is claimed of the numbers is so, and the entry that tells them."""

    affirms: bool
    item: Item
    subject: str | None


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
    pairs: bool

    @property
    def numbers(self) -> list[Quantity]:
        """The numbers and shares said."""
        return [each for each in self.quantities if each.said and each.number is not None]

    @property
    def spelt(self) -> list[str]:
        """The words that say how many of what."""
        spans = [(each.start, each.end) for each in self.quantities]
        spans += [each[:2] for each in (*self.metrics, *self.rounds)]
        return [word for start, end in spans for word in self.words[start:end]]

    def within(self, start: int, end: int) -> tuple[list[str], list[str]]:
        """Return what is counted, and of whom, between two places."""
        metrics, subjects = (
            [name for place, _, name in found if start <= place < end] for found in (self.metrics, self.subjects)
        )
        return metrics, subjects

    def metric(self, of: Quantity) -> str:
        """What a quantity counts by the word next to it in its clause, on the side of the first one; "" if by none."""
        found = [each for each in self.metrics if not self.parted(each[0], of.start)]
        if self._owner(of) and found and min(each[0] for each in found) >= of.end + 2 and len(self.numbers) > 2:
            return ""  # "four A, one B, four draws"
        leads = bool(self.metrics) and self.metrics[0][0] < self.quantities[0].start
        gaps = [(max(start - of.end, of.start - end, 0), (start < of.start) != leads) for start, end, _ in found]
        nearest = found[gaps.index(min(gaps))] if found else None
        return nearest[2] if nearest else ""

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
                found += [each] if self.metric(each) or not (found or numbers) else []
        return found

    def _is_near(self, quantity: Quantity) -> bool:
        """Tell whether it counts a thing that is counted, unlike "in ten minutes: did A win?"."""
        if quantity.number is None or self.subject(quantity):
            return True
        return any(not self.parted(start, quantity.start) for start, *_ in (*self.metrics, *self.rounds))

    def parted(self, one: int, other: int) -> bool:
        """Tell whether two places stand in different clauses."""
        return any(min(one, other) < place < max(one, other) for place in self.breaks)


class Tally:
    """Holds what questions claim of the numbers of wins, losses and ties against the rulings."""

    def __init__(self, library: Library) -> None:
        english = library.english
        self._library, self._reader = library, library.reader
        self._numbers: Mapping[str, float] = {**english.numbers, **english.figures["numbers"]}
        self._multiples = english.figures["multiples"]
        amounts = {**english.amounts, ABOUT: english.bounds["about"]}
        self._metrics, self._amounts, self._frequencies, self._judged = (
            library.lexicon.cut_as((each, name) for name, group in groups.items() for each in group)
            for groups in (english.tally, amounts, english.frequencies, english.judged)
        )
        kinds = [f"{one} {other}" for one in english.tally[DECIDED] for other in english.tally[ROUNDS]]
        self._those, set_aside = frozenset(english.relations["all"]), (*english.aside_before, *english.asking["except"])
        self._decided, self._excepting = map(library.lexicon.cut, (kinds, set_aside))
        self._won, self._outright = english.tally[WINS][0], frozenset(english.outright)
        self._shares, self._alternatives = english.shares, frozenset(english.alternatives)
        self._articles, self._margins = frozenset(english.bounds["articles"]), frozenset(english.margins)
        self._owned = frozenset((*english.speakers, *english.pronouns))
        self._copulas, self._questions = frozenset(english.copulas), frozenset(english.question_words)
        nobody, anyone = (*english.neither, *english.asking["nobody"]), (*english.either, *english.anybody)
        self._nobody, self._anyone, self._pairs = map(library.lexicon.cut, (nobody, anyone, english.pairs))
        apart = (english.apiece, english.sums, english.together)
        self._apiece, self._sums, self._together = map(library.lexicon.cut, apart)
        self._breaks = frozenset((*english.conjunctions, *english.contrasts))
        self._scores = frozenset((*english.scores, *english.tally[ROUNDS]))
        self._pairing, self._of = frozenset(english.relations["to"]), frozenset(english.relations["of"])
        self._everyone = tuple(each.id for each in library.base.subjects)
        self._names, self._total = self._reader.names, len(library.base.categories)
        self._winners = [(each.id, each.winner) for each in library.base.categories]
        self._items = {item.entry.counts: item for item in library.of_topic.get(OVERALL, ()) if item.entry.counts}

    def counted(self, question: Question) -> Counted | None:
        """Return what a yes/no question claims of the numbers, None where it is no such question."""
        return next(filter(None, (self._claimed(question, words) for words in self._sentences(question))), None)

    def states(self, question: Question) -> bool:
        """Tell whether a question that has no form of one may claim numbers: "A swept all nine", "no round that …"."""
        words = question.asked
        first = next((start for start, *_ in self._amounts.find(words)), len(words))
        asks = question.either_or or "how-many" in question.forms or not self._questions.isdisjoint(words[: first + 1])
        counting = self._read(words, self._total)
        about = counting.metrics and (counting.subjects or counting.rounds or counting.metrics[0][2] == TIES)
        guess = words[-5:].count(",") == 1 and any(each.end > len(words) - REACH for each in counting.numbers)
        return bool(about) and (guess or not asks) and not self._reader.is_request(words)

    def _owning(self, words: Sequence[str]) -> list[str]:
        """Words without possessives: what is somebody's, with nothing named after it, is won by him."""
        found = []
        for i, word in enumerate(words):
            alone = not any(is_word(each) and each not in self._outright for each in words[i + 1 : i + 2])
            if word != "'s" or alone:
                found.append(self._won if word == "'s" else word)
        return found

    def _sentences(self, question: Question) -> Iterator[Sequence[str]]:
        """The sentence that asks; where that asks nothing itself ("…. Right count?"), those before, or both as one."""
        yield question.asked
        counts = (self._metrics, self._names)
        if len(question.sentences) > 1 and not any(each.occur(question.asked) for each in counts):
            before = [each for each in question.sentences if each != question.asked]
            yield from reversed(before)
            yield [*chain.from_iterable((*filter(is_word, each), ",") for each in before), *question.asked]

    def _is_turned(self, question: Question, aside: Sequence[str]) -> bool:
        """Tell whether it asks for the opposite ("A does not win all", "is it false that …"), unlike "doesn't A …?".

        Words that set categories `aside` turn nothing.
        """
        words = " ".join(question.said).replace(" ".join(aside), "").split() if aside else question.said
        spans: Spans = {}
        for start, end, _ in (*self._amounts.find(words), *self._frequencies.find(words)):
            spans[start] = end, []
        for start, end, _ in (*self._judged.find(words), *self._metrics.find(words)):
            spans[start] = end, [Mark(" ".join(words[start:end]), frozenset((PREDICATE,)))]
        for start, end, subject in self._names.find(words):
            spans[start] = end, [Mark(" ".join(words[start:end]), frozenset((SUBJECT,)), subject)]
        return is_turned(self._library, words, spans)

    def _read(self, words: Sequence[str], total: int) -> Counting:
        """What stands where in a sentence that counts, of so many categories."""
        subjects = list(self._names.find(words))
        named = {i for start, end, _ in subjects for i in range(start, end)}
        found = [each for each in self._metrics.find(words) if each[0] not in named]
        rounds = [each for each in found if each[2] == ROUNDS]
        gains = rounds and {name for *_, name in found} <= {GAINS, ROUNDS}
        found = [(start, end, WINS if name == GAINS else name) for start, end, name in found if name != GAINS or gains]
        apiece = [each for each in self._apiece.find(words) if each[1] not in {start for start, *_ in rounds}]
        pairs = [*self._pairs.find(words), *apiece]
        others = [*pairs, *self._anyone.find(words)]
        taken = named.union(start for start, *_ in others)
        amounts = [each for each in self._amounts.find(words) if each[0] not in taken]
        held = {start for start, _, name in found if name == TIES} if len(amounts) > 1 else ()
        amounts = [each for each in amounts if each[2] != NONE or each[0] not in held]  # "four with no winner"
        wins = (end for _, end, name in found if name != ROUNDS and any(start == end + 1 for start, *_ in rounds))
        amounts += [(end, end + 1, ANY) for end in wins if words[end] in self._articles]  # "wins a category"
        spelt = {i: (start, end) for start, end, _ in amounts for i in range(start, end)}
        metrics = [each for each in found if each[2] != ROUNDS and spelt.get(each[0], each[:2]) == each[:2]]
        sums = next((start for start, _, _ in self._sums.find(words)), 0)
        starts, ends = {start for start, *_ in subjects}, {end for _, end, _ in subjects}
        numbers = [i for i in range(len(words)) if self._number(words, i) is not None]
        last = max((start for start, *_ in (*metrics, *rounds, *subjects)), default=0)
        goes_on = any(last < i and (":" in words[last:i] or i > len(words) - REACH) for i in numbers)
        stops = (i for i, word in enumerate(words) if not is_word(word) or word in self._breaks)
        breaks = [i for i in stops if not (i in ends and i + 1 in starts) and (i < last or not goes_on)]
        parts = self._quantities(words, amounts, others, total)
        quantities = [each for each in parts if each.end > sums or not each.said or each.number is None]
        counts = {*numbers, *(end - 1 for _, end, _ in rounds)}
        to = (each for each in starts if words[each - 1] in self._pairing and each - 2 in counts)
        won = [(each - 1, each, WINS) for each in to]  # "all nine to A"
        return self._with_unions(Counting(words, metrics or won[:1], rounds, subjects, breaks, quantities, bool(pairs)))

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
            before = (i for i, each in enumerate(found) if 0 <= each.start - end < 2 and each.bound == EXACTLY)
            after = (i for i, each in enumerate(found) if 0 <= start - each.start < REACH and each.bound == EXACTLY)
            place = next(before, next(after, None)) if name in _BOUNDS else None
            if place is not None:
                found[place] = found[place]._replace(bound=name, start=min(start, found[place].start))
            elif name == ALL_BUT and any(each.start == end for each in found):
                i = next(i for i, each in enumerate(found) if each.start == end)
                found[i] = found[i]._replace(start=start, number=total - (found[i].number or 0))
            else:
                free.append((start, end, name))
        found = [each._replace(margin=each.start > 0 and words[each.start - 1] in self._margins) for each in found]
        return sorted((*found, *self._unnumbered(words, free, total)))

    def _unnumbered(self, words: Sequence[str], amounts: Sequence[Span], total: int) -> Iterator[Quantity]:
        """Yield what says how many without a number."""
        last: Span = (0, -1, "")
        for start, end, name in amounts:
            margin = start > 0 and words[start - 1] in self._margins
            if name == REST:
                yield Quantity(start, end, EXACTLY, None, rest=True)
            elif name in (MORE, FEWER) and last[1:] == (start, NONE):  # "no more wins than"
                yield Quantity(start, end, AT_MOST if name == MORE else AT_LEAST, None)
            elif name in _BOUNDS:
                factor = self._multiples.get(words[start - 1], 1) if start else 1
                yield Quantity(start, end, name, None, factor)
            elif name == ANY and margin:  # "by a single point"
                yield Quantity(start, end, EXACTLY, 1, margin=True)
            elif name in _QUANTIFIED:
                bound, share, number = _QUANTIFIED[name]
                yield Quantity(start, end, bound, share * total + number, said=False)
            last = start, end, name

    def _numbered(
        self, words: Sequence[str], amounts: Sequence[Span], others: Sequence[Span], total: int
    ) -> list[Quantity]:
        """The numbers and shares said; not those of `others` ("the two", "one framework"), nor "of the nine"."""
        bounded = {end for _, end, name in amounts if name in _BOUNDS}
        spans = (*amounts, *(each for each in others if each[0] not in bounded))
        within = {i for start, end, _ in spans for i in range(start, end)}
        found: list[Quantity] = []
        for i, word in enumerate(words):
            if i in within or (found and i < found[-1].end):
                continue
            number, following = self._number(words, i), words[i + 1 : i + 2]
            if number is not None and following and following[0] in self._shares:
                found.append(self._share(i, i + 2, number, following[0], total))
            elif number is None and word in self._shares and self._is_share(words, i):
                found.append(self._share(i, i + 1, 1, word, total))
            elif word.endswith("%") and word[:-1].isdigit():
                found.append(self._share(i, i + 1, int(word[:-1]), "%", total))
            elif number is None or (number in (self._total, total) and self._follows(words, i, amounts)):
                continue
            elif self._owned.isdisjoint(words[i + 2 : i + 3]) or i in bounded:  # "one of my boys" is no category
                found.append(Quantity(i, i + 1, EXACTLY, number))
        return found

    def _number(self, words: Sequence[str], i: int) -> float | None:
        word = words[i]
        if self._multiples.get(word, 1) > 1 and self._of.isdisjoint(words[i + 1 : i + 2]):
            return self._multiples[word]  # "loses twice", unlike "twice as many" and "twice the"
        return int(word) if word.isdigit() and len(word) < 4 else self._numbers.get(word)

    def _share(self, start: int, end: int, number: float, of: str, total: int) -> Quantity:
        parts = self._shares[of]
        return Quantity(start, end, EXACTLY, number * total / parts, exact=parts < 100)

    def _is_share(self, words: Sequence[str], i: int) -> bool:
        """Tell whether a word is a share without a number: "half", and "a third", unlike "the third" and "percent"."""
        return self._shares[words[i]] == 2 or (i > 0 and words[i - 1] in self._articles)

    def _follows(self, words: Sequence[str], i: int, amounts: Sequence[Span]) -> bool:
        """Tell whether how many was said before the number of all: "four of the nine", "more of the nine than"."""
        before = [each for each in amounts if each[1] <= i]
        if any(end >= i - 1 and name in _BOUNDS for _, end, name in before):
            return False
        numbers = (self._number(words, j) is not None or words[j][:-1].isdigit() for j in range(i))
        return bool(before) or any(numbers) or not self._shares.keys().isdisjoint(words[:i])

    def _claimed(self, question: Question, words: Sequence[str]) -> Counted | None:
        """What is claimed of the numbers in a sentence; None where nothing is."""
        words = self._owning(words)
        left, aside, piece = self._left(words, question)
        counting = self._read(left, self._total - len(aside))
        if question.carried and not counting.subjects:  # "is it worse at anything?"
            counting = counting._replace(subjects=[(0, 0, each) for each in question.subjects[:1]])
        idle = {i for start, end, _ in self._metrics.find(left) for i in range(start, end)}
        beside = chain.from_iterable(each for each in question.sentences if each not in (words, question.asked))
        plain = [word for i, word in enumerate(left) if i not in idle and word not in counting.spelt]
        named = frozenset(self._library.categories_in(self._reader.canonical([*plain, *beside]), poles=False))
        found = self._of_one(named, counting, aside) if named else self._scored(question, counting)
        found = found or (None if named else self._counted(question, counting, aside))
        return found and found._replace(affirms=found.affirms != self._is_turned(question, piece))

    def _left(self, words: list[str], question: Question) -> tuple[list[str], frozenset[str], Sequence[str]]:
        """The words without those that set categories aside ("but X"), these categories, and those words."""
        aside = self._aside(question.dismissed)
        for start, end, _ in self._excepting.find(words):
            stop = next((i for i in range(end, min(end + REACH, len(words)) + 1) if self._aside(words[end:i])), 0)
            if stop:
                return [*words[:start], *words[stop:]], aside | self._aside(words[end:stop]), words[start:stop]
        decided = next(self._decided.find(words), None)
        if decided is None or self._those.isdisjoint(words[max(decided[0] - 1, 0) : decided[0]]):
            return words, aside, ()
        if any(name in (MORE, FEWER) for *_, name in self._amounts.find(words[decided[1] :])):
            return words, aside, ()
        return [*words[: decided[0]], *words[decided[0] + 1 :]], aside | self._set(TIES, ""), ()

    def _aside(self, words: Sequence[str]) -> frozenset[str]:
        """The categories that words name, and all that are tied where they name ties."""
        named = self._library.categories_in(self._reader.canonical(words), poles=False) if words else ()
        ties = any(name == TIES for *_, name in self._metrics.find(words))
        return self._set(TIES, "").union(named) if ties else frozenset(named)

    def _of_one(self, named: frozenset[str], counting: Counting, aside: frozenset[str]) -> Counted | None:
        """Whether a category is the only one of a set, or one of several in it; nothing else is counted of one."""
        metric = counting.metrics[0][2] if counting.metrics else ""
        subject = counting.subjects[0][2] if counting.subjects else ""
        item, several = self._items.get(metric), any(each.number == SOME for each in counting.quantities)
        only = any(each.compares and each.bound == EXACTLY for each in counting.quantities)
        if len(named) > 1 or not (item and subject and (only or several)):
            return None
        of = self._set(metric, subject, aside)
        return Counted(named <= of and (len(of) > 1 if several else len(of) == 1), item, subject)

    def _with_metric(self, counting: Counting) -> Counting | None:
        """The same with what is counted where no word of counting says it; None where something else is asked.

        That is who is "always better", or how many categories there are.
        """
        if counting.metrics:
            return counting
        words, numbers = counting.words, counting.numbers
        judged, often = (list(each.find(words)) for each in (self._judged, self._frequencies))
        every = sum(self._number(words, i) == self._total for i in range(len(words)))
        if counting.rounds and numbers and every <= sum(each.number == self._total for each in numbers):
            # "four of the nine categories" are not all
            return counting._replace(metrics=[(*counting.rounds[0][:2], ROUNDS)], subjects=())
        if judged and often and (counting.subjects or self._anyone.occur(words)):
            start, end, name = often[0]
            bound, share, number = _QUANTIFIED[name]
            of = Quantity(start, end, bound, share * self._total + number, said=False)
            return counting._replace(metrics=judged, quantities=[of])
        return None

    def _counted(self, question: Question, counting: Counting, aside: frozenset[str]) -> Counted | None:
        """Whether all that a sentence claims of wins, losses and ties is so, quantity by quantity."""
        found = self._with_metric(counting)
        if found is None:
            return None
        every = not (counting.metrics or counting.rounds) and found.quantities[0].number == self._total
        counting, words, quantities = found, found.words, found.weighed()
        leads = aside and counting.subjects and [name for *_, name in counting.metrics] == [WINS]
        if leads and not any(each.number is not None for each in quantities):  # "without X, is A ahead?"
            quantities = [Quantity(0, 0, MORE, 0, margin=True)]
            counting = counting._replace(quantities=quantities)
        metric, subject, rest = "", "", float(self._total - len(aside))
        so: list[bool | None] = []
        told: set[tuple[str, str]] = set()
        for i, each in enumerate(quantities):
            own = counting.metric(each) or metric or self._by_default(counting, each, quantities)
            whom = counting.subject(each) or subject or next((name for *_, name in counting.subjects), "")
            if each.compares:
                end = quantities[i + 1].start if quantities[i + 1 :] else len(words)
                within = counting.within(quantities[i - 1].end if i else 0, end)
                one, other = self._compared(*within, own, whom)
                if other is None:
                    continue
                (own, whom), number = one, self._count(*other, aside) * each.factor
                each = each._replace(number=number)
            elif each.rest:
                each = each._replace(number=rest)
            if each.margin and own in (WINS, LOSSES):
                own, each = LEAD, each if own == WINS else each._replace(number=-(each.number or 0))
            of, joined = self._of_whom(counting, own, whom, each.end)
            rival = next((name for *_, name in counting.subjects if name != whom), "")
            so.append(joined(_is_so(each, self._count(*one, aside, rival)) for one in of))
            metric, subject, rest = own, whom, rest - (each.number or 0)
            told.add((own, whom))
        metrics, subjects = ({one[i] for one in told} for i in (0, 1))
        common = (next(iter(one)) if len(one) == 1 else "" for one in (metrics, subjects))
        told_by = self._all_so(so, *common) if so else None
        overall = self._library.catalogue.overall
        return told_by._replace(item=overall) if told_by and every and overall else told_by  # "always better"

    def _by_default(self, counting: Counting, quantity: Quantity, quantities: Sequence[Quantity]) -> str:
        """What is counted where no word says so: wins, where each word of counting beside is of another quantity."""
        others = any(counting.metric(each) for each in quantities if each is not quantity)
        return WINS if not counting.metrics or (others and counting.subject(quantity)) else counting.metrics[0][2]

    def _of_whom(
        self, counting: Counting, metric: str, subject: str, place: int
    ) -> tuple[list[tuple[str, str]], Callable[[Iterable[bool | None]], bool]]:
        """What is counted of whom (of nobody after a `place`: ties), and whether of all of them, of any or of none."""
        if subject or metric in (LEAD, TIES, DECIDED, ROUNDS):
            together = metric == WINS and self._together.occur(counting.words) and len(counting.subjects) > 1
            return [(DECIDED if together else metric, subject)], all
        everyone = [(metric, each) for each in self._everyone]
        nobody = next(self._nobody.find(counting.words), None)
        if nobody:
            return ([(TIES, "")], all) if place <= nobody[0] else (everyone, lambda so: not any(so))
        if self._anyone.occur(counting.words):
            return everyone, any
        return (everyone if counting.pairs else [(DECIDED, "")]), all

    def _compared(
        self, metrics: Sequence[str], subjects: Sequence[str], metric: str, subject: str
    ) -> tuple[tuple[str, str], tuple[str, str] | None]:
        """What is counted of whom, and what it is compared with; None where that is not said."""
        own = metrics[0] if metrics else metric
        one = own, subjects[0] if subjects else subject
        if len(metrics) > 1 and metrics[1] != own:
            of = subjects[-1] if subjects else subject
            return one, (metrics[1] if of or metrics[1] == TIES else DECIDED, of)
        return one, next(((own, each) for each in subjects if each != subjects[0]), None)

    def _all_so(self, so: Sequence[bool | None], metric: str, subject: str | None) -> Counted | None:
        """Whether all that is claimed is so; None where that is not known of a part of it."""
        item = self._items.get(metric) or self._items.get(SCORE)
        return None if None in so or item is None else Counted(all(so), item, subject or None)

    def _scored(self, question: Question, counting: Counting) -> Counted | None:
        """Whether a score like "4 to 1" is the one, and what is told besides; None where none is said."""
        words, numbers = counting.words, counting.numbers
        if len(numbers) < 2 or any(each.bound not in (EXACTLY, ABOUT) for each in numbers):
            return None
        joints = [words[one.end : other.start] for one, other in pairwise(numbers)]
        if not self._scores.issuperset(joints[0]) or not (joints[0] or words[numbers[0].start].isdigit()):
            return None  # nothing is left of the dash of "4-1"
        subject = counting.subjects[0][2] if counting.subjects else ""
        metric = counting.metrics[0][2] if counting.metrics else ""
        if not metric and self._asks_more(question, counting):
            return None
        won, *others = (each.number for each in numbers)
        so: list[bool | None]
        if len(others) == 2 and not any(joints):
            ties, orders = self._count(TIES, subject), (others, others[::-1])
            so = [any(drawn == ties and self._is_score([won, lost], metric, subject) for lost, drawn in orders)]
        else:
            so = [self._is_score([won, others[0]], metric, subject)]
            for each in numbers[2:] if metric else ():
                so.append(self._count(counting.metric(each) or metric, subject) == each.number)
        return self._all_so(so, SCORE, subject)

    def _is_score(self, stated: Sequence[float | None], metric: str, subject: str) -> bool:
        """Tell whether so many wins to so many losses are the numbers, of anyone where no subject is named."""
        ordered = sorted(each or 0.0 for each in stated)
        if not subject:
            return ordered == sorted(self._count(WINS, each) for each in self._everyone)
        told = [self._count(WINS, subject), self._count(LOSSES, subject)]
        if metric == LOSSES:  # "lost 4 to 1" and "lost by 1 to 4" are one
            return told[0] < told[1] and ordered == told
        return list(stated) == told

    def _set(self, metric: str, subject: str, aside: frozenset[str] = frozenset()) -> frozenset[str]:
        """The categories that are counted, but those set aside."""
        fits = _COUNTED[metric]
        return frozenset(name for name, winner in self._winners if fits(winner, subject)) - aside

    def _count(self, metric: str, subject: str, aside: frozenset[str] = frozenset(), rival: str = "") -> int:
        """How many categories are counted, but those set aside.

        A lead is that over a rival, else over the best of the others; of nobody it is that of whoever is ahead.
        """
        if metric == LEAD:
            wins = {each: self._count(WINS, each, aside) for each in self._everyone}
            own = wins.pop(subject or max(wins, key=lambda each: wins[each]))
            return own - wins.get(rival, max(wins.values()))
        return len(self._set(metric, subject, aside))

    def _asks_more(self, question: Question, counting: Counting) -> bool:
        """Tell whether a question has a matter beside how many of what, words that judge, and those of the entry."""
        item = self._items.get(SCORE)
        idle = self._reader.canonical(counting.spelt)
        known = self._library.general.union(idle, item.vocabulary if item else ())
        weights = content_weights(question.content, self._library)
        return sum(weight for word, weight in weights.items() if word not in known) > OWN


def _is_so(quantity: Quantity, count: int) -> bool | None:
    """Tell whether a count is what a quantity says; one that is "about" or a share may be rounded."""
    number = quantity.number or 0.0
    if quantity.bound == ABOUT or (quantity.bound == EXACTLY and not quantity.exact):
        return abs(number - count) < (NEAR if quantity.bound == ABOUT else ROUNDED)
    return fits(quantity.bound, (number, number), (count, count))
