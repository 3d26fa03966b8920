"""Puts into the wheel what is made ready of the language and of the shipped knowledge, so that the first question is
answered as fast as any; an editable install gets it in the checkout, where it is used as long as it fits."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class IndexHook(BuildHookInterface):
    """Makes the indexes."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make them before the files are gathered: for a wheel in a folder of its own, else in the package."""
        sys.path.insert(0, self.root)
        from assistant.answering.library.store import CARRIED, carry
        from assistant.terminal.talk import ready

        self._folder = None
        if version == "editable":
            carry(CARRIED, ready)
            return
        self._folder = tempfile.mkdtemp()
        carry(self._folder, ready)
        for index in Path(self._folder).iterdir():
            build_data["force_include"][str(index)] = f"assistant/index/{index.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leave nothing behind."""
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
