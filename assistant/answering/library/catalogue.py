"""The entries of a knowledge base, as they are looked up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from assistant.answering.library.wordings import Wordings, verbatim
from assistant.asking.question import Reader
from assistant.knowledge.base import BOTH, OVERALL, TIE, Category, Entry, KnowledgeBase
from assistant.knowledge.english import English
from assistant.words.lexicon import Lexicon
from assistant.words.phrases import Phrases

ASKED, LONGEST_DEFINED = 2, 4
"""Ways in which the meaning of something is asked that is told of, at least, and its words at most."""

NAMED = 0.5
"""Rarity from which on a word in the name of a claim, and of no other, names what the claim is about."""


class Item:
    """An entry as it is matched and suggested.

    `words` are those of its examples and texts, `once` those of them that a single example has and nothing else,
    `forms` the forms of question it answers, `question` asks for it.
    """

    def __init__(
        self, entry: Entry, category: Category | None, words: str, once: str, forms: frozenset[str], question: str
    ) -> None:
        self.entry = entry
        self.category = category
        self.words, self._once = words, once
        self.forms = forms
        self.question = question

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The canonical words of its examples and texts."""
        return frozenset(self.words.split())

    @cached_property
    def known_once(self) -> frozenset[str]:
        """Those of its canonical words that a single example has, of many, and nothing else of it."""
        return frozenset(self._once.split())

    @property
    def is_ruling(self) -> bool:
        """Tell whether this is a category's own entry."""
        return self.category is not None and self.category.id == self.entry.id

    def packed(self) -> list[Any]:
        """Return it as `marshal` takes it, without its entry."""
        return [self.entry.id, self.words, self._once, sorted(self.forms), self.question]

    @property
    def winner(self) -> str | None:
        """The ruling of the entry's category: a subject id, `tie`, or None where there is none."""
        return self.category.winner if self.category else None

    @property
    def tells_each(self) -> bool:
        """Tell whether it counts what each subject wins or loses, one by one."""
        return bool(self.entry.counts) and isinstance(self.entry.answer, dict)

    @property
    def holder(self) -> str | None:
        """The one subject that the entry is true of, or tells of; None where that is no single one."""
        holding = [each for each, holds in self.entry.holds.items() if holds]
        if self.is_ruling or len(holding) > 1:
            return None
        told = self.entry.answer if isinstance(self.entry.answer, dict) else {}
        found = holding or ([self.entry.subject] if self.entry.subject else list(told))
        return found[0] if len(found) == 1 and found[0] != BOTH else None


class Catalogue:
    """Everything that can be answered: entries by id and by topic, categories by the words that name them.

    `terms` and `poles` are the categories' names and adjectives, canonical, with the category's id; `wordings` are the
    questions that are told one thing, however they are asked; `defined` is all of which it is told what it means;
    `named` finds what claims are about, each by the id of its claim.
    """

    def __init__(
        self,
        base: KnowledgeBase,
        items: Mapping[str, Item],
        terms: Mapping[str, str],
        poles: Mapping[str, str],
        wordings: Wordings,
        defined: Sequence[str] = (),
        named: Mapping[str, str] | None = None,
    ) -> None:
        self.base = base
        self.items = items
        self.terms, self.poles, self.wordings = terms, poles, wordings
        self.defined = tuple(defined)
        self._terms = Phrases(terms.items())
        self._poles = Phrases(poles.items())
        self._given = named or {}
        self.named = Phrases(self._given.items())

    def worded(self, question: str) -> Item | None:
        """Return what an author has a question for word for word, None where that is nothing, or hangs on the words."""
        return self.items.get(self.wordings.find(question))

    def categories_in(self, content: Sequence[str], poles: bool = True) -> list[str]:
        """Return the categories' ids that canonical words name, else (with `poles`) whose adjectives they hold."""
        found = [name for _, _, name in self._terms.find(content)]
        if not found and poles:
            found = [name for _, _, name in self._poles.find(content)]
        return list(dict.fromkeys(found))

    @cached_property
    def meanings(self) -> Phrases:
        """What is `defined`, to be found in words."""
        return Phrases((each, each) for each in self.defined)

    @cached_property
    def things(self) -> frozenset[str]:
        """The ids of all claims that are about something named."""
        return frozenset(self._given.values())

    @cached_property
    def of_topic(self) -> dict[str, list[Item]]:
        """Topic to its entries."""
        found: dict[str, list[Item]] = {}
        for item in self.items.values():
            found.setdefault(item.entry.topic, []).append(item)
        return found

    @property
    def overall(self) -> Item | None:
        """The entry that tells who wins overall, None where nothing is ruled."""
        return next((each for each in self.of_topic.get(OVERALL, ()) if each.entry.counts == "leader"), None)

    def overview(self, topic: str) -> Item | None:
        """Return the entry that sums up a topic, None where there is none."""
        return self.items.get(next((each.overview for each in self.base.topics if each.id == topic), ""))

    def titled(self, text: str) -> str:
        """Return the topic of which a text is the name or id, "" where it is none."""
        said = " ".join(text.casefold().strip(" ?!.").split())
        return next((each for each in self.of_topic if said in (each, self.base.topic_name(each).casefold())), "")

    @cached_property
    def winners(self) -> dict[str, str]:
        """Topic to ruling: every category, and the whole comparison."""
        rulings = {each.id: each.winner for each in self.base.categories}
        return {**rulings, OVERALL: self.base.leader()} if rulings else {}

    def leads_out(self) -> bool:
        """Tell whether something in it leads to a category or an entry that is not there."""
        categories = {each.id for each in self.base.categories}
        named = {*self.terms.values(), *self.poles.values()} <= categories and {
            *self._given.values()
        } <= self.items.keys()
        return not named or not self.wordings.text.endswith("\n")

    def packed(self) -> dict[str, Any]:
        """Return it as `marshal` takes it, without the knowledge base."""
        items = [each.packed() for each in self.items.values()]
        rulings: Iterable[Category | Entry] = self.base.categories
        written = {each.id for each in (*rulings, *self.base.entries)}
        overall = [each.entry.packed() for name, each in self.items.items() if name not in written]
        return {
            "items": items,
            "terms": self.terms,
            "poles": self.poles,
            "overall": overall,
            "wordings": self.wordings.text,
            "defined": list(self.defined),
            "named": self._given,
        }

    @classmethod
    def opened(cls, kept: dict[str, Any], base: KnowledgeBase) -> Catalogue:
        """Return what was packed."""
        categories = {each.id: each for each in base.categories}
        entries = {each.id: each for each in entries_of(base, map(Entry.opened, kept["overall"]))}
        items = {
            name: Item(entries[name], categories.get(entries[name].topic), words, once, frozenset(forms), question)
            for name, words, once, forms, question in kept["items"]
        }
        return cls(
            base, items, kept["terms"], kept["poles"], Wordings(kept["wordings"]), kept["defined"], kept["named"]
        )


def defined_in(base: KnowledgeBase, english: English, lexicon: Lexicon) -> list[str]:
    """Return what examples of an entry ask the meaning of in two ways at least; subjects by all their names."""
    names = [name for each in base.subjects for name in (each.name, *each.aliases)]
    ways = [way.split("{term}") for way in english.defining]
    found: list[str] = []
    for entry in base.entries:
        asked = Counter(
            text[len(before) : len(text) - len(after)].strip()
            for text in map(verbatim, entry.ask)
            for before, after in ways
            if text.startswith(before) and text.endswith(after)
        )
        for term, times in asked.items():
            if term == "{subject}":
                found += names
            elif times >= ASKED and "{" not in term and len(term.split()) <= LONGEST_DEFINED and term not in base.kind:
                found.append(term)
    return list(dict.fromkeys(lexicon.phrase(each) for each in found))


def named_in(
    items: Mapping[str, Item], rarity: Mapping[str, float], reader: Reader, lexicon: Lexicon
) -> dict[str, str]:
    """Return what claims of no category are each about, with their ids: what stands in one name only.

    Of a list of companies these are the companies, whatever else the names of the claims say.
    """
    claims = [each for each in items.values() if each.entry.holds and not each.category]
    found: dict[str, set[str]] = {}
    for item in claims:
        words = lexicon.words(item.entry.name)
        for length in range(1, LONGEST_DEFINED + 1):
            for start in range(len(words) - length + 1):
                span = words[start : start + length]
                one = reader.canonical(span)
                if len(one) == 1 and rarity.get(one[0], 0.0) > NAMED:
                    found.setdefault(" ".join(span), set()).add(item.entry.id)
    for role in (role for item in claims for role in item.entry.roles):  # what else that is called
        ids = {each for name in role.who for each in found.get(name, ())}
        found |= {name: ids for name in role.who if len(ids) == 1}
    return {phrase: next(iter(ids)) for phrase, ids in found.items() if len(ids) == 1}


def entries_of(base: KnowledgeBase, derived: Iterable[Entry]) -> list[Entry]:
    """Return everything that can be answered: the rulings, what is `derived` of the base, and all else told."""
    return [*map(_as_entry, base.categories), *derived, *base.entries]


def wordings_of(base: KnowledgeBase, sourced: Sequence[Entry]) -> Wordings:
    """Return what is asked word for word of entries that tell one text, whoever is named in the question.

    Those about the source (`sourced`) are such, too.
    """
    entries = (*base.entries, *sourced)
    told = {each.id for each in entries if isinstance(each.answer, str) and not (each.holds or each.figures)}
    everything: tuple[Category | Entry, ...] = (*base.categories, *entries)
    asked = ((text, each.id) for each in everything for text in each.ask if "{" not in text)
    return Wordings.of((text, name if name in told else "") for text, name in asked)


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
