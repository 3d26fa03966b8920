"""How far something is that takes a while: one line on standard error, only on a terminal that can wipe it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from assistant.screen.layout import columns, is_dumb

READING = "Reading the knowledge base"
"""What takes a while where an index has to be built."""

PATIENCE = 0.5
"""Seconds before the line is drawn."""

WIDTH = 30
"""Cells of the bar."""


def progress(what: str) -> Callable[[float], None]:
    """Return what hears how far it is, 0 to 1: it draws a line once half a second has passed, and wipes it at 1."""
    begin, drawn = time.monotonic(), ""
    visible = sys.stderr is not None and sys.stderr.isatty() and not is_dumb()

    def tell(share: float) -> None:
        nonlocal drawn
        if not visible or (not drawn and (share >= 1 or time.monotonic() - begin < PATIENCE)):
            return
        cells = max(min(WIDTH, columns(sys.stderr) - len(what) - len(": [] 100 % ")), 0)
        full = int(cells * share)
        drawn_bar = f"[{'#' * full}{'.' * (cells - full)}] " if cells else ""
        bar = "" if share >= 1 else f"{what}: {drawn_bar}{int(100 * share):3d} %"
        if bar != drawn:
            drawn = bar
            sys.stderr.write(f"\r\x1b[K{bar}")
            sys.stderr.flush()

    return tell


def notice(what: str) -> Callable[[float], None]:
    """Return what hears the same, for screen readers: it says once, and only if it takes a while, what is done."""
    begin, said = time.monotonic(), sys.stderr is None or not sys.stderr.isatty()

    def tell(share: float) -> None:
        nonlocal said
        if not said and share < 1 and time.monotonic() - begin >= PATIENCE:
            said = True
            print(f"{what}, once only. You can type already.", file=sys.stderr, flush=True)

    return tell
