"""Small talk: greetings, thanks, "what can you do?", said in a whole utterance or in a piece of one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise, product
from operator import itemgetter

from rapidfuzz import fuzz

from assistant.answering.compound import BREAKS
from assistant.answering.library import Library
from assistant.answering.library.tables import single, worded
from assistant.answering.ranking import as_said, content_weights, weight_beside
from assistant.asking.question import SUBJECT, Question
from assistant.knowledge.english import spoken

PIECE, ALONE = 0.6, 0.4
"""Matcher's score from which a piece of an utterance is small talk, and from which a whole one is."""

FEW_TALK, ASKED = 0.8, 65
"""The same where an author has given few examples, of which chance words of small talk would take the place, and how
like small talk (rapidfuzz's ratio) a question has to be there: "can we have a look around?" is no goodbye.
"""

CONTENT = 0.5
"""Weight of other words from which on what is said beside small talk asks something."""

NAMES, CALLED = 3, 5
"""Words of a name at most, and within how many one says what one is or does."""

TOPICAL, NEAR = 0.3, 0.25
"""Weight from which a word that the knowledge knows makes an utterance a question about it; beside a courtesy only
where what is said besides is as near to an entry by the matcher, as examples have chance words ("my homework").

Of 480 labelled turns of small talk 442 are heard so, and 415 by words alone; of 13,300 others as many are as before.
"""


class SmallTalk:
    """Hears small talk and answers it."""

    def __init__(self, library: Library) -> None:
        english = library.english
        self._library = library
        self._marks = library.lexicon.cut(BREAKS)
        self._answers = {each.id: each.answer for each in english.small_talk}
        known = ((text, each.id) for each in english.small_talk for text in each.ask)
        self._known = worded(known, library.lexicon, single)
        self._own = {spoken(text): each.id for each in library.base.talk for text in each.ask}
        self._courtesies = {each.id for each in english.small_talk if each.opens}
        self._inviting = {each.id for each in english.small_talk if each.opens and "{example}" in each.answer}
        self._speakers = frozenset((*english.persons, *english.speakers))
        self._anaphors = frozenset(english.anaphors)
        self._speaking = self._speakers - self._anaphors
        self._vocatives, self._interjections = frozenset(english.vocatives), frozenset(english.interjections)
        self._remarks = library.lexicon.cut((*english.remarks, *english.courtesy))
        self._quiet = frozenset((*english.emphasis, *english.interjections))
        self._addressed = frozenset(english.addressed)
        self._laughs = frozenset(english.laughs)
        self._introductions, self._callings = library.lexicon.cut(english.introductions), frozenset(english.callings)
        self._asking = library.reader.starts
        goes_on = (*english.openers, *english.asking["infinitive"], *english.asking["bare-one"])  # "which one", "can I"
        self._begun = {*product(self._asking, goes_on), *product(english.openers, english.persons)}

    def own(self, question: Question) -> str:
        """Return the reply to what the author has as small talk word for word, "" where it is none."""
        said = self._own.get(spoken(question.text))
        return self._reply(said) if said else ""

    def hear(self, question: Question) -> tuple[str, float] | None:
        """Return the reply and its confidence (0 to 1); None where the question is no small talk, or asks besides."""
        named = question.beside and self._library.categories_in(question.content, False)
        if question.subjects or named or (self._is_example(question) and not self._calls(question)):
            return None
        pieces = self._marks.cut(self._library.lexicon.said(question.text))
        introducing = [piece for piece in pieces if self._introduces(piece, question, len(pieces) > 1)]
        pieces = [piece for piece in pieces if piece not in introducing]
        scored = [self._scored(piece) for piece in pieces] or [(1.0, min(self._courtesies)) for _ in introducing[:1]]
        score, intent = max(reversed(scored), key=itemgetter(0), default=(0.0, ""))
        if score < 1 and not introducing and self._remarks_only(pieces, question):
            return self._library.english.say["remark"], 1.0
        rated = zip(scored, pieces, strict=False)
        others = [each for (found, _), each in rated if found < PIECE]
        others = [each for each in others if len(each) > NAMES or each[-1] not in self._vocatives]  # "…, young man"
        rest = [word for piece in others for word in piece]
        mixed = len(pieces) > 1 and bool(rest)
        if score < (FEW_TALK if self._library.few else PIECE if mixed else ALONE):
            return None
        topical = any(self._is_topical(each, intent) for each in others)
        opens = "?" in question.text or any(piece[0] in self._asking for piece in others)
        if intent in self._inviting and not self._library.categories_in(question.content, False):
            opens = opens and not all(map(self._says_nothing, others))  # "hello, can you hear me?"
        beside = mixed and not opens and intent in (scored[0][1], scored[-1][1]) and not topical
        remark = beside or (bool(others) and all(each[0] in self._speakers for each in others))
        asks = mixed and len(rest) > 1 and (opens or (self._has_content(rest) and not remark))
        if asks or (topical and not self._takes_up(others)):
            return None
        if not (remark or introducing) and (mixed or score < 1) and self._is_rather_asked(question, score):
            return None
        return self._reply(intent), score

    def _introduces(self, piece: Sequence[str], question: Question, beside: bool) -> bool:
        """Tell whether a piece only says who speaks: a name, or what one is or works on ("I teach", "I am Ann")."""
        found = self._introductions.at(piece, 0)
        if not found or not self._begun.isdisjoint(pairwise(piece[found[0] :])):
            return False
        said = [word for word in piece[found[0] :] if word not in self._library.fillers]
        named = 0 < len(said) <= NAMES and not any(word in self._library.rarity for word in said)
        capital = said[-1:] and re.search(rf"\b{re.escape(said[-1].capitalize())}\b", question.text)
        return not self._callings.isdisjoint(piece[: found[0] + CALLED]) or bool(named and (beside or capital))

    def _remarks_only(self, pieces: Sequence[Sequence[str]], question: Question) -> bool:
        """Tell whether pieces only say in what mood one is: "lol", "oh well, never mind that", "haha ironic".

        What is a remark elsewhere may be the matter of an author of few examples: "test" is, of a driving school.
        """
        laughs = len(pieces) == 1 and self._laughs_at(pieces[0], question)
        idle = laughs or all(self._interjections.issuperset(self._remarks.without(piece)) for piece in pieces)
        return bool(pieces) and idle and not (self._library.few and any(self._is_topical(each, "") for each in pieces))

    def _laughs_at(self, piece: Sequence[str], question: Question) -> bool:
        """Tell whether a word after laughter only says how one finds it ("haha ironic"): it names nothing, nor asks."""
        said = [word for word in piece if word not in self._laughs and word not in self._library.fillers]
        library, asks = self._library, self._asking.union(self._interjections).intersection(said)
        named = question.outside or library.categories_in(question.content)
        names = bool(named) or any(word in library.catalogue.defined for word in said)
        return piece[0] in self._laughs and len(said) == 1 and not (asks or names or "?" in question.text)

    def _takes_up(self, pieces: Sequence[Sequence[str]]) -> bool:
        """Tell whether pieces only say something of what was told: "thanks, that is sufficient"."""
        return bool(pieces) and all(piece[0] in self._anaphors for piece in pieces)

    def _reply(self, intent: str) -> str:
        """What is replied to small talk."""
        base = self._library.base
        title = base.source.title or base.title
        said = self._answers[intent].format(title=title, about=base.about, example=self._example)
        return " ".join(filter(None, said.split(" ")))  # nothing may be said about the base

    @cached_property
    def _example(self) -> str:
        """A question to begin with, "" where there is none."""
        from assistant.knowledge.examples import opening_examples

        return next(iter(opening_examples(self._library.base, self._library.english)), "")

    def _is_example(self, question: Question) -> bool:
        """Tell whether it is, word for word, an example of an entry: what the author wrote comes first."""
        text = " ".join(question.content)
        found = self._library.matches(text, 3, as_said(question))
        return any(each.own and each.example == text for each in found)

    def _calls(self, question: Question) -> bool:
        """Tell whether a word of the knowledge only calls the one spoken to, beside courtesy: "hello verdict"."""
        said = self._library.reader.canonical(self._library.lexicon.said(question.text))
        return self._vocatives.issuperset(question.content) and list(question.content) != said

    def _is_rather_asked(self, question: Question, score: float) -> bool:
        """Tell whether, courtesy cut off, it is something else than small talk ("hey, what time is it")."""
        said = self._library.reader.canonical(self._library.lexicon.said(question.text))
        if not question.content or list(question.content) == said:
            return False
        best = next(iter(self._library.matches(" ".join(question.content), 1, as_said(question))), None)
        asks = bool(self._asking & set(question.words))
        return best is not None and not self._library.speech.small_talk(best) and (asks or best.score > min(score, 0.9))

    def _scored(self, piece: Sequence[str]) -> tuple[float, str]:
        words = [word for word in piece if word not in self._vocatives] or list(piece)
        for said in (words, piece):  # "are you there" calls nobody
            known = [*self._known.find([single(word) for word in said])]
            before = known[0][0] if known and self._interjections.issuperset(said[: known[0][0]]) else 0  # "hm, ok"
            if known and before + sum(end - start for start, end, _ in known) == len(said):
                return 1.0, known[-1][2]
        if beside := self._beside(piece, known) or self._courtesy_by_word(piece):
            return 1.0, beside
        canonical = self._library.reader.canonical(words)
        content = content_weights(canonical, self._library)
        foreign = sum(weight for word, weight in content.items() if word not in self._library.talk)
        if foreign > (min(CONTENT, sum(content.values()) / 2) if self._library.few else sum(content.values()) / 2):
            return 0.0, ""
        best = next(iter(self._library.matches(" ".join(canonical), 1)), None)
        if best is None or (talk := self._library.speech.small_talk(best)) is None:
            return 0.0, ""
        if self._library.few and words[0] in self._asking:  # "how long have you been here?"
            asked = self._library.words_asked(talk.ask, words[0])
            if fuzz.ratio(" ".join(canonical), best.example) < ASKED or not content.keys() <= asked:
                return 0.0, ""
        return best.score, best.intent

    def _beside(self, piece: Sequence[str], known: Sequence[tuple[int, int, str]]) -> str:
        """The courtesy that a piece begins or ends with, where the rest of it asks nothing: "thanks you saved me"."""
        for start, end, intent in (known[0], known[-1]) if known and self._asking.isdisjoint(piece) else ():
            opens = self._interjections.issuperset(piece[:start])
            rest = piece[end:] if opens else piece[:start]
            if intent in self._courtesies and (opens or end == len(piece)) and self._says_nothing(rest):
                return intent
        return ""

    def _courtesy_by_word(self, piece: Sequence[str]) -> str:
        """The courtesy of which alone the one word of content is that is said to the hearer: "I am grateful to you"."""
        said = {*self._library.reader.canonical(piece)} - self._library.fillers - self._quiet
        if len(said) != 1 or self._addressed.isdisjoint(piece) or piece[0] in self._asking:
            return ""
        return self._of_one.get(said.pop(), "")

    @cached_property
    def _of_one(self) -> dict[str, str]:
        """The words that the ways of one courtesy hold, and those of no other small talk."""
        library, found = self._library, dict[str, set[str]]()
        for each in library.english.small_talk:
            for word in library.reader.canonical(library.lexicon.words(" ".join(each.ask))):
                found.setdefault(word, set()).add(each.id)
        own = ((word, min(names)) for word, names in found.items() if len(names) == 1)
        idle = library.common.union(library.english.gradable)  # "you said it is quick"
        return {word: name for word, name in own if name in self._courtesies and word not in idle}

    def _says_nothing(self, words: Sequence[str]) -> bool:
        """Tell whether words beside a courtesy ask nothing: they call somebody, or speak of who speaks or hears."""
        if len(words) <= NAMES and self._vocatives.issuperset(words[-1:]):
            return True
        if self._library.few or self._speaking.isdisjoint(words):
            return False
        return not self._is_near(self._library.reader.canonical(words), NEAR)

    def _is_near(self, canonical: Sequence[str], least: float, own: bool = False) -> bool:
        """Tell whether words are as near to an entry, or where not only `own` ones count, to what is refused."""
        found = self._library.matches(" ".join(canonical), 3)
        asked = (each for each in found if self._library.speech.small_talk(each) is None and (each.own or not own))
        return any(each.score > least for each in asked)

    def _has_content(self, words: Sequence[str]) -> bool:
        """Tell whether there is more to words than small talk is made of."""
        return weight_beside(self._library.reader.canonical(words), self._library.talk, self._library) > CONTENT

    def _is_topical(self, words: Sequence[str], intent: str) -> bool:
        """Tell whether words beside small talk are about what the knowledge is about."""
        canonical = self._library.reader.canonical(words)
        if self._speaking.isdisjoint(words) and self._library.categories_in(canonical, False):
            return True
        weights = content_weights(canonical, self._library)
        known = (word for word in canonical if word in self._library.rarity and word not in self._library.talk)
        topical = any(weights.get(word, 0.0) > TOPICAL for word in known)
        if SUBJECT in canonical or self._library.few or intent not in self._courtesies:
            return SUBJECT in canonical or topical
        return self._is_near(canonical, NEAR if topical else PIECE, own=True)
