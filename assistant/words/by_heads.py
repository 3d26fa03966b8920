"""Words with what is known of each, kept by their first letters: a question needs few of thousands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

Value = TypeVar("Value")

HEAD = 2
"""First letters that words are kept by."""


class ByHeads(Mapping[str, Value]):
    """Words and their values, of which only those are looked at that begin as one that is asked for.

    `lines` are the words by their first letters, a line each with its value after a tab, which `read` reads, as
    `by_heads` gives them. What is not among them is looked for in what is `under` them.
    """

    def __init__(
        self, lines: Mapping[str, str], read: Callable[[str], Value], under: Mapping[str, Value] = MappingProxyType({})
    ) -> None:
        self._lines, self._read, self._under = lines, read, under
        self._known: dict[str, str] = {}
        self._opened: set[str] = set()

    def get(self, word: str, default: Any = None) -> Any:
        """Return the value of a word, `default` where it is not there."""
        head = word[:HEAD]
        if head not in self._opened:
            if head in self._lines:
                told = self._lines[head].replace("\n", "\t").split("\t")
                self._known.update(zip(told[::2], told[1::2], strict=True))
            self._opened.add(head)  # not before, for another thread may look
        found = self._known.get(word)
        return self._under.get(word, default) if found is None else self._read(found)

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self.get(word) is not None

    def __getitem__(self, word: str) -> Value:
        found = self.get(word)
        if found is None:
            raise KeyError(word)
        return found  # type: ignore[no-any-return]

    def __iter__(self) -> Iterator[str]:
        own = dict.fromkeys(line.partition("\t")[0] for lines in self._lines.values() for line in lines.split("\n"))
        yield from own
        yield from (word for word in self._under if word not in own)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def heads(self) -> Iterator[str]:
        """Yield the first letters that it keeps words by, and those of what is under it."""
        yield from self._lines
        yield from heads(self._under)

    def begun(self, letter: str) -> Iterator[str]:
        """Yield the words that begin with a letter, its own and those under it."""
        found = (lines for head, lines in self._lines.items() if head.startswith(letter))
        yield from (line.partition("\t")[0] for lines in found for line in lines.split("\n"))
        yield from begun(self._under, letter)


def heads(words: Mapping[str, Any]) -> Iterable[str]:
    """Return the first letters of words, read apart from the words where those are kept by them."""
    return words.heads() if isinstance(words, ByHeads) else {word[:HEAD] for word in words}


def begun(words: Mapping[str, Any], letter: str) -> Iterable[str]:
    """Return the words that begin with a letter, of which alone something is read where words are kept by heads."""
    return words.begun(letter) if isinstance(words, ByHeads) else [word for word in words if word.startswith(letter)]


def by_heads(values: Mapping[str, Any]) -> dict[str, str]:
    """Return words by their first letters, a line each with its value after a tab."""
    lines: dict[str, list[str]] = {}
    for word, value in values.items():
        lines.setdefault(word[:HEAD], []).append(f"{word}\t{value}")
    return {head: "\n".join(found) for head, found in lines.items()}
