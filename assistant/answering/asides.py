"""What is said beside a question and asks nothing: who asks, why, in what mood, how the answer is wished for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, compress
from operator import not_

from assistant.answering.library import Library
from assistant.answering.replier import Replier
from assistant.answering.signs import Signs
from assistant.asking.question import Question
from assistant.words.lexicon import pieces

LIKELY = 0.25
"""Matcher's score from which on what is said beside a question is a case to be looked at: "I am to build an MVP"."""

FEWEST = 2
"""Words of content that are left at least: "I'd like something easy. Which?" is one question."""

OWN = 0.5
"""Weight of content from which on what sounds like "that is wrong" is about something else: "my boss is wrong"."""

IDLE = 0.4
"""Confidence below which words beside a question are none to a base of few examples: of 312 replies to questions of
nine drafts 256 and 294 stay what they are with a remark by a stranger before and after (with 0.3 241 and 286; with the
remark read as well 156 and 202)."""

TURNING = ("confirm", "deny", "keep", "reject", "attitude", "no-tag", "less", "more")
"""Kinds of cue by which a sentence that asks nothing may tell what is to be said of another: "one of them is lying"."""


class Asides:
    """Leaves out what is said beside a question, by what the knowledge makes of it alone."""

    def __init__(self, library: Library, replier: Replier, signs: Signs) -> None:
        english, catalogue, reader = library.english, library.catalogue, library.reader
        self._library, self._reader, self._replier, self._signs = library, reader, replier, signs
        self._told_of = reader.implied, catalogue.named, catalogue.meanings
        self._interjections, self._nots = (
            frozenset((*english.interjections, ",")),
            frozenset(english.asking["bare-not"]),
        )
        self._pointing = reader.anaphors.intersection(english.demonstratives).difference(english.complementizers)

    def without(self, question: Question) -> Question:
        """Return a question read without what is said beside it; as it is, where the rest leans on that, or is none."""
        units = self._units(question)
        beside = [self._is_aside(each) for each in units] if len(units) > 1 else []
        if all(beside) or not any(beside) or self._leans(units, beside):
            return question
        left, kept = ([*chain.from_iterable(compress(units, flags))] for flags in (beside, map(not_, beside)))
        rest = self._reader.read(" ".join(kept))
        if len(rest.content) < FEWEST:
            return question
        return rest._replace(text=question.text, mended=question.mended, cut=question.cut, beside=tuple(left))

    def _units(self, question: Question) -> list[Sequence[str]]:
        """The sentences, and what stands in one before the part that asks."""
        found: list[Sequence[str]] = []
        for sentence in question.sentences:
            clauses = pieces(sentence, ",:") if sentence[-1] == "?" else [sentence]
            start = next((i for i, each in enumerate(clauses) if self._opens(each)), 0)
            found += clauses[:start]
            found.append([word for each in clauses[start:] for word in each])
        return found

    def _opens(self, words: Sequence[str]) -> bool:
        """Tell whether words open like a question or a wish to be told something; "don't laugh" does not."""
        said = [word for word in words if word not in self._interjections]
        forbids = words[-1] != "?" and not self._nots.isdisjoint(said[1:2])
        return not (forbids or self._reader.starts.isdisjoint(said[:1])) or self._reader.is_request(words)

    def _names(self, words: Sequence[str]) -> bool:
        """Tell whether words name a subject, a category or a thing that is told of."""
        named = any(each.occur(words) for each in self._told_of)
        return named or bool(self._library.categories_in(self._reader.canonical(words), True))

    def _is_aside(self, words: Sequence[str]) -> bool:
        """Tell whether words beside a question ask nothing, and are no case for which it is asked."""
        if words[-1] == "?" or self._opens(words) or self._names(words):
            return False
        alone, own = self._reader.read(" ".join(words)), not self._reader.themselves.isdisjoint(words)
        if not own and (alone.outside or words[-1] in ",:"):
            return False
        turns = any(mark.is_a(*TURNING) for mark in self._reader.mark(words, ranks=False))
        if turns and (self._signs.own_weight(alone) < OWN or not self._reader.anaphors.isdisjoint(words)):
            return False
        found = self._replier.readings(alone)
        if self._library.few and found:
            return self._replier.sureness(alone, found) < IDLE
        return not found or (found[0].match < LIKELY and self._replier.is_remark(alone, found))

    def _leans(self, units: Sequence[Sequence[str]], beside: Sequence[bool]) -> bool:
        """Tell whether what follows an aside means by a pronoun what that tells of."""
        named = False
        for aside, unit, following, follows_aside in zip(beside, units, units[1:], beside[1:], strict=False):
            named = named or (not aside and self._names(unit))
            if aside and not (follows_aside or named) and self._points(following, unit):
                return True
        return False

    def _points(self, words: Sequence[str], before: Sequence[str]) -> bool:
        """Tell whether words point to those before: by "this", or by "it" that they do not name, or is not covered."""
        if not self._pointing.isdisjoint(words):
            return True
        means = not self._reader.anaphors.isdisjoint(words)
        return means and (not self._names(words) or bool(self._reader.read(" ".join(before)).outside))
