"""The command called here or started in a copy of a process is as one started anew: tests take one for another."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.terminal import GREETING, Terminal, verdict, verdict_alone

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the command is started anew elsewhere")

ANEW = {"PYTHONHASHSEED": "1"}
"""An environment that no copy has."""


@pytest.mark.parametrize(
    "call",
    [
        ["--json"],
        ["--help"],
        ["--knowledge", "no/such/place", "ask", "é \udcff"],
    ],
    ids=" ".join,
)
def test_a_call_says_the_same(call: list[str], tmp_path: Path) -> None:
    given, cwd = "who made flask\n", tmp_path
    here, copy = (each(*call, given=given, cwd=cwd) for each in (verdict, verdict_alone))
    anew = verdict_alone(*call, given=given, cwd=cwd, **ANEW)
    for each in (here, copy):
        assert (each.returncode, each.stdout, each.stderr) == (anew.returncode, anew.stdout, anew.stderr)


@pytest.mark.parametrize("call", [[], ["--plain"]], ids=str)
def test_a_chat_says_the_same(call: list[str], tmp_path: Path) -> None:
    shown = []
    for name, more in (("copy", {}), ("anew", ANEW)):
        with Terminal(tmp_path / name, *call, lines=40, **more) as terminal:
            terminal.wait(GREETING)
            ready = terminal.prompted if call else terminal.ready
            ready().type("who made flask?").wait("Ronacher")
            assert ready().type("/quit").ended() == 0
            shown.append(terminal.everything)
    assert shown[0] == shown[1]
