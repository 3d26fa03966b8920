"""What bare question words seek near what was told last: "who?", "which year was that?", "why?".

A question word that names no matter asks for a kind of thing: people, a year, a place, a reason. What was told last is
told again where it tells that; else, of the entries of its topic and section, the one nearest to it that does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answering.library import Item, Library
from assistant.answering.pointers import Turn
from assistant.answering.ranking import content_weights, tells_of
from assistant.answering.signs import Signs
from assistant.asking.question import Question
from assistant.knowledge.base import OVERALL
from assistant.words.lexicon import is_word

NEAR = 0.3
"""Share of the words told last that an entry must know to be near them."""

YEAR = re.compile(r"\b\d{4}\b")


class Kin:
    """Finds what tells the kind of thing that a question seeks, near what was told."""

    def __init__(self, library: Library, signs: Signs) -> None:
        english = library.english
        self._library, self._signs = library, signs
        self._asked = library.lexicon.cut_as(english.sought)
        self._people = library.lexicon.cut(english.somebody)
        self._places = library.lexicon.cut(english.somewhere)
        quiet = (english.articles, english.copulas, english.auxiliaries, english.emphasis, english.conclusions)
        self._quiet = signs.pronouns.union(signs.interjections, signs.demonstratives, *quiet)

    def kind(self, question: Question, last: Turn) -> str | None:
        """Return the form of the question word that is all a question has beside what was told; None where it is not."""
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

    def apart(self, item: Item) -> bool:
        """Tell whether an entry is on a category or a thing of its own, of which is not so what is of its subject."""
        return item.category is not None or self._library.catalogue.named.occur(
            self._library.lexicon.words(item.entry.name)
        )

    def entry(self, kind: str, last: Turn, subject: str | None) -> Item | None:
        """Return the entry nearest to what was told that tells such a thing of a subject; None where none is near."""
        library = self._library
        weights = content_weights(library.reader.canonical(library.lexicon.words(last.told)), library)
        least = NEAR * sum(weights.values())
        found = []
        for item in self._around(last.item):
            text = _told(item, subject)
            if item is not last.item and self.tells(kind, item, text) and (not subject or tells_of(item, subject)):
                near = sum(weight for word, weight in weights.items() if word in item.vocabulary)
                found.append((near, item))
        best = max(found, key=lambda each: each[0], default=None)
        return best[1] if best and best[0] >= least else None

    def _around(self, item: Item) -> Iterable[Item]:
        """The entries of its topic and of its section."""
        entry = item.entry
        sections = _sections(item)
        for each in self._library.items.values():
            if each.is_ruling or each.entry.topic == OVERALL:
                continue
            if each.entry.topic == entry.topic or not sections.isdisjoint(_sections(each)):
                yield each


def _sections(item: Item) -> set[str]:
    section = item.entry.section
    return set(section.values()) if isinstance(section, dict) else {section}


def _told(item: Item, subject: str | None) -> str:
    answer = item.entry.answer
    if isinstance(answer, dict):
        return answer.get(subject or "", "") or " ".join(answer.values())
    return answer
