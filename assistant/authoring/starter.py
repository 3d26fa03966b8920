"""`verdict new`: a small complete knowledge base to start from, a copy of `knowledge/starter/` or `faq-starter/`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from assistant.answering.library import knowledge_folder
from assistant.knowledge.faults import DataError, Fault, Mark, shown
from assistant.knowledge.files import read_text, write_text

SCHEMAS = ("schema.json", "script-schema.json")


def run(path: Path | str, *, faq: bool = False, schemas: bool = False) -> int:
    """Write a knowledge base, its scripted questions and the schemas for editors to `path`; print the files, return 0.

    A comparison, or with `faq` a plain list of questions and answers; with `schemas` nothing but the schemas, to a
    folder that is there.

    Raises DataError: `path` holds something already, or cannot be written.
    """
    target = Path(path)
    if schemas:
        for name in SCHEMAS:
            write_text(target / name, read_text(knowledge_folder() / name), lambda head: '"$schema"' in head)
            print(shown(target / name))
        return 0
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise DataError([Fault(Mark(str(target)), "exists already and is not an empty folder", "name a new one")])
    knowledge = knowledge_folder()
    try:
        shutil.copytree(knowledge / ("faq-starter" if faq else "starter"), target, dirs_exist_ok=True)
        for name in SCHEMAS:
            shutil.copyfile(knowledge / name, target / name)
    except OSError as error:
        what = f"cannot be written: {error.strerror or error}"
        raise DataError([Fault(Mark(str(target)), what, "name another folder")]) from None
    for each in sorted(path for path in target.rglob("*") if path.is_file()):
        print(shown(each))
    print(
        f"Next: change {shown(target / 'knowledge.yaml')}, then `verdict check {shown(target)}` and "
        f"`verdict test {shown(target / 'tests')}`; ask it with `verdict --knowledge {shown(target)}`.",
        file=sys.stderr,
    )
    return 0
