"""A reply as JSON or as text."""

from __future__ import annotations

import json
from typing import Any

from assistant.knowledge import Source
from assistant.reply import Reply


def as_dict(reply: Reply, source: Source) -> dict[str, Any]:
    """Return a reply as the JSON object of the contract."""
    return {
        "question": reply.question, "status": reply.status, "text": reply.text, "pick": reply.pick,
        "affirms": reply.affirms,
        "answers": [{"id": each.id, "topic": each.topic, "subject": each.subject, "winner": each.winner,
                     "text": each.text, "source": {"title": source.title, "section": each.section}}
                    for each in reply.answers],
        "confidence": round(reply.confidence, 3), "suggestions": list(reply.suggestions)}


def as_json(reply: Reply, source: Source) -> str:
    """Return a reply as one line of JSON."""
    return json.dumps(as_dict(reply, source), ensure_ascii=False)
