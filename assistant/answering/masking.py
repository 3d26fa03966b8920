"""The words of a question marked for one entry: whom it names, what is of the entry, and what the cues say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from assistant.answering.comparisons import Comparisons
from assistant.answering.figures import Figures
from assistant.answering.library import Item, Library
from assistant.answering.own_words import AHEAD, BEHIND, KEPT, OwnWords
from assistant.answering.ranking import content_weights
from assistant.answering.roles import Roles, Statement
from assistant.asking.ask import TRUTH
from assistant.asking.forms import MATTER, RULING
from assistant.asking.marks import PREDICATE, SUBJECT, TOPIC, Mark, Spans, at, marked, spread
from assistant.asking.question import UNPOLAR, Question
from assistant.asking.reading import read
from assistant.knowledge.base import OVERALL
from assistant.knowledge.facts import Facts, facts_of_entry, facts_of_leader, facts_of_ruling
from assistant.words.lexicon import MARKS, is_word
from assistant.words.phrases import Phrases, covered

if TYPE_CHECKING:
    from assistant.answering.meanings import Meanings

NOT, EFFORT, OPPOSITE = "not", "effort", "opposite"
"""Kinds of cue that the words of an entry are marked with besides."""

RANKED = 0.75
"""Chance from which on a form asks of a category who is ahead in it."""

QUOTED = r"(?<!\w)['\"‘“]([^'\"’”]+)['\"’”](?!\w)"
"""What stands in quotation marks."""

NEEDED_WITHIN = 5
"""Words within which what is needed follows the word of needing."""

RARE = 0.3
"""Rarity from which on a word of an entry belongs to its matter."""


class Masker:
    """Marks questions for the entries of one library."""

    def __init__(self, library: Library) -> None:
        self._library, self.figures, self.own = library, Figures(library), OwnWords(library)
        self.roles = Roles(library)
        self.comparisons = Comparisons(library)
        self._everyone = tuple(each.id for each in library.base.subjects)
        english = library.english
        self._pronouns = frozenset((*english.pronouns, *english.demonstratives))
        self._efforts, self._idle = library.lexicon.cut(english.efforts), library.lexicon.cut(english.asking["idle"])
        self._bounds = frozenset(english.asking["at-most"])
        self._needless = library.lexicon.cut(english.needless)
        self._demands, self._supplements = frozenset(english.demands), frozenset(english.supplements)
        self._given = library.lexicon.cut(english.conditionals)
        self._must, self._adding = library.lexicon.cut(english.obligations), frozenset(english.adding)
        self._prefixes, self._complementizers = tuple(english.negative_prefixes), frozenset(english.complementizers)
        self._privative, self._nots = frozenset(english.privatives), frozenset(english.asking["bare-not"])
        self.marks, self.compares = lru_cache(KEPT)(self._marked), lru_cache(KEPT)(self._compares)

    @cached_property
    def _meanings(self) -> Meanings:
        from assistant.answering.meanings import Meanings  # what is stated of no term needs none

        return Meanings(self._library)

    def _marked(self, question: Question, item: Item) -> list[Mark]:
        """Return the words of a question marked: subjects, the words of the entry, and cues."""
        marked = list(spread(question.said, self._spans(question.said, question, item)))
        ranks = self.facts(item).ranks
        found: list[Mark] = []
        figured = self.figures.facts(question, item) is not None
        weighed = self.comparisons.weighed(self._library.reader.mark(marked, ranks), item, ranks)
        for place, mark in enumerate(weighed):
            if mark.kinds <= {"neutral"} and self._is_of(item, mark.text):
                if not ranks and self._is_turned(item, mark.text):  # "unprotected", where it does not tell of that
                    found.append(Mark(NOT, frozenset((NOT,))))
                mark = self._matter(item, mark.text)
            elif not ranks and mark.text in self._bounds and self._is_said(item, weighed, place + 1):
                mark = Mark(mark.text, frozenset((NOT,)))  # "is A no more popular than B?"
            elif mark.is_a(UNPOLAR) or (figured and mark.is_a("deny") and self._says(item, mark.text)):
                kept = {"only"} if ranks else {"only", "unwanted"}  # "invented in 1884" is no fabrication
                mark = Mark(mark.text, mark.kinds & kept)
            elif not ranks and mark.is_a("reject") and self._tells(item, mark.text):  # "guards against"
                mark = self._matter(item, mark.text)
            elif not ranks and mark.is_a(BEHIND) and (" " in mark.text or not at(weighed, place + 1, SUBJECT)):
                burden = self._library.claims_cost(item.entry) and self._library.costs.occur([mark.text])
                mark = self._matter(item, mark.text) if burden else mark._replace(kinds=mark.kinds | {NOT})
            found.append(mark)
        return without_opening_not(_privatives(_without_echoes(found), self._privative), self._library.english.copulas)

    def _spans(self, words: Sequence[str], question: Question, item: Item) -> Spans:
        """What is marked before the cues: subjects, the entry's own words, costs, efforts, and what a talk carries."""
        stated = self._stated(words, question, item)
        own = [] if self.figures.facts(question, item) else self.own.find(words, item.entry, bare=True)
        taken = covered(own)
        named = self._named(words, question, item)
        free = (each for each in named if not taken & covered([each]) or self._library.reader.names.at(words, each[0]))
        spans = marked(words, free, SUBJECT)
        self._mark_own(words, own, item, spans)
        spans |= stated
        if self.is_term(item):  # its name turns nothing: "convention over configuration"
            for start, end, name in self._library.lexicon.cut(self.own.called(item.entry)).find(words):
                spans[start] = end, [self._matter(item, name)]
        if item.entry.provides:
            self._mark_efforts(words, spans)
        if item.entry.optional:
            self._mark_must(words, question, spans)
        if question.carried:
            self._mark_carried(words, question, [(start, subject) for start, _, subject in named], spans)
        return spans

    def _stated(self, words: Sequence[str], question: Question, item: Item) -> Spans:
        """The figures stated: the matter itself where one of every subject is known, else words that turn nothing."""
        kind = PREDICATE if self.figures.facts(question, item) else "neutral"
        found = self.figures.stated(question, item)
        apart = ((*each.apart, "") for each in found if each.apart)
        return marked(words, ((each.start, each.end, "") for each in found), kind) | marked(words, apart, "neutral")

    def _named(self, words: Sequence[str], question: Question, item: Item) -> list[tuple[int, int, str]]:
        """The subjects named, or implied where none is; of a claim those that it is compared with are not."""
        reader, facts = self._library.reader, self.told(question, item)
        named = list(reader.names.find(words))
        if not named or (question.comparing and len({subject for *_, subject in named}) == 1):
            named = list(reader.implied.find(words))
        against = {end for _, end, _ in reader.compares.find(words)} if facts.differ and not facts.ranks else set()
        return [each for each in named if each[0] not in against or each[0] == named[0][0]]

    def _mark_own(self, words: Sequence[str], own: Iterable[tuple[int, int, str]], item: Item, spans: Spans) -> None:
        """Mark the entry's own words; "less secure" is one comparison, "should not", "repeat yourself" one claim."""
        amounts, denied = self.comparisons.quantities, 0
        for start, end, value in own:
            value = AHEAD if start == denied > 0 else value
            denied = 0 if self._nots.isdisjoint(words[start:end]) else end
            before = amounts.get(words[start - 1]) if start else None
            after = amounts.get(words[end]) if end < len(words) and self.facts(item).ranks else None
            start, end = start - bool(before), end + bool(after)
            if [before, after].count(BEHIND) == 1:
                value = BEHIND if value == AHEAD else AHEAD
            spans.setdefault(start, (end, self._own_marks(item, " ".join(words[start:end]), value)))

    def _mark_efforts(self, words: Sequence[str], spans: Spans) -> None:
        """Mark what one adds oneself: it denies that the matter comes ready."""
        names = {end for _, end, _ in self._library.reader.names.find(words)}
        must = min((end for _, end, _ in self._must.find(words)), default=len(words))
        denied = any(mark.is_a(OPPOSITE) for _, marks in spans.values() for mark in marks)  # "build it from scratch"
        does = [(i, i + 1, "") for i in range(must, len(words)) if words[i] in self._adding and not denied]
        does += [(i, i + 1, "") for i, word in enumerate(words) if word in self._demands and self._adds_at(words, i)]
        idle = self._idle.places(words)  # "I do not mistake myself"
        for start, end, _ in (each for each in (*self._efforts.find(words), *does[:1]) if each[0] not in idle):
            needed = words[start] in self._demands
            whole = start < must and not needed and self._is_of_whole(words, start, end, named=start in names)
            needless = self._needless.occur(words[max(0, start - 5) : start])  # "so that I need not install anything"
            needless |= start < min(names, default=0) and self._leads(words[end : end + 2])
            if whole or needless:
                spans.setdefault(start, (end, [Mark(" ".join(words[start:end]))]))
            elif not any(begin < end and start < stop for begin, (stop, _) in spans.items()):
                spans[start] = end, [Mark(" ".join(words[start:end]), frozenset((NOT, EFFORT)))]

    def _leads(self, words: Sequence[str]) -> bool:
        """Tell whether words lead over to what is asked: "homework q: …", "I ask myself if …"."""
        return ":" in words or self._given.occur(words)

    def _adds_at(self, words: Sequence[str], place: int) -> bool:
        """Tell whether a part of what is wanted follows a word of wanting: "need an ORM library"."""
        return not self._supplements.isdisjoint(words[place + 1 : place + NEEDED_WITHIN])

    def _is_of_whole(self, words: Sequence[str], start: int, end: int, named: bool) -> bool:
        """Tell whether an effort is that of having a subject at all: "a fresh A install has it", "when I install it".

        `named` tells that a subject stands right before it.
        """
        after = words[end] if end < len(words) else ""
        given, it = self._given.occur(words[max(0, start - 3) : start]), after in self._pronouns
        return (given and (it or not is_word(after))) or (named and not it)

    def obliges(self, words: Sequence[str], item: Item, marks: Sequence[Mark]) -> bool:
        """Tell whether it is asked if one must use what comes ready: that it comes says nothing of that."""
        turned = any(mark.is_a(NOT, OPPOSITE, EFFORT) for mark in marks) or self._needless.occur(words)
        return item.entry.provides and not turned and self._must.occur(words)

    def _mark_must(self, words: Sequence[str], question: Question, spans: Spans) -> None:
        """Mark what says that one must do what one can: it denies that; that one need not, denies nothing."""
        for kinds, table in ((frozenset[str](), self._needless), (frozenset((NOT,)), self._must)):
            for start, end, _ in table.find(words):
                stops = (i for i in range(end, len(words)) if words[i] in MARKS)
                first = max((i + 1 for i in range(start) if words[i] in MARKS), default=0)
                clause = words[first : next(stops, len(words))]
                named = self._library.reader.names.occur(clause) or not question.mentioned
                if named:
                    spans[start] = end, [Mark(" ".join(words[start:end]), kinds)]

    def _mark_carried(
        self, words: Sequence[str], question: Question, named: Sequence[tuple[int, str]], spans: Spans
    ) -> None:
        """Mark the subjects that a talk carries; where another was named, the same is asked again of them."""
        told = list(dict.fromkeys(subject for _, subject in named))
        missing = [each for each in question.subjects if each not in told]
        others = [each for each in told if each not in question.subjects]
        if others and missing:
            instead = dict(zip(others, missing, strict=False))
            for start, (end, marks) in spans.items():
                spans[start] = end, [each._replace(value=instead.get(each.value, each.value)) for each in marks]
        elif missing:
            self._fill(words, missing, spans, named[0][0] if named else None)

    def _fill(self, words: Sequence[str], subjects: Sequence[str], spans: Spans, named: int | None) -> None:
        """Put subjects that a conversation carries in place of a pronoun, else beside the one named, else first."""
        marks = [Mark(each, frozenset((SUBJECT,)), each) for each in subjects]
        free = [i for i, word in enumerate(words) if i not in spans and is_word(word)]
        place = next((i for i in free if words[i] in self._pronouns), None)
        if place is not None:
            ends = (i for i in range(place, len(words)) if i in spans or words[i] not in self._pronouns)
            end = next(ends, len(words))
            spans[place] = end, marks
        elif named is not None:
            spans[named] = spans[named][0], [*spans[named][1], *marks]
        elif free:
            spans[free[0]] = free[0], marks

    def is_own(self, question: Question, item: Item) -> bool:
        """Tell whether the words of an entry for its claim, or for the opposite, are said."""
        return self.own.occur(question.said, item.entry, bare=True)

    def is_term(self, item: Item) -> bool:
        """Tell whether an entry is named by a term of which it is told what it means."""
        return self.own.is_term(item.entry)

    @cached_property
    def told_apart(self) -> list[Item]:
        """The entries that tell things apart, or what a short form stands for."""
        short, items = self._meanings.short, self._library.items.values()
        return [each for each in items if each.entry.roles or (short(each.entry)[0] and self.is_term(each))]

    @cached_property
    def beginning(self) -> Phrases:
        """What begins with a word, without its ending, of all that is told apart: the places of its entries."""

        def made() -> Iterator[tuple[str, str]]:
            found: dict[str, list[str]] = {}
            places = {each.entry.id: str(place) for place, each in enumerate(self._library.items.values())}
            for item in self.told_apart:
                firsts = self.roles.firsts(item.entry) if item.entry.roles else ()
                for word in (*firsts, self._meanings.short(item.entry)[0]):
                    found.setdefault(word, []).append(places[item.entry.id])
            yield from ((word, " ".join(several)) for word, several in found.items() if word)

        return self._library.lexicon.kept("apart ", self._library.items, made)

    def of_roles(self, question: Question, item: Item) -> Statement | None:
        """Return a statement as a claim about what an entry tells apart; None where it is none, or says more."""
        found = self.roles.found(question.said, item.entry, _names(question)) or self._spelt_out(question.said, item)
        if found is None or any(mark.is_a(AHEAD, BEHIND) for mark in found.marks):
            return None
        named = self._library.reader.names.find(question.said)
        others = any(start not in found.said and subject != item.entry.subject for start, _, subject in named)
        own = found.said | self._around(question, found.said)
        return None if others or self._is_new(question, item, own, near=not found.of_subjects) else found

    def related(self, question: Question) -> list[Item]:
        """Return the entries that tell apart things of which a question says something, whatever else it says."""
        words, names = question.said, _names(question)
        begun = (self.beginning.whole((word,)) or "" for word in {*words, *self.roles.bare(words)})
        places = sorted({int(place) for several in begun for place in several.split()})
        items = [*self._library.items.values()] if places else []
        near = (items[place] for place in places)
        return [each for each in near if self.roles.found(words, each.entry, names) or self._spelt_out(words, each)]

    def _spelt_out(self, words: tuple[str, ...], item: Item) -> Statement | None:
        found = self._meanings.spelt_out(words, item.entry)
        return self.roles.spelt_out(words, found[0][:2], found[0][2] == AHEAD) if found else None

    def _around(self, question: Question, said: Collection[int]) -> set[int]:
        """The places of what leads up to a statement."""
        words = question.said
        leads = (i for i in range(min(said)) if words[i] in MARKS or words[i] in self._complementizers)
        return {*range(max(leads, default=0))}

    def adds(self, question: Question, item: Item) -> bool:
        """Tell whether a statement says something that an entry does not, in no word near in meaning either."""
        return self._is_new(question, item, covered(self.own.find(question.said, item.entry, bare=True)))

    def _is_new(self, question: Question, item: Item, own: Collection[int], near: bool = True) -> bool:
        """Tell whether words besides those at some places are none of an entry's, nor (with `near`) near to one."""
        library = self._library
        quoted = frozenset(word for each in re.findall(QUOTED, question.text) for word in library.lexicon.words(each))
        whole = 2 * sum(question.said[i] in quoted for i in own) > len(own)  # "I wrote '…' on my slide"
        said = ((i, word) for i, word in enumerate(question.said) if not whole or word in quoted)
        plain = [word for i, word in said if i not in own and is_word(word)]
        weights = content_weights(library.reader.canonical(library.reader.matter(plain)), library)
        new = [word for word, weight in weights.items() if weight > RARE and word not in item.vocabulary]
        return not all(near and self._meanings.is_near(word, item.vocabulary) for word in new)

    def _says(self, item: Item, text: str) -> bool:
        """Tell whether an entry has these words in its texts and examples."""
        return item.vocabulary.issuperset(self._library.reader.canonical(text.split()))

    def _tells(self, item: Item, text: str) -> bool:
        """Tell whether an entry has these words in its texts, side by side, whatever their endings."""
        bare, words = self._library.lexicon.base, self._library.lexicon.words
        phrase = [*map(bare, text.split())]
        texts = ([*map(bare, words(each.casefold()))] for each in item.entry.texts)
        return any(phrase == told[i : i + len(phrase)] for told in texts for i in range(len(told)))

    def _compares(self, question: Question, item: Item) -> bool:
        """Tell whether a question asks who is ahead, behind or level in an entry's matter."""
        turning = ("reject", "lack", "unwanted", NOT)
        marks = self.marks(question, item)
        cued = any(mark.is_a(AHEAD, BEHIND, "equal") and not mark.is_a(*turning, PREDICATE) for mark in marks)
        return cued or self._library.forms.asks(MATTER, marks)[RULING] > RANKED

    def _own_marks(self, item: Item, text: str, value: str) -> list[Mark]:
        if self.facts(item).ranks:
            noun = item.entry.id in self._library.categories_in(self._library.reader.canonical(text.split()), False)
            return [Mark(text, frozenset((PREDICATE, value, *((TOPIC,) if noun else ()))))]
        matter = Mark(text, frozenset((PREDICATE,)))
        return [matter] if value == AHEAD else [Mark(NOT, frozenset((NOT, OPPOSITE))), matter]

    def _is_of(self, item: Item, word: str) -> bool:
        library = self._library
        canonical = library.reader.canonical([word])
        if not canonical or canonical[0] not in item.vocabulary:
            return False
        dull = canonical[0] in library.fillers or canonical[0] in library.common
        return not dull and library.rarity.get(canonical[0], 1.0) >= RARE

    def _is_said(self, item: Item, marks: Sequence[Mark], place: int) -> bool:
        """Tell whether a word of an entry stands at a place."""
        return at(marks, place, PREDICATE) or (place < len(marks) and self._is_of(item, marks[place].text))

    def _is_turned(self, item: Item, word: str) -> bool:
        """Tell whether a word is the contrary of one of the entry's: that with a beginning that turns it round."""
        rests = (word.removeprefix(prefix) for prefix in self._prefixes)
        if not any(rest != word and len(rest) > 3 and self._is_of(item, rest) for rest in rests):
            return False
        told = " ".join((item.entry.name, *item.entry.texts, *item.entry.more)).casefold()
        return word not in self._library.lexicon.words(told)

    def _matter(self, item: Item, word: str) -> Mark:
        return Mark(word, frozenset((PREDICATE, TOPIC) if self.facts(item).ranks else (PREDICATE,)))

    def told(self, question: Question, item: Item) -> Facts:
        """Return of whom it is so what a question states: the figures in it, else what the entry claims or rules."""
        return self.figures.facts(question, item) or self.facts(item)

    def facts(self, item: Item) -> Facts:
        """Return what holds of whom in an entry."""
        entry = item.entry
        if item.is_ruling and item.category:
            return facts_of_ruling(item.category)
        if entry.topic == OVERALL and entry.counts == "leader":
            return facts_of_leader(self._library.base.leader(), self._everyone)
        return facts_of_entry(entry, self._everyone)


def _names(question: Question) -> frozenset[str]:
    """The words of a question that are written as names within a sentence, or name what is not covered."""
    written = (each.strip(".,;:?!'\"").casefold() for each in question.text.split()[1:] if each[:1].isupper())
    return frozenset((*written, *(word for each in question.outside if not each.theme for word in each.words)))


def _privatives(marks: Sequence[Mark], privatives: frozenset[str]) -> list[Mark]:
    """Marks in which "without" denies the matter only where that follows it; without effort is as the matter is."""
    found = list(marks)
    for i, mark in enumerate(marks):
        if mark.text not in privatives:
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


def without_opening_not(marks: Sequence[Mark], copulas: Collection[str]) -> list[Mark]:
    """Marks without the "not" after the verb that opens a question or its tag: "isn't it …", "…, isn't it?"."""
    return [
        mark
        for i, mark in enumerate(marks)
        if not (mark.is_a("bare-not") and (_is_opening(marks, i, copulas) or _is_in_tag(marks, i)))
    ]


def _is_opening(marks: Sequence[Mark], place: int, copulas: Collection[str]) -> bool:
    """Tell whether a "not" stands after the verb that opens a part: "isn't it …"."""
    opens = place == 1 or (place > 1 and (marks[place - 2].text in ",:" or marks[place - 2].is_a("stop")))
    return opens and marks[place - 1].text in copulas


def is_turned(library: Library, words: Sequence[str], spans: Spans) -> bool:
    """Tell whether the opposite of what stands in words is asked ("A does not win all", "is it false that …").

    In `spans` stand the subjects, and what is said of them.
    """
    marks = without_opening_not(library.reader.mark(list(spread(words, spans)), False), library.english.copulas)
    ask = read("claim", marks, tuple(each.id for each in library.base.subjects))
    if ask is None or ask.act != TRUTH:
        return False
    return (bool(ask.of) and all(term.sign < 0 for term in ask.of)) != ask.denied


def _is_in_tag(marks: Sequence[Mark], place: int) -> bool:
    """Tell whether a "not" stands beside the pronoun of a tag: "it caught on, didn't it?", "it did, did it not?"."""
    before, last = (place - 1, place + 1) if at(marks, place + 1, "it", "pronoun") else (place - 2, place)
    formal = last > place or (at(marks, place - 1, "it", "pronoun") and at(marks, before - 1, "comma"))
    ends = last + 1 >= len(marks) or marks[last + 1].is_a("stop")
    return before > 1 and formal and ends and marks[before].is_a("aux")


def _without_echoes(marks: Sequence[Mark]) -> list[Mark]:
    """Marks in which the contrary said twice in one breath is said once: "unevenly on a single server"."""
    found: list[Mark] = []
    said = False
    for mark in marks:
        if mark.is_a(OPPOSITE) and said:
            continue
        goes_on = mark.is_a(PREDICATE, "neutral", "determiner", "comma") or not mark.kinds
        said = mark.is_a(OPPOSITE) or (said and goes_on)
        found.append(mark)
    return found
