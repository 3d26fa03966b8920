"""The files that indexes are kept in: written all at once, read with distrust, deleted only where they are our own.

What is kept can always be made again. So a file that is not as it should be is passed over: one of another user, one
that others may write, a link, a pipe, a folder, one that is damaged. It is read as a whole before it is looked at: what
becomes of it afterwards changes nothing. Only what comes with the program is mapped, as its word vectors are.
"""

from __future__ import annotations

import mmap
import os
import re
import stat
import struct
import sys
import zlib
from contextlib import suppress

from assistant.answering.library.places import ENGLISH

SUFFIX, MOST = ".index", 8
"""How kept files end, and of how many knowledge bases there are some at most in the cache folder."""

LARGEST = 1 << 30
"""Bytes of a file that is read, a few times those of an index of 100,000 examples."""

_MAGIC = b"verdict\n"
_HEAD = struct.Struct("<8sQI")
"""What it is, the length of what is packed, and its checksum (the matcher's bytes have their own)."""

_NAME = rf"[a-z0-9]+-[0-9a-f]+\.[0-9a-f]{{8}}{re.escape(SUFFIX)}"
_POSIX = hasattr(os, "geteuid")
_SAFELY = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


def cache_folder() -> str:
    """Return the folder where what can be made again is kept, "" where nothing is to be kept."""
    given = os.environ.get("VERDICT_CACHE")
    return _of_the_platform() if given is None else given


def _of_the_platform() -> str:
    """The platform's cache folder; a library for this would cost more start-up time than the whole answer."""
    if sys.platform == "win32":
        folder = os.path.join(os.environ.get("LOCALAPPDATA", os.path.expanduser("~")), "verdict", "cache")
    elif sys.platform == "darwin":
        folder = os.path.expanduser("~/Library/Caches/verdict") if os.environ.get("HOME", "~") else ""
    else:
        base = os.environ.get("XDG_CACHE_HOME", "")
        if not os.path.isabs(base):  # the specification has a relative one ignored
            base = os.path.expanduser("~/.cache") if os.environ.get("HOME", "~") else ""
        folder = os.path.join(base, "verdict") if base else ""
    return folder if os.path.isabs(folder) else ""


def names(folder: str) -> list[str]:
    """Return the names of the files in a folder, none where it cannot be read."""
    try:
        return os.listdir(folder) if folder else []
    except OSError:
        return []


def is_safe(folder: str) -> bool:
    """Tell whether nobody else can put files into a folder; one that is not there yet is safe."""
    try:
        found = os.stat(folder)
    except OSError:
        return True
    return not _POSIX or (found.st_uid in (0, os.geteuid()) and not found.st_mode & stat.S_IWOTH)


def read(place: str, own: bool) -> tuple[memoryview, memoryview] | None:
    """Return what is packed and the matcher's bytes in a file, None where there is none or it is not as it should be.

    With `own` it has to be this user's, and nobody else may write it; else it is one that comes with the program, as
    trustworthy as that and not looked through.
    """
    try:
        with os.fdopen(os.open(place, os.O_RDONLY | getattr(os, "O_BINARY", 0) | _SAFELY), "rb") as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST or (own and not _is_own(found)):
                return None
            whole = memoryview(file.read() if own else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        magic, size, check = _HEAD.unpack_from(whole)
    except (OSError, ValueError, struct.error):  # one of no bytes cannot be mapped
        return None
    kept = whole[_HEAD.size : _HEAD.size + size]
    sound = magic == _MAGIC and (not own or zlib.crc32(kept) == check)
    return (kept, whole[_HEAD.size + size :]) if sound else None


def _is_own(found: os.stat_result) -> bool:
    return not _POSIX or (found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH))


def write(folder: str, name: str, kept: bytes | memoryview, index: bytes | memoryview) -> None:
    """Keep an index, all at once; what was kept of the same knowledge base or language before goes.

    Where it cannot be written nothing is left behind.
    """
    from assistant.knowledge.writing import make_folder, put  # not where what is kept is only read

    head = _HEAD.pack(_MAGIC, len(kept), zlib.crc32(kept))
    try:
        make_folder(folder, 0o700)
        put(os.path.join(folder, name), head, kept, index, private=True)
    except OSError:
        return
    _clear(folder, name)


def _clear(folder: str, name: str) -> None:
    """Delete what else is kept of the same, and of other knowledge bases all but the latest few."""
    from assistant.knowledge.writing import clear_unfinished

    clear_unfinished(folder, _NAME)
    whose, language = name.partition("-")[0] + "-", f"{ENGLISH}-"
    others = {each: written for each in names(folder) if each != name and (written := _ours(folder, each)) is not None}
    older = [each for each in others if each.startswith(whose)]
    rest = [each for each in others if not each.startswith((whose, language))]
    left = MOST - (not name.startswith(language))
    for each in (*older, *sorted(rest, key=others.__getitem__, reverse=True)[left:]):
        with suppress(OSError):
            os.unlink(os.path.join(folder, each))


def _ours(folder: str, name: str) -> float | None:
    """When an index that this program wrote was written, in seconds; None where it is none, or is gone."""
    if not re.fullmatch(_NAME, name):
        return None
    try:
        place = os.path.join(folder, name)
        found = os.lstat(place)
        if not stat.S_ISREG(found.st_mode) or not _is_own(found):
            return None
        with open(place, "rb") as file:
            return found.st_mtime if file.read(len(_MAGIC)) == _MAGIC else None
    except OSError:
        return None
