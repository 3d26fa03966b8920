"""Questions that are answered, put as a person would write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import cycle

from assistant.knowledge.base import KEPT, Category, Entry, KnowledgeBase
from assistant.knowledge.english import English
from assistant.knowledge.plain import derived_name

_WORD = r"\b[a-z]{2,}\b"
_CAPITAL = r"(?:(?<=[a-z,(] )|(?<=-))[A-Z][A-Za-z]+\b|\b[A-Z]{2,}\b"

SHORT = 26
"""Characters of a question that is put on the first screen."""


def written(example: str, base: KnowledgeBase, english: English, first: str = "") -> str:
    """Return an example with names filled in, that of the subject `first` first, a capital and its question mark.

    One that begins with a capital has those that its author wants.
    """
    named = cycle(sorted((each.id for each in base.subjects), key=lambda each: each != first) or [""])
    while "{subject}" in example:
        name = base.in_text(next(named))
        before = f"{name.partition(' ')[0]} {{subject}}"  # "the {subject}" where the name has its article
        example = example.replace(before if " " in name and before in example else "{subject}", name, 1)
    for subject in base.subjects:
        if not subject.in_text:
            example = re.sub(rf"\b{re.escape(subject.name)}\b", subject.name, example, flags=re.IGNORECASE)
    for word in english.capitals:
        example = re.sub(rf"\b{word}\b", word, example, flags=re.IGNORECASE)
    if not example[:1].isupper():
        example = re.sub(_WORD, lambda found: spellings(base).get(found[0], found[0]), example)
    first = example.partition(" ")[0].lower()
    asks = first in english.openers or first in english.question_words
    mark = "?" if asks and example[-1:] not in "?!." else ""
    return example[:1].upper() + example[1:] + mark


@lru_cache(maxsize=4)
def spellings(base: KnowledgeBase) -> dict[str, str]:
    """Return the words that the answers always write with capitals, by their small letters: acronyms and names."""
    text = " ".join(text for each in base.entries for text in each.texts)
    small = set(re.findall(_WORD, text))
    return {word.lower(): word for word in re.findall(_CAPITAL, text) if word.lower() not in small}


def best_example(item: Category | Entry, base: KnowledgeBase, english: English, subject: str = "") -> str:
    """Return the example of an entry that reads best: a whole question, about no one subject where there is one.

    One that names a subject names `subject`, or else the one that the entry is about.
    Of the plain form that is the question itself.
    """
    if derived_name(item.ask[0]) == item.name:
        return written(item.ask[0], base, english, subject or _spoken_of(item))
    openings = {*english.question_words, *english.openers}
    first = item.ask[:KEPT]
    asking = [each for each in first if each.partition(" ")[0].lower() in openings]
    whole = [each for each in asking if len(each.split()) > 3] or asking or list(first)
    general = [each for each in whole if "{subject}" not in each]
    return written((general or whole)[0], base, english, subject or _spoken_of(item))


def _spoken_of(item: Category | Entry) -> str:
    """Return the subject that an entry is about or a claim is true of, "" where that is no one in particular."""
    if isinstance(item, Category):
        return ""
    return item.subject or next((subject for subject, holds in item.holds.items() if holds), "")


def opening_examples(base: KnowledgeBase, english: English) -> list[str]:
    """Return three short questions of different kinds to begin with, fewer where there are not so many kinds."""
    subjects = {each.id for each in base.subjects}
    rulings = [best_example(each, base, english) for each in base.categories if each.winner in subjects]
    claims = (
        written(ask, base, english)
        for each in base.entries
        if each.holds and base.category(each.topic)
        for ask in each.ask
        if ask.partition(" ")[0] in english.openers
    )
    firsts = {each.topic: each for each in reversed(base.entries) if not each.holds and not base.category(each.topic)}
    others = [best_example(firsts[topic.id], base, english) for topic in base.topics if topic.id in firsts]
    chosen = [*_short(rulings), *_short(claims), *_short(others)]
    spare = (*others, *rulings, *(best_example(each, base, english) for each in base.entries[:3]))
    return list(dict.fromkeys([*chosen, *spare]))[:3]


def _short(examples: Iterable[str]) -> list[str]:
    """Return the first example that is short, or else the shortest; none of none. No more are made than are seen."""
    longer = []
    for each in examples:
        if len(each) <= SHORT:
            return [each]
        longer.append(each)
    return sorted(longer, key=len)[:1]


@lru_cache(maxsize=2)
def all_examples(base: KnowledgeBase, english: English) -> tuple[str, ...]:
    """Return every example of a knowledge base as it is written, best ones first, of each subject that it can name."""
    items: list[Category | Entry] = [*base.categories, *base.entries]
    first = dict.fromkeys(best_example(each, base, english) for each in items)
    subjects = [each.id for each in base.subjects] or [""]
    asked = (
        written(each, base, english, name)
        for item in items
        for each in item.ask
        for name in (subjects if "{subject}" in each else ("",))
    )
    return *first, *(text for text in asked if text not in first)
