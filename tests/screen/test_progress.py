"""The line that tells how far something is: on a terminal only, not at once, and gone in the end."""

from __future__ import annotations

import io

import pytest

from assistant.screen.progress import notice, progress


class Terminal(io.StringIO):
    """What is written to a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, which only the test moves."""
    now = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    return now


def test_a_line_comes_after_half_a_second_and_goes(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    drawn = Terminal()
    monkeypatch.setattr("sys.stderr", drawn)
    tell = progress("Reading")
    tell(0.1)
    assert drawn.getvalue() == ""
    clock[0] = 0.6
    tell(0.5)
    assert "Reading: [###############...............]  50 %" in drawn.getvalue()
    tell(1.0)
    assert drawn.getvalue().endswith("\r\x1b[K")


@pytest.mark.parametrize("width", [20, 40])
def test_it_never_fills_more_than_a_row(monkeypatch: pytest.MonkeyPatch, clock: list[float], width: int) -> None:
    drawn = Terminal()
    monkeypatch.setattr("sys.stderr", drawn)
    monkeypatch.setenv("COLUMNS", str(width))
    tell = progress("Reading the")
    clock[0] = 0.6
    tell(0.5)
    assert len(drawn.getvalue().rpartition("\x1b[K")[2]) < width
    assert "50 %" in drawn.getvalue()


def test_what_is_done_at_once_draws_nothing(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    drawn = Terminal()
    monkeypatch.setattr("sys.stderr", drawn)
    tell = progress("Reading")
    tell(0.5)
    clock[0] = 0.6
    tell(1.0)
    assert drawn.getvalue() == ""


def test_where_there_is_no_terminal_nothing_is_drawn(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    drawn = io.StringIO()
    monkeypatch.setattr("sys.stderr", drawn)
    tell = progress("Reading")
    clock[0] = 9.0
    tell(0.5)
    assert drawn.getvalue() == ""


def test_a_screen_reader_is_told_once_and_without_a_drawing(
    monkeypatch: pytest.MonkeyPatch, clock: list[float]
) -> None:
    told = Terminal()
    monkeypatch.setattr("sys.stderr", told)
    tell = notice("Reading")
    for share in (0.0, 0.2, 0.6, 1.0):
        tell(share)
        clock[0] += 0.4
    assert told.getvalue() == "Reading, once only. You can type already.\n"
