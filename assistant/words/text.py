"""Text as the other rooms see it: normalised, and cut into words. Pure functions, no language but Unicode."""

from __future__ import annotations

import re
from functools import cache

_NOTHING = (
    *((0xAD, 0xAE), (0x34F, 0x350), (0x61C, 0x61D), (0x115F, 0x1161), (0x17B4, 0x17B6), (0x180B, 0x1810)),
    *((0x200B, 0x2010), (0x202A, 0x202F), (0x2060, 0x2070), (0x3164, 0x3165), (0xFE00, 0xFE10), (0xFEFF, 0xFF00)),
    *((0xFFA0, 0xFFA1), (0xE0000, 0xE0200)),
)
"""Characters that show nothing and change no word: Unicode's default ignorable ones, as far as any is assigned."""

_PUNCTUATION = {
    "\u2018": "'",
    "\u2019": "'",
    "\u02bc": "'",
    "`": "'",
    "\u00b4": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": " - ",
    "\u2015": " - ",
    "\u2026": "...",
}

_SENTENCE_END = (
    r"(?:(?<=\w{3}[.!?])|(?<=[)”\"'%][.!?])|(?<='s[.!?]))\s+(?=[^\W_a-z]|[“\"(])"
    r"|(?:(?<=\s[aeiouy]\w[.!?])|(?<=\s\w[aeiouy][.!?])|(?<=\w\s\d[.!?]))\s+(?=[^\W\d_a-z]|[“\"(])"
)
"""A word of two letters ends a sentence where it has a vowel ("it is built in."), and is short for another elsewhere
("Django vs. Flask"); a digit after a word ends one too."""

_WORD = r"\d+(?:[.,]\d+)+|[^\W_]+(?:'[^\W_]+)*"


def normalize(text: str) -> str:
    """Return `text` in compatibility form (NFKC), case-folded, with plain quotes and hyphens and single spaces."""
    if not text.isascii():
        import unicodedata  # a large library, which most questions do not need

        text = unicodedata.normalize("NFKC", text.translate(_plainly()))
    else:
        text = text.replace("`", "'")
    return " ".join(text.casefold().split())


@cache
def _plainly() -> dict[int, str]:
    """What characters are written as, or left out."""
    return str.maketrans({**_PUNCTUATION, **{chr(each): "" for row in _NOTHING for each in range(*row)}})


def tokens(text: str) -> list[str]:
    """Cut normalised `text` into words: runs of letters and digits, with apostrophes and number separators inside.

    >>> tokens("does flask's box hold 45,000 things?")
    ['does', "flask's", 'box', 'hold', '45,000', 'things']
    """
    together = text.replace(" ", "")
    return text.split() if together.isalnum() or not together else re.findall(_WORD, text)


def clip(text: str, width: int) -> str:
    """Return `text` on one line of at most `width` characters, an ellipsis showing what was cut."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: max(width - 1, 0)].rstrip() + "…"


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return re.split(_SENTENCE_END, text)


def first_sentence(text: str) -> str:
    """Return the first sentence of a text."""
    return re.split(_SENTENCE_END, text, maxsplit=1)[0]
