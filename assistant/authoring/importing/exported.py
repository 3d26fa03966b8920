"""What `verdict export` wrote, brought back as it was."""

from __future__ import annotations

import json
from typing import Any

from assistant.authoring.exporting import data_of, rows_of_table
from assistant.authoring.importing.draft import Document
from assistant.authoring.importing.tables import rows_of
from assistant.knowledge.faults import DataError, Fault
from assistant.knowledge.plain import derived_id, derived_name


def data(document: Document) -> dict[str, Any]:
    """Return the keys of the knowledge base that a document holds.

    Raises DataError: a row is not what `verdict export` writes.
    """
    if document.text.lstrip()[:1] == "{":
        found = []
        for at, line in enumerate(document.text.splitlines(), 1):
            if line.strip():
                try:
                    found.append(json.loads(line))
                except ValueError as error:
                    raise DataError([Fault(document.mark(at), f"no JSON: {error}", "mend the line")]) from None
        return listed(data_of(found))
    (_, header), *rows = rows_of(document)
    names = [each.strip() for each in header]
    made: list[dict[str, Any]] = []
    for number, row in rows:
        try:
            made += rows_of_table([dict(zip(names, row, strict=False))])
        except (KeyError, ValueError) as error:
            raise DataError([Fault(document.mark(number), f"no exported row: {error}", "mend the row")]) from None
    return listed(data_of(made))


def listed(data: dict[str, Any]) -> dict[str, Any]:
    """Return a knowledge base as a list of questions and answers where that says all; any other as it is."""
    entries, topics = data.get("entries", []), data.get("topics", [])
    if data.get("subjects") or data.get("categories") or not all(map(_is_plain, entries)) or not entries:
        return data
    named = {each["id"]: each["name"] for each in topics if each == _made_of(each["name"])}
    used = dict.fromkeys(each["topic"] for each in entries)
    derived = [*used] == [each["id"] for each in topics] == [*named]  # then they need not be written
    own = next((name for name, text in named.items() if text == data.get("title")), "") if derived else ""
    faq = []
    for each in entries:
        first, *others = each["ask"]
        values = {
            "q": first,
            "a": each["answer"],
            "also": others,
            "short": each.get("short", ""),
            "topic": "" if each["topic"] == own else named[each["topic"]] if derived else each["topic"],
            "section": each.get("section", ""),
            "name": "" if each["name"] == derived_name(first) else each["name"],
            "id": "" if each["id"] == derived_id(first) else each["id"],
        }
        faq.append({key: value for key, value in values.items() if value})
    kept = {key: value for key, value in data.items() if key != "entries" and not (derived and key == "topics")}
    return {**kept, "faq": faq}


def _is_plain(entry: dict[str, Any]) -> bool:
    keys = {"id", "topic", "name", "answer", "ask", "section", "short"}
    return keys.issuperset(entry) and isinstance(entry["answer"], str) and isinstance(entry.get("section", ""), str)


def _made_of(name: str) -> dict[str, Any]:
    """Return the topic that a name makes."""
    return {"id": derived_id(name), "name": name}
