"""What a word means is told, whatever the asker says around it."""

from __future__ import annotations

from assistant import Assistant
from tests.cases import for_each


@for_each(
    ("question", "entry"),
    [
        ("Somebody at the bakery said XSS to me and left. What is that?", "xss"),
        ("Would you describe CSRF to my grandfather, who keeps bees?", "csrf"),
        ("load balancing, what does that mean, for a goat farmer like me", "load-balancing"),
        ("I know nothing of ponies or computers, but what is an RDBMS?", "rdbms"),
        ("My landlord wants his site done in Flask. What is that?", "what-it-is"),
        ("what on earth is an ORM?", "orm"),
        ("who the devil is Simon Willison", "simon-willison"),
    ],
)
def test_remarks_around_it_do_not_matter(assistant: Assistant, question: str, entry: str) -> None:
    reply = assistant.ask(question)
    assert (reply.status, [each.id for each in reply.answers], reply.question) == ("answered", [entry], question)


@for_each(
    "question",
    [
        "what is the difference between CSRF and XSS",
        "what is Django in terms of security",
        "my flask app is broken, what is wrong",
        "what is good about Django",
    ],
)
def test_what_asks_more_than_the_meaning_is_no_definition(assistant: Assistant, question: str) -> None:
    assert not {"csrf", "xss", "what-it-is"} & {each.id for each in assistant.ask(question).answers}


@for_each(
    ("question", "so"),
    [
        ("CoC stands for chain of command, right?", False),
        ("CoC means convention over configuration, doesn't it?", True),
        ("DRY is short for don't repeat yourself, no?", True),
        ("DRY stands for 'do repeat yourself'?", False),
        ("API is short for advanced program index, true?", False),
        ("MTV stands for model, template, views, correct?", True),
        ("Is it wrong that MVP stands for minimum viable product?", False),
    ],
)
def test_an_abbreviation_stands_for_its_expansion_alone(assistant: Assistant, question: str, so: bool) -> None:
    assert assistant.ask(question).affirms is so


def test_what_is_so_of_another_term_is_not_so_of_this_one(assistant: Assistant) -> None:
    assert assistant.ask("CSRF puts bad code into databases, correct?").affirms is False


def test_what_says_more_than_is_known_of_a_term_is_not_affirmed(assistant: Assistant) -> None:
    assert assistant.ask("XSS is an attack on the power supply of servers, right?").affirms is not True


@for_each(
    ("question", "entry"),
    [
        ("what does CoC mean, it was on the board", "coc"),
        ("could you explain XSS to an impatient auditor?", "xss"),
        ("wetin be clustering", "clustering"),
    ],
)
def test_a_term_is_told_whoever_it_is_for_and_whatever_else_is_said(assistant, question, entry):
    assert [each.id for each in assistant.ask(question).answers] == [entry]
