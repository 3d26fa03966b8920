"""The words by which an author says that an entry's claim is so, or who is better in it, and the opposite."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from assistant.answering.library import Library
from assistant.answering.library.tables import said_by_anyone
from assistant.knowledge.base import Entry
from assistant.words.lexicon import is_word
from assistant.words.phrases import Phrases

AHEAD, BEHIND = "more", "less"
"""What such words say: that it is so, or the opposite."""

REACH = 6
"""Words at most from what makes more or less of a thing to that thing, both with them."""


class OwnWords:
    """Finds the words that entries of one library have for their claims and rulings.

    With `bare`, those are known without their endings too, unless these compare ("limits" is "limit", but "smaller" not
    "small").
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._gradable, self._emphasis = frozenset(library.english.gradable), frozenset(library.english.emphasis)
        self._anyone = dict.fromkeys(library.english.anyone).keys()
        english = library.english
        opposed = [(word, each) for word, contraries in english.opposites.items() for each in contraries]
        self._contraries = defaultdict[str, list[str]](list)
        for one, other in (*opposed, *(pair[::-1] for pair in opposed)):
            self._contraries[one].append(other)
        self._grows, self._shrinks = frozenset(english.grows), frozenset(english.shrinks)
        self._changes = dict.fromkeys(english.increases, AHEAD) | dict.fromkeys(english.decreases, BEHIND)
        self._things: dict[str, dict[str, str]] = {}
        self._tables: dict[tuple[str, bool], Phrases] = {}
        self._rulings: dict[str, frozenset[str]] = {}

    def find(self, words: Sequence[str], entry: Entry, bare: bool) -> list[tuple[int, int, str]]:
        """Return start, end and what they say of each; with `bare`, where there is none, of words without endings."""
        table = self._table(entry, bare)
        found = list(table.find(self._as_written(words, entry))) or list(self._changed(words, entry))
        return found or (list(table.find([*map(self._bare, words)])) if bare else [])

    def occur(self, words: Sequence[str], entry: Entry, bare: bool) -> bool:
        """Tell whether any of them is said."""
        return bool(self.find(words, entry, bare))

    def _changed(self, words: Sequence[str], entry: Entry) -> Iterator[tuple[int, int, str]]:
        """Yield where more or less is made of what an entry says there is more or less of: "raises the number of X"."""
        if self._changes.keys().isdisjoint(words):
            return
        for start, word in enumerate(words):
            for end in range(start + 1, min(start + REACH, len(words))) if word in self._changes else ():
                value = self._amounts(entry).get(self._bare(words[end]))
                if value:
                    yield start, end + 1, AHEAD if value == self._changes[word] else BEHIND
                if value or not is_word(words[end]):
                    break

    def _amounts(self, entry: Entry) -> dict[str, str]:
        """The things of which there is more (`AHEAD`) or less by what an entry claims."""
        if entry.id not in self._things:
            said = ((text.split(), value) for value in (AHEAD, BEHIND) for text in getattr(entry, value))
            self._things[entry.id] = {
                self._bare(words[1]): AHEAD if (words[0] in self._grows) == (value == AHEAD) else BEHIND
                for words, value in said
                if len(words) == 2 and words[0] in self._grows | self._shrinks
            }
        return self._things[entry.id]

    def _table(self, entry: Entry, bare: bool) -> Phrases:
        key = entry.id, bare
        if key not in self._tables:
            kinds = (entry.more, AHEAD), ((*entry.less, *self._contrary(entry)), BEHIND)
            pairs = ((way, kind) for texts, kind in kinds for text in texts for way in self._ways(text))
            lexicon = self._library.lexicon
            self._tables[key] = said_by_anyone(pairs, self._anyone, self._bare if bare else None, lexicon)
        return self._tables[key]

    def _ways(self, text: str) -> tuple[str, ...]:
        """A text, and what few examples compare as it is without that: "hard to clean" of "harder to clean"."""
        first, _, rest = text.partition(" ")
        return (text, f"{self._library.lexicon.base(first)} {rest}") if rest and self._library.few else (text,)

    def _contrary(self, entry: Entry) -> Iterator[str]:
        """Yield what says the opposite of an entry, though its author does not say so; more where examples are few."""
        library = self._library
        category = library.base.category(entry.id)
        if library.few and category and not library.is_burden(category):
            own = {library.lexicon.phrase(each) for each in (*category.terms, category.name, *category.more)}
            harms = (each for texts in library.english.harms.values() for each in texts)
            yield from (each for each in harms if library.lexicon.phrase(each) not in own)
        if not category and (library.few or not entry.provides):  # what one adds to that is told by what one does
            texts = (entry.name, *entry.more, *(entry.ask if library.few else ()))
            said = {word for text in texts for word in library.lexicon.words(text)}
            contraries = {each for word in said for each in self._contraries.get(word, ())}
            yield from sorted(each for each in contraries if said.isdisjoint(each.split()))

    def _bare(self, word: str) -> str:
        base = self._library.lexicon.base(word)
        return word if base in self._gradable or word in self._emphasis else base

    def _as_written(self, words: Sequence[str], entry: Entry) -> Sequence[str]:
        """Words with "colder" as "cold" where the author of a category wrote only that."""
        if entry.id not in self._rulings:
            found = self._library.base.category(entry.id)
            self._rulings[entry.id] = frozenset((*found.more, *found.less) if found else ())
        own, stems = self._rulings[entry.id], self._library.lexicon.stems
        if not own:
            return words
        return [min(own & stems(word), default=word) if word not in own else word for word in words]
