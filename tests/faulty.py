"""Let what a call asks of the system fail, once at each place in turn, and see what becomes of files and answers.

    python -m tests.faulty [--every N] [--kinds N] [PLACE …]

Every operation that makes, writes, flushes or moves a file, or opens one to read it, is a point. A call is run in a
process of its own for each of its points, with one fault there:

- `fails`: the operation is refused: no right, a disk that is full after half of it, a failed flush;
- `stops`: Ctrl-C comes at that moment;
- `dies`: the process is killed there;
- `unread`: a file cannot be read;

and as a whole with `short` (every write takes half of what it is given) and `full` (the system lets no file grow beyond
so many bytes). It runs where there are pseudo-terminals.
"""

from __future__ import annotations

import argparse
import builtins
import errno
import importlib
import io
import json
import os
import pkgutil
import pty
import re
import resource
import shutil
import signal
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import assistant
from assistant import Assistant
from assistant.answering.library import Library, building
from assistant.answering.library.kept import cache_folder
from assistant.terminal.command_line import main as verdict

KINDS = ("fails", "stops", "dies", "unread", "short", "full")
SIZES = (0, 1, 40, 400)
"""Bytes beyond which no file grows, in turn."""

REFUSALS = {
    "open": errno.EACCES,
    "mkdir": errno.EROFS,
    "write": errno.ENOSPC,
    "fsync": errno.EIO,
    "replace": errno.EPERM,
    "read": errno.EIO,
}

Tree = dict[str, bytes]
"""Paths in a folder to what the files hold, without times; folders end in a slash and hold nothing."""

FILES = {
    "tests/s.verdict.yaml": "knowledge: ../base\nquestions: [{ask: hello}, {ask: bake bread, status: answered}]\n",
    "log.jsonl": '{"question": "hew wood", "status": "unknown"}\n',
    "report.xml": "<?xml version='1.0' encoding='utf-8'?>\n<testsuites></testsuites>\n",
    "pairs.csv": "question,answer\nhow long is it,Two metres.\nwho made it,A smith.\nnothing,\n",
    "talk.md": "what I kept\n",
    "home/config/verdict/settings.yaml": "theme: light\nediting: emacs\n",
    "home/state/verdict/history": "\n# then\n+an old line\n",
}
"""What stands in the folder that a call is run in, beside a base twice (`base`, `changed`) and a cache."""

SMALL = """\
title: Yard
faq:
- {q: When does the yard open?, a: At nine.}
- {q: Which one is cheaper?, a: The small one.}
- {q: Who mends a saw?, a: The smith next door.}
"""

CACHE = Path()
"""Where the indexes lie that calls find made."""

GROWING = ("log.jsonl", "new.jsonl", "home/state/verdict/history")
"""Files to which lines are added one by one."""


PAGE = 4_096
MEMORY = "/dev/shm"
"""Where files are made and flushed without waiting for a disk."""


class Place(NamedTuple):
    """A call that writes, the lines typed (on a terminal?), what it prints all the same, and its status then."""

    call: tuple[str, ...]
    typed: str = ""
    terminal: bool = False
    answer: str = ""
    status: int = 2


BASE = ("--knowledge", "base")

PLACES = {
    "log": Place(("ask", "bake bread", *BASE, "--log-misses", "log.jsonl"), answer="does not say"),
    "new log": Place(("ask", "bake bread", *BASE, "--log-misses", "new.jsonl"), answer="does not say"),
    "piped": Place(
        ("--log-misses", "log.jsonl", "--json", *BASE), "bake bread\nhello\nsaw wood\n", answer='"saw wood"'
    ),
    "report": Place(("test", "tests", "--junit", "report.xml"), answer="2 failed"),
    "new report": Place(("test", "tests", "--junit", "new.xml", "--json"), answer='"bake bread"'),
    "update": Place(("test", "tests", "--update", "new.verdict.yaml"), answer="2 failed"),
    "export": Place(("export", "base", "-o", "new.csv")),
    "new": Place(("new", "made/here")),
    "import": Place(("import", "pairs.csv", "-o", "made/here")),
    "mend an entry": Place(("mend", "base", "log.jsonl"), "1\nq\n"),
    "mend by a new one": Place(("mend", "base", "log.jsonl"), "n\nWith an axe.\nq\n"),
    "index": Place(("ask", "which one is cheaper", "--knowledge", "changed"), answer="The small one", status=0),
    "chat": Place(
        ("--plain", *BASE, "--log-misses", "log.jsonl"),
        "bake bread\n/theme dark\n/save talk.md\ny\nhello\n/quit\n",
        terminal=True,
        answer="does not say",
        status=0,
    ),
}


def own(file: int | str | Path) -> bool:
    """Tell whether a file, open or by its path, is one of those that a call is given, and no index."""
    path = os.readlink(f"/proc/self/fd/{file}") if isinstance(file, int) else str(file)
    return path.startswith(f"{CACHE.parent / 'run'}/") or not path.startswith("/")


class Fault(NamedTuple):
    """A kind of fault ("" for none) and the point where it comes; of `full`, the bytes."""

    kind: str = ""
    point: int = 0


class Outcome(NamedTuple):
    """What came of a call: status (a signal's number below zero), output, errors, files, and what the fault came to.

    Where no fault came, the last is a letter for each point: `r` where a file is opened to read it, else `w`.
    """

    status: int
    out: str
    err: str
    files: Tree
    where: str


class Faults:
    """Stands between the program and the system, in this process and until its end; `tell` hears where a fault came."""

    def __init__(self, fault: Fault, tell: Callable[[str], object]) -> None:
        self._fault, self._tell, self._count = fault, tell, 0
        self._write = os.write
        if fault.kind in ("", "unread"):
            for module, name in ((io, "open"), (builtins, "open")):
                self._before(module, name, "read", lambda file, mode="r", *_, **__: mode[0] == "r" and own(file))
        if fault.kind != "unread":
            for name in ("mkdir", "fsync", "replace"):
                self._before(os, name, name, lambda *_, **__: True)
            self._before(os, "open", "open", lambda path, flags, *_, **__: bool(flags & os.O_CREAT))
            vars(os)["write"] = self._written

    def _before(self, module: Any, name: str, what: str, counts: Callable[..., bool]) -> None:
        real = getattr(module, name)

        def instead(*given: Any, **more: Any) -> Any:
            if counts(*given, **more):
                self._come(what)
            return real(*given, **more)

        vars(module)[name] = instead

    def _come(self, what: str, first: Callable[[], object] = lambda: None) -> None:
        """Let the fault come where it is its turn; `first` is done before it."""
        self._count += 1
        if not self._fault.kind:
            self._tell("r" if what == "read" else "w")
        if self._fault.kind in ("", "short") or self._count != self._fault.point:
            return
        first()
        self._tell(what)
        if self._fault.kind == "stops":
            raise KeyboardInterrupt
        if self._fault.kind == "dies":
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(REFUSALS[what], os.strerror(REFUSALS[what]))

    def _written(self, file: int, data: bytes) -> int:
        half = bytes(data)[: max(len(data) // 2, 1)]
        if self._fault.kind == "dies" and len(data) < PAGE:  # such a write is not cut in two by a signal
            half = b""
        if self._fault.kind == "short":
            return self._write(file, half)
        self._come("write", lambda: self._write(file, half))
        return self._write(file, data)


def prepare(folder: Path) -> None:
    """Fill a folder with what calls are run in."""
    bases = {"base/knowledge.yaml": SMALL, "changed/knowledge.yaml": SMALL + "# changed\n"}
    for name, text in {**FILES, **bases}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "cache").mkdir(mode=0o700)
    for kept in CACHE.glob("*.index"):
        os.link(kept, folder / "cache" / kept.name)


@contextmanager
def empty_folder() -> Iterator[Path]:
    """A folder that is empty, and gone afterwards; it has the same name every time."""
    folder = CACHE.parent / "run"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def tree(folder: Path) -> Tree:
    """Return what stands in a folder."""
    found = {}
    for path in folder.rglob("*"):
        name = str(path.relative_to(folder)) + "/" * path.is_dir()
        data = b"" if path.is_dir() else path.read_bytes()
        data = b"%d" % zlib.crc32(data) if name.endswith(".index") else data
        found[name] = re.sub(rb'time="[\d.]+"|# \d[^\n]*', b"", data)
    return found


def run(place: Place, fault: Fault) -> Outcome:
    """Run a call with a fault in a child of this process, in a folder of its own."""
    with empty_folder() as folder:
        prepare(folder)
        ends = [os.pipe() for _ in range(4)]
        (given, typed), (out, _), (err, _), (told, _) = ends
        above, below = pty.openpty() if place.terminal else (out, -1)
        os.write(above if place.terminal else typed, place.typed.encode())
        os.close(typed)
        child = os.fork()
        if not child:
            streams = (below, below) if place.terminal else (given, ends[1][1])
            for number, each in enumerate((*streams, ends[2][1])):
                os.dup2(each, number)
            _become(place, fault, folder, ends[3][1])
        for each in (ends[1][1], ends[2][1], ends[3][1], *([below] if place.terminal else [])):
            os.close(each)
        shown = _all(above)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        errors, where = _all(err), _all(told)
        for each in {given, out, err, told, above}:
            os.close(each)
        return Outcome(status, shown, errors, tree(folder), where)


def _become(place: Place, fault: Fault, folder: Path, tell: int) -> None:
    """Be the program, in this process to its end."""
    try:
        os.chdir(folder)
        own = {
            "HOME": "home",
            "XDG_CONFIG_HOME": "home/config",
            "XDG_STATE_HOME": "home/state",
            "VERDICT_HISTORY": "home/state/verdict/history",
            "VERDICT_CACHE": "cache",
        }
        os.environ.update({name: str(folder / path) for name, path in own.items()}, TERM="dumb")
        sys.stdin, sys.stdout, sys.stderr = (os.fdopen(each, mode, encoding="utf-8") for each, mode in enumerate("rww"))
        write = os.write
        if fault.kind == "full":
            resource.setrlimit(resource.RLIMIT_FSIZE, (fault.point, fault.point))
        else:
            Faults(fault, lambda what: write(tell, what.encode()))
        status = verdict(place.call)
        sys.stdout.flush()
        os._exit(status)
    finally:
        sys.excepthook(*sys.exc_info())
        os._exit(70)


def _all(file: int) -> str:
    """Return what comes from a pipe or a terminal to its end."""
    data = b""
    try:
        while more := os.read(file, 65_536):
            data += more
    except OSError:  # how a terminal ends
        pass
    return data.decode("utf-8", "replace")


def turn(place: Place) -> int:
    """Return the number of a place, so that where only some are taken it is others for the next one."""
    return [*PLACES.values()].index(place)


def faults(place: Place, kind: str, every: int, points: str) -> list[Fault]:
    """Return the faults of a kind to let come in a call that passes these points, one in so many of them."""
    passed = points.count("r" if kind == "unread" else "w")
    each = {"short": [1], "full": [*SIZES]}.get(kind, [*range(1, passed + 1)])
    first = turn(place) % max(min(len(each), every), 1)
    return [Fault(kind, point) for point in each[first::every]]


def complaint(place: Place, kind: str, before: Tree, well: Outcome, found: Outcome) -> str:
    """Return what is wrong in what came of a fault, "" where nothing is."""
    if "Traceback" in found.out + found.err or found.status == 70:
        return f"a traceback: {found.err or found.out}"
    hindered = (found.status, found.files) != (well.status, well.files)
    if kind == "short" and hindered:
        return "not all was written"
    ends = {"dies": {-signal.SIGKILL}, "stops": {130, well.status}, "unread": {2, well.status}}
    allowed = ends.get(kind, {place.status, well.status})
    if found.status not in allowed:
        return f"the status is {found.status}"
    told = [each for each in found.err.splitlines() if each not in well.err.splitlines()]
    if found.status == 2 and (len(told) != 1 or not told[0].startswith("verdict: ") or len(told[0]) > 330):
        return f"not one line of errors: {told}"
    if kind in ("fails", "full", "short") and place.answer not in found.out:
        return f"the answer did not come: {found.out}"
    return _touched(kind, before, well.files, found.files)


def _touched(kind: str, before: Tree, well: Tree, found: Tree) -> str:
    left = found.keys() - before.keys() - well.keys()
    unfinished = [name for name in left if re.search(r"(?:^|/)\.[^/]{1,40}\.[0-9a-f]{12}\.new$", name)]
    if left and not (kind == "dies" and len(unfinished) == len(left) == 1):
        return f"left behind: {sorted(left)}"
    for name in before.keys() | well.keys() | found.keys():
        states = [each.get(name) for each in (before, well)]
        data = found.get(name)
        lines = {*(data or b"").splitlines(True)} if name in GROWING else {b"?"}
        if data not in states and name not in left and not lines <= {*(states[1] or b"").splitlines(True)}:
            return f"{name} is neither as it was nor as it should be: {(data or b'nothing')[:200]!r}"
    made, whole = ({name for name in each if name.startswith("made/")} for each in (found, well))
    return f"half of it is there: {sorted(made)}" if kind != "dies" and made and made != whole else ""


def ready(cache: Path) -> None:
    """Fill a cache with the language and the base, and get what any call needs so that no process has to."""
    global CACHE
    CACHE = cache
    cache.mkdir()
    for kept in Path(cache_folder() or cache).glob("*.index"):
        if kept.name.startswith("english-"):
            shutil.copy2(kept, cache)
    os.environ["VERDICT_CACHE"] = str(cache)
    with empty_folder() as folder:
        prepare(folder)
        built: list[Library] = []
        build = building.build
        building.build = lambda *given: built.append(build(*given)) or built[0]
        base = Assistant(folder / "base")
    base.ask("bake bread")
    for name, each in (("build", built[0]), ("speech_of", built[0].speech)):
        setattr(building, name, lambda *_, each=each: each)
    for module in pkgutil.walk_packages(assistant.__path__, "assistant."):
        importlib.import_module(module.name)


def tried(name: str, every: int, kinds: int) -> int:
    """Try a place with one in so many kinds of faults, print what broke, and return how many did."""
    place, broken = PLACES[name], 0
    with empty_folder() as folder:
        prepare(folder)
        before = tree(folder)
    well = run(place, Fault())
    for kind in KINDS[turn(place) % kinds :: kinds]:
        wrong = [
            (fault, found.where, complaint(place, kind, before, well, found))
            for fault in faults(place, kind, every, well.where)
            for found in [run(place, fault)]
        ]
        failed = [each for each in wrong if each[-1]]
        broken += len(failed)
        print(json.dumps({"place": name, "kind": kind, "tried": len(wrong), "failed": failed}), flush=True)
    return broken


def main() -> int:
    """Try the places that are named, or all; the exit status is 1 where something broke."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("places", nargs="*", choices=[*PLACES, []], default=[], metavar="PLACE")
    parser.add_argument("--every", type=int, default=1, help="of the points, and of the sizes, one in so many")
    parser.add_argument("--kinds", type=int, default=1, help="of the kinds of faults, one in so many at each place")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as folder:
        ready(Path(folder, "cache"))
        return int(sum(tried(name, options.every, options.kinds) for name in options.places or PLACES) > 0)


if __name__ == "__main__":
    sys.exit(main())
