"""What words that no list knows make of a comparison: more of what is bad is for the worse, less of it for the better.

Bad is what the vector of a word tells to be bad, what one would have no more ("costs us"), and of which one asks much
("needs more"). It counts where it is compared: right after an amount, or between who is asked for and the next pause,
condition or preposition. It turns the amount beside it round, or stands for the worse where there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.answering.library import Item, Library
from assistant.answering.library.places import word_vectors
from assistant.answering.own_words import AHEAD, BEHIND
from assistant.asking.marks import PREDICATE, SUBJECT, Mark, Marks, any_of, at, first_of
from assistant.asking.sentences import cut
from assistant.words.worth import Worth

BAD = -0.85
"""What a word is worth from which on down it is bad.

Of words that people rated as clearly bad, left out of the learning, 70 in 100 are; of words of every day 9, of good ones
1.
"""

REACH = 4
"""Words after an amount among which it may be an amount of something bad."""

AROUND = 6
"""Words between something bad and the amount of it at most."""

SHORTEST = 4
"""Letters of a word that is judged by its vector at least."""

ASKING = ("which", "which-one", "who")
WITHIN = {"neutral", "determiner", "pronoun", "possessive", "relative-head", "among", "after-pole", PREDICATE, "topic"}
PAUSES = ("comma", "colon", "but", "because", "conditional", "condition", "where", "than")
"""Kinds of mark that ask for one of the subjects, that may stand between an amount and of what it is, and after which
something else than what is compared is said."""


class Comparisons:
    """Turns round, in marked words, what is said of something bad."""

    def __init__(self, library: Library) -> None:
        english = library.english
        self._library, self._worth = library, Worth(english.worth, word_vectors())
        self._amounts = dict.fromkeys(english.grows, AHEAD) | dict.fromkeys(english.shrinks, BEHIND)
        ways = {**dict.fromkeys(english.more, AHEAD), **dict.fromkeys(english.less, BEHIND)}
        self._quantities = {each: ways[each] for each in english.quantities if each in ways}
        self._prepositions, self._having = frozenset(english.prepositions), frozenset(english.having)
        self._demands, self._spares = frozenset(english.demands), frozenset(english.spares)
        self._wards = self._spares.union(english.decreases) - self._amounts.keys()
        self._is_bad = lru_cache(maxsize=1_000)(self._means_bad)

    def weighed(self, marks: Sequence[Mark], item: Item, ranks: bool) -> list[Mark]:
        """Return marks in which amounts of costs are turned, and where it `ranks` the first thing that is bad weighs."""
        found = self._with_costs(marks, item, ranks)
        place = next(self._bad(found, item), None) if ranks else None
        if place is None:
            return found
        around = (*range(place - 1, max(place - AROUND, -1), -1), *range(place + 1, min(place + AROUND, len(found))))
        amount = next((i for i in around if self._amount(found[i])), None)
        if amount is None:
            found[place] = found[place]._replace(kinds=found[place].kinds | {BEHIND})
        elif self._amount(found[amount]) in found[amount].kinds:  # else it is turned already
            found[amount] = self._turned(found[amount])
        return found

    def _with_costs(self, marks: Sequence[Mark], item: Item, ranks: bool) -> list[Mark]:
        """Marks in which "more work" is for the worse and "less work" for the better, as of what a burden is named."""
        library, found, texts = self._library, list(marks), [mark.text for mark in marks]
        burden = bool(ranks and item.category) and library.is_burden(item.category)
        claimed = not item.is_ruling and library.claims_cost(item.entry)
        if claimed:  # what "costs us work" asserts it, what "spares us work" denies it
            found = [each._replace(kinds=each.kinds - {"losing"}) for each in found]
            found = [each._replace(kinds=frozenset((BEHIND,))) if each.text in self._spares else each for each in found]
        for i, mark in enumerate(marks):
            said, around = self._quantities.get(mark.text) or self._amount(mark), texts[max(0, i - 2) : i]
            own = "" in (*texts[max(0, i - 1) : i], *texts[i + 1 : i + 2])  # "pollutes more", "more polluting"
            if not said or own or mark.is_a(PREDICATE) or not self._spares.isdisjoint(around):
                continue
            cost = None if claimed else self._cost(marks, i + 1)
            if cost:
                found[i] = self._turned(mark._replace(kinds=mark.kinds - {AHEAD, BEHIND} | {said}))
                found[cost] = found[cost]._replace(kinds=found[cost].kinds - {AHEAD, BEHIND})
            elif burden and self._amount(mark) and self._is_of(texts[i + 1 : i + 2], item):
                found[i] = self._turned(mark)
        return found

    def _cost(self, marks: Marks, start: int) -> int | None:
        """Return the place of the cost of which an amount is said before `start`: "more of the integration work"."""
        texts = [mark.text for mark in marks]
        for i in range(start, min(start + REACH, len(marks))):
            if self._library.costs.at(texts, i) or self._quantities.get(texts[i]) == BEHIND != self._amount(marks[i]):
                return i
            if not marks[i].kinds <= WITHIN or texts[i] in self._prepositions and not marks[i].is_a("among"):
                return None
        return None

    def _is_of(self, words: Sequence[str], item: Item) -> bool:
        """Tell whether an amount before these words is one of what the entry is about: "costs less", "less upkeep"."""
        known = item.vocabulary | self._library.fillers | self._library.common
        return known.issuperset(self._library.lexicon.canonical(words))

    def _turned(self, mark: Mark) -> Mark:
        said = {AHEAD} if mark.is_a(BEHIND) else {BEHIND}
        return mark._replace(kinds=mark.kinds - {AHEAD, BEHIND} | said)

    def _amount(self, mark: Mark) -> str:
        """Which way a mark that is an amount asks, "" for others."""
        counts = mark.is_a(AHEAD, BEHIND) and not mark.is_a(PREDICATE)
        return next((self._amounts[each] for each in mark.text.split() if each in self._amounts), "") if counts else ""

    def _bad(self, marks: Marks, item: Item) -> Iterator[int]:
        """Yield the places of what is bad in the part of the last sentence that compares."""
        start = sum(map(len, [*cut(marks)][:-1]))
        asking = first_of(marks[start:], *ASKING)
        whom = start + (asking if asking is not None else first_of(marks[start:], SUBJECT) or 0)
        if any(mark.is_a(BEHIND) and not self._amount(mark) for mark in marks[start:]):
            return  # lists know what is judged
        reach, compared, bare = 0, False, True
        for i in range(start, len(marks)):
            mark = marks[i]
            amount, reach = self._amount(mark), max(reach - 1, 0)
            if mark.text in self._wards:
                return  # the bad is warded off
            if i == whom:
                compared = asking is not None
            elif amount:
                reach = REACH
            elif mark.is_a(*PAUSES) or (mark.text in self._prepositions and not mark.is_a("among")):
                reach, compared = 0, False
            elif i > whom and bare and mark.text in self._demands and any(map(self._amount, marks[i + 1 : i + REACH])):
                yield i
            elif (compared or reach or (i > whom and any(map(self._amount, marks[i + 1 : i + REACH])))) and (
                mark.is_a("losing") or (self._is_plain(mark, item, bare and reach) and self._is_bad(mark.text))
            ):
                yield i
            bare = bare and (i <= whom or bool(amount or mark.kinds) or mark.text in self._having)

    def _is_plain(self, mark: Mark, item: Item, had: int | bool) -> bool:
        """Tell whether a mark is a word that no list knows, nor, unless that is what is `had`, the entry."""
        text, library = mark.text, self._library
        if not (mark.kinds <= {"neutral", *((PREDICATE, "topic") if had else ())} and text.isalpha()):
            return False
        known = not had and item.vocabulary.issuperset(library.reader.canonical([text]))
        return len(text) >= SHORTEST and not (known or library.costs.occur([text]))

    def _means_bad(self, word: str) -> bool:
        words = (word, *filter(self._library.lexicon.is_real, self._library.lexicon.stems(word)))
        return sum(map(self._worth, words)) / len(words) < BAD
