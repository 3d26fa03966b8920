"""The one place where files are written: all of it or nothing, whatever fails and whenever it is stopped."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

UNFINISHED = ".new"
"""How a file's name ends that is not written to its end: before it stand a dot, the name, and twelve digits."""

_PLAIN = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def put(path: Path | str, *parts: bytes | memoryview, private: bool = False) -> None:
    """Write a file beside its place and move it there: what stood there stays until all of the new one is on the disk.

    It has the rights of the one it replaces, and its owner where that is allowed; what a link leads to is replaced, not
    the link. A `private` one is the user's alone, and takes the place of whatever stands there.

    Raises OSError: it cannot be written; then nothing is left behind.
    """
    place = os.fspath(path) if private else os.path.realpath(path)
    if not private and os.path.exists(place) and not os.access(place, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), place)
    folder, name = os.path.split(place)
    beside = os.path.join(folder, f".{name[:40]}.{os.urandom(6).hex()}{UNFINISHED}")
    file = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _PLAIN, 0o600 if private else 0o666)
    try:
        try:
            if not private:
                _make_alike(file, place)
            for part in parts:
                _write(file, part)
            os.fsync(file)
        finally:
            os.close(file)
        os.replace(beside, place)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise


def put_all(folder: Path | str, files: Mapping[str, bytes]) -> None:
    """Write files, named by their paths in a folder that is new or empty: all of them, or none.

    Raises OSError: one cannot be written; then none is left behind, and no folder that was not there.
    """
    made: list[str] = []
    try:
        for name, data in files.items():
            place = os.path.join(os.path.abspath(folder), name)
            missing, above = [], os.path.dirname(place)
            while not os.path.lexists(above):
                missing.append(above)
                above = os.path.dirname(above)
            for each in reversed(missing):
                os.mkdir(each)
                made.append(each)
            put(place, data)
            made.append(place)
    except BaseException:
        for each in reversed(made):
            with suppress(OSError):
                os.rmdir(each) if os.path.isdir(each) else os.unlink(each)
        raise


def make_folder(path: Path | str, mode: int = 0o777) -> None:
    """Make a folder where there is none, and those above it. Raises OSError: it cannot be made."""
    try:
        os.makedirs(path, mode, exist_ok=True)
    except RecursionError:  # it calls itself for each folder above
        raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG), os.fspath(path)) from None


def append(file: int, data: bytes) -> None:
    """Append to an open file, all of it or nothing. Raises OSError: it cannot be written."""
    before = os.fstat(file).st_size
    try:
        _write(file, data)
    except BaseException:
        with suppress(OSError):
            if os.fstat(file).st_size < before + len(data):  # else others have gone on behind it
                os.ftruncate(file, before)
        raise


def _write(file: int, data: bytes | memoryview) -> None:
    """Write all of it: one call may take a part, and tell only the next time that the disk is full."""
    done = 0
    while done < len(data):
        done += os.write(file, memoryview(data)[done:])


def _make_alike(file: int, place: str) -> None:
    """Give an open file the owner and the rights of the one at a place, where there is one."""
    if not hasattr(os, "fchmod"):
        return
    with suppress(FileNotFoundError):
        old = os.stat(place)
        with suppress(PermissionError):
            os.fchown(file, old.st_uid, old.st_gid)
        os.fchmod(file, stat.S_IMODE(old.st_mode))
