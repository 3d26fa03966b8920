"""Standard streams that are closed or full: no traceback, the right status, nothing where it does not belong.

Every call with every state of the streams is tried by `python -m tests.hostile streams`.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal import COMMAND, ROOT, Started, clean_environment, verdict

if sys.platform != "win32":
    import fcntl
    import resource
    import termios

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX closes the streams")

VERDICT, STARTER = shlex.join(COMMAND), shlex.quote(str(ROOT / "knowledge" / "starter"))


def held(pipe: int) -> int:
    """Bytes that a pipe holds."""
    return int.from_bytes(fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)), sys.byteorder)


def shell(line: str, given: bytes = b"who made flask\n") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["sh", "-c", line], input=given, capture_output=True, timeout=30, check=False, env=clean_environment()
    )


def run(call: str, given: bytes | None = b"who made flask\n", **streams: object) -> tuple[int, bytes, bytes]:
    """The status, output and errors of a call; its streams are pipes but for those that are given."""
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with Started(*call.split(), **pipes | streams) as process:
        out, err = process.communicate(None if "stdin" in streams else given, timeout=30)
    return process.returncode, out, err


@pytest.fixture
def full() -> Iterator[object]:
    """What has no room for anything."""
    with open("/dev/full", "wb", buffering=0) as file:
        yield file


@pytest.mark.parametrize(
    ("call", "status"), [("ask which is more secure --json", 0), ("--help", 0), ("topics --knowledge /nowhere", 2)]
)
def test_what_is_written_to_a_closed_output_goes_nowhere(call: str, status: int) -> None:
    done = shell(f"{VERDICT} {call} >&-")
    assert (done.returncode, done.stdout) == (status, b"")
    assert done.stderr.count(b"\n") == (status == 2)


@pytest.mark.parametrize(("call", "status"), [("ask how do I bake bread", 1), ("nonsense", 2)])
def test_with_closed_errors_nothing_of_them_is_in_the_output(call: str, status: int) -> None:
    done, plain = shell(f"{VERDICT} {call} 2>&-"), verdict(*call.split(), given="who made flask\n")
    assert (done.returncode, done.stdout.decode(), done.stderr) == (status, plain.stdout, b"")


@pytest.mark.parametrize("call", ["ask how do I bake bread", "--help"])
def test_a_full_output_is_told_in_one_line(call: str, full: object) -> None:
    status, _, told = run(call, stdout=full)
    assert (status, told.count(b"\n")) == (2, 1)
    assert told.startswith(b"verdict: the output: ")


@pytest.mark.parametrize("call", ["nonsense", "topics --knowledge /nowhere"])
def test_with_full_errors_the_status_tells(call: str, full: object) -> None:
    assert run(call, stderr=full)[0] == 2


@pytest.mark.parametrize(
    ("call", "errors"),
    [
        ("new --faq {}", "2>/dev/full"),
        (f"export {STARTER} -o {{}}.csv", "2>&-"),
        ("--plain", "2>/dev/full"),
    ],
)
def test_notes_that_cannot_be_told_hinder_nothing(call: str, errors: str, tmp_path: Path) -> None:
    made = tmp_path / "made"
    assert shell(f"{VERDICT} {call.format(made)} {errors}").returncode == 0
    assert bool(list(tmp_path.iterdir())) == ("{}" in call)


@pytest.mark.parametrize("call", ["", "ask who made flask"])
def test_a_closed_input_is_an_empty_one(call: str) -> None:
    done = shell(f"{VERDICT} {call} <&-")
    assert (done.returncode, done.stderr) == (0, b"")
    assert bool(done.stdout) == bool(call)


def test_ask_without_words_and_input_is_wrong_usage() -> None:
    done = shell(f"{VERDICT} ask - <&-")
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)


@pytest.mark.parametrize(
    ("closed", "call", "status"),
    [
        (">&- 2>&-", "nonsense", 2),
        ("<&- >&- 2>&-", "ask which is more secure", 0),
    ],
)
def test_several_closed_at_once(closed: str, call: str, status: int) -> None:
    assert shell(f"{VERDICT} {call} {closed}").returncode == status


def test_piped_questions_with_a_closed_or_full_output(full: object) -> None:
    assert shell(f"{VERDICT} >&-").returncode == 0
    assert run("", stdout=full)[0] == 2


def test_an_input_without_an_end_is_read_to_its_bound() -> None:
    with open("/dev/zero", "rb") as zeros:
        status, _, told = run("ask --json -", stdin=zeros)
    assert (status, told) == (1, b"")


@pytest.mark.parametrize("call", ["ask -", ""])
def test_an_input_that_cannot_be_read_is_told_as_such(call: str, tmp_path: Path) -> None:
    with (tmp_path / "written").open("wb") as written:
        status, out, told = run(call, stdin=written)
    assert (status, out, told.count(b"\n")) == (2, b"", 1)
    assert told.startswith(b"verdict: the input: ")


@pytest.mark.parametrize("call", [["ask", "--json", "-"], ["--json"]])
def test_an_input_that_does_not_wait_is_waited_for(call: list[str]) -> None:
    receives, sends = os.pipe()
    os.set_blocking(receives, False)
    with Started(*call, stdin=receives, stdout=subprocess.PIPE) as process:
        os.close(receives)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.15)
        for piece in (b"who made ", b"flask\n"):
            os.write(sends, piece)
            time.sleep(0.05)
        os.close(sends)
        out = process.communicate(timeout=30)[0]
    assert (process.returncode, out.count(b'"who made flask"'), out.count(b"\n")) == (0, 1, 1)


@pytest.mark.parametrize("python", [{}, {"PYTHONUNBUFFERED": "1"}], ids=str)
def test_an_output_that_does_not_wait_is_written_to_its_end(python: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "long.yaml").write_text(f"title: T\nfaq: [{{q: what is long, a: {'long ' * 60_000}end}}]\n")
    receives, sends = os.pipe()
    os.set_blocking(sends, False)
    with Started(
        "export", "long.yaml", cwd=tmp_path, stdout=sends, stderr=subprocess.PIPE, env=clean_environment(**python)
    ) as process:
        os.close(sends)
        while process.poll() is None and held(receives) < 60_000:  # of what a pipe holds, 65,536
            time.sleep(0.02)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.1)
        with os.fdopen(receives, "rb") as file:
            found = file.read()
        assert (process.wait(30), process.stderr.read() if process.stderr else b"") == (0, b"")
    *_, told = map(json.loads, found.splitlines())
    assert told["answer"].split() == ["long"] * 60_000 + ["end"]


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_an_output_that_takes_a_part_is_full(unbuffered: str, tmp_path: Path) -> None:
    with (tmp_path / "out").open("wb") as out:
        done = subprocess.run(
            [*COMMAND, "topics"],
            stdout=out,
            stderr=subprocess.PIPE,
            check=False,
            env=clean_environment(PYTHONUNBUFFERED=unbuffered, PYTHONDONTWRITEBYTECODE="1"),
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (30, 30)),
        )
    assert (done.returncode, (tmp_path / "out").stat().st_size) == (2, 30)
    assert done.stderr == b"verdict: the output: File too large; write to a place that can take it\n"


def test_with_closed_output_a_file_that_is_written_holds_what_belongs_there(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    shell(f"{VERDICT} ask how do I bake bread --log-misses {shlex.quote(str(log))} <&- >&-")
    assert log.read_text(encoding="utf-8").count("\n") == 1
