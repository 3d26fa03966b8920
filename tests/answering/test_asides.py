"""What is said beside a question and asks nothing changes no reply; what a question leans on is no such thing."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant
from tests.cases import for_each

STARTER = Path(__file__).parents[2] / "knowledge" / "starter"

BEFORE = (
    "I teach geography at a secondary school.",
    "My nephew goes on about this all day!",
    "ugh, i spilled coffee over my keyboard five minutes before lunch.",
    "my teacher is going to kill me if i get this wrong.",
    "Good morning, I hope this message finds you well.",
    "im so tired of people yelling at me,",
    "For my homework:",
)

AFTER = (
    "No jargon please.",
    "We start on Monday.",
    "i have a train to catch",
    "Don't sugarcoat it.",
    "My boss is waiting!",
)

ASKED = [
    ("shipped", "Which loses on flexibility?"),
    ("shipped", "Does Flask ship with an ORM?"),
    ("shipped", "Is it true that Django was released in 2012?"),
    ("shipped", "Who made Flask?"),
    ("shipped", "Does Rails have an ORM?"),
    ("few examples", "Which is cheaper?"),
    ("few examples", "Does the bike need a ticket?"),
    ("few examples", "Which one is slower?"),
]


@pytest.fixture(scope="module")
def bases(assistant: Assistant) -> dict[str, Assistant]:
    return {"shipped": assistant, "few examples": Assistant(STARTER)}


def told(assistant: Assistant, question: str) -> tuple[object, ...]:
    reply = assistant.ask(question)
    return reply.status, reply.affirms, reply.pick, [each.id for each in reply.answers]


@for_each(("base", "question"), ASKED)
def test_a_remark_beside_a_question_changes_no_reply(bases: dict[str, Assistant], base: str, question: str) -> None:
    alone = told(bases[base], question)
    put = [*(f"{each} {question}" for each in BEFORE), *(f"{question} {each}" for each in AFTER)]
    assert {text: told(bases[base], text) for text in put} == dict.fromkeys(put, alone)


@for_each(
    ("question", "pick"),
    [
        ("My page will be a little site, very simple. Which one do you recommend?", "flask"),
        ("We have three weeks for a minimum viable product. Which would you take?", "flask"),
        ("I'd like something easy. Which?", "flask"),
        ("I am scared of hackers. Which one?", "django"),
    ],
)
def test_the_case_for_which_one_is_chosen_is_no_remark(assistant: Assistant, question: str, pick: str) -> None:
    assert assistant.ask(question).pick == pick


@for_each(
    ("question", "affirms"),
    [
        ("Flask was released before Django. That is wrong, isn't it?", True),
        ("Flask began as a joke. Confirm or deny.", True),
        ("I heard that Lyft uses Django. Is that so?", False),
    ],
)
def test_nor_is_what_is_said_of_a_statement(assistant: Assistant, question: str, affirms: bool) -> None:
    assert assistant.ask(question).affirms is affirms


def test_what_is_meant_by_a_pronoun_is_not_left_out(assistant: Assistant) -> None:
    reply = assistant.ask("We also consider Laravel. How does it compare with Django?")
    assert reply.is_refusal
    assert "Laravel" in reply.text


def test_what_was_left_out_is_told(assistant: Assistant) -> None:
    reply = assistant.ask("I am a nurse. Which is safer?")
    assert reply.reading is not None
    assert " ".join(reply.reading.beside) == "i am a nurse ."
    assert reply.question == "I am a nurse. Which is safer?"


def test_a_greeting_after_an_interjection_is_no_question(assistant: Assistant) -> None:
    assert assistant.ask("ok but hello, which is more secure?").pick == "django"
