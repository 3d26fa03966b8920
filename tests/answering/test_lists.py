"""Statements about several things of one kind: each is held against its own claim."""

from __future__ import annotations

import pytest

from assistant import Assistant
from tests.cases import for_each


@for_each(
    ("question", "so"),
    [
        ("Instagram, Reddit, Pinterest: all three on Django?", False),
        ("Reddit and Lyft: both on Flask?", True),
        ("Do Pinterest and Netflix both use Flask?", False),
        ("Neither Netflix nor Reddit uses Django, right?", True),
        ("Do Pinterest and Instagram run on the same framework?", True),
        ("Lyft and Pinterest use the same framework?", False),
        ("Was Django made by Adrian Holovaty and Simon Willison?", True),
        ("Is Flask by Armin Ronacher and Simon Willison?", False),
        ("It's false that Netflix and Lyft use Flask", False),
        ("It's false that Netflix, Reddit and Lyft use Flask", False),
        ("Is it wrong that Netflix and Instagram use Flask?", True),
    ],
)
def test_each_of_several_things_counts(assistant: Assistant, question: str, so: bool) -> None:
    reply = assistant.ask(question)
    assert (reply.affirms, len(reply.answers) > 1) == (so, True)


@for_each(
    ("question", "so"),
    [
        ("Unlike Netflix, Instagram uses Django", True),
        ("Instagram, unlike Netflix, uses Flask", False),
        ("Is Netflix the same as Reddit?", None),
        ("Is Netflix as good as Reddit?", None),
    ],
)
def test_what_is_set_against_another_or_likened_to_it_is_no_list(
    assistant: Assistant, question: str, so: bool | None
) -> None:
    assert assistant.ask(question).affirms in (so, None)


def test_things_said_to_share_what_is_not_known_of_them_get_no_yes(assistant: Assistant) -> None:
    assert assistant.ask("Do Instagram and Netflix use Python?").affirms is None


@for_each(
    ("question", "so"),
    [
        ("Security goes to Django and flexibility to Flask, right?", True),
        ("Security goes to Flask and flexibility to Django, right?", False),
        ("Does Django win on security and databases?", True),
        ("Does Flask win on security and databases?", False),
    ],
)
def test_each_ruling_is_of_the_subject_named_beside_it(assistant: Assistant, question: str, so: bool) -> None:
    assert assistant.ask(question).affirms is so


@for_each(
    ("question", "told"),
    [
        ("List every category that Flask does not lose", ["overall-unbeaten"]),
        ("Which categories did Django not win, if there are any?", ["overall-losses", "overall-ties"]),
        ("Where does Flask not win?", ["overall-losses", "overall-ties"]),
        ("Name the categories that neither of them won.", ["overall-ties"]),
        ("Which categories does Django win?", ["overall-wins"]),
        ("Which categories does Flask lose?", ["overall-losses"]),
    ],
)
def test_what_is_not_won_or_not_lost_is_told_as_what_it_is(
    assistant: Assistant, question: str, told: list[str]
) -> None:
    assert [each.id for each in assistant.ask(question).answers] == told


def test_what_is_not_lost_is_named(assistant: Assistant) -> None:
    text = assistant.ask("In how many categories is Flask at least as good as Django?").text
    assert all(name in text for name in ("Flexibility", "Performance", "Template Engine", "loses 4 of 9"))


@for_each(
    "question",
    [
        "Has Django ever been sued over a breach?",
        "Which of them has fewer open issues?",
        "Is there a warranty on Flask?",
        "Who sponsored the survey?",
        "What is Adrian Holovaty working on these days?",
        "Is Flask thread-safe?",
    ],
)
def test_what_the_article_does_not_speak_of_is_not_answered(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status in ("unknown", "unsure")


@pytest.mark.parametrize(
    ("question", "so"),
    [
        ("Does the saying that untested things are broken come from the people behind Django?", False),
        ("Is “untested is broken” a tenet of Flask's author?", True),
    ],
)
def test_whose_tenet_it_is(assistant: Assistant, question: str, so: bool) -> None:
    assert assistant.ask(question).affirms is so
