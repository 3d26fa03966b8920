"""What words that no list knows make of a comparison: more of what is bad is for the worse, less of it for the better.

Bad is what the vector of a word tells to be bad, what one would have no more ("costs us"), and of which one asks much
("needs more"). It counts where it is compared: right after an amount, or between who is asked for and the next pause,
condition or preposition. It turns the amount beside it round, or stands for the worse where there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from assistant.answering.library import Item, Library
from assistant.answering.library.places import word_vectors
from assistant.answering.own_words import AHEAD, BEHIND
from assistant.asking.marks import PREDICATE, STOP, SUBJECT, TOPIC, Mark, Marks, first_of
from assistant.words.worth import Worth

BAD = -0.85
"""What a word is worth from which on down it is bad: 70 in 100 words are that people rated as clearly bad, 9 in 100
of every day, 1 of the good ones, each left out of what is learnt from.
"""

REACH = 4
"""Words after an amount among which it may be one of something bad."""

AROUND = 6
"""Words between something bad and the amount of it at most."""

ASKING = ("which", "which-one", "who")
"""Kinds of mark that ask for one of the subjects."""

WITHIN = {"neutral", "determiner", "pronoun", "possessive", "relative-head", "among", "after-pole", PREDICATE, TOPIC}
"""Kinds of mark that may stand between an amount and what there is more or less of."""

PAUSES = ("comma", "colon", "but", "because", "conditional", "condition", "where", "than")
"""Kinds of mark after which something else than what is compared is spoken of."""


class Comparisons:
    """Turns round, in marked words, what is said of something bad."""

    def __init__(self, library: Library) -> None:
        english = library.english
        self._library, self._worth = library, Worth(english.worth, lambda word: word_vectors()(word))
        self._amounts = dict.fromkeys(english.grows, AHEAD) | dict.fromkeys(english.shrinks, BEHIND)
        ways = dict.fromkeys(english.more, AHEAD) | dict.fromkeys(english.less, BEHIND)
        self.quantities = {each: ways[each] for each in english.quantities if each in ways}
        self._prepositions = frozenset(english.prepositions)
        self._demands, self._spares = frozenset(english.demands), frozenset(english.spares)
        self._wards = self._spares.union(english.decreases) - self._amounts.keys()
        self._is_bad = lru_cache(maxsize=1_000)(self._is_worth_little)

    def weighed(self, marks: Sequence[Mark], item: Item, ranks: bool) -> list[Mark]:
        """Return marks with what there is more or less of weighed; of a claim (not `ranks`) costs alone."""
        found = self._with_costs(marks, item, ranks)
        place = self._bad(found, item) if ranks else None
        if place is None:
            return found
        around = (*range(place - 1, max(place - AROUND, -1), -1), *range(place + 1, min(place + AROUND, len(found))))
        amount = next((i for i in around if self._amount(found[i])), None)
        if amount is None:
            found[place] = found[place]._replace(kinds=found[place].kinds | {BEHIND})
        elif found[amount].is_a(self._amount(found[amount])):  # else it is turned already
            found[amount] = _turned(found[amount])
        return found

    def _with_costs(self, marks: Sequence[Mark], item: Item, ranks: bool) -> list[Mark]:
        """Marks in which "more work" is for the worse, and so is more of what a burden is named for."""
        library, found, texts = self._library, list(marks), [mark.text for mark in marks]
        burden = ranks and item.category is not None and library.is_burden(item.category)
        claimed = not item.is_ruling and library.claims_cost(item.entry)
        if claimed:  # "costs us work" asserts it, "spares us work" denies it
            found = [each._replace(kinds=each.kinds - {"losing"}) for each in found]
            found = [Mark(each.text, frozenset((BEHIND,))) if each.text in self._spares else each for each in found]
        for i, mark in enumerate(marks):
            said = self.quantities.get(mark.text) or self._amount(mark)
            own = "" in (*texts[max(0, i - 1) : i], *texts[i + 1 : i + 2])  # "pollutes more", "more polluting"
            if not said or own or mark.is_a(PREDICATE) or not self._spares.isdisjoint(texts[max(0, i - 2) : i]):
                continue
            cost = None if claimed else self._cost(marks, i + 1)
            if cost:
                found[i] = _turned(mark._replace(kinds=mark.kinds - {AHEAD, BEHIND} | {said}))
                found[cost] = found[cost]._replace(kinds=found[cost].kinds - {AHEAD, BEHIND})
            elif burden and mark.text in self._amounts and self._is_of(texts[i + 1 : i + 2], item):
                found[i] = _turned(mark)
        return found

    def _cost(self, marks: Marks, start: int) -> int | None:
        """Return the place of the cost of which an amount is said before `start`: "more of the integration work"."""
        texts = [mark.text for mark in marks]
        for i in range(start, min(start + REACH, len(marks))):
            if self._library.costs.at(texts, i):
                return i
            if not marks[i].kinds <= WITHIN or self._ends(marks[i]):
                return None
        return None

    def _is_of(self, words: Sequence[str], item: Item) -> bool:
        """Tell whether an amount before these words is one of what the entry is about: "costs less", "less upkeep"."""
        known = item.vocabulary | self._library.fillers | self._library.common
        return known.issuperset(self._library.lexicon.canonical(words))

    def _amount(self, mark: Mark) -> str:
        """Which way a mark asks that is an amount, "" for others."""
        counts = mark.is_a(AHEAD, BEHIND) and not mark.is_a(PREDICATE)
        return next((self._amounts[each] for each in mark.text.split() if each in self._amounts), "") if counts else ""

    def _ends(self, mark: Mark) -> bool:
        """Tell whether something else than what is compared follows a mark."""
        return mark.is_a(*PAUSES) or (mark.text in self._prepositions and not mark.is_a("among"))

    def _bad(self, marks: Marks, item: Item) -> int | None:
        """Return the place of the first thing that is bad in what the last sentence compares; none that lists judge."""
        start = max((i + 1 for i, mark in enumerate(marks[:-1]) if mark.is_a(STOP)), default=0)
        said, asking = marks[start:], first_of(marks[start:], *ASKING)
        whom = asking if asking is not None else first_of(said, SUBJECT) or 0
        if any(mark.text in self._wards or (mark.is_a(BEHIND) and not self._amount(mark)) for mark in said):
            return None
        reach, compared, bare = 0, False, True
        for i, mark in enumerate(said):
            amount, reach = self._amount(mark), max(reach - 1, 0)
            near = i > whom and any(map(self._amount, said[i + 1 : i + REACH]))
            if i == whom:
                compared = asking is not None
            elif amount:
                reach = REACH
            elif self._ends(mark):
                reach, compared = 0, False
            elif compared or reach or near:
                demands = near and bare and mark.text in self._demands
                if demands or mark.is_a("losing") or self._means_bad(mark, item, had=bare and reach > 0):
                    return start + i
            bare = bare and (i <= whom or bool(amount or mark.kinds))
        return None

    def _means_bad(self, mark: Mark, item: Item, had: bool) -> bool:
        """Tell whether a word is bad that no list knows, nor the entry, unless a subject `had` it: "has more holes"."""
        known = not had and item.vocabulary.issuperset(self._library.reader.canonical([mark.text]))
        plain = mark.kinds <= {"neutral", *((PREDICATE, TOPIC) if had else ())} and mark.text.isalpha()
        return plain and not (known or self._library.costs.occur([mark.text])) and self._is_bad(mark.text)

    def _is_worth_little(self, word: str) -> bool:
        """Tell whether a word, with its ending and without, means something bad."""
        words = (word, *filter(self._library.lexicon.is_real, self._library.lexicon.stems(word)))
        return len(word) > 3 and sum(map(self._worth, words)) / len(words) < BAD


def _turned(mark: Mark) -> Mark:
    """An amount the other way round."""
    return mark._replace(kinds=mark.kinds - {AHEAD, BEHIND} | {AHEAD if mark.is_a(BEHIND) else BEHIND})
