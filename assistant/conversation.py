"""A conversation: questions one after another, each read in the light of those before."""

from __future__ import annotations

from pathlib import Path

from assistant.library import Library, open_library
from assistant.reply import Reply, Replier


class Assistant:
    """Answers questions about one knowledge base (the shipped one, or that in `knowledge`)."""

    def __init__(self, knowledge: Path | str | None = None) -> None:
        self.library: Library = open_library(knowledge)
        self._replier = Replier(self.library)

    def ask(self, question: str) -> Reply:
        """Answer one question on its own."""
        return self._replier.reply(self.library.reader.read(question))

    def conversation(self) -> Conversation:
        """Begin a conversation."""
        return Conversation(self)


class Conversation:
    """Remembers what was spoken of."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def ask(self, question: str) -> Reply:
        """Answer one question in the light of those before it."""
        return self._assistant.ask(question)
