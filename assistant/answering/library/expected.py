"""What kind of thing a question asks for, a price, a time, a way to do something, and whether an entry tells one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from assistant.answering.library.catalogue import Item
from assistant.knowledge.english import English, Expected
from assistant.words.lexicon import Lexicon

NUMBER, GAP = "#", "…"
"""What stands in phrases for a number and for some words."""

WIDEST = 3
"""Words in a gap of what tells something."""

_SENTENCES = r"[.!?:;\n]+\s+|,\s+"


class Expectations:
    """Tells what questions ask for, and whether entries tell it, in a language's words.

    `is_idle` tells of words before a question word that ask nothing: "do you know when …".
    """

    def __init__(self, english: English, lexicon: Lexicon, is_idle: Callable[[str], bool]) -> None:
        self._lexicon, self._is_idle = lexicon, is_idle
        self._kinds = {each.id: each for each in english.expected}
        figures = (english.figures[name] for name in ("numbers", "scales", "fractions"))
        self._numbers = frozenset((*english.numbers, *(word for group in figures for word in group)))
        self._asked = defaultdict[str, list[tuple[str, list[list[str]]]]](list)  # by the first words
        for each in english.expected:
            for parts in map(self._parts, each.asked):
                self._asked[parts[0][0]].append((each.id, parts))
        self._telling: dict[tuple[str, str], bool] = {}

    def lacks(self, asked: Sequence[str], item: Item) -> bool:
        """Tell whether the words of a question ask for something of a kind that an entry does not tell."""
        return any(not self.is_told(kind, item) for kind in self.kinds(asked))

    def kinds(self, asked: Sequence[str]) -> set[str]:
        """Return the kinds of thing that the words of a question ask for."""
        words = [NUMBER if self._is_number(word) else word for word in asked]
        start = next((i for i, word in enumerate(words) if not self._is_idle(word)), len(words))
        begun = [(i, each) for i, word in enumerate(words[: start + 1]) for each in self._asked.get(word, ())]
        return {kind for i, (kind, parts) in begun if _stand(words, parts, i, len(words))}

    def is_told(self, kind: str, item: Item) -> bool:
        """Tell whether an entry tells a thing of a kind."""
        key = kind, item.entry.id
        if key not in self._telling:
            self._telling[key] = self._tells(self._kinds[kind], item)
        return self._telling[key]

    def _tells(self, kind: Expected, item: Item) -> bool:
        entry = item.entry
        if any(kind.id in self.kinds(self._lexicon.words(text)) for text in entry.ask):
            return True
        texts = [entry.name, entry.why, *entry.ask, *entry.texts]
        if any(sign in text for text in texts for sign in kind.signs):
            return True
        phrases = [self._parts(text) for text in kind.told]
        begins = frozenset(kind.begins)
        for words in self._sentences(texts):
            if begins.intersection(words[:1]) or any(
                _stand(words, parts, at, WIDEST) for at in range(len(words)) for parts in phrases
            ):
                return True
        return False

    def _sentences(self, texts: Iterable[str]) -> Iterator[list[str]]:
        for text in texts:
            for sentence in re.split(_SENTENCES, text):
                yield [NUMBER if self._is_number(word) else word for word in self._lexicon.words(sentence)]

    def _parts(self, text: str) -> list[list[str]]:
        return [[word for each in part.split() for word in self._cut(each)] for part in text.split(GAP)]

    def _cut(self, word: str) -> list[str]:
        return [NUMBER] if word == NUMBER else self._lexicon.words(word)

    def _is_number(self, word: str) -> bool:
        return word[:1].isdigit() or word in self._numbers


def _stand(words: Sequence[str], parts: Sequence[Sequence[str]], start: int, widest: int) -> bool:
    """Tell whether these parts stand in words, the first at `start` and the others at most `widest` words apart."""
    part, *others = parts
    end = start + len(part)
    if list(words[start:end]) != part:
        return False
    return not others or any(_stand(words, others, at, widest) for at in range(end, min(end + widest, len(words)) + 1))
