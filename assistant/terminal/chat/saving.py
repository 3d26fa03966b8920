"""What a chat writes to files: all that was said, or a decision, where it is to; what was wrong where it notes that."""

from __future__ import annotations

import os
import re
from pathlib import Path
from shlex import quote

from assistant.answering.reply import Reply
from assistant.knowledge.faults import DataError
from assistant.knowledge.writing import make_folder, put
from assistant.screen.layout import Line, counted
from assistant.terminal.chat.session import Session
from assistant.terminal.chat.transcript import markdown

_OF_MARKDOWN = ("", ".md", ".markdown", ".txt")
"""How files are called of which nobody thinks that they hold anything else."""

TALK, DECISION = "talk", "decision"
"""What the files that are offered are called; one whose name tells of a decision is for that alone."""

SAVES = ([f"/save {TALK}.md"], [f"/save {DECISION}.md"], [f"/save {TALK}.md", f"/save {DECISION}.md"])
"""What is offered where a file is to be named: for all that was said, for the decision just found, for either."""

FILE = re.compile(r"[^\s?]+\.[^\W\d_]{1,8}|[^?]+\.(?:md|markdown|txt)")
"""A name of a file alone, which is one where a file was asked for; with blanks where nobody thinks of anything else."""


def save(session: Session, wanted: str) -> list[Line]:
    """Write all that was said since the chat began, or a decision alone; whatever happens, the chat goes on.

    The decision is meant where it was just found, and later where the file's name tells of one.
    """
    wanted = wanted[1:-1].strip() if wanted[:1] in ("'", '"') and wanted[:1] == wanted[-1:] else wanted
    named = DECISION in Path(wanted).stem.lower()
    brief = session.decision if session.decided or named else None
    kept = [[brief]] if brief else session.kept
    replies = sum(map(len, kept))
    if not replies:
        return session.nothing_asked
    session.naming = not wanted
    if not wanted:
        offered = SAVES[1 if brief else 2 if session.decision else 0]
        return [*session.say("It will be Markdown. Name a file, for example:"), [], *session.offer([*offered])]
    try:
        path = Path(wanted).expanduser()
        if path.is_dir():
            return session.say(f"Not saved: {path} is a folder. Name a file in it: /save {path / 'talk.md'}")
        if path.exists() and not path.is_file():
            return session.say(f"Not saved: {path} is no ordinary file. Name another.")
        if path.exists() and not session.confirm(f"{path} exists. Overwrite it?"):
            return session.say("Not saved.")
        if not path.parent.exists():
            if not session.confirm(f"There is no folder {path.parent}. Create it?"):
                return session.say("Not saved.")
            make_folder(path.parent)
        put(path, markdown(kept, session.assistant.library.base, session.view).encode("utf-8", "replace"))
    except (OSError, RuntimeError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return session.say(f"Not saved: {wanted}: {why}. Name another file.")
    session.saved = str(path.absolute())
    session.choices = [] if session.choices in SAVES else session.choices
    kind = "" if path.suffix.lower() in _OF_MARKDOWN else ", as Markdown"
    if brief:
        session.decided = False
        return session.say(f"Saved the decision to {path}{kind}. /save {TALK}.md writes all that was said.")
    return session.say(f"Saved {counted(replies, 'reply', 'replies')} to {path}{kind}.")


def note(wrong: Reply, told: str, *, keep: bool, knowledge: str | None = None) -> str:
    """Note an answer that was wrong where the history is, if one is kept; return what became of it: what is `told`."""
    from assistant.authoring.misses import log
    from assistant.terminal.chat.history import history_path, wrong_path  # needs what the plain chat does without

    if not keep or history_path() is None:
        return "Not noted: this chat keeps no history. verdict --log-misses FILE keeps a log."
    path = wrong_path()
    try:
        make_folder(path.parent, 0o700)
        if not os.path.lexists(path):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        log(path, wrong, knowledge)
    except (OSError, DataError) as error:
        return f"Not noted: {f'{path}: {error.strerror}' if isinstance(error, OSError) else error}."
    return f"{told} verdict misses {called_in_a_shell(path)} lists what was noted."


def called_in_a_shell(path: Path) -> str:
    """Return what names a file in a shell, as short as it may be."""
    if quote(str(path)) == str(path) and path.is_relative_to(Path.home()):
        return f"~/{path.relative_to(Path.home())}"
    return quote(str(path))
