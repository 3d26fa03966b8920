"""How many categories a subject wins, loses or ties, and what a question claims of these numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

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
        self._scores = frozenset((*english.scores, *english.tally[ROUNDS]))
        self._everyone = tuple(each.id for each in library.base.subjects)
        self._names = library.reader.names
        self._total = len(library.base.categories)
        wins = library.base.wins()
        losses = Counter({each.id: wins.total() - wins[TIE] - wins[each.id] for each in library.base.subjects})
        self._counts: Mapping[str, Callable[[str], int]] = {
            WINS: lambda subject: wins[subject],
            LOSSES: lambda subject: losses[subject],
            TIES: lambda subject: wins[TIE],
            DECIDED: lambda subject: wins.total() - wins[TIE],
            LEAD: lambda subject: wins[subject] - losses[subject],
            ROUNDS: lambda subject: self._total,
        }
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
        idle = self._library.general.union(words[start] for start, _, _ in self._frequencies.find(words))
        weights = content_weights(question.content, self._library)
        if sum(weight for word, weight in weights.items() if word not in idle) > OWN:
            return None
        so = self._quantified((often,), self._counts[judged](subject))
        return None if so is None else Counted(so, item, subject)

    def _claimed(self, question: Question) -> Counted | None:
        """What is claimed of the numbers, as if it were not turned round."""
        words = [word for word in question.asked if word != "'s"]
        subjects = [(start, subject) for start, _, subject in self._names.find(words)]
        subject = subjects[0][1] if subjects else None
        pairs = list(self._pairs.find(words))
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
        scored = [] if category or bounds else self._scored(words, stated, subject)
        if scored:
            return self._all_so(scored + self._each_so(metrics, stated[2:], subject), SCORE, subject)
        if not metrics:
            return self._rounds(question, found, bounds, numbers) or self._always(question, words)
        metric: str = metrics[0][2]
        of: tuple[str, ...] = (subject or "",)
        if metric in (WINS, LOSSES, LEAD) and subject is None:
            if metric == LEAD or self._anyone.occur(words):
                return None
            metric, of = (metric, self._everyone) if pairs else (DECIDED, of)
        counts = [self._counts[metric](each) - self._set_aside(question, metric, each) for each in of]
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
        weights = content_weights(question.content, self._library)
        counted = set(self._library.reader.canonical([question.asked[place] for place, _ in numbers]))
        told = self._items[ROUNDS].vocabulary if ROUNDS in self._items else frozenset()
        idle = self._library.general | counted | told
        if not (found and len(numbers) == 1) or sum(w for word, w in weights.items() if word not in idle) > OWN:
            return None
        return self._all_so([_is_so(next(iter(bounds), EXACTLY), numbers[0][1], self._total)], ROUNDS, None)

    def _scored(
        self, words: Sequence[str], numbers: Sequence[tuple[int, int]], subject: str | None
    ) -> list[bool | None]:
        """Whether a score like "4 to 1" is the one; nothing where none is said."""
        if len(numbers) < 2 or not self._scores.issuperset(words[numbers[0][0] + 1 : numbers[1][0]]):
            return []
        stated = [number for _, number in numbers[:2]]
        if subject:
            return [stated == [self._counts[each](subject) for each in (WINS, LOSSES)]]
        return [sorted(stated) == sorted(self._counts[WINS](each) for each in self._everyone)]

    def _each_so(
        self, metrics: Sequence[tuple[int, int, str]], numbers: Sequence[tuple[int, int]], subject: str | None
    ) -> list[bool | None]:
        """Whether each number is that of the word of counting next to it, after it rather than before."""
        so: list[bool | None] = []
        for place, number in numbers:
            near = min(metrics, key=lambda each: (each[0] - place) if each[0] > place else 3 + place - each[0])
            of = (subject,) if subject or near[2] in (TIES, DECIDED) else self._everyone
            so.append(all(self._counts[near[2]](each or "") == number for each in of))
        return so

    def _set_aside(self, question: Question, metric: str, subject: str) -> int:
        """How many of those counted are left aside ("apart from …")."""
        if not question.dismissed:
            return 0
        named = self._library.categories_in(self._library.reader.canonical(question.dismissed), poles=False)
        fits = {WINS: lambda winner: winner == subject, TIES: lambda winner: winner == TIE}
        fits[LOSSES] = lambda winner: winner not in (subject, TIE)
        return sum(fits[metric](self._library.winners[each]) for each in named)

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
            return self._counts[metrics[1][2] if of or metrics[1][2] == TIES else DECIDED](of)
        if len(subjects) > 1 and subjects[1][1] != subjects[0][1]:
            return self._counts[metric](subjects[1][1])
        return None

    def _numbered(self, words: Sequence[str], others: Sequence[tuple[int, int, str]]) -> list[tuple[int, int]]:
        """The numbers said, each with its place, but in `others` ("the two", "not one"), and but "of the nine"."""
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
