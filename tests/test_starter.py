"""A new knowledge base works from the first minute."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import check, scripts, starter
from assistant.schema import DataError


def test_a_new_knowledge_base_passes_check_and_its_own_tests(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = tmp_path / "mine"
    assert starter.run(base) == 0
    assert capsys.readouterr().out.splitlines() == [
        str(base / name) for name in ("knowledge.yaml", "schema.json", "script-schema.json",
                                      "tests/questions.verdict.yaml")]
    assert check.run(base, strict=True) == 0, capsys.readouterr().out
    assert scripts.run([base / "tests"]) == 0, capsys.readouterr().out


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    assert starter.run(tmp_path) == 0
    assert (tmp_path / "knowledge.yaml").is_file()


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "knowledge.yaml").write_text("mine", encoding="utf-8")
    with pytest.raises(DataError, match="is not an empty folder; name a new one"):
        starter.run(tmp_path)
    assert (tmp_path / "knowledge.yaml").read_text(encoding="utf-8") == "mine"


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(DataError, match="cannot be written"):
        starter.run(tmp_path / "file" / "base")
