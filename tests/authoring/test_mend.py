"""Mending: missed questions are added in place, everything else in the file stays, and it tells what came of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answering.conversation import Assistant
from assistant.authoring import mend
from assistant.authoring.edit import add_example, add_item, quoted
from assistant.knowledge.loading import load

BASE = """# the pool
title: Pool   # short

faq:
  # opening
  - q: When does the pool open?
    a: At nine.
  - {q: "Are dogs allowed?", a: No dogs.}   # flow

  - q: What does a ticket cost?
    also:
      - ticket price   # bare
    a: |
      Four euros.

      Two for children.

# the end
outside:
  - {name: saunas, terms: [sauna]}
"""


@pytest.fixture
def pool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VERDICT_CACHE", "")
    (tmp_path / "pool.yaml").write_text(BASE, encoding="utf-8")
    return tmp_path


def lines(pool: Path) -> list[str]:
    return (pool / "pool.yaml").read_text(encoding="utf-8").splitlines()


def test_examples_are_added_whatever_the_layout(pool: Path) -> None:
    for number in range(3):
        add_example(load(pool).entries[number].mark, f"way {number}: so?")
    assert [each.ask[-1] for each in load(pool).entries] == ["way 0: so?", "way 1: so?", "way 2: so?"]
    assert lines(pool)[5:7] == ["  - q: When does the pool open?", '    also: ["way 0: so?"]']
    added = [line for line in lines(pool) if "way" not in line]
    assert added == [line for line in BASE.splitlines() if "Are dogs" not in line]
    assert '- {q: "Are dogs allowed?", a: No dogs., also: ["way 1: so?"]}   # flow' in "\n".join(lines(pool))


def test_items_are_added_to_lists_that_are_there_and_to_new_ones(pool: Path) -> None:
    path = str(pool / "pool.yaml")
    add_item(path, "faq", f"q: {quoted('Is it warm?')}\na: {quoted('26 degrees.')}")
    add_item(path, "topics", "{id: water, name: Water}")
    base = load(pool)
    assert (base.entries[-1].ask, base.entries[-1].answer) == (("Is it warm?",), "26 degrees.")
    assert base.topics[0].name == "Water"
    assert {*BASE.splitlines()} <= {*lines(pool)}


def test_an_entry_is_set_apart_from_the_last_one_where_those_are(pool: Path) -> None:
    path = pool / "pool.yaml"
    for source, apart in ((BASE, "\n"), (BASE.replace("\n\n  - q:", "\n  - q:"), "")):
        path.write_text(source, encoding="utf-8")
        add_item(str(path), "faq", "q: Is it warm?\na: 26 degrees.")
        assert f"Two for children.\n{apart}  - q: Is it warm?\n    a: 26 degrees.\n" in path.read_text(encoding="utf-8")


def answering(*said: str) -> Iterator[str]:
    yield from said


def test_missed_questions_are_gone_through(pool: Path, tmp_path: Path) -> None:
    (pool / "tests").mkdir()
    script = 'knowledge: ..\nquestions:\n  - {ask: "can i come on tuesdays", id: when-does-the-pool-open}\n'
    script += '  - {ask: "Are dogs allowed?", id: are-dogs-allowed}\n'
    (pool / "tests" / "pool.yaml").write_text(script, encoding="utf-8")
    log = tmp_path / "misses.jsonl"
    missed = ["what about goldfish food", "got a steam bath", "why"]
    log.write_text("".join(json.dumps({"question": each}) + "\n" for each in missed), encoding="utf-8")
    said, told = answering("1", "n", "Feed them elsewhere.", "o", "Steam baths", "q"), list[str]()
    assert mend.run(pool, [log], ask=lambda _: next(said), tell=told.append) == 0
    assert all(len(line) <= 80 for line in told[0].splitlines())
    assistant = Assistant(pool)
    assert [each.id for each in assistant.ask("can i come on tuesdays").answers] == ["when-does-the-pool-open"]
    assert assistant.ask("what about goldfish food").text == "Feed them elsewhere. Source: Pool"
    assert assistant.library.base.outside[-1].name == "Steam baths"
    assert any("3 added; of 4 questions 2 have an answer now" in each for each in told)
    assert told.count("       added") == 3
    assert told[-1] == "1 scripted question as right as before"


def test_what_to_name_is_told_where_nothing_failed_and_no_log_was_named(pool: Path) -> None:
    told: list[str] = []
    assert mend.run(pool, ask=lambda _: "", tell=told.append) == 0
    assert told == ["no scripted question fails; to add logged ones, name their file too"]


def test_questions_to_other_knowledge_are_not_gone_through(pool: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = pool / "misses.jsonl"
    asked = {"what about goldfish food": str(pool), "got a steam bath": None, "any zebras": str(pool / "other")}
    rows = [json.dumps({"question": each, "status": "unknown", "knowledge": at}) for each, at in asked.items()]
    log.write_text("\n".join(rows), encoding="utf-8")
    told: list[str] = []
    mend.run(pool, [log], ask=lambda _: "", tell=told.append)
    assert [each.splitlines()[1] for each in told if each.startswith("\n")] == ["1/1  what about goldfish food"]
    assert capsys.readouterr().err == "verdict: note: 2 questions to other knowledge left out\n"


def test_a_scripted_question_counts_as_mended_only_where_its_script_passes(pool: Path) -> None:
    (pool / "tests").mkdir()
    script = 'knowledge: ..\nquestions:\n  - {ask: "got goldfish food", contains: [flakes]}\n'
    (pool / "tests" / "pool.yaml").write_text(script, encoding="utf-8")
    told: list[str] = []
    mend.run(pool, ask=lambda _: "1", tell=told.append)
    assert Assistant(pool).ask("got goldfish food").answers
    assert "\n1 added; of 1 questions 0 have an answer now" in told
    assert told[-1].startswith("fails still: ")
    assert told[-1].endswith('pool.yaml:3:5: "got goldfish food"')


def test_an_entry_is_offered_with_its_id_where_its_name_does_not_tell_that(pool: Path, tmp_path: Path) -> None:
    add_item(str(pool / "pool.yaml"), "faq", "{q: Is there a slide?, a: A long one., id: chute}")
    (tmp_path / "log.txt").write_text("what about goldfish food\n", encoding="utf-8")
    told: list[str] = []
    mend.run(pool, [tmp_path / "log.txt"], ask=lambda _: "q", tell=told.append)
    assert any(each.endswith("Is there a slide  (chute)") for each in told)
    assert any(each.endswith("When does the pool open") for each in told)


def test_a_question_said_the_same_but_for_its_marks_is_gone_through_once(pool: Path, tmp_path: Path) -> None:
    log, told = tmp_path / "log.txt", list[str]()
    log.write_text("is there a slide\nIs there a slide?\nhow deep is it\n", encoding="utf-8")
    assert mend.run(pool, [log], ask=lambda _: "", tell=told.append) == 0
    assert told[1].endswith("asked 2 ×, unknown")
    assert told[0].startswith("2 questions")


def test_only_entries_of_the_author_are_offered(pool: Path) -> None:
    offered = mend.nearest(load(pool), Assistant(pool), mend.Missed("who wins overall", ""))
    assert {each.id for each in offered} <= {each.id for each in load(pool).entries}
    assert offered


HOSTILE = [
    *("\x7f", "\x85 a", "a\x9b2J", "\x1b[2J", "a\u2028b", "\ud800", "\ufeff", "\ufffe", "\u202e", "\0", "\\"),
    *("- a", "? a", "#a", "a: b", "'a", '"a', "!!a", "{a}", "[a", "*a", "&a", "%a", "@a", "`a`"),
    *("yes", "~", "1e3", "2024-99-99"),
    "1" * 5_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_whatever_is_added_the_file_stays_one_that_can_be_read(pool: Path, text: str) -> None:
    entry = load(pool).entries[0]
    add_example(entry.mark, text)
    add_item(str(pool / "pool.yaml"), "faq", f"q: {quoted(text + ' q')}\na: {quoted(text)}")
    *_, added = load(pool).entries
    kept = text.encode("utf-8", "replace").decode().strip()
    assert (load(pool).entries[0].ask[-1], added.answer) == (kept, kept)


def test_what_one_reader_of_yaml_alone_takes_is_added_to(tmp_path: Path) -> None:
    source = "title: Pool\nfaq:\n  - {q: Are towels for hire?, a: yes} # for a day\n"
    source += "  - q: Who swims? # asked\n    a: |\n      All.\n\n"
    (tmp_path / "pool.yaml").write_text(source, encoding="utf-8")
    for entry in reversed(load(tmp_path).entries):
        add_example(entry.mark, "and I")
    made = source.replace("a: yes}", "a: yes, also: [and I]}").replace("# asked", "# asked\n    also: [and I]")
    assert (tmp_path / "pool.yaml").read_text(encoding="utf-8") == made


@pytest.mark.parametrize("said", [[], ["o"], ["n", ""], ["x", "n"]], ids=str)
def test_it_ends_where_nothing_more_is_said(pool: Path, tmp_path: Path, said: list[str]) -> None:
    log, left, told = tmp_path / "log.jsonl", iter(said), []

    def ask(prompt: str) -> str:
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    log.write_text('{"question": "can I bake bread"}\n', encoding="utf-8")
    assert mend.run(pool, [log], ask=ask, tell=told.append) == 0
    assert told[-2:] == ["", "nothing added"]  # the line of the prompt is ended
    assert (pool / "pool.yaml").read_text(encoding="utf-8") == BASE
