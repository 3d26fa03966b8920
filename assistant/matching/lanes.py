"""Long integers that hold a number for each intent, side by side, so that one operation counts for all of them."""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

BITS = 32
"""Of one number, its sign included."""

if TYPE_CHECKING:  # where it runs, what it is bound by would be compiled
    from typing import TypeVar

    Numbers = TypeVar("Numbers", bound=array[int] | memoryview)

_TYPES = {16: "h", 32: "i", 64: "q"}


class Lanes:
    """Integers that hold one signed number for each of `count` intents, the first in the lowest bits.

    `bits` (16, 32 or 64) are those of one number; sums may run over them on the way, what is read at last has to fit.
    """

    def __init__(self, count: int, bits: int = BITS) -> None:
        self.count = count
        self._struct = struct.Struct(f"<{count}{_TYPES[bits]}")
        self._whole = (1 << 8 * self._struct.size) - 1
        self._zeros, self._every = array("i", bytes(4 * count)), array(lane_type(count), range(count)).tobytes()
        self._signs = int.from_bytes((1 << bits - 1).to_bytes(bits // 8, "little") * count, "little")

    def numbers(self, row: int) -> list[int]:
        """The number in each lane."""
        return list(self._struct.unpack(self._packed(row)))

    def row(self, numbers: Sequence[int]) -> int:
        """The integer that holds the numbers, one for each lane."""
        return (int.from_bytes(self._struct.pack(*numbers), "little") ^ self._signs) - self._signs

    def spread(self, lanes: array[int] | memoryview, numbers: array[int] | memoryview) -> int:
        """The integer that holds numbers of 32 bits in some lanes, 0 in the others."""
        if len(lanes) < self.count or bytes(lanes) != self._every:
            row = self._zeros[:]
            for lane, number in zip(lanes, numbers, strict=True):
                row[lane] = number
            numbers = row
        return (int.from_bytes(_little(numbers), "little") ^ self._signs) - self._signs

    def laid(self, numbers: array[int]) -> list[int]:
        """The integers that hold numbers, `count` of them each, one after the other."""
        data, size, signs, read = memoryview(_little(numbers)).cast("B"), self._struct.size, self._signs, int.from_bytes
        return [(read(data[at : at + size], "little") ^ signs) - signs for at in range(0, len(data), size or 1)]

    def flat(self, rows: Iterable[int]) -> array[int]:
        """The numbers of rows of 32 bits, one after the other."""
        return _little(array("i", b"".join(map(self._packed, rows))))

    def _packed(self, row: int) -> bytes:
        """The number in each lane, as bytes."""
        raised = (row + self._signs) ^ self._signs  # two's complement, lane by lane
        return (raised & self._whole).to_bytes(self._struct.size, "little")

    def to_bytes(self, row: int) -> bytes:
        """The row, whose numbers fit, as bytes, always as many."""
        return row.to_bytes(self._struct.size, "little", signed=True)

    def rows(self, data: bytes | memoryview) -> list[int]:
        """The rows whose bytes `data` holds, one after the other."""
        whole, size, read = bytes(data), self._struct.size, int.from_bytes  # parts of bytes are made sooner than views
        return [read(whole[start : start + size], "little", signed=True) for start in range(0, len(data), size or 1)]


def _little(numbers: Numbers) -> Numbers:
    """Numbers with their lowest bytes first, or back again."""
    if sys.byteorder == "little":
        return numbers
    swapped = array(numbers.typecode if isinstance(numbers, array) else "i", numbers)
    swapped.byteswap()
    return swapped  # type: ignore[return-value]


def lane_type(count: int) -> Literal["B", "H"]:
    """The type of array that numbers so many lanes."""
    return "B" if count <= 1 << 8 else "H"


def only(lane: int, number: int) -> int:
    """The integer that holds the number in one lane, 0 in the others."""
    return number << lane * BITS
