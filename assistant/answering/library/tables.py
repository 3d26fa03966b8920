"""Tables of phrases by which questions are heard, and which an index keeps beside the words that they are made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from itertools import chain

from assistant.words.lexicon import Lexicon
from assistant.words.phrases import Phrases


def single(text: str) -> str:
    """Return a text with each letter once where it is drawn out: "heyyy"."""
    return re.sub(r"(.)\1+", r"\1", text)


def worded(pairs: Iterable[tuple[str, str]], lexicon: Lexicon, form: Callable[[str], str] = str) -> Phrases:
    """Return texts, each with its value, as phrases of a form; of the same the last counts."""
    pairs = tuple(pairs)

    def made() -> Iterable[tuple[str, str]]:
        return {form(lexicon.phrase(text)): value for text, value in pairs}.items()

    return lexicon.kept(f"{form.__name__} ", chain.from_iterable(pairs), made)


def placed(rows: Sequence[Sequence[str]], articles: Collection[str], lexicon: Lexicon) -> Phrases:
    """Return texts in base forms and without articles, each with the places of the rows that it stands in."""

    def made() -> Iterator[tuple[str, str]]:
        found: dict[str, list[str]] = {}
        for place, texts in enumerate(rows):
            for text in texts:
                words = [word for word in lexicon.phrase(text).split() if word not in articles]
                found.setdefault(" ".join(map(lexicon.base, words)), []).append(str(place))
        yield from ((phrase, " ".join(places)) for phrase, places in found.items())

    return lexicon.kept("placed ", map("\t".join, rows), made)


def said_by_anyone(
    pairs: Iterable[tuple[str, str]], anyone: Set[str], bare: Callable[[str], str] | None, lexicon: Lexicon
) -> Phrases:
    """Return texts, each with its value, for whomever they are said: "ties you down" is "ties me down" too.

    `anyone` are the words of which any may stand for another. With `bare` they are known without their endings too.
    """
    pairs = tuple(pairs)

    def made() -> Iterator[tuple[str, str]]:
        given = [(lexicon.phrase(text).split(), value) for text, value in pairs]
        ways = [
            ([one if word in anyone else word for word in words], value)
            for words, value in given
            for one in (anyone if not anyone.isdisjoint(words) else ("",))
        ]
        yield from ((" ".join(words), value) for words, value in ways)
        if bare:
            yield from ((" ".join(map(bare, words)), value) for words, value in ways)

    return lexicon.kept("bare " if bare else "said ", chain.from_iterable(pairs), made)
