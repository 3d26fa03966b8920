"""The whole program on the shipped knowledge: start-up, a question in process, questions through a pipe, building.

python -m tests.benchmarks.program [--runs N] [--piped N] [--json]
"""

from __future__ import annotations

import argparse
import json
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

from tests.benchmarks.sets import percentile, slipped

ROOT = Path(__file__).parents[2]
MAIN = [sys.executable, str(ROOT / "main.py")]
ASK = [*MAIN, "ask", "which is more secure"]
BARE = [sys.executable, "-c", "import yaml, argparse; from rapidfuzz import fuzz, process"]
BARE_CHAT = [sys.executable, "-c", "import yaml, argparse, prompt_toolkit; from rapidfuzz import fuzz, process"]
RUNS, PIPED, BUILDS = 21, 10_000, 3
MARKS = ("❯", "›", "> ")
"""What ends the prompt, on terminals with and without Unicode."""

ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Compiled modules are kept, as they are of an installed package."""


def start_up(runs: int = RUNS) -> dict[str, Any]:
    """Milliseconds to answer one question and to show the chat's prompt, beside a bare import; medians in turn."""
    _run(ASK)
    times: dict[str, list[float]] = {"ask": [], "bare": [], "chat": [], "bare_chat": []}
    for _ in range(runs):
        for name, call in (
            ("ask", lambda: _run(ASK)),
            ("bare", lambda: _run(BARE)),
            ("chat", _until_prompt),
            ("bare_chat", lambda: _run(BARE_CHAT)),
        ):
            times[name].append(1000 * _timed(call))
    ms = {name: round(percentile(values, 0.5), 1) for name, values in times.items()}
    return {f"{name}_ms": value for name, value in ms.items()} | {
        "ask_ratio": round(ms["ask"] / ms["bare"], 2),
        "chat_ratio": round(ms["chat"] / ms["bare_chat"], 2),
    }


def questions() -> list[str]:
    """Questions on the shipped knowledge: the ways to ask that it lists, each with typing slips."""
    from tests.benchmarks.growth import shipped

    return [slipped(text, 5) for text, _ in shipped()]


def a_question() -> dict[str, Any]:
    """Milliseconds a question in process, beside rapidfuzz's WRatio over the same examples."""
    from rapidfuzz import fuzz, process

    from assistant.answering.conversation import Assistant
    from tests.benchmarks.growth import shipped

    texts, asked = [text for text, _ in shipped()], questions()
    assistant = Assistant()
    assistant.ask(asked[0])
    ours = [1000 * _timed(lambda text=text: assistant.ask(text)) for text in asked[1:]]  # type: ignore[misc]
    others = [
        1000 * _timed(lambda text=text: process.extractOne(text, texts, scorer=fuzz.WRatio))  # type: ignore[misc]
        for text in asked[1:]
    ]
    return {
        "questions": len(ours),
        "examples": len(texts),
        "ms_median": round(percentile(ours, 0.5), 3),
        "ms_p99": round(percentile(ours, 0.99), 3),
        "wratio_ms_median": round(percentile(others, 0.5), 3),
    }


def piped(count: int = PIPED) -> dict[str, Any]:
    """Questions a second through a pipe, when the first answer came, and the memory after a tenth and at the end."""
    some = questions()
    lines = [f"{some[i % len(some)]}\n\n" for i in range(count)]
    process = subprocess.Popen(
        [*MAIN, "--json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8", env=ENVIRONMENT
    )
    assert process.stdin is not None
    assert process.stdout is not None
    ask, answers = process.stdin, process.stdout
    start = perf_counter()
    written: list[float] = []

    def write() -> None:
        for line in lines:
            ask.write(line)
        ask.close()
        written.append(perf_counter() - start)

    writer = threading.Thread(target=write)
    writer.start()
    answers.readline()
    first = perf_counter() - start
    early = late = 0.0
    for number in range(2, count + 1):
        answers.readline()
        if number == count // 10:
            early = _resident_mb(process.pid)
        if number == count - 1:
            late = _resident_mb(process.pid)
    last = perf_counter() - start
    writer.join()
    process.wait()
    return {
        "questions": count,
        "a_second": round((count - 1) / (last - first)),
        "first_answer_s": round(first, 3),
        "last_question_written_s": round(written[0], 3),
        "mb_after_a_tenth": early,
        "mb_at_the_end": late,
    }


def building(runs: int = BUILDS) -> dict[str, Any]:
    """Seconds from a changed knowledge base to the answer of a question, and to check the shipped one; medians."""
    with tempfile.TemporaryDirectory() as place:
        environment = {**ENVIRONMENT, "VERDICT_CACHE": place}

        def seconds(name: str, file: str, change: Callable[[str, int], str], *command: str) -> float:
            folder, times = (
                Path(shutil.copytree(ROOT / "knowledge" / name, Path(tempfile.mkdtemp(dir=place), name))),
                [],
            )
            written = (folder / file).read_text(encoding="utf-8")
            for number in range(runs):
                (folder / file).write_text(change(written, number), encoding="utf-8")
                call = [*MAIN, "--knowledge", str(folder), *command] if command else [*MAIN, "check", str(folder)]
                times.append(_timed(partial(subprocess.run, call, capture_output=True, env=environment)))
            return round(percentile(times, 0.5), 2)

        _run([*MAIN, "ask", "hello"])
        ask, shipped = ("ask", "which is cheaper"), ("django-vs-flask", "companies.yaml")
        return {
            "starter_new_s": seconds("starter", "knowledge.yaml", lambda text, number: text, *ask),
            "starter_example_s": seconds("starter", "knowledge.yaml", _with_example, *ask),
            "shipped_example_s": seconds(*shipped, _with_example, *ask),
            "shipped_comment_s": seconds(*shipped, lambda text, number: f"{text}# {number}\n", *ask),
            "shipped_check_s": seconds(*shipped, lambda text, number: text),
        }


def _with_example(text: str, number: int) -> str:
    """A file with one more way to ask for its first entry."""
    return re.sub(r"(\n +ask:\n( +- ))", rf"\1who counted {number} zebras\n\2", text, count=1)


def _timed(call: Callable[[], object]) -> float:
    start = perf_counter()
    call()
    return perf_counter() - start


def _run(command: list[str]) -> None:
    subprocess.run(command, capture_output=True, check=True, cwd=ROOT, env=ENVIRONMENT)


def _until_prompt() -> None:
    """Start the chat on a pseudo-terminal, wait for its prompt, and leave."""
    with tempfile.TemporaryDirectory() as state:
        child, terminal = pty.fork()
        if child == 0:
            surroundings = {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "XDG_STATE_HOME": state}
            os.execve(MAIN[0], MAIN, {**ENVIRONMENT, **surroundings})
        shown = ""
        while not any(mark in shown for mark in MARKS):
            if not select.select([terminal], [], [], 20)[0]:
                raise TimeoutError("the chat showed no prompt")
            data = os.read(terminal, 65536)
            if b"\x1b[6n" in data:
                os.write(terminal, b"\x1b[1;1R")
            shown += data.decode("utf-8", "replace")
        os.write(terminal, b"\x04")
        try:
            while os.read(terminal, 65536):
                pass
        except OSError:
            pass
        os.waitpid(child, 0)
        os.close(terminal)


def _resident_mb(process: int) -> float:
    """Memory in use, where the system tells it (Linux); else 0."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return round(int(status.partition("VmRSS:")[2].split()[0]) / 1024, 1)


def main() -> int:
    """Measure the program."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.program", description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=RUNS, metavar="N")
    parser.add_argument("--piped", type=int, default=PIPED, metavar="N")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    for name, row in (
        ("start-up", start_up(given.runs)),
        ("a question", a_question()),
        ("piped", piped(given.piped)),
        ("building", building()),
    ):
        text = "  ".join(f"{key} {value}" for key, value in row.items())
        print(json.dumps({"what": name} | row) if given.json else f"{name}: {text}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
