"""The chat as plain lines: for screen readers, simple terminals, and output that goes to a file."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO

from assistant.answering.reply import Reply
from assistant.knowledge.examples import all_examples
from assistant.screen.layout import Line, columns, is_dumb, prepare, printable
from assistant.screen.progress import READING, notice
from assistant.screen.theme import THEMES
from assistant.terminal.chat.commands import COMMANDS, obey, serve
from assistant.terminal.chat.loader import Loader
from assistant.terminal.chat.session import Session, says_yes, screen_for, yes_or_no
from assistant.terminal.chat.settings import Settings, note

KEYS = (
    ("Tab", "completes commands and questions"),
    ("Up, Down", "earlier lines"),
    ("Left, Right, Home, End", "move in the line"),
    ("Ctrl-R", "searches the history"),
)
"""What keys do where the terminal's lines can be edited."""

NARROWEST = 8
"""Columns that a terminal without escape sequences must have for its lines to be edited, as wide as then to the end.

GNU readline shows a part of a line there, and divides by zero where it finds no room for any.
"""

ALWAYS = (("Ctrl-C", "clears the line, ends /decide; twice on an empty line leaves"), ("Ctrl-D", "leaves"))


def converse(
    loader: Loader, settings: Settings, color: str, log: Callable[[Reply], bool], *, keep: bool, short: bool
) -> None:
    """Ask and answer line by line until the input ends; `log` takes every reply.

    `keep` lets the history be read and written where lines are edited. Raises DataError: the knowledge base cannot be
    used.
    """
    prepare(sys.stdin)
    loader.start()
    typed: list[str] = []
    edits = sys.stdin.isatty() and sys.stdout.isatty()
    base = loader.knowledge
    remember = edit_lines(lambda text: options(text), typed, keep=keep, knowledge=base) if edits else None
    session = Session(
        loader.wait(notice(READING)),
        settings,
        obey,
        serve,
        lambda theme: screen_for(theme, color, drawings=False),
        _confirmed,
        lambda: typed,
        log,
        keys=(*KEYS, *ALWAYS) if remember else ALWAYS,
        short=short,
        keep=keep,
        knowledge=base,
    )
    library = session.assistant.library
    arguments = [f"/compare {each.name}" for each in library.base.categories] + [f"/theme {each}" for each in THEMES]

    def options(text: str) -> Sequence[str]:
        """What Tab offers: on an empty line what bears numbers, after a command what it takes, else all there is."""
        if not text.strip():
            return session.choices
        if text.startswith(("/compare ", "/theme ")):
            return arguments
        return *COMMANDS, *all_examples(library.base, library.english)

    _show(session, session.welcome(), sys.stdout if sys.stdout.isatty() else sys.stderr)
    interrupts = 0
    while not session.leaving and interrupts < 2:
        try:
            line = _read("> ")
        except EOFError:
            print(file=sys.stderr)
            break
        except KeyboardInterrupt:
            written = _typed()
            if session.interview and not written:
                print(file=sys.stderr)
                _show(session, session.stop(), sys.stdout)
                continue
            interrupts = 0 if written else interrupts + 1
            print("\nCtrl-C again leaves." if interrupts == 1 else "", file=sys.stderr)
            continue
        interrupts = 0
        typed.append(line)
        lines = session.respond(line)
        if remember and line.strip():
            remember(line, session.taken)
        _show(session, lines, sys.stdout)


def completed(text: str, options: Sequence[str]) -> list[str]:
    """Return the options that begin with a text, whatever their case; else the one that it most likely means."""
    begun = [each for each in options if each.lower().startswith(text.lower())]
    if begun or not text.strip():
        return begun[:30]
    from assistant.terminal.chat.completion import ranked

    return ranked(text, options)[:1]


def edit_lines(
    options: Callable[[str], Sequence[str]], typed: list[str], *, keep: bool, knowledge: str | None = None
) -> Callable[[str, Container[str]], None] | None:
    """Let lines be edited, completed and found again; return what remembers one, None where that is not to be had.

    What remembers one keeps it for the next time unless it is one of some others. `typed` takes what was kept of the
    `knowledge` that is named, or of what comes with Verdict.
    """
    if is_dumb() and columns(sys.stdout) < NARROWEST:
        return None
    try:
        import readline
    except ImportError:  # Windows: its console edits lines itself
        return None
    if is_dumb():
        signal.signal(signal.SIGWINCH, signal.SIG_IGN)

    from assistant.terminal.chat.history import SharedHistory, history_path

    def complete(text: str, state: int) -> str | None:
        found = completed(text, options(text))
        return printable(found[state]) if state < len(found) else None

    readline.set_completer(complete)
    readline.set_completer_delims("")
    readline.set_auto_history(False)
    if "libedit" in (readline.__doc__ or ""):
        readline.parse_and_bind("bind ^I rl_complete")
    else:
        for setting in ("bracketed-paste off", "meta-key off", "completion-ignore-case on", "bell-style none"):
            readline.parse_and_bind(f"set enable-{setting}" if setting[:3] in ("bra", "met") else f"set {setting}")
        readline.parse_and_bind("tab: complete")
        for key in "-0123456789":  # no counts: it would put in billions of a letter, and hear of nothing meanwhile
            readline.parse_and_bind(f'"\\e{key}": self-insert')
    history = SharedHistory(history_path(knowledge) if keep else None, note)
    typed += (" ".join(line.split()) for line in reversed(list(history.load_history_strings())))
    for line in typed:
        readline.add_history(line)

    def remember(line: str, unless: Container[str]) -> None:
        history.store_string(line)
        others = [" ".join(each.split()) for each in history.keep(unless=unless)]
        typed[-1:-1] = others
        for each in (*others, line):
            readline.add_history(each)

    return remember


def _confirmed(question: str) -> bool:
    """Tell whether the user says yes; who leaves the question says no."""
    try:
        return says_yes(_read(yes_or_no(question)))
    except (EOFError, KeyboardInterrupt):
        print(file=sys.stderr)
        return False


def _read(prompt: str) -> str:
    """Return a line typed after a prompt, which never goes to where the answers go but on a terminal."""
    if sys.stdout.isatty():
        with shown_again(prompt):
            return input(prompt)
    print(prompt, end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\n")


@contextmanager
def shown_again(prompt: str) -> Iterator[None]:
    """Show a prompt, and what was typed after it, again where the program was stopped meanwhile and goes on."""
    signals = [signal.SIGCONT] if sys.platform != "win32" else []
    before = [signal.signal(each, lambda *_: print(prompt + _typed(), end="", flush=True)) for each in signals]
    try:
        yield
    finally:
        for each, was in zip(signals, before, strict=True):
            signal.signal(each, was)


def _typed() -> str:
    """Return the line that is being edited, as far as that is known: where it is edited here."""
    readline = sys.modules.get("readline")
    return readline.get_line_buffer() if readline else ""


def _show(session: Session, lines: list[Line], stream: TextIO) -> None:
    if lines:
        print(session.view.screen.paint([*lines, []]), file=stream, flush=True)
