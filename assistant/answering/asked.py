"""What is asked of an entry: what the reader made of the marks, held against what the entry can be asked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from assistant.answering.acts import Acts
from assistant.answering.evaluate import NOT, OF
from assistant.answering.library import Item, Library
from assistant.answering.masking import OPPOSITE, Masker
from assistant.answering.own_words import BEHIND
from assistant.answering.polarity import Polarity
from assistant.asking.ask import ANY, CHOICE, DIFFER, EACH, EQUAL, NONE, SAME, TRUTH, Ask, Term
from assistant.asking.forms import CLAIM, RULING
from assistant.asking.marks import PREDICATE, SUBJECT, Mark, any_of
from assistant.asking.question import Question
from assistant.asking.reading import read
from assistant.asking.rulings import RANKS
from assistant.knowledge.facts import Facts
from assistant.words.phrases import Phrases


class Asks:
    """Makes the Ask of a question to an entry."""

    def __init__(self, library: Library, masker: Masker, acts: Acts, polarity: Polarity) -> None:
        self._library, self._masker, self._acts, self._polarity = library, masker, acts, polarity
        self._everyone = tuple(each.id for each in library.base.subjects)
        english = library.english
        self._pairs = library.lexicon.cut((*english.pairs, *english.neither, *english.either))

    @cached_property
    def _graded(self) -> Phrases:
        """Words that compare: "cheaper", "more open"."""
        english, base = self._library.english, self._library.lexicon.base
        poles = dict.fromkeys((*english.more, *english.less))
        graded = (each for each in poles if base(each) != each and base(each) in english.gradable)
        return self._library.lexicon.cut((*graded, *(each for each in poles if each.rpartition(" ")[0] in poles)))

    def of(
        self, question: Question, item: Item, facts: Facts, marks: Sequence[Mark], act: str | None = None
    ) -> Ask | None:
        """Return what a question asks of an entry, None where it asks for no truth and no choice."""
        found = read(RULING if facts.ranks else CLAIM, marks, self._everyone)
        act = act or self._acts.of(question, item, facts, marks)
        if act == CHOICE:
            if found and found.act == CHOICE and len(found.of) > 1:
                return found
            return Ask(CHOICE, sign=self._chosen(question, item, facts, marks))
        if act == TRUTH and facts.ranks and not self.ranks(question, item, marks):
            return None
        if act == TRUTH:
            if found is None and not question.subjects:
                found = self._of_its_own(question, item, facts, marks)
            by_itself = found and found.relation != EACH and self.tells(question, item)  # "one thing", not subjects
            if found is None or found.act == CHOICE or by_itself:
                ask = self._plainly(question, item, facts, marks)
            else:
                ask = _compared(found, facts, marks, self._library.reader.likens(question.asked))
            return ask and self._of_named(ask, question, item, facts, marks)
        return None

    def ranks(self, question: Question, item: Item, marks: Sequence[Mark]) -> bool:
        """Tell whether a category is spoken of by its words, or anything at all is ranked."""
        named = self._library.categories_in(self._library.reader.canonical(question.said), poles=False)
        spoken = not item.category or item.entry.id in named or self._masker.is_own(question, item)
        return bool(spoken or question.carried or any_of(marks, *RANKS, SAME, DIFFER))

    def tells(self, question: Question, item: Item) -> bool:
        """Tell whether a question asserts or denies what an entry tells a term to mean."""
        term = item.entry.states or (self._masker.is_term(item) and not question.comparing)
        alone = not question.subjects and not self._pairs.occur(question.said)
        return alone and term and self._masker.is_own(question, item)

    def means(self, question: Question, item: Item) -> bool:
        """Tell whether it asks what is so of no subject, but by itself."""
        return item.entry.states and not (question.subjects or question.carried or self._pairs.occur(question.said))

    def _chosen(self, question: Question, item: Item, facts: Facts, marks: Sequence[Mark]) -> int:
        """Whether it is asked of whom it is so (+1) or not (-1): words for better and worse, marks and form vote."""
        if question.turned:
            return -1
        around = () if facts.ranks else question.words
        sign = self._polarity.sign(self._polarity.choosing(question), item.entry, around=around)
        chances = self._acts.by_form(question, item)
        return 1 if sign + _sign(marks) + (1 if chances[OF] > chances[NOT] else -1) > 0 else -1

    def _of_its_own(self, question: Question, item: Item, facts: Facts, marks: Sequence[Mark]) -> Ask | None:
        """What is asked of nobody where a word denies it, read as said of whom the entry is about; None of others."""
        whom = item.entry.subject or ("" if facts.differ else next(iter(facts.values)))
        place = next((i for i, mark in enumerate(marks) if mark.is_a(PREDICATE, OPPOSITE)), None)
        denies = any(mark.is_a("deny", "no-tag") for mark in marks) and self._masker.is_own(question, item)
        if not denies or facts.ranks or place is None or whom not in facts.values:
            return None
        return read(CLAIM, (*marks[:place], Mark(whom, frozenset((SUBJECT,)), whom), *marks[place:]), self._everyone)

    def _plainly(self, question: Question, item: Item, facts: Facts, marks: Sequence[Mark]) -> Ask | None:
        """What a yes/no question asks whose form was not read: of the subject named, or of all where it is all one.

        A figure that is known of some only is of them: "is the lead five years?".
        """
        sign = _sign(marks)
        if not question.subjects and facts.differ and self._masker.figures.stated(question, item):
            return Ask(TRUTH, EACH, tuple(Term(each, sign) for each in item.entry.figures))
        if len(question.subjects) == 1:
            return Ask(TRUTH, EACH, (Term(question.subjects[0], sign),))
        if question.subjects:
            both = tuple(Term(each, sign) for each in question.subjects)
            return Ask(TRUTH, EACH, both) if question.carried else None
        if item.entry.subject in facts.values and self._masker.is_own(question, item):
            return Ask(TRUTH, EACH, (Term(item.entry.subject, sign),))
        if facts.ranks:
            if any(mark.is_a("than") for mark in marks) and not question.carried:
                return None
            return Ask(TRUTH, EQUAL if any(mark.is_a(EQUAL, "neither") for mark in marks) else DIFFER)
        told = len(facts.values) == len(self._everyone) or question.carried or self._masker.is_own(question, item)
        return Ask(TRUTH, EACH, tuple(Term(each, sign) for each in facts.values)) if told and not facts.differ else None

    def _of_named(self, ask: Ask, question: Question, item: Item, facts: Facts, marks: Sequence[Mark]) -> Ask:
        """The same of the one subject named, where "both" means other things; of all, where what differs is likened."""
        named = {mark.value for mark in marks if mark.is_a(SUBJECT)}
        stated = self._masker.figures.stated(question, item)  # "ten times as many as"
        likens = not stated and self._library.reader.likens(question.asked, half=question.carried)
        if not facts.ranks and facts.differ and ask.relation == EACH and likens:
            return ask._replace(relation=SAME, of=tuple(Term(each, 1) for each in facts.values))
        differ = any_of(marks, DIFFER) and all(term.sign > 0 for term in ask.of)
        if not facts.ranks and ask.relation == EACH and len(ask.of) > 1 and differ:  # "written in different languages"
            return ask._replace(relation=DIFFER)
        ahead = item.winner in self._everyone  # both are "popular", one is more so
        alike = facts.alike(self._everyone) and ask.relation in (EACH, ANY, NONE) and not (stated or ahead)
        if alike and self._graded.occur(question.asked):
            nots = sum(mark.is_a("not", "neither", "nobody") and not mark.is_a(OPPOSITE) for mark in marks)
            return ask._replace(relation=DIFFER, of=(), denied=ask.denied != bool(nots % 2))
        if len(named) == 1 and ask.relation in (EACH, ANY) and len(ask.of) > 1:
            return ask._replace(relation=EACH, of=tuple(term for term in ask.of if term.subject in named))
        mixed = ask.relation == EACH and not facts.ranks and len({term.sign for term in ask.of}) > 1
        if mixed and not (facts.differ or any_of(marks, "but", "unlike", "bare-not", "never", "only")):
            return ask._replace(of=tuple(Term(term.subject, _sign(marks)) for term in ask.of))  # "of A and B different"
        return ask


def _compared(ask: Ask, facts: Facts, marks: Sequence[Mark], likens: bool) -> Ask:
    """What is compared: a second subject after the matter is but what the first is compared with.

    So is one of which nothing is told where another is likened to it: "does its add-on offer the same as B?".
    """
    if len(facts.values) == 1 and ask.of and any(term.subject not in facts.values for term in ask.of):
        named = [i for i, mark in enumerate(marks) if mark.is_a(SUBJECT)]
        likened = (likens and named) or any(any_of(marks[max(0, i - 3) : i], "than") for i in named)
        return ask._replace(relation=EACH, of=(Term(min(facts.values), ask.of[0].sign),)) if likened else ask
    if ask.relation != EACH or len(ask.of) != 2 or ask.of[0].sign != ask.of[1].sign or not facts.differ:
        return ask
    last = max((place for place, mark in enumerate(marks) if mark.is_a(SUBJECT)), default=len(marks))
    if any_of(marks, "and", "both", "also", "like", "but") or any(m.text in ",;" for m in marks[:last]):
        return ask
    return ask._replace(of=ask.of[:1])


def _sign(marks: Sequence[Mark]) -> int:
    """How often marks turn what is asked round, as a sign."""
    return -1 if sum(mark.is_a("not", "lack", "reject", "unwanted", "at-most", BEHIND) for mark in marks) % 2 else 1
