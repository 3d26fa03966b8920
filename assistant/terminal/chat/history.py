"""What was typed, kept between runs and shared by chats that run at the same time."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Container, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from zlib import crc32

from prompt_toolkit.history import History

from assistant.answering.library.places import place_of
from assistant.knowledge.files import is_null
from assistant.knowledge.writing import AS_IT_STANDS, append, make_folder
from assistant.screen.layout import printable

BEGIN = b"\n# "
"""How a history begins: a file that begins otherwise is somebody's own."""

READ_AT_MOST = 256 * 1024
"""Bytes of the history file that are read: the newest."""


def history_path(knowledge: str | None = None) -> Path | None:
    """Return where the history is kept: VERDICT_HISTORY, or the state folder; None where it is turned off.

    That is so by an empty value, `off`, `0`, and the null device. In the state folder each knowledge base but the one
    that comes with Verdict has one of its own, called like it and, as others may be called so too, by a number made of
    its place.
    """
    wanted = os.environ.get("VERDICT_HISTORY")
    if wanted is not None:
        return Path(wanted) if wanted not in ("", "off", "0") and not is_null(wanted) else None
    from platformdirs import user_state_path

    folder = user_state_path("verdict", appauthor=False)
    place = place_of(knowledge) if knowledge else ""
    if not place:
        return folder / "history"
    name = re.sub(r"[^\w.-]", "-", os.path.basename(place))[:40]
    return folder / f"history-{name}-{crc32(os.fsencode(place)):08x}"


def wrong_path() -> Path:
    """Return where questions are noted whose answers were said to be wrong."""
    from platformdirs import user_state_path

    return user_state_path("verdict", appauthor=False) / "wrong.jsonl"


class SharedHistory(History):
    """A history in a file that only its owner may read.

    The format is that of prompt_toolkit's FileHistory: a comment with the time, then each line of the input after a
    plus sign. An entry is appended in one write, so that two chats never mix theirs. `tell` takes one note where the
    file cannot be used; the history then lasts as long as the chat, as it does without a `path`.
    """

    def __init__(self, path: Path | None, tell: Callable[[str], None]) -> None:
        super().__init__()
        self._path: Path | None = None
        self._tell = tell
        self._held = ""
        self._read = 0
        try:
            self._path = path and path.expanduser()
        except RuntimeError:
            self._give_up(f"{path}: there is no such user")
        self._append("")

    def load_history_strings(self) -> Iterable[str]:
        """Yield what was typed in earlier runs, newest first."""
        self._read = 0
        return reversed(self._new())

    def _new(self) -> list[str]:
        """What came into the file since it was read last, oldest first."""
        if self._path is None:
            return []
        try:
            with self._path.open("rb") as file:
                size = os.fstat(file.fileno()).st_size
                file.seek(max(size - READ_AT_MOST, min(self._read, size)))
                text = file.read().decode("utf-8", "replace")
                self._read = file.tell()
        except OSError as error:
            self._give_up(f"{self._path}: {error.strerror}")
            return []
        return [printable(each) for each in _entries(text)]

    def store_string(self, string: str) -> None:
        """Hold one input back until it was answered: then it is known whether it is worth keeping."""
        self._held = string

    def keep(self, *, unless: Container[str] = ()) -> list[str]:
        """Append the input held back to the file, unless it is one of those; return what other chats have appended.

        From then on that is among what was typed, before the last input.
        """
        held, self._held = self._held, ""
        if held and " ".join(held.split()) not in unless:
            self._append(f"\n# {datetime.now()}\n" + "".join(f"+{line}\n" for line in held.split("\n")))
        others = [each for each in self._new() if each != printable(held)]
        self._loaded_strings[1:1] = reversed(others)
        return others

    def _append(self, entry: str) -> None:
        if self._path is None:
            return
        if _is_special(self._path):
            self._give_up(f"{self._path} is a link or no ordinary file")
            return
        try:
            make_folder(self._path.parent, 0o700)
            file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND | AS_IT_STANDS, 0o600)
            try:
                if os.fstat(file).st_nlink > 1 or os.read(file, len(BEGIN)) not in (b"", BEGIN):
                    self._give_up(f"{self._path} is not one that Verdict made")
                    return
                if hasattr(os, "fchmod"):
                    os.fchmod(file, 0o600)
                append(file, entry.encode("utf-8", "replace"))
            finally:
                os.close(file)
        except OSError as error:
            self._give_up(f"{self._path}: {error.strerror}")

    def _give_up(self, why: str) -> None:
        self._tell(f"the history is not kept: {why}; name another file in VERDICT_HISTORY")
        self._path = None


def _is_special(path: Path) -> bool:
    """Tell whether something is there that a history is neither read from nor written to: a link, a pipe, a device."""
    try:
        return not stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def _entries(text: str) -> Iterator[str]:
    lines: list[str] = []
    for line in text.split("\n"):
        if line.startswith("+"):
            lines.append(line[1:])
        elif lines:
            yield "\n".join(lines)
            lines = []
