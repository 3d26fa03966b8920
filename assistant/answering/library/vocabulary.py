"""The words of a knowledge base, each with what it weighs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.english import English
from assistant.words.by_heads import ByHeads, by_heads
from assistant.words.lexicon import Lexicon
from assistant.words.word_list import WordList


class Vocabulary:
    """Words brought to one form by a `lexicon`, with their weights.

    `rarity` tells the weight of each word of the entries, 0 to 1. Of canonical words, `fillers` and `common` ones have
    little content, `general` ones compare or judge whatever it is, and `talk` holds those of small talk.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        english: English,
        rarity: Mapping[str, float],
        common: frozenset[str],
        general: frozenset[str],
        talk: frozenset[str],
    ) -> None:
        self.lexicon = lexicon
        self.fillers = frozenset(english.fillers)
        self.rarity = rarity
        self.common, self.general, self.talk = common, general, talk

    def packed(self) -> dict[str, Any]:
        """Return it as `marshal` takes it."""
        return {
            "lexicon": self.lexicon.packed(),
            "rarity": by_heads(self.rarity),
            "kinds": [" ".join(sorted(words)) for words in (self.common, self.general, self.talk)],
        }

    @classmethod
    def opened(cls, kept: dict[str, Any], lexicon: Lexicon, english: English) -> Vocabulary:
        """Return what was packed; `lexicon` has yet to learn its words."""
        lexicon.open(kept["lexicon"])
        common, general, talk = (frozenset(words.split()) for words in kept["kinds"])
        return cls(lexicon, english, ByHeads(kept["rarity"], float), common, general, talk)


def fewness_of(base: KnowledgeBase) -> float:
    """Return how few examples an author has given, 0 to 1 (see `fewness`).

    A list that compares nothing has always few: what is refused of an article, a business tells. Of lists of 25 entries
    of CLINC150 with 7, 10 and 15 examples each, 409 of 450 questions find their answer and 56 of 300 others get one;
    counted by their examples, 251 and 13.
    """
    from assistant.matching.closeness import fewness  # not needed where an index is read

    if not base.subjects:
        return 1.0
    return fewness([*(len(each.ask) for each in base.entries), *(len(each.ask) for each in base.categories)])


def graded_by(base: KnowledgeBase, few: float) -> frozenset[str]:
    """Return the words for better and worse of an author of `few` examples: "noisier" is his "noisy"."""
    if not few:
        return frozenset()
    return frozenset(text.casefold() for each in base.categories for text in (*each.more, *each.less) if text.isalpha())


def lexicon_of(
    base: KnowledgeBase, english: English, words: WordList, few: float = 0.0, language: Lexicon | None = None
) -> Lexicon:
    """Return a lexicon for a knowledge base that has yet to learn its words, beside those of the language."""
    modern = frozenset(english.modern)
    return Lexicon(
        contractions=english.contractions,
        endings=english.endings,
        gradable=(*english.gradable, *graded_by(base, few)),
        fixed={*english.fillers, *english.question_words, *english.openers},
        synonyms=[*base.synonyms, *english.synonyms],
        is_real=lambda word: word in modern or word in words,
        language=language,
    )
