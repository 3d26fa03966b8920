"""What asks whether something is so by what was told: "same winner for B?", "sitemaps included?", "is that why?"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.library import Item, Library
from assistant.answering.pointers import Turn
from assistant.answering.ranking import content_weights
from assistant.answering.signs import THIN, Signs
from assistant.asking.question import Question
from assistant.knowledge.base import OVERALL
from assistant.tuples import NamedTuple
from assistant.words.lexicon import is_word

GROUNDS = 1.0
"""Weight of the words that two texts must share for the one to be the reason of the other."""


class Settled(NamedTuple):
    """That it is so or not, and the entry that tells why."""

    item: Item
    affirms: bool


class Confirmations:
    """Settles such questions in a talk about what a library holds."""

    def __init__(self, library: Library, signs: Signs) -> None:
        english, phrases = library.english, library.lexicon.cut
        self._library, self._signs = library, signs
        self._members, self._additions = phrases(english.memberships), phrases(english.additions)
        self._causes = phrases(english.causes)

    def settled(self, question: Question, last: Turn) -> Settled | None:
        """Return whether it is so by the turn before, None where it asks nothing of the kind."""
        asks = question.yes_no or question.asked[-1:] == ("?",)
        if not asks or len(question.sentences) > 1 or not self._signs.question_words.isdisjoint(question.asked):
            return None
        return self._ruled_alike(question, last) or self._alike(question, last) or self._listed(question, last)

    def _ruled_alike(self, question: Question, last: Turn) -> Settled | None:
        """Whether another category has the ruling of the last one: "same winner for B?", "the same one on B?"."""
        library, winner = self._library, self._library.winners.get(last.item.entry.topic)
        named = library.categories_in(question.content, poles=False)
        alike = library.reader.likens(question.said) and not question.subjects
        if not (alike and winner and (last.item.is_ruling or last.reply.pick == winner)) or len(named) != 1:
            return None
        ruling = library.items[named[0]]
        if self._signs.own_weight(question, ruling) > 1 + THIN:
            return None
        return Settled(ruling, ruling.winner == winner)

    def _alike(self, question: Question, last: Turn) -> Settled | None:
        """Whether what was denied of one subject is as little so of another of whom it is so: "same for B?"."""
        holds, of = last.item.entry.holds, (*last.question.subjects, *question.subjects)
        denied = last.reply.affirms is False and not last.item.is_ruling and len(question.subjects) == 1
        alike = denied and self._library.reader.likens(question.said) and self._signs.own_weight(question) < THIN
        return Settled(last.item, False) if alike and {holds.get(each) for each in of} == {True, False} else None

    def _listed(self, question: Question, last: Turn) -> Settled | None:
        """Whether something is one of the things that were told of: "sitemaps included?", "B among them?"."""
        library = self._library
        words = [word for word in question.asked if is_word(word)]
        asks = self._additions if not last.item.is_ruling and not self._members.occur(words) else self._members
        rest = asks.cut(words) if asks.occur(words) else []
        said = [word for piece in rest for word in piece if word not in self._signs.idle]
        if not said or question.subjects:
            return None
        canonical = library.reader.canonical
        thing, told = canonical(said), canonical(library.lexicon.words(last.reply.answers[0].text))
        if set(thing) <= set(told):
            return Settled(last.item, True)
        if last.item.entry.topic == OVERALL and library.categories_in(thing, poles=False):
            return Settled(last.item, False)
        named = next((name for *_, name in library.catalogue.named.find(said)), None)
        holder = library.items[named].holder if named else None
        of = last.question.subjects
        return Settled(library.items[named], holder == of[0]) if named and holder and len(of) == 1 else None

    def claim(self, question: Question) -> str:
        """Return what is asked to follow from the turn before, as it is said: "is that why it is older?"; or ""."""
        words = self._library.lexicon.words(question.text)
        words = words[next((i for i, word in enumerate(words) if self._opens(words, i)), len(words)) :]
        found = self._causes.at(words, 0) if words else None
        claim = words[found[0] :] if found else []
        return " ".join(claim) if sum(map(is_word, claim)) > 1 else ""

    def _opens(self, words: Sequence[str], place: int) -> bool:
        return is_word(words[place]) and words[place] not in self._signs.interjections

    def gives_grounds(self, last: Turn, item: Item) -> bool:
        """Tell whether what was told last says what an entry and its ruling give as their reasons."""
        library = self._library
        category = item.category
        grounds = (*item.entry.texts, item.entry.why, *((category.verdict, category.why) if category else ()))
        canonical, words = library.reader.canonical, library.lexicon.words
        told = content_weights(canonical(words(last.reply.answers[0].text)), library)
        shared = set(canonical(words(" ".join(grounds)))) - library.general - self._signs.idle
        name = set(canonical(words(last.item.entry.name))) - self._signs.idle
        return name <= shared or sum(weight for word, weight in told.items() if word in shared) > GROUNDS
