"""Long integers that hold a number for each intent, side by side, so that one operation counts for all of them."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Literal

BITS = 32
"""Of one number, its sign included."""

_TYPES = {16: "h", 32: "i", 64: "q"}


class Lanes:
    """Integers that hold one signed number for each of `count` intents, the first in the lowest bits.

    `bits` (16, 32 or 64) are those of one number; sums may run over them on the way, what is read at last has to fit.
    """

    def __init__(self, count: int, bits: int = BITS) -> None:
        self.count = count
        self._struct = struct.Struct(f"<{count}{_TYPES[bits]}")
        self._whole = (1 << 8 * self._struct.size) - 1
        self._signs = int.from_bytes((1 << bits - 1).to_bytes(bits // 8, "little") * count, "little")

    def numbers(self, row: int) -> list[int]:
        """The number in each lane."""
        return list(self._struct.unpack(self.to_bytes(row)))

    def row(self, numbers: Sequence[int]) -> int:
        """The integer that holds the numbers, one for each lane."""
        return self._row(self._struct.pack(*numbers))

    def to_bytes(self, row: int) -> bytes:
        """The row as bytes, always as many."""
        raised = (row + self._signs) ^ self._signs  # two's complement, lane by lane
        return (raised & self._whole).to_bytes(self._struct.size, "little")

    def rows(self, data: bytes | memoryview) -> list[int]:
        """The rows whose bytes `data` holds, one after the other."""
        size = self._struct.size
        return [self._row(data[start : start + size]) for start in range(0, len(data), size or 1)]

    def _row(self, data: bytes | memoryview) -> int:
        return (int.from_bytes(data, "little") ^ self._signs) - self._signs


def lane_type(count: int) -> Literal["B", "H"]:
    """The type of array that numbers so many lanes."""
    return "B" if count <= 1 << 8 else "H"


def only(lane: int, number: int) -> int:
    """The integer that holds the number in one lane, 0 in the others."""
    return number << lane * BITS
