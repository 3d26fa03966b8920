"""Knowledge made ready to answer: entries, the matcher over their examples, the reader of questions, in one object."""

from __future__ import annotations

import math
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from assistant.asking.question import SUBJECT, Reader
from assistant.knowledge.base import OVERALL, TIE, Category, Entry, KnowledgeBase, load
from assistant.knowledge.english import English, in_own_words, load_english
from assistant.knowledge.examples import best_example
from assistant.knowledge.scoreboard import overall_entries
from assistant.matching.matcher import Match, Matcher
from assistant.words.lexicon import Lexicon
from assistant.words.phrases import Phrases
from assistant.words.spelling import Speller
from assistant.words.word_list import WordList

if TYPE_CHECKING:
    from pathlib import Path

TALK, REFUSE = "talk:", "refuse:"
"""Prefixes of intents that are not entries: small talk, and kinds of question never answered."""


def shipped(*names: str) -> str:
    """Return the path of something shipped: inside the installed package, or in the checkout beside it."""
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    inside = os.path.join(here, "shipped")
    return os.path.join(inside if os.path.isdir(inside) else os.path.join(here, os.pardir, "knowledge"), *names)


def knowledge_folder() -> Path:
    """Return the folder of the shipped knowledge."""
    from pathlib import Path  # not imported where a question is answered from the kept index

    return Path(shipped()).resolve()


class Item:
    """An entry as it is matched and suggested.

    `words` are those of its examples and texts, `forms` the forms of question it answers, `question` asks for it.
    """

    def __init__(
        self, entry: Entry, category: Category | None, words: str, forms: frozenset[str], question: str
    ) -> None:
        self.entry = entry
        self.category = category
        self.words = words
        self.forms = forms
        self.question = question

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The canonical words of its examples and texts."""
        return frozenset(self.words.split())

    @property
    def is_ruling(self) -> bool:
        """Tell whether this is a category's own entry."""
        return self.category is not None and self.category.id == self.entry.id

    @property
    def winner(self) -> str | None:
        """The ruling of the entry's category: a subject id, `tie`, or None where there is none."""
        return self.category.winner if self.category else None


class Library:
    """One knowledge base, indexed: what questions are read with, matched against and answered from.

    `rarity` tells each word's weight, 0 to 1; `terms` and `poles` are the categories' names and adjectives, canonical,
    with the category's id. Of canonical words, `common` have little content, `general` ones compare or judge whatever
    it is, and `talk` holds those of small talk.
    """

    def __init__(
        self,
        base: KnowledgeBase,
        english: English,
        lexicon: Lexicon,
        items: Mapping[str, Item],
        matcher: Matcher,
        rarity: Mapping[str, float],
        terms: Mapping[str, str],
        poles: Mapping[str, str],
        common: frozenset[str],
        general: frozenset[str],
        talk: frozenset[str],
    ) -> None:
        self.base = base
        self.english = english
        self.lexicon = lexicon
        self.items = items
        self.matcher = matcher
        names = [word for each in base.subjects for word in (each.name.casefold(), *each.aliases) if " " not in word]
        self.reader = Reader(english, base, lexicon, Speller(lexicon.counts, lexicon.is_real, names))
        self.rarity = rarity
        self._rank = lru_cache(maxsize=200)(lambda text: matcher.rank(text, 16))
        self.terms, self.poles = terms, poles
        self.fillers = frozenset(english.fillers)
        self.common, self.general, self.talk = common, general, talk
        self._terms = Phrases(terms.items())
        self._poles = Phrases(poles.items())

    def matches(self, text: str, limit: int) -> list[Match]:
        """Return the matcher's ranking of a canonical text, best first."""
        return self._rank(text)[:limit]

    def categories_in(self, content: Sequence[str], poles: bool = True) -> list[str]:
        """Return the categories' ids that canonical words name, else (with `poles`) whose adjectives they hold."""
        found = [name for _, _, name in self._terms.find(content)]
        if not found and poles:
            found = [name for _, _, name in self._poles.find(content)]
        return list(dict.fromkeys(found))

    @cached_property
    def of_topic(self) -> dict[str, list[Item]]:
        """Topic to its entries."""
        found: dict[str, list[Item]] = {}
        for item in self.items.values():
            found.setdefault(item.entry.topic, []).append(item)
        return found

    @cached_property
    def leads(self) -> dict[str, bool]:
        """Subject id to whether it wins overall."""
        return {each.id: each.id == self.base.leader() for each in self.base.subjects}

    @cached_property
    def winners(self) -> dict[str, str]:
        """Topic to ruling: every category, and the whole comparison."""
        rulings = {each.id: each.winner for each in self.base.categories}
        return {**rulings, OVERALL: self.base.leader()} if rulings else {}


def entries_of(base: KnowledgeBase, english: English) -> list[Entry]:
    """Return everything that can be answered: the rulings, the whole comparison, and all else that is told."""
    return [*(_as_entry(each) for each in base.categories), *overall_entries(base, english), *base.entries]


def build(base: KnowledgeBase, english: English, words: WordList, *, matching: bool = True) -> Library:
    """Index a knowledge base; without `matching` it finds nothing, but is there much sooner."""
    english = in_own_words(english, base)
    entries = entries_of(base, english)
    lexicon = lexicon_of(base, english, words)
    lexicon.learn(_phrases(base, english, entries), (text for each in entries for text in (*each.ask, *each.texts)))
    reader = Reader(english, base, lexicon, Speller(()))
    examples = {entry.id: _examples(entry, base, english, reader) for entry in entries}
    items = {entry.id: _item(entry, base, english, lexicon, reader, examples[entry.id]) for entry in entries}
    pairs = [(example, intent) for intent, found in examples.items() for example, _ in found]
    for prefix, group in ((TALK, english.small_talk), (REFUSE, english.refusals)):
        pairs += [
            (" ".join(reader.canonical(lexicon.words(reader.named(text)))), prefix + each.id)
            for each in group
            for text in each.ask
        ]
    rarity = _rarity(item.vocabulary for item in items.values())

    def canonical(texts: Iterable[str]) -> frozenset[str]:
        return frozenset(word for text in texts for word in reader.canonical(lexicon.phrase(text).split()))

    common = frozenset(word for each in english.common for word in (each, lexicon.base(each)))
    general = canonical((*english.more, *english.less, *english.compares, *english.ties, *english.forms["verdict"]))
    talk = canonical(text for each in english.small_talk for text in each.ask)
    dull = common | general | frozenset(english.fillers)
    terms = _category_phrases(((each.id, (each.name, *each.terms)) for each in base.categories), reader, lexicon, dull)
    poles = _category_phrases(((each.id, (*each.more, *each.less)) for each in base.categories), reader, lexicon, dull)
    return Library(
        base,
        english,
        lexicon,
        items,
        Matcher(pairs if matching else pairs[:1]),
        rarity,
        terms,
        poles,
        common,
        general,
        talk,
    )


def _category_phrases(
    texts: Iterable[tuple[str, Iterable[str]]], reader: Reader, lexicon: Lexicon, dull: frozenset[str]
) -> dict[str, str]:
    """Return canonical phrases with the id of the category that has them, those of `dull` words alone left out."""
    phrases: dict[str, str] = {}
    for name, written in texts:
        for text in written:
            canonical = reader.canonical(lexicon.phrase(text).split())
            if not dull.issuperset(canonical):
                phrases.setdefault(" ".join(canonical), name)
    return phrases


def _examples(entry: Entry, base: KnowledgeBase, english: English, reader: Reader) -> list[tuple[str, str]]:
    """Return the examples of an entry, canonical and as written; a ruling has those that suit any category besides."""
    asked = list(entry.ask)
    category = base.category(entry.id)
    if category:
        first, *others = category.terms or (category.name,)
        asked += [each.replace("{category}", first) for each in (*english.rulings, *english.stances)]
        asked += [each.replace("{category}", term) for term in others for each in english.rulings[:6]]
    return list({reader.example(each): each for each in reversed(asked)}.items())[::-1]


def _item(
    entry: Entry,
    base: KnowledgeBase,
    english: English,
    lexicon: Lexicon,
    reader: Reader,
    examples: list[tuple[str, str]],
) -> Item:
    category = base.category(entry.topic)
    texts = [entry.name, entry.why, *entry.texts, *entry.more, *entry.less]
    if category:
        texts += [*category.terms, *category.more, *category.less]
    words = {word for example, _ in examples for word in example.split()}
    words.update(word for text in texts for word in reader.canonical(lexicon.words(text)))
    forms = frozenset(form for _, asked in examples for form in reader.forms_of_example(asked))
    question = best_example(entry, base, english)
    return Item(entry, category, " ".join(sorted(words - {SUBJECT})), forms, question)


def open_library(folder: Path | str | None = None, *, matching: bool = True) -> Library:
    """Read and index the knowledge base in `folder` (default: the shipped one); without `matching`, for reading alone.

    Raises DataError: a file cannot be used.
    """
    english = load_english(shipped("english"))
    return build(load(folder or shipped("django-vs-flask")), english, word_list(), matching=matching)


def word_list() -> WordList:
    """Return the list of English words."""
    with open(shipped("english", "words.txt"), "rb") as file:
        return WordList(file.read())


def _as_entry(category: Category) -> Entry:
    favoured = category.edge if category.winner == TIE else category.winner
    return Entry(
        id=category.id,
        topic=category.id,
        name=category.name,
        section=category.section,
        answer=category.answer,
        ask=category.ask,
        why=category.why,
        holds={each: each == favoured for each in category.answer},
        more=category.more,
        less=category.less,
        mark=category.mark,
    )


def lexicon_of(base: KnowledgeBase, english: English, words: WordList) -> Lexicon:
    """Return a lexicon for a knowledge base that has yet to learn its words."""
    modern = frozenset(english.modern)
    return Lexicon(
        contractions=english.contractions,
        endings=english.endings,
        gradable=english.gradable,
        fixed={*english.fillers, *english.question_words, *english.openers},
        synonyms=[*base.synonyms, *english.synonyms],
        is_real=lambda word: word in modern or word in words,
    )


def _phrases(base: KnowledgeBase, english: English, entries: Iterable[Entry]) -> Iterator[str]:
    """Yield every cue, name and term."""
    for name in english.fields:
        cues = getattr(english, name)
        if cues and isinstance(cues, tuple) and isinstance(cues[0], str):
            yield from cues
    for group in (*english.forms.values(), *english.asking.values(), *english.synonyms, *base.synonyms):
        yield from group
    for talk in (*english.small_talk, *english.follow_ups):
        yield from talk.ask
    for subject in base.subjects:
        yield from (subject.name, *subject.aliases, *subject.implies)
    for outside in base.outside:
        yield from outside.terms
    for category in base.categories:
        yield from category.terms
    for entry in entries:
        yield from (entry.name, *entry.more, *entry.less)


def _rarity(vocabularies: Iterable[frozenset[str]]) -> dict[str, float]:
    """Return each word's weight, 0 to 1: how few entries it stands in."""
    found = list(vocabularies)
    counts = Counter(word for vocabulary in found for word in vocabulary)
    top = math.log(1 + len(found))
    return {word: 1 - math.log(count) / top for word, count in counts.items()}
