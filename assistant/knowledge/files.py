"""The one door to files that others name: only regular ones are read and written, no pipe, device or folder.

But for the null device, which is empty and takes everything, and the standard output and errors by their names, which
are written to as they stand.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from assistant.knowledge.faults import DataError, Fault, Mark

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 64 << 20
"""Bytes of a file that is read."""

HEAD = 256
"""Bytes at the beginning of a file by which its kind is told before it is written to."""

SCRIPTS = (".verdict.yaml", ".verdict.yml")
"""How scripted questions are called, which are no knowledge wherever they stand."""

MISSING = "does not exist"
"""Said of a path where nothing is."""

_NO_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_STREAMS = {"-": "stdout", "/dev/stdout": "stdout", "/dev/stderr": "stderr"}
_KINDS = {stat.S_IFDIR: "a folder", stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}


def read_bytes(path: Path | str, mend: str = "name a file that can be read") -> bytes:
    """Return what a file holds.

    Raises DataError: there is no such file, it is no regular one, it cannot be read, or is larger than `LARGEST`.
    """
    try:
        _see(path, mend)
        with os.fdopen(os.open(path, os.O_RDONLY | _NO_WAITING), "rb") as file:
            size = os.fstat(file.fileno()).st_size or LARGEST  # 0 of those that the system makes as they are read
            found = file.read(min(size, LARGEST) + 1)
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


def files_in(folder: Path | str, endings: tuple[str, ...], without: str = "") -> list[str]:
    """Return what stands under a folder with a name that ends so, but not in folders called `without`, in any order.

    Raises DataError: a folder cannot be listed.
    """

    def refuse(error: OSError) -> None:
        raise _refused(str(error.filename), f"cannot be listed: {error.strerror}", "make it readable")

    found: list[str] = []
    for parent, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if name != without]
        found += [os.path.join(parent, name) for name in names if name.endswith(endings)]
    return found


def yaml_files(folder: Path | str) -> list[str]:
    """Return the YAML files of a knowledge base in a fixed order.

    Raises DataError: `folder` does not exist, cannot be read or holds none.
    """
    if why := unusable(folder):
        what = "no such knowledge base" if why == MISSING else why
        raise DataError([Fault(Mark(str(folder) or '""'), what, "name a folder of YAML files")])
    if os.path.isfile(folder):
        return [str(folder)]
    found = [each for each in files_in(folder, (".yaml", ".yml"), without="tests") if not each.endswith(SCRIPTS)]
    if not found:
        mend = "write one, start from `verdict new PATH`, or bring in what you have with `verdict import`"
        raise DataError([Fault(Mark(str(folder)), "holds no YAML files", mend)])
    return sorted(found, key=lambda path: path.split(os.sep))


def is_read_in(folder: Path | str, file: Path | str) -> bool:
    """Tell whether a file would be read as a part of the knowledge base that a folder is."""
    try:
        *folders, name = os.path.relpath(os.path.realpath(file), os.path.realpath(folder)).split(os.sep)
    except ValueError:  # on another drive
        return False
    inside = os.path.isdir(folder) and {os.pardir, "tests"}.isdisjoint(folders)
    return inside and name.endswith((".yaml", ".yml")) and not name.endswith(SCRIPTS)


def unusable(folder: Path | str) -> str:
    """Return why there is no knowledge base at a path: nothing is there (`MISSING`), or what is cannot be one."""
    try:
        mode = os.stat(folder).st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return MISSING
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return "" if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else "is no file and no folder"


def write_text(
    path: Path | str,
    text: str,
    replaces: Callable[[str], bool] | None = None,
    mend: str = "name another file",
) -> None:
    """Write a file in UTF-8, whole or not at all: a new one, or over one of whose beginning `replaces` tells that it is
    of the same kind.

    Raises DataError: what is there is something else, or it cannot be written.
    """
    data = text.encode("utf-8", "replace")
    if _streamed(path, data):
        return
    see_writable(path, replaces, mend)
    from assistant.knowledge.writing import put  # not where files are only read

    try:
        put(path, data)
    except (OSError, ValueError) as error:
        raise _refused(path, f"cannot be written: {_reason(error)}", mend) from None


def see_writable(
    path: Path | str, replaces: Callable[[str], bool] | None = None, mend: str = "name another file"
) -> None:
    """See that a file is new, or empty or of the same kind, as `replaces` tells of its beginning.

    Raises DataError: it is not, it cannot be written, or its folder is not there.
    """
    if _names_a_stream(path):
        return
    try:
        if os.path.lexists(path):
            os.close(_to_write(path, replaces, mend))
        else:
            os.stat(os.path.join(os.path.dirname(path) or os.curdir, ""))  # "letter/" is no new file
    except (OSError, ValueError) as error:
        raise _refused(path, f"cannot be written: {_reason(error)}", mend) from None


def append_line(path: Path | str, line: str, continues: Callable[[str], bool], mend: str = "name another file") -> None:
    """Append a line to a file: a new one, or one of whose beginning `continues` tells that it is of the same kind.

    A last line that was not written to its end is ended first.

    Raises DataError: what is there is something else, or it cannot be written.
    """
    data = line.encode() + b"\n"
    if _streamed(path, data):
        return
    from assistant.knowledge.writing import append

    try:
        file = _to_write(path, continues, mend, os.O_APPEND)
        try:
            os.lseek(file, max(os.fstat(file).st_size - 1, 0), os.SEEK_SET)
            broken = os.read(file, 1) not in (b"\n", b"")
            append(file, b"\n" * broken + data)
        finally:
            os.close(file)
    except (OSError, ValueError) as error:
        raise _refused(path, f"cannot be written: {_reason(error)}", mend) from None


def see_new_folder(path: Path | str, mend: str) -> None:
    """See that a folder is not there yet, or empty. Raises DataError: it is not, or cannot be looked into."""
    try:
        if os.path.exists(path) and (not os.path.isdir(path) or os.listdir(path)):
            raise _refused(path, "exists already and is not an empty folder", mend)
    except (OSError, ValueError) as error:
        raise _refused(path, f"cannot be read: {_reason(error)}", mend) from None


def write_folder(path: Path | str, files: Mapping[str, bytes], mend: str) -> list[str]:
    """Write files, named by their paths in a folder that is new or empty: all of them, or none.

    Return the folders and files that were made, for `writing.take_back`.

    Raises DataError: something is in the folder, or a file cannot be written.
    """
    see_new_folder(path, mend)
    from assistant.knowledge.writing import put_all

    try:
        return put_all(path, files)
    except (OSError, ValueError) as error:
        raise _refused(path, f"cannot be written: {_reason(error)}", mend) from None


def is_null(path: Path | str) -> bool:
    """Tell whether a path leads to the null device."""
    try:
        found = os.stat(path)
        return stat.S_ISCHR(found.st_mode) and found.st_rdev == os.stat(os.devnull).st_rdev
    except (OSError, ValueError):
        return False


def _names_a_stream(path: Path | str) -> bool:
    return str(path) in _STREAMS or is_null(path)


def _streamed(path: Path | str, data: bytes) -> bool:
    """Write to a standard stream, or nowhere, where the path means that; tell whether it does."""
    if str(path) in _STREAMS:
        stream = getattr(sys, _STREAMS[str(path)])
        stream.flush()
        stream.buffer.write(data)
        stream.flush()
    return _names_a_stream(path)


def _to_write(path: Path | str, fits: Callable[[str], bool] | None, mend: str, how: int = 0) -> int:
    """Open a file that is new, empty or fits."""
    there = os.path.lexists(path)
    if there:
        _see(path, mend)
        if fits is None:
            raise _refused(path, "exists already", "name a new file")
    file = os.open(path, os.O_RDWR | _NO_WAITING | how | (0 if there else os.O_CREAT | os.O_EXCL), 0o666)
    try:
        head = os.read(file, HEAD).decode("utf-8", "replace")
        if head and not (fits and fits(head)):
            raise _refused(path, "exists and holds something else", mend)
    except BaseException:
        os.close(file)
        raise
    return file


def _see(path: Path | str, mend: str) -> None:
    """Raise DataError where something stands there that is no regular file; OSError where nothing does."""
    mode = os.stat(path).st_mode
    if not stat.S_ISREG(mode) and not is_null(path):
        raise _refused(path, f"is {_KINDS.get(stat.S_IFMT(mode), 'a device')}, no file", mend)


def _refused(path: Path | str, what: str, mend: str) -> DataError:
    return DataError([Fault(Mark(str(path)), what, mend)])


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
