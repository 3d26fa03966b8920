"""A knowledge base that is changed: only what changed is learnt anew, and it is kept as if it was all new."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NoReturn

import pytest

from assistant.answering.library import building
from assistant.answering.library.store import open_kept
from assistant.matching import learning

SMALL = """\
title: Ferry or bridge
subjects:
- {id: ferry, name: the ferry}
- {id: bridge, name: the bridge}
source: {title: A leaflet}
synonyms:
- [toll, duty]
topics:
- {id: trip, name: The trip}
entries:
- id: price
  topic: trip
  name: What it costs
  answer: {ferry: A trip costs two coins., bridge: A trip costs five coins.}
  why: The ferry has no toll.
  ask: ["what does {subject} cost", where do I pay less]
- id: dogs
  topic: trip
  name: Dogs travel free
  section: Animals
  holds: {ferry: true, bridge: false}
  answer: Dogs travel free on the ferry.
  ask: ["does {subject} take dogs for free", what does a dog pay]
"""

OF_NO_LEARNING = [
    ("title: A leaflet", "title: A booklet"),
    ("{ferry: true, bridge: false}", "{ferry: true, bridge: true}"),
    ("title: Ferry or bridge", "title: Bridge or ferry"),
]
OF_NOTHING = [
    ("- [toll, duty]", "- [toll, duty]  # as they say"),
    ("  topic: trip\n  name: What it costs\n", "  name: What it costs\n  topic: trip\n"),
    ("title: Ferry or bridge\n", "title: 'Ferry or bridge'\n\n"),
]
OF_LEARNING = [
    ("section: Animals", "section: Beasts"),
    ("what does a dog pay", "what do dogs pay"),
    ("A trip costs five coins.", "A trip costs six coins."),
    ("The ferry has no toll.", "Nobody takes a toll."),
    ("Dogs travel free on", "Dogs sail free on"),
]

RULED = f"""\
{SMALL}
categories:
- id: fare
  name: Fare
  terms: [fare]
  winner: ferry
  verdict: The ferry is cheaper.
  answer: {{ferry: Its fare is two coins., bridge: Its fare is five coins.}}
  ask: [which one is cheaper, who wins on the fare]
"""
"""What is ruled takes ten times as long to learn, for whatever is asked of all rulings is learnt with it."""

Kept = Callable[..., bytes]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the base lies; a cache in which it is kept as it was first stands beside it."""
    base = tmp_path_factory.mktemp("base") / "knowledge.yaml"
    open_in(base.with_name("first"), base, SMALL)
    return base


@pytest.fixture
def changed(base: Path, tmp_path: Path) -> Kept:
    """What is kept of the base once it is changed so."""

    def kept(*changes: tuple[str, str]) -> bytes:
        cache = shutil.copytree(base.with_name("first"), tmp_path / "cache")
        return open_in(cache, base, with_all(changes))

    return kept


def open_in(cache: Path, base: Path, text: str) -> bytes:
    """Write the base, open it, and return what is kept of it then in a cache."""
    base.write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VERDICT_CACHE", str(cache))
        open_kept(base)
    return next(path for path in cache.iterdir() if "english" not in path.name).read_bytes()


def with_all(changes: Iterable[tuple[str, str]]) -> str:
    """The text of the base with these changes."""
    text = SMALL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def learn_nothing(self: learning.Lesson) -> NoReturn:
    raise InterruptedError("learnt anew")


def build_nothing(*given: object) -> NoReturn:
    raise InterruptedError("built anew")


def test_what_changes_nothing_that_is_learnt_is_not_learnt_anew_and_kept_as_if_it_was(
    changed: Kept, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(learning.Lesson, "learn", learn_nothing)
        kept = changed(*OF_NO_LEARNING)
    assert kept == open_in(tmp_path / "new", base, with_all(OF_NO_LEARNING))


@pytest.mark.parametrize("change", OF_NOTHING, ids=" becomes ".join)
def test_what_changes_nothing_is_read_and_not_built_and_kept_as_if_it_was(
    changed: Kept, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: tuple[str, str]
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(building, "build", build_nothing)
        kept = changed(change)
    assert kept == open_in(tmp_path / "new", base, with_all([change]))


@pytest.mark.parametrize("change", [*OF_NO_LEARNING, *OF_LEARNING], ids=" becomes ".join)
def test_what_changes_anything_is_built(
    changed: Kept, monkeypatch: pytest.MonkeyPatch, change: tuple[str, str]
) -> None:
    monkeypatch.setattr(building, "build", build_nothing)
    with pytest.raises(InterruptedError):
        changed(change)


def test_what_is_kept_with_damage_is_built(base: Path, tmp_path: Path) -> None:
    cache = shutil.copytree(base.with_name("first"), tmp_path / "cache")
    index = next(path for path in cache.iterdir() if "english" not in path.name)
    index.write_bytes(index.read_bytes()[:-1] + b"!")
    assert open_in(cache, base, with_all(OF_NOTHING)) == open_in(tmp_path / "new", base, with_all(OF_NOTHING))


@pytest.mark.parametrize("change", OF_LEARNING, ids=" becomes ".join)
def test_what_changes_what_is_learnt_is_learnt_anew(
    changed: Kept, monkeypatch: pytest.MonkeyPatch, change: tuple[str, str]
) -> None:
    monkeypatch.setattr(learning.Lesson, "learn", learn_nothing)
    with pytest.raises(InterruptedError):
        changed(change)


def test_another_ruling_is_learnt_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "MOST_SWEEPS", 1)
    monkeypatch.setattr(learning, "FEWEST_SWEEPS", 1)
    base, cache = tmp_path / "knowledge.yaml", tmp_path / "cache"
    open_in(cache, base, RULED)
    monkeypatch.setattr(learning.Lesson, "learn", learn_nothing)
    assert open_in(cache, base, RULED.replace("title: A leaflet", "title: A booklet"))
    with pytest.raises(InterruptedError):
        open_in(cache, base, RULED.replace("winner: ferry", "winner: bridge"))
