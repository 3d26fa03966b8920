"""The wheel and the Python interface: what somebody who installs Verdict gets."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what the wheel installs, and nothing of the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    [wheel] = folder.glob("verdict-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_answers_outside_of_the_checkout(installed: Path, tmp_path: Path) -> None:
    code = (
        "from assistant.terminal.command_line import main; "
        "raise SystemExit(main(['ask', 'which', 'is', 'more', 'secure']))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stderr
    assert "Django wins on security" in run.stdout


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


def test_answering_on_the_command_line_imports_no_prompt_toolkit() -> None:
    code = (
        "import sys; from assistant.terminal.command_line import main; main(['ask', 'who made flask']); "
        "print([m for m in ('prompt_toolkit', 'platformdirs') if m in sys.modules], file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert run.stderr.strip() == "[]"
