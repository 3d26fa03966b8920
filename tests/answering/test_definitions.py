"""What a word means is told, whatever the asker says around it."""

from __future__ import annotations

import pytest

from assistant import Assistant


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("Somebody at the bakery said XSS to me and left. What is that?", "xss"),
        ("Would you describe CSRF to my grandfather, who keeps bees?", "csrf"),
        ("load balancing, what does that mean, for a goat farmer like me", "load-balancing"),
        ("I know nothing of ponies or computers, but what is an RDBMS?", "rdbms"),
        ("My landlord wants his site done in Flask. What is that?", "what-it-is"),
    ],
)
def test_remarks_around_it_do_not_matter(assistant: Assistant, question: str, entry: str) -> None:
    reply = assistant.ask(question)
    assert (reply.status, [each.id for each in reply.answers], reply.question) == ("answered", [entry], question)


@pytest.mark.parametrize(
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
