"""Signals at every moment: the right status, no traceback, a terminal with echo, files that are whole."""

from __future__ import annotations

import os
import pty
import re
import select
import shlex
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from tests.hostile.cases import (
    ASKED,
    LONGEST,
    PATIENCE,
    STARTER,
    Case,
    environment,
    starter,
)
from tests.terminal import COMMAND, ROOT

INSTALLED = [
    sys.executable,
    "-c",
    f"import re, sys; sys.path.insert(0, {str(ROOT / 'assistant' / 'guest')!r}); "
    "from verdict_command import main; sys.argv[0] = 'verdict'; sys.exit(main())",
]
"""What the installed command does: all that its script does, with the module that stands in the checkout."""

ENTRIES = {"main.py": COMMAND, "verdict": INSTALLED}

CALLS: dict[str, tuple[str, ...]] = {
    "ask": ("ask", ASKED, "--knowledge", str(STARTER)),
    "ask of the shipped": ("ask", "which is more secure"),
    "ask as JSON": ("ask", ASKED, "--json", "--knowledge", str(STARTER)),
    "build": ("ask", ASKED, "--knowledge", "base"),
    "piped": ("--json", "--knowledge", str(STARTER)),
    "topics": ("topics", "--knowledge", str(STARTER)),
    "help": ("--help",),
    "version": ("--version",),
    "check": ("check", str(STARTER)),
    "test": ("test", str(STARTER), "--junit", "made.xml"),
    "new": ("new", "made"),
    "export": ("export", str(STARTER), "-o", "made.csv"),
    "wrong usage": ("nonsense",),
}

MOMENTS = [*(each / 1_000 for each in range(0, 200, 4)), 0.25, 0.3, 0.4, 0.6, 1.0]
"""Seconds after the start."""

OURS = re.compile(r'File "[^"]*(?:/assistant/|verdict_command\.py|main\.py)", line (?!0,)')
"""What a traceback has once a line of ours runs."""

GOES = "verdict: interrupted"
"""What is told of a Ctrl-C; another one, while Python takes itself apart, ends it by the signal."""


class Window:
    """How late Python itself, before any line of ours, answered a Ctrl-C: in seconds after the start."""

    latest = 0.0
    times = 0


def complaint(status: int, err: str, number: int, moment: float) -> str:
    """Return what is wrong in how a command ended that was sent a signal at a moment."""
    if number == signal.SIGINT:
        if "Traceback" in err or "Exception ignored" in err:
            if ("Failed checking" in err or status in (1, -signal.SIGINT)) and not OURS.search(err):
                Window.latest, Window.times = max(Window.latest, moment), Window.times + 1
                return ""
            return f"after {moment * 1_000:.0f} ms, status {status}: a traceback: {told_by(err)}"
        if status not in (0, 1, 2, 130) and status != -signal.SIGINT:
            return f"after {moment * 1_000:.0f} ms: status {status}"
        if status == -signal.SIGINT and err.strip() not in ("", GOES):
            return f"after {moment * 1_000:.0f} ms: dies and tells {err}"
    elif status not in (0, 1, 2, -number, 128 + number) or "Traceback" in err:
        return f"after {moment * 1_000:.0f} ms: status {status}: {err[-200:]}"
    long = [line for line in err.splitlines() if len(line) > LONGEST]
    if err.count("\n") > 1 or long:
        return f"after {moment * 1_000:.0f} ms: more than a line: {err!r}"
    return ""


def told_by(err: str) -> str:
    """The first line of ours in a traceback, and its end."""
    ours = OURS.search(err)
    return f"{err[ours.start() :][:120] if ours else 'none of ours'} … {err.strip()[-200:]}"


def at(entry: str, call: str, numbers: tuple[int, ...], moment: float) -> Case:
    """A command that is sent signals, one after another, at a moment."""

    def tried(folder: Path) -> str:
        starter(folder)
        more = {"VERDICT_CACHE": str(folder / "cache")} if call == "build" else {}
        with subprocess.Popen(
            [*ENTRIES[entry], *CALLS[call]],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            env=environment(folder, more),
        ) as process:
            time.sleep(moment)
            for number in numbers:
                process.send_signal(number)
                time.sleep(0.001)
            try:
                _, err = process.communicate(b"which one is cheaper\n" * 3, timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                return f"after {moment * 1_000:.0f} ms: hangs"
        text = err.decode("utf-8", "replace")
        if wrong := complaint(process.returncode, text, numbers[0], moment):
            return wrong
        left = [each.name for each in folder.rglob("*.new")]
        if left and numbers[0] == signal.SIGINT and process.returncode != -signal.SIGINT:
            return f"left {left}"
        half = [each.name for each in folder.glob("made*") if each.is_file() and not each.stat().st_size]
        return f"half of {half}" if half else ""

    names = "+".join(signal.Signals(each).name for each in numbers)
    return Case(f"{entry} {call}: {names} at {moment * 1_000:.0f} ms", tried)


def moments() -> Iterator[Case]:
    for moment in MOMENTS:
        for call in CALLS:
            yield at("main.py", call, (signal.SIGINT,), moment)
        for call in ("ask", "build"):
            yield at("verdict", call, (signal.SIGINT,), moment)
            yield at("main.py", call, (signal.SIGINT,) * 3, moment)
    for moment in MOMENTS[::6]:
        for call in CALLS:
            for number in (signal.SIGTERM, signal.SIGHUP):
                yield at("main.py", call, (number,), moment)
    for moment in MOMENTS[::3]:
        yield at("main.py", "build", (signal.SIGINT,) * 8, moment)


def early() -> Iterator[Case]:
    """Ctrl-C in the first milliseconds, closely."""
    for each in range(0, 60):
        for entry in ENTRIES:
            yield at(entry, "ask", (signal.SIGINT,), each / 1_000)


class Talk:
    """A chat on a terminal whose other end is looked at."""

    def __init__(self, folder: Path, command: list[str]) -> None:
        self.above, self.below = pty.openpty()
        self.open: tuple[int, ...] = (self.above, self.below)
        self.before = termios.tcgetattr(self.below)
        self.shown = b""

        def own() -> None:
            os.setsid()
            import fcntl

            fcntl.ioctl(0, termios.TIOCSCTTY, 0)

        self.process = subprocess.Popen(
            command,
            stdin=self.below,
            stdout=self.below,
            stderr=self.below,
            cwd=folder,
            env=environment(folder, {"TERM": "xterm"}),
            preexec_fn=own,
        )

    def until(self, text: str, seconds: float = PATIENCE) -> bool:
        """Read until a text was shown since this was asked last."""
        end, found = time.monotonic() + seconds, b""
        while text.encode() not in found:
            if time.monotonic() > end:
                return False
            if select.select([self.above], [], [], 0.05)[0]:
                with suppress(OSError):
                    part = os.read(self.above, 65_536)
                    found += part
                    self.shown += part
                    if b"\x1b[6n" in part:
                        os.write(self.above, b"\x1b[1;1R")
            elif self.process.poll() is not None:
                return text.encode() in found
        return True

    def type(self, text: str) -> None:
        os.write(self.above, text.encode())

    def ended(self, seconds: float = PATIENCE) -> int | None:
        """The status once it has ended, None where it does not end."""
        end = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < end:
            self.until("\0never", 0.05)
        return self.process.poll()

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.hang_up()

    def hang_up(self) -> None:
        """Let the terminal go away."""
        for each in self.open:
            os.close(each)
        self.open = ()


GREETED = "Type a question"
STATES: dict[str, tuple[str, str]] = {
    "while it starts": ("", ""),
    "at the prompt": ("hello\r", "Hello|Hi"),
    "with half a line": ("hello\rwhich one", "which one"),
    "after an answer": (f"hello\r{ASKED}\r", "cheap"),
    "at a question of yes or no": ("hello\r/save here.md\r", "y/n|Y/n|y/N"),
    "in a decision": ("hello\r/decide\r", "1"),
    "in a search": ("hello\r\x12he", "he"),
    "in a completion": ("hello\r/\t", "/"),
}
"""Where a chat is when a signal comes: what is typed, and what one of is shown then."""

SHELLS = ("sh", "bash", "dash")


def brought_to(talk: Talk, typed: str) -> str:
    """Type what leads a chat to a state, a line at a time; return what is wrong."""
    if not talk.until(GREETED):
        return f"no greeting: {talk.shown[-200:]!r}"
    time.sleep(0.3)
    for part in re.findall(r"[^\r]*\r|[^\r]+", typed):
        talk.type(part)
        talk.until("\0", 0.4)
    return ""


def chatting(shell: str, plain: bool, state: str, number: int) -> Case:
    """A chat under a shell, told to end: the terminal is as it was, and the history is kept."""

    def tried(folder: Path) -> str:
        (folder / "here.md").write_text("mine", encoding="utf-8")
        command = [*COMMAND, *(["--plain"] if plain else []), "--knowledge", str(STARTER)]
        if shell:
            line = f"echo $$ >shell; {shlex.join(command)}; echo status $?"
            command = [shell, "-c", line]
        talk = Talk(folder, command)
        try:
            typed, shows = STATES[state]
            if state != "while it starts":
                if wrong := brought_to(talk, typed):
                    return wrong
                if not any(each.encode() in talk.shown for each in shows.split("|")):
                    return f"does not show {shows}: {talk.shown[-300:]!r}"
            else:
                time.sleep(0.15)
            process = talk.process.pid
            if shell:
                process = child_of(process)
            os.kill(process, number)
            if number == signal.SIGINT:
                time.sleep(0.3)
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGTERM)
            if talk.ended() is None:
                return "does not end"
            talk.until("\0", 0.1)
            after = termios.tcgetattr(talk.below)
            if "Traceback" in talk.shown.decode("utf-8", "replace"):
                return f"a traceback: {talk.shown[-300:]!r}"
            if after[3] != talk.before[3]:
                return f"the terminal is left with {after[3]:o}, it was {talk.before[3]:o}"
            history = folder / "home" / "state" / "verdict" / "history"
            kept = history.read_text(encoding="utf-8") if history.exists() else ""
            if "hello" in typed and "+hello\n" not in kept:
                return f"the history has {kept!r}"
            if b"\x1b[?2004h" in talk.shown and talk.shown.rfind(b"\x1b[?2004l") < talk.shown.rfind(b"\x1b[?2004h"):
                return "the terminal is left with marked pastes"
            return "" if (folder / "here.md").read_text(encoding="utf-8") == "mine" else "wrote over a file"
        finally:
            talk.close()

    how = "plain" if plain else "full"
    return Case(f"{how} chat{' under ' + shell if shell else ''} {state}: {signal.Signals(number).name}", tried)


def child_of(process: int) -> int:
    """The one child of a process, waited for."""
    for _ in range(200):
        found = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
        if found:
            return int(found[0])
        time.sleep(0.01)
    return process


def hung_up(plain: bool, state: str) -> Case:
    """A terminal that goes away: the chat ends, and keeps the history."""

    def tried(folder: Path) -> str:
        talk = Talk(folder, [*COMMAND, *(["--plain"] if plain else []), "--knowledge", str(STARTER)])
        try:
            typed, _ = STATES[state]
            if wrong := brought_to(talk, typed):
                return wrong
            talk.hang_up()
            end = time.monotonic() + 10
            while talk.process.poll() is None and time.monotonic() < end:
                time.sleep(0.05)
            if talk.process.poll() is None:
                return "does not end when its terminal is gone"
            history = folder / "home" / "state" / "verdict" / "history"
            return "" if not typed or (history.exists() and "+hello\n" in history.read_text()) else "no history"
        finally:
            talk.close()

    return Case(f"{'plain' if plain else 'full'} chat {state}: the terminal is gone", tried)


def stopped(plain: bool) -> Case:
    """Ctrl-Z and fg under a shell with jobs: the chat goes on where it was."""

    def tried(folder: Path) -> str:
        command = shlex.join([*COMMAND, *(["--plain"] if plain else []), "--knowledge", str(STARTER)])
        talk = Talk(folder, ["bash", "--norc", "-i"])
        try:
            talk.until("$", 5)
            talk.type(f"{command}\n")
            if not talk.until(GREETED):
                return f"no greeting: {talk.shown[-200:]!r}"
            for _ in range(3):
                time.sleep(0.4)
                talk.type("\x1a")
                if not talk.until("Stopped", 5):
                    return f"is not stopped: {talk.shown[-300:]!r}"
                flags = termios.tcgetattr(talk.below)[3]
                talk.type("echo a-$((1+1))-b\n")
                if not talk.until("a-2-b", 5):
                    return f"the shell is not itself: {flags:o}, {talk.shown[-300:]!r}"
                talk.type("fg\n")
                talk.until("\0", 0.6)
                talk.type("hello\r")
                if not (talk.until("Hello", 5) or b"Hi" in talk.shown):
                    return f"does not go on: {talk.shown[-300:]!r}"
            return "a traceback" if b"Traceback" in talk.shown else ""
        finally:
            talk.close()

    return Case(f"{'plain' if plain else 'full'} chat: Ctrl-Z and fg three times", tried)


def resized(plain: bool) -> Case:
    """Many changes of size while it is used."""

    def tried(folder: Path) -> str:
        import fcntl
        import struct

        talk = Talk(folder, [*COMMAND, *(["--plain"] if plain else []), "--knowledge", str(STARTER)])
        try:
            if not talk.until(GREETED):
                return "no greeting"
            for rows, columns in ((1, 1), (0, 0), (2, 3), (500, 500), (1, 200), (24, 1), (65_535, 65_535), (24, 80)):
                fcntl.ioctl(talk.above, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
                talk.until("\0", 0.1)
                talk.type("hello\r")
                talk.until("\0", 0.5)
            talk.type("/quit\r")
            status = talk.ended(20)
            if status != 0:
                return f"status {status}: {talk.shown[-300:]!r}"
            return "a traceback" if b"Traceback" in talk.shown else ""
        finally:
            talk.close()

    return Case(f"{'plain' if plain else 'full'} chat: changes of size", tried)


def chats() -> Iterator[Case]:
    for plain in (False, True):
        for state in STATES:
            if plain and state in ("in a search", "in a completion"):
                continue
            for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
                for shell in ("", *SHELLS):
                    if not (number == signal.SIGINT and state == "while it starts"):
                        yield chatting(shell, plain, state, number)
            if state != "while it starts":
                yield hung_up(plain, state)
        yield stopped(plain)
        yield resized(plain)


def cases() -> Iterator[Case]:
    """Signals to commands at many moments, and to chats in many states."""
    yield from early()
    yield from moments()
    yield from chats()


def besides() -> str:
    """What was seen besides: how late Python itself answered."""
    latest = Window.latest * 1_000
    return f"Ctrl-C before a line of ours ran: {Window.times} times, at the latest {latest:.0f} ms after the start"
