"""A case that speaks for one subject names it, by whatever word it is asked for, or the other where it is unwanted."""

from __future__ import annotations

from assistant import Assistant
from tests.cases import for_each


@for_each(
    ("question", "pick"),
    [
        ("A prototype by friday and I am alone. What do you suggest?", "flask"),
        ("I just want something lean for one small site. What do I grab?", "flask"),
        ("What would you recommend for a huge corporate platform?", "django"),
        ("Which should we not take if the project is large and complex?", "flask"),
        ("We build something big and complex, which one fits less?", "flask"),
        ("Which one won't get in the way of a big corporate platform?", "django"),
        ("I have to choose one for a small prototype, can you help me decide?", "flask"),
    ],
)
def test_a_case_asks_which_one_by_any_word(assistant: Assistant, question: str, pick: str) -> None:
    reply = assistant.ask(question)
    assert (reply.affirms, reply.pick) == (None, pick)


@for_each("question", ["What is an MVP?", "What makes Flask good for an MVP?", "What is a small project?"])
def test_a_term_or_a_subject_that_is_named_asks_for_no_choice(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).pick is None
