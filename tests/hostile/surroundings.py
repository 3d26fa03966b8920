"""Whatever surrounds the command: homes, variables, locales, widths, terminals, limits, letters, pastes."""

from __future__ import annotations

import json
import os
import re
import resource
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.hostile.cases import (
    ANSWER,
    ASKED,
    PATIENCE,
    STARTER,
    Case,
    Done,
    Environment,
    chat,
    environment,
    judged,
    run,
)
from tests.terminal import COMMAND, without_privilege

ASK = ("ask", ASKED, "--knowledge", STARTER)
CALLS: dict[str, tuple[Any, ...]] = {
    "ask": ASK,
    "ask as JSON": (*ASK, "--json"),
    "ask in colour": (*ASK, "--color", "always"),
    "topics": ("topics", "--knowledge", STARTER),
    "help": ("--help",),
    "help of a command": ("test", "--help"),
    "version": ("--version",),
    "test": ("test", STARTER, "-q"),
    "check": ("check", STARTER),
    "piped": ("--knowledge", STARTER),
    "completion": ("completion", "bash"),
}

HOMES: dict[str, str | None] = {
    "none": None,
    "empty": "",
    "here": ".",
    "relative": "some/where",
    "a tilde": "~",
    "a user": "~root",
    "nowhere": "/nonexistent/home",
    "a file": "{folder}/letter",
    "a device": "/dev/null",
    "the root": "/proc",
    "a line end": "{folder}/a\nb",
    "an escape": "{folder}/\x1b[2J\u202e",
    "no UTF-8": "{folder}/\udcff",
    "long": "/" + "x" * 300 + "/y",
    "longer": "/x" * 2_500,
}
FOLDERS: dict[str, str | None] = {
    **{name: HOMES[name] for name in HOMES if name != "a user"},
    "blank": " ",
    "dots": "../..",
}


def nothing_here(folder: Path, more: Environment, what: str) -> str:
    """Ask, talk and test in a folder with such surroundings: all is answered, and nothing is written there."""
    here = folder / "here"
    here.mkdir()
    (folder / "letter").write_text("mine", encoding="utf-8")
    more = {name: value and value.replace("{folder}", str(folder)) for name, value in more.items()}
    own = {"HOME": "home", "XDG_CONFIG_HOME": "home/config", "XDG_STATE_HOME": "home/state"}
    elsewhere = {name: str(folder / path) for name, path in own.items()}
    more = {"VERDICT_CACHE": None, "XDG_CACHE_HOME": None, **elsewhere, **more}
    if what == "chat":
        done = chat(here, "hello\n/theme dark\nhello\n/quit\n", more=more)
        wrong = judged(Done(done.status, "", done.err), 0)
        wrong = wrong or ("" if re.search("Hello|Hi", done.out) else f"no answer: {done.out[-200:]!r}")
    else:
        calls = {"ask": ("ask", "which is more secure"), "test": ("test", STARTER, "-q")}
        wrong = judged(run(here, *calls[what], more=more), 0)
    left = sorted(os.listdir(here))
    if left or (folder / "letter").read_text(encoding="utf-8") != "mine":
        return f"wrote {left} where it was called"
    return wrong


def homes() -> Iterator[Case]:
    for what in ("ask", "test", "chat"):
        for name, home in HOMES.items():
            more: Environment = {"HOME": home, "XDG_CONFIG_HOME": None, "XDG_STATE_HOME": None}
            yield Case(f"HOME {name}: {what}", lambda folder, more=more, what=what: nothing_here(folder, more, what))
        for variable in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "VERDICT_CACHE", "VERDICT_HISTORY"):
            if (what, variable) in {("ask", "XDG_CONFIG_HOME"), ("ask", "XDG_STATE_HOME"), ("ask", "VERDICT_HISTORY")}:
                continue
            for name, value in FOLDERS.items():
                if variable.startswith("VERDICT") and name in ("here", "relative", "a tilde", "blank", "dots"):
                    continue  # what is named by the user is used as it is named
                yield Case(
                    f"{variable} {name}: {what}",
                    lambda folder, more={variable: value}, what=what: nothing_here(folder, more, what),
                )


VARIABLES: dict[str, tuple[str, ...]] = {
    "COLUMNS": ("", "0", "1", "2", "5", "-3", "1e3", "²", "٣", "9" * 30, "9" * 6_000, "\x1b[2J", "80x24", " 80 "),
    "LINES": ("", "0", "1", "-1", "9" * 30, "x"),
    "TERM": (
        "",
        "dumb",
        "xterm",
        "unknown",
        "vt52",
        "xterm-256color",
        "\x1b[2J",
        "x" * 5_000,
        "../../etc/passwd",
        "linux",
    ),
    "LC_ALL": ("", "C", "POSIX", "C.UTF-8", "nowhere", "de_DE.ISO-8859-1", "x" * 5_000, "tr_TR.UTF-8"),
    "LANG": ("", "C", "nowhere", "ja_JP.SJIS"),
    "PYTHONIOENCODING": ("", "ascii", "utf-8", "latin-1", "utf-8:surrogateescape", ":replace"),
    "PYTHONUTF8": ("0", "1"),
    "PYTHONWARNINGS": ("error", "default", "nonsense"),
    "PYTHONOPTIMIZE": ("1", "2"),
    "PYTHONDEVMODE": ("1",),
    "PYTHONUNBUFFERED": ("1",),
    "PYTHONDONTWRITEBYTECODE": ("1",),
    "PYTHONHASHSEED": ("0", "1", "4294967295"),
    "PYTHONSAFEPATH": ("1",),
    "PYTHONNOUSERSITE": ("1",),
    "PYTHONTRACEMALLOC": ("3",),
    "PYTHONMALLOC": ("debug", "malloc"),
    "PYTHONASYNCIODEBUG": ("1",),
    "PYTHONPATH": ("", "/nonexistent", "/dev/null", ":::", "x" * 5_000),
    "PYTHONPYCACHEPREFIX": ("/nonexistent", "/dev/null"),
    "NO_COLOR": ("", "0", "1", "\x1b[2J"),
    "FORCE_COLOR": ("", "0", "1", "3", "x"),
    "CLICOLOR_FORCE": ("1",),
    "TZ": ("", "nowhere", "x" * 5_000, ":/dev/zero", "../../../etc/passwd"),
    "TMPDIR": ("", "/nonexistent", "/dev/null", "."),
    "PAGER": ("false", "touch owned"),
    "EDITOR": ("touch owned",),
    "VISUAL": ("touch owned",),
    "BROWSER": ("touch owned",),
    "INPUTRC": ("/dev/zero", "/nonexistent"),
    "TERMINFO": ("/nonexistent", "/dev/null"),
    "ESCDELAY": ("x", "-1"),
    "PROMPT_TOOLKIT_COLOR_DEPTH": ("nonsense", "DEPTH_24_BIT"),
    "HTTP_PROXY": ("http://127.0.0.1:1",),
    "VERDICT_HISTORY": ("", "off", "0", "/dev/null"),
    "VERDICT_CACHE": ("", "/dev/null", "/nonexistent/x"),
    "XDG_DATA_DIRS": ("\0".replace("\0", ":"),),
    "COLORTERM": ("truecolor", "x"),
    "WT_SESSION": ("1",),
    "TERM_PROGRAM": ("vscode", "x"),
    "VTE_VERSION": ("x", "9" * 6_000, "-1"),
}
FATAL = {"PYTHONWARNINGS": ("nonsense",), "PYTHONHASHSEED": ()}
"""Of what Python itself complains."""


def variables() -> Iterator[Case]:
    for name, values in VARIABLES.items():
        for value in values:
            for call in ("ask", "topics", "help", "piped", "ask as JSON", "test"):
                yield of_variable(name, value, call)
            yield of_variable_in_chat(name, value)


def of_variable(name: str, value: str, call: str) -> Case:
    """A variable of any value: the status is as ever, nothing but Python itself complains, nothing is written."""

    def tried(folder: Path) -> str:
        python = name.startswith("PYTHON")
        done = run(folder, *CALLS[call], given=f"{ASKED}\n".encode(), more={name: value}, forked=not python)
        notes = done.err if value not in FATAL.get(name, ()) and name not in ("PYTHONWARNINGS",) else ""
        if notes:
            return f"tells {notes[:200]!r}"
        if call in ("ask", "piped", "ask as JSON") and "bike" not in done.out.replace("\0", "").casefold():
            return f"no answer: {done.out[:200]!r}"
        if [each for each in folder.iterdir() if each.name != "home"]:
            return f"wrote {os.listdir(folder)}"
        return judged(Done(done.status, done.out.replace("\0", ""), ""), 0)

    return Case(f"{name}={value[:12]!r}: {call}", tried)


def of_variable_in_chat(name: str, value: str) -> Case:
    def tried(folder: Path) -> str:
        done = chat(folder, f"{ASKED}\n/score\n/quit\n", more={name: value})
        if value in FATAL.get(name, ()):
            return ""
        if "bike" not in done.out.casefold():
            return f"no answer: {done.out[-200:]!r}"
        owned = [each.name for each in folder.iterdir() if each.name not in ("home", ".cache")]
        return f"wrote {owned}" if owned else judged(Done(done.status, "", done.err), 0)

    return Case(f"{name}={value[:12]!r}: chat", tried)


LIMITS: dict[str, tuple[int, int]] = {
    "twenty open files": (resource.RLIMIT_NOFILE, 20),
    "ten open files": (resource.RLIMIT_NOFILE, 10),
    "a stack of 256 kB": (resource.RLIMIT_STACK, 256 << 10),
    "no core": (resource.RLIMIT_CORE, 0),
    "no file of a byte": (resource.RLIMIT_FSIZE, 0),
    "300 MB of memory": (resource.RLIMIT_AS, 300 << 20),
    "no locked memory": (resource.RLIMIT_MEMLOCK, 0),
}


def limits() -> Iterator[Case]:
    for name, (kind, most) in LIMITS.items():

        def limit(kind: int = kind, most: int = most) -> None:
            resource.setrlimit(kind, (most, most))

        for call in ("ask", "topics", "help", "piped"):

            def tried(folder: Path, call: str = call, limit: Callable[[], None] = limit) -> str:
                done = run(folder, *CALLS[call], given=f"{ASKED}\n".encode(), before=limit, forked=False)
                return judged(done, 0) or (f"tells {done.err[:200]!r}" if done.err else "")

            yield Case(f"{name}: {call}", tried)
    for umask in (0o000, 0o777, 0o077):
        for call in ("ask", "test"):

            def masked(folder: Path, umask: int = umask, call: str = call) -> str:
                base = folder / "base.yaml"
                text = (STARTER / "knowledge.yaml").read_text(encoding="utf-8")
                base.write_text(f"{text}\n# {umask}\n", encoding="utf-8")
                more: Environment = {"VERDICT_CACHE": str(folder / "cache")}
                arguments = ("ask", ASKED) if call == "ask" else ("test", STARTER)
                done = run(
                    folder,
                    *arguments,
                    "--knowledge",
                    base,
                    more=more,
                    before=lambda: void(os.umask(umask)),
                    forked=False,
                )
                wrong = judged(done, 0)
                loose = [each.name for each in (folder / "cache").glob("*") if each.stat().st_mode & 0o077]
                return wrong or (f"others may read {loose}" if loose else "")

            yield Case(f"umask {umask:o}: {call}", masked)


def void(_: object) -> None:
    """Return nothing of anything."""


def wheres() -> Iterator[Case]:
    """Folders that are gone, or cannot be read, and inputs that are none."""
    calls = {name: shlex.join(map(str, CALLS[name])) for name in ("ask", "topics", "help", "test", "check")}
    for name, call in calls.items():
        command = f"{shlex.join(COMMAND)} {call}"
        for where, line in {
            "a folder that is gone": f"mkdir gone && cd gone && rmdir ../gone && {command}",
            "a folder that is not to be read": (
                f"mkdir shut; cd shut; chmod 0 $PWD; {command}; s=$?; chmod 700 $PWD; exit $s"
            ),
            "an output that is a closed pipe": f"( {command}; echo $? >status ) | true; cat status >&2",
            "an input that does not wait": f"{command} </dev/null",
            "no error stream, twice": f"{command} 2>&- 2>&-",
            "many open files": f"exec 3</dev/null 4</dev/null 5</dev/null 9</dev/null; {command}",
            "in the background": f"{command} & wait $!",
            "without a terminal": f"setsid {command}",
            "nice": f"nice -n 19 {command}",
            "under time": f"env -i {command}",
        }.items():
            yield in_shell(f"{where}: {name}", line, where)


def in_shell(name: str, line: str, where: str) -> Case:
    def tried(folder: Path) -> str:
        done = subprocess.run(
            ["sh", "-c", line],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            cwd=folder,
            env=environment(folder),
            timeout=PATIENCE,
            check=False,
            preexec_fn=without_privilege if "not to be read" in where else None,
        )
        err = done.stderr.decode("utf-8", "replace")
        if "closed pipe" in where:
            return "" if err.strip() in ("0", "1") else f"tells {err[:200]!r}"
        return judged(Done(done.returncode, done.stdout.decode("utf-8", "replace"), err), 0) or (
            f"tells {err[:200]!r}" if err else ""
        )

    return Case(name, tried)


NOTHING = (
    "\u00ad\u200b\u200c\u200d\u2060\ufeff\u180e\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2066\u2067\u2068\u2069\u034f\ufe00\ufe0f\u061c\u206a\u115f\u3164\U000e0001\U000e0100"
)
"""Characters that are nothing within a word."""

QUESTIONS = {"which one is cheaper": "bike", "which is faster": "car"}


def letters() -> Iterator[Case]:
    """Characters that are nothing, in each place of a question: the answer is the same, to each of a hundred lines."""
    plain = "which is more secure"
    for each in NOTHING:

        def tried(folder: Path, each: str = each) -> str:
            lines = [f"{plain[:at]}{each}{plain[at:]}" for at in range(len(plain) + 1)]
            lines += [each.join(plain), f"{each * 50}{plain}{each * 50}", plain.replace(" ", f"{each} {each}")]
            given = "".join(f"{line}\n\n" for line in lines).encode()
            done = run(folder, "--json", given=given)
            if wrong := judged(done, 0):
                return wrong
            picks = [json.loads(line)["pick"] for line in done.out.splitlines()]
            lost = [line for line, pick in zip(lines, picks, strict=True) if pick != "django"]
            return f"{len(lost)} are read otherwise: {lost[0]!a}" if lost else ""

        yield Case(f"U+{ord(each):04X} anywhere", tried)
    looks = {
        "full width": plain.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)}),
        "upper case": plain.upper(),
        "mathematical": "".join(chr(0x1D41A + ord(each) - 97) if each.isalpha() else each for each in plain),
        "no-break blanks": plain.replace(" ", "\u00a0"),
        "wide blanks": plain.replace(" ", "\u3000"),
        "tabs": plain.replace(" ", "\t"),
        "many blanks": plain.replace(" ", " " * 50),
        "a mark before": f"\ufeff{plain}",
        "CRLF": f"{plain}\r",
        "quotes": f"“{plain}”",
        "curly marks": "what’s more secure",
        "line separators": plain.replace(" ", "\u2028"),
        "form feeds": plain.replace(" ", "\f"),
    }
    for name, line in looks.items():

        def looked(folder: Path, line: str = line) -> str:
            done = run(folder, "ask", "--json", "--", line)
            return judged(done, 0) or (
                "" if json.loads(done.out)["pick"] == "django" else f"read otherwise: {done.out[:200]}"
            )

        yield Case(f"letters: {name}", looked)


def pastes() -> Iterator[Case]:
    """Pastes without marks, into both chats: fast, and the prompt comes again."""
    for plain in (True, False):
        for name, text in {
            "20 kB in a line": "which one is cheaper " * 1_000,
            "a hundred lines": f"{ASKED}\n" * 100,
            "4 kB of letters": "x" * 4_000,
            "tabs": "\t" * 500,
            "escapes": "\x1b[A\x1b[B\x1b[999C" * 100,
            "controls": "".join(map(chr, range(1, 3))) * 20 + "\x07\x08" * 50,
            "wide letters": "你好" * 1_000,
            "emoji": "👩‍👩‍👧‍👦" * 200,
            "combining marks": "e\u0301\u0302" * 1_000,
        }.items():
            yield pasted(plain, name, text)


def pasted(plain: bool, name: str, text: str) -> Case:
    def tried(folder: Path) -> str:
        from tests.hostile.signals import GREETED, Talk

        talk = Talk(folder, [*COMMAND, *(["--plain"] if plain else []), "--knowledge", str(STARTER)])
        try:
            if not talk.until(GREETED):
                return f"no greeting: {talk.shown[-200:]!r}"
            talk.until("\0", 0.4)
            begin = time.process_time()
            data, sent = text.encode(), 0
            while sent < len(data):
                sent += os.write(talk.above, data[sent : sent + 256])
                talk.until("\0", 0.002)
            talk.type("\x03" if not plain else "\n")
            talk.until("\0", 0.5)
            talk.type(f"\r{ASKED}\r" if not plain else f"{ASKED}\n")
            if not talk.until(ANSWER.split()[-1], 90):
                return f"no answer after it: {talk.shown[-300:]!r}"
            del begin
            used = sum(map(int, Path(f"/proc/{talk.process.pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]))
            seconds = used / os.sysconf("SC_CLK_TCK")
            if seconds > 12:
                return f"takes {seconds:.1f} s of the processor"
            return "a traceback" if b"Traceback" in talk.shown else ""
        finally:
            talk.close()

    return Case(f"paste into the {'plain' if plain else 'full'} chat: {name}", tried)


WAYS = (
    ["-O"],
    ["-OO"],
    ["-W", "error"],
    ["-X", "dev"],
    ["-X", "dev", "-W", "error"],
    ["-B"],
    ["-u"],
    ["-E"],
    ["-s"],
    ["-bb"],
    ["-X", "utf8=0"],
    ["-X", "importtime"],
    ["-I"],
)


def pythons() -> Iterator[Case]:
    for options in WAYS:
        for call in ("ask", "topics", "test", "check", "help"):

            def tried(folder: Path, options: list[str] = options, call: str = call) -> str:
                done = run(folder, *CALLS[call], command=[sys.executable, *options, *COMMAND[1:]], forked=False)
                if "importtime" in options:
                    return judged(Done(done.status, done.out, ""), 0)
                return judged(done, 0) or (f"tells {done.err[:200]!r}" if done.err else "")

            yield Case(f"python {' '.join(options)}: {call}", tried)


def cases() -> Iterator[Case]:
    """All surroundings."""
    yield from homes()
    yield from variables()
    yield from limits()
    yield from wheres()
    yield from letters()
    yield from pastes()
    yield from pythons()
