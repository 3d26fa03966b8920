"""`verdict export`: a knowledge base as a table (CSV) or as JSON Lines, with everything that an import of it needs."""

from __future__ import annotations

import csv
import io
import json
import sys
import typing
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from assistant.answering.library.places import DEFAULT, shipped
from assistant.knowledge.base import Category, Entry, KnowledgeBase, Outside, Source, Subject, Talk, Topic
from assistant.knowledge.faults import DataError, Fault, Mark, Record, shown
from assistant.knowledge.files import write_text
from assistant.knowledge.loading import load
from assistant.knowledge.schema import hints, key_name
from assistant.screen.layout import as_line

PARTS: dict[str, tuple[str, type[Record]]] = {
    "subject": ("subjects", Subject),
    "topic": ("topics", Topic),
    "category": ("categories", Category),
    "entry": ("entries", Entry),
    "outside": ("outside", Outside),
    "talk": ("talk", Talk),
}
"""What a row may be: the key of the knowledge base it belongs to, and its record."""

FIRST = ("type", "id", "topic", "name", "section", "question", "also", "answer", "short", "why")
"""The columns that come first."""

TABLES = {".csv": ",", ".tsv": "\t"}
"""What stands between the cells of a table, by how the name of its file ends."""

LINES = (".jsonl", ".ndjson", "")
"""How the name of a file of JSON Lines ends."""


def run(path: Path | str | None, output: Path | str | None = None) -> int:
    """Write the knowledge base in `path` (default: the shipped one) to `output`, or to standard output; return 0.

    A name that ends in .csv or .tsv gives a table, one in .jsonl or in nothing JSON Lines.

    Raises DataError: the knowledge base cannot be used, the name ends otherwise, or the file exists already or cannot
    be written.
    """
    ending = Path(output).suffix.lower() if output is not None else ""
    if ending not in (*TABLES, *LINES):
        raise DataError([Fault(Mark(str(output)), f"no {ending} file is written", "name a .csv, .tsv or .jsonl file")])
    base = load(path or shipped(DEFAULT))
    text = as_table(base, TABLES[ending]) if ending in TABLES else as_lines(base)
    if output is None:
        sys.stdout.write(text)
        return 0
    write_text(output, text)
    print(f"{shown(output)}: {len(base.entries)} entries, {len(base.categories)} categories", file=sys.stderr)
    return 0


def as_lines(base: KnowledgeBase) -> str:
    """Return a knowledge base as JSON Lines: an object a subject, topic, category, entry …, with its `type`."""
    return "".join(as_line(row, False) + "\n" for row in rows(base))


def as_table(base: KnowledgeBase, delimiter: str = ",") -> str:
    """Return a knowledge base as CSV: lists one item a line in their cell, mappings as JSON."""
    found = list(rows(base))
    names = list(dict.fromkeys([*FIRST, *(key for row in found for key in row)]))
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_cell(row.get(name, "")) for name in names] for row in found)
    return stream.getvalue()


def rows(base: KnowledgeBase) -> Iterator[dict[str, Any]]:
    """Yield what a knowledge base holds as flat mappings, those values left out that are the default."""
    parts = {key for key, _ in PARTS.values()} | {"synonyms", "faq"}
    own = {name: value for name, value in _values(base).items() if name not in parts}
    if "source" in own:
        own["source"] = _values(base.source)
    yield {"type": "base", **own}
    for words in base.synonyms:
        yield {"type": "synonyms", "words": list(words)}
    for kind, (key, _) in PARTS.items():
        for each in getattr(base, key):
            values = _values(each)
            if kind in ("entry", "category"):
                first, *others = values.pop("ask")
                values |= {"question": first, **({"also": others} if others else {})}
            yield {"type": kind, **values}


def data_of(found: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Return the keys of a knowledge base that was exported as these rows."""
    data: dict[str, Any] = {}
    for row in found:
        values = {key_name(key): value for key, value in row.items() if key != "type"}
        if row["type"] == "base":
            data = {**values, **data}
        elif row["type"] == "synonyms":
            data.setdefault("synonyms", []).append(values["words"])
        else:
            if "question" in values:
                values["ask"] = [values.pop("question"), *values.pop("also", [])]
            data.setdefault(PARTS[row["type"]][0], []).append(values)
    return data


def rows_of_table(found: Iterable[dict[str, str]]) -> Iterator[dict[str, Any]]:
    """Yield the rows of an exported table with their lists, mappings, numbers and truths.

    Raises KeyError or ValueError: a row is not what `as_table` writes.
    """
    for cells in found:
        kind = cells["type"]
        record: Any = KnowledgeBase if kind == "base" else PARTS[kind][1] if kind in PARTS else None
        shapes = {**hints(record), "question": str, "also": tuple[str, ...]} if record else {"words": tuple[str, ...]}
        yield {
            "type": kind,
            **{name: _value(text, shapes[name]) for name, text in cells.items() if text and name in shapes},
        }


def _values(record: Record) -> dict[str, Any]:
    found = {name: getattr(record, name) for name in record.fields if name != "mark"}
    plain = {
        name: [_values(each) if isinstance(each, Record) else each for each in value]
        if isinstance(value, tuple)
        else value
        for name, value in found.items()
    }
    return {name: value for name, value in plain.items() if found[name] != record.fields[name].default}


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False) if value[:1] in ("{", '"') else value
    texts = isinstance(value, list) and all(isinstance(each, str) for each in value)
    if texts and not any("\n" in each or each[:1] in ("[", " ") for each in value):
        return "\n".join(value)
    return json.dumps(value, ensure_ascii=False)


def _value(text: str, shape: Any) -> Any:
    if typing.get_origin(shape) is tuple:
        return json.loads(text) if text[0] == "[" else text.split("\n")
    is_record = isinstance(shape, type) and issubclass(shape, Source)
    if text[0] in ("{", '"') or shape in (bool, int) or typing.get_origin(shape) is dict or is_record:
        return json.loads(text)
    return text
