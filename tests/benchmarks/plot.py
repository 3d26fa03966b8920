"""Line plots with logarithmic axes as SVG, by hand: no drawing library is needed to run the benchmarks."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

Points = Sequence[tuple[float, float]]
WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 640, 400, 70, 40, 190, 50
COLOURS = ("#0b6e4f", "#c1440e", "#3b5bdb", "#8d6e00", "#862e9c")


def log_plot(title: str, across: str, up: str, lines: Mapping[str, Points]) -> str:
    """An SVG picture of lines through points, both numbers of which are above 0."""
    points = [point for line in lines.values() for point in line]
    (left, right), (low, high) = _decades([x for x, _ in points]), _decades([y for _, y in points])

    def place(x: float, y: float) -> tuple[float, float]:
        return (
            LEFT + (math.log10(x) - left) / (right - left) * (WIDTH - LEFT - RIGHT),
            HEIGHT - BOTTOM - (math.log10(y) - low) / (high - low) * (HEIGHT - TOP - BOTTOM),
        )

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        f'font-size="12"><rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        _text(LEFT, 24, title, size=15),
        _text(LEFT, HEIGHT - 12, across),
        f'<text transform="translate(16 {HEIGHT - BOTTOM}) rotate(-90)">{escape(up)}</text>',
    ]
    for decade in range(left, right + 1):
        x, y = place(10**decade, 10**low)
        parts += [_line((x, y), (x, TOP)), _text(x - 12, y + 16, f"{10**decade:,}")]
    for decade in range(low, high + 1):
        x, y = place(10**left, 10**decade)
        parts += [_line((x, y), (WIDTH - RIGHT, y)), _text(x - 44, y + 4, f"{10.0**decade:g}")]
    for colour, (name, line) in zip(COLOURS, lines.items(), strict=False):
        placed = [place(x, y) for x, y in line]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in placed)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in placed]
        parts.append(_text(placed[-1][0] + 8, placed[-1][1] + 4, name, colour=colour))
    return "\n".join([*parts, "</svg>\n"])


def _decades(values: Sequence[float]) -> tuple[int, int]:
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def _text(x: float, y: float, text: str, size: int = 12, colour: str = "#222") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}">{escape(text)}</text>'


def _line(start: tuple[float, float], end: tuple[float, float]) -> str:
    return f'<line x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}" stroke="#ddd"/>'
