"""The program knows no subject: a knowledge base of three subjects, and a plain list of questions, work as they are.

Scripted questions of both stand beside them, and are tests of their own.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering.conversation import Assistant
from assistant.authoring import check
from tests.cases import for_each

BASES = Path(__file__).parent / "knowledge"
COFFEE = BASES / "coffee"


@pytest.fixture(scope="module")
def coffee() -> Assistant:
    return Assistant(COFFEE)


def test_the_check_has_nothing_to_say(capsys: pytest.CaptureFixture[str]) -> None:
    status = check.run(COFFEE, strict=True)
    assert status == 0, capsys.readouterr().out


def test_where_nothing_is_compared_nothing_is_ruled() -> None:
    bread = Assistant(BASES / "sourdough")
    reply = bread.ask("how much salt")
    assert (reply.pick, reply.affirms, reply.answers[0].winner, reply.answers[0].subject) == (None, None, None, None)
    assert bread.ask("who wins overall?").status != "answered"


@for_each("asked", ["will it rain in lisbon tomorrow", "faster?", "zzzz blorp"])
def test_what_is_not_covered_is_as_little_likely_as_nothing(asked: str) -> None:
    assert Assistant(BASES / "sourdough").ask(asked).confidence == 0


def test_slips_are_mended_towards_its_own_words(coffee: Assistant) -> None:
    reply = coffee.ask("which one is esiest for begginers?")
    assert (reply.status, reply.pick) == ("answered", "press")


@for_each(("subject", "fact"), [("espresso", "Moriondo"), ("the French press", "1929"), ("V60", "Dresden")])
def test_an_answer_is_about_the_subject_that_was_named(coffee: Assistant, subject: str, fact: str) -> None:
    text = coffee.ask(f"who invented {subject}?").text
    assert fact in text
    assert sum(name in text for name in ("Moriondo", "1929", "Dresden")) == 1


def test_the_score_is_counted_over_three(coffee: Assistant) -> None:
    text = coffee.ask("what is the final score?").text
    assert "Espresso 1" in text
    assert "French press 2" in text
    assert "Pour-over 2" in text


def test_a_refusal_names_what_this_source_does_not_cover(coffee: Assistant) -> None:
    reply = coffee.ask("is an AeroPress cheaper than a French press?")
    assert reply.status == "unknown"
    assert "AeroPress" in reply.text


def test_nothing_of_the_shipped_knowledge_shines_through(coffee: Assistant) -> None:
    for question in ("hello", "what can you do?", "who made Django?", "which is more secure?", "what is the score"):
        text = coffee.ask(question).text.lower()
        assert not any(word in text for word in ("django", "flask", "framework", "secur", "python")), text


@for_each(
    ("questions", "says"),
    [
        (("what grind does espresso need", "and the French press equivalent?"), "Grind coarse"),
        (("which is fastest", "why not the French press?"), "Espresso wins on speed"),
        (("where does espresso win", "why there"), "Espresso wins on speed"),
        (("who invented espresso", "and the French press?", "by whom"), "patented in France"),
        (("which is cheapest?", "then tell me about the cleaning part"), "cleaning"),
        (("how hot should the water be", "with what"), "kettle"),
    ],
)
def test_a_talk_is_carried_on(coffee: Assistant, questions: tuple[str, ...], says: str) -> None:
    talk = coffee.conversation()
    assert says in [talk.ask(question) for question in questions][-1].text
