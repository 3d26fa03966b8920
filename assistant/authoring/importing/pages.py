"""Web pages: schema.org's FAQPage in JSON-LD where there is one, else headings and lines that ask."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from assistant.answering.library.wordings import verbatim
from assistant.authoring.importing.draft import Document, Draft, JsonLines, clipped, texts, words_of
from assistant.authoring.importing.markdown import page
from assistant.authoring.importing.tags import Parsed, marked
from assistant.knowledge.foreign import json_of

_NUMBER = re.compile(r"^\s*\d+\s*[.):]?\s+")
"""What numbers a question."""


def read(documents: Sequence[Document]) -> Draft:
    """Return what the pages hold."""
    draft = Draft.empty("")
    for document in documents:
        title = _page(document, draft)
        draft = draft._replace(title=draft.title or title)
    return draft


def _page(document: Document, draft: Draft) -> str:
    if document.text.lstrip()[:1] in ("{", "["):
        _linked(json_of(document.text), document, draft)
        return words_of(document.stem)
    parsed = Parsed(document.text)
    before = len(draft.pairs)
    for line, text in parsed.scripts:
        try:
            data = json.loads(text, strict=False)
        except ValueError as error:
            draft.leave(document.mark(line), "a block of JSON-LD", f"it is no JSON: {error}")
            continue
        _linked(data, document, draft)
    shown = Draft.empty()
    heading = page(parsed.lines, parsed.numbers, document, shown)
    if len(draft.pairs) == before:
        draft.pairs.extend(shown.pairs)
        draft.left.extend(shown.left)
        return parsed.title or heading
    listed = {verbatim(question) for pair in draft.pairs[before:] for question in pair.questions}
    for pair in shown.pairs:
        if verbatim(_NUMBER.sub("", pair.questions[0], count=1)) not in listed:
            what = f"“{clipped(pair.questions[0])}”"
            draft.leave(pair.mark, what, "the page lists its questions for machines, and this one not among them")
    return parsed.title or words_of(document.stem)


def _linked(data: Any, document: Document, draft: Draft) -> None:
    lines = JsonLines(document)
    for each in _questions(data):
        name = str(each.get("name") or each.get("text") or "")
        answer = each.get("acceptedAnswer") or each.get("suggestedAnswer") or {}
        told = [one for one in (answer if isinstance(answer, list) else [answer]) if isinstance(one, dict)]
        text = str(told[0].get("text", "")) if told else ""
        mark = lines.mark(name)
        draft.add([name], marked(text), mark)
        for other in told[1:]:
            draft.leave(lines.mark(str(other.get("text", ""))), f"another answer to “{clipped(name)}”", "one is told")


def _questions(data: Any) -> list[dict[str, Any]]:
    if isinstance(data, list):
        return [found for each in data for found in _questions(each)]
    if not isinstance(data, dict):
        return []
    if "Question" in texts(data.get("@type")):
        return [data]
    return [found for key in ("@graph", "mainEntity", "hasPart") for found in _questions(data.get(key))]
