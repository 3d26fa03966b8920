"""How many categories a subject wins, loses or ties, and what a question claims of these numbers.

A claim is read by one grammar: a quantity ("at least four", "less than half", "none", "80 %", "as many as …") of a set
of categories: those won, lost, tied … by whom, those set aside left out. Each quantity is a bound
of a number, whatever words say it, and is held against the size of the set; what a claim leaves out ("Django four,
Flask one") is taken from those beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise

from assistant.answering.compound import OWN
from assistant.answering.counting import (
    DECIDED,
    LEAD,
    LOSSES,
    REACH,
    ROUNDS,
    SCORE,
    TIES,
    UNBEATEN,
    WINS,
    Counter,
    Counting,
    Quantity,
)
from assistant.answering.figures import ABOUT, EXACTLY, FEWER, MORE, fits
from assistant.answering.library import Item, Library
from assistant.answering.masking import is_turned
from assistant.answering.ranking import weight_beside
from assistant.asking.marks import PREDICATE, SUBJECT, Mark, Spans, marked
from assistant.asking.question import Question
from assistant.knowledge.base import OVERALL, TIE
from assistant.tuples import NamedTuple
from assistant.words.lexicon import is_word

_COUNTED: Mapping[str, Callable[[str, str], int]] = {
    WINS: lambda winner, subject: winner == subject,
    LOSSES: lambda winner, subject: winner not in (subject, TIE),
    TIES: lambda winner, subject: winner == TIE,
    DECIDED: lambda winner, subject: winner != TIE,
    UNBEATEN: lambda winner, subject: winner in (subject, TIE),
    ROUNDS: lambda winner, subject: 1,
}
"""What a category counts, by its winner, for a subject."""

_CONTRARY = {WINS: (LOSSES, TIES), LOSSES: (UNBEATEN,), TIES: (SCORE,)}
"""What is told of the categories that are not of a set."""

ROUNDED, NEAR = 0.5, 1.0
"""By how much a share of all may be rounded, and what "about" means."""


class Counted(NamedTuple):
    """Whether what is claimed of the numbers is so, and the entry that tells them."""

    affirms: bool
    item: Item
    subject: str | None


class Tally:
    """Holds what questions claim of the numbers of wins, losses and ties against the rulings."""

    def __init__(self, library: Library) -> None:
        english = library.english
        self._library, self._reader = library, library.reader
        self._counter = Counter(library)
        self._frequencies, self._judged = map(library.lexicon.cut_as, (english.frequencies, english.judged))
        kinds = [f"{one} {other}" for one in english.tally[DECIDED] for other in english.tally[ROUNDS]]
        self._those, set_aside = frozenset(english.relations["all"]), (*english.aside_before, *english.asking["except"])
        self._decided, self._excepting = map(library.lexicon.cut, (kinds, set_aside))
        self._won, self._outright = english.tally[WINS][0], frozenset(english.outright)
        self._questions, self._nots = frozenset(english.question_words), english.asking["bare-not"]
        self._nobody = library.lexicon.cut((*english.neither, *english.asking["nobody"]))
        self._scores = frozenset((*english.scores, *english.tally[ROUNDS]))
        self._everyone = tuple(each.id for each in library.base.subjects)
        self._names = self._reader.names
        self._winners = [(each.id, each.winner) for each in library.base.categories]
        self._items = {item.entry.counts: item for item in library.of_topic.get(OVERALL, ()) if item.entry.counts}

    def counted(self, question: Question) -> Counted | None:
        """Return what a yes/no question claims of the numbers, None where it is no such question."""
        return next(filter(None, (self._claimed(question, words) for words in self._sentences(question))), None)

    def states(self, question: Question) -> bool:
        """Tell whether a question that has no form of one may claim numbers: "A swept all nine", "no round that …"."""
        words = question.asked
        first = next((start for start, *_ in self._counter.amounts.find(words)), len(words))
        asks = question.either_or or "how-many" in question.forms or not self._questions.isdisjoint(words[: first + 1])
        counting = self._counter.read(words, self._counter.total)
        about = counting.metrics and (counting.subjects or counting.rounds or counting.metrics[0][2] == TIES)
        about = bool(about or (counting.rounds and counting.numbers))  # "ten categories compared?"
        guess = words[-5:].count(",") == 1 and any(each.end > len(words) - REACH for each in counting.numbers)
        return about and (guess or not asks) and not question.requests

    def others(self, question: Question) -> list[Item]:
        """Return what tells the categories asked for that are not of a set: not lost, not won, won by nobody."""
        counting = self._counter.read(question.asked, self._counter.total)
        start, _, metric = next(iter(counting.metrics), (0, 0, ""))
        nobody = self._nobody.occur(question.asked) and metric in (WINS, LOSSES)
        denied = any(word in self._nots for word in question.asked[:start])
        names = (TIES,) if nobody else _CONTRARY.get(metric, ()) if denied else ()
        return [self._items[each] for each in names if question.forms & {"which", "list", "where"}]

    def _owning(self, words: Sequence[str]) -> list[str]:
        """Words without possessives: what is somebody's, with nothing named after it, is won by him."""
        found = []
        for i, word in enumerate(words):
            alone = not any(is_word(each) and each not in self._outright for each in words[i + 1 : i + 2])
            alone = alone and self._reader.compares.at(words, max(i - 2, 0)) is None  # "better docs than A's"
            if word != "'s" or alone:
                found.append(self._won if word == "'s" else word)
        return found

    def _sentences(self, question: Question) -> Iterator[Sequence[str]]:
        """The sentence that asks; where that asks nothing itself ("…. Right count?"), those before, or both as one."""
        yield question.asked
        counts = (self._counter.metrics, self._names)
        if len(question.sentences) > 1 and not any(each.occur(question.asked) for each in counts):
            before = [each for each in question.sentences if each != question.asked]
            yield from reversed(before)
            yield [*chain.from_iterable((*filter(is_word, each), ",") for each in before), *question.asked]

    def _is_turned(self, question: Question, aside: Sequence[str]) -> bool:
        """Tell whether it asks for the opposite ("A does not win all", "is it false that …"), unlike "doesn't A …?".

        Words that set categories `aside` turn nothing.
        """
        words = " ".join(question.said).replace(" ".join(aside), "").split() if aside else question.said
        amounts = (*self._counter.amounts.find(words), *self._frequencies.find(words))
        said = (*self._judged.find(words), *self._counter.metrics.find(words))
        spans: Spans = {start: (end, []) for start, end, _ in amounts}
        spans |= marked(words, said, PREDICATE) | marked(words, self._names.find(words), SUBJECT)
        if not question.subjects and spans:
            spans[min(spans)][1].insert(0, Mark("", frozenset((SUBJECT,)), self._everyone[0]))
        return is_turned(self._library, words, spans)

    def _claimed(self, question: Question, words: Sequence[str]) -> Counted | None:
        """What is claimed of the numbers in a sentence; None where nothing is."""
        words = self._owning(words)
        left, aside, piece = self._left(words, question)
        counting = self._counter.read(left, self._counter.total - len(aside))
        if question.carried and not counting.subjects:  # "is it worse at anything?"
            counting = counting._replace(subjects=[(0, 0, each) for each in question.subjects[:1]])
        idle = self._counter.metrics.places(left)
        beside = chain.from_iterable(each for each in question.sentences if each not in (words, question.asked))
        plain = [word for i, word in enumerate(left) if i not in idle and word not in counting.spelt]
        named = frozenset(self._library.categories_in(self._reader.canonical([*plain, *beside]), poles=False))
        if named:
            found = self._of_one(named, counting, aside)
        else:
            found = self._scored(question, counting) or self._counted(counting, aside)
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
        if any(name in (MORE, FEWER) for *_, name in self._counter.amounts.find(words[decided[1] :])):
            return words, aside, ()
        return [*words[: decided[0]], *words[decided[0] + 1 :]], aside | self._set(TIES, ""), ()

    def _aside(self, words: Sequence[str]) -> frozenset[str]:
        """The categories that words name, and all that are tied where they name ties."""
        named = self._library.categories_in(self._reader.canonical(words), poles=False) if words else ()
        ties = any(name == TIES for *_, name in self._counter.metrics.find(words))
        return self._set(TIES, "").union(named) if ties else frozenset(named)

    def _of_one(self, named: frozenset[str], counting: Counting, aside: frozenset[str]) -> Counted | None:
        """Whether a category is the only one of a set, or one of several in it; nothing else is counted of one."""
        metric, subject = counting.firsts
        item, several = self._items.get(metric), any(each.several for each in counting.quantities)
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
        every = sum(self._counter.number(words, i) == self._counter.total for i in range(len(words)))
        if counting.rounds and numbers and every <= sum(each.number == self._counter.total for each in numbers):
            # "four of the nine categories" are not all
            return counting._replace(metrics=[(*counting.rounds[0][:2], ROUNDS)], subjects=())
        if judged and often and (counting.subjects or self._counter.anyone.occur(words)):
            return counting._replace(metrics=judged, quantities=[Quantity.of(often[0], self._counter.total)])
        return None

    def _counted(self, counting: Counting, aside: frozenset[str]) -> Counted | None:
        """Whether all that a sentence claims of wins, losses and ties is so, quantity by quantity."""
        found = self._with_metric(counting)
        if found is None:
            return None
        every = not (counting.metrics or counting.rounds) and found.quantities[0].number == self._counter.total
        counting, words, quantities = found, found.words, found.weighed()
        leads = aside and counting.subjects and [name for *_, name in counting.metrics] == [WINS]
        if leads and not any(each.number is not None for each in quantities):  # "without X, is A ahead?"
            quantities = [Quantity(0, 0, MORE, 0, margin=True)]
            counting = counting._replace(quantities=quantities)
        metric, subject, rest = "", "", float(self._counter.total - len(aside))
        so: list[bool] = []
        told: set[tuple[str, str]] = set()
        for i, each in enumerate(quantities):
            own = counting.metric(each) or metric or self._by_default(counting, quantities)
            whom = counting.subject(each) or subject or counting.firsts[1]
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

    def _by_default(self, counting: Counting, quantities: Sequence[Quantity]) -> str:
        """What is counted where no word says so: wins, where each word of counting beside is of another quantity."""
        return WINS if any(map(counting.metric, quantities)) else counting.metrics[0][2]

    def _of_whom(
        self, counting: Counting, metric: str, subject: str, place: int
    ) -> tuple[list[tuple[str, str]], Callable[[Iterable[bool]], bool]]:
        """What is counted of whom (of nobody after a `place`: ties), and whether of all of them, of any or of none."""
        if subject or metric in (LEAD, TIES, DECIDED, ROUNDS):
            return [(metric, subject)], all
        everyone = [(metric, each) for each in self._everyone]
        nobody = next(self._nobody.find(counting.words), None)
        if nobody:
            return ([(TIES, "")], all) if place <= nobody[0] else (everyone, lambda so: not any(so))
        if self._counter.anyone.occur(counting.words):
            return everyone, any
        return [(DECIDED, "")], all

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

    def _all_so(self, so: Sequence[bool], metric: str, subject: str | None) -> Counted | None:
        """Whether all that is claimed is so; None where no entry tells of it."""
        item = self._items.get(metric) or self._items.get(SCORE)
        return Counted(all(so), item, subject or None) if item else None

    def _scored(self, question: Question, counting: Counting) -> Counted | None:
        """Whether a score like "4 to 1" is the one, and what is told besides; None where none is said."""
        words, numbers = counting.words, counting.numbers
        if len(numbers) < 2 or any(each.bound not in (EXACTLY, ABOUT) for each in numbers):
            return None
        joints = [words[one.end : other.start] for one, other in pairwise(numbers)]
        if not self._scores.issuperset(joints[0]) or not (joints[0] or words[numbers[0].start].isdigit()):
            return None  # nothing is left of the dash of "4-1"
        metric, subject = counting.firsts
        if not metric and self._asks_more(question, counting):
            return None
        won, *others = (each.number for each in numbers)
        if len(others) == 2 and not any(joints):
            ties, orders = self._count(TIES, subject), (others, others[::-1])
            so = [any(drawn == ties and self._is_score([won, lost], metric, subject) for lost, drawn in orders)]
        else:
            so = [self._is_score([won, others[0]], metric, subject)]
            for each in numbers[2:] if metric else ():
                so.append(self._count(counting.metric(each), subject) == each.number)
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
        return weight_beside(question.content, known, self._library) > OWN


def _is_so(quantity: Quantity, count: int) -> bool:
    """Tell whether a count is what a quantity says; one that is "about" or a share may be rounded."""
    number = quantity.number or 0.0
    if quantity.bound == ABOUT or (quantity.bound == EXACTLY and not quantity.exact):
        return abs(number - count) < (NEAR if quantity.bound == ABOUT else ROUNDED)
    return fits(quantity.bound, (number, number), (count, count)) is True
