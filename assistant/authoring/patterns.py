"""Regular expressions of others, tried within bounds: of length, of depth and of time."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import threading
import warnings
from functools import lru_cache
from types import FrameType

LONGEST_PATTERN = 1_000
"""Characters of a pattern at most."""

PATIENCE = 2.0
"""Seconds that a search may take: some patterns try more ways than there is time for."""

_ELSEWHERE = "import json, re, sys; sys.exit(not re.search(*json.load(sys.stdin), re.I))"


class _Late(Exception):
    """A search took too long."""


def fault_of(pattern: str) -> str:
    """Return what keeps a text from being a regular expression, "" where nothing does."""
    if len(pattern) > LONGEST_PATTERN:
        return f"longer than {LONGEST_PATTERN} characters"
    try:
        _compiled(pattern)
    except re.error as error:
        return str(error)
    except (RecursionError, OverflowError, MemoryError):
        return "nested too deeply or repeated too often"
    return ""


def occurs(pattern: str, text: str) -> bool | None:
    """Tell whether a pattern without fault occurs in a text, in any case; None: it is not told in time."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        return _occurs_elsewhere(pattern, text)

    def stop(number: int, frame: FrameType | None) -> None:
        raise _Late

    before = signal.signal(signal.SIGALRM, stop)
    left, every = signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        return _compiled(pattern).search(text) is not None
    except _Late:
        return None
    finally:
        signal.setitimer(signal.ITIMER_REAL, left, every)
        signal.signal(signal.SIGALRM, before)


def _occurs_elsewhere(pattern: str, text: str) -> bool | None:
    """The same in a process of its own, where no signal can end the search."""
    command = [sys.executable, "-I", "-W", "ignore", "-c", _ELSEWHERE]
    try:
        return subprocess.run(command, input=json.dumps([pattern, text]), text=True, timeout=PATIENCE).returncode == 0
    except subprocess.TimeoutExpired:
        return None


@lru_cache(maxsize=1_000)
def _compiled(pattern: str) -> re.Pattern[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what may change in a later Python is no matter of the script's reader
        return re.compile(pattern, re.IGNORECASE)
