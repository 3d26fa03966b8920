"""Tables of fitted weights: a row of signed bytes for each hashed feature, a column for each thing that is weighed.

Features are hashed to rows (feature hashing, Weinberger et al. 2009), so that a table needs no names of them.
"""

from __future__ import annotations

import mmap
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence

MAGIC = b"weights1"
_HEAD = struct.Struct("<8sIIHd")
"""Magic, checksum of what follows the head, rows, bytes of all names of columns, what a number stands for."""


class Weights:
    """A table of weights; `names` are those of its columns, `rows` how many rows it has, `step` what 1 stands for.

    Raises ValueError: `data` is no such table, cut short, or damaged (looking costs a fifth of a millisecond).
    """

    def __init__(self, data: bytes | mmap.mmap) -> None:
        if len(data) < _HEAD.size or data[: len(MAGIC)] != MAGIC:
            raise ValueError("not a table of weights")
        self.mark: int
        self.rows: int
        self.step: float
        _, self.mark, self.rows, letters, self.step = _HEAD.unpack_from(data)
        if zlib.crc32(memoryview(data)[_HEAD.size :]) != self.mark:
            raise ValueError("not a table of weights, cut short or damaged")
        self._data = data
        self._start = _HEAD.size + letters
        self.names = tuple(data[_HEAD.size : self._start].decode().split("\n"))

    @classmethod
    def open(cls, path: str) -> Weights:
        """Map the table in the file `path`; OSError where it cannot be read, ValueError where it is none."""
        with open(path, "rb") as file:
            return cls(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))

    def sums(self, rows: Iterable[int], first: int, count: int) -> list[float]:
        """Return the sums of `count` columns, from the first on, over some rows."""
        width, start = len(self.names), self._start + first
        columns = struct.Struct(f"{count}b").unpack_from
        found = [columns(self._data, start + row * width) for row in rows]
        return [self.step * sum(column) for column in zip(*found, strict=True)]


def row_of(feature: str, count: int, start: int = 0) -> int:
    """Return the row, of `count`, of a feature; `start` tells tables in one apart."""
    return zlib.crc32(feature.encode(), start) % count


def to_bytes(weights: Mapping[str, Sequence[float]], count: int) -> bytes:
    """Return a table of weights, `count` for each column: the greatest at 127."""
    step = max(abs(each) for column in weights.values() for each in column) / 127
    names = "\n".join(weights).encode()
    numbers = bytes(round(column[row] / step) & 0xFF for row in range(count) for column in weights.values())
    body = names + numbers
    return _HEAD.pack(MAGIC, zlib.crc32(body), count, len(names), step) + body
