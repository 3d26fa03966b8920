"""What a question wants to be told the meaning of, whatever is said around it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.library import Library
from assistant.answering.ranking import content_weights
from assistant.asking.question import Question
from assistant.words.lexicon import MARKS, parts

LONGEST_TERM = 3
"""Words of content at most in what can be asked the meaning of where examples are few."""


class Definitions:
    """Finds what is to be defined among what the knowledge tells the meaning of."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._terms = library.catalogue.meanings
        self._names = library.reader.names
        self._towards = frozenset((*library.english.towards, *MARKS))
        self._cues, self._plainest = library.reader.signals["define"], library.english.defining[0]

    def asked(self, question: Question) -> str:
        """Return the plainest way to ask the meaning that a question asks, "" where it asks none, or of several.

        What is to be defined follows "what is", or it is the only such thing said, or a subject that the part before
        ends with, where "what is that" asks nothing else; or ("explain" left out) it stands first, and then for whom.
        """
        if "define" not in question.forms:
            return ""
        clauses = parts(question.words, MARKS)
        terms = {term for clause in clauses for _, _, term in self._terms.find(clause)}
        things = {term for term in terms if not self._names.occur(term.split())}
        for place, clause in enumerate(clauses):
            before = [(end, term) for _, end, term in self._terms.find(clauses[place - 1])] if place else []
            last = {term for end, term in before[-1:] if end == len(clauses[place - 1])}
            for _, end, _ in self._cues.find(clause):
                term, said = self._following(clause, end), things or last
                of_subject = self._names.occur(clause)  # "what is A's B?" tells more
                rest = clause if of_subject else self._terms.without(clause)
                if not term and len(said) == 1 and not self._tells(rest):
                    (term,) = said
                if term:
                    return self._plainest.format(term=term)
        found = self._terms.at(question.words, 0) if len(things) == 1 and not self._cues.occur(question.words) else None
        told = question.words[found[0] : found[0] + 1] if found else ()
        return self._plainest.format(term=found[1]) if found and self._towards.issuperset(told) else ""

    def stated(self, question: Question) -> list[str]:
        """Return the plainest ways to ask the meanings of the terms in a statement that begins with one."""
        words = question.asked
        found = list(self._terms.find(words))
        if not found or self._names.occur(words) or self._tells(words[: found[0][0]]):
            return []
        return [self._plainest.format(term=term) for *_, term in found]

    def contents(self, question: Question) -> list[tuple[str, ...]]:
        """Where examples are few, the plainest way to ask what a question wants to be told the meaning of, if it does.

        Who wrote "what is a warp?" need not write "define warp", "explain a warp to me" and "what does warp mean" too.
        """
        if not self._library.few or "define" not in question.forms:
            return []
        canonical, cues = self._library.reader.canonical, self._library.english.forms["define"]
        defining = frozenset(word for each in cues for word in canonical(each.split()))
        weights = content_weights(question.content, self._library)
        rest = [word for word in question.content if word in weights and word not in defining]
        plainly = canonical(self._plainest.format(term="").split())
        return [(*plainly, *rest)] if 0 < len(rest) <= LONGEST_TERM else []

    def _following(self, clause: Sequence[str], start: int) -> str:
        """What is named right after a place, where nothing that is known is said of it; of a subject nothing at all."""
        found = next(((a, b, term) for a, b, term in self._terms.find(clause) if a >= start), None)
        if found is None or self._tells(clause[start : found[0]]):
            return ""
        rest = clause[found[1] :]
        if self._names.occur(found[2].split()):
            return found[2] if not rest and found[0] == start else ""
        beside = self._terms.occur(rest)
        return "" if beside or self._tells(rest[:1]) else found[2]

    def _tells(self, words: Sequence[str]) -> bool:
        """Tell whether words say anything beside that a meaning is asked."""
        rest = self._library.reader.canonical(self._cues.without(words))
        return bool(content_weights(rest, self._library))
