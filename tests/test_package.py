"""The wheel and the Python interface: what somebody who installs Verdict gets."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from importlib.metadata import Distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def installed(once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """A folder that holds what the wheel installs, and nothing of the checkout."""
    return once("wheel", build) / "site"


HATCHLING = (
    "import zlib; pack = zlib.compressobj; zlib.compressobj = lambda _, *more: pack(0, *more); "
    "from hatchling.cli import hatchling; hatchling()"
)
"""Builds a wheel, as large as what is in it: to make it small would take most of the time."""


def build(folder: Path) -> None:
    """Build the wheel, and install it into a folder in it."""
    call = [sys.executable, "-c", HATCHLING, "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(call, cwd=ROOT, check=True, capture_output=True)
    [wheel] = folder.glob("verdict-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")


class Guest:
    """Verdict installed beside a project that has a package `assistant` and a folder `tests` of its own."""

    def __init__(self, site: Path, project: Path, cache: Path) -> None:
        self.project = project
        for name, text in PROJECT.items():
            file = project / name
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        [found] = Distribution.discover(name="verdict", path=[str(site)])
        [entry] = found.entry_points.select(group="console_scripts")
        self.command = project / "bin" / "verdict"
        self.command.parent.mkdir()
        self.command.write_text(f"import sys\nfrom {entry.module} import {entry.attr}\nsys.exit({entry.attr}())\n")
        path = os.pathsep.join(map(str, (project, site)))
        self.environment = {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1", "VERDICT_CACHE": str(cache)}

    def run(self, *call: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a program of this Python in the project."""
        return subprocess.run(
            [sys.executable, *map(str, call)],
            cwd=self.project,
            env=self.environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )


PROJECT = {
    "assistant/__init__.py": "WHOSE = 'theirs'\n",
    "assistant/core.py": "from assistant import WHOSE\n",
    "tests/__init__.py": "",
    "tests/conftest.py": "import assistant\n",
    "tests/a.verdict.yaml": "questions:\n  - {ask: which is more secure?, pick: django}\n",
    "tests/test_theirs.py": (
        "import sys\n\n\ndef test_theirs():\n    import assistant\n    from assistant.core import WHOSE\n\n"
        "    assert WHOSE == assistant.WHOSE == 'theirs'\n"
        "    assert [name for name in sys.modules if name.startswith('assistant')] == ['assistant', 'assistant.core']\n"
    ),
    "tests/z.verdict.yaml": "questions:\n  - {ask: which is more flexible?, pick: django}\n",
}


@pytest.fixture
def guest(installed: Path, tmp_path: Path) -> Guest:
    return Guest(installed, tmp_path, installed.parent / "cache")


QUIET = ("-q", "-p", "no:xdist", "-p", "no:xdist.looponfail", "-p", "no:hypothesispytest")
"""How pytest is called: what others' plug-ins load for nothing would take half of the time."""


def test_a_project_with_a_package_of_the_same_name_runs_its_tests_and_scripts(guest: Guest) -> None:
    run = guest.run(Path(sys.executable).with_name("pytest"), *QUIET)
    assert "1 failed, 2 passed" in run.stdout, run.stdout + run.stderr
    assert "FAILED tests/z.verdict.yaml::which is more flexible? - Failed: pick: expect" in run.stdout


def test_such_a_project_without_scripts_imports_nothing_of_ours(guest: Guest) -> None:
    for script in guest.project.glob("tests/*.yaml"):
        script.unlink()
    assert "1 passed" in guest.run("-m", "pytest", *QUIET).stdout


def test_the_command_answers_in_a_project_with_a_package_of_the_same_name(guest: Guest) -> None:
    run = guest.run(guest.command, "ask", "which is more secure")
    assert (run.returncode, run.stderr) == (0, "")
    assert "Django wins on security" in run.stdout


def test_what_is_installed_answers_without_making_anything_ready(installed: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from assistant import Assistant; Assistant().ask('which is more secure'); "
        "print([name for name in sys.modules if name.endswith(('.building', '.learning', 'yaml'))])"
    )
    environment = {**os.environ, "PYTHONPATH": str(installed), "VERDICT_CACHE": ""}
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert run.stdout.strip() == "[]", run.stderr


def test_the_wheel_carries_types_and_licence(installed: Path) -> None:
    assert (installed / "assistant" / "py.typed").is_file()
    assert list(installed.glob("verdict-*.dist-info/licenses/LICENSE"))


def test_python_interface_gives_a_typed_reply() -> None:
    from assistant import Assistant, Reply

    reply = Assistant().ask("which is more secure?")
    assert isinstance(reply, Reply)
    assert (reply.status, reply.pick, reply.answers[0].section) == ("answered", "django", "Security")


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = "import sys, assistant; print([m for m in ('yaml', 'rapidfuzz', 'prompt_toolkit') if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
