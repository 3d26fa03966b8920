"""A knowledge base that is changed: only what changed is learnt anew, and it is kept as if it was all new."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

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
categories:
- id: price
  name: Price
  section: Prices
  terms: [price]
  winner: ferry
  verdict: The ferry is cheaper.
  why: It has no toll.
  answer: {ferry: A trip costs two coins., bridge: A trip costs five coins.}
  ask: [which one is cheaper, where do I pay less]
entries:
- id: dogs
  topic: price
  name: Dogs travel free
  section: Animals
  holds: {ferry: true, bridge: false}
  answer: Dogs travel free on the ferry.
  ask: ["does {subject} take dogs for free", what does a dog pay]
"""

OF_NO_LEARNING = [
    ("title: A leaflet", "title: A booklet"),
    ("{ferry: true, bridge: false}", "{ferry: true, bridge: true}"),
    ("- [toll, duty]", "- [toll, duty]  # as they say"),
    ("title: Ferry or bridge", "title: Bridge or ferry"),
]
OF_LEARNING = [
    ("section: Animals", "section: Beasts"),
    ("winner: ferry", "winner: bridge"),
    ("what does a dog pay", "what do dogs pay"),
    ("A trip costs five coins.", "A trip costs six coins."),
    ("It has no toll.", "Nobody takes a toll."),
    ("Dogs travel free on", "Dogs sail free on"),
]

Changed = Callable[[str], bytes]


@pytest.fixture
def changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Changed:
    """What is kept of a base of this text, after those asked for before."""

    def kept(text: str, cache: str = "cache") -> bytes:
        monkeypatch.setenv("VERDICT_CACHE", str(tmp_path / cache))
        (tmp_path / "knowledge.yaml").write_text(text, encoding="utf-8")
        open_kept(tmp_path / "knowledge.yaml")
        return next(path for path in (tmp_path / cache).iterdir() if "english" not in path.name).read_bytes()

    return kept


@pytest.mark.parametrize(("old", "new"), OF_NO_LEARNING)
def test_what_changes_nothing_that_is_learnt_is_not_learnt_anew(
    changed: Changed, monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    assert old in SMALL
    changed(SMALL)
    monkeypatch.setattr(learning.Lesson, "learn", lambda self: pytest.fail("learnt anew"))
    changed(SMALL.replace(old, new))


@pytest.mark.parametrize(("old", "new"), OF_LEARNING)
def test_what_changes_what_is_learnt_is_learnt_anew(
    changed: Changed, monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    assert old in SMALL
    changed(SMALL)
    learnt: list[int] = []
    learn = learning.Lesson.learn
    monkeypatch.setattr(learning.Lesson, "learn", lambda self: learnt.append(1) or learn(self))
    changed(SMALL.replace(old, new))
    assert learnt


def test_a_changed_base_is_kept_as_if_it_was_new(changed: Changed) -> None:
    rng = random.Random(4)
    for number in range(6):
        text = SMALL
        for old, new in rng.sample([*OF_NO_LEARNING, *OF_LEARNING], rng.randrange(1, 5)):
            text = text.replace(old, new)
        assert changed(text) == changed(text, f"clean {number}")
