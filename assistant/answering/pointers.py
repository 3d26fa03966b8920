"""What words of a talk point to: terms and things of the answer before, named in their place.

"That", "the second one", "the V" and "in everything?" name nothing themselves: they are spelt out, and what then stands
there is read anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from assistant.answering.library import Item, Library
from assistant.answering.ranking import rank, weight_beside
from assistant.answering.reply import Reply
from assistant.answering.signs import THIN, chooses
from assistant.asking.question import SUBJECT, Question
from assistant.knowledge.base import OVERALL
from assistant.knowledge.plain import derived_name
from assistant.tuples import NamedTuple
from assistant.words.lexicon import is_word, parts
from assistant.words.phrases import covered

RECALLED = 3
"""Turns in which what is pointed to is looked for."""

LONGEST_TOPIC = 4
"""Words at most of a topic that is named before a question about it."""


class Turn(NamedTuple):
    """A turn that was answered: the question with its holes filled, the entry, the reply, all told of that entry."""

    question: Question
    item: Item
    reply: Reply
    told: str

    @property
    def chose(self) -> bool:
        """Whether one of the subjects was asked for."""
        return bool(self.reply.pick) or chooses(self.question)


def named_for(question: Question, pronouns: frozenset[str]) -> Question:
    """Return a question with the subject in place of a pronoun: "who made it" as "who made Flask"."""
    content = tuple(SUBJECT if word in pronouns else word for word in question.content)
    return question._replace(content=content, sentences=question.sentences[-1:])


class Pointers:
    """Spells out what points to the turn before."""

    def __init__(self, library: Library) -> None:
        english, reader = library.english, library.reader
        self._library = library
        self._everyone = {each.id for each in library.base.subjects}
        told = (each for each in library.items.values() if not each.is_ruling and each.entry.topic != OVERALL)
        terms = [each.entry for each in told if "define" in each.forms]
        names = {each.id: [name.strip(") ") for name in each.name.split("(")] for each in terms}  # long ones too
        self.terms = library.lexicon.cut_as(names)
        self._things = self.terms, library.catalogue.named
        self._idle = library.fillers | {SUBJECT}
        self._demonstratives = frozenset(english.demonstratives)
        self._places = {word: place for place, word in enumerate(english.chat.ordinals)}
        self._places |= dict.fromkeys(english.chat.lasts, -1)
        self._articles, self._ones = frozenset(english.articles), frozenset(english.asking["bare-one"])
        self._definite = self._articles.difference(english.bounds["articles"])
        self._anaphors, self._question_words = frozenset(english.anaphors), frozenset(english.question_words)
        self._asking = reader.starts
        self._emphasis = frozenset((*english.emphasis, *english.interjections))
        self._naming, self._conclusions = frozenset(english.naming), frozenset(english.conclusions)
        self._plurals = frozenset(english.plurals)
        self._possessives = self._anaphors.intersection(english.asking["possessive"]) - self._demonstratives
        self._kind = self._ones.union(library.base.kind)
        self._negations, self._labels = frozenset(english.negations), frozenset(english.labels)
        self._taking, self._rest = english.taking, library.lexicon.cut(english.amounts["rest"])
        self._alike = library.lexicon.cut((*english.asking["same"], *english.asking["also"]))
        self._same = library.lexicon.cut(english.asking["same"])
        self._takes = library.lexicon.cut_as({kind: english.tally[kind] for kind in ("wins", "losses")})
        self._links, self._within, self._copulas = reader.links, frozenset(english.within), frozenset(english.copulas)
        often = (phrase for group in english.frequencies.values() for phrase in group)
        self._frequencies, self._ahead = library.lexicon.cut(often), english.ahead

    def spelt_out(self, question: Question, turns: Sequence[Turn]) -> str:
        """Return a question with what its words leave out put in, "" where they leave out nothing of the kind."""
        if not turns:
            return ""
        last = turns[-1]
        ways = self._with_rest, self._with_taking, self._with_ruling
        topical = self._with_topic(question) or next(filter(None, (way(question, last) for way in ways)), "")
        if topical or (question.subjects and len(question.sentences) < 2):
            return topical
        words = [word for word in question.asked if is_word(word)]
        named = self._with_thing(words, turns) or self._with_kind(words, turns)
        return named or self._with_term(question, words, last) or self._with_winner(words, last)

    def is_same(self, question: Question, reply: Reply, last: Turn) -> bool:
        """Tell whether it only asks if the no that was told holds here too, and it does: "the same for B?"."""
        asks = self._same.occur(question.words) and self._negations.isdisjoint(question.words)
        alike = reply.affirms is False and last.reply.affirms is False
        return asks and alike and self._idle.issuperset(question.content)

    def renamed(self, question: Question, last: Turn) -> str:
        """The question before with the one named now for the one that it named: "and B?" after "is A free?".

        "" where it named none, or several, or the same.
        """
        words, named = self._library.lexicon.said(last.question.text), question.subjects
        found = [*self._library.reader.names.find(words)] if len(named) == 1 else []
        others, places = {each for *_, each in found}, [(start, end, "") for start, end, _ in found]
        return self._with_name(words, places, named[0]) if len(others) == 1 and named[0] not in others else ""

    def spelt_for(self, question: Question, subject: str) -> str:
        """The question with a subject in place of the one word that points to it; "" where none or several do."""
        words = self._library.lexicon.said(question.text)
        found = [*self._pointing(words)] if self._plurals.isdisjoint(words) else []
        return self._with_name(words, found, subject) if len(found) == 1 else ""

    def _pointing(self, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Yield where words point to a subject ("it", "its", "that one", "this tool")."""
        for i, word in enumerate(words):
            if word in self._anaphors and word not in self._demonstratives:
                yield i, i + 1, "'s" if word in self._possessives else ""
            elif word in self._demonstratives and not self._kind.isdisjoint(words[i + 1 : i + 2]):
                yield i, i + 2, ""

    def _with_name(self, words: Sequence[str], places: Iterable[tuple[int, int, str]], subject: str) -> str:
        said, name = [*words], self._library.base.subject_name(subject)
        for start, end, ending in sorted(places, reverse=True):
            said[start:end] = [name + ending]
        return " ".join(said).replace(" '", "'")

    def described(self, question: Question, turns: Sequence[Turn]) -> tuple[str, str, str]:
        """A question with a gap for "the taxi one" in it, the word for that one, and the thing told that it means.

        "The first (one)" is a thing by its place. All "" where it has no such phrase, or asks who that one is; the
        thing "" where none that was told is it.
        """
        library, words = self._library, self._library.lexicon.said(question.text)
        named = {i for i in range(2, len(words)) if words[i] in self._ones and words[i - 2] in self._definite}
        placed = (i for i, word in enumerate(words) if word in self._places and words[i - 1] in self._definite)
        ends = sorted({*placed, *(i - 1 for i in named if words[i - 1] not in self._idle)})
        end = ends[0] if ends else 0
        if not end or (end > 1 and words[end - 2] in self._copulas):
            return "", "", ""
        noun, rest = words[end], words[end + 1 + (end + 1 in named) :]
        if rest[:1] and rest[0] in self._copulas and not any(map(is_word, rest[1:])):
            return "", noun, ""  # "so the bigger one is?"
        gapped, place = " ".join([*words[: end - 1], SUBJECT, *rest]), self._places.get(noun)
        asked = library.reader.read(noun)
        near = [each.item for each in rank(asked, library)[:1] if each.item.vocabulary.issuperset(asked.content)]
        for turn in turns[-1:] if place is not None else turns[: -RECALLED - 1 : -1]:
            told = library.lexicon.words(turn.told)
            hits = sorted(hit for phrases in self._things for hit in phrases.find(told))
            found = [(library.items[name], told[start:stop]) for start, stop, name in hits]
            things = list(dict.fromkeys(library.items[name] for *_, name in library.catalogue.named.find(told)))
            meant = [item for item, phrase in found if noun in phrase or item in near]
            if place is not None and len(things) > max(place, 1):
                meant = things[place:] if end + 1 in named or rest[:1] in ((), ("?",), (".",)) else []
            if meant:
                return gapped, noun, min((" ".join(phrase) for item, phrase in found if item is meant[0]), key=len)
        return gapped, "" if place is not None else noun, ""

    def things_in(self, words: Sequence[str]) -> set[str]:
        """Return the entries of the terms and things that words name."""
        return {name for phrases in self._things for *_, name in phrases.find(words)}

    def _with_topic(self, question: Question) -> str:
        """What names its topic before it asks, with that in place of the pronoun: "and B, what did that start as?"."""
        before, *clauses = parts(question.asked, ",") or [[]]
        asking = clauses[0] if len(clauses) == 1 else []
        link = self._links.at(before, 0) if before else None
        topic = before[link[0] :] if link else before
        place = next((i for i, word in enumerate(asking) if word in self._anaphors), None)
        opens = bool(asking) and asking[0] in self._question_words
        if place is None or not opens or not topic or not self._asking.isdisjoint(topic):
            return ""
        aside = bool(self._within.intersection([*before[: len(before) - len(topic)], topic[0]]))
        if len(topic) > LONGEST_TOPIC or aside:
            return ""
        if asking[place] in self._demonstratives and asking[place - 1] in self._copulas:
            return ""  # "and B, what side is that for?" is of what was told
        return " ".join([*asking[:place], *topic, *asking[place + 1 :], "?"])

    def _with_rest(self, question: Question, last: Turn) -> str:
        """What asks only for the rest, after the categories that were won or lost: which are even."""
        rests = last.item.entry.counts in ("wins", "losses") and self._rest.occur(question.asked)
        left = [word for word in self._rest.without(question.asked) if is_word(word)]
        evens = (each.entry.ask[0] for each in self._library.items.values() if each.entry.counts == "ties")
        return next(evens, "") if rests and self._idle.issuperset(left) else ""

    def _with_taking(self, question: Question, last: Turn) -> str:
        """What states who wins "that", or "so" wins, with the category told last; or "the rest", of those counted."""
        words = [word for word in question.asked if is_word(word)]
        named, taken = list(self._library.reader.names.find(words)), list(self._takes.find(words))
        rests = bool(last.item.entry.counts) and self._rest.occur(words)
        said = [word for word in self._library.lexicon.said(question.text) if is_word(word)]
        drawn = last.item.is_ruling and not self._conclusions.isdisjoint((*said[:1], *said[-1:]))
        points = drawn or not self._anaphors.union(self._demonstratives, self._labels).isdisjoint(words)
        if len(named) != 1 or not (rests or (points and taken and last.item.category)):
            return ""
        gone = covered((*named, *taken, *self._rest.find(words)))
        left = {word for i, word in enumerate(words) if i not in gone}
        left -= self._labels | self._emphasis | self._conclusions
        if not left <= self._idle or not left.isdisjoint(self._negations | self._question_words):
            return ""
        subject = self._library.base.subject_name(named[0][2])
        kind, thing = "rest" if rests else taken[0][2], last.item.category.name if last.item.category else ""
        return self._taking[kind].format(subject=subject, thing=thing)

    def _with_ruling(self, question: Question, last: Turn) -> str:
        """What asks whether another category has the ruling of the one told last, with that: "same for B?"."""
        library, topic = self._library, last.item.entry.topic
        judges, asks = "verdict" in question.forms, question.words[-1:] == ("?",)
        rules = last.item.category and (judges or (last.item.is_ruling and asks)) and not question.subjects
        named = library.categories_in(question.content, poles=False) if rules else []
        item = library.items[named[0]] if len(named) == 1 and topic not in named else None
        words = library.lexicon.said(question.text) if item else ()
        likens = self._alike.occur(words) and self._places.keys().isdisjoint(words) and ":" not in words
        if item is None or item.category is None or not likens:
            return ""
        left = library.reader.canonical(self._alike.without(words))
        if weight_beside(left, library.general | item.vocabulary, library) >= THIN:
            return ""
        winner = library.winners[topic]
        subject = library.base.subject_name(winner) if winner in self._everyone else ""
        return self._taking["wins" if subject else "ties"].format(subject=subject, thing=item.category.name)

    def _with_term(self, question: Question, words: list[str], last: Turn) -> str:
        """What asks to explain "that" with the term of the last answer that it means."""
        place = next((i for i, word in enumerate(words) if word in self._demonstratives), None)
        asks = "define" in self._library.reader.read(" ".join(words)).forms
        if place is None or not asks or any(word not in self._idle for word in words) or len(question.sentences) > 1:
            return ""
        noun = len(words) > place + 1  # "that word" is one, "that" may be all that was said
        asked, told = list(last.question.words), self._library.lexicon.words(last.reply.text)
        before = asked if self.terms.occur(asked) else told
        terms = [each for each in self.terms.find(before) if each[2] != last.item.entry.id]
        terms = terms if noun or len({each[2] for each in terms}) == 1 else []
        if not terms:
            return ""
        start, end, _ = terms[0]
        return " ".join([*words[:place], *before[start:end]])

    def _with_thing(self, words: Sequence[str], turns: Sequence[Turn]) -> str:
        """What points to a thing by what it is, with its name: "that library" is the one that was told of."""
        library, pairs = self._library, enumerate(pairwise(words))
        place = next((i for i, (word, _) in pairs if word in self._definite), -1)
        nouns = library.reader.canonical([words[place + 1]]) if place >= 0 and self._naming.isdisjoint(words) else []
        for turn in turns[: -RECALLED - 1 : -1] if nouns else ():
            told = library.lexicon.words(turn.told)
            for name, _ in self._proper.get(nouns[0], ()):
                if set(name).issubset(told):
                    return " ".join([*words[:place], *name, *words[place + 2 :], "?"])
        return ""

    def _with_kind(self, words: Sequence[str], turns: Sequence[Turn]) -> str:
        """What asks which thing of a kind is meant, as what the one near what was told is: "with which library?"."""
        library, topic, asking = self._library, turns[-1].item.entry.topic, self._question_words
        before = asking if self._naming.isdisjoint(words) else asking | self._articles
        nouns = ((i, library.reader.canonical([word])) for i, word in enumerate(words) if i and words[i - 1] in before)
        place, noun = next(((i, found[0]) for i, found in nouns if found and found[0] in self._proper), (0, ""))
        rest = library.reader.canonical([word for word in words if word != words[place] and word not in self._naming])
        if not noun or asking.isdisjoint(words) or weight_beside(rest, library.general, library) >= THIN:
            return ""
        told = {word for turn in turns[-RECALLED:] for word in library.lexicon.words(turn.told)}
        near = [name for name, item in self._proper[noun] if told.issuperset(name) or item.entry.topic == topic]
        return library.english.defining[0].format(term=" ".join(near[0])) if len(near) == 1 else ""

    @cached_property
    def _proper(self) -> dict[str, list[tuple[tuple[str, ...], Item]]]:
        """The proper names of things by the noun after them that says what each is, canonical: "the Foo library"."""
        library, found = self._library, dict[str, list[tuple[tuple[str, ...], Item]]]()
        claims = (each for each in library.items.values() if not each.is_ruling)
        for item in claims:
            if derived_name(item.entry.ask[0]) == item.entry.name:
                continue  # a question begins with a capital as it is
            *before, noun = item.entry.name.split()
            name = " ".join(word for word in before if word[0].isupper())
            if name.translate({32: "", 45: ""}).isalnum() and noun.isalpha() and noun.islower():
                for word in library.reader.canonical([noun]):
                    found.setdefault(word, []).append((tuple(library.lexicon.words(name)), item))
        return found

    def _with_winner(self, words: Sequence[str], last: Turn) -> str:
        """What asks in how many cases it is so, after a ruling, as asked of its winner: "in everything?"."""
        link = self._links.at(words, 0) if words else None
        words = words[link[0] :] if link else words
        found = self._frequencies.at(words, 0) if words else None
        rules = last.item.is_ruling or last.item.entry.topic == OVERALL
        winner = self._library.winners.get(last.item.entry.topic) if rules else None
        if not found or found[0] < len(words) or winner not in self._everyone:
            return ""
        return self._ahead.format(subject=self._library.base.subject_name(winner), words=" ".join(words))
