"""The one door to files that others name: only regular ones are read and written, no pipe, device or folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.knowledge.faults import DataError, Fault, Mark

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 64 << 20
"""Bytes of a file that is read."""

HEAD = 256
"""Bytes at the beginning of a file by which its kind is told before it is written to."""

_NO_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_KINDS = {stat.S_IFDIR: "a folder", stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}


def read_bytes(path: Path | str, mend: str = "name a file that can be read") -> bytes:
    """Return what a file holds.

    Raises DataError: there is no such file, it is no regular one, it cannot be read, or is larger than `LARGEST`.
    """
    try:
        _see(path, mend)
        with os.fdopen(os.open(path, os.O_RDONLY | _NO_WAITING), "rb") as file:
            found = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:  # a path with a zero byte is a wrong value
        raise _refused(path, f"cannot be read: {_reason(error)}", mend) from None
    if len(found) > LARGEST:
        raise _refused(path, f"is larger than {LARGEST >> 20} MiB", "split it")
    return found


def read_text(path: Path | str, mend: str = "name a file that can be read") -> str:
    """Return the text of a file in UTF-8. Raises DataError as `read_bytes` does, or with the place that is none."""
    data = read_bytes(path, mend)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        what = f"not UTF-8 (byte {data[error.start]:#04x})"
        raise DataError([Fault(Mark(str(path), line, column), what, "save it as UTF-8")]) from None


def write_text(path: Path | str, text: str, replaces: Callable[[str], bool] | None = None) -> None:
    """Write a file in UTF-8: a new one, or over one of whose beginning `replaces` tells that it is of the same kind.

    Raises DataError: what is there is something else, or it cannot be written.
    """
    try:
        with os.fdopen(_to_write(path, replaces, "name another file"), "r+b") as file:
            file.truncate()
            file.write(text.encode("utf-8", "replace"))
    except (OSError, ValueError) as error:
        raise _refused(path, f"cannot be written: {_reason(error)}", "name another file") from None


def append_line(path: Path | str, line: str, continues: Callable[[str], bool], mend: str = "name another file") -> None:
    """Append a line to a file: a new one, or one of whose beginning `continues` tells that it is of the same kind.

    A last line that was not written to its end is ended first.

    Raises DataError: what is there is something else, or it cannot be written.
    """
    try:
        with os.fdopen(_to_write(path, continues, mend, os.O_APPEND), "r+b", buffering=0) as file:
            end = file.seek(0, os.SEEK_END)
            file.seek(max(end - 1, 0))
            broken = file.read(1) not in (b"\n", b"")
            file.write(b"\n" * broken + line.encode() + b"\n")
    except (OSError, ValueError) as error:
        raise _refused(path, f"cannot be written: {_reason(error)}", mend) from None


def _to_write(path: Path | str, fits: Callable[[str], bool] | None, mend: str, how: int = 0) -> int:
    """Open a file that is new, empty or fits."""
    there = os.path.lexists(path)
    if there:
        _see(path, mend)
        if fits is None:
            raise _refused(path, "exists already", "name a new file")
    file = os.open(path, os.O_RDWR | _NO_WAITING | how | (0 if there else os.O_CREAT | os.O_EXCL), 0o666)
    head = os.read(file, HEAD).decode("utf-8", "replace")
    os.lseek(file, 0, os.SEEK_SET)
    if head and not (fits and fits(head)):
        os.close(file)
        raise _refused(path, "exists and holds something else", mend)
    return file


def _see(path: Path | str, mend: str) -> None:
    """Raise DataError where something stands there that is no regular file; OSError where nothing does."""
    mode = os.stat(path).st_mode
    if not stat.S_ISREG(mode):
        raise _refused(path, f"is {_KINDS.get(stat.S_IFMT(mode), 'a device')}, no file", mend)


def _refused(path: Path | str, what: str, mend: str) -> DataError:
    return DataError([Fault(Mark(str(path)), what, mend)])


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
