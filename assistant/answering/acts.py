"""Which act a question is: whether it asks for the truth of what an entry tells, for a choice, or to be told."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from assistant.answering import evaluate
from assistant.answering.evaluate import NO, YES
from assistant.answering.library import Item, Library
from assistant.answering.masking import OPPOSITE, Masker
from assistant.answering.own_words import AHEAD, BEHIND, KEPT
from assistant.asking.ask import CHOICE, EQUAL, TRUTH
from assistant.asking.choices import left_open
from assistant.asking.forms import CLAIM, RULING
from assistant.asking.marks import PREDICATE, SUBJECT, Mark, any_of
from assistant.asking.question import Question
from assistant.asking.reading import read
from assistant.asking.sentences import cut, openings
from assistant.knowledge.facts import Facts
from assistant.words.lexicon import MARKS, is_word, parts

_ASKING = frozenset(("why", "how", "how-many", "which", "versus"))
"""Forms of question that put no statement."""

_JOINTS = (SUBJECT, PREDICATE, "comma", "stop", "and", "or", "but", "not")
"""Kinds of mark beyond which a denial does not reach a word for the contrary."""

ACTED = 0.55
"""Chance from which on the form of what is no question tells whether it puts a statement or asks for a choice."""


class Acts:
    """Tells what is asked for, by the words of a question and by its form."""

    def __init__(self, library: Library, masker: Masker) -> None:
        self._library, self._masker, self._forms = library, masker, library.forms
        self._everyone = tuple(each.id for each in library.base.subjects)
        english = library.english
        self._questions = frozenset(english.question_words)
        self._choosers, self._choices = frozenset(english.choosers), [[each] for each in english.choosers]
        self._verbs, self._copulas = frozenset(english.verbs), frozenset(english.copulas)
        self._linking = self._verbs.union(("'s", "=", ":"))
        self.asserts, self.by_form = lru_cache(KEPT)(self._asserts), lru_cache(KEPT)(self._by_form)  # asked again

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

    def puts(self, question: Question) -> bool:
        """Tell whether a question puts a statement, however it is worded, and asks for nothing but whether it is so."""
        if question.yes_no or question.either_or or question.requests:
            return question.yes_no
        words = question.said
        if any(mark.is_a("confirm", "deny", "pairs") for mark in self._library.reader.mark(words, ranks=False)):
            return True
        opening = (part[0] in self._questions or part[1:2] in self._choices for part in parts(words, MARKS))
        before = question.asked[: question.asked.index(first)] if (first := self._first(question)) else ()
        wishes = is_word(before[-1]) and before[-1] not in self._copulas if before else False
        asks = any(opening) or question.forms & _ASKING or wishes  # "I would like to hear how they differ"
        return not asks and (words[-1:] == ("?",) or not self._linking.isdisjoint(words))

    def of(self, question: Question, item: Item, facts: Facts, marks: Sequence[Mark]) -> str:
        """Return whether it asks for the truth, for a choice, or ("") for neither."""
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
        nobodys = item.entry.states or self._masker.is_term(item)
        if not named and (nobodys or facts.alike(self._everyone)) and self.puts(question):
            twice = any_of(marks, OPPOSITE) and any(m.is_a("not", "lack") and not m.is_a(OPPOSITE) for m in marks)
            said = self._masker.is_own(question, item) and not twice
            if said or nobodys:
                return TRUTH if said else ""
        claimed = question.carried and named == 1 and not facts.ranks and self.asserts(question)
        if claimed and self._masker.is_own(question, item):
            return TRUTH  # "free to use?"
        if forms == {"define"} and not (named or (facts.ranks and self._masker.is_own(question, item))):
            return ""
        chooses = question.either_or or forms & {"choose", "versus", "which", "verdict"}
        if question.carried and chooses and facts.ranks:
            return CHOICE  # what a talk carries is not judged by its form
        act = self._act_by_form(question, item, marks) or (CHOICE if chooses and named != 1 else "")
        unasked = act == CHOICE and not chooses and facts.alike(self._everyone) and self.asserts(question)
        return TRUTH if unasked else act  # of what is the same of all none can be chosen

    def _act_by_form(self, question: Question, item: Item, marks: Sequence[Mark]) -> str:
        """Which act the form of a question asks for; none where it wants to be told something."""
        alone, ranks = len(question.subjects) == 1, self._masker.told(question, item).ranks
        compares = question.comparing or any_of(marks, AHEAD, BEHIND)
        opening = self._questions.intersection(() if any_of(marks, "pairs") else openings(marks))
        thing = () if question.subjects else (SUBJECT,)
        person = all(mark.is_a("who", "aux", "stop", PREDICATE, *thing) for mark in marks)  # "who is X?", a bare "X"
        tells = not opening <= self._choosers and (alone or not (compares or self.is_case(item)))
        requests = self._library.reader.is_request(question.said) and not any_of(marks, "name-it")
        if requests or tells or (person and not self._masker.is_own(question, item)):
            return ""
        chances = self.by_form(question, item)
        truth, claimed = chances[YES] + chances[NO], alone and not (ranks or compares)
        nobody = any_of(_last(marks), "neither", "nobody") and not any_of(marks, "which", "which-one", "who")
        if truth > ACTED or (nobody and not (question.subjects or question.either_or)):
            states = any_of(marks, SUBJECT, "both", "neither", "nobody", "either", "one", EQUAL)
            states = states and not question.requests
            return TRUTH if states and not opening else CHOICE if opening and not claimed else ""
        return CHOICE if 1 - truth > ACTED else ""

    def _by_form(self, question: Question, item: Item) -> dict[str, float]:
        """Return how likely each answer is right by the form of a question alone, 0 to 1 (see `evaluate.by_form`)."""
        facts, marks = self._masker.told(question, item), self._masker.marks(question, item)
        asks = self._forms.asks(RULING if facts.ranks else CLAIM, _undenied(marks))
        return evaluate.by_form(asks, facts, self.pair(question, marks))

    def pair(self, question: Question, marks: Sequence[Mark]) -> tuple[str, ...]:
        """Return the two subjects that a form asks of: those named, in their order, and any other."""
        named = (mark.value for mark in marks if mark.is_a(SUBJECT))
        return tuple(dict.fromkeys((*named, *question.subjects, *self._everyone)))[:2]

    def is_case(self, item: Item) -> bool:
        """Tell whether an entry is a case that speaks for one subject: "what do I take for X?" asks which one."""
        base, entry = self._library.base, item.entry
        return bool(item.holder) and entry.topic in {self._library.items[each].entry.topic for each in base.decide}

    def _first(self, question: Question) -> str:
        """The first question word that asks, "" where there is none: "when it comes to" asks for no time."""
        idle = self._library.reader.idle(question.asked)
        return next((word for i, word in enumerate(question.asked) if word in self._questions and i not in idle), "")


def _last(marks: Sequence[Mark]) -> Sequence[Mark]:
    """The last sentence."""
    return ([*cut(marks)] or [[]])[-1]


def _undenied(marks: Sequence[Mark]) -> Sequence[Mark]:
    """Marks in which the contrary denied is the matter itself: "does not cost", "neither costs" as "is", "both are"."""
    contrary = next((i for i, mark in enumerate(marks) if mark.is_a(OPPOSITE)), 0)
    before, rest = marks[:contrary], marks[contrary + 1 :]
    denial = next((i for i in range(contrary - 1, -1, -1) if before[i].is_a(*_JOINTS, "neither", "nobody")), 0)
    if contrary and before[denial].is_a("not") and not any_of(rest, SUBJECT):
        return [*before[:denial], *before[denial + 1 :], *rest]
    nobody = [i for i, mark in enumerate(before) if mark.is_a("neither", "nobody")]
    if len(nobody) != 1 or any_of(before, "not"):
        return marks
    instead = {"neither": "both", "nobody": "both", "nor": "and"}
    kinds = (next((kind for each, kind in instead.items() if mark.is_a(each)), "") for mark in before)
    both = [Mark(kind, frozenset((kind,))) if kind else mark for mark, kind in zip(before, kinds, strict=True)]
    return [*both, *rest]
