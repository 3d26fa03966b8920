"""The interactive chat: a line editor with suggestions and a toolbar, or plain lines where the terminal is simple."""

from __future__ import annotations

import sys
from collections.abc import Callable

from assistant.answering.reply import Reply
from assistant.screen.layout import is_dumb
from assistant.terminal.chat.loader import Loader
from assistant.terminal.chat.settings import load_settings


def chat(
    *, knowledge: str | None, plain: bool, vi: bool, keep: bool, short: bool, color: str, log: Callable[[Reply], None]
) -> None:
    """Converse until the user leaves.

    `keep` lets the history be read and written, `vi` asks for its keys this time, `color` is auto, always or never,
    `short` asks for one sentence an answer, `log` takes every reply.

    Raises DataError: the knowledge base cannot be used.
    """
    loader = Loader(knowledge)
    settings = load_settings()
    if plain or not sys.stdout.isatty() or is_dumb():
        from assistant.terminal.chat.plain import converse

        converse(loader, settings, color, log, keep=keep, short=short)
    else:
        from assistant.terminal.chat.prompt import Chat

        Chat(loader, settings, color, log, keep=keep, vi=vi or settings.editing == "vi", short=short).run()
