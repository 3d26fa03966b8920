"""Two things done at once, one of them in a copy of this process: Python's threads take turns."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from _thread import start_new_thread
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import Any, BinaryIO, Generic, TypeAlias, TypeVar

Here = TypeVar("Here")
There = TypeVar("There")
Item = TypeVar("Item")
Done = TypeVar("Done")

Answering: TypeAlias = "Callable[[Callable[[], Any]], Iterator[There]]"
"""Yields answers; what it is handed returns the next thing that it is told meanwhile."""


def can_copy() -> bool:
    """Tell whether this process can be copied safely, and has two processors: on Linux, where no other thread runs."""
    return sys.platform == "linux" and threads() == 1 and len(os.sched_getaffinity(0)) > 1


def threads() -> int:
    """Return how many threads run, those that Python knows nothing of too; 0 where that is not told."""
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:
        return 0


class Beside(Generic[There]):
    """Answers that are worked out in a copy of this process, which can change nothing in this one.

    Where that is not `worth` its ten milliseconds, cannot be or comes to harm, they are worked out here when asked for.
    """

    def __init__(self, there: Answering[There], worth: bool = True) -> None:
        self._there, self._told, self._answered = there, deque[Any](), 0
        self._copy = 0
        if worth and can_copy():
            self._make_copy()
        if not self._copy:
            self._here = self._worked_out()

    def __enter__(self) -> Beside[There]:
        return self

    def __exit__(self, *_: object) -> None:
        if self._copy:
            self._end_copy()

    def tell(self, what: Any) -> None:
        """Let it hear something."""
        self._told.append(what)
        if self._copy:
            with suppress(OSError):
                _write(what, self._telling)

    def answer(self) -> There:
        """Return the next answer."""
        if self._copy:
            with suppress(EOFError, pickle.UnpicklingError):
                found: There = pickle.load(self._answers)  # written by this program, just now
                self._answered += 1
                return found
            self._end_copy()
            self._here = self._worked_out()
        return next(self._here)

    def _worked_out(self) -> Iterator[There]:
        return islice(self._there(self._told.popleft), self._answered, None)

    def _make_copy(self) -> None:
        ends: list[int] = []
        try:
            ends += os.pipe()
            ends += os.pipe()
            self._copy = os.fork()
        except OSError:
            for end in ends:
                os.close(end)
            return
        answers, answering, hearing, telling = ends
        if self._copy == 0:
            try:
                os.close(answers)  # so that it does not wait to be heard for ever where this process was killed
                os.close(telling)
                told = _heard(hearing)
                with open(answering, "wb") as file:
                    for each in self._there(told):
                        _write(each, file)
            finally:
                os._exit(0)  # nothing of what the process was about to do is done twice
        os.close(answering)
        os.close(hearing)
        self._answers, self._telling = open(answers, "rb"), open(telling, "wb")  # noqa: SIM115

    def _end_copy(self) -> None:
        with suppress(ProcessLookupError, ChildProcessError):  # where a program waits for all it starts, or for none
            os.kill(self._copy, signal.SIGKILL)  # where it has told all, it has ended or is about to
            os.waitpid(self._copy, 0)
        self._copy = 0
        self._answers.close()
        with suppress(OSError):  # what it did not hear any more
            self._telling.close()


def _heard(hearing: int) -> Callable[[], Any]:
    """Return what gives the next thing told: all is read as it comes, so that neither waits to write for ever."""
    from queue import SimpleQueue  # in a copy alone: it imports what no question needs

    heard = SimpleQueue[Any]()

    def hear() -> None:
        try:
            with open(hearing, "rb") as file:
                while True:
                    heard.put(pickle.load(file))
        finally:
            os._exit(0)  # who told it is gone

    start_new_thread(hear, ())
    return heard.get


def _write(what: Any, file: BinaryIO) -> None:
    file.write(pickle.dumps(what, pickle.HIGHEST_PROTOCOL))
    file.flush()


def both(here: Callable[[], Here], there: Callable[[], There], worth: bool = True) -> tuple[Here, There]:
    """Return what the two return; `there` is called as `Beside` does, in a copy of this process or after the other."""

    def answers(told: Callable[[], object]) -> Iterator[There]:
        yield there()

    with Beside(answers, worth) as other:
        return here(), other.answer()


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
