"""A terminal screen as SVG: what pyte holds, drawn cell by cell."""

from __future__ import annotations

from html import escape
from itertools import groupby

import pyte

CELL, LINE, MARGIN = 8.4, 18, 14
"""Pixels: the width of a cell of a 14-pixel monospace font, the height of a line, and the room around the screen."""

PALETTES = {
    "dark": {
        "background": "#16181d",
        "default": "#d6d8dd",
        "black": "#16181d",
        "red": "#e0707a",
        "green": "#7fc97f",
        "brown": "#e3c15c",
        "blue": "#74a5e8",
        "magenta": "#c58be0",
        "cyan": "#5fc4c9",
        "white": "#d6d8dd",
        "brightblack": "#80848e",
    },
    "light": {
        "background": "#fbfbf8",
        "default": "#24262b",
        "black": "#24262b",
        "red": "#b3202d",
        "green": "#207a2c",
        "brown": "#8a6100",
        "blue": "#1f56b0",
        "magenta": "#8a2ba8",
        "cyan": "#00727a",
        "white": "#d8d8d2",
        "brightblack": "#7d7f86",
    },
}


def svg(screen: pyte.Screen, palette: str, title: str) -> str:
    """Return a drawing of a screen, down to its last line that is not blank."""
    colours = PALETTES[palette]
    rows = [[screen.buffer[row][column] for column in range(screen.columns)] for row in range(screen.lines)]
    while len(rows) > 1 and all(cell.data.isspace() and not cell.reverse for cell in rows[-1]):
        rows.pop()
    width = round(screen.columns * CELL + 2 * MARGIN)
    height = len(rows) * LINE + 2 * MARGIN
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-label="{escape(title)}">',
        f'<rect width="100%" height="100%" rx="8" fill="{colours["background"]}"/>',
        '<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14" xml:space="preserve">',
    ]
    for number, row in enumerate(rows):
        drawn += _row(row, number, screen, colours)
    return "\n".join([*drawn, "</g>", "</svg>", ""])


def _row(row: list[pyte.screens.Char], number: int, screen: pyte.Screen, colours: dict[str, str]) -> list[str]:
    drawn = []
    top = MARGIN + number * LINE
    looks = [(_look(cell, colours), column, cell.data) for column, cell in enumerate(row)]
    for look, group in groupby(looks, key=lambda each: each[0]):
        cells = list(group)
        start, text = cells[0][1], "".join(data for _, _, data in cells)
        front, back, style = look
        if number == screen.cursor.y and not screen.cursor.hidden and start <= screen.cursor.x < start + len(cells):
            drawn.append(_box(screen.cursor.x, top, 1, colours["brightblack"], ' fill-opacity="0.6"'))
        if back != colours["background"]:
            drawn.append(_box(start, top, len(cells), back))
        if text.strip():
            drawn.append(
                f'<text x="{MARGIN + start * CELL:.1f}" y="{top + 13}" textLength="{len(cells) * CELL:.1f}" '
                f'lengthAdjust="spacingAndGlyphs" fill="{front}"{style}>{escape(text)}</text>'
            )
    return drawn


def _box(column: int, top: int, count: int, colour: str, more: str = "") -> str:
    return (
        f'<rect x="{MARGIN + column * CELL:.1f}" y="{top}" width="{count * CELL:.1f}" height="{LINE}" '
        f'fill="{colour}"{more}/>'
    )


def _look(cell: pyte.screens.Char, colours: dict[str, str]) -> tuple[str, str, str]:
    front = _colour(cell.fg, colours, "default")
    back = _colour(cell.bg, colours, "background")
    if cell.reverse:
        front, back = back, front
    style = "".join(
        [
            ' font-weight="bold"' if cell.bold else "",
            ' font-style="italic"' if cell.italics else "",
            ' text-decoration="underline"' if cell.underscore else "",
        ]
    )
    return front, back, style


def _colour(name: str, colours: dict[str, str], default: str) -> str:
    if name == "default":
        return colours[default]
    return colours.get(name) or f"#{name}"
