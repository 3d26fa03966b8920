"""Runs beside each other: what failed last, what changed, what no question tests; and files of the wrong kind."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.authoring import scripts
from assistant.authoring.runs import FILE
from assistant.knowledge.faults import DataError
from assistant.knowledge.loading import load

BASE = """
title: Pool
faq:
  - {q: When does the pool open?, a: At nine., id: opening}
  - {q: What does a ticket cost?, a: Four euros., id: price}
  - {q: Are dogs allowed?, a: No dogs., id: dogs}
"""
SCRIPT = """
knowledge: ..
questions:
  - {ask: When does the pool open?, id: opening}
  - {ask: What does a ticket cost?, id: WANTED}
"""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder that keeps the index of the knowledge."""
    cache = tmp_path_factory.mktemp("kept") / "cache"
    cache.with_name("base.yaml").write_text(BASE, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VERDICT_CACHE", str(cache))
        Assistant(cache.with_name("base.yaml"))
    return cache


@pytest.fixture
def pool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: Path) -> Path:
    """Knowledge and its script, of which one question fails; a cache of their own lies beside them."""
    monkeypatch.setenv("VERDICT_CACHE", str(shutil.copytree(kept, tmp_path / "cache")))
    folder = tmp_path / "pool"
    (folder / "tests").mkdir(parents=True)
    (folder / "base.yaml").write_text(BASE, encoding="utf-8")
    (folder / "tests" / "pool.yaml").write_text(SCRIPT.replace("WANTED", "dogs"), encoding="utf-8")
    return folder


def mend(pool: Path) -> None:
    (pool / "tests" / "pool.yaml").write_text(SCRIPT.replace("WANTED", "price"), encoding="utf-8")


def test_a_folder_of_knowledge_runs_its_own_scripts(pool: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert scripts.run([pool]) == 1
    assert "1 failed, 1 passed" in capsys.readouterr().out


def test_only_what_failed_last_is_asked_again(pool: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scripts.run([pool])
    mend(pool)
    capsys.readouterr()
    assert scripts.run([pool], last_failed=True) == 0
    assert "1 passed, 1 not asked" in capsys.readouterr().out
    assert scripts.run([pool], last_failed=True) == 0
    assert " 2 passed" in capsys.readouterr().out


def test_only_what_this_program_kept_tells_what_failed(pool: Path, tmp_path: Path, monkeypatch, capsys) -> None:
    scripts.run([pool])
    kept = (tmp_path / "cache" / FILE).read_text(encoding="utf-8")
    (tmp_path / FILE).write_text(kept, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VERDICT_CACHE", "")
    capsys.readouterr()
    scripts.run([pool], last_failed=True)
    assert "1 failed, 1 passed" in capsys.readouterr().out
    assert (tmp_path / FILE).read_text(encoding="utf-8") == kept


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes are others there")
@pytest.mark.parametrize(
    "thing",
    [
        lambda place: place.write_text("my letter"),
        lambda place: place.write_text('{"mine": "letter"}'),
        lambda place: place.write_text("[" * 100_000),
        lambda place: place.write_bytes(b"\xff"),
        lambda place: place.mkdir(),
        lambda place: place.symlink_to("nowhere"),
        lambda place: place.symlink_to(place.name),
        lambda place: os.mkfifo(place),
    ],
)
def test_what_else_stands_in_its_place_is_left_alone(thing: Callable[[Path], None], pool: Path, tmp_path: Path) -> None:
    place = tmp_path / "cache" / FILE
    thing(place)
    before = place.lstat()
    assert scripts.run([pool]) == scripts.run([pool], last_failed=True) == 1
    assert place.lstat().st_mtime_ns == before.st_mtime_ns


def test_entries_that_no_question_tests_are_listed(pool: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mend(pool)
    scripts.run([pool], coverage=True)
    out = capsys.readouterr().out.splitlines()
    assert out[-2:] == ["not tested: dogs", "2 of 3 entries of Pool are tested"]


def test_changes_against_an_earlier_run(pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scripts.run([pool], as_json=True)
    old = tmp_path / "old.json"
    old.write_text(capsys.readouterr().out, encoding="utf-8")
    mend(pool)
    scripts.run([pool], compare=old)
    *_, changed, count = capsys.readouterr().out.splitlines()
    assert changed.startswith("newly right: ")
    assert changed.endswith(": What does a ticket cost? (price → price)")
    assert count == f"against {old}: 0 newly wrong, 1 newly right, 0 other entry, 0 new question, 0 not asked now"


@pytest.mark.parametrize(
    ("option", "place", "told"),
    [
        ("compare", "base.yaml", "not a line of an earlier run; name what `verdict test --json` printed"),
        ("compare", "none.json", "cannot be read"),
        ("junit", "base.yaml", "exists and holds something else"),
        ("junit", "none/report.xml", "cannot be written: No such file"),
        ("update", "base.yaml", "exists already"),
        ("update", "none/answers.yaml", "cannot be written: No such file"),
        ("update", "answers.yaml", "would be read as knowledge there; call it answers.verdict.yaml, or write it in"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_before_anything_is_asked(
    pool: Path, option: str, place: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(DataError, match=told):
        scripts.run([pool], **{option: pool / place})
    assert capsys.readouterr().out == ""


def test_files_of_the_wrong_kind_are_named_both_ways(pool: Path) -> None:
    with pytest.raises(DataError, match="holds knowledge, not scripted questions"):
        scripts.run([pool / "base.yaml"])
    with pytest.raises(DataError, match="holds scripted questions, not knowledge; run it with `verdict test"):
        load(pool / "tests" / "pool.yaml")


@pytest.mark.parametrize(
    ("name", "text", "tool"),
    [
        ("nlu.yml", "nlu:\n- intent: a\n  examples: |\n    - b\n", "Rasa training data"),
        ("corpus.yml", "categories:\n- a\nconversations:\n- - b\n  - c\n", "a ChatterBot corpus"),
        ("faq.csv", "question,answer\na,b\n", "a table of questions and answers"),
        ("intents.json", '{"intents": []}', "an intents.json"),
    ],
)
def test_files_of_other_tools_are_named_with_what_to_do(tmp_path: Path, name: str, text: str, tool: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load(tmp_path / name)
    assert f"looks like {tool}; try `verdict import {tmp_path / name} -o FOLDER`" in str(caught.value)
