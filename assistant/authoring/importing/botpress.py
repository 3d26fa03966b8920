"""Botpress's questions and answers in JSON: an export of the module, or the files of its `qna` folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from assistant.authoring.importing.draft import Document, Draft, JsonLines, texts, words_of
from assistant.knowledge.foreign import json_of


def read(documents: Sequence[Document]) -> Draft:
    """Return what the files hold, in the language that has most questions."""
    draft = Draft.empty(words_of(documents[0].stem))
    found: list[tuple[dict[str, Any], JsonLines]] = []
    for document in documents:
        data = json_of(document.text)
        items = data.get("qnas", [data]) if isinstance(data, dict) else data
        found += [(item, lines) for lines in [JsonLines(document)] for item in items]
    counts: Counter[str] = Counter()
    for item, _ in found:
        counts.update({each: len(texts(said)) for each, said in _by_language(item, "questions").items()})
    spoken = [language for language, _ in counts.most_common()]
    for item, lines in found:
        _add(draft, item, lines, spoken)
    return draft


def _by_language(item: dict[str, Any], key: str) -> dict[str, Any]:
    """Return texts by their language, "" where none is told; older files call an only answer `answer`."""
    data = item.get("data", item)
    given = data.get(key) or data.get(key.removesuffix("s")) or {}
    return given if isinstance(given, dict) else {"": given}


def _add(draft: Draft, item: dict[str, Any], lines: JsonLines, spoken: Sequence[str]) -> None:
    data = item.get("data", item)
    asked, told = _by_language(item, "questions"), _by_language(item, "answers")
    language = next((each for each in spoken if asked.get(each)), "")
    questions, answers = texts(asked.get(language)), texts(told.get(language))
    mark = lines.mark(questions[0] if questions else str(item.get("id", "")))
    name = str(item.get("id", ""))
    if data.get("enabled") is False:
        draft.leave(mark, f"“{questions[0] if questions else name}”", "it is not enabled")
        return
    topics = [each for each in texts(data.get("contexts") or [data.get("category")]) if each and each != "global"]
    draft.add(questions, answers[0] if answers else "", mark, topic=words_of(topics[0]) if topics else "")
    for _ in answers[1:]:
        draft.leave(mark, f"another answer of “{questions[0]}”", "an answer is always the same")
    others = [each for each in asked if each != language and asked[each]]
    for each in others:
        draft.leave(mark, f"“{questions[0]}” in {each}", "a knowledge base speaks one language")
    if data.get("redirectFlow") or data.get("redirectNode"):
        draft.leave(mark, f"the redirection of “{questions[0]}”", "there are no flows")
