"""The little of Markdown that answers are written in: made plain, taken apart for a screen, and ended where it is long.

Known are emphasis, code, links, headings, lists, quotes, tables and fenced code; anything else stays as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.tuples import NamedTuple

FENCE = r"^\s*(```+|~~~+)"
_ITEM = r"^(\s*)([-*+]|\d{1,3}[.)])\s+(.*)$"
_HEADING = r"^\s{0,3}#{1,6}\s+(.*?)\s*#*$"
_QUOTE = r"^\s{0,3}>\s?(.*)$"
_ROW = r"^\s*\|(.*\S)\s*$"
_RULE = r"[\s|:-]*-[\s|:-]*"
_SENTENCE = r"(?<=\w\w)[.!?…。！？]+[\"”’»)\]*_]*(?=\s|$)"
_INLINE = (
    r"(?s)(?P<code>`+)(?P<in_code>.+?)(?P=code)"
    r"|!\[(?P<image>[^\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)"
    r"|\[(?P<label>[^\[\]]+)\]\((?P<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+\"[^\"]*\")?\)"
    r"|<(?P<address>(?:https?://|mailto:)[^<>\s]+)>"
    r"|(?P<strong>\*\*|__)(?=\S)(?P<in_strong>.+?)(?<=\S)(?P=strong)(?!\w)"
    r"|(?<![\w*])\*(?=[^\s*])(?P<in_star>[^*\n]*?)(?<=[^\s*])\*(?![\w*])"
    r"|(?<!\w)_(?=[^\s_])(?P<in_line>[^\n]*?)(?<=[^\s_])_(?!\w)"
    r"|\\(?P<escaped>[\\`*_{}\[\]()#+.!<>|~-])"
)

_ADDRESS = r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)|(?:https?|ftp)://[^\s<>()\]]+"

_SIGNS = frozenset("`[<*_\\")
"""One of them stands in whatever `_INLINE` finds."""

BETWEEN = " | "
"""What stands between the cells of a row."""

Run = tuple[str, str]
"""A style ("", "bold", "italic", "code" or "link") and a text in it."""


class Block(NamedTuple):
    """A piece of an answer: `kind` is text, heading, item, quote, row, code or blank; `lead` stands before an item.

    The text of a row of a table has a `BETWEEN` its cells.
    """

    kind: str
    text: str
    lead: str = ""


def fenced(line: str, fence: str) -> str:
    """Return what closes the block of code that is open after a line ("" for none), `fence` being open before it."""
    found = re.match(FENCE, line)
    if not fence:
        return found[1] if found else ""
    closes = found is not None and found[1].startswith(fence) and not line.strip().strip(fence[0])
    return "" if closes else fence


def addressless(text: str) -> str:
    """Return a text without the addresses of its links, which say nothing that anybody asks for."""
    return re.sub(_ADDRESS, "]", text) if "://" in text or "](" in text else text


def is_marked(text: str) -> bool:
    """Tell whether a text has several lines, or anything that Markdown would show otherwise."""
    if not text[:1].isalpha() and re.match(_ITEM, text):
        return True
    return "\n" in text or (not _SIGNS.isdisjoint(text) and re.search(_INLINE, text) is not None)


def runs(text: str) -> Iterator[Run]:
    """Yield a line of Markdown as pieces of text in a style each; a link is followed by its address."""
    at = 0
    for found in re.finditer(_INLINE, text):
        if found.start() > at:
            yield "", text[at : found.start()]
        at = found.end()
        if found["in_code"] is not None:
            inside = found["in_code"]
            yield "code", inside.strip() or inside
        elif found["image"] is not None:
            yield "", found["image"]
        elif found["label"] is not None:
            yield from (("link", each) for _, each in runs(found["label"]))
            target = found["target"]
            if target and not target.startswith("#") and target != found["label"]:
                yield "", f" ({target})"
        elif found["address"] is not None:
            yield "link", found["address"]
        elif found["escaped"] is not None:
            yield "", found["escaped"]
        else:
            style = "bold" if found["in_strong"] is not None else "italic"
            inside = found["in_strong"] or found["in_star"] or found["in_line"] or ""
            yield from ((style if each[0] == "" else each[0], each[1]) for each in runs(inside))
    if at < len(text):
        yield "", text[at:]


def blocks(text: str) -> Iterator[Block]:
    """Yield the pieces of an answer, lines of running text joined; code a block a line, so that it can be indented."""
    gathered: list[str] = []
    kind = lead = ""
    fence = ""

    def close() -> Iterator[Block]:
        if gathered:
            yield Block(kind, " ".join(gathered), lead)
            gathered.clear()

    for line in text.split("\n"):
        before, fence = fence, fenced(line, fence)
        if before or fence:
            yield from close()
            if before and fence:
                yield Block("code", line.rstrip())
            continue
        if not line.strip():
            yield from close()
            yield Block("blank", "")
            continue
        item, heading, quote = re.match(_ITEM, line), re.match(_HEADING, line), re.match(_QUOTE, line)
        row = re.match(_ROW, line)
        if item or heading or row:
            yield from close()
        if item:
            marker = "•" if item[2] in "-*+" else item[2]
            kind, lead = "item", f"{' ' * (len(item[1].expandtabs(4)) // 2 * 2)}{marker} "
            gathered.append(item[3])
        elif heading:
            yield Block("heading", heading[1])
        elif row:
            if not re.fullmatch(_RULE, row[1]):
                yield Block("row", BETWEEN.join(map(str.strip, re.split(r"(?<!\\)\|", row[1].removesuffix("|")))))
        elif quote and (not gathered or kind == "quote"):
            kind, lead = "quote", ""
            gathered.append(quote[1])
        else:
            if not gathered:
                kind, lead = "text", ""
            gathered.append(line.strip())
            if line.endswith(("  ", "\\")):
                gathered[-1] = gathered[-1].rstrip("\\")
                yield from close()
    yield from close()


def plain(text: str) -> str:
    """Return an answer without its marks: links with their addresses, lists with dashes, code indented."""
    if not is_marked(text):
        return text
    lines: list[str] = []
    for block in blocks(text):
        shown = block.text if block.kind == "code" else "".join(each for _, each in runs(block.text))
        before = {"code": "    ", "item": block.lead.replace("•", "-")}.get(block.kind, "")
        if shown or (lines and lines[-1]):
            lines.append((before + shown).rstrip())
    return "\n".join(lines).strip("\n")


def ended(text: str, room: int) -> tuple[str, str]:
    """Return as much of a text as fits `room` characters (at least 1), and the rest ("" where all of it fits).

    It ends after a paragraph, a list item, a closed block of code or else a sentence; code that is longer than `room`
    is parted between two lines and closed and opened again.
    """
    if len(text) <= room:
        return text, ""
    ends: list[int] = []
    inside: list[tuple[int, str]] = []
    at, fence, opened = 0, "", ""
    for line in text.split("\n"):
        before, fence = fence, fenced(line, fence)
        stops = at + len(line)
        if fence and not before:
            opened = line.strip()
        elif fence:
            inside.append((stops, opened))
        elif line.strip():
            ends.append(stops)
            ends += [at + found.end() for found in re.finditer(_SENTENCE, line) if not before]
        at = stops + 1
    best = max((each for each in ends if each <= room), default=0)
    if best:
        return text[:best].rstrip(), text[best:].strip("\n").lstrip(" ")
    lines = [(stops, opened) for stops, opened in inside if stops + 4 <= room]
    if lines:
        stops, opened = lines[-1]
        return f"{text[:stops]}\n```", f"{opened}\n{text[stops + 1 :]}"
    blank = text.rfind(" ", 1, room)
    stops = blank if blank > 0 else room - 1
    return f"{text[:stops].rstrip()}…", text[stops:].lstrip()
