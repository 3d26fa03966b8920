"""What an entry's ruling or claim makes of a question: yes or no, or which subject."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from assistant.answering import evaluate
from assistant.answering.acts import Acts
from assistant.answering.asked import Asks
from assistant.answering.contradictions import Contradictions
from assistant.answering.evaluate import NO, OF, YES
from assistant.answering.library import Item, Library
from assistant.answering.masking import OPPOSITE, Masker, is_turned, without_opening_not
from assistant.answering.own_words import AHEAD, BEHIND
from assistant.answering.polarity import Polarity
from assistant.asking.ask import CHOICE, DIFFER, EACH, EQUAL, SAME, TRUTH, Ask, Term
from assistant.asking.forms import CLAIM
from assistant.asking.marks import PREDICATE, SUBJECT, Mark, Marks, any_of, marked, spread
from assistant.asking.question import Question
from assistant.asking.reading import read
from assistant.knowledge.facts import Facts
from assistant.knowledge.values import is_year, numbers
from assistant.tuples import NamedTuple
from assistant.words.phrases import Phrases

if TYPE_CHECKING:
    from assistant.answering.extents import Extents

_PLAINLY = Ask(TRUTH, EACH)
"""What asks whether a matter is as it is known."""


class Judgement(NamedTuple):
    """What was asked of an entry, and the direct answer: `affirms` to a yes/no question, `pick` to a choice.

    `slightly` tells that it is so by the edge of a tie alone, `settled` that no form knows better: it is so by an edge
    that is asked for, is held against things told apart, or another date or name is stated than is told.
    """

    ask: Ask | None
    affirms: bool | None = None
    pick: str | None = None
    slightly: bool = False
    settled: bool = False

    @property
    def plainly(self) -> Judgement:
        """The same of what is asked without its denial: "is it false that …" as "is it so that …"."""
        if self.ask is None or not self.ask.denied:
            return self
        return self._replace(ask=self.ask._replace(denied=False), affirms=evaluate.not_so(self.affirms))

    @property
    def answer(self) -> str:
        """Which of the answers of forms it is, "" where there is none."""
        if self.affirms is not None:
            return evaluate.YES if self.affirms else evaluate.NO
        if self.pick is None or self.ask is None:
            return ""
        return evaluate.OF if self.ask.sign > 0 else evaluate.NOT


class Judge:
    """Judges questions by the rulings and claims of one library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._everyone = tuple(each.id for each in library.base.subjects)
        english, phrases = library.english, library.lexicon.cut
        self.masker = Masker(library)
        self.polarity = Polarity(library, self.masker.own, self.masker.comparisons)
        self.acts, self._contradictions = Acts(library, self.masker), Contradictions(library, self.masker)
        self._asks = Asks(library, self.masker, self.acts, self.polarity)
        self.asserts, self.by_form, self.tells = self.acts.asserts, self.acts.by_form, self._asks.tells
        self._strong, self._faint = phrases(english.degrees), phrases(english.faint)
        self._possible = phrases((*english.possibilities, *english.enablers, *english.efforts))
        self._can = phrases(english.possibilities)
        self._dating = frozenset((*english.relations["dating"], *english.months))

    @cached_property
    def extents(self) -> Extents:
        """How far goes what entries tell."""
        from assistant.answering.extents import Extents  # what is not stated needs none

        return Extents(self._library)

    @cached_property
    def _needs(self) -> Phrases:
        """What somebody has to do himself: "I need", "must one"."""
        english = self._library.english
        who, needs = english.persons, (*english.demands, *english.obligations)
        return self._library.lexicon.cut(map(" ".join, (*product(who, needs), *product(needs, who))))

    def judge(self, question: Question, item: Item, act: str | None = None) -> Judgement:
        """Return the direct answer that an entry gives to a question; `act` tells what it asks where that is known."""
        if settled := self.by_roles(question, item):
            return settled
        needs = item.entry.exclusive and self._needs.occur(question.said)  # "do I need to know HTML?"
        judged = Judgement(None) if needs else self._judged(question, item, act)
        if not (judged.answer or needs):
            judged = self._dated(question, item) or judged
        another = item.entry.exclusive and any_of(self.masker.marks(question, item), OPPOSITE)
        wrong = judged.affirms is not None and (another or self._contradictions.of_dates(question, item))
        return judged._replace(settled=True) if wrong else judged

    def _dated(self, question: Question, item: Item) -> Judgement | None:
        """Whether what an entry tells is of the date that is stated, where nothing else is claimed of it."""
        if not self.acts.asserts(question) or self.masker.is_own(question, item):
            return None
        otherwise = self._contradictions.of_dates(question, item)
        if otherwise is None:
            return None
        spans = marked(question.said, self._library.reader.names.find(question.said), SUBJECT)
        for i, word in enumerate(question.said):
            if any(map(is_year, numbers(word))):
                whom = Mark("", frozenset((SUBJECT,)), next(iter(self._everyone), ""))
                spans[i] = i + 1, [whom, Mark(word, frozenset((PREDICATE,)))]
        affirms = otherwise == is_turned(self._library, question.said, spans)
        rest = question._replace(said=tuple(word for word in question.said if word not in self._dating))
        return None if affirms and self.masker.adds(rest, item) else Judgement(_PLAINLY, affirms=affirms)

    def _judged(self, question: Question, item: Item, act: str | None) -> Judgement:
        facts = self.masker.told(question, item)
        if not facts.values or self._is_unsaid(question, item):
            return Judgement(None)
        marks, besides = self._set_apart(self.masker.marks(question, item), facts)
        ask = self._asks.of(question, item, facts, marks, act)
        if ask is None:
            return Judgement(None)
        if ask.act == TRUTH and besides and self.extents.joins(marks, besides, item):
            return Judgement(ask, affirms=ask.denied, settled=True)
        if ask.act == TRUTH:
            return self._so(ask, question, item, facts, marks)
        agree = self.masker.figures.facts(question, item) or self.masker.figures.agree(question, item)
        if self.acts.is_case(item):  # what speaks for one speaks against the others
            facts = facts._replace(values={**dict.fromkeys(self._everyone, -1.0), **facts.values})
        return Judgement(ask, pick=evaluate.pick(ask, facts) if agree else None)

    def _set_apart(self, marks: Marks, facts: Facts) -> tuple[Marks, Marks]:
        """Marks without what is said not to be so of a thing ("but not Y"), and that, unless it is known not to be."""
        if facts.ranks or not any_of(marks, "unlike"):
            return marks, ()
        from assistant.asking.claims import contrast

        found = contrast(marks)
        if found is None:
            return marks, ()
        start, end = found
        besides = marks[start + 1 : end]
        return [*marks[:start], *marks[end:]], () if any_of(besides, OPPOSITE) else besides

    def _so(self, ask: Ask, question: Question, item: Item, facts: Facts, marks: Sequence[Mark]) -> Judgement:
        """Whether what is asked is so, unless no more is asked than whether it can be, must be, or is alike."""
        own = self.masker.is_own(question, item)
        slight = (own or not question.evaluating) and not self._strong.occur(question.said)
        if ask.relation == EQUAL and any_of(marks, AHEAD, BEHIND) and self._faint.occur(question.said):
            ask = ask._replace(relation=DIFFER, denied=not ask.denied)  # "not a bit ahead": not even by an edge
        affirms = evaluate.affirms(ask, facts, self._everyone, slight)
        affirms = self._contradictions.by_figures(question, item, marks, ask, affirms)
        bounded = None if facts.ranks or affirms is None else self.extents.stated(marks, item)
        if bounded is not None and affirms != ask.denied:
            so = self.extents.so(bounded, item)
            return Judgement(ask, affirms=None if so is None else so != ask.denied, settled=so is not None)
        if self._contradictions.states(question, item, marks, ask):
            affirms = ask.denied
        if self._is_beyond(question, item, ask, facts, marks, affirms):
            return Judgement(ask)
        plainly = not facts.ranks or evaluate.affirms(ask, facts, self._everyone, slight=False)
        edge = affirms is True and not plainly
        return Judgement(ask, affirms=affirms, slightly=edge, settled=edge and own)

    def by_roles(self, question: Question, item: Item) -> Judgement | None:
        """Return the direct answer to a statement that gives things that an entry tells apart what they are or do."""
        found = self.masker.of_roles(question, item) if self.acts.puts(question) else None
        if found is None:
            return None
        everyone = tuple(found.facts.values)
        marks = without_opening_not(found.marks, self._library.english.copulas)
        ask = read(CLAIM, marks, everyone)
        if ask is None or ask.act != TRUTH:
            return None
        affirms = evaluate.affirms(ask, found.facts, everyone)
        return None if affirms is None else Judgement(ask, affirms=affirms, settled=True)

    def likened(self, question: Question) -> list[tuple[Item, Judgement]]:
        """Return claims of one kind that a question only likens ("do A and B use the same?"), each with the answer."""
        found = list(self._library.catalogue.named.find(question.said))
        items = [self._library.items[name] for name in dict.fromkeys(name for *_, name in found)]
        if len(items) < 2 or len({each.entry.topic for each in items}) > 1 or any(map(self.masker.is_term, items)):
            return []
        spans = marked(question.said, found, SUBJECT)
        marks = self._library.reader.mark(list(spread(question.said, spans)), ranks=False)
        everyone = tuple(each.entry.id for each in items)
        ask = read(CLAIM, without_opening_not(marks, self._library.english.copulas), everyone)
        uses = any(each.text in self._library.base.kind or each.is_a("bare-one") for each in marks)
        if ask is None or ask.act != TRUTH or ask.relation not in (SAME, DIFFER) or not uses:
            return []
        facts = Facts({each.entry.id: 1.0 if each.holder == items[0].holder else -1.0 for each in items})
        affirms = evaluate.affirms(ask, facts, everyone)
        return [(each, Judgement(Ask(TRUTH), affirms=affirms)) for each in items]

    def _is_unsaid(self, question: Question, item: Item) -> bool:
        """Tell whether a question asks nothing that an entry without a claim is known to assert or to deny."""
        return item.entry.states and not self.masker.is_own(question, item)

    def is_turned(self, question: Question, item: Item) -> bool:
        """Tell whether it asks for the one of whom a matter is not so, whatever it is: "which is less secure?"."""
        ask = self.judge(question, item).ask if item.is_ruling else None
        return ask is not None and ask.act == CHOICE and ask.sign < 0

    def is_of_what_can_be(self, question: Question) -> bool:
        """Tell whether it asks what can be, or what is so once something is added."""
        return self._possible.occur(question.said)

    def _is_beyond(
        self, question: Question, item: Item, ask: Ask, facts: Facts, marks: Sequence[Mark], affirms: bool | None
    ) -> bool:
        """Tell whether it asks for more than the facts tell: if one must, or can, or for what an entry does not say."""
        obliges = affirms and self.masker.obliges(question.said, item, marks)
        new = affirms and self._asks.means(question, item) and self.masker.adds(question, item)
        return bool(obliges or new or self._enables(question, item, ask, facts, marks))

    def _enables(self, question: Question, item: Item, ask: Ask, facts: Facts, marks: Sequence[Mark]) -> bool:
        """Tell whether it asks if one can have what does not come ready: that it does not says nothing of that."""
        stated = self._library.reader.stated(question)
        place = next((start for start, *_ in self._can.find(stated)), len(stated))
        says = any(mark.is_a("say") and mark.text in stated[place:] for mark in marks)  # "can one say that …"
        turned = any_of(marks, "not", "reject", "unwanted") or self.masker.compares(question, item)
        ready = item.entry.provides or (facts.ranks and not turned)
        can = ready and place < len(stated) and not says
        found = [facts.values.get(term.subject, 0.0) for term in ask.of]
        lacking = any(value < 0 or (facts.ranks and value == 0) for value in found)
        return can and lacking and not self.masker.is_own(question, item)

    def formed(self, question: Question, item: Item, least: float) -> Judgement:
        """Return the direct answer that the form of a question asks for by itself, where that is `least` likely.

        There is none where the question asks for none, names nobody, says no word of what is claimed, or states figures
        or names, which no form knows.
        """
        facts, marks = self.masker.told(question, item), self.masker.marks(question, item)
        said = facts.ranks or len(question.subjects) > 1 or self.masker.is_own(question, item)
        said = said and not self._is_unsaid(question, item)
        act = self.acts.of(question, item, facts, marks) if facts.values and question.subjects and said else ""
        bounded = not facts.ranks and self.extents.stated(marks, item) is not None
        idle = act == TRUTH and facts.ranks and not self._asks.ranks(question, item, marks)
        if not act or idle or bounded or self.states(question, item):
            return Judgement(None)
        chances = self.acts.by_form(question, item)
        answer = max(chances, key=chances.__getitem__)
        if chances[answer] < least:
            return Judgement(None)
        if answer in (YES, NO):
            ask = Ask(TRUTH, EACH, tuple(Term(each, 1) for each in question.subjects))
            if answer == NO and self._enables(question, item, ask, facts, marks):
                return Judgement(None)
            return Judgement(Ask(TRUTH), affirms=answer == YES)
        ask = Ask(CHOICE, sign=1 if answer == OF else -1)
        return Judgement(ask, pick=evaluate.pick(ask, facts))

    def states(self, question: Question, item: Item) -> bool:
        """Tell whether a question states a figure, or a number or name that is not the known one."""
        marks = self.masker.marks(question, item)
        otherwise = self._contradictions.states(question, item, marks, _PLAINLY)
        return bool(self.masker.figures.stated(question, item)) or otherwise
