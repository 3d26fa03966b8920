"""Knowledge made ready to answer: entries, examples, the matcher over them and the reader of questions, in one object."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from assistant.english import English, load_english
from assistant.knowledge import OVERALL, TIE, Category, Entry, KnowledgeBase, load
from assistant.lexicon import Lexicon, Phrases, WordList
from assistant.matcher import Match, Matcher
from assistant.question import SUBJECT, Reader
from assistant.scoreboard import overall_entries
from assistant.spelling import Speller

TALK, FOLLOW, REFUSE = "talk:", "follow:", "refuse:"
"""Prefixes of intents that are not entries: small talk, follow-ups, and kinds of question never answered."""


def knowledge_folder() -> Path:
    """Return the folder of the shipped knowledge: inside the installed package, or beside it in a checkout."""
    inside = Path(__file__).with_name("knowledge")
    return inside if inside.is_dir() else Path(__file__).parent.parent / "knowledge"


@dataclass(frozen=True)
class Item:
    """An entry as it is matched: its canonical examples, its vocabulary, and the forms of question it answers."""

    entry: Entry
    category: Category | None
    examples: tuple[str, ...]
    vocabulary: frozenset[str]
    forms: frozenset[str]

    @property
    def is_ruling(self) -> bool:
        """Tell whether this is a category's own entry."""
        return self.category is not None and self.category.id == self.entry.id

    @property
    def winner(self) -> str | None:
        """The ruling of the entry's category or of the whole: a subject id, `tie`, or None where nothing is ruled."""
        return self.category.winner if self.category else None


class Library:
    """One knowledge base, read and indexed."""

    def __init__(self, base: KnowledgeBase, english: English, is_word: WordList) -> None:
        self.base = base
        self.english = english
        entries = [*(_as_entry(each) for each in base.categories), *overall_entries(base, english), *base.entries]
        self.lexicon = _lexicon(base, english, entries, is_word)
        self.reader = Reader(english, base, self.lexicon, Speller(self.known, self.lexicon.is_real))
        self.items = {entry.id: self._item(entry) for entry in entries}
        self.matcher = Matcher(self._examples())
        self._terms = self._category_phrases(lambda each: (each.name, *each.terms))
        self._poles = self._category_phrases(lambda each: (*each.more, *each.less))
        self._rank = lru_cache(maxsize=2_000)(lambda text: self.matcher.rank(text, 16))
        self.rarity = _rarity(item.vocabulary for item in self.items.values())

    def matches(self, text: str, limit: int) -> list[Match]:
        """Return the matcher's ranking of a canonical text, best first."""
        return self._rank(text)[:limit]

    def categories_in(self, content: Sequence[str], poles: bool = True) -> list[str]:
        """Return the ids of the categories that canonical words name, else (with `poles`) those whose adjectives they hold."""
        found = [name for _, _, name in self._terms.find(content)]
        if not found and poles:
            found = [name for _, _, name in self._poles.find(content)]
        return list(dict.fromkeys(found))

    def _category_phrases(self, texts: Callable[[Category], Iterable[str]]) -> Phrases:
        phrases: dict[tuple[str, ...], str] = {}
        for category in self.base.categories:
            for text in texts(category):
                canonical = tuple(self.reader.canonical(self.lexicon.words(text)))
                if canonical and not set(canonical) <= self.fillers | self.common:
                    phrases.setdefault(canonical, category.id)
        return Phrases(phrases.items())

    @property
    def known(self) -> frozenset[str]:
        """The words that the knowledge and the cues hold: what slips are mended to."""
        return self.lexicon.known

    @cached_property
    def fillers(self) -> frozenset[str]:
        """Canonical words without content."""
        return frozenset(self.english.fillers)

    @cached_property
    def talk(self) -> frozenset[str]:
        """Canonical words of small talk."""
        return frozenset(word for each in self.english.small_talk for text in each.ask
                         for word in self.reader.canonical(self.lexicon.words(text)))

    @cached_property
    def common(self) -> frozenset[str]:
        """Canonical words with little content."""
        return frozenset(word for each in self.english.common for word in (each, self.lexicon.base(each)))

    @cached_property
    def winners(self) -> dict[str, str]:
        """Topic to ruling: every category, and the whole comparison."""
        rulings = {each.id: each.winner for each in self.base.categories}
        return {**rulings, OVERALL: self.base.leader()} if rulings else {}

    def _item(self, entry: Entry) -> Item:
        category = self.base.category(entry.topic)
        asked = list(entry.ask)
        if category and category.id == entry.id:
            asked += [each.replace("{category}", term) for term in category.terms for each in self.english.rulings[:6]]
            asked += [each.replace("{category}", category.terms[0]) for each in
                      (*self.english.rulings[6:], *self.english.stances)]
        examples = tuple(dict.fromkeys(self.reader.example(each) for each in asked))
        words = {word for example in examples for word in example.split()}
        texts = [entry.name, entry.why, *(entry.answer.values() if isinstance(entry.answer, dict) else [entry.answer])]
        texts += [*entry.more, *entry.less, *((category.terms + category.more + category.less) if category else ())]
        for text in texts:
            words.update(self.reader.canonical(self.lexicon.words(text)))
        forms = frozenset(form for each in asked for form in self.reader.forms_of_example(each))
        return Item(entry, category, examples, frozenset(words - {SUBJECT}), forms)

    def _examples(self) -> Iterator[tuple[str, str]]:
        for item in self.items.values():
            yield from ((example, item.entry.id) for example in item.examples)
        kinds = ((TALK, self.english.small_talk), (REFUSE, self.english.refusals))
        for prefix, group in kinds:
            for talk in group:
                for example in talk.ask:
                    yield " ".join(self.reader.canonical(self.lexicon.words(example.replace("{subject}", SUBJECT)))), prefix + talk.id


def open_library(folder: Path | str | None = None) -> Library:
    """Read and index the knowledge base in `folder` (default: the shipped one).

    Raises DataError: a file cannot be used.
    """
    knowledge = knowledge_folder()
    english = load_english(knowledge / "english" / "english.yaml")
    words = WordList((knowledge / "english" / "words.txt").read_bytes())
    return Library(load(folder or knowledge / "django-vs-flask"), english, words)


def _as_entry(category: Category) -> Entry:
    holds = {} if category.winner == TIE else {each: each == category.winner for each in category.answer}
    if category.winner == TIE:
        holds = {each: each == category.edge for each in category.answer}
    return Entry(id=category.id, topic=category.id, name=category.name, section=category.section,
                 answer=category.answer, ask=category.ask, why=category.why, holds=holds,
                 more=category.more, less=category.less, mark=category.mark)


def _lexicon(base: KnowledgeBase, english: English, entries: list[Entry], is_word: WordList) -> Lexicon:
    cues = [english.more, english.less, english.negations, english.dismissals, english.degrees, english.equals,
            english.pairs, english.neither, english.leaders, english.losers, english.others, english.pronouns,
            english.links, english.openers, english.tags, english.question_words, english.fillers, english.common,
            english.courtesy, english.gradable, english.rulings, english.stances, *english.forms.values(),
            *english.synonyms, *base.synonyms, *(each.ask for each in english.small_talk),
            *(each.ask for each in english.follow_ups), *(each.terms for each in base.outside),
            *(each.terms for each in base.categories)]
    texts = [text for group in cues for text in group]
    for subject in base.subjects:
        texts += [subject.name, *subject.aliases, *subject.implies]
    for entry in entries:
        answers = entry.answer.values() if isinstance(entry.answer, dict) else [entry.answer]
        texts += [entry.name, *entry.ask, *answers, *entry.more, *entry.less]
    fixed = {*english.fillers, *english.question_words, *english.openers}
    return Lexicon(contractions=english.contractions, endings=english.endings, gradable=english.gradable, fixed=fixed,
                   synonyms=[*base.synonyms, *english.synonyms], texts=texts, words=english.modern, is_real=is_word.__contains__)


def _rarity(vocabularies: Iterable[frozenset[str]]) -> dict[str, float]:
    """Return each word's weight, 0 to 1: how few entries it stands in."""
    found = list(vocabularies)
    counts = Counter(word for vocabulary in found for word in vocabulary)
    top = math.log(1 + len(found))
    return {word: 1 - math.log(count) / top for word, count in counts.items()}
