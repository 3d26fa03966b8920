"""Drives the real command: as a process with pipes, or on a pseudo-terminal whose screen is read with pyte."""

from __future__ import annotations

import ctypes
import gc
import io
import os
import re
import select
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from unittest import mock

import pyte
import pytest

from assistant.terminal.command_line import main
from tests.terminal.started import COMMAND, ROOT, Started, clean_environment, of_python

if sys.platform != "win32":  # which has no pseudo-terminals
    import fcntl
    import pty
    import termios

__all__ = (
    "COMMAND",
    "ROOT",
    "Started",
    "Terminal",
    "clean_environment",
    "unprivileged",
    "verdict",
    "verdict_alone",
    "without_privilege",
)

TAB, RIGHT, UP, ENTER, ALT_ENTER, ESCAPE = "\t", "\x1b[C", "\x1b[A", "\r", "\x1b\r", "\x1b"
CTRL_C, CTRL_D, CTRL_G, CTRL_L, CTRL_R, F4 = "\x03", "\x04", "\x07", "\x0c", "\x12", "\x1bOS"
"""What keys send."""

PASTES = 2004 << 5
"""The mode of the terminal that the chat sets while it takes keys, as pyte numbers it."""

T = TypeVar("T")

GREETING = "Type a question or a number"
"""What the chat shows once it takes questions."""


unprivileged = pytest.mark.skipif(
    sys.platform == "win32" or (os.geteuid() == 0 and sys.platform != "linux"), reason="root may do anything there"
)
"""Marks a test of what a user without rights sees, run `without_privilege`."""


def without_privilege() -> None:
    """Take the right to pass over rights from what this process is about to become, where it is root's."""
    if os.geteuid() == 0:
        drop, over_rights, over_reading = 24, 1, 2  # PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        for right in (over_rights, over_reading):
            if ctypes.CDLL(None).prctl(drop, right, 0, 0, 0):
                raise OSError("root keeps its rights")


def verdict(
    *arguments: str, given: str | bytes = "", cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command to its end, `given` on its standard input, and return what it wrote as UTF-8.

    It runs in this process, its streams as a pipe gives them, where the environment is none for Python itself; that a
    process of its own says the same, `test_started.py` shows.
    """
    if of_python(environment):
        return verdict_alone(*arguments, given=given, cwd=cwd, **environment)
    data = given.encode() if isinstance(given, str) else given
    streams = {
        "stdin": io.TextIOWrapper(io.BytesIO(data), "utf-8", "surrogateescape"),
        "stdout": io.TextIOWrapper(io.BytesIO(), "utf-8", "surrogateescape", newline="\n"),
        "stderr": io.TextIOWrapper(io.BytesIO(), "utf-8", "backslashreplace", newline="\n"),
    }
    collects = gc.isenabled()
    with (
        pytest.MonkeyPatch.context() as patch,
        mock.patch.dict(os.environ, clean_environment(**environment), clear=True),
    ):
        for name, stream in streams.items():
            patch.setattr(sys, name, stream)
        if cwd:
            patch.chdir(cwd)
        try:
            status = main(arguments)
        finally:
            (gc.enable if collects else gc.disable)()
        out, err = (stream.flush() or stream.buffer.getvalue().decode() for stream in (sys.stdout, streams["stderr"]))
    return subprocess.CompletedProcess([*COMMAND, *arguments], status, out, err)


def verdict_alone(
    *arguments: str, given: str | bytes = "", cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command to its end as `verdict` does, in a process of its own."""
    data = given.encode() if isinstance(given, str) else given
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with Started(*arguments, **pipes, cwd=cwd, env=clean_environment(**environment)) as process:
        try:
            out, err = process.communicate(data, timeout=120)
        finally:
            process.kill()
    return subprocess.CompletedProcess(process.args, process.returncode, out.decode(), err.decode())


class Screen(pyte.Screen):
    """A screen that keeps the lines that scroll off its top; only rows that have changed are put together again."""

    def __init__(self, columns: int, lines: int) -> None:
        self.above: list[str] = []
        self._rows: dict[int, str] = {}
        super().__init__(columns, lines)

    @property
    def display(self) -> list[str]:
        """The rows as text."""
        self._rows.update((number, self._row(number)) for number in self.dirty)
        self.dirty.clear()
        return [self._rows[number] for number in range(self.lines)]

    def index(self) -> None:
        """Move down a row; on the last one the first row scrolls off."""
        if self.cursor.y == self.lines - 1:
            self.above.append(self._row(0).rstrip())
        super().index()

    def _row(self, number: int) -> str:
        line = self.buffer[number]
        return "".join([line[place].data for place in range(self.columns)])


class Terminal:
    """The command on a pseudo-terminal of `columns` by `lines`, its home a folder of the test's own.

    It runs in `folder` (default: this one); `before` is done in its process before it begins, `typed` are keys pressed
    until then.
    """

    def __init__(
        self,
        home: Path,
        *arguments: str,
        columns: int = 80,
        lines: int = 24,
        folder: Path | None = None,
        before: Callable[[], None] | None = None,
        typed: str = "",
        **environment: str,
    ) -> None:
        own = {
            "HOME": str(home),
            "XDG_STATE_HOME": str(home / "state"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_CACHE_HOME": os.environ.get("XDG_CACHE_HOME", str(Path.home() / ".cache")),
        }
        self.screen = Screen(columns, lines)
        self.screen.write_process_input = self.press  # answers when asked where the cursor is
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.file, below = pty.openpty()
        os.set_blocking(self.file, False)
        self.say_size(columns, lines)
        self.press(typed)
        self.process = Started(
            *arguments,
            on_terminal=True,
            stdin=below,
            stdout=below,
            stderr=below,
            env=clean_environment(**{**own, **environment}),
            cwd=folder,
            before=before,
        )
        os.close(below)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        self._close()

    @property
    def runs(self) -> bool:
        """Whether the program has not ended."""
        return self.process.poll() is None

    @property
    def shown(self) -> str:
        """The screen as text, blanks at the line ends cut off."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def everything(self) -> str:
        """The screen with what has scrolled off it."""
        return "\n".join([*self.screen.above, self.shown])

    def press(self, keys: str) -> Terminal:
        """Send keys as they are, reading what is shown meanwhile: a program that cannot write reads nothing either."""
        data, end = keys.encode(), time.monotonic() + 30
        while data:
            try:
                data = data[os.write(self.file, data) :]
            except BlockingIOError:
                assert time.monotonic() < end, f"{len(data)} bytes are not read; the screen:\n{self.everything}"
                self._read(0.05)
        return self

    def type(self, text: str) -> Terminal:
        """Send a line and Enter."""
        return self.press(f"{text}\r")

    def interrupt(self, heard: Callable[[], object]) -> Terminal:
        """Press Ctrl-C in a plain chat, and again while it is not heard.

        readline waits for a key without looking for a signal that came while it drew the line: it hears it with the
        next one.
        """
        for _ in range(10):
            end = time.monotonic() + 3
            self.settle().press(CTRL_C)
            while not heard() and time.monotonic() < end:
                self._read(0.05)
            if heard():
                return self
        raise AssertionError(f"Ctrl-C is not heard; the screen:\n{self.everything}")

    def wait(self, pattern: str, seconds: float = 30) -> re.Match[str]:
        """Return the match of a pattern once the screen (or what scrolled off) shows it; a failure shows the screen."""
        return self.until(lambda: re.search(pattern, self.everything), f"{pattern!r} did not appear", seconds)

    def wait_gone(self, pattern: str, seconds: float = 30) -> None:
        """Wait until the visible screen no longer shows a pattern."""
        self.until(lambda: not re.search(pattern, self.shown), f"{pattern!r} is still there", seconds)

    def ready(self) -> Terminal:
        """Wait until the chat takes keys, after its first screen or an answer that was seen."""
        self.until(lambda: PASTES in self.screen.mode, "no keys are taken")
        return self

    def prompted(self) -> Terminal:
        """Wait until the plain chat asks for a line: what is shown ends with its prompt."""
        self.until(lambda: self.shown.rstrip().splitlines()[-1:] == [">"], "there is no prompt")
        return self

    def cleared(self, keys: str = "") -> Terminal:
        """Send keys, clear the screen once all that was typed has been answered, and forget what has scrolled off."""
        before = len(self.raw)
        self.press(f"{keys}\x0c").until(lambda: b"\x1b[2J" in self.raw[before:], "nothing was cleared")
        self.screen.above.clear()
        return self.ready()

    def fresh(self) -> Terminal:
        """Clear the line and the screen, once all that was typed has been answered."""
        self.cleared("\x15").until(lambda: self.shown.startswith("›\n"), "there is no empty line")
        return self

    def until(self, found: Callable[[], T], otherwise: str, seconds: float = 30) -> T:
        """Return what is found on the screen once it is true, looking again whenever something has come."""
        end = time.monotonic() + seconds
        while not (got := found()):
            while not (came := self._read(0.05)) and self.runs and time.monotonic() < end:
                pass
            if not came or time.monotonic() > end:
                raise AssertionError(f"{otherwise}; the screen:\n{self.everything}")
        return got

    def cell(self, text: str) -> pyte.screens.Char:
        """Return the first cell of the last place where the screen shows a text."""
        row = max(number for number, line in enumerate(self.screen.display) if text in line)
        return self.screen.buffer[row][self.screen.display[row].rindex(text)]

    def settle(self, seconds: float = 0.1) -> Terminal:
        """Read until nothing has come for `seconds`."""
        while self._read(seconds):
            pass
        return self

    def resize(self, columns: int, lines: int) -> None:
        """Change the size of the terminal while the program runs."""
        self.screen.resize(lines, columns)
        self.say_size(columns, lines)

    def say_size(self, columns: int, lines: int) -> None:
        """Tell the program a size that the screen does not have."""
        fcntl.ioctl(self.file, termios.TIOCSWINSZ, struct.pack("4H", lines, columns, 0, 0))

    def ended(self, seconds: float = 30) -> int:
        """Wait for the program to end and return its exit status."""
        end = time.monotonic() + seconds
        while self.runs and time.monotonic() < end:
            self._read(0.05)
        assert not self.runs, f"still running:\n{self.shown}"
        self._read(0.05)
        self._close()
        status = self.process.returncode
        return status if status >= 0 else 128 - status

    def _read(self, seconds: float) -> bool:
        try:
            data = os.read(self.file, 65536) if select.select([self.file], [], [], seconds)[0] else b""
        except OSError:  # how a terminal ends
            data = b""
        self.raw += data
        self._stream.feed(data)
        return bool(data)

    def _close(self) -> None:
        if self.file >= 0:
            os.close(self.file)
            self.file = -1
