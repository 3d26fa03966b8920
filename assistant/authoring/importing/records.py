"""Questions and answers in JSON or YAML that no tool made: objects whose keys are called as a table's columns are."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import yaml

from assistant.authoring.importing.draft import Document, Draft, JsonLines, texts, words_of
from assistant.authoring.importing.tables import fill, named
from assistant.knowledge.foreign import is_yaml, json_of
from assistant.knowledge.schema import SPARE, composed


def read(documents: Sequence[Document]) -> Draft:
    """Return what the files hold, read as a table with a row an object."""
    draft = Draft.empty(words_of(documents[0].stem))
    for document in documents:
        objects, lines = list(found(document)), JsonLines(document)
        names = list(dict.fromkeys(name for each in objects for name in each))
        rows = [(lines.mark(each["question"]).line, [each.get(name, "") for name in names]) for each in objects]
        fill(document, draft, [(1, names), *rows])
    return draft


def found(document: Document) -> Iterator[dict[str, str]]:
    """Yield the objects of a file of JSON, JSON Lines or YAML that hold a question and its answer, as texts."""
    readings: tuple[Callable[[str], Any], ...] = (json_of, _lines, _yaml)
    for reading in readings[: 2 + is_yaml(document.path)]:
        try:
            data = reading(document.text)
        except (ValueError, RecursionError, yaml.YAMLError):
            continue
        yield from _objects(data, "")
        return


def _lines(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def _yaml(text: str) -> Any:
    """Return what a text in YAML holds, its scalars as they are written.

    Raises RecursionError: it repeats what it names beyond measure.
    """
    left = len(text) + SPARE

    def built(node: yaml.Node | None) -> Any:
        nonlocal left
        left -= 1
        if left < 0:
            raise RecursionError
        if isinstance(node, yaml.MappingNode):
            return {str(key.value): built(value) for key, value in node.value}
        if isinstance(node, yaml.SequenceNode):
            return [built(each) for each in node.value]
        return "" if node is None or node.tag.endswith(":null") else node.value

    return built(composed(text))


def _objects(data: Any, topic: str) -> Iterator[dict[str, str]]:
    """Yield the objects in a value; where lists of them stand side by side, the key or name of each is their topic."""
    if isinstance(data, list):
        for each in data:
            yield from _objects(each, topic)
    elif isinstance(data, dict):
        told = {key: text for key, value in data.items() if (text := _text(value)) is not None}
        places = named([key.casefold() for key in told])
        if places:
            kinds = {list(told)[place]: kind for kind, place in places.items()}
            yield {"topic": topic, **{kinds.get(key, key): text for key, text in told.items()}}
        elif told and all(key.rstrip().endswith("?") for key in told):
            yield from ({"question": key, "answer": text, "topic": topic} for key, text in told.items())
        else:
            groups = {key: value for key, value in data.items() if key not in told}
            name = "".join(told.values()) if len(told) == 1 else ""
            for key, value in groups.items():
                yield from _objects(value, name or (words_of(key) if len(groups) > 1 else topic))


def _text(value: Any) -> str | None:
    """Return a value as text, None for one that holds others."""
    if isinstance(value, dict) or (isinstance(value, list) and value and not texts(value)):
        return None
    return "\n".join(texts(value)) if isinstance(value, str | list) else "" if value is None else str(value)
