"""The words of a knowledge base, each with what it weighs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.knowledge.english import English
from assistant.words.lexicon import Lexicon


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
            "rarity": dict(self.rarity),
            "kinds": [" ".join(sorted(words)) for words in (self.common, self.general, self.talk)],
        }

    @classmethod
    def opened(cls, kept: dict[str, Any], lexicon: Lexicon, english: English) -> Vocabulary:
        """Return what was packed; `lexicon` has yet to learn its words."""
        lexicon.open(kept["lexicon"])
        common, general, talk = (frozenset(words.split()) for words in kept["kinds"])
        return cls(lexicon, english, kept["rarity"], common, general, talk)
