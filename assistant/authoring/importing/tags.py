"""HTML as Markdown, line by line, whatever it is about."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_HIDDEN = {"script", "style", "nav", "footer", "template", "noscript", "svg", "form", "iframe", "head", "aside"}
_HEADS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "dt": 6, "summary": 6}
_BLOCKS = {"p", "div", "section", "article", "main", "ul", "ol", "table", "tr", "dl", "dd", "blockquote", "details"}
_BLOCKS |= {"header", "figure", "li", "pre", *_HEADS}
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`", "kbd": "`", "samp": "`"}
_LONGEST = 200
"""Characters of a line that can be a question."""


def marked(html: str) -> str:
    """Return a piece of HTML as Markdown; a text without tags as it stands.

    A link whose tag is not closed (`<a href='x' </a>`) is one.
    """
    if "<" not in html and "&" not in html:
        return html
    html = re.sub(r"(<a\s[^<>]*?)\s*(?=</a>)", r"\1>", html, flags=re.IGNORECASE)
    return "\n".join(Parsed(html, asks=False).lines).strip()


def uncommented(html: str) -> str:
    """Return HTML without its comments, on as many lines as before; one that nothing ends stays."""
    kept: list[str] = []
    at = 0
    while (begin := html.find("<!--", at)) >= 0 and (end := html.find("-->", begin + 4)) >= 0:
        kept += [html[at:begin], "\n" * html.count("\n", begin, end)]
        at = end + 3
    return "".join(kept) + html[at:]


def _ended(html: str) -> str:
    """Return HTML whose comments and tags all end: what begins one without an end is text.

    The parser would look for that end again from each place that follows.
    """
    text = uncommented(html).replace("<!--", "&lt;!--")
    last = text.rfind(">") + 1
    return text[:last] + text[last:].replace("<", "&lt;")


class Parsed(HTMLParser):
    """A page in Markdown, line by line, with the number of the line each was found at.

    Blocks of a single line that ends in a question mark become headings, those within an item of a list too.
    """

    def __init__(self, text: str, *, asks: bool = True) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.lines: list[str] = []
        self.numbers: list[int] = []
        self.scripts: list[tuple[int, str]] = []
        self._asks = asks
        self._hidden = 0
        self._text = ""
        self._begun = 0
        self._level = 0
        self._lists: list[int | None] = []
        self._item = ""
        self._boxed = False
        self._pre = False
        self._script: list[str] | None = None
        self._in_title = False
        self._links: list[tuple[str, int]] = []
        self.feed(_ended(text))
        self.close()
        self._end()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        values = {name: value or "" for name, value in attrs}
        if tag == "script" and "ld+json" in values.get("type", ""):
            self._script = []
        if tag == "title":
            self._in_title = True
        if tag in _HIDDEN:
            self._hidden += 1
        if self._hidden:
            return
        if tag in _BLOCKS:
            self._end()
            self._boxed = tag not in ("ul", "ol", "li")
        self._level = _HEADS.get(tag, self._level)
        if tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            depth, count = "  " * max(len(self._lists) - 1, 0), self._lists[-1] if self._lists else None
            if count is not None:
                self._lists[-1] = count + 1
            self._item = f"{depth}- " if count is None else f"{depth}{count + 1}. "
        elif tag == "br":
            self._text += "\n" if self._pre or self._text.strip() else ""
        elif tag == "pre":
            self._pre = True
            self._line("```")
        elif tag in _MARKS:
            self._mark(tag)
        elif tag == "a":
            self._links.append((values.get("href", ""), len(self._text)))
        elif tag in ("td", "th"):
            self._text += " | " if self._text.strip() else ""

    def handle_endtag(self, tag: str) -> None:
        """End an element."""
        if tag == "script" and self._script is not None:
            self.scripts.append((self.getpos()[0], "".join(self._script)))
            self._script = None
        if tag == "title":
            self._in_title = False
        if tag in _HIDDEN:
            self._hidden = max(self._hidden - 1, 0)
            return
        if self._hidden:
            return
        if tag in _MARKS:
            self._mark(tag)
        elif tag == "a" and self._links:
            target, at = self._links.pop()
            label = " ".join(self._text[at:].split())
            if target and not target.startswith(("#", "javascript:")):
                link = f"[{label}]({target})" if label else target
                self._text = f"{self._text[:at]}{link}"
        elif tag == "pre":
            for line in self._text.strip("\n").split("\n"):
                self._line(line)
            self._text, self._pre = "", False
            self._line("```")
        if tag in _BLOCKS:
            self._end()
            self._level = 0 if tag in _HEADS else self._level
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
            self._line("") if not self._lists else None

    def handle_data(self, data: str) -> None:
        """Take in text."""
        if self._script is not None:
            self._script.append(data)
        elif self._in_title:
            self.title += " ".join(data.split())
        elif not self._hidden:
            if not self._text.strip():
                self._begun = self.getpos()[0] + data[: len(data) - len(data.lstrip())].count("\n")
            self._text += data if self._pre else re.sub(r"\s+", " ", data)

    def _mark(self, tag: str) -> None:
        """Mark where emphasis or code begins or ends; within a block of code nothing marks code."""
        if not (self._pre and _MARKS[tag] == "`"):
            self._text += _MARKS[tag]

    def _line(self, line: str) -> None:
        self.lines.append(line)
        self.numbers.append(self._begun or 1)

    def _end(self) -> None:
        """Close what was gathered of a block."""
        if self._pre:
            return
        text = re.sub(r"[ ]+", " ", self._text).strip()
        text = re.sub(r"\*\*\s*\*\*|``", "", text).strip()
        self._text = ""
        self._links = [(target, 0) for target, _ in self._links]
        if not text:
            return
        bare = text.strip("*_ ")
        asks = self._asks and bare.endswith(("?", "？")) and len(bare) <= _LONGEST and "\n" not in bare
        if self._asks and self._level:
            self._line(f"{'#' * self._level} {bare}")
        elif asks and (self._boxed or not self._item):
            self._line(f"###### {bare}")
        elif self._item:
            self._line(f"{self._item}{text}")
            self._item = ""
            return
        else:
            for line in text.split("\n"):
                self._line(line.strip())
        self._item = ""
        self._line("")
