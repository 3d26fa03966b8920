"""The work grows no faster than what is given, and no further than what is read of it."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from threading import Lock

from assistant import Assistant
from assistant.answering.reply import LONGEST_REPLY
from assistant.asking.question import MOST_CHARACTERS
from assistant.terminal.hearing import Hearing
from assistant.terminal.talk import Talk
from tests.hostile.cases import STARTER, Case, environment, judged, run
from tests.terminal import COMMAND
from tests.test_bounds import HOSTILE, LINES, lines_run, outgrown

SECONDS = 0.05
"""Of processor time that a reply to a line of a megabyte may take."""

UNITS: dict[str, str] = {
    "numbers": "1 ",
    "numbers and commas": "1,000,",
    "numbers and points": "12.5.",
    "years": "in 2012 ",
    "counts": "five of nine ",
    "addresses": "https://example.org/a?b=c#d ",
    "addresses of mail": "me@example.org ",
    "quotes": '"flask" ',
    "open quotes": '"',
    "typographic quotes": "\u201cflask\u201d ",
    "either": "flask or django ",
    "both": "both flask and django ",
    "neither": "neither flask nor django ",
    "against": "flask vs. django ",
    "and": "and ",
    "or": "or ",
    "or not": "or not ",
    "but": "but not flask, ",
    "if": "if it is small, ",
    "why": "why ",
    "why?": "why? ",
    "whether": "i wonder whether ",
    "that": "that ",
    "who": "who made ",
    "than": "more secure than ",
    "as": "as secure as ",
    "most": "the most secure of all ",
    "only": "only ",
    "never": "never ",
    "without": "without ",
    "is it true": "is it true that ",
    "am i right": "am i right that ",
    "said": "he said that she said that ",
    "the second": "the second one ",
    "ranges": "1 to 3 and ",
    "commands": "/why ",
    "options": "--help ",
    "categories": "security, performance, ",
    "not covered": "fastapi ",
    "small talk": "hello thanks bye ",
    "requests": "shorter please ",
    "contractions": "isn't doesn't won't ",
    "genitives": "flask's django's ",
    "capitals": "FLASK ",
    "camels": "FlaskDjango",
    "dashes": "\u2014",
    "ellipses": "\u2026",
    "points": ".",
    "question marks": "?",
    "exclamations": "!?",
    "semicolons": ";",
    "colons": "a: ",
    "slashes": "a/b/",
    "stars": "**a** ",
    "graves": "`a` ",
    "tags": "<b>a</b>",
    "entities": "&lt;",
    "braces": "{subject} ",
    "code": "def f(x): return x\t",
    "tabs": "\t",
    "no-break spaces": "\u00a0",
    "zero widths": "\u200b",
    "joiners": "a\u200d",
    "soft hyphens": "se\u00adcure ",
    "full width": "\uff46\uff4c\uff41\uff53\uff4b ",
    "ligatures": "\ufb03\ufb01 ",
    "a letter of eighteen": "\ufdfa",
    "sharp s": "\u00df",
    "dotted capitals": "\u0130",
    "Hangul": "\ud55c\uae00",
    "Hangul in parts": "\u1112\u1161\u11ab",
    "Thai": "\u0e44\u0e17\u0e22",
    "Arabic": "\u0639\u0631\u0628\u064a ",
    "Hebrew": "\u05d0\u05d1 ",
    "Devanagari": "\u0939\u093f\u0928\u094d\u0926\u0940 ",
    "marks on letters": "e\u0301\u0323\u0302",
    "marks alone": "\u0301",
    "Cyrillic within": "dj\u0430ngo ",
    "mathematical letters": "\U0001d41f\U0001d425\U0001d41a\U0001d42c\U0001d424 ",
    "families": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "flags": "\U0001f1e9\U0001f1ea",
    "private": "\ue000",
    "noncharacters": "\ufffe",
    "control": "\x01",
    "zero bytes": "\x00",
    "escapes": "\x1b[31m",
    "halves": "\ufffd",
    "random letters": "qzxjvkw",
    "random words": "qzx jvk wpf ",
    "real words": "bread water table ",
    "long words": "internationalization ",
    "slips of long words": "secuirty perfromance ",
    "pronouns": "it they those that ",
    "articles": "the a an ",
}

TEXTS: dict[str, Callable[[int], str]] = {**HOSTILE, **{name: unit.__mul__ for name, unit in UNITS.items()}}
"""Kinds of lines, of any length."""

LOCK = Lock()
"""One at a time: the assistant is shared."""


@cache
def assistant() -> Assistant:
    """Return the assistant, asked once so that it has read what it reads once."""
    found = Assistant()
    found.ask("does flask ship an orm?")
    return found


def stages(name: str, _: Path) -> str:
    """Count what each file of the program does for a text and one twice as long: none does more than in proportion."""
    with LOCK:
        grown = outgrown(assistant(), TEXTS[name])
        return str(grown) if grown else ""


def bounded(name: str, before: str, _: Path) -> str:
    """Ask a megabyte, at the start and after an answer: it is cut, with a note, within a bound of work and time."""
    with LOCK:
        text = TEXTS[name](1_000_000 // max(len(TEXTS[name](10)) // 10, 1))
        talk = Talk(assistant())
        if before:
            talk.reply(before)
        talk.reply(text[:3_000])
        reply = None

        def asked() -> None:
            nonlocal reply
            reply = talk.reply(text)

        taken = []
        for _ in range(3):
            begin = time.thread_time()
            asked()
            taken.append(time.thread_time() - begin)
        if min(taken) > SECONDS:
            return f"{1000 * min(taken):.0f} ms"
        lines = lines_run(asked)
        if lines > LINES:
            return f"{lines} lines"
        assert reply is not None
        if len(reply.text) > LONGEST_REPLY or len(reply.question) > MOST_CHARACTERS:
            return f"a reply of {len(reply.text)} characters to {len(reply.question)}"
        return "" if assistant().library.english.say["cut"] in reply.text else f"no note: {reply.text[-100:]!r}"


def piped(name: str, _: Path) -> str:
    """Send a line of a megabyte through a pipe between two others: each gets its reply, and soon."""
    text = TEXTS[name](1_000_000 // max(len(TEXTS[name](10)) // 10, 1)).replace("\n", " ").replace("\r", " ")
    process = subprocess.Popen(
        [*COMMAND, "--json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(Path("/nonexistent"))
    )
    assert process.stdin
    assert process.stdout
    questions, taken = ["who made flask", text, text, "who made django"], []
    replies = []
    for question in questions:
        if not question.strip():
            replies.append({"question": "", "status": "unknown", "text": assistant().library.english.say["cut"]})
            taken.append(0.0)
            continue
        begin = time.monotonic()
        process.stdin.write(question.encode("utf-8", "replace") + b"\n")
        process.stdin.flush()
        replies.append(json.loads(process.stdout.readline()))
        taken.append(time.monotonic() - begin)
    process.stdin.close()
    process.wait(20)
    if [replies[0]["status"], replies[3]["status"]] != ["answered", "answered"]:
        return f"{replies[3]}"
    if replies[3]["question"] != "who made django":
        return "the next line is lost"
    if len(replies[2]["question"]) > MOST_CHARACTERS:
        return "more is read than is said"
    return (
        "" if assistant().library.english.say["cut"] in replies[2]["text"] else f"no note: {replies[2]['text'][-99:]}"
    )


def heard(name: str, _: Path) -> str:
    """Count what hearing a request, a number or a list of questions does: bounded too."""
    with LOCK:
        hearing = Hearing(assistant().library)
        for what in ("request", "agrees", "chooses_nothing", "asks_every", "wants_brief", "is_small_talk", "questions"):
            text = TEXTS[name](30_000)
            getattr(hearing, what)(text[:100])
            lines = lines_run(lambda what=what, text=text: getattr(hearing, what)(text))  # type: ignore[misc]
            if lines > LINES:
                return f"{what}: {lines} lines"
            begin = time.thread_time()
            getattr(hearing, what)(text)
            if time.thread_time() - begin > 2 * SECONDS:
                return f"{what}: {1000 * (time.thread_time() - begin):.0f} ms"
        return ""


def processor_time(folder: Path, *arguments: object, given: bytes = b"") -> tuple[float, str]:
    """Return the seconds of the processor that a command takes, and its errors."""
    with (folder / "given").open("wb") as file:
        file.write(given)
    process = subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        stdin=(folder / "given").open("rb"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=environment(folder),
    )
    assert process.stderr
    err = process.stderr.read().decode("utf-8", "replace")
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = status
    return used.ru_utime + used.ru_stime, err


def csv(n: int) -> str:
    return "question,answer\n" + "".join(f"how long is w{i},It is {i} metres.\n" for i in range(n // 30))


FILES: dict[str, tuple[str, Callable[[int], str]]] = {
    "a table": ("x.csv", csv),
    "a cell": ("x.csv", lambda n: "question,answer\nhow long," + "x" * n + "\n"),
    "a question": ("x.csv", lambda n: "question,answer\n" + "x " * (n // 2) + ",Long.\n"),
    "quotes of a table": ("x.csv", lambda n: "question,answer\n" + '"' * n),
    "commas": ("x.csv", lambda n: "question,answer\n" + "," * n),
    "lines of nothing": ("x.csv", lambda n: "question,answer\n" + "\n" * n),
    "tabs": ("x.tsv", lambda n: "question\tanswer\n" + "\t" * n),
    "a page": ("x.md", lambda n: "# A\n\n" + "".join(f"## What is w{i}?\n\nIt is {i}.\n\n" for i in range(n // 40))),
    "a heading": ("x.md", lambda n: "## " + "x" * n + "\n\nIt is.\n"),
    "hashes": ("x.md", lambda n: "#" * n),
    "stars": ("x.md", lambda n: "## What is it?\n\n" + "*" * n),
    "bold": ("x.md", lambda n: "## What is it?\n\n" + "**a " * (n // 4)),
    "graves": ("x.md", lambda n: "## What is it?\n\n" + "`" * n),
    "brackets": ("x.md", lambda n: "## What is it?\n\n" + "[" * n),
    "links": ("x.md", lambda n: "## What is it?\n\n" + "[a](" * (n // 4)),
    "images": ("x.md", lambda n: "## What is it?\n\n" + "![" * (n // 2)),
    "rows": ("x.md", lambda n: "## What is it?\n\n" + "|a" * (n // 2)),
    "lines of rows": ("x.md", lambda n: "## What is it?\n\n" + "| a | b |\n" * (n // 10)),
    "lists": ("x.md", lambda n: "## What is it?\n\n" + "- a\n" * (n // 4)),
    "lists in lists": ("x.md", lambda n: "## What is it?\n\n" + "> " * (n // 2)),
    "fences": ("x.md", lambda n: "## What is it?\n\n" + "```\n" * (n // 4)),
    "underscores": ("x.md", lambda n: "## What is it?\n\n" + "_" * n),
    "blanks": ("x.md", lambda n: "## What is it?\n\n" + " " * n + "x"),
    "angles": ("x.md", lambda n: "## What is it?\n\n" + "<" * n),
    "angles of a page": ("x.html", lambda n: "<h2>What is it?</h2><p>" + "<" * n),
    "elements": ("x.html", lambda n: "<h2>What is it?</h2>" + "<div>" * (n // 5)),
    "elements of headings": ("x.html", lambda n: "<h2>What is it?</h2><p>It." * (n // 26)),
    "comments": ("x.html", lambda n: "<h2>What is it?</h2><p>" + "<!--" * (n // 4)),
    "declarations": ("x.html", lambda n: "<h2>What is it?</h2><p>" + "<![" * (n // 3)),
    "entities": ("x.html", lambda n: "<h2>What is it?</h2><p>" + "&amp" * (n // 4)),
    "ampersands": ("x.html", lambda n: "<h2>What is it?</h2><p>" + "&" * n),
    "attributes": ("x.html", lambda n: "<h2 " + "a=b " * (n // 4) + ">What is it?</h2><p>It."),
    "an attribute": ("x.html", lambda n: "<h2 a='" + "x" * n),
    "slashes": ("x.html", lambda n: "<h2>What is it?</h2><p>" + "</" * (n // 2)),
    "scripts": ("x.html", lambda n: "<h2>What is it?</h2><p>" + "<script>" * (n // 8)),
    "instructions": ("x.html", lambda n: "<h2>What is it?</h2><p>" + "<?" * (n // 2)),
    "JSON": (
        "x.json",
        lambda n: json.dumps(
            {"intents": [{"tag": f"t{i}", "patterns": [f"what is w{i}"], "responses": ["It."]} for i in range(n // 60)]}
        ),
    ),
    "a text of JSON": (
        "x.json",
        lambda n: json.dumps({"intents": [{"tag": "t", "patterns": ["x" * n], "responses": ["It."]}]}),
    ),
    "a page of JSON": ("x.html", lambda n: '<script type="application/ld+json">' + "{" * n),
    "Rasa": (
        "nlu.yml",
        lambda n: "version: '3.1'\nnlu:\n- intent: a\n  examples: |\n" + "    - what is [it](b)\n" * (n // 24),
    ),
    "Rasa's brackets": (
        "nlu.yml",
        lambda n: "version: '3.1'\nnlu:\n- intent: a\n  examples: |\n    - " + "[" * n + "\n",
    ),
    "no kind": ("x.txt", lambda n: "x" * n),
    "blank lines": ("x.txt", lambda n: "\n" * n),
}
"""Files that are brought in, of about so many characters."""

BASES: dict[str, Callable[[int], str]] = {
    "an answer": lambda n: "title: T\nfaq:\n- {q: what is it, a: " + "x " * (n // 2) + "}\n",
    "a word": lambda n: "title: T\nfaq:\n- {q: what is it, a: " + "x" * n + "}\n",
    "an example": lambda n: "title: T\nfaq:\n- {q: " + "what " * (n // 5) + ", a: b}\n",
    "an example of a word": lambda n: "title: T\nfaq:\n- {q: " + "x" * n + ", a: b}\n",
    "marks": lambda n: "title: T\nfaq:\n- {q: what is it, a: '" + "e" + "\u0301" * (n // 2) + "'}\n",
    "sentences": lambda n: "title: T\nfaq:\n- {q: what is it, a: '" + "It is. " * (n // 7) + "'}\n",
    "points": lambda n: "title: T\nfaq:\n- {q: what is it, a: '" + "." * n + "'}\n",
    "stars": lambda n: "title: T\nfaq:\n- {q: what is it, a: '" + "*" * n + "'}\n",
    "brackets": lambda n: "title: T\nfaq:\n- {q: what is it, a: '" + "[" * n + "'}\n",
    "links": lambda n: "title: T\nfaq:\n- {q: what is it, a: '" + "[a](" * (n // 4) + "'}\n",
    "masks": lambda n: "title: T\nfaq:\n- {q: what is it, a: '" + "{subject}" * (n // 9) + "'}\n",
    "a title": lambda n: "title: '" + "x " * (n // 2) + "'\nfaq:\n- {q: what is it, a: b}\n",
    "about": lambda n: "title: T\nabout: '" + "x " * (n // 2) + "'\nfaq:\n- {q: what is it, a: b}\n",
    "a row of synonyms": lambda n: (
        "title: T\nsynonyms: [[" + ", ".join(f"w{i}" for i in range(n // 50)) + "]]\nfaq:\n- {q: what is it, a: b}\n"
    ),
    "a synonym": lambda n: "title: T\nsynonyms: [[" + "x" * n + ", y]]\nfaq:\n- {q: what is it, a: b}\n",
    "synonyms in synonyms": lambda n: (
        "title: T\nsynonyms:\n"
        + "".join(f"- [w{i}, w{i + 1}]\n" for i in range(n // 200))
        + "faq:\n- {q: what is it, a: b}\n"
    ),
    "comments": lambda n: "title: T\nfaq:\n- {q: what is it, a: b}\n" + "# x\n" * (n // 4),
    "blank lines": lambda n: "title: T\nfaq:\n- {q: what is it, a: b}\n" + "\n" * n,
    "not covered": lambda n: (
        "title: T\noutside: [{name: X, terms: ["
        + ", ".join(f"o{i}" for i in range(n // 50))
        + "]}]\nfaq:\n- {q: what is it, a: b}\n"
    ),
}
"""Knowledge bases of about so many characters."""

MOST_GROWTH, SLACK = 6.0, 0.4
"""How many times more processor time four times as much may take, and the seconds that do not count."""


def grows(folder: Path, make: Callable[[int], None], call: tuple[object, ...], small: int) -> str:
    """Run a call with so many characters and with four times as many."""
    taken = []
    for n in (small, 4 * small):
        make(n)
        seconds, err = processor_time(folder, *call)
        if "Traceback" in err:
            return err[-300:]
        taken.append(seconds)
    least, most = taken
    return (
        "" if most < MOST_GROWTH * least + SLACK else f"{small} characters {least:.2f} s, four times that {most:.2f} s"
    )


def brought_in(name: str, folder: Path) -> str:
    """Bring in a file of 60 kB, and one four times as long."""
    file, text = FILES[name]

    def make(n: int) -> None:
        (folder / file).write_text(text(n), encoding="utf-8")
        subprocess.run(["rm", "-rf", folder / "out"], check=True)

    return grows(folder, make, ("import", file, "-o", "out"), 60_000)


def known(name: str, call: tuple[object, ...], folder: Path) -> str:
    """Load a knowledge base of 25 kB, and one four times as long."""
    return grows(folder, lambda n: _write(folder / "b.yaml", BASES[name](n)), call, 25_000)


def _write(place: Path, text: str) -> None:
    place.write_text(text, encoding="utf-8")


def in_arguments(name: str, folder: Path) -> str:
    """Give a line of 100 kB as an argument, whole and in words, and for each that takes one."""
    text = TEXTS[name](100_000 // max(len(TEXTS[name](10).encode()) // 10, 1)).replace("\0", " ")
    for call in (
        ("ask", "--", text),
        ("ask", "--json", "--short", "--", *text[:50_000].split()),
        ("completion", "words", "--", "ask", text),
    ):
        seconds, err = processor_time(folder, *call)
        if "Traceback" in err:
            return err[-300:]
        if seconds > 2:
            return f"{call[:2]}: {seconds:.1f} s"
    return ""


LONG = {
    "a command": ("X",),
    "an option": ("ask", "--X"),
    "a value": ("--color", "X"),
    "knowledge": ("topics", "--knowledge", "X"),
    "a keyword": ("test", str(STARTER / "tests"), "-k", "X"),
    "a log": ("ask", "x", "--log-misses", "X"),
    "one too many": ("topics", "X"),
    "a title": ("import", "nothing", "-o", "made", "--title", "X"),
    "a shell": ("completion", "X"),
    "a new one": ("new", "X"),
}


def long_argument(name: str, unit: str, folder: Path) -> str:
    """Give an argument of 100 kB: what is wrong is told in a line, and soon."""
    text = unit * (100_000 // len(unit.encode()))
    done = run(folder, *(each.replace("X", text) for each in LONG[name]))
    return judged(done)


def logged(name: str, folder: Path) -> str:
    """Read logs of questions of a megabyte, and script them."""
    text = TEXTS[name](300_000 // max(len(TEXTS[name](10)) // 10, 1))
    _write(folder / "log.jsonl", (json.dumps({"question": text, "status": "unknown"}) + "\n") * 3)
    _write(folder / "s.yaml", json.dumps({"knowledge": str(STARTER), "questions": [{"ask": f"x {text}"}]}))
    for call in (
        ("misses", "log.jsonl"),
        ("misses", "log.jsonl", "--json"),
        ("mend", STARTER, "log.jsonl"),
        ("test", "s.yaml"),
        ("test", "s.yaml", "--update", "u.yaml"),
    ):
        seconds, err = processor_time(folder, *call, given=b"q\n")
        if "Traceback" in err:
            return f"{call[0]}: {err[-300:]}"
        if seconds > 4:
            return f"{call[0]}: {seconds:.1f} s"
    return ""


def cases() -> Iterator[Case]:
    """Yield each kind of line with each way in, and each kind of file that grows."""
    for name in TEXTS:
        yield Case(f"stages: {name}", partial(stages, name))
        yield Case(f"a megabyte: {name}", partial(bounded, name, ""))
        yield Case(f"a megabyte after an answer: {name}", partial(bounded, name, "does flask ship an orm?"))
        yield Case(f"requests: {name}", partial(heard, name))
        yield Case(f"a pipe: {name}", partial(piped, name))
        yield Case(f"arguments: {name}", partial(in_arguments, name))
        yield Case(f"logs and scripts: {name}", partial(logged, name))
    for name in FILES:
        yield Case(f"brought in: {name}", partial(brought_in, name))
    for name in BASES:
        yield Case(f"knowledge: {name}", partial(known, name, ("ask", "what is it", "--knowledge", "b.yaml")))
        yield Case(f"checked: {name}", partial(known, name, ("check", "b.yaml")))
        yield Case(f"exported: {name}", partial(known, name, ("export", "b.yaml")))
    for name in LONG:
        for unit in ("x", "x ", "-", "=", "'", "\u4f60", "e\u0301", "\x1b", "/"):
            yield Case(f"an argument: {name}: {unit!r}", partial(long_argument, name, unit))
