"""What all tests share: the indexes of the knowledge bases they ask, built once, in a cache of the tests' own."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.terminal import COMMAND, ROOT

OF_THE_LANGUAGE = ("english-", "forms-")
"""How the names of the indexes begin that belong to no knowledge base."""

ASKED = (
    *(ROOT / "knowledge" / name for name in ("django-vs-flask", "starter")),
    *(ROOT / "tests" / "knowledge" / name for name in ("coffee", "sourdough")),
)


def pytest_configure(config: pytest.Config) -> None:
    """Set the cache folder up, which processes started by tests inherit.

    Tests that run side by side find their indexes ready: else each worker would build them all.
    """
    if hasattr(config, "workerinput") or not hasattr(config, "cache"):
        return
    os.environ["VERDICT_CACHE"] = str(config.cache.mkdir("verdict"))
    if config.getoption("numprocesses", None):
        commands = [[*COMMAND, "ask", "does it take a week?", "--knowledge", str(base)] for base in ASKED]
        subprocess.run(commands[0], stdout=subprocess.DEVNULL, check=False)  # the language is built once
        building = [subprocess.Popen(each, stdout=subprocess.DEVNULL) for each in commands[1:]]
        for process in building:
            process.wait()


@pytest.fixture
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own, for knowledge bases of its own; the language's indexes lie in it."""
    folder = tmp_path_factory.mktemp("cache")
    for kept in Path(os.environ["VERDICT_CACHE"]).iterdir():
        if kept.name.startswith(OF_THE_LANGUAGE):
            shutil.copy(kept, folder)
    monkeypatch.setenv("VERDICT_CACHE", str(folder))
    return folder
