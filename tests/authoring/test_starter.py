"""A new knowledge base works from the first minute."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from assistant.answering.conversation import Assistant
from assistant.answering.library import knowledge_folder
from assistant.answering.library.store import language
from assistant.authoring import check, scripts, starter
from assistant.knowledge.base import Category, Entry, KnowledgeBase, Outside, Source, Subject, Talk, Topic
from assistant.knowledge.faults import DataError, Record
from assistant.knowledge.plain import Plain
from assistant.knowledge.schema import key_name
from assistant.matching import learning
from tests.cases import for_each
from tests.terminal import verdict

MAIN = Path(__file__).parents[2] / "main.py"


def test_a_new_knowledge_base_is_written_file_by_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = tmp_path / "mine"
    assert starter.run(base) == 0
    assert capsys.readouterr().out.splitlines() == [
        str(base / name)
        for name in ("knowledge.yaml", "schema.json", "script-schema.json", "tests/questions.verdict.yaml")
    ]


def test_what_to_do_next_can_be_copied_into_a_shell_whatever_the_folder_is_called(tmp_path: Path) -> None:
    told = verdict("new", "my base", cwd=tmp_path).stderr
    for call in ("verdict check 'my base'", "verdict test 'my base/tests'", "verdict --knowledge 'my base'"):
        assert f"`{call}`" in told
    (tmp_path / "my faq.csv").write_text("question,answer\nWhen?,Now.\n", encoding="utf-8")
    assert "`verdict import 'my faq.csv' -o FOLDER`" in verdict("--knowledge", "my faq.csv", cwd=tmp_path).stderr
    assert "`verdict check 'my faq'`" in verdict("import", "my faq.csv", "-o", "my faq", cwd=tmp_path).stderr


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert starter.run(empty) == 0
    assert (empty / "knowledge.yaml").is_file()


@pytest.mark.parametrize("faq", [False, True])
def test_what_is_written_answers_at_once(
    tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch, faq: bool
) -> None:
    starter.run(tmp_path / "new", faq=faq)
    monkeypatch.setattr(learning.Lesson, "learn", None)
    assert Assistant(tmp_path / "new").ask("hello").text
    assert not [*own_cache.iterdir()]


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "knowledge.yaml").write_text("mine", encoding="utf-8")
    with pytest.raises(DataError, match="is not an empty folder; name a new one"):
        starter.run(tmp_path)
    assert (tmp_path / "knowledge.yaml").read_text(encoding="utf-8") == "mine"


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(DataError, match="cannot be written"):
        starter.run(tmp_path / "file" / "base")


def test_the_commands_of_an_author_one_after_another(tmp_path: Path) -> None:
    new = verdict("new", "mine", cwd=tmp_path)
    assert (new.returncode, new.stdout.splitlines()[0]) == (0, str(Path("mine", "knowledge.yaml")))
    assert "verdict check mine" in new.stderr

    checked = verdict("check", "mine", "--strict", cwd=tmp_path)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert checked.stdout == "0 errors, 0 warnings; 7 entries, 56 examples\n"

    tested = verdict("test", "mine/tests", cwd=tmp_path)
    assert (tested.returncode, tested.stderr) == (0, "")
    assert "11 passed" in tested.stdout

    asked = verdict("--knowledge", "mine", "--log-misses", "misses.jsonl", "ask", "who owns the moon", cwd=tmp_path)
    assert asked.returncode == 1
    missed = verdict("misses", "misses.jsonl", "--knowledge", "mine", cwd=tmp_path)
    assert missed.returncode == 0
    assert missed.stdout.startswith("   1 × who owns the moon\n")

    script = tmp_path / "mine" / "tests" / "wrong.yaml"
    script.write_text("questions: [{ask: hello, statuss: chat}]", encoding="utf-8")
    wrong = verdict("test", "mine/tests", cwd=tmp_path)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr == (
        "verdict: mine/tests/wrong.yaml:1:26: unknown key 'statuss' in an item of 'questions'; did you mean 'status'?\n"
    )


def test_the_example_of_the_page_for_authors_works_as_it_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (knowledge_folder() / "README.md").read_text(encoding="utf-8")
    _, _, base, script = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    (tmp_path / "tests").mkdir()
    (tmp_path / "base.yaml").write_text(base, encoding="utf-8")
    (tmp_path / "tests" / "page.verdict.yaml").write_text(script, encoding="utf-8")
    assert check.run(tmp_path, strict=True) == 0, capsys.readouterr().out
    assert scripts.run([tmp_path / "tests"]) == 0, capsys.readouterr().out


def test_the_plainest_example_of_the_page_answers(tmp_path: Path) -> None:
    page = (knowledge_folder() / "README.md").read_text(encoding="utf-8")
    plainest, spoken = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)[:2]
    (tmp_path / "pool.yaml").write_text(plainest, encoding="utf-8")
    assert Assistant(tmp_path).ask("opening hours").text == "At nine, on Sundays at ten. Source: Our pool"
    (tmp_path / "words.yaml").write_text(spoken, encoding="utf-8")
    pool = Assistant(tmp_path)
    assert pool.ask("opening hours").text == "At nine, on Sundays at ten."
    assert pool.ask("is there a sauna").text.startswith("We have nothing on Sauna.")


@for_each("kind", [KnowledgeBase, Source, Subject, Topic, Category, Entry, Plain, Talk, Outside])
def test_every_key_is_on_the_page_for_authors(kind: type[Record]) -> None:
    page = (knowledge_folder() / "README.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`([\w-]+):?", page))
    assert {key_name(name) for name, each in kind.fields.items() if name != "mark"} <= told


def test_every_phrase_that_may_be_said_otherwise_is_on_the_page() -> None:
    page = (knowledge_folder() / "README.md").read_text(encoding="utf-8").partition("**`say`**: write")[2]
    say = language().say
    assert set(re.findall(r"`(\w+)`", page.partition("## ")[0])) == set(say)


def test_a_new_list_of_questions_passes_its_check_and_its_script(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert starter.run(tmp_path / "mine", faq=True) == 0
    assert check.run(tmp_path / "mine", strict=True) == 0, capsys.readouterr().out
    assert scripts.run([tmp_path / "mine"]) == 0, capsys.readouterr().out


def test_a_folder_made_by_hand_gets_the_schemas(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("title: Mine", encoding="utf-8")
    assert starter.run(tmp_path, schemas=True) == 0
    assert starter.run(tmp_path, schemas=True) == 0
    assert {each.name for each in tmp_path.iterdir()} == {"mine.yaml", "schema.json", "script-schema.json"}
    (tmp_path / "schema.json").write_text('{"mine": 1}', encoding="utf-8")
    with pytest.raises(DataError, match="holds something else"):
        starter.run(tmp_path, schemas=True)


def test_the_examples_of_the_page_are_read_by_either_reader_of_yaml() -> None:
    page = (knowledge_folder() / "README.md").read_text(encoding="utf-8")
    for text in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL):
        assert yaml.load(text, yaml.SafeLoader) == yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
