"""Verdict: answers questions from a structured knowledge base, offline, with fuzzy intent matching.

>>> from assistant import Assistant
>>> Assistant().ask("which is more secure?").pick
'django'
"""

from __future__ import annotations

TYPE_CHECKING = False  # `typing` takes longer to load than all that is imported here
if TYPE_CHECKING:
    from assistant.answering.conversation import Assistant, Conversation
    from assistant.answering.reply import Answer, Reply

__all__ = ["Answer", "Assistant", "Conversation", "Reply"]


def __getattr__(name: str) -> object:
    """Import the public names when they are first asked for: `import assistant` stays free."""
    if name in ("Assistant", "Conversation"):
        from assistant.answering import conversation

        return getattr(conversation, name)
    if name in ("Answer", "Reply"):
        from assistant.answering import reply

        return getattr(reply, name)
    raise AttributeError(f"module 'assistant' has no attribute {name!r}")
