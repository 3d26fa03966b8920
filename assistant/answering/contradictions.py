"""What a question states that cannot be so beside what an entry tells: another date, number, figure or name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from assistant.answering.figures import is_dated
from assistant.answering.library import Item, Library
from assistant.answering.masking import OPPOSITE, RARE, Masker
from assistant.answering.own_words import AHEAD
from assistant.answering.ranking import content_weights
from assistant.asking.ask import EACH, Ask
from assistant.asking.marks import PREDICATE, SUBJECT, Mark
from assistant.asking.question import Question
from assistant.knowledge.base import Entry
from assistant.knowledge.values import contradicted, dates, is_year, numbers
from assistant.words.lexicon import is_word

RANKS = 1000
"""Number below which one that is told may be a place in a list."""


class Contradictions:
    """Finds what is stated otherwise than an entry tells it."""

    def __init__(self, library: Library, masker: Masker) -> None:
        self._library, self._masker = library, masker
        english = library.english
        self._least = library.lexicon.cut((*english.amounts["more"], *english.amounts["at-least"]))
        self._tops = frozenset(english.bounds["tops"])
        self._base, self._ones = library.lexicon.base, frozenset(english.bounds["ones"])
        self._told, self._single = lru_cache(None)(self._numbers_of), lru_cache(None)(self._singles_of)

    def of_dates(self, question: Question, item: Item) -> bool | None:
        """Tell whether another date is stated than an entry tells; None where none is stated or told."""
        months, entry = self._library.english.months, item.entry
        stated = dates(question.said, months) if is_dated(entry) else []
        if not stated:
            return None
        known = [each for text in entry.texts for each in dates(self._library.lexicon.words(text), months)]
        if contradicted([float(year) for year, _ in stated], [float(year) for year, _ in known]) is not None:
            return True
        told = {month for year, month in known if month and year == stated[0][0]}
        return bool(told and stated[0][1]) and stated[0][1] not in told

    def by_figures(
        self, question: Question, item: Item, marks: Sequence[Mark], ask: Ask, affirms: bool | None
    ) -> bool | None:
        """Return the answer where figures are stated besides the claim: it is so only with the right ones."""
        figures = self._masker.figures
        if affirms is None or not figures.stated(question, item) or figures.facts(question, item):
            return affirms
        opposite = sum(mark.is_a(OPPOSITE) for mark in marks) % 2 == 1
        turned = ask.denied != opposite  # "is it not ten years older?"
        agree = figures.agree(question, item)
        return affirms if affirms == turned or agree else None if agree is None else turned

    def states(self, question: Question, item: Item, marks: Sequence[Mark], ask: Ask) -> bool:
        """Tell whether a question states a number, or a name where only one can be right, that is not the known one."""
        entry = item.entry
        if entry.figures or ask.relation != EACH or any(term.sign < 0 for term in ask.of):
            return False
        stated = self._numbers(question.said)
        if not stated:
            return entry.exclusive and self._names_another(item, marks)
        known = self._told(entry)
        within = [
            each
            for word, following in pairwise(question.said)
            if word in self._tops
            for each in self._numbers([following])
            if any(rank <= each for rank in known if rank < RANKS)
        ]
        if any(number > 1 and self._base(noun) in self._single(entry) for noun, number in self._counted(question.said)):
            return True
        stated = [each for each in stated if each not in within]  # who is in the top ten is in the top twenty
        least = self._least.occur(question.said) and not all(map(is_year, stated))
        if stated and least:
            counts = [each for each in known if not is_year(each)]
            return bool(counts) and max(counts) < stated[0]
        if contradicted(stated, known) is not None:
            return True
        return entry.exclusive and self._names_another(item, marks)

    def _counted(self, words: Sequence[str]) -> Iterator[tuple[str, float]]:
        """Yield the words that numbers stand before, each with its number; a year counts nothing."""
        pairs = ((noun, number) for word, noun in pairwise(words) for number in self._numbers([word]))
        yield from (each for each in pairs if not is_year(each[1]))

    def _singles_of(self, entry: Entry) -> frozenset[str]:
        """What an entry tells that there is one of, without endings: "a single file"."""
        told = (pairwise(self._library.lexicon.words(text)) for text in entry.texts)
        return frozenset(
            self._base(noun)
            for each in told
            for word, noun in each
            if word in self._ones and is_word(noun) and noun not in self._library.fillers
        )

    def _numbers_of(self, entry: Entry) -> list[float]:
        """The numbers that an entry tells."""
        return [number for text in (entry.name, *entry.texts, *entry.more) for number in self._numbers(text.split())]

    def _numbers(self, words: Sequence[str]) -> list[float]:
        """The numbers said, in figures or in words from two on."""
        counted = self._library.english.numbers
        return numbers(" ".join(str(counted[word]) if counted.get(word, 0) > 1 else word for word in words))

    def _names_another(self, item: Item, marks: Sequence[Mark]) -> bool:
        """Tell whether after the matter something is named that the entry does not know, and not what it knows."""
        library = self._library
        own = self._masker.own.find([mark.text for mark in marks], item.entry, bare=True)
        if any(said == AHEAD for *_, said in own):
            return False
        start = next((i for i, mark in enumerate(marks) if mark.is_a(PREDICATE, SUBJECT)), len(marks))
        stop = next((i for i in range(start, len(marks)) if marks[i].is_a("stop") or marks[i].text == ","), len(marks))
        said = [mark.text for mark in marks[start:stop] if mark.kinds <= {PREDICATE}]
        plain = [word for text in said for word in text.split() if is_word(word)]
        weights = content_weights(library.reader.canonical(plain), library)
        entry = item.entry
        told = " ".join((entry.name, *entry.texts, *entry.more, *entry.less))
        known = set(library.reader.canonical(library.lexicon.words(told)))
        return any(weight > RARE and word not in known for word, weight in weights.items())
