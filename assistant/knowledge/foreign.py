"""Files of other tools told apart by what is in them, so that they can be brought in, or at least be named."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from itertools import islice
from typing import Any

from assistant.knowledge.faults import DataError, Fault, Mark, in_a_shell
from assistant.knowledge.files import read_bytes

NAMES = {
    "table": "a table of questions and answers",
    "markdown": "a Markdown page",
    "page": "a web page",
    "records": "questions and answers in JSON or YAML",
    "exported": "what `verdict export` writes",
    "rasa": "Rasa training data",
    "chatterbot": "a ChatterBot corpus",
    "dialogflow": "a Dialogflow agent",
    "intents": "an intents.json",
    "botpress": "Botpress questions and answers",
    "qnamaker": "a QnA Maker table",
}
"""Formats that can be brought in, with how they are called."""

_RASA = {"nlu", "responses", "stories", "rules", "intents", "entities", "slots", "actions", "forms", "session_config"}
_LISTED = re.compile(r"(?:\s|#.*\n|---\n)*(?:-\s+\S.*:|\[\s*\{)")
"""How a file begins that is a list of objects."""

_KINDS = {"base", "subject", "topic", "category", "entry", "outside", "synonyms", "talk"}


_ABOVE = {"knowledge": "faq", "script": "questions"}
"""The key of the list that a file is meant to be which holds nothing else."""


def decoded(data: bytes) -> str:
    """Return the text of a file: UTF-8 or UTF-16 with or without a mark, else as spreadsheets write it (cp1252)."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


@cache
def json_of(text: str) -> Any:
    """Return what a text holds in JSON, read once: what a file is and what is in it are told by the same.

    Raises ValueError: it is none; RecursionError: it is nested beyond measure.
    """
    return json.loads(text)


def recognised(name: str, text: str) -> str:
    """Return the key of `NAMES` that a file called `name` with this text is, "" where it is none of them."""
    begin = text.lstrip()[:1]
    if begin in ("{", "["):
        found = _of_json(text)
        if found is not None:
            return found
    if re.match(r"\s*<(?:!doctype html|html|head|body|script)\b", text, re.IGNORECASE):
        return "page"
    if name.lower().endswith((".htm", ".html", ".xhtml")):
        return "page"
    if is_yaml(name):
        return _of_yaml(text)
    if re.search(r"^##\s*(?:intent|synonym|regex|lookup)\s*:", text, re.M):
        return "rasa"
    if name.lower().endswith((".csv", ".tsv", ".tab")):
        return _of_table(text)
    if name.lower().endswith((".md", ".markdown", ".mkd", ".mdx", ".rst")):
        return "markdown"
    head = text.partition("\n")[0]
    if "\t" in head or {"question", "answer"} <= {cell.strip(' "').casefold() for cell in re.split("[;,|]", head)}:
        return _of_table(text)
    return "markdown" if name.lower().endswith(".txt") else _of_yaml(text)


def is_yaml(name: str) -> bool:
    """Tell whether a file is called as one of YAML is."""
    return name.lower().endswith((".yml", ".yaml"))


def tool_of(name: str, text: str) -> str:
    """Return what a file of another tool is called, "" where it may be meant for this program."""
    found = recognised(name, text)
    return NAMES[found] if found else ""


def mistaken(path: str, wanted: str) -> Fault | None:
    """Return what to do with a file not read as `wanted` (knowledge, script, other tool), None where that is not known.

    It may be of another tool, or a scripted file in place of knowledge, or the other way round.
    """
    try:
        text = decoded(read_bytes(path))
    except DataError:
        return None
    keys = set(re.findall(r"^([A-Za-z_][\w-]*):", text, re.MULTILINE))
    tool = tool_of(path, text)
    if tool:
        return Fault(Mark(path), f"looks like {tool}", f"try `verdict import {in_a_shell(path)} -o FOLDER`")
    if wanted == "knowledge" and keys & {"questions", "conversations"} and "title" not in keys:
        return Fault(
            Mark(path), "holds scripted questions, not knowledge", f"run it with `verdict test {in_a_shell(path)}`"
        )
    if wanted == "script" and keys & {"faq", "entries", "categories", "title"}:
        mend = "write some into a folder tests beside it (`verdict new --faq` shows how), or try `verdict check`"
        return Fault(Mark(path), "holds knowledge, not scripted questions", mend)
    if wanted in _ABOVE and _LISTED.match(text) and (wanted == "knowledge" or is_yaml(path)):
        above = f"write {_ABOVE[wanted]}: above it" if is_yaml(path) else ""
        brought = f"try `verdict import {in_a_shell(path)} -o FOLDER`" if wanted == "knowledge" else ""
        mend = ", or ".join(filter(None, (above, brought)))
        return Fault(Mark(path, 1, 1), "holds a list alone; the file must be a mapping", mend)
    if wanted == "other tool" and keys & {"faq", "entries", "categories"}:
        return is_knowledge(path)
    return None


def is_knowledge(path: str) -> Fault:
    """Return why a file or folder need not be brought in."""
    return Fault(Mark(path), "is knowledge already", f"ask it with `verdict --knowledge {in_a_shell(path)}`")


def _of_json(text: str) -> str | None:
    first = text.lstrip().partition("\n")[0]
    try:
        data = json_of(text)
    except (ValueError, RecursionError):
        try:
            data = json.loads(first)
        except (ValueError, RecursionError):
            return None
        return "exported" if isinstance(data, dict) and str(data.get("type")) in _KINDS else None
    if isinstance(data, dict):
        if str(data.get("type")) in _KINDS:
            return "exported"
        if isinstance(data.get("intents"), list):
            return "intents"
        if "qnas" in data or {"questions", "answers"} <= data.keys() or isinstance(data.get("data"), dict):
            return "botpress"
        if _types(data) & {"FAQPage", "QAPage", "Question"}:
            return "page"
        if {"responses", "name"} <= data.keys() or {"defaultLanguage", "language"} & data.keys():
            return "dialogflow"
    if isinstance(data, list) and data and isinstance(data[0], dict):
        if isinstance(data[0].get("data"), dict) or {"questions", "answers"} <= data[0].keys():
            return "botpress"
        if isinstance(data[0].get("data"), list) or {"value", "synonyms"} <= data[0].keys():
            return "dialogflow"
        if {"tag", "patterns"} <= data[0].keys():
            return "intents"
        if any(_types(each) & {"FAQPage", "QAPage", "Question"} for each in data if isinstance(each, dict)):
            return "page"
    return ""


def _types(data: dict[str, Any]) -> set[str]:
    kind = data.get("@type", "")
    own = {*map(str, kind)} if isinstance(kind, list) else {str(kind)}
    graph = data.get("@graph")
    return own.union(*(_types(each) for each in graph if isinstance(each, dict))) if isinstance(graph, list) else own


def _of_yaml(text: str) -> str:
    keys = re.findall(r"^([A-Za-z_][\w-]*):", text, re.M)
    if "conversations" in keys and _lists_lists(re.split(r"^conversations:", text, maxsplit=1, flags=re.M)[1]):
        return "chatterbot"
    known = [key for key in keys if key != "version"]
    return "rasa" if known and set(known) <= _RASA | {"config", "e2e_actions"} and set(known) & _RASA else ""


def _lists_lists(text: str) -> bool:
    """Tell whether what stands first in a text, but for comments, is an item that begins a list of its own."""
    lines = (line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#"))
    return re.match(r"\s*-\s+-\s", "\n".join(islice(lines, 2)) + "\n") is not None


def _of_table(text: str) -> str:
    header = next(_rows(text[:100_000], delimiter(text)), [])
    names = [each.strip().casefold() for each in header]
    if "type" in names and "question" in names and "answer" in names:
        return "exported"
    if names[:3] == ["question", "answer", "source"]:
        return "qnamaker"
    return "table"


def _rows(text: str, sign: str) -> Iterator[list[str]]:
    """Yield the rows of a table, up to what is none."""
    with suppress(csv.Error):
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=sign)


def delimiter(text: str) -> str:
    """Return what parts the columns of a table: of a comma, a semicolon, a tab and a bar the one that parts it most."""
    head = text[:20_000]

    def parted(sign: str) -> tuple[int, int]:
        rows = [len(row) for row in _rows(head, sign)][:-1] or [len(head.split(sign))]
        usual = max(set(rows), key=rows.count)
        return (rows.count(usual) if usual > 1 else 0), usual

    return max("\t;,|", key=lambda sign: (parted(sign)[0], parted(sign)[1]))
