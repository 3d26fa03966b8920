"""The real words of a language."""

from __future__ import annotations

import mmap
import zlib


class WordList:
    """The real words of a language: a sorted file, searched where it lies.

    `data` holds one lower-case word a line, sorted; lines that begin with # come first and are skipped. `mark` is the
    checksum of the words, which tells one list from another.
    """

    def __init__(self, data: bytes | mmap.mmap) -> None:
        self.data = data
        self._first = 0
        while data[self._first : self._first + 1] == b"#":
            end = data.find(b"\n", self._first)
            self._first = end + 1 if end >= 0 else len(data)
        self.mark = zlib.crc32(memoryview(data)[self._first :])

    @classmethod
    def open(cls, path: str) -> WordList:
        """Map the list in the file `path`; OSError where it cannot be read, ValueError where it is not as it was made.

        The lines before the words tell their checksum.
        """
        with open(path, "rb") as file:
            listed = cls(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        if b"%08x" % listed.mark not in listed.data[: listed._first]:
            raise ValueError("not a list of words, cut short or damaged")
        return listed

    def __contains__(self, word: str) -> bool:
        target, low, high = word.encode(), self._first, len(self.data)
        while low < high:
            start = max(self.data.rfind(b"\n", self._first, (low + high) // 2) + 1, self._first)
            end = self.data.find(b"\n", start)
            end = len(self.data) if end < 0 else end
            line = self.data[start:end]
            if line == target:
                return True
            if line < target:
                low = end + 1
            else:
                high = start
        return False
