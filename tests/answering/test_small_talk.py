"""Small talk with something said besides: a remark stays small talk, a question or a matter of its own does not."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.answering.library.places import knowledge_folder
from assistant.answering.reply import CHAT


@pytest.mark.parametrize(
    "text",
    [
        "thanks, this helped me a lot",
        "thank you, I am a happy developer",
        "cool, I will try it",
        "bye, my train leaves",
        "hello there",
        "hello, bread",
        "hello, I need help",
        "who built you and when",
    ],
)
def test_a_remark_is_small_talk_still(assistant: Assistant, text: str) -> None:
    assert assistant.ask(text).status == "chat"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("hello, I like trains", "unknown"),
        ("good morning, nice weather today", "unknown"),
        ("great, the weather is nice", "unknown"),
        ("thanks, which is faster", "answered"),
        ("hi, who made flask", "answered"),
    ],
)
def test_what_is_of_another_matter_is_not(assistant: Assistant, text: str, status: str) -> None:
    assert assistant.ask(text).status == status


@pytest.mark.parametrize("said", ["hm ok", "well, hello there", "so, thanks"])
def test_an_interjection_before_small_talk_asks_nothing(assistant, said):
    assert assistant.ask(said).status == CHAT


def test_what_can_be_asked_is_told_of_few_questions_too():
    assert Assistant(knowledge_folder() / "faq-starter").ask("what can I ask").status == CHAT
