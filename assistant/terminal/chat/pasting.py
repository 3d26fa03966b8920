"""Input that takes what comes at once for pasted, from terminals that do not mark it so."""

from __future__ import annotations

from itertools import groupby

from prompt_toolkit.input.vt100 import Vt100Input
from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.keys import Keys

TYPED = 16
"""Characters that may come at once though they were typed: more are inserted in one piece, not key by key."""


class PastedInput(Vt100Input):
    """Reads keys; many characters in a row become one insertion. Enter among them stays a key."""

    def read_keys(self) -> list[KeyPress]:
        """Return the keys that have come."""
        return merged(super().read_keys())


def merged(keys: list[KeyPress]) -> list[KeyPress]:
    """Return keys with each long run of characters as one pasted text."""
    found: list[KeyPress] = []
    for is_text, run in groupby(keys, key=lambda each: not isinstance(each.key, Keys)):
        group = list(run)
        if is_text and len(group) > TYPED:
            group = [KeyPress(Keys.BracketedPaste, "".join(each.data for each in group))]
        found += group
    return found
