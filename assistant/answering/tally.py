"""How many categories a subject wins, loses or ties, and what a question claims of these numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

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
from assistant.words.phrases import Phrases

WINS, LOSSES, TIES, SCORE = "wins", "losses", "ties", "leader"
"""What is counted; an entry about the whole comparison names it in its `counts`."""

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
        self._everyone = tuple(each.id for each in library.base.subjects)
        self._names = library.reader.names
        self._total = len(library.base.categories)
        wins = library.base.wins()
        losses = {each.id: wins.total() - wins[TIE] - wins[each.id] for each in library.base.subjects}
        self._counts: Mapping[str, Callable[[str], int]] = {
            WINS: lambda subject: wins[subject],
            LOSSES: lambda subject: losses[subject],
            TIES: lambda subject: wins[TIE],
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
        metrics = list(self._metrics.find(words))
        if not metrics:
            return self._always(question, words)
        subjects = [(start, subject) for start, _, subject in self._names.find(words)]
        amounts = [(start, name) for start, _, name in self._amounts.find(words)]
        numbers = list(self._numbered(words))
        metric = metrics[0][2]
        subject = subjects[0][1] if subjects else None
        if metric != TIES and subject is None:
            return None
        count = self._counts[metric](subject or "") - self._set_aside(question, metric, subject)
        names = [name for _, name in amounts]
        category = next(iter(self._library.categories_in(question.content, poles=False)), None)
        if category is not None:
            sole = metric == WINS and "exactly" in names and not numbers
            if not sole or subject is None or WINS not in self._items:
                return None
            won = self._library.winners[category] == subject
            return Counted(won and count == 1, self._items[WINS], subject)
        rival = self._rival(metrics, subjects, names)
        if rival is not None:
            so: bool | None = _is_so(next(name for name in names if name in (MORE, FEWER, EXACTLY)), rival, count)
        elif "half" in names:
            so = _is_so(AT_LEAST if AT_LEAST in names else MORE, self._total, 2 * count)
        elif numbers:
            bound = next((name for name in names if name in _BOUNDS), EXACTLY)
            so = _is_so(bound, numbers[0], count)
        else:
            so = self._quantified(names, count)
        item = self._items.get(metric) or self._items.get(SCORE)
        return None if so is None or item is None else Counted(so, item, subject)

    def _set_aside(self, question: Question, metric: str, subject: str | None) -> int:
        """How many of those counted are left aside ("apart from …")."""
        if not question.dismissed:
            return 0
        named = self._library.categories_in(self._library.reader.canonical(question.dismissed), poles=False)
        fits = {WINS: lambda winner: winner == subject, TIES: lambda winner: winner == TIE}
        fits[LOSSES] = lambda winner: winner not in (subject, TIE)
        return sum(fits[metric](self._library.winners[each]) for each in named)

    def _quantified(self, names: Sequence[str], count: int) -> bool | None:
        for name in names:
            if name == "all":
                return count == self._total
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
        if not {"more", "fewer"} & set(names) or "half" in names:
            return None
        metric = metrics[0][2]
        if len(metrics) > 1 and metrics[1][2] != metric:
            subject = subjects[-1][1] if subjects else ""
            return self._counts[metrics[1][2]](subject)
        if len(subjects) > 1 and subjects[1][1] != subjects[0][1]:
            return self._counts[metric](subjects[1][1])
        return None

    def _numbered(self, words: Sequence[str]) -> Iterator[int]:
        """The numbers said, without "of the nine"."""
        for i, word in enumerate(words):
            number = int(word) if word.isdigit() and len(word) < 4 else self._numbers.get(word)
            if number is not None and not (number == self._total and i > 0 and self._follows_of(words, i)):
                yield number

    def _follows_of(self, words: Sequence[str], i: int) -> bool:
        return any(self._numbers.get(word) is not None or word.isdigit() for word in words[:i]) or any(
            name in ("half", "all", "most", "none", "any") for _, _, name in self._amounts.find(words[:i])
        )


def _is_so(bound: str, stated: int, count: int) -> bool | None:
    return fits(bound, (stated, stated), (count, count))
