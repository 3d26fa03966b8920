"""What an entry's ruling or claim makes of a question: yes or no, or which subject."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.answering import evaluate
from assistant.answering.library import Item, Library
from assistant.answering.library.forms import CLAIM, RULING, Likeness
from assistant.answering.polarity import Polarity
from assistant.answering.ranking import content_weights
from assistant.asking.ask import ANY, CHOICE, DIFFER, EACH, EQUAL, SAME, TRUTH, Ask, Term
from assistant.asking.marks import PREDICATE, SUBJECT, TOPIC, Mark
from assistant.asking.question import UNPOLAR, Question
from assistant.asking.reading import read
from assistant.knowledge.base import OVERALL, Category
from assistant.knowledge.facts import Facts, facts_of_entry, facts_of_leader, facts_of_ruling
from assistant.knowledge.values import contradicted, is_year, numbers
from assistant.words.lexicon import is_word
from assistant.words.phrases import Phrases

AHEAD, BEHIND, NOT, COST, EFFORT = "more", "less", "not", "cost", "effort"
"""Kinds of cue that the words of an entry are marked with besides."""

RARE = 0.3
"""Rarity from which on a word of an entry belongs to its matter."""

TELLING = frozenset(("why", "how", "define", "who", "when", "where", "list", "how-many"))
"""Forms of question that want to be told something."""


class Judgement(NamedTuple):
    """What was asked of an entry, and the direct answer: `affirms` to a yes/no question, `pick` to a choice."""

    ask: Ask | None
    affirms: bool | None = None
    pick: str | None = None


class Judge:
    """Judges questions by the rulings and claims of one library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._everyone = tuple(each.id for each in library.base.subjects)
        self._phrases: dict[str, Phrases] = {}
        english, words = library.english, library.lexicon.phrase
        self._pronouns = frozenset((*english.pronouns, *english.demonstratives))
        self._strong = Phrases((words(each), each) for each in english.degrees)
        self._questions = frozenset(english.question_words)
        self._choosers = frozenset(english.choosers)
        self._efforts = Phrases((words(each), each) for each in english.efforts)
        bounds = ("more", "at-least")
        self._least = Phrases((words(each), name) for name in bounds for each in english.amounts[name])
        self._more = frozenset(english.quantities).intersection(english.more)
        self._less = frozenset(english.quantities).intersection(english.less)
        reader = library.reader
        self._polarity = Polarity(library)
        self._equals, self._conjunctions = reader.phrases(english.equals), reader.phrases(english.conjunctions)
        self._correlatives = frozenset(english.correlatives)
        self._verbs = frozenset(english.verbs)
        self._burdens = Phrases((words(each), each) for each in english.burdens)
        self._turned_amounts = {each: BEHIND for each in english.grows} | {each: AHEAD for each in english.shrinks}
        self._gradable = frozenset(english.gradable)
        self._copulas = frozenset(english.copulas)
        self._privative = frozenset(english.privatives)
        costs = [words(each) for each in english.costs]
        amounts = [(words(each), AHEAD) for each in english.more if each in english.quantities]
        amounts += [(words(each), BEHIND) for each in english.less if each in english.quantities]
        self._amounts, self._costs = Phrases(amounts), Phrases((each, COST) for each in costs)

    def judge(self, question: Question, item: Item, act: str | None = None) -> Judgement:
        """Return the direct answer that an entry gives to a question; `act` tells what it asks where that is known."""
        facts = self._facts(item)
        if not facts.values:
            return Judgement(None)
        marks = self.marks(question, item)
        ask = self._asked(question, item, facts, marks, act)
        if ask is None:
            return Judgement(None)
        if ask.act == TRUTH:
            slight = not question.evaluating and not self._strong.occur(question.said)
            affirms = evaluate.affirms(ask, facts, self._everyone, slight)
            if self._states_otherwise(question, item, marks, ask):
                affirms = ask.denied
            return Judgement(ask, affirms=affirms)
        return Judgement(ask, pick=evaluate.pick(ask, facts))

    def _asked(
        self, question: Question, item: Item, facts: Facts, marks: Sequence[Mark], act: str | None = None
    ) -> Ask | None:
        """What a question asks of a matter, None where it asks for no truth and no choice."""
        found = read("ruling" if facts.ranks else "claim", marks, self._everyone)
        act = act or self._act(question, item, facts, marks, found)
        if act == CHOICE:
            if found and found.act == CHOICE and len(found.of) > 1:
                return found
            around = () if facts.ranks else question.words
            return Ask(CHOICE, sign=self._polarity.sign(self._polarity.choosing(question), item.entry, around=around))
        if act == TRUTH:
            if found is None or found.act == CHOICE:
                return self._plainly(question, facts, marks)
            return self._of_named(_compared(found, facts, marks), question, facts, marks)
        return None

    def _plainly(self, question: Question, facts: Facts, marks: Sequence[Mark]) -> Ask | None:
        """What a yes/no question asks whose form was not read: of the subject named, or of all where it is all one."""
        sign = _sign(marks)
        if len(question.subjects) == 1:
            return Ask(TRUTH, EACH, (Term(question.subjects[0], sign),))
        if question.subjects:
            both = tuple(Term(each, sign) for each in question.subjects)
            return Ask(TRUTH, EACH, both) if question.carried and not facts.ranks else None
        if facts.ranks:
            return Ask(TRUTH, EQUAL if any(mark.is_a(EQUAL, "neither") for mark in marks) else DIFFER)
        return None if facts.differ else Ask(TRUTH, EACH, tuple(Term(each, sign) for each in facts.values))

    def _of_named(self, ask: Ask, question: Question, facts: Facts, marks: Sequence[Mark]) -> Ask:
        """The same of the one subject named, where "both" means other things; of all, where what differs is likened."""
        named = {mark.value for mark in marks if mark.is_a(SUBJECT)}
        if len(named) == 1 and ask.relation in (EACH, ANY) and len(ask.of) > 1:
            return ask._replace(relation=EACH, of=tuple(term for term in ask.of if term.subject in named))
        if not facts.ranks and facts.differ and ask.relation == EACH and self._likens(question.asked):
            return ask._replace(relation=SAME, of=tuple(Term(each, 1) for each in facts.values))
        return ask

    def _likens(self, words: Sequence[str]) -> bool:
        """Tell whether two are said to be alike: "as configurable as", "just as many"."""
        joined = {i for start, end, _ in self._conjunctions.find(words) for i in range(start, end)}
        places = [i for i, word in enumerate(words) if word in self._correlatives and i not in joined]
        return self._equals.occur(words) or any(1 < b - a < 5 for a, b in itertools.pairwise(places))

    def likeness(self, question: Question, item: Item, ask: Ask) -> Likeness:
        """Return how surely the form of a question asks what was read, and how surely something else, 0 to 1."""
        forms = self._library.forms
        if forms is None:
            return Likeness(0.5, 0.5)
        kind = RULING if self._facts(item).ranks else CLAIM
        marks = self.marks(question, item)
        named = [mark.value for mark in marks if mark.is_a(SUBJECT)] or [term.subject for term in ask.of]
        pair = tuple(dict.fromkeys((*named, *self._everyone)))[:2]
        return forms.likeness(kind, marks, evaluate.answers(ask, kind == RULING, pair))

    def _states_otherwise(self, question: Question, item: Item, marks: Sequence[Mark], ask: Ask) -> bool:
        """Tell whether a question states a number, or a name where only one can be right, that is not the known one."""
        entry = item.entry
        if ask.relation != EACH or any(term.sign < 0 for term in ask.of):
            return False
        known = [number for text in (entry.name, *entry.texts, *entry.more) for number in self._numbers(text.split())]
        stated = self._numbers(question.said)
        least = self._least.occur(question.said)
        if stated and least:
            counts = [each for each in known if not is_year(each)]
            return bool(counts) and max(counts) < stated[0]
        if contradicted(stated, known) is not None:
            return True
        return entry.exclusive and self._names_another(item, marks)

    def _numbers(self, words: Sequence[str]) -> list[float]:
        """The numbers said, in figures or in words from two on."""
        counted = self._library.english.numbers
        return numbers(" ".join(str(counted[word]) if counted.get(word, 0) > 1 else word for word in words))

    def _names_another(self, item: Item, marks: Sequence[Mark]) -> bool:
        """Tell whether after the matter something is named that the entry does not know."""
        library = self._library
        start = next((i for i, mark in enumerate(marks) if mark.is_a(PREDICATE, SUBJECT)), len(marks))
        stop = next((i for i in range(start, len(marks)) if marks[i].is_a("stop") or marks[i].text == ","), len(marks))
        plain = [mark.text for mark in marks[start:stop] if mark.kinds <= {PREDICATE} and is_word(mark.text)]
        weights = content_weights(library.reader.canonical(plain), library)
        entry = item.entry
        told = " ".join((entry.name, *entry.texts, *entry.more))
        known = set(library.reader.canonical(library.lexicon.words(told)))
        return any(weight > RARE and word not in known for word, weight in weights.items())

    def _act(self, question: Question, item: Item, facts: Facts, marks: Sequence[Mark], found: Ask | None) -> str:
        """Whether it asks for the truth, for a choice, or ("") for neither."""
        forms, named = question.forms, len(question.subjects)
        first = self._first(question)
        if "why" in forms and first not in self._choosers:
            return ""
        if question.carried and question.yes_no and named > 1 and not question.either_or:
            return TRUTH
        offers = found is not None and found.act == CHOICE and (named != 1 or not question.yes_no)
        told = forms & (TELLING - {"who", "define", "list"}) or (first and first not in self._choosers)
        if offers and named > 1 and not (told and not forms & {"choose", "versus", "which"} and not question.either_or):
            return CHOICE
        if question.yes_no and not question.either_or:
            return TRUTH
        if "how-many" in forms and not (question.comparing or forms & {"choose", "which"}):
            return ""
        asks = first or question.either_or or "versus" in forms or (offers and named > 1)
        if not asks and self._is_stated(question, facts, marks):
            return TRUTH
        own = self._polarity.is_own(question.asked, item.entry)
        asks = question.either_or or bool(forms & {"choose", "versus", "verdict"}) or named > 1 or own
        asks = asks or ("which" in forms and named != 1)
        needs = self._choosers.issuperset(self._questions.intersection(question.asked))
        asks = asks or (needs and not (named or forms & TELLING))
        return CHOICE if asks or not (named == 1 or not (facts.ranks or question.comparing)) else ""

    def _first(self, question: Question) -> str:
        """The first question word that asks, "" where there is none: "when it comes to" asks for no time."""
        idle = self._library.reader.idle(question.asked)
        return next((word for i, word in enumerate(question.asked) if word in self._questions and i not in idle), "")

    def asserts(self, question: Question) -> bool:
        """Tell whether a question is put to be answered with yes or no, whatever it is about."""
        if question.yes_no:
            return not question.either_or
        first = self._first(question)
        marks = self._library.reader.mark(question.said, ranks=True)
        return not first and not question.either_or and self._is_stated(question, Facts({}), marks)

    def is_own(self, question: Question, item: Item) -> bool:
        """Tell whether the words of an entry for its claim, or for the opposite, are said."""
        return self._own(item).occur(question.said)

    def compares(self, question: Question, item: Item) -> bool:
        """Tell whether a question asks who is ahead, behind or level in an entry's matter."""
        turning = ("reject", "lack", "unwanted", NOT)
        marks = self.marks(question, item)
        return any(mark.is_a(AHEAD, BEHIND, "equal") and not mark.is_a(*turning, PREDICATE) for mark in marks)

    def _is_stated(self, question: Question, facts: Facts, marks: Sequence[Mark]) -> bool:
        """Tell whether it is a statement, put for confirmation or flatly."""
        words = [word for word in question.said if is_word(word)]
        about = bool(question.subjects) or any(mark.is_a("both", "neither", "either", "one", "equal") for mark in marks)
        if not about or len(words) < 3:
            return False
        asks = question.said[-1:] == ("?",) and (
            question.comparing or not facts.ranks or any(mark.is_a(EQUAL) for mark in marks)
        )
        verb = any(word in self._verbs or word == "'s" for word in question.said)
        return asks or verb or any(mark.is_a("confirm", "deny", "pairs") for mark in marks)

    def marks(self, question: Question, item: Item) -> list[Mark]:
        """Return the words of a question marked: subjects, the words of the entry, and cues."""
        words = question.said
        marked = self._pre_marked(words, question, item)
        ranks = self._facts(item).ranks
        amounts = self._turned_amounts if item.category and self._is_burden(item.category) else {}
        found: list[Mark] = []
        for mark in self._library.reader.mark(marked, ranks):
            if ranks and mark.text in amounts:
                mark = mark._replace(kinds=mark.kinds - {AHEAD, BEHIND} | {amounts[mark.text]})
            elif mark.kinds <= {"neutral"} and self._is_of(item, mark.text):
                mark = self._matter(item, mark.text)
            elif mark.is_a(UNPOLAR):
                mark = Mark(mark.text)
            elif not ranks and mark.is_a(BEHIND) and not mark.is_a(PREDICATE):
                mark = mark._replace(kinds=mark.kinds | {NOT})
            found.append(mark)
        return _without_reasons(_without_opening_not(_privatives(found, self._privative), self._copulas))

    def _is_burden(self, category: Category) -> bool:
        """Tell whether less of what a category is named for is better."""
        if category.less_is_better is not None:
            return category.less_is_better
        words = self._library.lexicon.phrase
        return any(self._burdens.occur(words(text).split()) for text in (category.name, *category.terms[:2]))

    def _pre_marked(self, words: Sequence[str], question: Question, item: Item) -> list[str | Mark]:
        reader = self._library.reader
        spans: dict[int, tuple[int, list[Mark]]] = {}
        own = list(self._own(item).find(words)) or list(self._own(item).find([self._plain(word) for word in words]))
        taken = {i for start, end, _ in own for i in range(start, end)}
        named = list(reader.names.find(words))
        if not named or (question.comparing and len({subject for *_, subject in named}) == 1):
            named = list(reader.implied.find(words))
        against = {end for _, end, _ in reader.compares.find(words)} if self._facts(item).differ else set()
        for start, end, subject in named:
            if start in against and not self._facts(item).ranks and start != named[0][0]:
                continue  # what a claim is compared with
            if not taken & set(range(start, end)) or reader.names.at(words, start):
                spans[start] = end, [Mark(words[start], frozenset((SUBJECT,)), subject)]
        for start, end, value in own:
            before = words[start - 1] if start else ""
            if before in self._more or before in self._less:  # "less secure" is one comparison
                start -= 1
                value = value if before in self._more else BEHIND if value == AHEAD else AHEAD
            spans.setdefault(start, (end, self._own_marks(item, " ".join(words[start:end]), value)))
        for start, end, value in self._amounts.find(words):
            cost = self._costs.at(words, end) if end < len(words) else None
            if cost and start not in spans and not taken & set(range(start, cost[0])):
                turned = BEHIND if value == AHEAD else AHEAD
                spans[start] = cost[0], [Mark(words[start], frozenset((turned,)))]
        if item.entry.provides:
            for start, end, _ in self._efforts.find(words):
                if not any(begin < end and start < stop for begin, (stop, _) in spans.items()):
                    spans[start] = end, [Mark(" ".join(words[start:end]), frozenset((NOT, EFFORT)))]
        if question.carried:
            told = list(dict.fromkeys(subject for *_, subject in named))
            missing = [each for each in question.subjects if each not in told]
            others = [each for each in told if each not in question.subjects]
            if others and missing:  # the same is asked again of another one
                instead = dict(zip(others, missing, strict=False))
                for start, (end, marks) in spans.items():
                    spans[start] = end, [each._replace(value=instead.get(each.value, each.value)) for each in marks]
            elif missing:
                self._fill(words, missing, spans, next((start for start, *_ in named), None))
        return list(_spread(words, spans))

    def _fill(
        self, words: Sequence[str], subjects: Sequence[str], spans: dict[int, tuple[int, list[Mark]]], named: int | None
    ) -> None:
        """Put subjects that a conversation carries in place of a pronoun, else beside the one named, else first."""
        marks = [Mark(each, frozenset((SUBJECT,)), each) for each in subjects]
        free = [i for i, word in enumerate(words) if i not in spans and is_word(word)]
        place = next((i for i in free if words[i] in self._pronouns), None)
        if place is not None:
            end = next(
                (i for i in range(place, len(words)) if i in spans or words[i] not in self._pronouns), len(words)
            )
            spans[place] = end, marks
        elif named is not None and named in spans:
            spans[named] = spans[named][0], [*spans[named][1], *marks]
        elif free:
            spans[free[0]] = free[0], marks

    def _own(self, item: Item) -> Phrases:
        entry = item.entry
        if entry.id not in self._phrases:
            words = self._library.lexicon.phrase
            own = [(words(text), kind) for texts, kind in ((entry.more, AHEAD), (entry.less, BEHIND)) for text in texts]
            based = [(" ".join(map(self._plain, text.split())), kind) for text, kind in own]
            self._phrases[entry.id] = Phrases((*own, *based))
        return self._phrases[entry.id]

    def _plain(self, word: str) -> str:
        """A word without its ending, unless that compares: "limits" is as "limiting", but "smaller" not as "small"."""
        base = self._library.lexicon.base(word)
        return word if base in self._gradable else base

    def _own_marks(self, item: Item, text: str, value: str) -> list[Mark]:
        if self._facts(item).ranks:
            return [Mark(text, frozenset((PREDICATE, value)))]
        matter = Mark(text, frozenset((PREDICATE,)))
        return [matter] if value == AHEAD else [Mark(NOT, frozenset((NOT,))), matter]

    def _is_of(self, item: Item, word: str) -> bool:
        if not is_word(word):
            return False
        library = self._library
        canonical = library.reader.canonical([word])
        if not canonical or canonical[0] not in item.vocabulary or canonical[0] in library.fillers | library.common:
            return False
        return library.rarity.get(canonical[0], 1.0) >= RARE

    def _matter(self, item: Item, word: str) -> Mark:
        return Mark(word, frozenset((PREDICATE, TOPIC) if self._facts(item).ranks else (PREDICATE,)))

    def _facts(self, item: Item) -> Facts:
        entry = item.entry
        if item.is_ruling and item.category:
            return facts_of_ruling(item.category)
        if entry.topic == OVERALL and entry.counts == "leader":
            return facts_of_leader(self._library.base.leader(), self._everyone)
        return facts_of_entry(entry)


def _compared(ask: Ask, facts: Facts, marks: Sequence[Mark]) -> Ask:
    """What is compared: a second subject after the matter is but what the first is compared with."""
    if ask.relation != EACH or len(ask.of) != 2 or ask.of[0].sign != ask.of[1].sign or not facts.differ:
        return ask
    if any(mark.is_a("and", "both", "also", "like", "but") or mark.text in ",;" for mark in marks):
        return ask
    return ask._replace(of=ask.of[:1])


def _privatives(marks: Sequence[Mark], privatives: frozenset[str]) -> list[Mark]:
    """Marks in which "without" denies the matter only where that follows it; without effort is as the matter is."""
    found = list(marks)
    for i, mark in enumerate(marks):
        if mark.text not in privatives or not mark.is_a("lack"):
            continue
        following = range(i + 1, min(i + 5, len(marks)))
        efforts = [j for j in following if marks[j].is_a(EFFORT)]
        if efforts or not any(marks[j].is_a(PREDICATE) for j in following[:3]):
            for j in (i, *efforts):
                found[j] = Mark(marks[j].text)
    efforts = [i for i, mark in enumerate(found) if mark.is_a(EFFORT)]
    for i in efforts[1:]:  # "install something extra" is one effort, however many words
        found[i] = Mark(found[i].text)
    return found


def _without_opening_not(marks: Sequence[Mark], copulas: frozenset[str]) -> list[Mark]:
    """Marks without the "not" right after the verb that opens a question: "isn't it …" asks whether it is."""
    found: list[Mark] = []
    for i, mark in enumerate(marks):
        opens = i == 1 or (i > 1 and (marks[i - 2].text in ",:" or marks[i - 2].is_a("stop")))
        if not (mark.is_a("bare-not") and opens and marks[i - 1].text in copulas):
            found.append(mark)
    return found


def _without_reasons(marks: Sequence[Mark]) -> list[Mark]:
    """Marks without the reasons that an asker gives after the matter: "…, since it has more in it"."""
    found: list[Mark] = []
    skipping = matter = False
    for mark in marks:
        if mark.is_a("stop") or mark.is_a("deny"):
            skipping = False
        elif mark.is_a("because") and matter:
            skipping = True
        matter = (matter or mark.is_a(PREDICATE)) and not mark.is_a("stop")
        if not skipping:
            found.append(mark)
    return found


def _sign(marks: Sequence[Mark]) -> int:
    """How often marks turn what is asked round, as a sign."""
    return -1 if sum(mark.is_a("not", "lack", "reject", "unwanted", BEHIND) for mark in marks) % 2 else 1


def _spread(words: Sequence[str], spans: dict[int, tuple[int, list[Mark]]]) -> Iterator[str | Mark]:
    start = 0
    while start < len(words):
        if start in spans:
            end, marks = spans[start]
            yield from marks
            if end == start:
                yield words[start]
                end += 1
            start = end
        else:
            yield words[start]
            start += 1
