"""Answers in Markdown drawn on a screen: emphasis and code in styles, lists hanging, code kept line by line."""

from __future__ import annotations

from assistant.knowledge.markup import blocks, is_marked, runs
from assistant.screen.layout import Line, Screen, Span, cells, wrap

_STYLES = {"": "", "bold": "bold", "italic": "italic", "code": "cyan", "link": "underline"}


def drawn(text: str, screen: Screen) -> list[Line] | None:
    """Return an answer as lines as wide as the screen's measure, None where it is one running text without marks."""
    if not is_marked(text):
        return None
    lines: list[Line] = []
    for block in blocks(text):
        if block.kind == "blank":
            lines += [[]] if lines and lines[-1] else []
        elif block.kind == "code":
            lines += [[("cyan", f"    {piece}")] for piece in _pieces(screen.text(block.text), screen.measure - 4)]
        else:
            spans: list[Span] = [
                ("bold" if block.kind == "heading" else _STYLES[style], screen.text(each))
                for style, each in runs(block.text)
            ]
            before = screen.text({"item": block.lead, "quote": "│ "}.get(block.kind, ""))
            room = max(screen.measure - cells(before), 8)
            after = before if block.kind == "quote" else " " * cells(before)
            for place, line in enumerate(wrap(spans, room)):
                lines.append([("", after if place else before), *line] if before else line)
    while lines and not lines[-1]:
        lines.pop()
    return lines


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
