"""Marks what the knowledge base knows in the line as it is typed."""

from __future__ import annotations

import re
from collections.abc import Callable

from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.lexers import Lexer

from assistant.knowledge.base import KnowledgeBase
from assistant.terminal.chat.commands import COMMANDS
from assistant.words.phrases import Phrases

_WORD = re.compile(r"[^\W_]+(?:['.+#-][^\W_]+|[+#]+)*")


class Highlighter(Lexer):
    """Styles subjects, terms of categories and entries, and what the source does not cover."""

    def __init__(self, base: Callable[[], KnowledgeBase | None]) -> None:
        self._base = base
        self._phrases: Phrases | None = None

    def lex_document(self, document: Document) -> Callable[[int], StyleAndTextTuples]:
        """Return what styles each line."""
        return lambda number: self._line(document.lines[number], first=number == 0)

    def _line(self, line: str, *, first: bool) -> StyleAndTextTuples:
        if first and line.startswith("/"):
            word, blank, rest = line.partition(" ")
            return [("class:command" if word in COMMANDS else "", word), ("", blank + rest)]
        words = list(_WORD.finditer(line))
        styled: StyleAndTextTuples = []
        end = 0
        found = self._known().find([each[0].lower() for each in words]) if words else ()  # a start knows no line yet
        for start, stop, style in found:
            styled += [
                ("", line[end : words[start].start()]),
                (style, line[words[start].start() : words[stop - 1].end()]),
            ]
            end = words[stop - 1].end()
        return [*styled, ("", line[end:])]

    def _known(self) -> Phrases:
        base = self._base()
        if self._phrases is None and base is not None:
            self._phrases = _phrases(base)
        return self._phrases or Phrases(())


def _phrases(base: KnowledgeBase) -> Phrases:
    styles: dict[str, str] = {}
    for outside in base.outside:
        styles.update((_words(term), "class:outside") for term in (outside.name, *outside.terms))
    for entry in base.entries:
        styles[_words(entry.name)] = "class:term"
    for category in base.categories:
        styles.update((_words(term), "class:term") for term in (category.name, *category.terms))
    for subject in base.subjects:
        styles.update((_words(name), f"class:subject.{subject.id}") for name in (subject.name, *subject.aliases))
    return Phrases(styles.items())


def _words(text: str) -> str:
    return " ".join(each.lower() for each in _WORD.findall(text))
