"""A screen to write on: its width, whether it shows colour and Unicode, and text laid out for it."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, TextIO

from assistant.screen.theme import THEMES, Theme
from assistant.tuples import NamedTuple

Span = tuple[str, str]
"""A style (words a `Theme` knows) and a text on one line."""

Line = list[Span]

_DIRECTIONS = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""What turns the direction of what follows (Unicode annex 9)."""

_BREAKS = r"[\t\x0b\x0c\x85\u2028\u2029]"
_NEVER_SHOWN = rf"[\x00-\x09\x0b-\x1f\x7f-\x9f{_DIRECTIONS}\ud800-\udfff\ufffe\uffff]"
_ACTING = rf"[\x7f-\x9f\u2028\u2029{_DIRECTIONS}\ud800-\udfff\ufffe\uffff]"
_NEVER_RAW = rf"[\x7f-\x9f\u2028\u2029\ufeff{_DIRECTIONS}\ud800-\udfff\ufffe\uffff]"

_WIDEST = 1_000
"""Columns that are made use of."""

_LINK = "link:"

MEASURE = 88
"""Columns that running text fills at most: longer lines are hard to read."""

_ASCII = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "–": "-",
        "—": "-",
        "…": "...",
        "·": "-",
        "→": "->",
        "●": "*",
        "✔": "+",
        "✘": "x",
        "█": "#",
        "░": ".",
        "─": "-",
        "│": "|",
        "›": ">",
        "\u00a0": " ",
    }
)


class Screen(NamedTuple):
    """What is written on. `width` in columns, at least 1.

    Without `drawings` it is read aloud or by a simple terminal: nothing is shown by bars, columns or colour alone, one
    thing stands on a line. With `links` spans of the style `link:URL` can be clicked (OSC 8).
    """

    width: int = 80
    color: bool = False
    unicode: bool = True
    drawings: bool = True
    theme: Theme = THEMES["auto"]
    links: bool = False

    @property
    def margin(self) -> str:
        """The blank columns at the left of a reply: none where the screen is narrow or read aloud."""
        return "  " if self.width >= 60 and self.drawings else ""

    @property
    def measure(self) -> int:
        """Columns for running text."""
        return max(min(self.width - 2 * len(self.margin), MEASURE), 8)

    def text(self, text: str) -> str:
        """Return `text` in characters that this screen can show, control characters left out."""
        shown = printable(text)
        return shown if self.unicode else ascii_of(shown)

    def paint(self, lines: Iterable[Line]) -> str:
        """Return lines as one text, with escape sequences where the screen shows colour, without a final line break."""
        return "\n".join(self._line(line) for line in lines)

    def _line(self, line: Line) -> str:
        painted = []
        for style, text in line:
            codes = self.theme.sgr(style) if self.color else ""
            shown = self.text(text)
            shown = f"\x1b[{codes}m{shown}\x1b[0m" if codes and shown else shown
            url = style.partition(_LINK)[2].partition(" ")[0]
            painted.append(f"\x1b]8;;{url}\x1b\\{shown}\x1b]8;;\x1b\\" if url and shown and self.links else shown)
        return "".join(painted).rstrip()


def detect(stream: TextIO, when: str = "auto", theme: Theme = THEMES["auto"], *, drawings: bool = True) -> Screen:
    """Return the screen behind a stream. `when` is auto, always or never; auto obeys NO_COLOR, FORCE_COLOR and TERM.

    Without `drawings` it gets neither links nor, by itself, colours.
    """
    return Screen(
        width=columns(stream),
        color=shows_color(stream, when, drawings=drawings),
        unicode=shows_unicode(stream),
        theme=theme,
        drawings=drawings,
        links=drawings and shows_links(stream),
    )


def link(text: str, url: str, fragment: str = "") -> Span:
    """Return a dim text that leads to a page where the screen has links; `fragment` is a text that stands there."""
    if not re.fullmatch(r"https?://[!-~]+", url):
        return "dim", text
    found = f"#:~:text={_percent(fragment)}" if fragment and "#" not in url else ""
    return f"dim {_LINK}{url}{found}", text


def _percent(text: str) -> str:
    return "".join(
        chr(byte) if chr(byte).isascii() and chr(byte).isalnum() else f"%{byte:02X}" for byte in text.encode()
    )


def is_dumb() -> bool:
    """Tell whether the terminal is one that understands no escape sequences, as prompt_toolkit has it."""
    return os.environ.get("TERM", "").lower() in ("dumb", "unknown")


def shows_links(stream: TextIO) -> bool:
    """Tell whether a terminal is known to show links (OSC 8); FORCE_HYPERLINK=1 or 0 decides it.

    Others show nothing or, a few, the bare sequence, so that nothing is sent to those that are not known.
    """
    wanted = os.environ.get("FORCE_HYPERLINK")
    if wanted is not None:
        return wanted not in ("", "0")
    if not stream.isatty() or is_dumb():
        return False
    vte = os.environ.get("VTE_VERSION", "")[:9]
    return (
        os.environ.get("TERM_PROGRAM")
        in ("iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "mintty", "rio", "Tabby")
        or bool({"WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "DOMTERM"} & os.environ.keys())
        or (vte.isdecimal() and int(vte) >= 5000)
        or os.environ.get("TERM", "").startswith(("xterm-kitty", "alacritty", "foot", "contour", "xterm-ghostty"))
    )


def shows_color(stream: TextIO, when: str, *, drawings: bool = True) -> bool:
    """Tell whether a stream gets colour (no-color.org and force-color.org)."""
    if when != "auto":
        return when == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return drawings and stream.isatty() and not is_dumb()


def shows_unicode(stream: TextIO) -> bool:
    """Tell whether a stream's encoding holds more than Latin letters."""
    return (getattr(stream, "encoding", None) or "ascii").lower().replace("-", "").startswith("utf")


def columns(stream: TextIO) -> int:
    """Return the width of the terminal behind a stream; COLUMNS or 80 where there is none."""
    try:
        found = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        found = 0
    if found <= 0:
        wanted = os.environ.get("COLUMNS", "")[:9]
        found = int(wanted) if wanted.isdecimal() else 0
    return min(found, _WIDEST) or 80


def prepare(stream: TextIO) -> None:
    """Make a stream able to take any text, and on Windows its console able to show escape sequences."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")
    if sys.platform == "win32" and stream.isatty():
        os.system("")  # starts the console's own reading of escape sequences


def as_line(value: Any, ascii_only: bool) -> str:
    """Return a value as one line of JSON, whatever texts it holds.

    Escaped is whatever a reader may take for the end of a line, what acts on a terminal, and halves of characters.
    """
    import json  # not needed where replies are shown as text

    line = json.dumps(value, ensure_ascii=ascii_only)
    return line if line.isprintable() else re.sub(_NEVER_RAW, lambda found: f"\\u{ord(found[0]):04x}", line)


def printable(text: str) -> str:
    """Return `text` without what acts on a terminal: control characters but the line feed, and turned directions.

    Tabs, and whatever else ends a line somewhere, become spaces.
    """
    return text if text.isprintable() else re.sub(_NEVER_SHOWN, "", re.sub(_BREAKS, " ", text))


def inert(text: str) -> str:
    """Return `text` without what acts on a terminal beyond the controls of ASCII, which a line editor needs itself."""
    return text if text.isprintable() else re.sub(_ACTING, "", text)


def ascii_of(text: str) -> str:
    """Return `text` in ASCII: plain quotes and dashes, letters without accents, `?` for the rest."""
    import unicodedata  # a large library, which most replies do not need

    plain = unicodedata.normalize("NFKD", text.translate(_ASCII))
    kept = "".join(each for each in plain if not unicodedata.combining(each))
    return kept.encode("ascii", "replace").decode("ascii")


def cells(text: str) -> int:
    """Return the columns a text takes: two for a wide character (Unicode annex 11) or an emoji, none for a mark."""
    if text.isascii():
        return len(text)
    return sum(map(_cell, text))


@lru_cache(maxsize=1_000)
def _cell(character: str) -> int:
    import unicodedata

    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cut(text: str, width: int) -> str:
    """Return `text` in at most `width` columns, an ellipsis showing what was cut."""
    if cells(text) <= width:
        return text
    kept, used = [], 1
    for character in text:
        used += _cell(character)
        if used > width:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…" if width > 0 else ""


def pad(text: str, width: int) -> str:
    """Return `text` filled with blanks to `width` columns, cut where it is wider."""
    shown = cut(text, width)
    return shown + " " * (width - cells(shown))


def wrap(spans: Sequence[Span], width: int) -> list[Line]:
    """Break spans into lines of at most `width` columns, between words; a word wider than a line is broken inside.

    A line break in a text stays one, and so does a non-breaking space.
    """
    lines: list[Line] = [[]]
    used = 0
    for gap, word in _words(spans):
        size = sum(cells(text) for _, text in word)
        if "\n" in gap or (used and used + len(gap) + size > width):
            lines += [[] for _ in range(max(gap.count("\n"), 1))]
            used = 0
        shown = " " if gap and used else ""
        for style, text in _breakable(word) if size > width else word:
            if used and used + len(shown) + cells(text) > width and size > width:
                lines.append([])
                used, shown = 0, ""
            if shown and lines[-1][-1][0] != style:
                lines[-1].append(("", shown))  # a blank between looks belongs to neither
                used, shown = used + 1, ""
            lines[-1].append((style, shown + text))
            used += cells(shown + text)
            shown = ""
    return [_merged(line) for line in lines]


def in_rows(text: str, stream: TextIO) -> str:
    """Return a text as it is written to a stream: on a terminal long lines are broken between words.

    Each row of them is indented as the line is.
    """
    if not stream.isatty() or "\r" in text:
        return text
    width = columns(stream)
    return "\n".join(row for line in text.split("\n") for row in _rows(line, width))


def _rows(line: str, width: int) -> list[str]:
    words = line.lstrip(" ")
    before = line[: len(line) - len(words)]
    if cells(line) <= width or len(before) * 2 > width:
        return [line]
    return [before + "".join(text for _, text in row) for row in wrap([("", words)], width - len(before))]


def _words(spans: Iterable[Span]) -> Iterator[tuple[str, Line]]:
    """Yield each word as its spans, after the blanks before it; a wide character may be followed by a break."""
    gap = ""
    word: list[tuple[str, list[str]]] = []
    for style, text in spans:
        for character in text:
            blank = character.isspace() and character != "\u00a0"
            if word and (blank or _cell(word[-1][1][-1]) == 2):
                yield gap, _joined(word)
                gap, word = "", []
            if blank:
                gap += "\n" if character == "\n" else " "
            elif word and word[-1][0] == style:
                word[-1][1].append(character)
            else:
                word.append((style, [character]))
    if word:
        yield gap, _joined(word)


def _joined(word: list[tuple[str, list[str]]]) -> Line:
    return [(style, "".join(characters)) for style, characters in word]


def _breakable(word: Line) -> Line:
    return [(style, character) for style, text in word for character in text]


def _merged(line: Line) -> Line:
    merged: Line = []
    for style, text in line:
        if merged and merged[-1][0] == style:
            merged[-1] = (style, merged[-1][1] + text)
        else:
            merged.append((style, text))
    return merged


def counted(count: int, noun: str, several: str = "") -> str:
    """Return a number of things: "1 entry", "2 entries"."""
    return f"{count} {noun if count == 1 else several or f'{noun}s'}"


def as_many(parts: Sequence[str], width: int) -> str:
    """Return as many of the parts, dots between them, as fit `width` columns; at least the first."""
    shown = parts[0]
    for part in parts[1:]:
        longer = f"{shown} · {part}"
        if cells(longer) > width:
            break
        shown = longer
    return shown
