"""Scripted questions: what a file may say, how a run is told, and that pytest agrees."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from importlib.metadata import entry_points
from pathlib import Path
from xml.etree import ElementTree

import pytest

from assistant.answering.library import knowledge_folder
from assistant.authoring import scripts
from assistant.knowledge.faults import DataError

Write = Callable[..., Path]


BASE = knowledge_folder() / "starter"
"""A knowledge base: bike or bus."""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a script that asks that knowledge base."""

    def write(text: str, name: str = "mine.verdict.yaml") -> Path:
        path = tmp_path / name
        path.write_text(f"knowledge: {BASE}\n{text}", encoding="utf-8")
        return path

    return write


PASSING = """
questions:
  - {ask: which one is cheaper?, status: answered, topic: cost, id: cost, winner: bike, pick: bike, affirms: none}
  - {ask: which is more expensive?, winner: bike, pick: bus}
  - {ask: is the bike more expensive than the bus?, affirms: false}
  - {ask: which one is cheaper?, contains: [UPKEEP, [no such words, little more]], not-contains: helmet}
  - {ask: which one is cheaper?, matches: ^the bike.*upkeep, at-most: 400}
  - {ask: is a train faster?, status: [unknown, unsure]}
  - {ask: compare the cost and the comfort, winner: {cost: bike, comfort: bus}}
  - {ask: how do i look after a bicycle, id: bike-upkeep, winner: none}
"""


def test_a_question_passes_when_the_reply_shows_what_the_script_asks_for(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    status = scripts.run([write(PASSING)])
    assert "8 passed" in capsys.readouterr().out
    assert status == 0


FAILING = {
    "status: unknown": ("status: unknown", "status: answered"),
    "topic: comfort": ("topic: comfort", "topic: cost"),
    "topic: [cost, comfort]": ("topic: cost and comfort", "topic: cost"),
    "id: needs-ticket": ("id: needs-ticket", "id: cost"),
    "winner: bus": ("winner: bus", "winner: bike"),
    "winner: {speed: tie}": ("winner: speed: tie", "winner: no answer on speed"),
    "pick: none": ("pick: none", "pick: bike"),
    "affirms: true": ("affirms: true", "affirms: none"),
    "contains: [[gold, silver]]": ("contains: 'gold' or 'silver'", "contains: The bike wins"),
    "not-contains: upkeep": ("not-contains: no 'upkeep'", "not-contains: The bike wins"),
    "matches: ^Bus": ("matches: /^Bus/", "matches: The bike wins"),
    "at-most: 10": ("at-most: 10 characters", "at-most: "),
}


def test_a_failure_tells_question_expected_and_got(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    path = write("questions:" + "".join(f"\n  - ask: which one is cheaper?\n    {line}" for line in FAILING))
    assert scripts.run([path]) == 1
    out = capsys.readouterr().out
    blocks = out.split(" which one is cheaper? ___")[1:]
    assert len(blocks) == len(FAILING)
    for number, (block, (expected, got)) in enumerate(zip(blocks, FAILING.values(), strict=True)):
        assert f"{path}:{3 + 2 * number}:5" in block
        assert "question   which one is cheaper?" in block
        assert f"expected   {expected}\n" in block
        assert f"got        {got}" in block
    assert f"{len(FAILING)} failed, 0 passed" in out


def test_a_failure_tells_how_it_was_read_and_the_nearest_miss(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    scripts.run(
        [
            write("""
questions:
  - {ask: is the bus faster in bad weathr?, id: speed, affirms: true}
  - {ask: which one is cheaper?, id: equipment}
""")
        ]
    )
    first, second = capsys.readouterr().out.split("_ which one is cheaper? _")
    assert "mended     weathr → weather" in first
    assert "matched on " in first
    assert re.search(r"near miss  \w+, reading \d+, score 0\.\d\d, near: ", first)
    assert "near miss  no reading on equipment at all" in second


def test_on_a_narrow_terminal_a_failure_is_broken_between_words(
    write: Write, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    path = write("questions:\n  - {ask: which one is cheaper?, contains: [unheard of]}\n")
    scripts.run([path])
    long = capsys.readouterr().out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    scripts.run([path])
    narrow = capsys.readouterr().out
    told = narrow.split("expected", 1)[1].splitlines()
    assert max(map(len, told)) <= 40
    assert any(line.startswith(" " * 13) for line in told)
    assert long.split("expected", 1)[1].split()[:-3] == narrow.split("expected", 1)[1].split()[:-3]


def test_a_short_report_has_a_line_a_failure_and_tells_how_they_failed(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write("""
questions:
  - {ask: which one is cheaper?, pick: bus}
  - {ask: who painted the ceiling?, id: cost}
  - {ask: which one is faster?, status: unknown}
""")
    assert scripts.run([path], quiet=True) == 1
    _, *lines, kinds, count = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{path}:4:5: which one is cheaper?: pick: expected bus, got bike"
    assert lines[1].startswith(f"{path}:5:5: who painted the ceiling?: unknown; near: ")
    assert len(lines) == 3
    assert kinds == "failed: 1 wrong, 1 unknown, 1 answered though it should not be"
    assert "3 failed, 0 passed" in count


def test_a_conversation_is_asked_in_order(write: Write) -> None:
    path = write("""
conversations:
  - turns:
      - {ask: how comfortable is the bus?, topic: comfort, contains: dry}
      - {ask: and the bike?, topic: comfort, contains: wind}
""")
    assert scripts.run([path]) == 0
    assert scripts.run([path], keyword="and the bike") == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("questions:\n  - ask: x\n    subject: bus\n", "unknown key 'subject'"),
        ("questions:\n  - ask: x\n    contain: bus\n", "did you mean 'contains'?"),
        ("questions:\n  - topic: cost\n", "lacks 'ask'"),
        ("questions:\n  - ask: x\n    status: fine\n", "write one of: answered, unsure, unknown, chat"),
        ("questions:\n  - ask: x\n    affirms: maybe\n", "write one of: true, false, none"),
        ("questions:\n  - ask: x\n    pick:\n", "'pick' has no value"),
        (
            "questions:\n  - ask: x\n    topic: costs\n",
            "topic names 'costs', which the knowledge base does not have; did you mean 'cost'?",
        ),
        ("questions:\n  - ask: x\n    winner: {cost: car}\n", "winner names 'car'"),
        ("questions:\n  - ask: x\n    matches: '('\n", "is no regular expression"),
        ("questions: []\n", "it asks nothing"),
        ("questions:\n  - ask: x\n   topic: cost\n", "not YAML"),
    ],
)
def test_a_faulty_script_is_refused_with_file_and_line(write: Write, text: str, message: str) -> None:
    path = write(text)
    with pytest.raises(DataError) as caught:
        scripts.run([path])
    assert str(path) in str(caught.value)
    assert message in str(caught.value)


def test_a_folder_stands_for_every_file_in_it(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    write("questions: [{ask: which one is cheaper?}]", "one.yaml")
    folder = write("questions: [{ask: which one is faster?}]", "two.yml").parent
    assert scripts.run([folder]) == 0
    out = capsys.readouterr().out
    assert "one.yaml . [ 50%]\n" in out
    assert "two.yml . [100%]\n" in out
    assert "2 passed" in out


def test_a_path_to_nothing_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="nowhere"):
        scripts.run([tmp_path / "nowhere.yaml"])
    with pytest.raises(DataError, match="holds no scripted files"):
        scripts.run([tmp_path])


THREE = """
questions:
  - {ask: which one is cheaper?, pick: bus}
  - {ask: which one is faster?, pick: tie}
  - {ask: which one is healthier?, pick: bus}
"""


@pytest.mark.parametrize(
    ("keyword", "count"),
    [
        ("cheaper", "1 failed, 0 passed, 2 not asked"),
        ("faster or cheaper", "1 failed, 1 passed, 1 not asked"),
        ("which and not healthier", "1 failed, 1 passed, 1 not asked"),
        ("MINE.verdict", "2 failed, 1 passed"),
    ],
)
def test_k_selects_questions(write: Write, capsys: pytest.CaptureFixture[str], keyword: str, count: str) -> None:
    assert scripts.run([write(THREE)], keyword=keyword) == 1
    assert count in capsys.readouterr().out


def test_k_that_selects_nothing_is_an_error(write: Write) -> None:
    with pytest.raises(DataError, match="no question of 3 matches 'submarine'"):
        scripts.run([write(THREE)], keyword="submarine")


def test_x_stops_at_the_first_failure(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    assert scripts.run([write(THREE)], stop_first=True) == 1
    assert "1 failed, 0 passed, 2 not asked" in capsys.readouterr().out


def test_json_gives_one_object_a_question(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(THREE)
    assert scripts.run([path], as_json=True) == 1
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["passed"] for row in rows] == [False, True, False]
    assert rows[0]["file"] == str(path)
    assert rows[0]["line"] == 4
    assert rows[0]["mismatches"] == [{"key": "pick", "expected": "bus", "got": "bike"}]
    assert rows[0]["reply"]["answers"][0]["winner"] == "bike"


def test_junit_counts_and_explains_failures(write: Write, tmp_path: Path) -> None:
    scripts.run([write(THREE)], junit=tmp_path / "out.xml")
    suite = ElementTree.parse(tmp_path / "out.xml").getroot()[0]
    assert (suite.get("tests"), suite.get("failures")) == ("3", "2")
    assert suite[0].get("name") == "which one is cheaper?"
    assert suite[0][0].get("message") == "pick: expected bus, got bike"
    assert "near miss" in str(suite[0][0].text)
    assert len(suite[1]) == 0


def test_update_writes_the_present_answers_which_then_pass(write: Write, tmp_path: Path) -> None:
    path = write(
        THREE
        + """
conversations:
  - name: heart and wallet
    turns: [{ask: which one is healthier?, contains: nonsense}, {ask: and cheaper?}]
"""
    )
    new = tmp_path / "new.verdict.yaml"
    assert scripts.run([path], update=new) == 1
    assert "pick: bus" in path.read_text(encoding="utf-8")
    text = new.read_text(encoding="utf-8")
    assert "pick: bike" in text
    assert "nonsense" not in text
    assert "# The bike wins on cost" in text
    assert scripts.run([new]) == 0


def test_update_never_overwrites(write: Write) -> None:
    path = write(THREE)
    with pytest.raises(DataError, match="exists already"):
        scripts.run([path], update=path)


def test_another_knowledge_base_may_be_named_for_all_files(tmp_path: Path) -> None:
    path = tmp_path / "loose.yaml"
    path.write_text("questions: [{ask: which one is healthier?, pick: bike}]", encoding="utf-8")
    assert scripts.run([path], knowledge=BASE) == 0


WITHOUT = ("cacheprovider", "faulthandler", "hypothesispytest", "xdist")
"""Plug-ins of pytest that are none of this, or would set up the process for themselves."""


def pytest_on(path: Path, *names: str) -> tuple[int, str]:
    """Run pytest, on some items of a file or on its folder, where the plug-in is installed; else name it.

    It runs in this process: how it starts in one of its own is told in `test_package.py`.
    """
    installed = any(each.value == "pytest_verdict" for each in entry_points(group="pytest11"))
    without = [part for name in WITHOUT for part in ("-p", f"no:{name}")]
    asked = [f"{path}::{name}" for name in names] or [str(path.parent)]
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(io.StringIO()) as told:
        patch.chdir(path.parent)
        patch.setenv("COLUMNS", "120")
        status = pytest.main(["-q", *without, *asked, *([] if installed else ["-p", "pytest_verdict"])])
    return int(status), told.getvalue()


def test_pytest_runs_the_same_files_and_no_other_yaml_and_agrees(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(THREE)
    write("questions: [{ask: x, pick: nobody}]", "test_other.yaml")
    status, told = pytest_on(path)
    assert status == 1
    assert "2 failed, 1 passed" in told
    assert "FAILED mine.verdict.yaml::which one is cheaper? - Failed: pick: expected bus, got bike\n" in told
    assert "expected   pick: bus" in told
    assert "Traceback" not in told
    scripts.run([path])
    assert "2 failed, 1 passed" in capsys.readouterr().out


ODD = """
questions:
  - {ask: which one is faster?, pick: bus}
  - {ask: which one is faster?, pick: tie}
  - {ask: 'a::b [c] which one is faster?', pick: bus}
  - ask: |
      which one
      is faster?
    pick: bus
conversations:
  - name: 'speed:'
    turns: [{ask: ':which one is faster?', pick: bus}]
"""


def test_an_id_that_pytest_prints_can_be_given_to_it_again(write: Write) -> None:
    path = write(ODD)
    failed = re.findall(r"FAILED mine\.verdict\.yaml::(.+) - Failed: ", pytest_on(path)[1])
    assert failed == [
        *("which one is faster?", "a:b (c) which one is faster?", "which one is faster? #3"),
        "speed: :which one is faster?",
    ]
    _, again = pytest_on(path, *failed)
    assert "4 failed" in again
    assert "passed" not in again


def test_pytest_shows_the_faults_of_a_file(write: Write) -> None:
    status, told = pytest_on(write("questions: [{ask: x, pick: nobody}]"))
    assert status == pytest.ExitCode.INTERRUPTED
    assert "pick names 'nobody'" in told
    assert "Traceback" not in told


def test_the_plug_in_costs_nothing_until_there_is_a_file() -> None:
    code = "import sys, pytest_verdict; print([each for each in sys.modules if each.startswith('assistant')])"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[2], check=True
    )
    assert run.stdout == "[]\n"


def test_rules_are_no_wider_than_the_terminal(
    write: Write, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    scripts.run([write("questions: [{ask: which one is cheaper?, pick: bus}]")])
    rules = [line for line in capsys.readouterr().out.splitlines() if line.endswith(("__", "=="))]
    assert [len(line) for line in rules] == [50, 50, 50]


def test_scripted_questions_are_no_knowledge_wherever_they_stand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.yaml").write_text("title: T\nfaq: [{q: When is it open?, a: At nine.}]\n", encoding="utf-8")
    (tmp_path / "more.yaml").write_text("faq: [{q: Who bakes?, a: Omar.}]\n", encoding="utf-8")
    asked = "knowledge: .\nquestions: [{ask: When is it open?, contains: nine}]\n"
    (tmp_path / "asked.verdict.yaml").write_text(asked, encoding="utf-8")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "other.yaml").write_text(asked.replace("knowledge: .", "knowledge: .."), encoding="utf-8")
    assert scripts.run([tmp_path]) == 0
    assert "2 passed" in capsys.readouterr().out
