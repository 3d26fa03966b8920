"""What askers tell of themselves rules nothing out; what they ask about does."""

from __future__ import annotations

from assistant import Assistant
from tests.cases import for_each


@for_each(
    ("question", "entry"),
    [
        ("I grew up with Symfony. Which of the two is more secure?", "security"),
        ("our shop runs on WordPress; does Flask ship with an ORM?", "ships-orm"),
        ("We are a Rails house, which one has the better admin panel?", "admin-panel"),
    ],
)
def test_what_askers_come_from_does_not_matter(assistant: Assistant, question: str, entry: str) -> None:
    assert [each.id for each in assistant.ask(question).answers] == [entry]


@for_each(
    ("question", "name"),
    [
        ("I grew up with Symfony. Is it more secure than Flask?", "Symfony"),
        ("we have Rails and Django, which one is faster?", "Ruby on Rails"),
        ("compared to Laravel, is Django faster?", "Laravel"),
        ("What about Laravel? Which one is faster?", "Laravel"),
    ],
)
def test_what_is_asked_about_and_not_covered_is_named(assistant: Assistant, question: str, name: str) -> None:
    reply = assistant.ask(question)
    assert reply.status == "unknown"
    assert name in reply.text
