"""Standard streams that are closed or full: no traceback, the right status, nothing where it does not belong."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal import COMMAND, clean_environment, verdict

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX closes the streams")

VERDICT = shlex.join(COMMAND)
CALLS = {
    "ask which is more secure": 0,
    "ask how do I bake bread": 1,
    "ask which is more secure --json": 0,
    "topics": 0,
    "--help": 0,
    "--version": 0,
    "nonsense": 2,
    "topics --knowledge /nowhere": 2,
}


def shell(line: str, given: bytes = b"who made flask\n") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["sh", "-c", line], input=given, capture_output=True, timeout=30, check=False, env=clean_environment()
    )


@pytest.mark.parametrize(("call", "status"), CALLS.items())
def test_what_is_written_to_a_closed_output_goes_nowhere(call: str, status: int) -> None:
    done = shell(f"{VERDICT} {call} >&-")
    assert (done.returncode, done.stdout) == (status, b"")
    assert done.stderr.count(b"\n") == (status == 2)


@pytest.mark.parametrize(("call", "status"), CALLS.items())
def test_with_closed_errors_nothing_of_them_is_in_the_output(call: str, status: int) -> None:
    done, plain = shell(f"{VERDICT} {call} 2>&-"), verdict(*call.split(), given="who made flask\n")
    assert (done.returncode, done.stdout.decode(), done.stderr) == (status, plain.stdout, b"")


@pytest.mark.parametrize("call", [call for call, status in CALLS.items() if status < 2])
def test_a_full_output_is_told_in_one_line(call: str) -> None:
    done = shell(f"{VERDICT} {call} >/dev/full")
    assert done.returncode == 2
    assert done.stderr.startswith(b"verdict: the output: ")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("call", ["nonsense", "topics --knowledge /nowhere"])
def test_with_full_errors_the_status_tells(call: str) -> None:
    assert shell(f"{VERDICT} {call} 2>/dev/full").returncode == 2


@pytest.mark.parametrize("errors", ["2>/dev/full", "2>&-"])
@pytest.mark.parametrize("call", ["new {}", "new --faq {}", "export -o {}.csv", "misses /dev/null", "--plain"])
def test_notes_that_cannot_be_told_hinder_nothing(call: str, errors: str, tmp_path: Path) -> None:
    made = tmp_path / "made"
    assert shell(f"{VERDICT} {call.format(made)} {errors}").returncode == 0
    assert bool(list(tmp_path.iterdir())) == ("{}" in call)


@pytest.mark.parametrize("call", ["", "--json", "ask who made flask", "topics"])
def test_a_closed_input_is_an_empty_one(call: str) -> None:
    done = shell(f"{VERDICT} {call} <&-")
    assert (done.returncode, done.stderr) == (0, b"")
    assert bool(done.stdout) == (call in ("ask who made flask", "topics"))


def test_ask_without_words_and_input_is_wrong_usage() -> None:
    done = shell(f"{VERDICT} ask - <&-")
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)


@pytest.mark.parametrize("closed", [">&- 2>&-", "<&- >&-", "<&- 2>&-", "<&- >&- 2>&-"])
def test_several_closed_at_once(closed: str) -> None:
    assert shell(f"{VERDICT} ask which is more secure {closed}").returncode == 0
    assert shell(f"{VERDICT} nonsense {closed}").returncode == 2


def test_piped_questions_with_a_closed_or_full_output() -> None:
    assert shell(f"{VERDICT} >&-").returncode == 0
    assert shell(f"{VERDICT} >/dev/full").returncode == 2


def test_a_reader_that_leaves_early_is_no_fault() -> None:
    done = shell(f"{{ {VERDICT}; echo $? >&2; }} | head -1", b"who made flask\n" * 200)
    assert done.stderr.strip() == b"0"


def test_an_input_without_an_end_is_read_to_its_bound() -> None:
    done = shell(f"{VERDICT} ask --json - < /dev/zero")
    assert (done.returncode, done.stderr) == (1, b"")


def test_with_closed_output_a_file_that_is_written_holds_what_belongs_there(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    shell(f"{VERDICT} ask how do I bake bread --log-misses {shlex.quote(str(log))} <&- >&-")
    assert log.read_text(encoding="utf-8").count("\n") == 1
