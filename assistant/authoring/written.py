"""What an author wrote, as it is matched: examples with their places, entries with their texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from assistant.answering.library import Library
from assistant.authoring.crossval import MANY
from assistant.knowledge.base import Category, Entry
from assistant.knowledge.faults import Mark
from assistant.knowledge.files import read_text
from assistant.matching.beside import in_halves
from assistant.tuples import NamedTuple
from assistant.words.lexicon import is_word

Read: TypeAlias = "tuple[str, tuple[str, ...]]"
"""An example as it is matched, and its words."""


class Written(NamedTuple):
    """An example as its author wrote it and as it is matched, with its words."""

    owner: Category | Entry
    text: str
    example: str
    words: tuple[str, ...]

    @property
    def mark(self) -> Mark:
        """Where it stands."""
        return place_of(self.owner.mark, self.text)


def written(library: Library, tell: Callable[[float], None]) -> list[Written]:
    """Return the examples that the authors wrote, in the order of the files; `tell` hears how far it is, 0 to 1."""
    asked = [(each, text) for each in items(library) for text in each.ask]

    def read(some: Sequence[tuple[Category | Entry, str]], tell: Callable[[float], None]) -> list[Read]:
        found = []
        for number, (_, text) in enumerate(some):
            tell(number / len(some))
            found.append((library.reader.example(text), tuple(library.lexicon.words(text))))
        return found

    done = in_halves(asked, read, tell, worth=len(asked) >= MANY)
    return [Written(*of, *each) for of, each in zip(asked, done, strict=True)]


def items(library: Library) -> list[Category | Entry]:
    return [*library.base.categories, *library.base.entries]


def place_of(mark: Mark, text: str) -> Mark:
    """Return where `text` stands in the mapping that begins at `mark`: as an item of its own, else anywhere."""
    if not mark.line:
        return mark
    lines = list(enumerate(read_text(mark.path).splitlines(), 1))[mark.line - 1 :]
    whole = [each for each in lines if each[1].strip().removeprefix("- ").strip("\"' ") == text]
    for number, line in whole or lines:
        if text in line:
            return Mark(mark.path, number, line.index(text) + 1)
    return mark


def canonical(library: Library, text: str) -> str:
    return " ".join(library.reader.canonical(library.lexicon.words(text)))


def base_forms(library: Library, text: str) -> str:
    """Return a text's base forms without masking subjects or replacing synonyms."""
    return " ".join(library.lexicon.base(word) for word in library.lexicon.words(text) if is_word(word))


def texts_of(each: Category | Entry) -> Iterator[tuple[str, str]]:
    """Yield the texts that are shown, each with its key."""
    answers = each.answer.values() if isinstance(each.answer, dict) else [each.answer]
    if isinstance(each, Entry):
        yield "answer", each.short
    yield from (("answer", text) for text in answers)
    yield "why", each.why
    if isinstance(each, Category):
        yield "verdict", each.verdict
