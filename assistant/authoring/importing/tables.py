"""Tables of questions and answers: CSV and TSV as spreadsheets write them, and QnA Maker's tables."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import chain

import yaml

from assistant.answering.library import knowledge_folder
from assistant.authoring.importing.draft import Document, Draft, clipped, words_of
from assistant.knowledge.foreign import delimiter

_KINDS = ("question", "answer", "also", "keywords", "topic", "section", "short", "id", "name", "enabled")
"""Columns that become something, of all that are known."""

csv.field_size_limit(10_000_000)


def read(documents: Sequence[Document]) -> Draft:
    """Return what the tables hold: questions and answers, or words that mean the same."""
    draft = Draft.empty(words_of(documents[0].stem))
    for document in documents:
        _table(document, draft)
    return draft


@cache
def columns() -> dict[str, list[str]]:
    """Return what each kind of column may be called, as `knowledge/import/columns.yaml` lists it."""
    text = (knowledge_folder() / "import" / "columns.yaml").read_text(encoding="utf-8")
    found: dict[str, list[str]] = yaml.safe_load(text)
    return found


def rows_of(document: Document) -> list[tuple[int, list[str]]]:
    """Return the rows of a table that hold anything, each with the line it begins at."""
    reader = csv.reader(io.StringIO(document.text, newline=""), delimiter=delimiter(document.text))
    found, line = [], 1
    for row in reader:
        if any(cell.strip() for cell in row):
            found.append((line, row))
        line = reader.line_num + 1
    return found


def _table(document: Document, draft: Draft) -> None:
    head, _, rest = document.text.partition("\n")
    if head.strip().casefold() in columns()["alike"]:
        table = csv.reader(io.StringIO(rest, newline=""), delimiter="\t" if "\t" in rest else ",")
        draft.synonyms.extend(tuple(cell.strip() for cell in row) for row in table)
        return
    fill(document, draft, rows_of(document))


def fill(document: Document, draft: Draft, rows: list[tuple[int, list[str]]]) -> None:
    """Take in the rows of a table, of which the first may name the columns, each with the line it begins at."""
    if not rows:
        draft.leave(document.mark(1), "the whole table", "it is empty")
        return
    header = [cell.strip().casefold() for cell in rows[0][1]]
    places = named(header)
    if places:
        rows = rows[1:]
    else:
        places = _guessed(rows)
        if not places:
            names = ", ".join(header)[:200]
            why = f"no columns look like questions and answers: {names}; call two of them question and answer"
            draft.leave(document.mark(1), "the whole table", why)
            return
        if any(cell.endswith("?") for cell in header):  # a question already
            header = []
    place = places.get("keywords")
    words = [set(_keywords(row[place])) for _, row in rows if place is not None and place < len(row)]
    telling = {word for word, rows_with in Counter(word for each in words for word in each).items() if rows_with == 1}
    for line, row in rows:
        _row(document, draft, line, row, places, header, telling)
    if len({*chain.from_iterable(words)} - telling):
        draft.leave(document.mark(1), "keywords of several rows", "they do not tell one from another")
    unused = [name for place, name in enumerate(header) if name and place not in places.values()]
    if unused and len(places) > 2:
        known = ", ".join(names[0] for kind, names in columns().items() if kind in _KINDS)
        told = ", ".join(map(repr, unused))
        draft.leave(document.mark(1), f"the column{'s' * (len(unused) > 1)} {told}", f"an entry has {known}")


def _row(
    document: Document,
    draft: Draft,
    line: int,
    row: list[str],
    places: dict[str, int],
    header: list[str],
    telling: set[str],
) -> None:
    def cell(name: str) -> str:
        place = places.get(name, len(row))
        text = row[place].strip() if place < len(row) else ""
        return text.replace("\\n", "\n").replace("\\t", " ") if "\n" not in text else text

    mark = document.mark(line)
    if header and [each.strip().casefold() for each in row[:2]] == header[:2]:
        draft.leave(mark, "a row of column names", "it holds no answer")
        return
    if cell("enabled") and cell("enabled").casefold() in columns()["inactive"]:
        draft.leave(mark, f"“{clipped(cell('question'))}”", "it is not in use")
        return
    asked = [*re.split(r"[|\n]", cell("question")), *re.split(r"[|;\n]", cell("also"))]
    asked += [each for each in _keywords(cell("keywords")) if each in telling]
    if cell("prompts") not in ("", "[]"):
        draft.leave(mark, f"the prompts after “{clipped(cell('question'))}”", "what comes next is proposed by topic")
    fields = {name: cell(name) for name in ("topic", "section", "short", "name")}
    identity = cell("id") if not cell("id").isdigit() else ""
    draft.add(asked, cell("answer"), mark, id=identity, **fields)


def _keywords(text: str) -> list[str]:
    return [each for part in re.split(r"[,;|\n]", text) if len(each := part.strip().casefold()) > 2]


def named(header: list[str]) -> dict[str, int]:
    """Return the column of each kind by the names of the columns, {} where questions or answers have none."""
    found: dict[str, int] = {}
    plain = [_plain(each) for each in header]
    for kind, names in columns().items():
        for name in map(_plain, names if kind not in ("inactive", "alike") else ()):
            place = next((at for at, each in enumerate(plain) if each == name and at not in found.values()), None)
            if place is not None:
                found[kind] = place
                break
    return found if {"question", "answer"} <= found.keys() else {}


def _plain(name: str) -> str:
    """Return a column's name as words: "other_ways-to-ask:" is "other ways to ask"."""
    return " ".join(re.findall(r"[^\W_]+", name.casefold()))


def _guessed(rows: list[tuple[int, list[str]]]) -> dict[str, int]:
    """Return the columns that hold questions and answers, by their texts: marks of questions, and length."""
    width = max(len(row) for _, row in rows)
    cells = [[row[at].strip() for _, row in rows if at < len(row)] for at in range(width)]
    asking = [sum(each.endswith("?") for each in column) / max(len(column), 1) for column in cells]
    question = max(range(width), key=lambda at: asking[at])
    lengths = [sum(map(len, column)) / max(len(column), 1) if at != question else 0 for at, column in enumerate(cells)]
    answer = max(range(width), key=lambda at: lengths[at])
    return {"question": question, "answer": answer} if width > 1 and asking[question] > 0.3 else {}
