"""What is said in any conversation, whatever the knowledge: small talk, and kinds of question never answered."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from assistant.answering.library.vocabulary import lexicon_of
from assistant.knowledge.base import KnowledgeBase, Talk
from assistant.knowledge.english import English, Refusal
from assistant.matching.matcher import Match, Matcher
from assistant.words.lexicon import Lexicon, compounds
from assistant.words.word_list import WordList


class Speech:
    """A language made ready, once for all knowledge: cues, and a matcher over small talk and refusals.

    `learnt` is what a lexicon learnt of it, as JSON, read when a knowledge base goes on from there.
    """

    def __init__(
        self, english: English, cues: Mapping[str, str], words: WordList, matcher: Matcher, learnt: str = ""
    ) -> None:
        self.english = english
        self.cues = cues
        self.matcher = matcher
        self._words, self._learnt = words, learnt
        self._small_talk = {each.id: each for each in english.small_talk}
        self._refusals = {each.id: each for each in english.refusals}

    def small_talk(self, match: Match) -> Talk | None:
        """Return the small talk that was matched, None where it is something else."""
        return None if match.own else self._small_talk.get(match.intent)

    def refusal(self, match: Match) -> Refusal | None:
        """Return the kind of question that was matched, None where it is something else."""
        return None if match.own else self._refusals.get(match.intent)

    def shares(self, base: KnowledgeBase) -> bool:
        """Tell whether the words of a knowledge base are learnt beside those of the language.

        They are learnt anew with them where the base's compounds part the language's texts otherwise.
        """
        return bool(self._learnt) and compounds(base.synonyms) <= compounds(self.english.synonyms)

    def lexicon(self, base: KnowledgeBase, few: float, *, shares: bool) -> Lexicon:
        """Return a lexicon that has yet to learn the words of a knowledge base, or only its own where it `shares`."""
        return lexicon_of(base, self.english, self._words, few, self._lexicon if shares else None)

    @cached_property
    def _lexicon(self) -> Lexicon:
        import json  # not imported where a question on the shipped knowledge is answered from the kept index

        lexicon = lexicon_of(KnowledgeBase(), self.english, self._words)
        lexicon.open(json.loads(self._learnt))
        return lexicon

    def packed(self) -> dict[str, Any]:
        """Return it as `marshal` takes it, without the matcher."""
        return {"english": self.english.packed(), "cues": self.cues, "learnt": self._learnt}

    @classmethod
    def opened(cls, kept: dict[str, Any], words: WordList, matcher: Matcher, *, check: bool = False) -> Speech:
        """Return what was packed. With `check` it is looked through. Raises ValueError: it is no language."""
        if check:
            import json

            from assistant.answering.library.shapes import LEXICON, SPEECH, see_that_it_fits

            see_that_it_fits(kept, SPEECH)
            see_that_it_fits(json.loads(kept["learnt"]), LEXICON)
        return cls(English.opened(kept["english"]), kept["cues"], words, matcher, kept["learnt"])
