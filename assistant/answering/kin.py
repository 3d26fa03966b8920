"""What is near to what was told last, and what bare question words seek there: "who?", "which year was that?", "why?".

A question word that names no matter asks for a kind of thing: people, a year, a place, a reason. What was told last is
told again where it tells that; else, of the entries of its topic and section, the one nearest to it that does. An entry
is as near to what was told as the share of these words that it knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from assistant.answering.library import Item, Library
from assistant.answering.pointers import Turn
from assistant.answering.ranking import Candidate, content_weights, tells_of
from assistant.answering.signs import Signs
from assistant.asking.question import Question
from assistant.knowledge.base import OVERALL
from assistant.words.lexicon import is_word

NEAR = 0.3
"""Share of the words told last that an entry must know to be near them."""

DRAWN = 0.2
"""What an entry that knows all that was told last is better by, for a question that leans on it."""

YEAR = re.compile(r"\b\d{4}\b")


class Kin:
    """Finds what tells the kind of thing that a question seeks, near what was told."""

    def __init__(self, library: Library, signs: Signs) -> None:
        english = library.english
        self._library, self._signs = library, signs
        self._asked = library.lexicon.cut_as(english.sought)
        self._pointing = frozenset(english.articles).union(signs.demonstratives)
        self._people = library.lexicon.cut(english.somebody)
        self._places = library.lexicon.cut(english.somewhere)
        quiet = (english.articles, english.copulas, english.auxiliaries, english.emphasis, english.conclusions)
        self._quiet = signs.pronouns.union(signs.interjections, signs.demonstratives, *quiet)

    def kind(self, question: Question, last: Turn) -> str | None:
        """Return the form of the question word that is all there is in a question; None where there is more."""
        judges = question.evaluating or question.comparing or question.yes_no or question.either_or
        if judges or question.forms & {"choose", "versus"} or (question.subjects and not question.carried):
            return None
        words = [word for word in question.asked if is_word(word)]
        found = next(self._asked.find(words), None)
        if found is None:
            return None
        start, end, kind = found
        link = self._library.reader.links.at(words, 0)
        rest = [*words[link[0] if link else 0 : start], *words[end:]]
        return kind if self._quiet.issuperset(rest) else None

    def names_told(self, question: Question, last: Turn) -> bool:
        """Tell whether it only asks the name of what was told: "what is the library called?"."""
        words = [word for word in question.asked if is_word(word)]
        place = next((i for i, word in enumerate(words) if word in self._signs.naming), 0)
        asking, pointer, noun = words[: max(place - 2, 0)], *["", "", *words[:place]][-2:]
        points = pointer in self._pointing and not (question.subjects or words[place + 1 :])
        if not points or not self._signs.idle.union(self._signs.question_words).issuperset(asking):
            return False
        named = self._library.reader.canonical([noun])  # nothing, where it only says what kind of thing all are
        return bool(named) and named[0] in self._weights(last)

    def tells(self, kind: str, item: Item, text: str) -> bool:
        """Tell whether a text of an entry tells such a thing: by its words, where these show it, or by its examples."""
        if kind == "when":
            return bool(YEAR.search(text))
        told = {"who": self._people, "where": self._places}.get(kind)
        return kind in item.forms if told is None else told.occur(self._library.lexicon.words(text))

    def told(self, kind: str, last: Turn) -> bool:
        """Tell whether what was told last tells such a thing."""
        if kind == "list":
            return not last.item.forms.isdisjoint(("list", "who", "how-many"))
        return self.tells(kind, last.item, last.told) or (kind == "where" and kind in last.item.forms)

    def rules(self, item: Item) -> bool:
        """Tell whether an entry is a ruling, of a category or the whole, which holds its own reasons."""
        return item.is_ruling or item.entry.topic == OVERALL

    def apart(self, item: Item) -> bool:
        """Tell whether an entry is on a category or a thing of its own, of which is not so what is of its subject."""
        return item.category is not None or self._library.catalogue.named.occur(
            self._library.lexicon.words(item.entry.name)
        )

    def entry(self, kind: str, last: Turn, subject: str | None) -> Item | None:
        """Return the entry nearest to what was told that tells such a thing of a subject; None where none is near."""
        weights = self._weights(last)
        found = []
        for item in self._around(last.item):
            text = _told(item, subject)
            if item is not last.item and self.tells(kind, item, text) and (not subject or tells_of(item, subject)):
                found.append((_share(weights, item), item))
        best = max(found, key=lambda each: each[0], default=None)
        return best[1] if best and best[0] >= NEAR else None

    def nearest(self, found: list[Candidate], last: Turn) -> list[Candidate]:
        """Return readings in another order: what is near to what was told comes before what is but a little better."""
        weights, whole = self._weights(last), last.item.entry.topic == OVERALL

        def standing(each: Candidate) -> tuple[bool, float]:
            apart = each.item is last.item or (each.item.entry.topic == OVERALL and not whole)
            return each.exact, each.score + (0 if apart else DRAWN * _share(weights, each.item))

        return [] if self._library.few else sorted(found, key=standing, reverse=True)

    def _weights(self, last: Turn) -> dict[str, float]:
        """The words that were told last, by how much they say."""
        library = self._library
        return content_weights(library.reader.canonical(library.lexicon.words(last.told)), library)

    def _around(self, item: Item) -> Iterable[Item]:
        """The entries of its topic and of its section."""
        entry = item.entry
        sections = _sections(item)
        for each in self._library.items.values():
            if each.is_ruling or each.entry.topic == OVERALL:
                continue
            if each.entry.topic == entry.topic or not sections.isdisjoint(_sections(each)):
                yield each


def _share(weights: Mapping[str, float], item: Item) -> float:
    """The share of these words that an entry knows, 0 to 1."""
    return sum(weight for word, weight in weights.items() if word in item.vocabulary) / (sum(weights.values()) or 1.0)


def _sections(item: Item) -> set[str]:
    section = item.entry.section
    return set(section.values()) if isinstance(section, dict) else {section}


def _told(item: Item, subject: str | None) -> str:
    answer = item.entry.answer
    if isinstance(answer, dict):
        return answer.get(subject or "", "") or " ".join(answer.values())
    return answer
