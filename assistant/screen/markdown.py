"""Answers in Markdown drawn on a screen: emphasis and code in styles, lists hanging, code kept line by line."""

from __future__ import annotations

from itertools import groupby, zip_longest

from assistant.knowledge.markup import BETWEEN, Block, blocks, is_marked, runs
from assistant.screen.layout import Line, Screen, Span, cells, wrap

_STYLES = {"": "", "bold": "bold", "italic": "italic", "code": "cyan", "link": "underline"}


def drawn(text: str, screen: Screen) -> list[Line] | None:
    """Return an answer as lines as wide as the screen's measure, None where it is one running text without marks."""
    if not is_marked(text):
        return None
    lines: list[Line] = []
    for of_table, group in groupby(blocks(text), lambda each: each.kind == "row"):
        pieces = list(group)
        lines += _table(pieces, screen) if of_table else [line for each in pieces for line in _block(each, screen)]
    while lines and not lines[-1]:
        lines.pop()
    return [line for place, line in enumerate(lines) if line or (place and lines[place - 1])]


def _block(block: Block, screen: Screen) -> list[Line]:
    """Return one piece of an answer as lines."""
    if block.kind == "blank":
        return [[]]
    if block.kind == "code":
        return [[("cyan", f"    {piece}")] for piece in _pieces(screen.text(block.text), screen.measure - 4)]
    spans = _spans(block.text, screen, "bold" if block.kind == "heading" else "")
    before = screen.text({"item": block.lead, "quote": "│ "}.get(block.kind, ""))
    after = before if block.kind == "quote" else " " * cells(before)
    rows = wrap(spans, max(screen.measure - cells(before), 8))
    return [[("", after if place else before), *line] if before else line for place, line in enumerate(rows)]


def _table(rows: list[Block], screen: Screen) -> list[Line]:
    """Return a table with its columns one under the other, the first row bold; row by row where there is no room."""
    texts = [each.text.split(BETWEEN) for each in rows]
    table = [[_spans(cell, screen, "" if place else "bold") for cell in row] for place, row in enumerate(texts)]
    sizes = [[sum(cells(text) for _, text in cell) for cell in row] for row in table]
    widths = [max(column) + 2 for column in zip_longest(*sizes, fillvalue=0)]
    if sum(widths) - 2 > screen.measure or not screen.drawings:
        return [line for each in rows for line in _block(each, screen)]
    lines: list[Line] = []
    for row, sized in zip(table, sizes, strict=True):
        gaps = [" " * (width - size) for size, width in zip(sized, widths, strict=False)]
        lines.append([span for cell, gap in zip(row, [*gaps[:-1], ""], strict=True) for span in (*cell, ("", gap))])
    return lines


def _spans(text: str, screen: Screen, style: str) -> list[Span]:
    """Return a line of Markdown as spans, what has no look of its own in a style."""
    return [(_STYLES[look] or style, screen.text(each)) for look, each in runs(text)]


def _pieces(text: str, width: int) -> list[str]:
    """Return a line of code in pieces of at most `width` columns (wide characters count two), at least one."""
    found, used = [""], 0
    for character in text:
        size = cells(character)
        if used + size > max(width, 8):
            found.append("")
            used = 0
        found[-1] += character
        used += size
    return found
