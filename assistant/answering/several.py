"""What is asked of several matters at once, judged part by part."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.compound import Mention, Splitter, weigh, whole
from assistant.answering.judgement import Judge, Judgement
from assistant.answering.library import Item, Library
from assistant.answering.ranking import Candidate, rank
from assistant.asking.ask import TRUTH
from assistant.asking.question import Question
from assistant.knowledge.base import OVERALL, Category

PART_THRESHOLD, PART_MATCH = 0.6, 0.35
"""Score, and matcher's score, that each part of a question needs to be answered on its own."""


class Several:
    """Finds what each part of a question is about, and what is so of it."""

    def __init__(self, library: Library, judge: Judge, splitter: Splitter) -> None:
        self._library, self._reader, self._judge, self._splitter = library, library.reader, judge, splitter

    def _clear(self, part: Question) -> Candidate | None:
        """The best reading of a part of a question, where it is clear enough to be answered on its own."""
        best = next(iter(rank(part, self._library)), None)
        return best if best and best.score >= PART_THRESHOLD and best.match >= PART_MATCH else None

    def claims(self, question: Question) -> tuple[str, list[tuple[Item, Judgement]]]:
        """Return how a statement about several matters joins them, and each judged; none where it is about one."""
        found: dict[str, tuple[Item, Judgement]] = {}
        joined, clauses = self._splitter.claims(question)
        for words in clauses:
            part = self._reader.read(" ".join(words))
            best = self._clear(part)
            if best is None:
                return "", []
            found[best.item.entry.id] = best.item, self._judge.judge(part, best.item, TRUTH)
        ruled = all(item.is_ruling for item, _ in found.values()) and len(question.subjects) == 1
        return (joined, list(found.values())) if len(found) > 1 and not ruled else ("", [])

    def listed(self, question: Question) -> tuple[str, list[tuple[Item, Judgement]]]:
        """Return how a statement joins several things of one kind, and it judged for each; none where of others.

        Where they are likened, each is as all of them are.
        """
        likened = self._judge.likened(question)
        if likened:
            return "and", likened
        joined, clauses = self._splitter.listed(question)
        found: list[tuple[Item, Judgement]] = []
        for name, words in clauses:
            item, part = self._library.items[name], self._reader.read(" ".join(words))
            best = self._clear(part)
            if best is None or best.item is not item:
                return "", []
            judged = self._judge.judge(part, item, TRUTH)
            found.append((item, judged if not found else judged.plainly))  # a denial of the whole counts once
        return (joined, found) if question.subjects else ("", [])

    def parts(self, question: Question) -> list[tuple[Question, Candidate]]:
        """Return the parts that ask on their own, each with its best reading; none where it is but one."""
        asked = self._splitter.parts(question)
        found: dict[str, tuple[Question, Candidate]] = {}
        for part in asked if len(asked) > 1 else ():
            reading = self._reader.read(" ".join(part))
            if not reading.subjects:
                reading = reading._replace(subjects=question.subjects, carried=True)
            if best := self._clear(reading):
                found.setdefault(best.item.entry.id, (reading, best))
        kept = [each for each in found.values() if each[1].item.entry.topic != OVERALL] or list(found.values())
        return kept[:4] if len(kept) > 1 else []

    def ruled(self, question: Question, mentions: Sequence[Mention]) -> tuple[bool | None, str | None]:
        """Return the yes or no, or the name, that several rulings give together; None for what is not asked."""
        at_once = self._splitter.at_once(question)
        if at_once is not None:
            return at_once != question.denied, None
        if self._judge.asserts(question) and (question.subjects or question.yes_no):
            return self._of_each(question), None
        votes = self._votes(question, mentions)
        one = not self._splitter.asks_each(question) or len({weigh([each]) for each in votes}) == 1
        return None, weigh(votes) if one else None

    def _votes(self, question: Question, mentions: Sequence[Mention]) -> list[tuple[Category, float]]:
        """How much each category counts, negative where its loser is asked for."""
        polarity, choosing = self._judge.polarity, tuple(self._judge.polarity.choosing(question))
        votes, sign = [], 1
        for mention in mentions:
            entry = self._library.items[mention.category.id].entry
            asks = set(mention.words) <= set(question.asked)
            if asks and polarity.is_polar(mention.words, entry):
                sign = polarity.sign(mention.words, entry)
            elif not (asks and set(mention.words) <= set(choosing)):
                sign = polarity.sign(choosing, entry)
            votes.append((mention.category, sign * mention.weight))
        return votes

    def _of_each(self, question: Question) -> bool | None:
        """Whether what is asserted of several categories is so, None where that is not known."""
        joined, parts = self._splitter.shared(question)
        so: list[bool | None] = []
        for category, text, negated in parts:
            judged = self._judge.judge(self._reader.read(text), self._library.items[category.id], TRUTH)
            affirms = judged.affirms
            so.append(None if affirms is None else (affirms and not judged.slightly) != negated)
        known = whole(joined, so) if so else None
        return None if known is None else known != question.denied
