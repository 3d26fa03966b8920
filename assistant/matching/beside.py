"""Two things done at once, one of them in a copy of this process: Python's threads take turns."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar

Here = TypeVar("Here")
There = TypeVar("There")
Item = TypeVar("Item")
Done = TypeVar("Done")


def can_copy() -> bool:
    """Tell whether this process can be copied safely, and has two processors: on Linux, where no other thread runs."""
    return sys.platform == "linux" and threads() == 1 and len(os.sched_getaffinity(0)) > 1


def threads() -> int:
    """Return how many threads run, those that Python knows nothing of too; 0 where that is not told."""
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:
        return 0


def both(here: Callable[[], Here], there: Callable[[], There], worth: bool = True) -> tuple[Here, There]:
    """Return what the two return. `there` is called in a copy of this process, which can change nothing in this one;
    where that is not `worth` its ten milliseconds, cannot be or comes to harm, here after the other.
    """
    if not (worth and can_copy()):
        return here(), there()
    reading, writing = os.pipe()
    with open(reading, "rb") as answer:
        copy = _copy(there, reading, writing)
        os.close(writing)
        try:
            found, told = here(), answer.read()
        finally:
            if copy:
                with suppress(ProcessLookupError):
                    os.kill(copy, signal.SIGKILL)  # where it has told all, it has ended or is about to
                os.waitpid(copy, 0)
    try:
        return found, pickle.loads(told)  # written by this program, just now
    except (EOFError, pickle.UnpicklingError):
        return found, there()


def in_halves(
    items: Sequence[Item],
    do: Callable[[Sequence[Item], Callable[[float], None]], list[Done]],
    tell: Callable[[float], None],
    worth: bool = True,
) -> list[Done]:
    """Return what is done with items, the second half of them as `both` does; `tell` hears how far the first is."""
    half = (len(items) + 1) // 2 if worth else len(items)
    here, there = both(lambda: do(items[:half], tell), lambda: do(items[half:], lambda share: None), worth)
    return here + there


def _copy(there: Callable[[], object], reading: int, writing: int) -> int:
    """Return the number of a copy of this process that calls `there` and writes what it returns, 0 for none."""
    try:
        copy = os.fork()
    except OSError:
        return 0
    if copy == 0:
        try:
            os.close(reading)  # so that it does not wait to be heard for ever where this process was killed
            with open(writing, "wb") as file:
                pickle.dump(there(), file, pickle.HIGHEST_PROTOCOL)
        finally:
            os._exit(0)  # nothing of what the process was about to do is done twice
    return copy
