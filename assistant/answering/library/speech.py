"""What is said in any conversation, whatever the knowledge: small talk, and kinds of question never answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.knowledge.base import Talk
from assistant.knowledge.english import English, Refusal
from assistant.matching.matcher import Match, Matcher


class Speech:
    """A language made ready: its cues, and a matcher over small talk and refusals, learnt once for all knowledge."""

    def __init__(self, english: English, cues: Mapping[str, str], matcher: Matcher) -> None:
        self.english = english
        self.cues = cues
        self.matcher = matcher
        self._small_talk = {each.id: each for each in english.small_talk}
        self._refusals = {each.id: each for each in english.refusals}

    def small_talk(self, match: Match) -> Talk | None:
        """Return the small talk that was matched, None where it is something else."""
        return None if match.own else self._small_talk.get(match.intent)

    def refusal(self, match: Match) -> Refusal | None:
        """Return the kind of question that was matched, None where it is something else."""
        return None if match.own else self._refusals.get(match.intent)

    def packed(self) -> dict[str, Any]:
        """Return it as `marshal` takes it, without the matcher."""
        return {"english": self.english.packed(), "cues": self.cues}

    @classmethod
    def opened(cls, kept: dict[str, Any], matcher: Matcher, *, check: bool = False) -> Speech:
        """Return what was packed. With `check` it is looked through. Raises ValueError: it is no language."""
        if check:
            from assistant.answering.library.shapes import SPEECH, see_that_it_fits

            see_that_it_fits(kept, SPEECH)
        return cls(English.opened(kept["english"]), kept["cues"], matcher)
