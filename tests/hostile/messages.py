"""Whatever is wrong, one line tells of it: short, with the place and a mend that helps."""

from __future__ import annotations

import json
import random
import re
import types
import typing
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from assistant.authoring.expect import Script
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.faults import Record
from assistant.knowledge.schema import hints, key_name
from assistant.terminal.arguments import COMMANDS
from assistant.terminal.chat.settings import Settings
from assistant.terminal.parsers import options_with_help, parser
from tests.hostile.cases import LONGEST, STARTER, Case, Done, chat, judged, run
from tests.terminal import ROOT

EVIL = "\x1b[2J\x1b]0;t\x07\x9b31m\u2028\u202e\u2066\x85"
LONG = "x" * 1_000_000

VALUES: dict[str, Any] = {
    "nothing": None,
    "a number": 7,
    "a number below zero": -1,
    "a part": 1.5,
    "a huge number": 10**400,
    "truth": True,
    "no items": [],
    "no keys": {},
    "an empty text": "",
    "a blank": " ",
    "a megabyte": LONG,
    "what acts on a terminal": EVIL,
    "a list of lists": [[[]]],
    "a mapping of mappings": {"a": {"b": {"c": 1}}},
    "a date": date(2024, 2, 29),
    "a list of nothing": [None],
    "twenty thousand items": [f"i{each}" for each in range(20_000)],
    "a text": "nonsense",
    "a brace": "{nonsense}",
}
"""What may stand where something else belongs."""

BASES = [
    STARTER / "knowledge.yaml",
    ROOT / "knowledge" / "faq-starter" / "knowledge.yaml",
    *sorted((ROOT / "tests" / "knowledge").glob("*/*.yaml")),
]
SCRIPTS = sorted((ROOT / "tests").glob("**/*.verdict.yaml"))[:2] or [STARTER / "tests" / "questions.verdict.yaml"]

PLACE = re.compile(r"^verdict: \S.*:\d+:\d+: ")

Way = tuple[Any, ...]


def parsed(text: str) -> Any:
    """Return what a text in YAML holds, as the program's own reader takes it."""
    return yaml.load(text, yaml.CSafeLoader)


def ways(value: Any, way: Way = ()) -> Iterator[Way]:
    """Yield the way to every value in a document but the whole."""
    for key, each in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (*way, key)
        yield from ways(each, (*way, key))


def shape_at(kind: Any, way: Way) -> tuple[Any, bool]:
    """Return what belongs at a place of a document of a kind, and whether it must be there."""
    required = True
    for key in way:
        kinds = typing.get_args(kind) if typing.get_origin(kind) in (types.UnionType, typing.Union) else (kind,)
        for each in kinds:
            if isinstance(key, int) and typing.get_origin(each) is tuple:
                kind, required = typing.get_args(each)[0], True
                break
            if isinstance(key, str) and typing.get_origin(each) is dict:
                kind, required = typing.get_args(each)[1], True
                break
            if isinstance(key, str) and isinstance(each, type) and issubclass(each, Record):
                name = key.replace("-", "_")
                kind, required = hints(each)[name], each.fields[name].required
                break
    return kind, required


def with_value(document: Any, way: Way, value: Any) -> Any:
    """Return a copy with another value at a place; `...` takes it away, a text after "key: " is another name for it."""
    copy = parsed(yaml.safe_dump(document))
    at = copy
    for key in way[:-1]:
        at = at[key]
    if value is ...:
        del at[way[-1]]
    elif isinstance(value, str) and value.startswith("key: "):
        at[value[5:]] = at.pop(way[-1])
    else:
        at[way[-1]] = value
    return copy


def document_case(kind: Any, path: Path, way: Way, name: str, value: Any, call: str) -> Case:
    """A document with something wrong at a place."""

    def tried(folder: Path) -> str:
        document = with_value(parsed(path.read_text(encoding="utf-8")), way, value)
        place = folder / "x.yaml"
        if kind is Script:
            document["knowledge"] = document.get("knowledge") and str(STARTER)
        place.write_text(yaml.safe_dump(document, sort_keys=False, width=10**9), encoding="utf-8")
        done = run(
            folder, *{"check": ("check", place), "topics": ("topics", "--knowledge", place)}.get(call, (call, place))
        )
        wrong = judged_of(done, place.name)
        if (
            not wrong
            and value is None
            and done.status == 2
            and shape_at(kind, way)[1]
            and "leave the key out" in done.err
        ):
            wrong = f"has a required key left out: {done.err}"
        return wrong

    where = "/".join(map(str, way))
    return Case(f"{path.parent.name}: {name} at {where}: {call}"[:110], tried)


def judged_of(done: Done, place: str) -> str:
    """Return what is wrong in what was told of a file."""
    if wrong := judged(done, 0, 1, 2):
        return wrong
    if done.status == 2 and not (PLACE.match(done.err) or f"{place}: " in done.err):
        return f"no place: {done.err}"
    long = [line for line in done.out.splitlines() if len(line) > LONGEST and "x" * 99 not in line[:200]]
    return f"a line of {len(long[0])} characters: {long[0][:80]!r}" if long and done.status else ""


def documents() -> Iterator[Case]:
    chance = random.Random(11)
    for kind, paths, calls in ((KnowledgeBase, BASES, ("topics", "check")), (Script, SCRIPTS, ("test",))):
        for path in paths:
            document = parsed(path.read_text(encoding="utf-8"))
            found = [*ways(document)]
            few = [each for each in found if len(each) == 1]
            chosen = [*few, *chance.sample(found, min(len(found), 40))]
            for way in dict.fromkeys(chosen):
                names = [*VALUES] if len(way) == 1 else chance.sample([*VALUES], 5)
                for name in names:
                    yield document_case(kind, path, way, name, VALUES[name], chance.choice(calls))
                yield document_case(kind, path, way, "taken away", ..., chance.choice(calls))
                if isinstance(way[-1], str):
                    slip = way[-1][:-1] + "z"
                    for other in (slip, LONG[:5_000], EVIL, "title"):
                        yield document_case(
                            kind, path, way, f"called {other[:8]!r}", f"key: {other}", chance.choice(calls)
                        )


def of_schema() -> Iterator[Case]:
    """Each field of each record, without a value and of the wrong form, in a document that has nothing else."""
    for kind, call in ((KnowledgeBase, "topics"), (Script, "test")):
        for way, shape, required in fields(kind):
            for name in (
                "nothing",
                "a number",
                "a list of lists",
                "a mapping of mappings",
                "a megabyte",
                "truth",
                "an empty text",
            ):
                yield field_case(way, required, name, call)
            del shape


def fields(kind: Any, way: Way = (), depth: int = 0) -> Iterator[tuple[Way, Any, bool]]:
    """Yield the way to each field of a record and those in it, what belongs there, and whether it must be there."""
    for name, shape in hints(kind).items():
        if name == "mark":
            continue
        here = (*way, key_name(name))
        yield here, shape, kind.fields[name].required
        if depth > 3:
            continue
        for each in (*typing.get_args(shape), shape):
            if isinstance(each, type) and issubclass(each, Record):
                inside = (*here, 0) if typing.get_origin(shape) is tuple else here
                yield from fields(each, inside, depth + 1)


def field_case(way: Way, required: bool, name: str, call: str) -> Case:
    def tried(folder: Path) -> str:
        document: Any = VALUES[name]
        for key in reversed(way):
            document = [document] if isinstance(key, int) else {key: document}
        place = folder / "x.yaml"
        place.write_text(yaml.safe_dump(document, width=10**9), encoding="utf-8")
        done = run(folder, *({"topics": ("topics", "--knowledge")}.get(call, (call,))), place)
        if wrong := judged_of(done, place.name):
            return wrong
        if done.status not in (1, 2):
            return f"status {done.status}"
        return (
            "has a required key left out" if required and name == "nothing" and "leave the key out" in done.err else ""
        )

    return Case(f"{call}: {name} at {'/'.join(map(str, way))}", tried)


SYNTAX = {
    "tabs": "title:\n\t- a\n",
    "an open quote": "title: 'T\nabout: x\n",
    "an open double quote": 'title: "T\nabout: x\n',
    "an open bracket": "title: [T\nabout: x\n",
    "an open brace": "title: {T\nabout: x\n",
    "a closing bracket": "title: ]\n",
    "an alias of nothing": "title: *nowhere\n",
    "a star": "title: *bold* words\n",
    "an ampersand": "title: &\n",
    "an exclamation mark": "title: !important thing\n",
    "a percent": "title: %5\n",
    "an at": "title: @home\n",
    "a backquote": "title: `code`\n",
    "a colon in a text": "title: Django: a survey: yes\n",
    "a hash": "title: #1\n",
    "a question mark": "title: ? what\n",
    "a dash": "title: - a\n",
    "a pipe": "title: | a\n  b\n",
    "a bad indent": "title: T\n   about: x\n about: y\n",
    "a list under a text": "title: T\n  - a\n",
    "a text under a key": "title: T\nnonsense\nabout: x\n",
    "a bad escape": 'title: "a\\qb"\n',
    "a cut escape": 'title: "a\\xz"\n',
    "no blank after a colon": "title:T\nabout: x\n",
    "no blank after a dash": "faq:\n-q: x\n",
    "two documents": "title: T\n---\ntitle: U\n",
    "a directive": "%YAML 3.0\n---\ntitle: T\n",
    "a directive twice": "%YAML 1.1\n%YAML 1.1\n---\ntitle: T\n",
    "an unknown directive": "%FOO bar\n---\ntitle: T\n",
    "a tag that is none": "title: !<> T\n",
    "an anchor twice": "title: &a &b T\n",
    "a key that is a list": "? [a, b]\n: 1\n",
    "a key that is a mapping": "? {a: b}\n: 1\n",
    "an empty key": ": x\n",
    "a key of 5,000 characters": "k" * 5_000 + ": x\n",
    "a colon alone": ":\n",
    "a merge of a text": "title: T\n<<: x\n",
    "an equals sign": "title: =\n",
    "a block with a wrong sign": "title: |x\n  a\n",
    "a block of too much": "title: |99\n  a\n",
    "a comma too many": "faq: [{q: a,, a: b}]\n",
    "a mapping in a list in a line": "faq: - q: a\n",
    "JSON with comments": '{"title": "T", // x\n}\n',
    "TOML": 'title = "T"\n[faq]\n',
    "INI": "[a]\nb=c\n",
    "XML": "<?xml version='1.0'?>\n<a/>\n",
    "no": "title: no\nfaq: [{q: a b, a: no}]\n",
    "on": "title: on\nsubjects: [{id: on, name: off}]\n",
    "octal": "title: T\nlimit: 0o17\n",
    "a time": "title: 12:30:45\nfaq: [{q: 12:30, a: 2001-01-01}]\n",
}


def syntax_case(name: str, text: str, call: tuple[str, ...]) -> Case:
    def tried(folder: Path) -> str:
        place = folder / "x.yaml"
        place.write_text(text, encoding="utf-8")
        done = run(folder, *call, place)
        return judged_of(done, place.name)

    return Case(f"{' '.join(call)}: {name}", tried)


def syntax() -> Iterator[Case]:
    for name, text in SYNTAX.items():
        for call in (("topics", "--knowledge"), ("check",), ("test",)):
            yield syntax_case(name, text, call)


WORDS = (
    "nonsense",
    "",
    "-",
    "--",
    "--nonsense",
    "--jsom",
    LONG[:50_000],
    EVIL,
    "--=x",
    "-x=",
    "--knowledge",
    "\udcff",
    "--help=x",
)


def usage() -> Iterator[Case]:
    """Each command and each option with what it does not take."""
    for command in (None, *COMMANDS):
        first = [command] if command else []
        names = [name.split(",")[0].split()[0] for name, _ in options_with_help(parser(command))]
        for word in WORDS:
            yield called([*first, word], "a word")
            yield called([*first, word, *["more"] * 3], "words")
            for option in names:
                if word in ("nonsense", "", EVIL, LONG[:50_000]):
                    yield called([*first, option, word], "an option")
                    yield called([*first, f"{option}={word}"], "an option")
        for option in names:
            yield called([*first, option], "an option alone")
            yield called([*first, option, option], "an option twice")
            yield called([*first, option[:-1]], "a shorter option")
            yield called([*first, f"{option}x"], "a longer option")
            yield called([*first, option.upper()], "upper case")
            if not option.startswith("--"):
                yield called([*first, f"-{option}"], "another dash")
    for count in (300, 3_000):
        yield called(["x"] * count, "many words")
        yield called(["ask", *(["--json"] * count)], "many options")


def called(arguments: list[str], what: str) -> Case:
    def tried(folder: Path) -> str:
        if any("\0" in each for each in arguments):
            return ""
        done = run(folder, *arguments, given=b"")
        return judged(done, 0, 1, 2, 130)

    return Case(f"{what}: {' '.join(map(ascii, arguments))[:70]}", tried)


def settings() -> Iterator[Case]:
    """Settings with something wrong: a note of a line, and the chat goes on."""
    texts = [yaml.safe_dump({name: value}, width=10**9) for name in hints(Settings) for value in VALUES.values()]
    texts += [
        *SYNTAX.values(),
        f"{LONG[:5_000]}: 1\n",
        "theme: dark\ntheme: light\n",
        "[" * 100_000,
        "\udc80",
        "x: &a [*a]",
    ]
    for number, text in enumerate(texts):

        def tried(folder: Path, text: str = text) -> str:
            place = folder / "home" / "config" / "verdict" / "settings.yaml"
            place.parent.mkdir(parents=True)
            place.write_bytes(text.encode("utf-8", "surrogateescape"))
            before = place.read_bytes()
            done = chat(folder, "hello\n/quit\n")
            if not re.search("Hello|Hi", done.out):
                return f"no answer: {done.out[-200:]!r}"
            if place.read_bytes() != before:
                return "was changed"
            return judged(Done(done.status, "", done.err), 0) or (
                f"not one note: {done.err[:300]!r}" if done.err.count("\n") > 1 else ""
            )

        yield Case(f"settings {number}: {text[:30]!a}", tried)


def logs() -> Iterator[Case]:
    """A line of a log, of an earlier run and of exported knowledge with something wrong in one place."""
    run_line = {
        "file": "f",
        "conversation": None,
        "question": "q",
        "passed": True,
        "reply": {"answers": [{"id": "a"}], "status": "answered"},
    }
    log_line = {"question": "hew wood", "status": "unknown"}
    entry = {"type": "entry", "id": "a", "topic": "t", "name": "n", "answer": "x", "ask": ["what is it"]}
    for what, row, call in (
        ("run", run_line, ("test", str(STARTER / "tests" / "questions.verdict.yaml"), "--compare", "x.jsonl")),
        ("log", log_line, ("misses", "x.jsonl")),
        ("mend", log_line, ("mend", str(STARTER), "x.jsonl")),
        ("exported", entry, ("import", "x.jsonl", "-o", "out")),
    ):
        for way in ways(row):
            for name, value in VALUES.items():
                for lines in (0, 3):

                    def tried(
                        folder: Path,
                        row: Any = row,
                        way: Way = way,
                        value: Any = value,
                        call: Any = call,
                        lines: int = lines,
                    ) -> str:
                        given = value.isoformat() if isinstance(value, date) else value
                        text = (json.dumps(row) + "\n") * lines + json.dumps(with_value(row, way, given)) + "\n"
                        (folder / "x.jsonl").write_text(text, encoding="utf-8")
                        return judged_of(run(folder, *call), "x.jsonl")

                    yield Case(f"{what}: {name} at {'/'.join(map(str, way))} in line {lines + 1}", tried)


def cases() -> Iterator[Case]:
    """All that can be told of."""
    yield from documents()
    yield from of_schema()
    yield from syntax()
    yield from usage()
    yield from settings()
    yield from logs()
