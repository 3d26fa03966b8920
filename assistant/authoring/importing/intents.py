"""`intents.json` of the common chatbot tutorials: tag, patterns, responses."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.authoring.importing.draft import Document, Draft, JsonLines, texts, words_of
from assistant.knowledge.foreign import json_of


def read(documents: Sequence[Document]) -> Draft:
    """Return what the files hold; of several responses the first is the answer."""
    draft = Draft.empty(words_of(documents[0].stem))
    for document in documents:
        data = json_of(document.text)
        lines = JsonLines(document)
        for each in data["intents"] if isinstance(data, dict) else data:
            tag = str(each.get("tag") or each.get("intent") or each.get("name") or "")
            mark = lines.mark(tag)
            asked = texts(each.get("patterns") or each.get("text") or each.get("examples") or each.get("questions"))
            told = [text for text in texts(each.get("responses") or each.get("response")) if text.strip()]
            draft.add(asked, told[0] if told else "", mark, id=words_of(tag), name=words_of(tag))
            for other in told[1:]:
                draft.leave(lines.mark(other), f"another response of {tag!r}", "an answer is always the same")
            if each.get("context_filter"):
                draft.leave(mark, f"the context of {tag!r}", "each question is answered on its own")
    return draft
