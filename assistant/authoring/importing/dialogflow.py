"""Dialogflow's exported agent: a folder with agent.json, intents/ and entities/."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from assistant.authoring.importing.draft import Document, Draft, JsonLines, texts, words_of
from assistant.knowledge.foreign import json_of

_SAYS = re.compile(r"_usersays_(\w+(?:-\w+)?)$")
_ENTRIES = re.compile(r"_entries_(\w+(?:-\w+)?)$")


def read(documents: Sequence[Document]) -> Draft:
    """Return what the files hold: texts alone; what a fallback says and what a webhook would say stays behind."""
    parsed = {document.path: json_of(document.text) for document in documents}
    agent = next((each for each in parsed.values() if isinstance(each, dict) and "defaultTimezone" in each), {})
    title = str(agent.get("displayName") or agent.get("description") or "") or words_of(documents[0].stem)
    draft = Draft.empty(title)
    says = {_SAYS.sub("", each.stem): (each, parsed[each.path]) for each in documents if _SAYS.search(each.stem)}
    for document in documents:
        data = parsed[document.path]
        if _ENTRIES.search(document.stem):
            _synonyms(draft, data)
        elif isinstance(data, dict) and "responses" in data:
            _intent(draft, document, data, says.get(document.stem))
        elif isinstance(data, list) and data and "data" in data[0] and not _SAYS.search(document.stem):
            draft.leave(document.mark(1), "phrases without an intent", "give the whole folder")
    return draft


def _intent(draft: Draft, document: Document, data: dict[str, Any], said: tuple[Document, Any] | None) -> None:
    name, lines = str(data.get("name", document.stem)), JsonLines(document)
    top = document.mark(1)
    if data.get("fallbackIntent"):
        draft.leave(top, f"the fallback {name!r}", "what cannot be answered is refused by the program")
        return
    messages = [each for response in data["responses"] for each in response.get("messages", [])]
    told = [text for each in messages for text in texts(each.get("speech")) if text.strip()]
    asked = ["".join(part.get("text", "") for part in row.get("data", [])) for row in (said[1] if said else [])]
    asked += texts(data.get("userSays")) if not asked else []
    links = [
        f"[{button.get('text') or button.get('title') or button['postback']}]({button['postback']})"
        for each in messages
        for button in each.get("buttons", [])
        if isinstance(button, dict) and str(button.get("postback", "")).startswith("http")
    ]
    text = "\n\n".join([*told[:1], *(["  \n".join(f"- {each}" for each in links)] if links else [])])
    mark = lines.mark(told[0]) if told else top
    if not told and data.get("webhookUsed"):
        draft.leave(top, f"the intent {name!r}", "its answer is made by a webhook")
    elif "$" in text and re.search(r"\$[A-Za-z]|#\w+\.", text):
        draft.leave(mark, f"the intent {name!r}", "its answer is filled in from what was asked")
    else:
        draft.add(asked, text, mark, id=words_of(name), name=words_of(name))
    for other in told[1:]:
        draft.leave(lines.mark(other), f"another response of {name!r}", "an answer is always the same")
    for each in messages:
        if str(each.get("type", 0)) not in ("0", "1", "2", "message", "simple_response"):
            draft.leave(top, f"a card or picture of {name!r}", "answers are text")
        elif each.get("imageUrl"):
            draft.leave(lines.mark(str(each["imageUrl"])), f"a picture of {name!r}", "answers are text")
    if data.get("contexts"):
        draft.leave(top, f"the context of {name!r}", "each question is answered on its own")


def _synonyms(draft: Draft, data: Any) -> None:
    for each in data if isinstance(data, list) else []:
        row = tuple(dict.fromkeys([str(each.get("value", "")), *texts(each.get("synonyms"))]))
        if len(row) > 1:
            draft.synonyms.append(row)
