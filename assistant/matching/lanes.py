"""Long integers that hold a number for each intent, side by side, so that one operation counts for all of them."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Literal

BITS = 32
"""Of one number, its sign included."""

_SIGN = 1 << BITS - 1


class Lanes:
    """Integers that hold one signed 32-bit number for each of `count` intents, the first in the lowest bits."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._struct = struct.Struct(f"<{count}i")
        self._signs = sum(_SIGN << lane * BITS for lane in range(count))

    def numbers(self, row: int) -> list[int]:
        """The number in each lane."""
        raised = (row + self._signs) ^ self._signs  # two's complement, lane by lane
        return list(self._struct.unpack(raised.to_bytes(self._struct.size, "little")))

    def row(self, numbers: Sequence[int]) -> int:
        """The integer that holds the numbers, one for each lane."""
        return (int.from_bytes(self._struct.pack(*numbers), "little") ^ self._signs) - self._signs


def lane_type(count: int) -> Literal["B", "H"]:
    """The type of array that numbers so many lanes."""
    return "B" if count <= 1 << 8 else "H"


def only(lane: int, number: int) -> int:
    """The integer that holds the number in one lane, 0 in the others."""
    return number << lane * BITS
