"""Questions without an answer: what is logged, and what an author sees of it."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from assistant.answering.conversation import Assistant
from assistant.answering.library import knowledge_folder
from assistant.authoring import misses
from assistant.knowledge.faults import DataError
from tests.terminal import verdict

STARTER = knowledge_folder() / "starter"


@pytest.fixture(scope="module")
def bike() -> Assistant:
    return Assistant(STARTER)


def test_only_what_has_no_answer_is_logged_and_with_it_whom_it_asked_alone(bike: Assistant, tmp_path: Path) -> None:
    file = tmp_path / "misses.jsonl"
    for question in ("which one is cheaper?", "where do penguins sleep", "hello", "is a tram cheaper?"):
        misses.log(file, bike.ask(question), STARTER)
    assert [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] == [
        {"question": "where do penguins sleep", "status": "unknown", "knowledge": str(STARTER)},
        {"question": "is a tram cheaper?", "status": "unknown", "knowledge": str(STARTER)},
    ]


def test_what_was_only_supposed_to_be_asked_is_logged_and_listed(tmp_path: Path) -> None:
    file = tmp_path / "misses.jsonl"
    asked = "Lyft's use of it?"
    assert verdict("ask", asked, "--log-misses", str(file)).stdout.startswith("I take you to ask: ")
    assert json.loads(file.read_text(encoding="utf-8")) == {"question": asked, "status": "unsure", "knowledge": None}
    assert asked in verdict("misses", str(file)).stdout


def test_a_file_that_cannot_be_written_is_named(bike: Assistant, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="is a folder, no file; name another file after --log-misses"):
        misses.log(tmp_path, bike.ask("where do penguins sleep"))


@pytest.mark.parametrize("text", ["dear diary\n", '{"a": 1}\n', "question,status\n", '["question"]\n'])
def test_nothing_is_logged_into_what_is_no_log(bike: Assistant, tmp_path: Path, text: str) -> None:
    file = tmp_path / "mine"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match="holds something else; name another file after --log-misses"):
        misses.log(file, bike.ask("where do penguins sleep"))
    assert file.read_text(encoding="utf-8") == text


LOGGED = [
    "may i take my dog along",
    "taking a dog along?",
    "where do penguins sleep",
    "can my dog come along",
    "which one is cheaper?",
    "may i take my dog along",
]


@pytest.fixture
def logged(tmp_path: Path) -> Path:
    file = tmp_path / "misses.jsonl"
    lines = [json.dumps({"question": each, "status": "unknown"}) + "\n" for each in LOGGED]
    file.write_text("".join(lines), encoding="utf-8")
    return file


def test_questions_are_grouped_by_likeness_the_most_asked_first(
    logged: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert misses.run(logged, knowledge=STARTER) == 0
    blocks = capsys.readouterr().out.split("\n\n")
    assert blocks[0].splitlines()[0] == "   4 × may i take my dog along"
    assert {line.strip() for line in blocks[0].splitlines()[1:3]} == {"taking a dog along?", "can my dog come along"}
    assert blocks[1].splitlines()[0] == "   1 × where do penguins sleep"
    assert re.search(r"\n +nearest: equipment \(0\.\d\d\): What should I bring along\?$", blocks[0])  # as written
    assert "nearest: " in blocks[1]
    assert blocks[2] == "5 questions without an answer in 2 groups; 1 of 6 have one by now in “Bike or Bus”\n"


def test_of_very_many_the_most_asked_are_shown_and_a_note_says_so(
    logged: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(misses, "MOST", 1)
    misses.run(logged, knowledge=STARTER)
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == "   2 × may i take my dog along"
    assert out.splitlines()[-1] == "2 questions without an answer in 1 group; 0 of 2 have one by now in “Bike or Bus”"
    assert err == "verdict: note: 5 different questions; the 1 most asked are shown\n"


def test_groups_as_json(logged: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert misses.run(logged, knowledge=STARTER, as_json=True) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["count"] for row in rows] == [4, 1]
    assert rows[0].keys() == {"count", "questions", "nearest", "score", "knowledge"}
    assert 0 <= rows[0]["score"] <= 1


def test_a_plain_file_holds_a_question_a_line(tmp_path: Path) -> None:
    (tmp_path / "asked.txt").write_text("\nwhat does a boat cost?\n  any snacks\nany snacks\n", encoding="utf-8")
    read = misses.read(tmp_path / "asked.txt")
    assert [each.question for each in read] == ["what does a boat cost?", "any snacks", "any snacks"]
    assert {(each.status, each.knowledge) for each in read} == {("", None)}


@pytest.fixture
def mixed(tmp_path: Path) -> str:
    """A log of questions to the shipped knowledge and to another, as commands write it."""
    file = str(tmp_path / "misses.jsonl")
    verdict("--log-misses", file, given="where do penguins sleep\n")
    verdict("--log-misses", file, "--knowledge", str(STARTER), given="any zebras about\nwhere do whales sing\n")
    return file


def test_each_question_is_asked_of_the_knowledge_that_it_was_logged_for(mixed: str) -> None:
    done = verdict("misses", mixed)
    django, bike = done.stdout.split("“Django vs. Flask”\n\n")
    assert "× where do penguins sleep" in django
    assert "× any zebras about" in bike
    assert bike.endswith("“Bike or Bus”\n")
    assert not done.stderr
    rows = [json.loads(line) for line in verdict("misses", mixed, "--json").stdout.splitlines()]
    assert {row["knowledge"] for row in rows} == {None, str(STARTER)}


def test_of_the_knowledge_that_is_named_alone_a_note_tells_what_is_left_out(mixed: str) -> None:
    done = verdict("misses", mixed, "--knowledge", str(STARTER))
    assert "penguins" not in done.stdout
    assert "whales" in done.stdout
    assert done.stderr == "verdict: note: 1 question to other knowledge left out\n"


def test_knowledge_that_is_gone_hinders_no_other(mixed: str, tmp_path: Path) -> None:
    with Path(mixed).open("a", encoding="utf-8") as file:
        file.write(json.dumps({"question": "any snacks", "status": "unknown", "knowledge": str(tmp_path / "gone")}))
    done = verdict("misses", mixed)
    assert "whales" in done.stdout
    assert "penguins" in done.stdout
    assert re.match(r"verdict: note: what was asked of it is left out: \S+gone: no such knowledge base", done.stderr)


def test_where_a_list_does_not_tell_whom_it_asks_that_is_noted(tmp_path: Path) -> None:
    (tmp_path / "asked.txt").write_text("where do penguins sleep\n", encoding="utf-8")
    done = verdict("misses", str(tmp_path / "asked.txt"))
    assert "“Django vs. Flask”" in done.stdout
    assert "the one that comes with Verdict is asked; --knowledge PATH asks another" in done.stderr
    assert not verdict("misses", str(tmp_path / "asked.txt"), "--knowledge", str(STARTER)).stderr


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"question": "x"}\nwhat?\n', ":2:1: not a logged question; write"),
        ("[]\n", ":1:1: not a logged question"),
    ],
)
def test_a_file_of_something_else_is_refused(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "other").write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        misses.run(tmp_path / "other", knowledge=STARTER)
    with pytest.raises(DataError, match="cannot be read"):
        misses.run(tmp_path / "nowhere", knowledge=STARTER)


def test_opposite_questions_are_groups_of_their_own(bike: Assistant) -> None:
    found = misses.grouped(bike, Counter(["may dogs ride along", "may dogs not ride along", "may a dog ride along"]))
    assert sorted(len(each.questions) for each in found) == [1, 2]


def test_what_was_answered_wrongly_is_open_still(
    bike: Assistant, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "misses.jsonl"
    misses.log(file, bike.ask("which one is cheaper?")._replace(status=misses.WRONG), STARTER)
    assert misses.run(file, knowledge=STARTER) == 0
    told = capsys.readouterr().out
    assert told.startswith("   1 × which one is cheaper?")
    assert "\n1 answer noted as wrong in 1 group in “" in told
    misses.log(file, bike.ask("is it allowed in a museum?"), STARTER)
    misses.run(file, knowledge=STARTER)
    assert (
        "1 answer noted as wrong, 1 question without an answer in 2 groups; 0 of 1 have one" in capsys.readouterr().out
    )


def test_of_a_question_of_any_length_as_much_is_read_as_is_asked(tmp_path: Path) -> None:
    file = tmp_path / "misses.jsonl"
    for line in (json.dumps({"question": "x" * 2_000_000}), "x" * 2_000_000):
        file.write_text(f"{line}\n", encoding="utf-8")
        assert [each.question for each in misses.read(file)] == ["x" * 2_000]


def test_questions_that_share_only_whom_they_ask_of_are_no_group(tmp_path: Path) -> None:
    asked = ["can django be run on a toaster", "django and helicopters", "can flask be run on a toaster"]
    file = tmp_path / "asked.txt"
    file.write_text("\n".join(asked), encoding="utf-8")
    groups = [json.loads(line)["questions"] for line in verdict("misses", str(file), "--json").stdout.splitlines()]
    assert groups == [[asked[0], asked[2]], [asked[1]]]
