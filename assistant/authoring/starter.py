"""`verdict new`: a small complete knowledge base to start from, a copy of `knowledge/starter/` or `faq-starter/`."""

from __future__ import annotations

import sys
from pathlib import Path

from assistant.answering.library import knowledge_folder
from assistant.answering.library.places import STARTERS
from assistant.knowledge.faults import in_a_shell, shown
from assistant.knowledge.files import write_folder, write_text


def run(path: Path | str, *, faq: bool = False, schemas: bool = False) -> int:
    """Write a knowledge base, its scripted questions and the schemas for editors to `path`; print the files, return 0.

    A comparison, or with `faq` a plain list of questions and answers; with `schemas` nothing but the schemas, to a
    folder that is there.

    Raises DataError: `path` holds something already, or cannot be written.
    """
    target = Path(path)
    if schemas:
        for name, data in schema_files().items():
            write_text(target / name, data.decode(), lambda head: '"$schema"' in head)
            print(shown(target / name))
        return 0
    starter = knowledge_folder() / STARTERS[faq]
    own = {str(each.relative_to(starter)): each.read_bytes() for each in starter.rglob("*.yaml")}
    files = {**schema_files(), **own}
    write_folder(target, files, "name a new one")
    for name in sorted(files):
        print(shown(target / name))
    print(
        f"Next: change {shown(target / 'knowledge.yaml')}, then `verdict check {in_a_shell(target)}` and "
        f"`verdict test {in_a_shell(target / 'tests')}`; ask it with `verdict --knowledge {in_a_shell(target)}`.",
        file=sys.stderr,
    )
    return 0


def schema_files() -> dict[str, bytes]:
    """Return the schemas that stand beside a knowledge base, by which editors complete and check it."""
    return {name: (knowledge_folder() / name).read_bytes() for name in ("schema.json", "script-schema.json")}
