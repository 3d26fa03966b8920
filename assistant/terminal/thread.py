"""A conversation with what was replied in it, and which of the replies is the last for who speaks of that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.answering.reply import ANSWERED, CHAT, Reply
from assistant.terminal.hearing import untold

if TYPE_CHECKING:
    from assistant.answering.conversation import Assistant, Conversation


class Thread:
    """What was said since a conversation began: `replies` in their order.

    The last one is that which stands last on the screen: the newest, or one that was shown again since.
    """

    def __init__(self, assistant: Assistant) -> None:
        self.conversation: Conversation = assistant.conversation()
        self.replies: list[Reply] = []
        self._say = assistant.library.english.say
        self._talks: list[Conversation] = []
        self._before: list[int | None] = []
        self._last: int | None = None

    def keep(self, reply: Reply) -> None:
        """Take a reply that is shown now, after the last."""
        self.replies.append(reply)
        self._talks.append(self.conversation.apart())
        self._before.append(self._last)
        self._last = len(self.replies) - 1

    def stand_at(self, reply: Reply) -> Reply:
        """Let a reply that is shown again be the last, and the conversation go on from it; return it."""
        place = next((place for place, each in enumerate(self.replies) if each is reply), None)
        if place is not None:
            self._last = place
            self.conversation.go_on_from(self._talks[place])
        return reply

    def back(self, steps: int = 1) -> Reply | None:
        """Return the answer so many before the last reply, the first where there are fewer, which becomes the last."""
        told = self.answered
        after = len(told) - bool(told and told[-1] is self.said[-1])
        return self.stand_at(told[max(after - steps, 0)]) if told else None

    @property
    def said(self) -> list[Reply]:
        """The replies that led to the last, and that."""
        found: list[Reply] = []
        place = self._last
        while place is not None:
            found.append(self.replies[place])
            place = self._before[place]
        return found[::-1]

    @property
    def answered(self) -> list[Reply]:
        """Those of them that answered something."""
        return [each for each in self.said if each.status == ANSWERED]

    @property
    def last_reply(self) -> Reply | None:
        """The last reply, but for small talk."""
        return next((each for each in reversed(self.said) if each.status != CHAT), None)

    @property
    def last_answer(self) -> Reply | None:
        """The last of these."""
        return next(reversed(self.answered), None)

    @property
    def last_told(self) -> Reply | None:
        """The last that told something: not that there is no more."""
        told = (each for each in reversed(self.answered) if untold(each.body, self._say))
        return next(told, self.last_answer)
