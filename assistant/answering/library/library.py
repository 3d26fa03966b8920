"""One knowledge base, made ready: what questions are read with, matched against and answered from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from assistant.answering.library.catalogue import Catalogue, Item
from assistant.answering.library.places import question_forms, word_list
from assistant.answering.library.speech import Speech
from assistant.answering.library.vocabulary import Vocabulary, graded_by
from assistant.asking.forms import Forms
from assistant.asking.question import Reader
from assistant.knowledge.base import KEPT, Category, Entry, KnowledgeBase
from assistant.knowledge.english import in_own_words
from assistant.matching.matcher import Match, Matcher
from assistant.words.lexicon import is_word
from assistant.words.phrases import Phrases
from assistant.words.spelling import Speller

if TYPE_CHECKING:
    from assistant.answering.library.expected import Expectations

MATCHES = 16
"""Matches that are kept of a text."""


class Library:
    """A knowledge base's words (`vocabulary`), entries (`catalogue`) and matches, beside what the language brings.

    `learnt` is the mark of what the matcher learnt from, `made_of` that of all that it is made of.
    """

    def __init__(
        self,
        speech: Speech,
        vocabulary: Vocabulary,
        catalogue: Catalogue,
        matcher: Matcher,
        learnt: str = "",
        made_of: str = "",
    ) -> None:
        self.learnt, self.made_of = learnt, made_of
        self.speech, self.vocabulary, self.catalogue, self.matcher = speech, vocabulary, catalogue, matcher
        self.base = base = catalogue.base
        self.english = english = in_own_words(speech.english, base)
        self.lexicon = lexicon = vocabulary.lexicon
        self.rarity, self.fillers = vocabulary.rarity, vocabulary.fillers
        self.common, self.general, self.talk = vocabulary.common, vocabulary.general, vocabulary.talk
        self.few, self.strange = matcher.few, matcher.strange
        self.items, self.categories_in = catalogue.items, catalogue.categories_in
        names = [word for each in base.subjects for word in (each.name.casefold(), *each.aliases) if " " not in word]
        known = names if self.strange else lexicon.counts  # of another language, real words are no slips of ours
        spellings, further = (english.spellings, word_list("further.txt")) if self.few else ((), ())
        speller = Speller(known, lambda w: lexicon.is_real(w) or w in further, names, spellings, english.openers)
        self.reader = Reader(english, base, lexicon, speller, speech.cues)
        self._graded = graded_by(base, self.few)
        self._rank = lru_cache(maxsize=200)(lambda text, said: matcher.rank(text, MATCHES, said))

    @cached_property
    def is_full_list(self) -> bool:
        """Whether it compares nothing and has examples enough."""
        if self.base.subjects:
            return False
        from assistant.matching.closeness import fewness

        return fewness([len(each.ask) for each in self.base.entries]) == 0

    def matches(self, text: str, limit: int, said: Sequence[str] = ()) -> list[Match]:
        """Return what a canonical text may mean, best first: entries (those that are the matcher's own) and speech.

        `said` are its words as they are said, which are looked at where examples are few.
        """
        plain = self.reader.unnamed(self.lexicon.plainly([*map(self._positive, said)])) if self.few and said else ""
        return self._rank(text, plain)[:limit]

    def _positive(self, word: str) -> str:
        """An author's word for better or worse that is compared, as it is written."""
        base = self.lexicon.base(word)
        return base if base in self._graded else word

    def words_asked(self, texts: Iterable[str], opening: str) -> set[str]:
        """Return the canonical words of those texts that ask as an `opening` does: with the same word, or yes or no."""
        openers = frozenset(self.english.openers)
        alike, said = openers if opening in openers else {opening}, map(self.lexicon.words, texts)
        return {word for words in said if words[0] in alike for word in self.reader.canonical(words)}

    def is_burden(self, category: Category) -> bool:
        """Tell whether less of what a category is named for is better."""
        if category.less_is_better is not None:
            return category.less_is_better
        words = self.lexicon.phrase
        return any(self._burdens.occur(words(text).split()) for text in (category.name, *category.terms[:2]))

    def claims_cost(self, entry: Entry) -> bool:
        """Tell whether a claim is that something costs effort, not less of it: then "more work" asserts it."""
        words = self.lexicon.phrase(entry.name).split()
        return bool(entry.holds) and self.costs.occur(words) and self._shrinking.isdisjoint(words)

    @cached_property
    def _shrinking(self) -> frozenset[str]:
        return frozenset((*self.english.shrinks, *self.english.privatives, *self.english.negations))

    @cached_property
    def costs(self) -> Phrases:
        """What is a cost in the language: work, trouble, money."""
        return self.lexicon.cut(self._costs)

    @property
    def _costs(self) -> tuple[str, ...]:
        costs, portions = self.english.costs, self.english.portions
        return (*costs, *(f"{portion} {cost}" for portion in portions for cost in costs))

    @cached_property
    def _burdens(self) -> Phrases:
        return self.lexicon.cut(self.english.burdens)

    @cached_property
    def expected(self) -> Expectations:
        """What questions ask for, and whether entries tell it."""
        from assistant.answering.library.expected import Expectations

        idle = self.fillers | self.common
        return Expectations(self.english, self.lexicon, lambda word: not is_word(word) or word in idle)

    @cached_property
    def forms(self) -> Forms:
        """The forms of the language's questions."""
        return question_forms()

    @property
    def of_topic(self) -> dict[str, list[Item]]:
        """Topic to its entries."""
        return self.catalogue.of_topic

    @property
    def winners(self) -> dict[str, str]:
        """Topic to ruling: every category, and the whole comparison."""
        return self.catalogue.winners

    def packed(self) -> dict[str, Any]:
        """Return it as `marshal` takes it, without the speech and the matcher."""
        _ = self.costs, self._burdens  # kept with the words, for they are many
        return {
            "learnt": self.learnt,  # the marks stand first: what has another is not read on
            "made_of": self.made_of,
            "base": self.base.packed({"ask": KEPT}),
            "vocabulary": self.vocabulary.packed(),
            "catalogue": self.catalogue.packed(),
        }

    @classmethod
    def opened(cls, kept: dict[str, Any], speech: Speech, matcher: Matcher, *, check: bool = False) -> Library:
        """Return what was packed. With `check` it is looked through. Raises ValueError: it is no library."""
        if check:
            from assistant.answering.library.shapes import LIBRARY, see_that_it_fits  # what comes along is as it is

            see_that_it_fits(kept, LIBRARY)
        base = KnowledgeBase.opened(kept["base"])
        lexicon = speech.lexicon(base, matcher.few, shares=kept["vocabulary"]["lexicon"]["shared"])
        vocabulary = Vocabulary.opened(kept["vocabulary"], lexicon, speech.english)
        catalogue = Catalogue.opened(kept["catalogue"], base)
        if check and (
            catalogue.leads_out()
            or bool(lexicon.language) != speech.shares(base)
            or _lacks(base)
            or not {*matcher.intents} <= catalogue.items.keys()
        ):
            raise ValueError("an index that names what it does not have")
        return cls(speech, vocabulary, catalogue, matcher, kept["learnt"], kept["made_of"])


def _lacks(base: KnowledgeBase) -> bool:
    from assistant.knowledge.loading import faults_of  # what comes along is as it is

    return any(faults_of(base))
