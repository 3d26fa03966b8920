"""The benchmark of intent sets as a command: what it reads and what it prints, not how fast it is."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.benchmarks.intents import main
from tests.benchmarks.sets import IntentSet, auroc, slipped

ROWS = [
    *(
        {"split": "train", "text": f"play {kind} in the {room}", "intent": "music"}
        for kind in ("jazz", "music", "a song")
        for room in ("kitchen", "garage")
    ),
    *(
        {"split": "train", "text": f"will it {weather} {day}", "intent": "weather"}
        for weather in ("rain", "snow")
        for day in ("today", "tomorrow", "on Sunday")
    ),
    {"split": "test", "text": "play jazz please", "intent": "music"},
    {"split": "test", "text": "is it going to snow today", "intent": "weather"},
    {"split": "test", "text": "how tall is Everest", "intent": None},
]


Benchmark = Callable[..., tuple[int, str, str]]


@pytest.fixture
def benchmark(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Benchmark:
    """Runs the benchmark, and returns its status and what it prints and complains."""

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["intents", *map(str, arguments)])
        return main(), *capsys.readouterr()

    return run


@pytest.fixture
def small_set(tmp_path: Path) -> Path:
    path = tmp_path / "small.jsonl"
    path.write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    return path


def test_a_small_set_gives_one_object(small_set: Path, benchmark: Benchmark) -> None:
    result = json.loads(benchmark(small_set, "--json")[1])
    assert list(result) == ["file", "train", "test", "accuracy", "auroc", "ms_median", "ms_p99", "build_s"]
    assert (result["train"], result["test"], result["accuracy"], result["auroc"]) == (12, 2, 100, 100)


def test_examples_and_questions_are_drawn(small_set: Path, benchmark: Benchmark) -> None:
    result = json.loads(benchmark(small_set, "--json", "--each", "2", "--limit", "1")[1])
    assert (result["train"], result["test"]) == (4, 1)


def test_without_questions_outside_there_is_no_auroc(tmp_path: Path, benchmark: Benchmark) -> None:
    path = tmp_path / "inside.jsonl"
    path.write_text("\n".join(map(json.dumps, ROWS[:-1])), encoding="utf-8")
    assert json.loads(benchmark(path, "--json")[1])["auroc"] is None


@pytest.mark.parametrize("text", ["", "{}", "not JSON", '{"split": "train", "text": "a"}'])
def test_a_file_that_is_no_set_is_refused_in_one_line(tmp_path: Path, benchmark: Benchmark, text: str) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_text(text, encoding="utf-8")
    status, _, told = benchmark(path)
    assert (status, told.count("\n")) == (2, 1)
    assert "broken.jsonl" in told


def test_slips_spoil_at_most_two_words_and_always_the_same() -> None:
    text = "which framework protects against injection"
    spoilt = slipped(text, 5)
    assert spoilt == slipped(text, 5)
    assert 1 <= sum(old != new for old, new in zip(text.split(), spoilt.split(), strict=True)) <= 2


def test_few_examples_are_all_taken() -> None:
    few = IntentSet("few", [("one", "a"), ("two", "a"), ("three", "b")], [], [])
    assert sorted(few.sampled(2).train) == [("one", "a"), ("three", "b"), ("two", "a")]


def test_auroc_counts_pairs_in_the_right_order() -> None:
    assert auroc([3, 2], [1, 2]) == 87.5
