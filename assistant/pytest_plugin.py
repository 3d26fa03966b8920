"""Runs scripted questions under pytest: every file named `….verdict.yaml` is collected, each question is a test.

Nothing but the file's name is looked at before it is collected, so that a test run without such files pays nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from assistant.answering.conversation import Assistant
    from assistant.authoring.expect import Case
    from assistant.authoring.scripts import Result

SUFFIXES = (".verdict.yaml", ".verdict.yml")
_OPENED = pytest.StashKey[dict[Any, "Assistant"]]()


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect a scripted file."""
    return ScriptFile.from_parent(parent, path=file_path) if file_path.name.endswith(SUFFIXES) else None


class ScriptFile(pytest.File):
    """A scripted file: an item a question."""

    def collect(self) -> Iterator[ScriptItem]:
        """Read the file; its faults end up as collection errors, one a line."""
        from assistant.authoring.scripts import load_cases
        from assistant.knowledge.faults import DataError

        opened = self.config.stash.setdefault(_OPENED, {})
        try:
            loaded = load_cases([self.path], opened=opened)
        except DataError as error:
            raise self.CollectError("\n".join(map(str, error.faults))) from None
        for case, assistant in loaded:
            yield ScriptItem.from_parent(self, name=case.name, case=case, assistant=assistant)


class ScriptItem(pytest.Item):
    """One scripted question."""

    def __init__(self, *, case: Case, assistant: Assistant, **more: Any) -> None:
        super().__init__(**more)
        self.case = case
        self.assistant = assistant

    def runtest(self) -> None:
        """Ask the question and judge the reply."""
        from assistant.authoring.scripts import check_case

        result = check_case(self.case, self.assistant)
        if not result.passed:
            raise WrongReply(result)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Show a wrong reply as `verdict test` does, anything else as pytest does."""
        if isinstance(excinfo.value, WrongReply):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Point at the question's line."""
        return self.path, self.case.question.mark.line - 1, self.name


class WrongReply(Exception):
    """A reply does not show what the script asks for; the message is the failure at length."""

    def __init__(self, result: Result) -> None:
        from assistant.authoring.scripts import failure, plain

        super().__init__(failure(result, plain))
