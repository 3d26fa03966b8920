"""What comes from outside acts on no terminal and splits no line, wherever it is printed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from assistant import Assistant
from assistant.authoring import misses
from assistant.knowledge.faults import Fault, Mark, shown
from assistant.screen.layout import as_line, printable
from assistant.terminal.command_line import main

EVIL = "\x07\x1b[2J\x1b]0;t\x07\x7f\x85\x9b31m\u2028\u2029\u202e\u2066\u200f\ufffe\r\v\f"
"""Bell, erase, title, delete, C1, line separators, turned directions, a noncharacter, other line ends."""

ACTS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base, in a folder and of a name and of texts that would act on a terminal."""

    def evil(text: str) -> str:
        return f"{text[:3]}{EVIL}{text[3:]}"

    folder = tmp_path_factory.mktemp("evil") / "a\x1b[31m\u202e\u2028b"
    folder.mkdir()
    entries = [
        {
            "id": evil(name),
            "topic": "t",
            "name": evil(f"the {name}"),
            "answer": evil(f"It is {name} ware."),
            "ask": [f"what is {name}", f"tell me of the {name}", evil(f"is there any {name}")],
            "section": evil("Part one"),
        }
        for name in ("pottery", "basketry", "weaving")
    ]
    known = {"title": evil("Crafts"), "about": evil("crafts"), "topics": [{"id": "t", "name": evil("Wares")}]}
    known |= {"source": {"title": evil("Book of crafts")}, "entries": entries}
    (folder / "k.yaml").write_text(yaml.safe_dump(known), encoding="utf-8")
    questions = [{"ask": evil("what is pottery")}, {"ask": "tell me of the weaving", "contains": evil("never")}]
    script = {"knowledge": ".", "questions": questions, "conversations": [{"name": evil("talk"), "turns": questions}]}
    (folder / "tests").mkdir()
    (folder / "tests" / f"s{EVIL.replace('/', '')}.verdict.yaml").write_text(
        yaml.safe_dump(script | {"knowledge": ".."}), encoding="utf-8"
    )
    (folder / "log.jsonl").write_text(
        "".join(json.dumps({"question": evil(each)}, ensure_ascii=False) + "\n" for each in ("bake bread", "hew wood")),
        encoding="utf-8",
    )
    return folder


@pytest.mark.parametrize("json_too", [False, True])
@pytest.mark.parametrize(
    "call",
    [
        ["ask", "what is pottery"],
        ["ask", "what is pottery", "--explain"],
        ["ask", "hew" + EVIL.replace("\r", "") + "wood"],
        ["topics"],
        ["check"],
        ["test", "TESTS"],
        ["misses", "LOG"],
    ],
    ids=lambda call: " ".join(call)[:20],
)
def test_no_output_acts_on_a_terminal(call: list[str], json_too: bool, base: Path, capsys) -> None:
    named = {"TESTS": str(base / "tests"), "LOG": str(base / "log.jsonl")}
    colours = ["--color", "always"] if not json_too else ["--json"]
    main([*(named.get(each, each) for each in call), "--knowledge", str(base), *colours])
    out, err = capsys.readouterr()
    bare = re.sub(r"\x1b\[[0-9;]*m", "", out if not json_too else out.replace("\x1b", "ESC"))
    assert out
    assert ACTS.findall(bare) == []
    assert ACTS.findall(err) == []
    if json_too:
        assert [json.loads(line) for line in out.splitlines()]


def test_reports_are_well_formed_and_answers_can_be_read_again(base: Path, tmp_path: Path, capsys) -> None:
    report, update = tmp_path / "r.xml", tmp_path / "u.yaml"
    main(["test", str(base / "tests"), "--junit", str(report), "--update", str(update)])
    root = ElementTree.parse(report).getroot()
    assert len(list(root.iter("testcase"))) == 4
    assert ACTS.findall(report.read_text(encoding="utf-8")) == []
    capsys.readouterr()
    assert main(["test", str(update)]) in (0, 1)
    assert "passed" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["\ud800 \udfff", EVIL, "\u2028\n\u0085", "\x00", "a" * 5_000, "\U0001f600é你"])
def test_a_log_is_read_as_it_was_written(text: str, tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    question = f"hew wood {text}"
    reply = Assistant().ask(question)
    misses.log(log, reply)
    misses.log(log, reply)
    assert [each.question for each in misses.read(log)] == [reply.question] * 2
    assert len(log.read_text(encoding="utf-8").splitlines()) == 2


def test_every_character_is_printed_or_harmless() -> None:
    for start in (*range(0, 0x40000, 0x1000), *range(0xE0000, 0x110000, 0x8000)):  # between them there is none
        text = " ".join(map(chr, range(start, start + 0x1000)))
        assert ACTS.findall(printable(text)) == []
        line = as_line({"a": text}, False)
        assert json.loads(line) == {"a": text}
        assert line.splitlines() == [line]
        assert ACTS.findall(line) == []
        assert shown(text, len(text)).isprintable()


def test_a_fault_keeps_its_place_and_its_mend_however_long_it_is() -> None:
    fault = str(Fault(Mark("/p" * 2_000 + "/k.yaml", 12, 3), "x" * 9_000 + "\x1b", "mend it so"))
    assert len(fault) <= 330
    assert "k.yaml:12:3: " in fault
    assert fault.endswith("mend it so")
