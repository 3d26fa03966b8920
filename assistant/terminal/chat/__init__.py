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

AS_USUAL = "\x1b[?2004l\x1b[?25h"
"""What tells a terminal to mark no pastes and to show the cursor."""


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
    simple = plain or not sys.stdout.isatty() or is_dumb()
    with leaving_the_terminal_as_it_was("" if simple else AS_USUAL):
        if simple:
            from assistant.terminal.chat.plain import converse

            converse(loader, settings, color, log, keep=keep, short=short)
        else:
            with unechoed() as shown:
                from assistant.terminal.chat.prompt import Chat

                Chat(loader, settings, color, log, keep=keep, vi=vi or settings.editing == "vi", short=short).run(shown)


@contextmanager
def leaving_the_terminal_as_it_was(usual: str) -> Iterator[None]:
    """Let a signal to end raise SystemExit, so that whoever changed the terminal puts it back; then see that it is.

    What `usual` brings about it is told then too: the signal may come while the terminal is told something else.
    """
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
    except SystemExit:
        with suppress(OSError):  # the terminal may be gone
            print(usual, end="", flush=True)
        raise
    finally:
        with suppress(termios.error):
            termios.tcsetattr(sys.stdin, termios.TCSANOW, modes)
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def unechoed() -> Iterator[int]:
    """Leave what is typed while no prompt is shown, unechoed and unedited, to the next prompt.

    Yields how many bytes were typed before, which the terminal has shown already.
    """
    if sys.platform == "win32" or not sys.stdin.isatty():
        yield 0
        return
    import termios
    from fcntl import ioctl

    before = termios.tcgetattr(sys.stdin)
    quiet = [*before[:3], before[3] & ~(termios.ECHO | termios.ICANON | termios.IEXTEN), *before[4:]]
    termios.tcsetattr(sys.stdin, termios.TCSANOW, quiet)
    try:
        yield int.from_bytes(ioctl(sys.stdin, termios.FIONREAD, bytes(4)), sys.byteorder)
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSANOW, before)
