"""Questions that are answered, put as a person would write them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

from assistant.english import English
from assistant.knowledge import Category, Entry, KnowledgeBase


def written(example: str, base: KnowledgeBase, english: English) -> str:
    """Return an example of the knowledge base with names filled in, a capital and, where it asks, a question mark."""
    names = cycle([each.name for each in base.subjects] or [""])
    while "{subject}" in example:
        example = example.replace("{subject}", next(names), 1)
    first = example.partition(" ")[0].lower()
    asks = first in english.openers or first in english.question_words
    mark = "?" if asks and example[-1:] not in "?!." else ""
    return example[:1].upper() + example[1:] + mark


def best_example(item: Category | Entry, base: KnowledgeBase, english: English) -> str:
    """Return the example of an entry that reads best: a whole question, about no one subject where there is one."""
    openings = {*english.question_words, *english.openers}
    asking = [each for each in item.ask if each.partition(" ")[0].lower() in openings]
    whole = [each for each in asking if len(each.split()) > 3] or asking or list(item.ask)
    general = [each for each in whole if "{subject}" not in each]
    return written((general or whole)[0], base, english)


def opening_examples(base: KnowledgeBase, english: English, count: int = 3) -> list[str]:
    """Return questions of different kinds to begin with: about a category, a claim, and another topic."""
    kinds: list[list[Category | Entry]] = [
        [each for each in base.categories if each.winner in {subject.id for subject in base.subjects}],
        [each for each in base.entries if each.holds],
        [each for each in base.entries if not each.holds],
    ]
    chosen: list[Category | Entry] = []
    for place in range(max(map(len, kinds), default=0)):
        chosen += [kind[place] for kind in kinds if place < len(kind)]
    return [best_example(each, base, english) for each in chosen[:count]]


def all_examples(base: KnowledgeBase, english: English) -> Iterator[str]:
    """Yield every example of the knowledge base as it is written, best ones first."""
    items: list[Category | Entry] = [*base.categories, *base.entries]
    first = dict.fromkeys(best_example(each, base, english) for each in items)
    yield from first
    for item in items:
        yield from (text for each in item.ask if (text := written(each, base, english)) not in first)
