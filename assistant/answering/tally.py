"""How many categories a subject wins, loses or ties, and what a question claims of these numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from assistant.answering.compound import OWN
from assistant.answering.figures import AT_LEAST, AT_MOST, EXACTLY, FEWER, MORE, fits
from assistant.answering.library import Item, Library
from assistant.answering.masking import Spans, spread, without_opening_not
from assistant.answering.ranking import content_weights
from assistant.asking.ask import TRUTH
from assistant.asking.marks import PREDICATE, SUBJECT, Mark
from assistant.asking.question import Question
from assistant.asking.reading import read
from assistant.knowledge.base import OVERALL, TIE
from assistant.tuples import NamedTuple
from assistant.words.lexicon import is_word
from assistant.words.phrases import Phrases

WINS, LOSSES, TIES, SCORE = "wins", "losses", "ties", "leader"
"""What is counted; an entry about the whole comparison names it in its `counts`."""

DECIDED, LEAD, ROUNDS = "decided", "lead", "rounds"
"""What is counted besides: categories that anyone wins, those by which a subject is ahead, and all."""

_BOUNDS = (EXACTLY, AT_LEAST, AT_MOST, MORE, FEWER)

_COUNTED: Mapping[str, Callable[[str, str], int]] = {
    WINS: lambda winner, subject: winner == subject,
    LOSSES: lambda winner, subject: winner not in (subject, TIE),
    TIES: lambda winner, subject: winner == TIE,
    DECIDED: lambda winner, subject: winner != TIE,
    LEAD: lambda winner, subject: (winner == subject) - (winner not in (subject, TIE)),
    ROUNDS: lambda winner, subject: 1,
}
"""What a category counts, by its winner, for a subject."""


class Counted(NamedTuple):
    """Whether what is claimed of the numbers is so, and the entry that tells them."""

    affirms: bool
    item: Item
    subject: str | None


class Tally:
    """Holds what questions claim of the numbers of wins, losses and ties against the rulings."""

    def __init__(self, library: Library) -> None:
        english, words = library.english, library.lexicon.phrase
        self._library = library
        self._numbers = english.numbers
        self._metrics, self._amounts, self._frequencies, self._judged = (
            Phrases((words(each), name) for name, group in groups.items() for each in group)
            for groups in (english.tally, english.amounts, english.frequencies, english.judged)
        )
        self._copulas = frozenset(english.copulas)
        self._anyone, self._pairs = library.reader.phrases(english.either), library.reader.phrases(english.pairs)
        self._apiece = library.reader.phrases(english.apiece)
        self._scores = frozenset((*english.scores, *english.tally[ROUNDS]))
        self._everyone = tuple(each.id for each in library.base.subjects)
        self._names = library.reader.names
        self._total = len(library.base.categories)
        self._items = {item.entry.counts: item for item in library.of_topic.get(OVERALL, ()) if item.entry.counts}

    def counted(self, question: Question) -> Counted | None:
        """Return what a yes/no question claims of the numbers, None where it is no such question."""
        found = self._claimed(question)
        return found._replace(affirms=found.affirms != self._is_turned(question)) if found else None

    def _is_turned(self, question: Question) -> bool:
        """Tell whether it asks for the opposite ("A does not win all", "is it false that …"), unlike "doesn't A …?"."""
        words = question.said
        spans: Spans = {}
        for start, end, _ in (*self._amounts.find(words), *self._frequencies.find(words)):
            spans[start] = end, []
        for start, end, _ in (*self._judged.find(words), *self._metrics.find(words)):
            spans[start] = end, [Mark(" ".join(words[start:end]), frozenset((PREDICATE,)))]
        for start, end, subject in self._names.find(words):
            spans[start] = end, [Mark(" ".join(words[start:end]), frozenset((SUBJECT,)), subject)]
        marks = without_opening_not(self._library.reader.mark(list(spread(words, spans)), False), self._copulas)
        ask = read("claim", marks, self._everyone)
        if ask is None or ask.act != TRUTH:
            return False
        return (bool(ask.of) and all(term.sign < 0 for term in ask.of)) != ask.denied

    def _always(self, question: Question, words: Sequence[str]) -> Counted | None:
        """What is claimed of all categories without a word of counting: "is A always better?", "A is never worse"."""
        judged = next((name for _, _, name in self._judged.find(words)), None)
        often = next((name for _, _, name in self._frequencies.find(words)), None)
        subject = next((subject for _, _, subject in self._names.find(words)), None)
        item = self._items.get(judged or "") or self._items.get(SCORE)
        if not (judged and often and subject and item) or self._library.categories_in(question.content):
            return None
        if self._asks_more(question, (words[start] for start, _, _ in self._frequencies.find(words))):
            return None
        so = self._quantified((often,), self._count(judged, subject))
        return None if so is None else Counted(so, item, subject)

    def _claimed(self, question: Question) -> Counted | None:
        """What is claimed of the numbers, as if it were not turned round."""
        words = [word for word in question.asked if word != "'s"]
        subjects = [(start, subject) for start, _, subject in self._names.find(words)]
        subject = subjects[0][1] if subjects else None
        rounds = {start for start, _, name in self._metrics.find(words) if name == ROUNDS}
        apiece = [each for each in self._apiece.find(words) if each[1] not in rounds]
        pairs = [*self._pairs.find(words), *apiece]
        joined = {start for start, *_ in pairs}
        amounts = [each for each in self._amounts.find(words) if each[0] not in joined]
        names = [name for *_, name in amounts]
        spelt = {i for start, end, _ in amounts for i in range(start, end)}
        found = [each for each in self._metrics.find(words) if each[0] not in spelt]
        metrics = [each for each in found if each[2] != ROUNDS]
        stated = self._numbered(words, [*amounts, *pairs])
        numbers = [each for each in stated if _is_near(each[0], found, words)]
        places = [place for place, _ in numbers]
        bounds = [name for start, end, name in amounts if name in _BOUNDS and _adjoins(start, end, places)]
        category = next(iter(self._library.categories_in(question.content, poles=False)), None)
        scored = [] if category or bounds else self._scored(question, stated, metrics, subject)
        if scored:
            rest = self._each_so(metrics, stated[2:], subject) if metrics and stated[2:] else []
            return self._all_so(scored + rest, SCORE, subject)
        if not metrics:
            return self._rounds(question, found, bounds, numbers) or self._always(question, words)
        metric: str = metrics[0][2]
        of: tuple[str, ...] = (subject or "",)
        if metric in (WINS, LOSSES, LEAD) and subject is None:
            if metric == LEAD or self._anyone.occur(words):
                return None
            metric, of = (metric, self._everyone) if pairs else (DECIDED, of)
        counts = [self._count(metric, each, question.dismissed) for each in of]
        if category is not None:
            sole = metric == WINS and "exactly" in names and not numbers
            if not sole or subject is None or WINS not in self._items:
                return None
            won = self._library.winners[category] == subject
            return Counted(won and counts == [1], self._items[WINS], subject)
        rival = self._rival(metrics, subjects, names) if not numbers and metric != DECIDED else None
        if rival is not None:
            bound = next(name for name in names if name in (MORE, FEWER, EXACTLY))
            so = [_is_so(bound, rival, count) for count in counts]
        elif "half" in names:
            so = [_is_so(AT_LEAST if AT_LEAST in names else MORE, self._total, 2 * count) for count in counts]
        elif numbers and len(metrics) > 1 and not bounds:
            if len({each for _, each in subjects}) > 1:
                return None
            so = self._each_so(metrics, numbers, subject)
        elif numbers:
            so = [_is_so(next(iter(bounds), EXACTLY), numbers[0][1], count) for count in counts]
        else:
            so = [self._quantified(names, count) for count in counts]
        return self._all_so(so, metric, subject)

    def _all_so(self, so: Sequence[bool | None], metric: str, subject: str | None) -> Counted | None:
        """Whether all that is claimed is so; None where that is not known of a part of it."""
        item = self._items.get(metric) or self._items.get(SCORE)
        return None if None in so or item is None else Counted(all(so), item, subject)

    def _rounds(
        self,
        question: Question,
        found: Sequence[tuple[int, int, str]],
        bounds: Sequence[str],
        numbers: Sequence[tuple[int, int]],
    ) -> Counted | None:
        """What is claimed of the number of all categories, where nothing else is asked of them."""
        counted = self._library.reader.canonical([question.asked[place] for place, _ in numbers])
        if not (found and len(numbers) == 1) or self._asks_more(question, counted, self._items.get(ROUNDS)):
            return None
        return self._all_so([_is_so(next(iter(bounds), EXACTLY), numbers[0][1], self._total)], ROUNDS, None)

    def _scored(
        self,
        question: Question,
        numbers: Sequence[tuple[int, int]],
        metrics: Sequence[tuple[int, int, str]],
        subject: str | None,
    ) -> list[bool | None]:
        """Whether a score like "4 to 1" is the one; nothing where none is said, or more is asked."""
        words = question.asked
        if len(numbers) < 2:
            return []
        first, second = numbers[0][0], numbers[1][0]
        joint = words[first + 1 : second]  # nothing is left of the dash of "4-1"
        if not self._scores.issuperset(joint) or not (joint or words[first].isdigit()):
            return []
        counted = self._library.reader.canonical([words[place] for place, _ in numbers])
        if not metrics and self._asks_more(question, counted, self._items.get(SCORE)):
            return []
        stated = [number for _, number in numbers[:2]]
        if subject is None:
            return [sorted(stated) == sorted(self._count(WINS, each) for each in self._everyone)]
        won, lost = self._count(WINS, subject), self._count(LOSSES, subject)
        if metrics and metrics[0][2] == LOSSES:  # "lost 4 to 1" and "lost by 1 to 4" are one
            return [won < lost and sorted(stated) == [won, lost]]
        return [stated == [won, lost]]

    def _each_so(
        self, metrics: Sequence[tuple[int, int, str]], numbers: Sequence[tuple[int, int]], subject: str | None
    ) -> list[bool | None]:
        """Whether each number is that of the word of counting next to it; between two, on the side of the first one."""
        leads = metrics[0][0] < numbers[0][0]
        so: list[bool | None] = []
        for place, number in numbers:
            near = min(metrics, key=lambda each: (abs(each[0] - place), (each[0] < place) != leads))
            of = (subject or "",) if subject or near[2] in (TIES, DECIDED) else self._everyone
            so.append(all(self._count(near[2], each) == number for each in of))
        return so

    def _count(self, metric: str, subject: str, aside: Sequence[str] = ()) -> int:
        """How many categories are counted, but those left aside ("apart from …")."""
        left = self._library.categories_in(self._library.reader.canonical(aside), poles=False) if aside else ()
        winners = (each.winner for each in self._library.base.categories if each.id not in left)
        return sum(_COUNTED[metric](winner, subject) for winner in winners)

    def _asks_more(self, question: Question, idle: Iterable[str], item: Item | None = None) -> bool:
        """Tell whether a question has a matter beside `idle` words, those that judge, and those of an entry."""
        known = self._library.general.union(idle, item.vocabulary if item else ())
        weights = content_weights(question.content, self._library)
        return sum(weight for word, weight in weights.items() if word not in known) > OWN

    def _quantified(self, names: Sequence[str], count: int) -> bool | None:
        for name in names:
            if name in ("all", "not-all"):
                return (count == self._total) == (name == "all")
            if name == "most":
                return 2 * count > self._total
            if name == "none":
                return count == 0
            if name == "any":
                return count > 0
        return None

    def _rival(
        self, metrics: Sequence[tuple[int, int, str]], subjects: Sequence[tuple[int, str]], names: Sequence[str]
    ) -> int | None:
        """The number that the first one is compared with, None where it is compared with none."""
        if not {MORE, FEWER, EXACTLY}.intersection(names) or "half" in names:
            return None
        metric = metrics[0][2]
        if len(metrics) > 1 and metrics[1][2] != metric:
            of = subjects[-1][1] if subjects else ""
            return self._count(metrics[1][2] if of or metrics[1][2] == TIES else DECIDED, of)
        if len(subjects) > 1 and subjects[1][1] != subjects[0][1]:
            return self._count(metric, subjects[1][1])
        return None

    def _numbered(self, words: Sequence[str], others: Sequence[tuple[int, int, str]]) -> list[tuple[int, int]]:
        """The numbers said, each with its place; not those in `others` ("the two", "not one"), nor "of the nine"."""
        within = {i for start, end, _ in others for i in range(start, end)}
        found = []
        for i, word in enumerate(words):
            number = int(word) if word.isdigit() and len(word) < 4 else self._numbers.get(word)
            if number is None or i in within or (number == self._total and i > 0 and self._follows_of(words, i)):
                continue
            found.append((i, number))
        return found

    def _follows_of(self, words: Sequence[str], i: int) -> bool:
        return any(self._numbers.get(word) is not None or word.isdigit() for word in words[:i]) or any(
            name in ("half", "all", "most", "none", "any") for _, _, name in self._amounts.find(words[:i])
        )


def _is_near(place: int, counted: Sequence[tuple[int, int, str]], words: Sequence[str]) -> bool:
    """Tell whether a number stands in one clause with a word of counting, unlike "in ten minutes: did A win?"."""
    spans = ((min(place, start), max(place, start)) for start, *_ in counted)
    return not counted or any(all(map(is_word, words[start:end])) for start, end in spans)


def _adjoins(start: int, end: int, places: Sequence[int]) -> bool:
    """Tell whether a phrase stands right before or after any number: "more than the four", "four or more"."""
    return any(0 <= place - end < 2 or 0 <= start - place < 3 for place in places)


def _is_so(bound: str, stated: int, count: int) -> bool | None:
    return fits(bound, (stated, stated), (count, count))
