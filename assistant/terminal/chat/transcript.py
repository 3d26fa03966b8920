"""A conversation as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.reply import Reply
from assistant.knowledge.base import KnowledgeBase
from assistant.screen.render import Renderer


def markdown(conversations: Sequence[Sequence[Reply]], base: KnowledgeBase, view: Renderer) -> str:
    """Return the questions as headings and the replies as paragraphs, unbroken and without colour.

    A rule stands between conversations.
    """
    parts = [f"# {base.title}\n"]
    for replies in filter(None, conversations):
        parts += ["---\n"] if len(parts) > 1 else []
        for reply in replies:
            parts += [f"## {reply.question}\n", f"{reply.text.strip()}\n"]
            sections = list(dict.fromkeys(each.section for each in reply.answers))
            if sections and view.source(sections) not in reply.text:
                parts.append(f"*{view.source(sections)}*\n")
    if base.source.url and len(parts) > 1:
        parts.append(f"<{base.source.url}>\n")
    return "\n".join(parts)
