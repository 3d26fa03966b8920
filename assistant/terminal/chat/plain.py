"""The chat as plain lines: for screen readers, simple terminals, and output that goes to a file."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TextIO

from assistant.answering.reply import Reply
from assistant.screen.layout import Line, prepare
from assistant.terminal.chat.commands import obey
from assistant.screen.progress import READING, progress
from assistant.terminal.chat.loader import Loader
from assistant.terminal.chat.session import Session, screen_for
from assistant.terminal.chat.settings import Settings


def converse(loader: Loader, settings: Settings, color: str, log: Callable[[Reply], None]) -> None:
    """Ask and answer line by line until the input ends; `log` takes every reply.

    Raises DataError: the knowledge base cannot be used.
    """
    prepare(sys.stdin)
    loader.start()
    typed: list[str] = []
    session = Session(
        loader.wait(progress(READING)),
        settings,
        obey,
        lambda theme: screen_for(theme, color, drawings=False),
        lambda question: _read(f"{question} [y/N] ").strip().lower() in ("y", "yes"),
        lambda: typed,
        log,
    )
    _show(session, session.welcome(), sys.stdout if sys.stdout.isatty() else sys.stderr)
    interrupts = 0
    while not session.leaving and interrupts < 2:
        try:
            typed.append(_read("> "))
        except EOFError:
            print(file=sys.stderr)
            break
        except KeyboardInterrupt:
            interrupts += 1
            print(file=sys.stderr)
            continue
        interrupts = 0
        _show(session, session.respond(typed[-1]), sys.stdout)


def _read(prompt: str) -> str:
    """Return a line typed after a prompt, which never goes to where the answers go but on a terminal."""
    if sys.stdout.isatty():
        return input(prompt)
    print(prompt, end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\n")


def _show(session: Session, lines: list[Line], stream: TextIO) -> None:
    if lines:
        print(session.view.screen.paint([*lines, []]), file=stream, flush=True)
