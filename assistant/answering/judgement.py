"""What an entry's ruling or claim makes of a question: yes or no, or which subject."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import pairwise, product

from assistant.answering import evaluate
from assistant.answering.evaluate import NO, NOT, OF, YES
from assistant.answering.extents import Extents
from assistant.answering.figures import is_dated
from assistant.answering.library import Item, Library
from assistant.answering.masking import OPPOSITE, RARE, Masker, is_turned, without_opening_not
from assistant.answering.meanings import KEPT
from assistant.answering.own_words import AHEAD, BEHIND
from assistant.answering.polarity import Polarity
from assistant.answering.ranking import content_weights
from assistant.asking.ask import ANY, CHOICE, DIFFER, EACH, EQUAL, NONE, SAME, TRUTH, Ask, Term
from assistant.asking.choices import left_open
from assistant.asking.forms import CLAIM, RULING
from assistant.asking.marks import PREDICATE, SUBJECT, Mark, any_of, marked, spread
from assistant.asking.question import Question
from assistant.asking.reading import read
from assistant.asking.sentences import cut, openings
from assistant.knowledge.base import Entry
from assistant.knowledge.facts import Facts
from assistant.knowledge.values import contradicted, dates, is_year, numbers
from assistant.tuples import NamedTuple
from assistant.words.lexicon import MARKS, is_word, parts
from assistant.words.phrases import Phrases

_ASKING = frozenset(("why", "how", "how-many", "which", "versus"))
"""Forms of question that put no statement."""

ACTED = 0.55
"""Chance from which on the form of what is no question tells whether it puts a statement or asks for a choice."""

RANKS = 1000
"""Number below which one that is told may be a place in a list."""

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
        self._library, self._forms = library, library.forms
        self._everyone = tuple(each.id for each in library.base.subjects)
        english, phrases = library.english, library.lexicon.cut
        self.masker, self._extents = Masker(library), Extents(library)
        self.polarity = Polarity(library, self.masker.own, self.masker.comparisons)
        self._strong, self._faint = phrases(english.degrees), phrases(english.faint)
        self._questions = frozenset(english.question_words)
        self._choosers, self._choices = frozenset(english.choosers), [[each] for each in english.choosers]
        self._least = phrases((*english.amounts["more"], *english.amounts["at-least"]))
        self._pairs = phrases((*english.pairs, *english.neither, *english.either))
        self._possible = phrases((*english.possibilities, *english.enablers, *english.efforts))
        self._can = phrases(english.possibilities)
        self._dating = frozenset((*english.relations["dating"], *english.months))
        self._verbs, self._copulas = frozenset(english.verbs), frozenset(english.copulas)
        self._linking = self._verbs.union(("'s", "=", ":"))
        self._tops = frozenset(english.bounds["tops"])
        self.asserts, self.by_form = lru_cache(KEPT)(self._asserts), lru_cache(KEPT)(self._by_form)  # asked again
        self._told = lru_cache(None)(self._numbers_of)

    @cached_property
    def _graded(self) -> Phrases:
        """Words that compare: "cheaper", "more open"."""
        english, base = self._library.english, self._library.lexicon.base
        poles = dict.fromkeys((*english.more, *english.less))
        graded = (each for each in poles if base(each) != each and base(each) in english.gradable)
        return self._library.lexicon.cut((*graded, *(each for each in poles if each.rpartition(" ")[0] in poles)))

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
        wrong = judged.affirms is not None and (another or self._dates_otherwise(question, item))
        return judged._replace(settled=True) if wrong else judged

    def _dated(self, question: Question, item: Item) -> Judgement | None:
        """Whether what an entry tells is of the date that is stated, where nothing else is claimed of it."""
        if not self.asserts(question) or self.masker.is_own(question, item):
            return None
        otherwise = self._dates_otherwise(question, item)
        if otherwise is None:
            return None
        spans = marked(question.said, self._library.reader.names.find(question.said), SUBJECT)
        for i, word in enumerate(question.said):
            if any(map(is_year, numbers(word))):
                whom = Mark("", frozenset((SUBJECT,)), self._everyone[0])
                spans[i] = i + 1, [whom, Mark(word, frozenset((PREDICATE,)))]
        affirms = otherwise == is_turned(self._library, question.said, spans)
        rest = question._replace(said=tuple(word for word in question.said if word not in self._dating))
        return None if affirms and self.masker.adds(rest, item) else Judgement(_PLAINLY, affirms=affirms)

    def _dates_otherwise(self, question: Question, item: Item) -> bool | None:
        """Tell whether another date is stated than an entry tells; None where none is stated or told."""
        months, entry = self._library.english.months, item.entry
        stated = dates(question.said, months) if is_dated(entry) else []
        if not stated:
            return None
        known = [each for text in entry.texts for each in dates(self._library.lexicon.words(text), months)]
        if contradicted([float(year) for year, _ in stated], [float(year) for year, _ in known]) is not None:
            return True
        told = {month for year, month in known if month and year == stated[0][0]}
        return bool(told and stated[0][1]) and stated[0][1] not in told

    def _judged(self, question: Question, item: Item, act: str | None) -> Judgement:
        facts = self.masker.told(question, item)
        if not facts.values or self._is_unsaid(question, item):
            return Judgement(None)
        marks = self.masker.marks(question, item)
        ask = self._asked(question, item, facts, marks, act)
        if ask is None:
            return Judgement(None)
        if ask.act == TRUTH:
            judges = question.evaluating and not self.masker.is_own(question, item)
            slight = not judges and not self._strong.occur(question.said)
            if ask.relation == EQUAL and any_of(marks, AHEAD, BEHIND) and self._faint.occur(question.said):
                ask = ask._replace(relation=DIFFER, denied=not ask.denied)  # "not a bit ahead": not even by an edge
            affirms = evaluate.affirms(ask, facts, self._everyone, slight)
            affirms = self._with_figures(question, item, marks, ask, affirms)
            bounded = None if facts.ranks or affirms is None else self._extents.stated(marks, item)
            if bounded is not None and affirms != ask.denied:
                so = self._extents.so(bounded, item)
                return Judgement(ask, affirms=None if so is None else so != ask.denied, settled=so is not None)
            if self._states_otherwise(question, item, marks, ask):
                affirms = ask.denied
            obliges = affirms and self.masker.obliges(question.said, item, marks)
            if obliges or self._enables(question, item, ask, facts, marks):
                return Judgement(ask)
            if affirms and self._means(question, item) and self.masker.adds(question, item):
                return Judgement(ask)
            edge = slight and affirms is True and not evaluate.affirms(ask, facts, self._everyone, slight=False)
            return Judgement(ask, affirms=affirms, slightly=edge, settled=edge and self.masker.is_own(question, item))
        agree = self.masker.figures.facts(question, item) or self.masker.figures.agree(question, item)
        if self._is_case(item):  # what speaks for one speaks against the others
            facts = facts._replace(values={**dict.fromkeys(self._everyone, -1.0), **facts.values})
        return Judgement(ask, pick=evaluate.pick(ask, facts) if agree else None)

    def by_roles(self, question: Question, item: Item) -> Judgement | None:
        """Return the direct answer to a statement that gives things that an entry tells apart what they are or do."""
        found = self.masker.of_roles(question, item) if self._puts(question) else None
        if found is None:
            return None
        everyone = tuple(found.facts.values)
        marks = without_opening_not(found.marks, self._library.english.copulas)
        ask = read("claim", marks, everyone)
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
        ask = read("claim", without_opening_not(marks, self._library.english.copulas), everyone)
        uses = any(each.text in self._library.base.kind or each.is_a("bare-one") for each in marks)
        if ask is None or ask.act != TRUTH or ask.relation not in (SAME, DIFFER) or not uses:
            return []
        facts = Facts({each.entry.id: 1.0 if each.holder == items[0].holder else -1.0 for each in items})
        affirms = evaluate.affirms(ask, facts, everyone)
        return [(each, Judgement(Ask(TRUTH), affirms=affirms)) for each in items]

    def _puts(self, question: Question) -> bool:
        """Tell whether a question puts a statement, however it is worded, and asks for nothing but whether it is so."""
        if question.yes_no or question.either_or or question.requests:
            return question.yes_no
        words = question.said
        if any(mark.is_a("confirm", "deny") for mark in self._library.reader.mark(words, ranks=False)):
            return True
        opening = (part[0] in self._questions or part[1:2] in self._choices for part in parts(words, MARKS))
        before = question.asked[: question.asked.index(first)] if (first := self._first(question)) else ()
        wishes = is_word(before[-1]) and before[-1] not in self._copulas if before else False
        asks = any(opening) or question.forms & _ASKING or wishes  # "I would like to hear how they differ"
        return not asks and (words[-1:] == ("?",) or not self._linking.isdisjoint(words))

    def _with_figures(
        self, question: Question, item: Item, marks: Sequence[Mark], ask: Ask, affirms: bool | None
    ) -> bool | None:
        """The answer where figures are stated besides the claim: it is so only with the right ones."""
        figures = self.masker.figures
        if affirms is None or not figures.stated(question, item) or figures.facts(question, item):
            return affirms
        opposite = sum(mark.is_a(OPPOSITE) for mark in marks) % 2 == 1
        turned = ask.denied != opposite  # "is it not ten years older?"
        agree = figures.agree(question, item)
        return affirms if affirms == turned or agree else None if agree is None else turned

    def _is_unsaid(self, question: Question, item: Item) -> bool:
        """Tell whether a question asks nothing that an entry without a claim is known to assert or to deny."""
        return item.entry.states and not self.masker.is_own(question, item)

    def tells(self, question: Question, item: Item) -> bool:
        """Tell whether a question asserts or denies what an entry tells a term to mean."""
        term = item.entry.states or (self.masker.is_term(item) and not question.comparing)
        alone = not question.subjects and not self._pairs.occur(question.said)
        return alone and term and self.masker.is_own(question, item)

    def is_turned(self, question: Question, item: Item) -> bool:
        """Tell whether it asks for the one of whom a matter is not so, whatever it is: "which is less secure?"."""
        ask = self.judge(question, item).ask if item.is_ruling else None
        return ask is not None and ask.act == CHOICE and ask.sign < 0

    def _means(self, question: Question, item: Item) -> bool:
        """Tell whether it asks what is so of no subject, but by itself."""
        return item.entry.states and not (question.subjects or question.carried or self._pairs.occur(question.said))

    def is_of_what_can_be(self, question: Question) -> bool:
        """Tell whether it asks what can be, or what is so once something is added."""
        return self._possible.occur(question.said)

    def _enables(self, question: Question, item: Item, ask: Ask, facts: Facts, marks: Sequence[Mark]) -> bool:
        """Tell whether it asks if one can have what does not come ready: that it does not says nothing of that."""
        stated = self._library.reader.stated(question)
        can = item.entry.provides and self._can.occur(stated) and not any_of(marks, "say")
        lacking = any(facts.values.get(term.subject, 0.0) < 0 for term in ask.of)
        return can and lacking and not self.masker.is_own(question, item)

    def _asked(
        self, question: Question, item: Item, facts: Facts, marks: Sequence[Mark], act: str | None = None
    ) -> Ask | None:
        """What a question asks of a matter, None where it asks for no truth and no choice."""
        found = read("ruling" if facts.ranks else "claim", marks, self._everyone)
        act = act or self._act(question, item, facts, marks)
        if act == CHOICE:
            if found and found.act == CHOICE and len(found.of) > 1:
                return found
            return Ask(CHOICE, sign=self._chosen(question, item, facts, marks))
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

    def _chosen(self, question: Question, item: Item, facts: Facts, marks: Sequence[Mark]) -> int:
        """Whether it is asked of whom it is so (+1) or not (-1): words for better and worse, marks and form vote."""
        if question.turned:
            return -1
        around = () if facts.ranks else question.words
        sign = self.polarity.sign(self.polarity.choosing(question), item.entry, around=around)
        chances = self.by_form(question, item)
        return 1 if sign + _sign(marks) + (1 if chances[OF] > chances[NOT] else -1) > 0 else -1

    def _of_its_own(self, question: Question, item: Item, facts: Facts, marks: Sequence[Mark]) -> Ask | None:
        """What is asked of nobody where a word denies it, read as said of whom the entry is about; None of others."""
        whom = item.entry.subject or ("" if facts.differ else next(iter(facts.values)))
        place = next((i for i, mark in enumerate(marks) if mark.is_a(PREDICATE, OPPOSITE)), None)
        denies = any(mark.is_a("deny", "no-tag") for mark in marks) and self.masker.is_own(question, item)
        if not denies or facts.ranks or place is None or whom not in facts.values:
            return None
        return read("claim", (*marks[:place], Mark(whom, frozenset((SUBJECT,)), whom), *marks[place:]), self._everyone)

    def _plainly(self, question: Question, item: Item, facts: Facts, marks: Sequence[Mark]) -> Ask | None:
        """What a yes/no question asks whose form was not read: of the subject named, or of all where it is all one.

        A figure that is known of some only is of them: "is the lead five years?".
        """
        sign = _sign(marks)
        if not question.subjects and facts.differ and self.masker.figures.stated(question, item):
            return Ask(TRUTH, EACH, tuple(Term(each, sign) for each in item.entry.figures))
        if len(question.subjects) == 1:
            return Ask(TRUTH, EACH, (Term(question.subjects[0], sign),))
        if question.subjects:
            both = tuple(Term(each, sign) for each in question.subjects)
            return Ask(TRUTH, EACH, both) if question.carried else None
        if item.entry.subject in facts.values and self.masker.is_own(question, item):
            return Ask(TRUTH, EACH, (Term(item.entry.subject, sign),))
        if facts.ranks:
            if any(mark.is_a("than") for mark in marks) and not question.carried:
                return None
            return Ask(TRUTH, EQUAL if any(mark.is_a(EQUAL, "neither") for mark in marks) else DIFFER)
        told = len(facts.values) == len(self._everyone) or question.carried or self.masker.is_own(question, item)
        return Ask(TRUTH, EACH, tuple(Term(each, sign) for each in facts.values)) if told and not facts.differ else None

    def _of_named(self, ask: Ask, question: Question, item: Item, facts: Facts, marks: Sequence[Mark]) -> Ask:
        """The same of the one subject named, where "both" means other things; of all, where what differs is likened."""
        named = {mark.value for mark in marks if mark.is_a(SUBJECT)}
        stated = self.masker.figures.stated(question, item)  # "ten times as many as"
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

    def formed(self, question: Question, item: Item, least: float) -> Judgement:
        """Return the direct answer that the form of a question asks for by itself, where that is `least` likely.

        There is none where the question asks for none, names nobody, says no word of what is claimed, or states figures
        or names, which no form knows.
        """
        facts, marks = self.masker.told(question, item), self.masker.marks(question, item)
        said = facts.ranks or len(question.subjects) > 1 or self.masker.is_own(question, item)
        said = said and not self._is_unsaid(question, item)
        act = self._act(question, item, facts, marks) if facts.values and question.subjects and said else ""
        bounded = not facts.ranks and self._extents.stated(marks, item) is not None
        if not act or bounded or self.states(question, item):
            return Judgement(None)
        chances = self.by_form(question, item)
        answer = max(chances, key=chances.__getitem__)
        if chances[answer] < least:
            return Judgement(None)
        if answer in (YES, NO):
            return Judgement(Ask(TRUTH), affirms=answer == YES)
        ask = Ask(CHOICE, sign=1 if answer == OF else -1)
        return Judgement(ask, pick=evaluate.pick(ask, facts))

    def _by_form(self, question: Question, item: Item) -> dict[str, float]:
        """Return how likely each answer is right by the form of a question alone, 0 to 1 (see `evaluate.by_form`)."""
        facts, marks = self.masker.told(question, item), self.masker.marks(question, item)
        asks = self._forms.asks(RULING if facts.ranks else CLAIM, marks)
        return evaluate.by_form(asks, facts, self.pair(question, marks))

    def pair(self, question: Question, marks: Sequence[Mark]) -> tuple[str, ...]:
        """Return the two subjects that a form asks of: those named, in their order, and any other."""
        named = (mark.value for mark in marks if mark.is_a(SUBJECT))
        return tuple(dict.fromkeys((*named, *question.subjects, *self._everyone)))[:2]

    def states(self, question: Question, item: Item) -> bool:
        """Tell whether a question states a figure, or a number or name that is not the known one."""
        marks = self.masker.marks(question, item)
        otherwise = self._states_otherwise(question, item, marks, _PLAINLY)
        return bool(self.masker.figures.stated(question, item)) or otherwise

    def _states_otherwise(self, question: Question, item: Item, marks: Sequence[Mark], ask: Ask) -> bool:
        """Tell whether a question states a number, or a name where only one can be right, that is not the known one."""
        entry = item.entry
        if ask.relation != EACH or any(term.sign < 0 for term in ask.of):
            return False
        if entry.figures:
            return False
        known, stated = self._told(entry), self._numbers(question.said)
        within = [
            each
            for word, following in pairwise(question.said)
            for each in self._numbers([following])
            if word in self._tops and any(rank <= each for rank in known if rank < RANKS)
        ]
        stated = [each for each in stated if each not in within]  # who is in the top ten is in the top twenty
        least = self._least.occur(question.said) and not all(map(is_year, stated))
        if stated and least:
            counts = [each for each in known if not is_year(each)]
            return bool(counts) and max(counts) < stated[0]
        if contradicted(stated, known) is not None:
            return True
        return entry.exclusive and self._names_another(item, marks)

    def _numbers_of(self, entry: Entry) -> list[float]:
        """The numbers that an entry tells."""
        return [number for text in (entry.name, *entry.texts, *entry.more) for number in self._numbers(text.split())]

    def _numbers(self, words: Sequence[str]) -> list[float]:
        """The numbers said, in figures or in words from two on."""
        counted = self._library.english.numbers
        return numbers(" ".join(str(counted[word]) if counted.get(word, 0) > 1 else word for word in words))

    def _names_another(self, item: Item, marks: Sequence[Mark]) -> bool:
        """Tell whether after the matter something is named that the entry does not know, and not what it knows."""
        library = self._library
        own = self.masker.own.find([mark.text for mark in marks], item.entry, bare=True)
        if any(said == AHEAD for *_, said in own):
            return False
        start = next((i for i, mark in enumerate(marks) if mark.is_a(PREDICATE, SUBJECT)), len(marks))
        stop = next((i for i in range(start, len(marks)) if marks[i].is_a("stop") or marks[i].text == ","), len(marks))
        said = [mark.text for mark in marks[start:stop] if mark.kinds <= {PREDICATE}]
        plain = [word for text in said for word in text.split() if is_word(word)]
        weights = content_weights(library.reader.canonical(plain), library)
        entry = item.entry
        told = " ".join((entry.name, *entry.texts, *entry.more, *entry.less))
        known = set(library.reader.canonical(library.lexicon.words(told)))
        return any(weight > RARE and word not in known for word, weight in weights.items())

    def _act(self, question: Question, item: Item, facts: Facts, marks: Sequence[Mark]) -> str:
        """Whether it asks for the truth, for a choice, or ("") for neither."""
        forms, named, first = question.forms, len(question.subjects), self._first(question)
        asks = question.yes_no and self._questions.isdisjoint(question.asked[:1])  # "is that why it is bigger?"
        if "why" in forms and not asks and first not in self._choosers:
            return ""
        if left_open(marks):
            return CHOICE
        if question.yes_no:
            found = (
                first in self._choosers and named != 1 and read(RULING if facts.ranks else CLAIM, marks, self._everyone)
            )
            return CHOICE if found and found.act == CHOICE else TRUTH  # "the smaller one, it is whose?"
        nobodys = item.entry.states or self.masker.is_term(item)
        if not named and (nobodys or facts.alike(self._everyone)) and self._puts(question):
            twice = any_of(marks, OPPOSITE) and any(m.is_a("not", "lack") and not m.is_a(OPPOSITE) for m in marks)
            said = self.masker.is_own(question, item) and not twice
            if said or nobodys:
                return TRUTH if said else ""
        if forms == {"define"} and not (named or (facts.ranks and self.masker.is_own(question, item))):
            return ""
        chooses = question.either_or or forms & {"choose", "versus", "which", "verdict"}
        if question.carried and chooses and facts.ranks:
            return CHOICE  # what a talk carries is not judged by its form
        return self._act_by_form(question, item, marks) or (CHOICE if chooses and named != 1 else "")

    def _act_by_form(self, question: Question, item: Item, marks: Sequence[Mark]) -> str:
        """Which act the form of a question asks for; none where it wants to be told something."""
        alone, ranks = len(question.subjects) == 1, self.masker.told(question, item).ranks
        compares = question.comparing or any_of(marks, AHEAD, BEHIND)
        opening = self._questions.intersection(() if any_of(marks, "pairs") else openings(marks))
        thing = () if question.subjects else (SUBJECT,)
        person = all(mark.is_a("who", "aux", "stop", PREDICATE, *thing) for mark in marks)  # "who is X?", a bare "X"
        tells = not opening <= self._choosers and (alone or not (compares or self._is_case(item)))
        requests = self._library.reader.is_request(question.said) and not any_of(marks, "name-it")
        if requests or tells or (person and not self.masker.is_own(question, item)):
            return ""
        chances = self.by_form(question, item)
        truth, claimed = chances[YES] + chances[NO], alone and not (ranks or compares)
        nobody = any_of(_last(marks), "neither", "nobody") and not any_of(marks, "which", "which-one", "who")
        if truth > ACTED or (nobody and not (question.subjects or question.either_or)):
            states = any_of(marks, SUBJECT, "both", "neither", "nobody", "either", "one", EQUAL)
            states = states and not question.requests
            return TRUTH if states and not opening else CHOICE if opening and not claimed else ""
        return CHOICE if 1 - truth > ACTED else ""

    def _is_case(self, item: Item) -> bool:
        """Tell whether an entry is a case that speaks for one subject: "what do I take for X?" asks which one."""
        base, entry = self._library.base, item.entry
        return bool(item.holder) and entry.topic in {self._library.items[each].entry.topic for each in base.decide}

    def _first(self, question: Question) -> str:
        """The first question word that asks, "" where there is none: "when it comes to" asks for no time."""
        idle = self._library.reader.idle(question.asked)
        return next((word for i, word in enumerate(question.asked) if word in self._questions and i not in idle), "")

    def _asserts(self, question: Question) -> bool:
        """Tell whether a question is put to be answered with yes or no, whatever it is about."""
        if question.yes_no or question.either_or or question.requests or self._first(question):
            return question.yes_no
        words = [word for word in question.said if is_word(word)]
        marks = self._library.reader.mark(question.said, ranks=True)
        many = any_of(marks, "both", "neither") or any_of(_last(marks), "nobody")
        about = bool(question.subjects) or many or any_of(marks, SUBJECT, "either", "one", EQUAL)
        compares = question.comparing or any_of(marks, EQUAL, AHEAD, BEHIND)
        if not about or len(words) < (2 if compares or many else 3) or self._library.reader.is_request(words):
            return False
        asks = question.said[-1:] == ("?",) or any(word in self._verbs or word == "'s" for word in question.said)
        return asks or any_of(marks, "confirm", "deny", "pairs", "not")


def _last(marks: Sequence[Mark]) -> Sequence[Mark]:
    """The last sentence."""
    return ([*cut(marks)] or [[]])[-1]


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
