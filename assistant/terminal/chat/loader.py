"""The assistant made ready in the background, so that the prompt need not wait for it."""

from __future__ import annotations

from concurrent.futures import Future
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.answering.conversation import Assistant


class Loader:
    """An assistant in the making, from when `start` is called."""

    def __init__(self, knowledge: str | None) -> None:
        self._knowledge = knowledge
        self._future: Future[Assistant] = Future()

    def start(self) -> None:
        """Begin, in a thread that does not keep the program from ending."""
        Thread(target=self._load, daemon=True).start()

    @property
    def ready(self) -> Assistant | None:
        """The assistant once it is there, else None."""
        return self._future.result() if self._future.done() and not self._future.exception() else None

    def wait(self) -> Assistant:
        """Return the assistant as soon as it is there.

        Raises DataError: the knowledge base cannot be used.
        """
        return self._future.result()

    def _load(self) -> None:
        try:
            from assistant.answering.conversation import Assistant

            self._future.set_result(Assistant(self._knowledge))
        except BaseException as error:  # it is raised again where the assistant is waited for
            self._future.set_exception(error)
