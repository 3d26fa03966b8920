"""What `verdict export` wrote, brought back as it was."""

from __future__ import annotations

import json
from typing import Any

from assistant.authoring.exporting import data_of, rows_of_table
from assistant.authoring.importing.draft import Document
from assistant.authoring.importing.tables import rows_of
from assistant.knowledge.faults import DataError, Fault


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
        return data_of(found)
    (_, header), *rows = rows_of(document)
    names = [each.strip() for each in header]
    made: list[dict[str, Any]] = []
    for number, row in rows:
        try:
            made += rows_of_table([dict(zip(names, row, strict=False))])
        except (KeyError, ValueError) as error:
            raise DataError([Fault(document.mark(number), f"no exported row: {error}", "mend the row")]) from None
    return data_of(made)
