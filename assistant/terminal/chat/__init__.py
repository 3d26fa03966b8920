"""The interactive chat: a line editor with suggestions and a toolbar, or plain lines where the terminal is simple."""

from __future__ import annotations

import os
import sys

from assistant.screen.layout import Screen, detect
from assistant.screen.theme import THEMES
from assistant.terminal.chat.loader import Loader
from assistant.terminal.chat.settings import load_settings


def chat(*, knowledge: str | None, plain: bool, vi: bool, keep: bool, color: str, misses: str | None) -> int:
    """Converse until the user leaves; return the exit status.

    `keep` lets the history be read and written, `vi` asks for its keys this time, `color` is auto, always or never,
    `misses` names a file for questions without an answer. Raises DataError: the knowledge base cannot be used.
    """
    loader = Loader(knowledge)
    settings = load_settings()
    if plain or not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        from assistant.terminal.chat.plain import converse

        return converse(loader, settings, color, misses)
    from assistant.terminal.chat.prompt import Chat

    return Chat(loader, settings, color, misses, keep=keep, vi=vi or settings.editing == "vi").run()


def screen_for(theme: str, color: str, *, drawings: bool = True) -> Screen:
    """Return the screen as it is at this moment: its size may have changed since the last reply."""
    return detect(sys.stdout, color, THEMES[theme])._replace(drawings=drawings)
