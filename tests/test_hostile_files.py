"""Files that are none, or hold what none should: one line with place and mend, never a hang, nothing touched."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

import pytest

from assistant.answering.library import building, knowledge_folder, places, store
from assistant.terminal.command_line import main
from tests.terminal import COMMAND, ROOT, Started, clean_environment, unprivileged, without_privilege

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes, sockets and links are others there")

STARTER = knowledge_folder() / "starter"
SCRIPT = str(STARTER / "tests" / "questions.verdict.yaml")
BASE = (STARTER / "knowledge.yaml").read_text(encoding="utf-8")
CALM = {"title": "T", "topics": "[{id: t, name: t}]"}


@pytest.fixture(autouse=True)
def no_hang() -> Iterator[None]:
    """A test that waits for a pipe fails instead."""

    def stop(*_: object) -> None:
        raise TimeoutError("hangs")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(20)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


Told = Callable[..., tuple[int, str]]


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    """Runs the command; returns its status and the one line that it complains with."""

    def run(*arguments: str | Path) -> tuple[int, str]:
        status = main([str(each) for each in arguments])
        out, err = capsys.readouterr()
        line = err if status == 2 or not err else err.splitlines()[-1] + "\n"
        if status == 2:
            assert err.count("\n") == 1, err
            assert len(line) < 330
            assert line.rstrip("\n").isprintable()
        return status, line if err else out

    return run


def pipe(path: Path) -> None:
    os.mkfifo(path)


def socket_of(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.relpath(path))


def folder(path: Path) -> None:
    path.mkdir()


def link_to_a_pipe(path: Path) -> None:
    os.mkfifo(path.with_name("pipe"))
    path.symlink_to("pipe")


def link_to_nowhere(path: Path) -> None:
    path.symlink_to("nowhere")


def link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


THINGS = [pipe, socket_of, folder, link_to_a_pipe, link_to_nowhere, link_to_itself, endless]


@pytest.mark.parametrize("thing", THINGS)
def test_what_is_no_file_is_not_read(thing: Callable[[Path], None], tmp_path: Path, monkeypatch, told: Told) -> None:
    monkeypatch.chdir(tmp_path)
    inside = tmp_path / "in"
    inside.mkdir()
    place = inside / "x.yaml"
    thing(place)
    for call in (
        ["topics", "--knowledge", place],
        ["topics", "--knowledge", inside],
        ["ask", "hello", "--knowledge", place],
        ["test", place],
        ["test", inside],
        ["misses", place],
        ["import", place, "-o", tmp_path / "out"],
        ["test", SCRIPT, "--compare", place],
        ["export", place],
    ):
        status, line = told(*call)
        assert status == 2, (call, line)
        assert "in" in line
    assert told("check", place)[0] in (1, 2)


@pytest.mark.parametrize("thing", [*THINGS, lambda path: path.write_text("my letter"), lambda path: path.mkdir()])
@pytest.mark.parametrize(
    "call",
    [
        ["test", SCRIPT, "--junit"],
        ["test", SCRIPT, "--update"],
        ["ask", "bake bread", "--log-misses"],
        ["export", str(STARTER), "-o"],
        ["new"],
    ],
    ids=lambda call: call[-1],
)
def test_nothing_is_written_over_what_is_no_such_file(
    thing: Callable[[Path], None], call: list[str], tmp_path: Path, monkeypatch, told: Told, capsys
) -> None:
    monkeypatch.chdir(tmp_path)
    place = tmp_path / "in" / "x"
    place.parent.mkdir()
    thing(place)
    if call == ["new"] and place.is_dir():
        (place / "mine").write_text("mine")
    before = sorted((each.name, each.lstat().st_mode, each.lstat().st_mtime_ns) for each in place.parent.rglob("*"))
    status = main([*call, str(place)])
    out, err = capsys.readouterr()
    assert status == 2
    assert err.splitlines()[-1].startswith("verdict: ")
    assert "Traceback" not in err + out
    after = sorted((each.name, each.lstat().st_mode, each.lstat().st_mtime_ns) for each in place.parent.rglob("*"))
    assert after == before


@pytest.mark.parametrize(
    "call",
    [["test", SCRIPT, "--junit"], ["test", SCRIPT, "--update"], ["export", str(STARTER), "-o"], ["new"]],
    ids=lambda call: call[-1],
)
def test_a_file_that_is_named_as_a_folder_is_not_written_over(call: list[str], tmp_path: Path, told: Told) -> None:
    (tmp_path / "letter").write_text("mine")
    for name in ("letter", "nothing"):
        if (call, name) != (["new"], "nothing"):
            assert told(*call, f"{tmp_path / name}/")[0] == 2
    assert (tmp_path / "letter").read_text() == "mine"
    assert [each.name for each in tmp_path.iterdir()] == ["letter"]


def test_what_was_written_before_is_written_again(tmp_path: Path, told: Told) -> None:
    report, log = tmp_path / "report.xml", tmp_path / "log.jsonl"
    for _ in range(2):
        main(["test", SCRIPT, "--junit", str(report)])
        main(["ask", "bake bread", "--log-misses", str(log)])
    assert report.read_text(encoding="utf-8").count("<testsuites") == 1
    assert log.read_text(encoding="utf-8").count("\n") == 2
    with log.open("a", encoding="utf-8") as file:
        file.write('{"question": "cut')
    main(["ask", "bake bread", "--log-misses", str(log)])
    assert json.loads(log.read_text(encoding="utf-8").splitlines()[-1])["question"] == "bake bread"


WRITING = {
    "--log-misses": (["ask", "bake bread", "--log-misses"], 1),
    "--junit": (["test", SCRIPT, "--json", "--junit"], 0),
    "--update": (["test", SCRIPT, "--update"], 0),
    "export": (["export", str(STARTER), "-o"], 0),
}


@pytest.mark.parametrize("name", WRITING)
def test_the_null_device_takes_everything(name: str, tmp_path: Path, told: Told) -> None:
    call, status = WRITING[name]
    null = os.stat(os.devnull)
    (tmp_path / "null").symlink_to(os.devnull)
    for place in (os.devnull, tmp_path / "null"):
        assert told(*call, place)[0] == status
    after = os.stat(os.devnull)
    assert (after.st_mode, after.st_rdev, os.readlink(tmp_path / "null")) == (null.st_mode, null.st_rdev, os.devnull)


@pytest.mark.parametrize(("name", "stream"), [*zip(WRITING, cycle(["stdout", "stderr"]), strict=False)])
def test_a_standard_stream_is_written_as_it_stands(name: str, stream: str, tmp_path: Path) -> None:
    call, status = WRITING[name]
    main([*call, str(tmp_path / "file")])
    with (tmp_path / "out").open("w+", encoding="utf-8") as out:
        out.write("before\n")
        out.flush()
        other = {"stdout": "stderr", "stderr": "stdout"}[stream]
        streams = {stream: out, other: subprocess.PIPE}
        with Started(*call, f"/dev/{stream}", **streams) as done:
            done.communicate()
        out.seek(0)
        shown = out.read()
    written = (tmp_path / "file").read_text(encoding="utf-8")
    assert done.returncode == status
    assert shown.startswith("before\n")
    assert timeless(written) in timeless(shown)


def timeless(text: str) -> str:
    """A text without times, and without the path to the knowledge, which is told from where the file stands."""
    return re.sub(r'time="[\d.]+"|knowledge: ".*"', "", text)


def test_the_null_device_is_an_empty_file(told: Told) -> None:
    assert told("misses", os.devnull)[0] == 0
    assert told("test", os.devnull)[0] == 2
    assert told("topics", "--knowledge", os.devnull)[0] == 2
    assert told("import", os.devnull, "-o", "none")[0] == 2


@pytest.mark.parametrize(
    "call",
    [
        ["topics", "--knowledge", ""],
        ["check", ""],
        ["test", ""],
        ["misses", ""],
        ["new", ""],
        ["ask", "hello", "--log-misses", ""],
        ["test", SCRIPT, "--junit", ""],
        ["test", SCRIPT, "--update", ""],
        ["topics", "--knowledge="],
    ],
    ids=" ".join,
)
def test_an_empty_path_is_an_error(call: list[str], told: Told) -> None:
    status, line = told(*call)
    assert status == 2
    assert "empty path" in line


LONG = "x" * 5_000


@pytest.mark.parametrize(
    "call",
    [
        ["topics", "--knowledge", LONG],
        ["topics", "--knowledge", "\x1b[2J\u202e/none"],
        ["test", LONG],
        ["misses", LONG],
        ["new", LONG],
        ["ask", "bake bread", "--log-misses", "/none/" + LONG],
        [LONG],
        ["ask", "--" + LONG],
        ["--color", LONG],
        ["a\x1b]0;title\x07b\u2028c"],
        ["topics", LONG],
        ["completion", LONG],
    ],
    ids=lambda call: " ".join(call)[:24],
)
def test_whatever_is_named_the_error_is_one_short_line(call: list[str], capsys) -> None:
    assert main(call) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert err.strip("\n").isprintable()
    assert len(err) < 330


def yaml(**more: str) -> str:
    return "".join(f"{key}: {value}\n" for key, value in {**CALM, **more}.items())


BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{i + 1}: &a{i + 1} [{', '.join([f'*a{i}'] * 9)}]\n" for i in range(9))
HOSTILE_YAML = {
    "empty": (b"", "write a mapping"),
    "no mapping": (b"- a\n", "must be a mapping"),
    "windows-1252": (b"title: T\nabout: caf\xe9\n", ":2:11: not UTF-8 (byte 0xe9)"),
    "zero byte": (b"title: a\0b\n", ":1:9: not YAML: control characters are not allowed; take the character away"),
    "escape": (b"title: T\nabout: a\x1bb\n", ":2:9: not YAML: "),
    "noncharacter": ("title: é\n\ufffe\n".encode(), ":2:1: not YAML: "),
    "UTF-16": ("title: T\n".encode("utf-16-le"), ":1:2: not YAML: "),
    "tab": (b"title:\n\t- a\n", "indent with spaces"),
    "quote left open": (b"title: 'T\nabout: x\n", "close the quote"),
    "bracket left open": (b"title: [T\nabout: x\n", "close the bracket"),
    "a slip in a key": (b"title: T\nfaq: [{q: a b, a: x, alos: [c]}]\n", "did you mean 'also'?"),
    "deep": (b"title: " + b"[" * 100_000, "nested"),
    "deep blocks": (b"- " * 100_000, "nested"),
    "deep mappings": (b"{a: " * 50_000, "nested"),
    "undefined alias": (b"title: *nowhere\n", "&name before"),
    "a star before a text": (b"title: *bold* words\n", ":1:13: not YAML: did not find expected alphabetic"),
    "its mend": (b"title: *bold* words\n", "put the text in quotes: what begins with * or & is the name of something"),
    "a comment in place of a text": (b"title: #1 of all\n", "'title' has no value; write one, in quotes if it begins"),
    "no such escape": (b'title: "a\\qb"\n', "unknown escape character; write two backslashes"),
    "an escape cut short": (b'title: "a\\xz"\n', "write two backslashes"),
    "no blank after a colon": (b"title:T\nabout: x\n", "write a blank after each colon and dash"),
    "a key without a colon": (b"title: T\nabout\nfaq: x\n", "write a colon and a blank after the key"),
    "a number that some take for octal": (
        yaml(limit="0777", faq="[{q: a b, a: c}]").encode(),
        "the first of them no 0",
    ),
    "a source that is none": (
        yaml(source="{title: B, url: 'x:y'}", faq="[{q: a b, a: c}]").encode(),
        "b.yaml:3:1: the url",
    ),
    "a phrase that is none": (
        yaml(faq="[{q: a b, a: c}]", say="{x: y}").encode(),
        "b.yaml:4:1: say: has no phrase 'x'",
    ),
    "a case that is none": (yaml(faq="[{q: a b, a: c}]", decide="[x]").encode(), "b.yaml:4:1: decide names 'x'"),
    "many known keys": (
        b"title: T\nfag: x\nxyzzy: x\n",
        "cite, conclusion, advice, decide, subjects, kind, topics, syn",
    ),
    "tag": (b"title: !!python/object/apply:os.system [id]\n", "take the tag"),
    "tag of a mapping": (b"!!python/object:os.system {title: T}\n", "take the tag"),
    "own tag": (b"title: !mine T\n", "take the tag"),
    "binary": (b"title: !!binary aGk=\n", "take the tag"),
    "key of a list": (b"? [" + b"a, " * 3_000 + b"]\n: 1\n", "write a word before the colon"),
    "key of a mapping": (b"{? {a: b} : c}\n", "write a word before the colon"),
    "unknown key": (b"k" * 1_000 + b": 1\n", "unknown key"),
    "alias blow-up": (BOMB.encode(), "unknown key"),
    "aliases of items": (
        yaml(synonyms="[" + ", ".join(["&r [" + ", ".join(["a"] * 500) + "]", *["*r"] * 5_000]) + "]").encode(),
        "repeats what it names",
    ),
    "recursive alias": (b"title: T\nsynonyms: &a [*a]\n", ""),
    "a question by its name 2,000 times": (
        b"title: T\nfaq:\n- &q {q: what is it, a: b}\n" + b"- *q\n" * 2_000,
        ":3:3: what stands here is named (*name) 2,000 times more; keep one",
    ),
    "an id of 100,000 characters twice": (
        yaml(
            topics="[" + ", ".join(["{id: " + "t" * 100_000 + ", name: n}"] * 2) + "]", faq="[{q: a b, a: c}]"
        ).encode(),
        "is taken by",
    ),
    "an id of 100,000 characters without examples": (
        yaml(entries="[{id: " + "e" * 100_000 + ", topic: t, name: n, answer: x, ask: []}]").encode(),
        "has no examples; add ask",
    ),
    "row of nothing": (yaml(synonyms="[[]]", faq="[{q: a b, a: c}]").encode(), "a row of nothing"),
    "word of nothing": (yaml(synonyms="[['', a]]", faq="[{q: a b, a: c}]").encode(), "is empty; write some text"),
    "blank example": (yaml(faq="[{q: a b, a: c, also: [' ']}]").encode(), "is empty; write some text"),
    "blank key": (yaml(say="{'': a}", faq="[{q: a b, a: c}]").encode(), "is empty; write some text"),
    "hundreds of unknown names": (
        yaml(
            topics="[" + ", ".join(f"{{id: t{i}, name: n}}" for i in range(300)) + "]",
            entries="["
            + ", ".join(f"{{id: e{i}, topic: z{i}, name: n, answer: x, ask: [y]}}" for i in range(300))
            + "]",
        ).encode(),
        "(and 299 more)",
    ),
    "several documents": (b"title: T\n---\ntitle: U\n", "document"),
    "directive": (b"%YAML 9.9\n---\ntitle: T\n", ""),
    "required without a value": (b"title: T\nsubjects: [{id: , name: x}]\n", "'id' has no value; write one"),
    "an item without a value": (yaml(synonyms="[[a, ~]]").encode(), "or take it out"),
    "text where truth belongs": (
        yaml(entries="[{id: a, topic: t, name: n, answer: x, ask: [y], provides: 1}]").encode(),
        "true or false",
    ),
    "a key twice": (b"title: T\ntitle: U\n", "stands twice"),
    "a winner of a megabyte": (
        yaml(
            subjects="[{id: a, name: a}]",
            entries="[{id: a1, topic: " + "t" * 1_000_000 + ", name: n, answer: x, ask: [y]}]",
        ).encode(),
        "which does not exist",
    ),
    "many ids": (
        yaml(
            topics="[" + ", ".join(f"{{id: t{i}, name: n}}" for i in range(1_100)) + "]",
            entries="[{id: a1, topic: zzz, name: n, answer: x, ask: [y]}]",
        ).encode(),
        "topic names 'zzz'",
    ),
}


@pytest.mark.parametrize("name", HOSTILE_YAML)
def test_a_hostile_base_is_refused_in_one_short_line(name: str, tmp_path: Path, told: Told) -> None:
    data, message = HOSTILE_YAML[name]
    place = tmp_path / "b.yaml"
    place.write_bytes(data)
    status, line = told("topics", "--knowledge", place)
    assert status == 2
    assert "b.yaml" in line
    assert message in line


HOSTILE_SCRIPTS = {
    "number of 5,000 digits": ("at-most: " + "9" * 5_000, "whole number"),
    "number in octal": ("at-most: 0o17", "whole number"),
    "pattern too long": ("matches: '" + "a" * 5_000 + "'", "longer than"),
    "pattern too deep": ("matches: '" + "(" * 450 + ")" * 450 + "'", ""),
    "number with a zero before it": ("at-most: 017", "the first of them no 0"),
    "pattern repeated": ("matches: 'a{99999999999999999999}'", "repeated too often"),
    "no pattern": ("matches: '('", "no regular expression"),
    "tag": ("status: !!str answered", ""),
    "status of a megabyte": ("status: " + "x" * 1_000_000, "write one of"),
}


@pytest.mark.parametrize("name", HOSTILE_SCRIPTS)
def test_a_hostile_script_is_refused_in_one_short_line_or_run(name: str, tmp_path: Path, told: Told) -> None:
    key, message = HOSTILE_SCRIPTS[name]
    place = tmp_path / "s.yaml"
    place.write_text(f"knowledge: {STARTER}\nquestions:\n- ask: hello\n  {key}\n", encoding="utf-8")
    status, line = told("test", place)
    assert status == (2 if message else status)
    assert message in line


@pytest.mark.parametrize(
    ("knowledge", "message"),
    [
        ("nowhere", "knowledge names 'nowhere', which does not exist"),
        ("/dev/zero", "knowledge names '/dev/zero', which is no file and no folder"),
        ('"a\\0b"', "knowledge: a path has no zero byte"),
    ],
)
def test_a_script_that_names_no_knowledge_is_told_where(
    knowledge: str, message: str, tmp_path: Path, told: Told
) -> None:
    place = tmp_path / "s.yaml"
    place.write_text(f"# of the bread\nknowledge: {knowledge}\nquestions: [{{ask: hello}}]\n", encoding="utf-8")
    status, line = told("test", place)
    assert (status, f"s.yaml:2:1: {message}" in line) == (2, True)


EXPORTED = '{"type": "entry", "id": "a", "topic": "t", "name": "n", "answer": "b", "ask": ["what is it"]}'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"intents": [\n  {"tag": "a",}]}', ":2:1"),
        ("", ":1:1: not JSON: "),
        ("[" * 100_000, "not JSON that can be read"),
        ("9" * 5_000, ""),
        (
            "{}",
            "a table of questions and answers, questions and answers in JSON or YAML, a Markdown page, a web page can",
        ),
        ('{"type": []}', "of no kind that can be brought in"),
        ('{"@type": [[1]]}', "of no kind that can be brought in"),
        *((f'{{"type": "base"}}\n{row}', "made otherwise") for row in ("1", '{"type": []}', '{"type": "entry"}')),
        ('{"type": "entry", "ask": [], "answer": "b"}', "made otherwise"),
        (EXPORTED, "x.json: what it holds is no knowledge base: the knowledge base has no title"),
    ],
    ids=lambda given: repr(given[:24]),
)
def test_json_that_cannot_be_brought_in_says_why(text: str, message: str, tmp_path: Path, told: Told) -> None:
    place = tmp_path / "x.json"
    place.write_text(text, encoding="utf-8")
    status, line = told("import", place, "-o", tmp_path / "out")
    assert (status, message in line) == (2, True), line
    assert line.count("…") < 2
    assert not (tmp_path / "out").exists()


def test_of_long_texts_a_run_shows_the_beginning(tmp_path: Path, capsys) -> None:
    place, long = tmp_path / "s.yaml", "x" * 300_000
    turns = f"[{{ask: {long}, status: unknown}}, {{ask: {long}, status: answered, contains: {long}}}]"
    place.write_text(f"knowledge: {STARTER}\nconversations: [{{name: {long}, turns: {turns}}}]\n", encoding="utf-8")
    assert main(["test", str(place)]) == 1
    assert max(map(len, capsys.readouterr().out.splitlines())) < 2_100


@pytest.mark.parametrize("pattern", ["(a+)+$", "(.*)*x$", "(.*?,){20}z", "([a-z ]+)*!!"])
@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_pattern_without_an_end_is_given_up(pattern: str, elsewhere: bool, monkeypatch) -> None:
    from assistant.authoring import patterns

    if elsewhere:
        monkeypatch.delattr(signal, "setitimer")
    with monkeypatch.context() as hurried:
        hurried.setattr(patterns, "PATIENCE", 0.03)
        assert patterns.occurs(pattern, "a" * 60 + " b" * 40) in (None, False)
    assert patterns.occurs("B", "a b") is True
    assert patterns.occurs("c", "a b") is False


def test_the_warnings_of_a_pattern_are_not_shown(tmp_path: Path) -> None:
    from tests.terminal import verdict

    place = tmp_path / "s.yaml"
    place.write_text(f"knowledge: {STARTER}\nquestions:\n- ask: hello\n  status: chat\n  matches: '[[a-z]|x'\n")
    assert verdict("test", str(place)).stderr == ""


@pytest.mark.skipif(sys.platform != "linux", reason="file names are text elsewhere")
def test_folders_and_files_may_be_called_by_any_bytes(tmp_path: Path, told: Told) -> None:
    folder = tmp_path / "caf\udce9"
    folder.mkdir()
    (folder / "b\udcff.yaml").write_text(yaml(faq="[{q: how long is it, a: two metres}]"), encoding="utf-8")
    assert told("ask", "how long is it", "--knowledge", folder) == (0, "two metres Source: T\n")
    assert told("check", folder)[0] == 0
    assert told("export", folder, "-o", folder / "x\udcff.csv")[0] == 0
    assert told("import", folder / "x\udcff.csv", "-o", folder / "made\udcff", "--title", "x\udcff")[0] == 0
    assert told("misses", folder / "none\udcff")[0] == 2


def test_a_path_with_a_zero_byte_is_an_error(tmp_path: Path, told: Told) -> None:
    place = tmp_path / "s.yaml"
    place.write_text('knowledge: "a\\0b"\nquestions: [{ask: hello}]\n', encoding="utf-8")
    status, line = told("test", place)
    assert (status, "zero byte" in line) == (2, True)


@pytest.mark.parametrize("line", ["[" * 100_000, "1" * 5_000, '{"question": 1}', "\x00", '{"question": "a"'])
def test_a_log_with_another_line_is_refused_with_its_number(line: str, tmp_path: Path, told: Told) -> None:
    place = tmp_path / "log.jsonl"
    place.write_text('{"question": "bake bread"}\n' + line + "\n", encoding="utf-8")
    status, message = told("misses", place)
    assert (status, "log.jsonl:2:" in message) == (2, True)


@pytest.mark.parametrize(
    "call",
    [
        ["topics", "--knowledge", "base"],
        ["check", "base"],
        ["export", "base"],
        ["test", "base"],
        ["mend", "base"],
        ["import", "base", "-o", "out"],
    ],
    ids=lambda call: call[0],
)
def test_a_folder_that_cannot_be_listed_is_told_as_such(
    call: list[str], tmp_path: Path, monkeypatch, told: Told
) -> None:
    inner = tmp_path / "base" / ("tests" if call[0] in ("test", "mend") else "inner")
    inner.mkdir(parents=True)
    (tmp_path / "base" / "base.yaml").write_text(BASE, encoding="utf-8")
    scandir = os.scandir

    def refuse(path: str) -> object:  # as a user without the right sees it, whoever runs this
        if os.fspath(path).endswith(inner.name):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "scandir", refuse)
    status, line = told(*call)
    assert status == 2
    assert "cannot be listed: Permission denied" in line


@unprivileged
@pytest.mark.parametrize("call", [["topics", "--knowledge", "in/b.yaml"], ["check", "in/b.yaml"], ["test", "s.yaml"]])
def test_what_stands_in_a_folder_that_cannot_be_entered_is_told_as_such(call: list[str], tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.yaml").write_text(BASE, encoding="utf-8")
    (tmp_path / "s.yaml").write_text("knowledge: in/b.yaml\nquestions: [{ask: hello}]\n", encoding="utf-8")
    (tmp_path / "in").chmod(0)
    command, environment = [*COMMAND, *call], clean_environment()
    try:
        done = subprocess.run(
            command, cwd=tmp_path, capture_output=True, text=True, env=environment, preexec_fn=without_privilege
        )
    finally:
        (tmp_path / "in").chmod(0o700)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "cannot be read: Permission denied" in done.stderr


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, told: Told) -> None:
    place = tmp_path / "b.yaml"
    with place.open("wb") as file:
        file.truncate(100 << 20)
    status, line = told("topics", "--knowledge", place)
    assert (status, "is larger than 64 MiB" in line) == (2, True)


Ship = Callable[[str], Path]


@pytest.fixture
def ship(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ship]:
    """Returns the place of a file of the language, where nothing is, in a copy of what is shipped that is then used."""
    opened = (places.word_list, places.word_vectors, places.question_forms, store.language)

    def shipped_without(name: str) -> Path:
        whole, copy = knowledge_folder(), tmp_path / "knowledge"
        (copy / "english").mkdir(parents=True)
        for each in (*whole.iterdir(), *(whole / "english").iterdir()):
            if each.name not in (name, "english"):
                (copy / each.relative_to(whole)).symlink_to(each)
        for module in (places, store, building):
            monkeypatch.setattr(module, "shipped", lambda *names: str(copy.joinpath(*names)))
        monkeypatch.setattr(store, "OPENED", {})
        for each in opened:
            each.cache_clear()
        return copy / "english" / name

    yield shipped_without
    for each in opened:
        each.cache_clear()


@pytest.mark.parametrize("name", ["vectors.bin", "forms.bin"])
def test_damaged_tables_are_told_before_anything_is_made_ready(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Told, ship: Ship
) -> None:
    (tmp_path / "b.yaml").write_text(yaml(faq="[{q: how long is it, a: two metres}]"), encoding="utf-8")
    data = bytearray((knowledge_folder() / "english" / name).read_bytes())
    data[len(data) // 2] ^= 1
    ship(name).write_bytes(data)
    monkeypatch.setenv("VERDICT_CACHE", "")
    assert told("ask", "does flask ship an orm")[0] == 0
    status, line = told("ask", "how long is it", "--knowledge", tmp_path / "b.yaml")
    assert (status, f"{name}: this file of the program is broken" in line) == (2, True)


OWN_FILES = {
    "vectors.bin": (b"", b"foreign" * 9, "cut", "folder"),
    "forms.bin": (b"foreign" * 9, "cut", "absent"),
    "words.txt": (b"", "damaged", "folder"),
    "further.txt": ("cut", "absent"),
    "asking.yaml": ("[cut", "absent"),
}
"""Files of the program to what may have become of them."""


@pytest.mark.parametrize(("name", "became"), [(name, each) for name, ways in OWN_FILES.items() for each in ways])
def test_a_broken_file_of_the_program_is_told_in_one_line(
    name: str, became: str | bytes, told: Told, ship: Ship
) -> None:
    whole, broken = bytearray((knowledge_folder() / "english" / name).read_bytes()), ship(name)
    if became == "folder":
        broken.mkdir()
    elif became != "absent":
        whole[len(whole) // 2] ^= 1
        broken.write_bytes(became if isinstance(became, bytes) else whole if became == "damaged" else whole[:-1000])
    if became == "[cut":
        broken.write_text("[cut", encoding="utf-8")
    of_few = ("--knowledge", knowledge_folder() / "faq-starter") if name == "further.txt" else ()
    status, line = told(*of_few, "ask", "--", "does flask ship an orm")
    assert (status, line.startswith(f"verdict: {broken}")) == (2, True), line
    assert name == "asking.yaml" or "this file of the program is broken" in line
    assert name == "asking.yaml" or line.endswith("; install Verdict again\n")


def test_it_is_told_so_by_the_program_itself(tmp_path: Path) -> None:
    (tmp_path / "assistant").symlink_to(ROOT / "assistant")
    (tmp_path / "main.py").write_bytes((ROOT / "main.py").read_bytes())
    (tmp_path / "knowledge").mkdir()
    command = [sys.executable, str(tmp_path / "main.py"), "ask", "--", "does flask ship an orm"]
    done = subprocess.run(command, capture_output=True, text=True, env=clean_environment(), check=False)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr
    assert done.stderr.startswith(f"verdict: {tmp_path / 'knowledge' / 'english' / 'words.txt'}: this file of the ")
