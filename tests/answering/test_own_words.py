"""The words by which an author says that something is so, and the opposite, in whatever way they are said."""

from __future__ import annotations

import pytest

from assistant import Assistant
from tests.cases import for_each

GARDEN = """
title: The garden
about: gardening
topics: [{id: words, name: Words}]
entries:
  - id: mulch
    topic: words
    name: mulch
    answer: Mulch is a layer of bark that covers a bed. It keeps water in, and weeds stay rare.
    more: [covers beds, fewer weeds, more moisture]
    less: [no moisture, kills young plants]
    ask: [what is mulch, what does mulch mean, define mulch, mulch, meaning of mulch, does mulch help a bed]
  - id: grafting
    topic: words
    name: grafting
    answer: Grafting joins the twig of one tree to the root of another.
    more: [joins twigs, two trees]
    less: [kills trees]
    ask: [what is grafting, what does grafting mean, define grafting, grafting, meaning of grafting]
"""


@pytest.fixture(scope="module")
def garden(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant for a small glossary."""
    folder = tmp_path_factory.mktemp("garden")
    (folder / "knowledge.yaml").write_text(GARDEN, encoding="utf-8")
    return Assistant(folder)


@for_each(
    ("question", "so"),
    [
        ("Does mulch cover the whole bed?", True),
        ("Does mulch look young?", None),
        ("Does mulch kill all the young plants?", False),
        ("Does grafting join the thin twigs?", True),
        ("Does grafting kill old trees?", False),
    ],
)
def test_words_may_stand_between_those_of_a_phrase(garden: Assistant, question: str, so: bool | None) -> None:
    reply = garden.ask(question)
    assert reply.answers
    assert reply.affirms is so


def test_what_turns_a_phrase_does_not_stand_between_its_words(garden: Assistant) -> None:
    assert garden.ask("Does mulch kill no young plants?").affirms is not False


@for_each(
    ("question", "so"),
    [
        ("Does mulch prevent weeds?", True),
        ("Does mulch promote weeds?", False),
        ("Does mulch boost moisture?", True),
        ("Does mulch hurt the moisture?", False),
        ("Are there hardly any weeds with mulch?", True),
    ],
)
def test_what_makes_more_or_nothing_of_a_thing_judges_it(garden: Assistant, question: str, so: bool) -> None:
    assert garden.ask(question).affirms is so


@pytest.mark.parametrize("question", ["Grafting covers beds, right?", "Does mulch join twigs?"])
def test_what_only_another_term_means_is_not_so_of_this_one(garden: Assistant, question: str) -> None:
    assert garden.ask(question).affirms is False


@for_each("tag", ["do they not?", "don't they?", "right?"])
def test_a_tag_turns_nothing_where_nobody_is_named(assistant: Assistant, tag: str) -> None:
    assert assistant.ask(f"The two have different creators, {tag}").affirms is True
    assert assistant.ask(f"The two have the same creators, {tag}").affirms is False


@pytest.mark.parametrize(("subject", "so"), [("Flask", True), ("Django", False)])
def test_no_before_a_matter_denies_it(assistant: Assistant, subject: str, so: bool) -> None:
    assert assistant.ask(f"No db abstraction layer in {subject}?").affirms is so
    assert assistant.ask(f"No, {subject} has a db abstraction layer?").affirms is not so
