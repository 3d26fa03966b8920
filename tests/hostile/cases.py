"""What a way to break the program is, how it is tried against the real command, and what counts as held."""

from __future__ import annotations

import importlib
import os
import pkgutil
import pty
import re
import resource
import signal
import stat
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple

import assistant
from assistant.answering.library import knowledge_folder
from assistant.terminal.command_line import main as verdict
from tests.terminal import COMMAND, clean_environment, without_privilege

PATIENCE = 120.0
"""Seconds after which a command hangs."""

LONGEST = 330
"""Characters of a complaint, with the name of the program."""

BOUNDED = ["sh", "-c", 'ulimit -v 2000000; exec "$@"', "sh", *COMMAND]
"""The command with 2 GB of memory at most."""

ACTS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What acts on a terminal or splits a line."""

STARTER = knowledge_folder() / "starter"
ASKED, ANSWER = "which one is cheaper", "The bike wins"
"""A question to the starter, and what its answer says."""


class Case(NamedTuple):
    """A way to break the program: `tried` in an empty folder of its own it returns what broke, "" for nothing."""

    name: str
    tried: Callable[[Path], str]


class Done(NamedTuple):
    """What came of a command; of one that hangs the status is -1."""

    status: int
    out: str
    err: str


Environment = dict[str, str | None]
"""Variables that are set, or with None taken away."""


def environment(folder: Path, more: Environment | None = None) -> dict[str, str]:
    """Return surroundings whose home is in a folder, its cache that of this process."""
    mine = {name: str(folder / "home" / name) for name in ("config", "state")}
    own: Environment = {
        "HOME": str(folder / "home"),
        "XDG_CONFIG_HOME": mine["config"],
        "XDG_STATE_HOME": mine["state"],
        **(more or {}),
    }
    found = clean_environment()
    found.update((name, value) for name, value in own.items() if value is not None)
    return {name: value for name, value in found.items() if own.get(name, "") is not None}


def run(
    folder: Path,
    *arguments: object,
    given: bytes = b"",
    more: Environment | None = None,
    command: Iterable[str] = COMMAND,
    before: Callable[[], None] | None = None,
    forked: bool = True,
) -> Done:
    """Run the command in a folder to its end; `before` is done in its process before it begins.

    With `forked` it may be a copy of this process, where that is wanted.
    """
    call = [os.fspath(each) if isinstance(each, Path) else str(each) for each in arguments]
    if FORKED and forked and before is not without_privilege:  # rights are lost where a process begins
        return _forked(folder, call, given, environment(folder, more), before)
    try:
        done = subprocess.run(
            [*command, *call],
            input=given,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
            cwd=folder,
            env=environment(folder, more),
            preexec_fn=before,
        )
    except subprocess.TimeoutExpired as late:
        return Done(-1, _text(late.stdout), _text(late.stderr))
    return Done(done.returncode, _text(done.stdout), _text(done.stderr))


FORKED = False
"""Whether the command is not started anew each time: a copy of this process becomes it."""


def make_ready() -> None:
    """Import whatever a call may need, so that copies of this process need not."""
    global FORKED
    FORKED = True
    for module in pkgutil.walk_packages(assistant.__path__, "assistant."):
        if "guest" not in module.name:
            importlib.import_module(module.name)


def _forked(
    folder: Path, call: list[str], given: bytes, variables: dict[str, str], before: Callable[[], None] | None
) -> Done:
    """Run the command in a copy of this process, which has one thread."""
    with TemporaryFile() as typed, TemporaryFile() as out, TemporaryFile() as err:
        typed.write(given)
        typed.seek(0)
        child = os.fork()
        if not child:
            _become(folder, call, variables, before, [each.fileno() for each in (typed, out, err)])
        end, status = time.monotonic() + PATIENCE, 0
        while not (found := os.waitpid(child, os.WNOHANG))[0]:
            if time.monotonic() > end:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                return Done(-1, "", "")
            time.sleep(0.002)
        status = os.waitstatus_to_exitcode(found[1])
        out.seek(0)
        err.seek(0)
        return Done(status, _text(out.read()), _text(err.read()))


def _become(
    folder: Path, call: list[str], variables: dict[str, str], before: Callable[[], None] | None, streams: list[int]
) -> None:
    """Be the command, in this process to its end."""
    try:
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(variables)
        for number, each in enumerate(streams):
            os.dup2(each, number)
        sys.stdin, sys.stdout, sys.stderr = (os.fdopen(each, mode, encoding="utf-8") for each, mode in enumerate("rww"))
        resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
        if before:
            before()
        status = verdict(call)
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(70)


def chat(
    folder: Path,
    typed: str,
    *arguments: object,
    more: Environment | None = None,
    before: Callable[[], None] | None = None,
) -> Done:
    """Run a plain chat on a terminal of its own, all lines typed at once, and return what came of it."""
    above, below = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, "--plain", "--knowledge", str(STARTER), *map(str, arguments)],
        stdin=below,
        stdout=below,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=environment(folder, more),
        preexec_fn=before,
        start_new_session=True,
    ) as process:
        os.close(below)
        late = threading.Timer(PATIENCE, process.kill)
        late.start()
        os.write(above, typed.encode())
        shown = b""
        with suppress(OSError):  # how a terminal ends
            while part := os.read(above, 65_536):
                shown += part
        status = process.wait()
        hung = not late.is_alive()
        late.cancel()
        os.close(above)
        err = process.stderr.read() if process.stderr else b""
    return Done(-1 if hung else status, _text(shown), _text(err))


def _text(data: bytes | None) -> str:
    return (data or b"").decode("utf-8", "replace")


def judged(done: Done, *statuses: int, says: str = "") -> str:
    """Return what is wrong in what came of a command, "" where nothing is.

    Whatever the status, it ends, without a traceback, and nothing that it prints acts on a terminal. With status 2 it
    complains in one line, which begins with its name, is short, and `says` something; other notes are as short.
    """
    if done.status < 0:
        return "hangs" if done.status == -1 else f"dies of signal {-done.status}"
    if "Traceback" in done.out + done.err or "Error:" in done.err:
        return f"a traceback: {done.err.strip().splitlines()[-1:]}"
    if statuses and done.status not in statuses:
        return f"status {done.status}: {(done.err or done.out)[:200]!r}"
    if acting := ACTS.findall(re.sub(r"\x1b\[[0-9;]*m", "", done.out) + done.err):
        return f"prints what acts on a terminal: {acting[:5]}"
    if done.status == 2 and (done.err.count("\n") != 1 or not done.err.startswith("verdict: ")):
        return f"not one line of errors: {done.err[:300]!r}"
    if long := [line for line in done.err.splitlines() if len(line) > LONGEST]:
        return f"a line of {len(long[0])} characters: {long[0][:100]!r}"
    if done.status == 2 and "; " not in done.err:
        return f"no mend: {done.err!r}"
    return "" if says in done.err + done.out else f"does not say {says!r}: {(done.err or done.out)[:300]!r}"


Tree = dict[str, tuple[int, int, bytes]]


def tree(folder: Path) -> Tree:
    """Return what stands in a folder: each path with its mode, when it was changed, and what it holds."""
    found: Tree = {}
    for path in folder.rglob("*"):
        state = path.lstat()
        data = path.read_bytes() if stat.S_ISREG(state.st_mode) else b""
        data = os.fsencode(os.readlink(path)) if stat.S_ISLNK(state.st_mode) else data
        found[str(path.relative_to(folder))] = (state.st_mode, state.st_mtime_ns, data)
    return found


def changed(before: Tree, after: Tree) -> str:
    """Return what differs between two states of a folder, "" where nothing does; folders may have got files."""
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name), after.get(name)
        if old is None or new is None:
            return f"{name} was {'made' if old is None else 'deleted'}"
        if old[::2] != new[::2] or (stat.S_ISREG(old[0]) and old != new):
            return f"{name} was changed: {old[0]:o} {old[2][:40]!r}, {new[0]:o} {new[2][:40]!r}"
    return ""


def starter(folder: Path) -> Path:
    """Return a copy of the starter in a folder, without its scripts; no index of it comes with the program."""
    base = folder / "base"
    base.mkdir()
    text = (STARTER / "knowledge.yaml").read_text(encoding="utf-8")
    (base / "knowledge.yaml").write_text(f"# a copy\n{text}", encoding="utf-8")
    return base
