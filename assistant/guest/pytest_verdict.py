"""Runs scripted questions under pytest: every file named `….verdict.yaml` is collected, each question is a test.

A guest in other projects' test runs: nothing but a file's name is looked at before such a file is collected, and a
project may have a package of the same name as Verdict's, which its own tests go on importing.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from assistant.answering.conversation import Assistant
    from assistant.authoring.expect import Case

SUFFIXES = (".verdict.yaml", ".verdict.yml")
LONGEST_NAME = 120
"""Characters of an item's name, but for the number that tells it from another."""

_OPENED = pytest.StashKey[dict[Any, "Assistant"]]()
_PACKAGE, _HOME = "assistant", os.path.dirname(os.path.abspath(__file__))
if not os.path.isdir(os.path.join(_HOME, _PACKAGE)):  # in a checkout
    _HOME = os.path.dirname(os.path.dirname(_HOME))
_OURS: dict[str, ModuleType] = {}


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect a scripted file."""
    return ScriptFile.from_parent(parent, path=file_path) if file_path.name.endswith(SUFFIXES) else None


class ScriptFile(pytest.File):
    """A scripted file: an item a question."""

    def collect(self) -> list[ScriptItem]:
        """Read the file; its faults end up as collection errors, one a line."""
        with our_package():
            from assistant.authoring.scripts import load_cases
            from assistant.knowledge.faults import DataError

            opened = self.config.stash.setdefault(_OPENED, {})
            try:
                loaded = load_cases([self.path], opened=opened)
            except DataError as error:
                raise self.CollectError("\n".join(map(str, error.faults))) from None
        names = unique_names([case.name for case, _ in loaded])
        return [
            ScriptItem.from_parent(self, name=name, case=case, assistant=assistant)
            for name, (case, assistant) in zip(names, loaded, strict=True)
        ]


class ScriptItem(pytest.Item):
    """One scripted question."""

    def __init__(self, *, case: Case, assistant: Assistant, **more: Any) -> None:
        super().__init__(**more)
        self.case = case
        self.assistant = assistant

    def runtest(self) -> None:
        """Ask the question and judge the reply; a failure is told as `verdict test` does, the reason before it."""
        with our_package():
            from assistant.authoring.scripts import check_case, failure, plain, reason

            result = check_case(self.case, self.assistant)
            told = "" if result.passed else f"{reason(result)}\n{failure(result, plain)}"
        if told:
            pytest.fail(told, pytrace=False)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Point at the question's line."""
        return self.path, self.case.question.mark.line - 1, self.name


def unique_names(texts: list[str]) -> list[str]:
    """Return a name for each text that pytest can be given to run it again: one line, no brackets, no two alike."""
    seen: set[str] = set()
    names = []
    for text in texts:
        line = " ".join(text.split()).translate(str.maketrans("[]", "()"))
        first = name = re.sub("::+", ":", line)[:LONGEST_NAME].strip()
        number = 1
        while name in seen:
            number += 1
            name = f"{first} #{number}"
        seen.add(name)
        names.append(name)
    return names


@contextmanager
def our_package() -> Iterator[None]:
    """Have the package's name mean Verdict's while the block runs, and afterwards again what it meant before."""
    theirs = _loaded()
    if getattr(theirs.get(_PACKAGE), "__file__", None) == os.path.join(_HOME, _PACKAGE, "__init__.py"):
        yield
        return
    _exchange(theirs, _OURS)
    try:
        sys.path.insert(0, _HOME)
        try:
            __import__(_PACKAGE)  # its modules are found through it, wherever the path leads
        finally:
            sys.path.remove(_HOME)
        yield
    finally:
        _OURS.update(_loaded())
        _exchange(_OURS, theirs)


def _loaded() -> dict[str, ModuleType]:
    """The modules of that name, whosever they are."""
    return {name: module for name, module in sys.modules.items() if name.partition(".")[0] == _PACKAGE}


def _exchange(out: dict[str, ModuleType], back: dict[str, ModuleType]) -> None:
    for name in out:
        del sys.modules[name]
    sys.modules.update(back)
