"""Input of a terminal: what comes at once is taken for pasted where that is not marked, and answers are no keys."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from itertools import groupby
from select import select
from typing import TextIO

from prompt_toolkit.input.vt100 import Vt100Input
from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.keys import Keys

TYPED = 16
"""Characters that may come at once though they were typed: more are inserted in one piece, not key by key."""

TYPED_LINES = 256
"""Characters that may come at once though they are several typed lines: of more, all lines are one piece."""

_MOST, _PAUSE = 1 << 20, 0.05  # characters that are read as one piece; seconds that it may pause
_BREAKS: dict[Keys | str, str] = {Keys.ControlM: "\n", Keys.ControlJ: "\n", Keys.ControlI: "\t"}

_ALT_ENTER, _LINE_BREAK = "\x1b\r", "\x1b[200~\n\x1b[201~"
"""What Alt-Enter sends, at once, and what puts in a line break on vi keys, too, where Esc, then Enter send the line."""

ASKS_FOR_BACKGROUND = "\x1b]11;?\a"
"""What asks a terminal for the colour of its background (OSC 11, as xterm has it); others pass over it."""

_ANSWER = re.compile(r"\x1b\]11;rgba?:([0-9a-fA-F/]{5,24})(?:\x07|\x1b\\)")
_BEGUN = re.compile(r"\x1b\](?:1(?:1(?:;[^\x07\x1b]{0,40}\x1b?)?)?)?\Z")
_ANSWERING = ("xterm", "tmux", "screen", "rxvt", "alacritty", "foot", "kitty", "wezterm", "ghostty", "konsole", "vte")


def tells_background() -> bool:
    """Tell whether the terminal is of a kind that answers when it is asked for its background, or says nothing."""
    return os.environ.get("TERM", "").startswith(_ANSWERING)


def is_light(colour: str) -> bool:
    """Tell whether a colour as a terminal tells it ("ffff/ffff/ffff") is nearer to white than to black.

    >>> is_light("fd/f6/e3"), is_light("0000/2b2b/3636")
    (True, False)
    """
    red, green, blue = (int(part, 16) / ((1 << 4 * len(part)) - 1) for part in colour.split("/")[:3])
    return 0.299 * red + 0.587 * green + 0.114 * blue > 0.5


class PastedInput(Vt100Input):
    """Reads keys; many characters in a row become one insertion.

    Enter and Tab among them stay keys, but in what is too long to have been typed: there the last Enter alone. `hear`
    takes the colour of the background where the terminal tells it, whenever that comes.
    """

    def __init__(self, stdin: TextIO, hear: Callable[[str], None] = lambda _: None) -> None:
        super().__init__(stdin)
        self._hear, self._held = hear, ""
        feed = self.vt100_parser.feed
        vars(self.vt100_parser)["feed"] = lambda data: feed(self._typed(data))

    def _typed(self, data: str) -> str:
        """Return what was typed of what has come; of an answer that is cut the rest is waited for."""
        data = self._held + data
        for colour in _ANSWER.findall(data):
            if re.fullmatch(r"[^/]{1,4}(?:/[^/]{1,4}){2,3}", colour):
                self._hear(colour)
        data = _ANSWER.sub("", data).replace(_ALT_ENTER, _LINE_BREAK)
        begun = _BEGUN.search(data)
        self._held = begun[0] if begun else ""
        return data[: len(data) - len(self._held)]

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
