"""The real words of a language."""

from __future__ import annotations

import mmap


class WordList:
    """The real words of a language: a sorted file, searched where it lies.

    `data` holds one lower-case word a line, sorted; lines that begin with # come first and are skipped.
    """

    def __init__(self, data: bytes | mmap.mmap) -> None:
        self.data = data
        self._first = 0
        while data[self._first : self._first + 1] == b"#":
            self._first = data.find(b"\n", self._first) + 1

    @classmethod
    def open(cls, path: str) -> WordList:
        """Map the list in the file `path`; OSError where it cannot be read."""
        with open(path, "rb") as file:
            return cls(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))

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
