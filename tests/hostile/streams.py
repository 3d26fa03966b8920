"""Standard streams that are closed, full, of the wrong kind or given up by who is at the other end."""

from __future__ import annotations

import os
import re
import resource
import shlex
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import cache, partial
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.hostile.cases import STARTER, Case, Done, environment, judged
from tests.terminal import COMMAND

VERDICT = shlex.join(COMMAND)
PATIENCE = 120

CALLS: dict[str, str] = {
    "ask": "ask which is more secure",
    "ask, not answered": "ask how do I bake bread",
    "ask for JSON": "ask which is more secure --json",
    "ask for the reading": "ask which is more secure --explain",
    "ask for JSON and the reading": "ask which is more secure --explain --json",
    "ask in colour": "ask which is more secure --color always",
    "ask in short": "ask which is more secure --short --plain",
    "ask with a log": "ask how do I bake bread --log-misses log.jsonl",
    "ask what is piped": "ask -",
    "ask without words": "ask",
    "piped": "",
    "piped for JSON": "--json",
    "piped and plain": "--plain",
    "piped in colour": "--color always",
    "topics": "topics",
    "ids": "topics --ids",
    "topics for JSON": "topics --json",
    "test": "test s.verdict.yaml",
    "test for JSON": "test s.verdict.yaml --json",
    "test, and a report": "test s.verdict.yaml --junit report.xml",
    "test, and anew": "test s.verdict.yaml --update new.verdict.yaml",
    "test what fails": "test fails.verdict.yaml",
    "test nothing": "test nowhere",
    "check": "check base",
    "check for JSON": "check base --json",
    "new": "new made",
    "import": "import pairs.csv -o made",
    "import for JSON": "import pairs.csv -o made --json",
    "export": "export base",
    "export to a file": "export base -o out.csv",
    "misses": "misses log.jsonl",
    "misses for JSON": "misses log.jsonl --json",
    "mend": "mend base log.jsonl",
    "bash": "completion bash",
    "zsh": "completion zsh",
    "words": "completion words -- ask which is",
    "help": "--help",
    "help on a command": "ask --help",
    "help on help": "help test",
    "version": "--version",
    "no command": "nonsense",
    "no option": "ask --nonsense",
    "no knowledge": "topics --knowledge nowhere",
}
"""What is run, in a folder that has a knowledge base, scripts and a log."""

SCRIPT = "knowledge: {}\nquestions:\n- {{ask: which one is cheaper, status: {}}}\n- ask: hello\n"
GIVEN = b"who made flask\n\nhow do I bake bread\n"

READS = ("ask what is piped", "ask without words", "piped", "piped for JSON", "piped and plain", "piped in colour")
"""Calls that read standard input; `mend` does too, and ends where it ends."""

CLOSED = {"input": "<&-", "output": ">&-", "errors": "2>&-"}


def placed(folder: Path) -> None:
    """Put into a folder what the calls name, with a node of a full disk and one of nothing."""
    (folder / "base").mkdir()
    shutil.copy(STARTER / "knowledge.yaml", folder / "base")
    (folder / "s.verdict.yaml").write_text(SCRIPT.format("base", "answered"), encoding="utf-8")
    (folder / "fails.verdict.yaml").write_text(SCRIPT.format("base", "unknown"), encoding="utf-8")
    (folder / "log.jsonl").write_text('{"question": "hew wood", "status": "unknown"}\n', encoding="utf-8")
    (folder / "pairs.csv").write_text("question,answer\nhow long is it,Two metres.\n", encoding="utf-8")


def shell(folder: Path, line: str, given: bytes = GIVEN) -> Done:
    """Run a line of the shell in a folder that `placed` filled."""
    try:
        done = subprocess.run(
            ["bash", "-c", line],
            input=given,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
            cwd=folder,
            env=environment(folder),
        )
    except subprocess.TimeoutExpired:
        return Done(-1, "", "")
    return Done(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


@cache
def plain(name: str, given: bytes = GIVEN) -> Done:
    """Return what comes of a call where nothing is wrong with the streams."""
    with TemporaryDirectory() as folder:
        placed(Path(folder))
        return shell(Path(folder), f"{VERDICT} {CALLS[name]}", given)


def timeless(text: str) -> str:
    """Return a text without seconds and places."""
    return re.sub(r"\d+\.\d+ ?s\b|\"seconds\": [\d.]+|/\S*/(?=\w)", "", text)


def closed(name: str, streams: tuple[str, ...], folder: Path) -> str:
    """Try a call with streams closed: what goes to the others, and the status, is as ever."""
    placed(folder)
    done = shell(folder, f"{VERDICT} {CALLS[name]} {' '.join(CLOSED[each] for each in streams)}")
    wanted = plain(name, b"" if "input" in streams else GIVEN)
    if done.status != wanted.status:
        return f"status {done.status}, not {wanted.status}: {done.err[-300:]!r}"
    out = "" if "output" in streams else wanted.out
    if timeless(done.out) != timeless(out):
        return f"another output: {done.out[:200]!r}"
    err = "" if "errors" in streams else wanted.err
    if timeless(done.err) != timeless(err):
        return f"other errors: {done.err[-300:]!r}"
    return ""


def full(name: str, where: str, folder: Path) -> str:
    """Try a call whose output or errors, or both, go to a full disk."""
    placed(folder)
    os.mknod(folder / "full", 0o600 | 0o020000, os.makedev(1, 7))
    done, wanted = shell(folder, f"{VERDICT} {CALLS[name]} {where}"), plain(name)
    if "2>" in where:
        status = 2 if ">full" in where.replace("2>full", "") and wanted.out else wanted.status
        other = wanted.out if where == "2>full" else ""
        if (done.status, timeless(done.out), done.err) != (status, timeless(other), ""):
            return f"status {done.status}, not {status}: {done.out[:200]!r} {done.err[-300:]!r}"
        return ""
    if not wanted.out:
        return "" if done.status == wanted.status else f"status {done.status}: {done.err[-300:]!r}"
    notes = done.err.splitlines()[:-1]
    last = Done(done.status, "", done.err.splitlines()[-1] + "\n" if done.err else "")
    if done.status == 2 and not all(note in wanted.err for note in notes):
        return f"other errors: {done.err[-300:]!r}"
    return judged(last, 2, says="the output: ")


def on_a_small_disk(name: str, size: int, folder: Path, **more: str) -> subprocess.CompletedProcess[bytes]:
    """Return a call whose output is a file that may not grow beyond so many bytes."""
    with (folder / "grown").open("wb") as out:
        return subprocess.run(
            [*COMMAND, *shlex.split(CALLS[name])],
            input=GIVEN,
            stdout=out,
            stderr=subprocess.PIPE,
            timeout=PATIENCE,
            check=False,
            cwd=folder,
            env={**environment(folder), **more, "PYTHONDONTWRITEBYTECODE": "1"},
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
        )


def limited(name: str, size: int, folder: Path) -> str:
    """Try a call whose output is a file that may not grow beyond so many bytes."""
    placed(folder)
    plain(name)
    done = on_a_small_disk(name, size, folder)
    err = done.stderr.decode("utf-8", "replace")
    if "Traceback" in err or "Error:" in err:
        return err[-300:]
    wanted = plain(name)
    if len(wanted.out.encode()) > size and done.returncode != 2:
        return f"status {done.returncode} though the output was cut: {err[-300:]!r}"
    return "" if done.returncode in (wanted.status, 2) else f"status {done.returncode}: {err[-300:]!r}"


def given_up(name: str, folder: Path) -> str:
    """Try a call whose output nobody reads: it ends without a word, as it does for `| head -1`."""
    placed(folder)
    done = shell(folder, f"{VERDICT} {CALLS[name]} | true; exit ${{PIPESTATUS[0]}}")
    wanted = plain(name)
    if "Traceback" in done.err or "Error" in done.err:
        return done.err[-300:]
    return "" if done.status in (0, wanted.status) else f"status {done.status}: {done.err[-300:]!r}"


def first_line(name: str, folder: Path) -> str:
    """Try a call of which one line is read."""
    placed(folder)
    done = shell(folder, f"{VERDICT} {CALLS[name]} | head -1", GIVEN * 300)
    if "Traceback" in done.err or "Error" in done.err:
        return done.err[-300:]
    first, wanted = timeless(done.out).splitlines()[:1], timeless(plain(name).out).splitlines()[:1]
    return "" if first == wanted or name in READS else f"{first} instead of {wanted}"


def wrong_kind(name: str, where: str, folder: Path) -> str:
    """Try a call with a stream that is open for the other direction: it is told which one, in a line."""
    placed(folder)
    (folder / "kept").write_text("kept\n")
    done, wanted = shell(folder, f"{VERDICT} {CALLS[name]} {where}"), plain(name)
    reads = where.startswith("0>") and name in (*READS, "mend")
    if "2<" in where:
        return "" if done.status == (2 if reads else wanted.status) else f"status {done.status}: {done.out[-300:]!r}"
    if where.startswith("0>"):
        if not reads:
            return "" if done.status == wanted.status else f"status {done.status}: {done.err!r}"
        return judged(done, 2, says="the input: ")
    if not wanted.out:
        return "" if done.status == wanted.status else f"status {done.status}: {done.err!r}"
    return judged(Done(done.status, "", done.err.splitlines()[-1] + "\n"), 2, says="the output: ")


def unblocked(name: str, late: float, folder: Path) -> str:
    """Try a call whose input is a pipe that does not wait: what comes late is read all the same."""
    placed(folder)
    receives, sends = os.pipe()
    os.set_blocking(receives, False)
    process = subprocess.Popen(
        [*COMMAND, *shlex.split(CALLS[name])],
        stdin=receives,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=environment(folder),
    )
    os.close(receives)
    with suppress(subprocess.TimeoutExpired):
        process.wait(late)
    try:
        for line in GIVEN.splitlines(keepends=True):
            os.write(sends, line)
            time.sleep(late / 3)
    except BrokenPipeError:
        pass
    os.close(sends)
    out, err = process.communicate(timeout=PATIENCE)
    wanted = plain(name)
    got = Done(process.returncode, out.decode(), err.decode())
    if (got.status, got.out) != (wanted.status, wanted.out):
        return f"status {got.status}, {got.out[:100]!r}, {got.err[-300:]!r}"
    return ""


def slow(name: str, stream: str, folder: Path) -> str:
    """Try a call that writes to a pipe that does not wait, and is read late: all of it comes."""
    placed(folder)
    receives, sends = os.pipe()
    os.set_blocking(sends, False)
    process = subprocess.Popen(
        [*COMMAND, *shlex.split(CALLS[name])],
        stdin=subprocess.PIPE,
        stdout=sends if stream == "output" else subprocess.DEVNULL,
        stderr=sends if stream == "errors" else subprocess.DEVNULL,
        cwd=folder,
        env=environment(folder),
    )
    os.close(sends)
    assert process.stdin
    process.stdin.write(GIVEN * 500)
    process.stdin.close()
    with suppress(subprocess.TimeoutExpired):
        process.wait(1)
    found = b""
    while piece := os.read(receives, 1 << 16):
        found += piece
    os.close(receives)
    status = process.wait(PATIENCE)
    if b"Traceback" in found:
        return found[-300:].decode("utf-8", "replace")
    if stream == "output" and (status, len(found) < len(plain(name).out)) != (plain(name).status, False):
        return f"status {status} after {len(found)} bytes"
    return ""


def unbuffered(name: str, folder: Path) -> str:
    """Try a call of an interpreter without buffers, whose output is a small disk: what does not fit is told."""
    placed(folder)
    wanted = plain(name)
    size = len(wanted.out.encode()) // 2
    done = on_a_small_disk(name, size, folder, PYTHONUNBUFFERED="1")
    writes = 2 if size or done.returncode == 2 else wanted.status  # a file that it writes may be too large too
    return "" if done.returncode == writes else f"status {done.returncode}: {done.stderr!r}"


def cases() -> Iterator[Case]:
    """Yield each call with each thing that can be wrong with its streams."""
    chosen = [each for count in (1, 2, 3) for each in combinations(CLOSED, count)]
    for name, call in CALLS.items():
        for streams in chosen:
            yield Case(f"{name}: {' and '.join(streams)} closed", partial(closed, name, streams))
        for where in (">full", "2>full", ">full 2>&1", ">full 2>full", "2>full >full"):
            yield Case(f"{name}: {where}", partial(full, name, where))
        for size in (0, 1, 30):
            yield Case(f"{name}: an output of {size} bytes", partial(limited, name, size))
        yield Case(f"{name}: half an output, unbuffered", partial(unbuffered, name))
        yield Case(f"{name}: nobody reads", partial(given_up, name))
        yield Case(f"{name}: one line is read", partial(first_line, name))
        for where in ("0>kept", "1</dev/null", "2</dev/null", "0>>kept 2</dev/null"):
            if "2<" not in where or call:
                yield Case(f"{name}: {where}", partial(wrong_kind, name, where))
        if name in READS:
            for late in (0.0, 0.05, 1.0):
                yield Case(f"{name}: an input that does not wait, {late} s late", partial(unblocked, name, late))
    for name in ("piped", "piped for JSON", "export", "topics for JSON", "test for JSON"):
        yield Case(f"{name}: an output that does not wait", partial(slow, name, "output"))
        yield Case(f"{name}: errors that do not wait", partial(slow, name, "errors"))
