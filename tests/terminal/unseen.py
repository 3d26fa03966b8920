"""A chat with no terminal in between."""

from __future__ import annotations

import re
from functools import cache

from assistant import Assistant
from assistant.screen import layout
from assistant.terminal.chat.commands import obey, serve
from assistant.terminal.chat.keys import KEYS
from assistant.terminal.chat.session import Session
from assistant.terminal.chat.settings import Settings

kept = cache(Assistant)
"""An assistant for all chats: none of them changes it."""


class Chat:
    """What is typed and what is answered, 80 columns wide and without colours."""

    def __init__(self) -> None:
        typed: list[str] = []
        self.shown, self._typed = "", typed
        no, screen = (lambda _: False), layout.Screen()
        self._session = Session(kept(), Settings(), obey, serve, lambda _: screen, no, lambda: typed, no, keys=KEYS)

    @property
    def everything(self) -> str:
        """All that is shown."""
        return self.shown

    def type(self, line: str) -> Chat:
        """Take a line and answer it."""
        self._typed.append(line)
        self.shown += f"› {line}\n{self._session.view.screen.paint([*self._session.respond(line), []])}\n"
        return self

    def fresh(self) -> Chat:
        """Forget what is shown."""
        self.shown = ""
        return self

    def wait(self, pattern: str) -> re.Match[str]:
        """Return the match of a pattern in what is shown."""
        found = re.search(pattern, self.shown)
        assert found, f"{pattern!r} is not shown:\n{self.shown}"
        return found
