"""What a file of another tool gives: questions with answers, synonyms, tests, and what was left out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

import yaml

from assistant.asking.question import MOST_CHARACTERS
from assistant.authoring.importing.tags import marked
from assistant.knowledge.faults import DataError, Fault, Mark
from assistant.knowledge.markup import plain
from assistant.knowledge.schema import composed
from assistant.tuples import NamedTuple


class Document(NamedTuple):
    """A file as it was read."""

    path: str
    text: str

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return re.split(r"[\\/]", self.path)[-1].rsplit(".", 1)[0]

    def mark(self, line: int) -> Mark:
        """Return a line of this file as a place."""
        return Mark(self.path, line, 1)

    def tree(self) -> yaml.Node | None:
        """Return what the file holds in YAML, None for nothing.

        Raises DataError: it is no YAML; RecursionError: it is nested beyond measure.
        """
        try:
            return composed(self.text)
        except yaml.YAMLError as error:
            at, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None)
            mark = self.mark(at.line + 1) if at else Mark(self.path)
            fault = Fault(mark, f"not YAML: {problem or 'cannot be parsed'}", "name a file as the tool wrote it")
            raise DataError([fault]) from None


class Pair(NamedTuple):
    """Questions that have one answer (Markdown). `fields` are keys of the plain form besides: topic, section, id …"""

    questions: tuple[str, ...]
    answer: str
    mark: Mark
    fields: Mapping[str, str] = MappingProxyType({})


class Left(NamedTuple):
    """Something that was not brought in: where, what, and why."""

    mark: Mark
    what: str
    why: str

    def __str__(self) -> str:
        return f"{self.mark.path}:{self.mark.line}: left out: {self.what}; {self.why}"


class Test(NamedTuple):
    """A question of the tool's own tests with the id of the entry that must answer it."""

    ask: str
    id: str


class Draft(NamedTuple):
    """All that was found in the files of one format; the lists are filled in by its reader."""

    title: str
    pairs: list[Pair]
    left: list[Left]
    synonyms: list[tuple[str, ...]]
    tests: list[Test]

    @classmethod
    def empty(cls, title: str = "") -> Draft:
        """Return a draft that holds nothing yet."""
        return cls(title, [], [], [], [])

    def add(self, questions: Iterable[str], answer: str, mark: Mark, **fields: str) -> None:
        """Take in questions with their answer, or note why not."""
        asked = tuple(dict.fromkeys(line for line in map(one_line, questions) if any(map(str.isalnum, line))))
        text = tidy(marked(answer) if _TAGS.search(answer) and "`" not in answer else answer)
        if not asked:
            self.left.append(Left(mark, f"the answer “{clipped(text)}”", "nobody asks for it"))
        elif not text:
            self.left.append(Left(mark, f"“{clipped(asked[0])}”", "it has no answer in text"))
        else:
            kept = {key: value.strip() for key, value in fields.items() if value and value.strip()}
            self.pairs.append(Pair(asked, text, mark, kept))

    def leave(self, mark: Mark, what: str, why: str) -> None:
        """Note something that is not brought in."""
        self.left.append(Left(mark, what, why))


_TAGS = re.compile(r"<(?:a|b|br|p|div|span|ul|ol|li|strong|em|i|img|table|h[1-6])(?:\s[^<>]*)?/?>|</a>", re.IGNORECASE)
"""Tags by which a text is HTML."""


class JsonLines:
    """Where texts stand in a file of JSON or YAML: looked for one after another, in the order of the file."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._at, self._line = 0, 1

    def mark(self, text: str) -> Mark:
        """Return the place of the next string `text`, in quotes or, as in YAML, without."""
        for written in (json.dumps(text, ensure_ascii=False), json.dumps(text), text.partition("\n")[0]):
            at = self._document.text.find(written, self._at)
            if at >= 0:
                self._line += self._document.text.count("\n", self._at, at)
                self._at = at
                break
        return self._document.mark(self._line)


def one_line(text: str) -> str:
    """Return a question on one line, without marks and what stands before it in lists ("Q:", "12.").

    What is longer than any question that is read is cut.
    """
    line = " ".join(plain(str(text)[:MOST_CHARACTERS]).split())
    return re.sub(r"^(?:(?:Q|Question|Frage)\s*\d*\s*[:.)-]\s+|\d{1,3}\s*[.)]\s+|[-*•]\s+)", "", line).strip()


def tidy(text: str) -> str:
    """Return an answer without blanks at the ends of lines and more than one empty line in a row.

    What is meant to be bold at the beginning of a line ("** Sensors**") is.
    """
    lines = [
        line.rstrip() for line in str(text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ").split("\n")
    ]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return re.sub(r"^\*\*[ ]+(\w[^*\n]*?)[ ]*\*\*(?=\s|$)", r"**\1**", text, flags=re.MULTILINE)


def clipped(text: str, most: int = 60) -> str:
    """Return the beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def texts(value: Any) -> list[str]:
    """Return the texts of a value that is one text or a list of them."""
    if isinstance(value, str):
        return [value]
    return [str(each) for each in value if isinstance(each, str | int | float)] if isinstance(value, list) else []


def words_of(name: str) -> str:
    """Return a file's or an intent's name as words: "fee_structure" is "fee structure"."""
    return " ".join(re.sub(r"[_\-./]+", " ", name).split())
