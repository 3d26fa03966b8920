"""Starts the command: on Linux in a copy of a process that has loaded the modules that it may need, ours and others'.

To load them is what most of a start takes. The process that is copied has opened what comes with the program besides
and been told some lines, which change no others (`test_understanding.py`), and taken a key. Its copy is given the
arguments, environment, folder and streams of a call, and is then a process like any other, in which `main.py` runs as
the main program. Where the environment is another for Python itself, the command is started anew.
"""

from __future__ import annotations

import atexit
import ctypes
import gc
import importlib
import json
import os
import pkgutil
import runpy
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

if sys.platform != "win32":
    import fcntl
    import termios

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, str(ROOT / "main.py")]

LOADED = (
    "argparse",
    "asyncio",
    "concurrent.futures",
    "getpass",
    "importlib.metadata",
    "json",
    "logging",
    "platformdirs",
    "prompt_toolkit",
    "rapidfuzz.fuzz",
    "rapidfuzz.process",
    "shutil",
    "tempfile",
    "xml.dom.minidom",
    "yaml",
)
"""What others bring and the command loads, now or then."""

USUAL = ("which is more secure", "does flask ship an orm?", "who made flask", "hello", "why?", "and django?", "zebras")
"""Lines of every kind: what is made when it is first needed is made of them once for all."""

OF_PYTHON = ("PYTHON", "LC_", "LANG")
"""How variables begin that Python looks at when it starts."""

ADOPT = 36  # PR_SET_CHILD_SUBREAPER

MOST = 1 << 20
"""Bytes of a call."""


def clean_environment(**more: str) -> dict[str, str]:
    """Return this environment without what would change the look of the output, plus `more`."""
    unwanted = {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "VERDICT_HISTORY"}
    kept = {key: value for key, value in os.environ.items() if key not in unwanted}
    return {**kept, "TERM": "xterm-256color", "PYTHONIOENCODING": "", "LC_ALL": "C.UTF-8", **more}


class Started(subprocess.Popen):
    """A process of the command; `on_terminal`, its standard input is the terminal that it is on.

    One in which `before` is done is a new one, as is one of another Python.
    """

    def __init__(
        self, *arguments: str, on_terminal: bool = False, before: Callable[[], object] | None = None, **options: object
    ) -> None:
        self._on_terminal, self._new = on_terminal, before is not None
        first = [*([take_terminal] if on_terminal else []), *([before] if before else [])]
        if first:
            options["preexec_fn"] = lambda: [each() for each in first]
        super().__init__([*COMMAND, *arguments], **{"env": clean_environment(), **options})

    def _execute_child(self, args, executable, preexec_fn, close_fds, pass_fds, cwd, env, *rest):
        if sys.platform != "linux" or self._new or of_python(env) != (server := served()).environment:
            super()._execute_child(args, executable, preexec_fn, close_fds, pass_fds, cwd, env, *rest)
            return
        ends = rest[3:9]
        streams = [number if end < 0 else end for number, end in enumerate((ends[0], ends[3], ends[5]))]
        self.pid = server.copied(streams, args[1:], env, str(cwd or os.getcwd()), self._on_terminal)
        self._child_created = True
        self._close_pipe_fds(*ends)


def of_python(environment: dict[str, str]) -> dict[str, str]:
    """Return what Python looks at when it starts."""
    return {name: value for name, value in environment.items() if name.startswith(OF_PYTHON)}


def take_terminal() -> None:
    """Make standard input the terminal of this process."""
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Server:
    """A process that does calls in copies of itself, each of which becomes a child of this one."""

    def __init__(self) -> None:
        ctypes.CDLL(None).prctl(ADOPT, 1, 0, 0, 0)
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        environment = clean_environment()
        self.environment = of_python(environment)
        with theirs:
            command, kept = [sys.executable, __file__, str(theirs.fileno())], [theirs.fileno()]
            none = subprocess.DEVNULL
            self._process = subprocess.Popen(
                command, stdin=none, stdout=none, env=environment, pass_fds=kept, start_new_session=True
            )

    def copied(self, streams: list[int], *call: object) -> int:
        """Return the number of a process that does a call."""
        socket.send_fds(self._line, [json.dumps(call).encode()], streams)
        return int(self._line.recv(MOST))


served = cache(Server)


def serve(number: int) -> None:
    """Do calls that come on a line, each in a copy of this process, in which alone this returns."""
    sys.path[0] = str(ROOT)
    ours = importlib.import_module("assistant").__path__
    for name in (*LOADED, *(each.name for each in pkgutil.walk_packages(ours, "assistant."))):
        importlib.import_module(name)
    assistant = importlib.import_module("assistant").Assistant()
    talk = importlib.import_module("assistant.terminal.talk").Talk(assistant)
    for line in USUAL:
        talk.reply(line)
    base, english = assistant.library.base, assistant.library.english
    importlib.import_module("assistant.knowledge.examples").all_examples(base, english)
    prompt_once()
    gc.freeze()
    gc.set_threshold(50_000)
    line = socket.socket(fileno=number)
    while True:
        data, streams, *_ = socket.recv_fds(line, MOST, 3)
        if not data:
            os._exit(0)
        told, tell = os.pipe()
        if not (between := os.fork()):
            if child := os.fork():
                os.write(tell, b"%d" % child)
                os._exit(0)  # so that the copy is adopted
            break
        os.waitpid(between, 0)
        line.send(os.read(told, 20))
        for each in (*streams, told, tell):
            os.close(each)
    for place, each in enumerate(streams):
        os.dup2(each, place)
    for each in (*streams, told, tell):
        os.close(each)
    line.close()
    become(*json.loads(data))


def prompt_once() -> None:
    """Take a key as the chat does, so that what a prompt is made of has been used."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.application import create_app_session
    from prompt_toolkit.input import create_pipe_input
    from prompt_toolkit.output import DummyOutput

    with create_pipe_input() as keys, create_app_session(keys, DummyOutput()):
        keys.send_text("a\x15\x04")
        with suppress(EOFError):
            PromptSession(multiline=True, bottom_toolbar="a", enable_suspend=True).prompt("> ")


def become(arguments: list[str], environment: dict[str, str], folder: str, on_terminal: bool) -> None:
    """Take over what a new process is given, its streams as Python opens them."""
    if on_terminal:
        take_terminal()
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = arguments
    for place, name in enumerate(("stdin", "stdout", "stderr")):
        usual = getattr(sys, name)
        made = open(  # noqa: SIM115
            place,
            usual.mode,
            encoding=usual.encoding,
            errors=usual.errors,
            newline="\n" if place else None,
            buffering=1 if place == 2 or os.isatty(place) else -1,
            closefd=False,
        )
        setattr(sys, name, made)
        setattr(sys, f"__{name}__", made)


def run() -> int:
    """Run the command as the main program and return its exit status, with all done that Python does at its end.

    Only what was loaded is not taken apart: to do so in a copy takes longer than most calls.
    """
    try:
        runpy.run_path(sys.argv[0], run_name="__main__")
        status = 0
    except SystemExit as end:
        status = int(end.code or 0)
    threading._shutdown()
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            status = 120
    return status


if __name__ == "__main__":
    serve(int(sys.argv[1]))
    os._exit(run())
