"""The interactive chat: a line editor with suggestions and a toolbar, or plain lines where the terminal is simple."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from assistant.answering.reply import Reply
from assistant.screen.layout import is_dumb
from assistant.terminal.chat.loader import Loader
from assistant.terminal.chat.settings import load_settings


def chat(
    *, knowledge: str | None, plain: bool, vi: bool, keep: bool, short: bool, color: str, log: Callable[[Reply], bool]
) -> None:
    """Converse until the user leaves.

    `keep` lets the history be read and written, `vi` asks for its keys this time, `color` is auto, always or never,
    `short` asks for one sentence an answer, `log` takes every reply.

    Raises DataError: the knowledge base cannot be used; SystemExit: the terminal is closed, or the program told to end.
    """
    loader = Loader(knowledge)
    settings = load_settings()
    with _leaving_the_terminal_as_it_was():
        if plain or not sys.stdout.isatty() or is_dumb():
            from assistant.terminal.chat.plain import converse

            converse(loader, settings, color, log, keep=keep, short=short)
        else:
            from assistant.terminal.chat.prompt import Chat

            Chat(loader, settings, color, log, keep=keep, vi=vi or settings.editing == "vi", short=short).run()


@contextmanager
def _leaving_the_terminal_as_it_was() -> Iterator[None]:
    """Let a signal to end raise SystemExit, so that whoever changed the terminal puts it back; then see that it is."""
    try:
        import termios
    except ImportError:  # Windows
        yield
        return

    def leave(number: int, _: FrameType | None) -> None:
        raise SystemExit(128 + number)

    before = {number: signal.signal(number, leave) for number in (signal.SIGTERM, signal.SIGHUP)}
    modes = termios.tcgetattr(sys.stdin)
    try:
        yield
    finally:
        with suppress(termios.error):  # the terminal may be gone
            termios.tcsetattr(sys.stdin, termios.TCSANOW, modes)
        for number, handler in before.items():
            signal.signal(number, handler)
