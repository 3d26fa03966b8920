"""Botpress's questions and answers in JSON: an export of the module, or the files of its `qna` folder."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from assistant.authoring.importing.draft import Document, Draft, JsonLines, texts, words_of


def read(documents: Sequence[Document]) -> Draft:
    """Return what the files hold, in the language that has most questions."""
    draft = Draft.empty(words_of(documents[0].stem))
    for document in documents:
        data: Any = json.loads(document.text)
        lines = JsonLines(document)
        items = data.get("qnas", [data]) if isinstance(data, dict) else data
        for item in items:
            _add(draft, item, lines)
    return draft


def _add(draft: Draft, item: dict[str, Any], lines: JsonLines) -> None:
    data = item.get("data", item)
    asked, told = data.get("questions") or {}, data.get("answers") or {}
    language = max(asked, key=lambda each: len(asked[each]), default="") if isinstance(asked, dict) else ""
    questions = texts(asked.get(language) if isinstance(asked, dict) else asked)
    answers = texts(told.get(language) if isinstance(told, dict) else told)
    mark = lines.mark(questions[0] if questions else str(item.get("id", "")))
    name = str(item.get("id", ""))
    if data.get("enabled") is False:
        draft.leave(mark, f"“{questions[0] if questions else name}”", "it is not enabled")
        return
    topics = [each for each in texts(data.get("contexts") or [data.get("category")]) if each and each != "global"]
    draft.add(questions, answers[0] if answers else "", mark, topic=words_of(topics[0]) if topics else "")
    for _ in answers[1:]:
        draft.leave(mark, f"another answer of “{questions[0]}”", "an answer is always the same")
    others = [each for each in asked if each != language and asked[each]] if isinstance(asked, dict) else []
    for each in others:
        draft.leave(mark, f"“{questions[0]}” in {each}", "a knowledge base speaks one language")
    if data.get("redirectFlow") or data.get("redirectNode"):
        draft.leave(mark, f"the redirection of “{questions[0]}”", "there are no flows")
