"""The standard streams as they may be found: closed, full, or of a kind that does not wait."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, Any, TextIO

from assistant.screen.layout import in_rows

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

INPUT = "the input"
"""What standard input is called where it cannot be read."""

_STREAMS = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))


def make_usable() -> None:
    """Put the null device for a standard stream that is closed, and see that the others are read and written whole.

    From a closed one nothing comes, and what is written there is gone. One that does not wait, as another process may
    have set it, or that Python writes to without a buffer and so but once, is waited for and written to its end.
    """
    for name, mode in _STREAMS:
        stream = getattr(sys, name)
        if stream is None:
            null = os.open(os.devnull, os.O_RDONLY if mode == "r" else os.O_WRONLY)  # takes the free number: its own
            setattr(sys, name, os.fdopen(null, mode, encoding="utf-8"))
        elif stream is getattr(sys, f"__{name}__") and sys.platform != "win32" and _is_partial(stream, mode):
            setattr(sys, name, _whole(stream, mode))


def forget(stream: TextIO) -> None:
    """Let what a stream still holds, and whatever is written to it, go nowhere."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, stream.fileno())
    os.close(null)


class Errors:
    """A stream for notes and complaints: where they cannot be written they go nowhere, and what is done goes on.

    On a terminal each of its rows holds whole words.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        try:
            return self._stream.write(in_rows(text, self._stream))
        except OSError:
            forget(self._stream)
            return len(text)

    def flush(self) -> None:
        try:
            self._stream.flush()
        except OSError:
            forget(self._stream)


def _is_partial(stream: TextIO, mode: str) -> bool:
    """Tell whether a part of what is read or written may be lost."""
    if mode == "r":
        return not stream.isatty()
    return isinstance(stream.buffer, io.RawIOBase) or not os.get_blocking(stream.fileno())


def _whole(stream: TextIO, mode: str) -> TextIO:
    raw = _Waiting(stream.fileno())
    buffer: Any = io.BufferedReader(raw) if mode == "r" else io.BufferedWriter(raw)
    lines = mode == "w" and (stream.isatty() or stream is sys.stderr)
    return io.TextIOWrapper(buffer, stream.encoding, stream.errors, line_buffering=lines)


class _Waiting(io.RawIOBase):
    """An open file that waits until it can be read or written, though another process has it not wait.

    Raises OSError: it cannot be read, which names `INPUT`; or written.
    """

    def __init__(self, file: int) -> None:
        self._file = file

    def fileno(self) -> int:
        return self._file

    def isatty(self) -> bool:
        return os.isatty(self._file)

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def readinto(self, place: WriteableBuffer, /) -> int:
        room = memoryview(place)
        while True:
            try:
                data = os.read(self._file, len(room))
            except BlockingIOError:
                self._wait()
            except OSError as error:
                raise OSError(error.errno, error.strerror, INPUT) from None
            else:
                room[: len(data)] = data
                return len(data)

    def write(self, data: ReadableBuffer, /) -> int:
        while True:
            try:
                return os.write(self._file, data)
            except BlockingIOError:
                self._wait(to_write=True)

    def _wait(self, *, to_write: bool = False) -> None:
        import select

        select.select(*([], [self._file]) if to_write else ([self._file], []), [])
