"""The words by which an author says that an entry's claim is so, or who is better in it, and the opposite."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from assistant.answering.library import Library
from assistant.answering.library.tables import said_by_anyone
from assistant.knowledge.base import Entry
from assistant.words.lexicon import is_word
from assistant.words.phrases import Phrases, covered

if TYPE_CHECKING:
    from assistant.answering.gapped import Gapped

AHEAD, BEHIND = "more", "less"
"""What such words say: that it is so, or the opposite."""

LONGEST = 3
"""Words at most of what tells that there is more or less of a thing."""

REACH = 6
"""Words at most from what makes more or less of a thing to that thing, both with them."""

KEPT = 64
"""Questions of which what was found is kept: several rooms look at the same."""


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
        less = (*english.decreases, *english.averts)
        self._changes = dict.fromkeys(english.increases, AHEAD) | dict.fromkeys(less, BEHIND)
        less = (*english.shrinks, *english.privatives, *english.negations)
        self._measures = self._changes | dict.fromkeys(english.grows, AHEAD) | dict.fromkeys(less, BEHIND)
        self._defined = frozenset(library.catalogue.defined)
        self._things: dict[str, dict[str, str]] = {}
        self._tables: dict[tuple[str, bool], Phrases] = {}
        self._rulings: dict[str, frozenset[str]] = {}
        self._known = lru_cache(KEPT)(self._found)

    @cached_property
    def _gapped(self) -> Gapped:
        from assistant.answering.gapped import Gapped  # what is said in an author's own words needs none

        return Gapped(self._library, self._bare, (AHEAD, BEHIND))

    def find(self, words: Sequence[str], entry: Entry, bare: bool) -> list[tuple[int, int, str]]:
        """Return start, end and what they say of each; with `bare`, where there is none, of words without endings."""
        return [*self._known(tuple(words), entry, bare)]

    def _found(self, words: tuple[str, ...], entry: Entry, bare: bool) -> list[tuple[int, int, str]]:
        table, changed = self._table(entry, bare), [*self._changed(words, entry)]
        taken = covered(changed)
        found = [each for each in table.find(self._as_written(words, entry)) if taken.isdisjoint(covered([each]))]
        if found or changed or not bare:
            return sorted((*changed, *found))
        plain = [*map(self._bare, words)]
        return [*table.find(plain)] or self._gapped.find(words, entry) or [*self._of_others(plain, entry)]

    def occur(self, words: Sequence[str], entry: Entry, bare: bool) -> bool:
        """Tell whether any of them is said."""
        return bool(self._known(tuple(words), entry, bare))

    def _changed(self, words: Sequence[str], entry: Entry) -> Iterator[tuple[int, int, str]]:
        """Yield where more, less or nothing is made of what an entry says there is more or less of: "prevents X"."""
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
                self._bare(words[-1]): AHEAD if self._measures[words[0]] == value else BEHIND
                for words, value in said
                if 1 < len(words) <= LONGEST and words[0] in self._measures
            }
        return self._things[entry.id]

    def _of_others(self, words: Sequence[str], entry: Entry) -> Iterator[tuple[int, int, str]]:
        """Yield where what only other terms of a topic mean is said of a term, unless its entry knows the words."""
        items = self._library.items
        hits = self.of_terms.find(words) if self.is_term(entry) else ()
        for start, end, names in hits:
            others = {items[name].entry.topic for name in names.split() if name != entry.id}
            known = entry.id in names.split() or items[entry.id].vocabulary.issuperset(
                self._library.reader.canonical(words[start:end])
            )
            if entry.topic in others and not known:
                yield start, end, BEHIND

    @cached_property
    def of_terms(self) -> Phrases:
        """What terms are said to mean, without endings: the entries on those, each once."""
        lexicon = self._library.lexicon
        terms = [each.entry for each in self._library.items.values() if self.is_term(each.entry)]

        def made() -> Iterator[tuple[str, str]]:
            found: dict[str, list[str]] = {}
            for entry in terms:
                for text in entry.more:
                    found.setdefault(" ".join(map(self._bare, lexicon.phrase(text).split())), []).append(entry.id)
            yield from ((text, " ".join(dict.fromkeys(names))) for text, names in found.items())

        return lexicon.kept("terms ", (text for entry in terms for text in (entry.id, *entry.more)), made)

    def is_term(self, entry: Entry) -> bool:
        """Tell whether an entry is named by a term of which it is told what it means."""
        return not (self._library.base.category(entry.id) or self._defined.isdisjoint(self.called(entry)))

    def called(self, entry: Entry) -> list[str]:
        """What an entry is called, and the short form of that."""
        return [self._library.lexicon.phrase(each) for each in entry.name.replace(")", "").split(" (")]

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
