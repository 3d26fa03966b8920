"""What tests of the chat share: a chat begun anew, and chats of a test's own."""

from __future__ import annotations

import sys

import pytest

from tests.terminal.unseen import Chat

if sys.platform != "win32":
    from tests.terminal import GREETING, Terminal


@pytest.fixture(scope="session")
def shared(tmp_path_factory):
    """A chat for all tests that need none of their own; `greeting` is its first screen."""
    with Terminal(tmp_path_factory.mktemp("home"), lines=40) as terminal:
        terminal.wait(GREETING)
        terminal.greeting = terminal.ready().shown
        yield terminal


@pytest.fixture
def talk(shared):
    """One chat for many tests, its screen and conversation begun anew."""
    yield shared.cleared("\x15/new\r")
    if (shared.screen.columns, shared.screen.lines) != (80, 40):
        shared.resize(80, 40)


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    """Where chats with no terminal keep what they note, beside a history."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "verdict").mkdir()
    (folder / "verdict" / "history").touch()
    return folder


@pytest.fixture
def chat(home, monkeypatch):
    """A chat with no terminal in between, for what it says."""
    for name in ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(home))
    return Chat()


@pytest.fixture
def start(tmp_path):
    """Start chats of this test's own, all in the same home."""
    running = []

    def begin(*arguments, **options):
        running.append(Terminal(tmp_path, *arguments, **options))
        return running[-1]

    yield begin
    for terminal in running:
        terminal.__exit__()
