"""What tests of the chat share: a chat begun anew, and chats of a test's own; each file has its own `shared` one."""

from __future__ import annotations

import pytest

from tests.terminal import CTRL_C, Terminal


@pytest.fixture
def talk(shared):
    """One chat for many tests, its screen and conversation begun anew."""
    shared.ready().press(CTRL_C).fresh().type("/new").wait("A new conversation")
    return shared.fresh()


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
