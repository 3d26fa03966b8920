"""The one place where files are written: all of it or nothing, whatever fails and whenever it is stopped."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

try:
    import fcntl

    LOCKS = True
except ImportError:
    LOCKS = False
"""Whether a file that is being written can be locked; else it cannot be deleted or moved while it is open."""

_PLAIN = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
AS_IT_STANDS = _PLAIN | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
"""How a file is opened that may be something else: no link is followed, no pipe waited for."""


def put(path: Path | str, *parts: bytes | memoryview, private: bool = False) -> None:
    """Write a file beside its place and move it there: what stood there stays until all of the new one is on the disk.

    It has the rights of the one it replaces, and its owner where that is allowed; what a link leads to is replaced, not
    the link. A `private` one is the user's alone, and takes the place of whatever stands there. What was left beside it
    by one that was killed while it wrote is deleted.

    Raises OSError: it cannot be written, a link leads nowhere, or to what is no regular file; then nothing is left
    behind.
    """
    place = os.fspath(path) if private else _replaceable(path)
    folder, name = os.path.split(place)
    clear_unfinished(folder, re.escape(name[:40]))
    file, beside = _begin(folder, name[:40], 0o600 if private else 0o666)
    try:
        try:
            if not private:
                _make_alike(file, place)
            for part in parts:
                _write(file, part)
            os.fsync(file)
            if LOCKS:
                os.replace(beside, place)
        finally:
            os.close(file)
        if not LOCKS:
            os.replace(beside, place)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise


def _replaceable(path: Path | str) -> str:
    """Return where a path leads. Raises OSError: what is there may not be replaced, or a link leads nowhere."""
    if not os.path.basename(path):  # "letter/" is not the letter
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), os.fspath(path))
    place = os.path.realpath(path)
    if os.path.lexists(path):
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise OSError(errno.EINVAL, "is no ordinary file", place)
        if not os.access(place, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), place)
    return place


def clear_unfinished(folder: str, names: str) -> None:
    """Delete what was left in a folder by writers of this user that were killed, of files whose names match a pattern.

    What is still being written is left, and what cannot be told or deleted.
    """
    left = re.compile(rf"\.(?:{names})\.[0-9a-f]{{12}}\.new")
    with suppress(OSError):
        for each in os.listdir(folder or os.curdir):
            if left.fullmatch(each):
                with suppress(OSError):
                    _delete_unfinished(os.path.join(folder, each))


def _begin(folder: str, name: str, mode: int) -> tuple[int, str]:
    """Open a new file beside one of a name, and lock it until it is closed."""
    while True:
        beside = os.path.join(folder, f".{name}.{os.urandom(6).hex()}.new")
        file = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _PLAIN, mode)
        try:
            if _is_held(file):
                return file, beside
        except OSError:  # there are no locks in this folder: nobody can take it for one that was left
            return file, beside
        os.close(file)  # it was taken for one that was left


def _delete_unfinished(path: str) -> None:
    """Delete a file that nobody writes any more. Raises OSError: it cannot be told, or cannot be deleted."""
    if not stat.S_ISREG(os.lstat(path).st_mode):
        return
    file = -1
    try:
        if LOCKS:
            file = os.open(path, os.O_WRONLY | AS_IT_STANDS)
            if os.fstat(file).st_uid != os.geteuid() or not _is_held(file):
                return
        os.unlink(path)
    finally:
        if file >= 0:
            os.close(file)


def _is_held(file: int) -> bool:
    """Lock an open file, and tell whether nobody else has it and it still has its one name.

    Raises OSError: there are no locks where it lies.
    """
    if not LOCKS:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    found = os.fstat(file)
    return stat.S_ISREG(found.st_mode) and found.st_nlink == 1


def put_all(folder: Path | str, files: Mapping[str, bytes]) -> list[str]:
    """Write files, named by their paths in a folder that is new or empty: all of them, or none.

    Return the folders and files that were made, for `take_back`.

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
        take_back(made)
        raise
    return made


def take_back(made: Iterable[str]) -> None:
    """Delete files and folders in the order opposite to that in which they were made; what cannot be deleted stays."""
    for each in reversed([*made]):
        with suppress(OSError):
            os.rmdir(each) if os.path.isdir(each) else os.unlink(each)


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
