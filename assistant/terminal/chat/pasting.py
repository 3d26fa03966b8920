"""Input that takes what comes at once for pasted, from terminals that do not mark it so."""

from __future__ import annotations

from itertools import groupby
from select import select

from prompt_toolkit.input.vt100 import Vt100Input
from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.keys import Keys

TYPED = 16
"""Characters that may come at once though they were typed: more are inserted in one piece, not key by key."""

TYPED_LINES = 256
"""Characters that may come at once though they are several typed lines: of more, all lines are one piece."""

_MOST, _PAUSE = 1 << 20, 0.05  # characters that are read as one piece; seconds that it may pause
_BREAKS: dict[Keys | str, str] = {Keys.ControlM: "\n", Keys.ControlJ: "\n", Keys.ControlI: "\t"}


class PastedInput(Vt100Input):
    """Reads keys; many characters in a row become one insertion.

    Enter and Tab among them stay keys, but in what is too long to have been typed: there the last Enter alone.
    """

    def read_keys(self) -> list[KeyPress]:
        """Return the keys that have come, of a long text all: a terminal hands it over in parts."""
        keys = part = super().read_keys()
        while TYPED_LINES < len(keys) < _MOST and part and select([self.fileno()], [], [], _PAUSE)[0]:
            part = super().read_keys()
            keys += part
        return merged(keys)


def merged(keys: list[KeyPress]) -> list[KeyPress]:
    """Return keys with each long run of characters as one pasted text."""
    last = len(keys)
    while last and keys[last - 1].key in _BREAKS:
        last -= 1
    if last > TYPED_LINES:
        whole = [KeyPress(text, text) if (text := _BREAKS.get(each.key)) else each for each in keys[:last]]
        keys = [*whole, *keys[last:]]
    found: list[KeyPress] = []
    for is_text, run in groupby(keys, key=lambda each: not isinstance(each.key, Keys)):
        group = list(run)
        if is_text and len(group) > TYPED:
            group = [KeyPress(Keys.BracketedPaste, "".join(each.data for each in group))]
        found += group
    return found
