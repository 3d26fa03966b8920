"""The assistant made ready in the background, so that the prompt need not wait for it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, wait
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.answering.conversation import Assistant

TICK = 0.1
"""Seconds between two words on how far it is."""


class Loader:
    """An assistant in the making, from when `start` or `wait` is called; `share` tells how far it is, 0 to 1."""

    def __init__(self, knowledge: str | None) -> None:
        self.knowledge = knowledge
        self._future: Future[Assistant] = Future()
        self._thread = Thread(target=self._load, daemon=True)
        self.share = 0.0

    def start(self) -> None:
        """Begin, unless it has begun, in a thread that does not keep the program from ending."""
        if self._thread.ident is None:
            self._thread.start()

    @property
    def done(self) -> bool:
        """Whether it is there, or will never be."""
        return self._future.done()

    @property
    def ready(self) -> Assistant | None:
        """The assistant once it is there, else None."""
        return self._future.result() if self._future.done() and not self._future.exception() else None

    def wait(self, tell: Callable[[float], None] = lambda share: None) -> Assistant:
        """Return the assistant as soon as it is there; `tell` hears how far it is.

        Raises DataError: the knowledge base cannot be used.
        """
        self.start()
        while wait((self._future,), TICK).not_done:
            tell(self.share)
        tell(1.0)
        return self._future.result()

    def _hear(self, share: float) -> None:
        self.share = share

    def _load(self) -> None:
        try:
            from assistant.terminal.talk import opened

            self._future.set_result(opened(self.knowledge, self._hear))
        except BaseException as error:  # it is raised again where the assistant is waited for
            self._future.set_exception(error)
