"""Word vectors: what words mean as numbers, so that "puppy" lies near "dog" where letters say nothing.

A file holds sorted words and for each a row of signed bytes with one scale; it is mapped into memory and searched by
bisection, so that opening it costs nothing and a question reads a few pages of it.
"""

from __future__ import annotations

import mmap
import struct
import zlib
from collections.abc import Mapping, Sequence

MAGIC = b"vectors1"
_HEAD = struct.Struct("<8sIHII")
"""Magic, checksum of all that follows the head, numbers a word, words, bytes of all words."""

_PLACE = struct.Struct("<IH")
"""Where a word ends, and the scale of its numbers."""

GREATEST = 65_535
"""The greatest scale."""

SHARED, REST = 4, 3
"""Letters at least that an unknown word shares with the one it is taken for, and at most that either has besides."""

SHORTEST_PART, LONGEST_JOINED = 3, 60
"""Letters of each of the two known words that an unknown one may be joined from, and of that one at most."""


class Vectors:
    """A table of word vectors, each a row of `size` whole numbers; `mark` tells one table from another.

    What it holds is looked through by `see_whole` alone: that costs half a question. One that is damaged still answers.

    Raises ValueError: `data` is no such table, or cut short.
    """

    def __init__(self, data: bytes | mmap.mmap) -> None:
        self._data = data
        if len(data) < _HEAD.size:
            raise ValueError("not a table of word vectors")
        magic, self.mark, self.size, self._count, letters = _HEAD.unpack_from(data)
        self._places = _HEAD.size
        self._words = self._places + self._count * _PLACE.size
        self._rows = self._words + letters
        if magic != MAGIC or len(data) != self._rows + self._count * self.size:
            raise ValueError("not a table of word vectors, or cut short")
        self._row = struct.Struct(f"{self.size}b")

    @classmethod
    def open(cls, path: str) -> Vectors:
        """Map the table in the file `path`; OSError where it cannot be read, ValueError where it is none."""
        with open(path, "rb") as file:
            return cls(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))

    def see_whole(self) -> None:
        """See that it is as it was made. Raises ValueError: it is not."""
        if zlib.crc32(memoryview(self._data)[_HEAD.size :]) != self.mark:
            raise ValueError("not a table of word vectors, or damaged")

    def __call__(self, word: str) -> list[int] | None:
        """The numbers of a word in lower case, or of what it is made of or begins like; None where nothing is known."""
        place = self._find(word.encode())
        if self._word(place) == word.encode():
            return self._numbers(place)
        return self._of_parts(word) or self._of_likest(word, place)

    def __contains__(self, word: str) -> bool:
        return self._word(self._find(word.encode())) == word.encode()

    def _word(self, place: int) -> bytes:
        if not 0 <= place < self._count:
            return b""
        start = _PLACE.unpack_from(self._data, self._places + (place - 1) * _PLACE.size)[0] if place else 0
        end = _PLACE.unpack_from(self._data, self._places + place * _PLACE.size)[0]
        return self._data[self._words + start : self._words + end]

    def _text(self, place: int) -> str:
        return self._word(place).decode(errors="replace")

    def _find(self, word: bytes) -> int:
        """The place of the first word that is not before `word`."""
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            if self._word(middle) < word:
                low = middle + 1
            else:
                high = middle
        return low

    def _numbers(self, place: int) -> list[int]:
        scale = _PLACE.unpack_from(self._data, self._places + place * _PLACE.size)[1]
        return [scale * number for number in self._row.unpack_from(self._data, self._rows + place * self.size)]

    def _of_parts(self, word: str) -> list[int] | None:
        """The sum of the two known words that `word` is joined from, where it is cut most evenly."""
        cuts = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1 if len(word) <= LONGEST_JOINED else 0)
        for cut in sorted(cuts, key=lambda cut: abs(2 * cut - len(word))):
            first, second = word[:cut].rstrip("'-"), word[cut:].lstrip("'-")
            if first in self and second in self:
                return [sum(pair) for pair in zip(self(first) or (), self(second) or (), strict=True)]
        return None

    def _of_likest(self, word: str, place: int) -> list[int] | None:
        """The numbers of the neighbour in the alphabet that begins most like `word`, if only the end differs."""
        shared, near = max((_shared(word, self._text(i)), -abs(i - place), i)[::2] for i in (place - 1, place))
        rest = max(len(word), len(self._text(near))) - shared
        return self._numbers(near) if shared >= SHARED and rest <= REST else None


def _shared(one: str, other: str) -> int:
    """How many letters two words share at their beginning."""
    shared = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        shared += 1
    return shared


def to_bytes(rows: Mapping[str, Sequence[float]]) -> bytes:
    """A table of these rows, all of one length: the numbers as signed bytes, the greatest of each row at 127."""
    words = sorted(rows, key=str.encode)
    greatest = max((abs(number) for row in rows.values() for number in row), default=1.0) or 1.0
    places, numbers, end = [], [], 0
    for word in words:
        end += len(word.encode())
        largest = max(map(abs, rows[word])) or greatest
        scale = max(1, round(largest / greatest * GREATEST))
        places.append(_PLACE.pack(end, scale))
        step = scale / GREATEST * greatest / 127
        numbers.append(struct.pack(f"{len(rows[word])}b", *(max(-127, min(127, round(x / step))) for x in rows[word])))
    size = len(rows[words[0]]) if words else 0
    letters = "".join(words).encode()
    body = b"".join((*places, letters, *numbers))
    return _HEAD.pack(MAGIC, zlib.crc32(body), size, len(words), len(letters)) + body
