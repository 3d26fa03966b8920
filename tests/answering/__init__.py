"""Tests of answering, and how they hold a conversation."""

from __future__ import annotations

from assistant import Assistant, Reply


def talk(assistant: Assistant, *questions: str) -> list[Reply]:
    """The replies to the questions of one conversation."""
    conversation = assistant.conversation()
    return [conversation.ask(question) for question in questions]


def last(assistant: Assistant, *questions: str) -> Reply:
    """The reply to the last of them."""
    return talk(assistant, *questions)[-1]
