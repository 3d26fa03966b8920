"""Markdown pages: headings that ask, with what stands beneath them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from assistant.answering.library.store import language
from assistant.authoring.importing.draft import Document, Draft, clipped, one_line, tidy, words_of
from assistant.authoring.importing.tags import uncommented
from assistant.knowledge.faults import Mark
from assistant.knowledge.markup import fenced
from assistant.tuples import NamedTuple

# Beginnings of lines; what follows is stripped and looked at from its end, so that no pattern tries all ends of a line.
_ATX = re.compile(r"(?:\s*(?:\d+\s*[.)]|[-*+])\s+)?\s{0,3}(#{1,6})\s")
_TAG = re.compile(r"\s*(?:<details\b[^>]*>\s*)?<(h[1-6]|summary)\b[^>]*>", re.IGNORECASE)
_ASKED = re.compile(
    r"\s*(?:<details\b[^<>]*>\s*)?<summary\b.*?</summary>|\s*(?:\d+\s*[.)]|[-*+])\s+(\*\*|__)[^*_]*[?？]\1",
    re.IGNORECASE,
)
"""A question with which a line begins that goes on with its answer: a summary, or in bold in a list."""
_BOLD = re.compile(r"\s*(?:\d+\s*[.)]\s+|[-*+]\s+)?(?:\*\*|__)")
_QUESTION = re.compile(r"\s*(?:\*\*)?Q(?:uestion)?\s*(?:\d+\s*)?[:.)]")
_ANSWER = re.compile(r"^\s*(?:\*\*)?A(?:nswer)?\s*(?:\d+\s*)?[:.)]\s*(?:\*\*\s*)?")
_UP = re.compile(r"^\s*(?:(?:\*\*|<b>)\s*)?\[[^\]]*\]\(#[^)]*\)\s*(?:(?:\*\*|</b>)\s*)?$")
_RULE = re.compile(r"^\s*(?:-\s*){3,}$|^\s*(?:\*\s*){3,}$|^\s*(?:_\s*){3,}$")
_PICTURE = re.compile(r"^\s*(?:\[?!\[[^\]]*\]\([^)]*\)\]?(?:\([^)]*\))?\s*)+$")
_HTML = re.compile(r"</?(?:[a-z][a-z0-9-]*)(?:\s+[\w:-]+(?:=(?:\"[^\"]*\"|'[^']*'|[^\s<>]+))?)*\s*/?>")
_LEAST = 0.5
"""Share of the headings of a level that ask, from which all of them are taken for questions."""


class Heading(NamedTuple):
    """A heading with the lines beneath it: `level` is 1 to 6, 7 for a bold line or a summary."""

    level: int
    text: str
    line: int
    body: list[str]


def read(documents: Sequence[Document]) -> Draft:
    """Return what the pages hold."""
    draft = Draft.empty("")
    for document in documents:
        title = page(document.text.split("\n"), range(1, document.text.count("\n") + 2), document, draft)
        draft = draft._replace(title=draft.title or title)
    return draft


def page(lines: list[str], numbers: Sequence[int], document: Document, draft: Draft) -> str:
    """Put the questions of a page into a draft and return its title; `numbers` are the lines in the document."""
    found = headings(lines, numbers)
    english = language()
    opening = {*english.question_words, *english.openers}

    def asks(text: str) -> bool:
        first = re.match(r"[^\W\d_]+", text)
        return text.rstrip().endswith(("?", "？")) or (first is not None and first[0].lower() in opening)

    total = Counter(each.level for each in found)
    asking = Counter(each.level for each in found if asks(each.text))
    levels = {level for level, count in asking.items() if count / total[level] >= _LEAST and count > 1}
    first = next((each for each in found if each.level == 1 and not asks(each.text)), None)
    title = first.text if first else words_of(document.stem)
    path: dict[int, str] = {}
    at = 0
    while at < len(found):
        head = found[at]
        path = {level: text for level, text in path.items() if level < head.level}
        at += 1
        if not asks(head.text) and not (head.level in levels and _told(head.body) and not _lists(head.body)):
            path[head.level] = head.text
            words = len(" ".join(_told(head.body).split()).split())
            if words > 3:
                draft.leave(
                    document.mark(head.line), f"{words} words under “{clipped(head.text)}”", "its heading asks nothing"
                )
            continue
        body = list(head.body)
        end = next((place for place in range(at, len(found)) if found[place].level <= head.level), len(found))
        parted = any(asks(each.text) for each in found[at:end])  # else all that stands beneath is of the answer
        while at < end:
            if asks(found[at].text) or (parted and found[at].level in levels):
                break
            body += ["", f"**{found[at].text}**", "", *found[at].body]
            at += 1
        section = next((path[level] for level in sorted(path, reverse=True) if path[level] != title), "")
        mark = Mark(document.path, head.line, 1)
        draft.add([head.text], _told(body), mark, section=section, topic=section)
    return title


def headings(lines: Iterable[str], numbers: Sequence[int]) -> list[Heading]:
    """Return the headings of a page with what stands beneath each; what comes before the first one is left."""
    found: list[Heading] = []
    fence, gathered, opened = "", list(lines), ""
    for at, line in enumerate(gathered):
        before, fence = fence, fenced(line, fence)
        if before or fence:
            pass
        elif opened:  # a heading in HTML over several lines
            head = found[-1]
            text, _, after = line.partition(f"</{opened}>")
            found[-1] = head._replace(text=one_line(_HTML.sub("", f"{head.text} {text}")))
            if f"</{opened}>" in line:
                opened = ""
                head.body.extend([after] if after.strip() else [])
            continue
        else:
            asked = _ASKED.match(line)
            question, rest = (asked[0], line[asked.end() :].strip()) if asked else (line, "")
            begun = _heading(question, gathered[at + 1] if at + 1 < len(gathered) else "")
            if begun:
                level, text, opened = begun
                found.append(Heading(level, one_line(_HTML.sub("", text)), numbers[at], [rest] if rest else []))
                continue
        if found and not (re.fullmatch(r"\s*(?:=+|-{3,})\s*", line) and not found[-1].body):
            found[-1].body.append(line)
    return [each for each in found if each.text]


def _heading(line: str, following: str) -> tuple[int, str, str] | None:
    """Return a heading's level and text, and the HTML element that is still open, None where a line is none."""
    atx, tag = _ATX.match(line), _TAG.match(line)
    after = line[atx.end() :].strip() if atx else ""
    if atx and after:
        return len(atx[1]), after.rstrip("#").rstrip() or after, ""
    if tag:
        name = tag[1].lower()
        level, after = 7 if name == "summary" else int(name[1]), line[tag.end() :].strip()
        closed = after.lower().endswith(f"</{name}>")
        return level, after[: -len(f"</{name}>")] if closed else after, "" if f"</{name}>" in line.lower() else name
    if line.strip() and not line.startswith((" ", "\t", "-", ">", "|")):
        if re.fullmatch(r"=+\s*", following):
            return 1, line, ""
        if re.fullmatch(r"-{3,}\s*", following):
            return 2, line, ""
    said = _said(line)
    return (7, said, "") if said else None


def _said(line: str) -> str:
    """Return the question that a line is, in bold or after "Q:", "" where it is none."""
    bold, question = _BOLD.match(line), _QUESTION.match(line)
    whole = line.rstrip().removesuffix(":").rstrip()
    if bold and whole.endswith(("**", "__")) and (inside := whole[bold.end() : -2].rstrip())[1:].endswith("?"):
        return inside
    after = line[question.end() :].strip() if question else ""
    return after.removeprefix("**").removesuffix("**").strip()


def _lists(body: list[str]) -> bool:
    """Tell whether what stands beneath a heading is a list of links within the page and little else."""
    text = uncommented("\n".join(body))
    inside = re.findall(r"\[([^\]\n]*)\]\(#", text)
    outside = re.sub(r"\[[^\]\n]*\]\(#[^)\n]*\)", "", text)
    return len(" ".join(inside)) > len(re.findall(r"[^\W\d_]", outside))


def _told(body: list[str]) -> str:
    """Return the answer in the lines beneath a heading: without links up the page, rules, pictures and tags."""
    kept: list[str] = []
    fence = ""
    indent = min((len(line) - len(line.lstrip(" ")) for line in body if line.strip()), default=0)
    text = "\n".join(line[indent:] for line in body)
    text = uncommented(text)
    for line in text.split("\n"):
        before, fence = fence, fenced(line, fence)
        if before or fence:
            kept.append(line)
            continue
        if _UP.match(line) or _RULE.match(line) or _PICTURE.match(line):
            continue
        if not kept or not any(each.strip() for each in kept):
            line = _ANSWER.sub("", line)
        parts = re.split(r"(`[^`]*`)", line)
        kept.append("".join(each if each.startswith("`") else _HTML.sub("", each) for each in parts))
    return tidy("\n".join(kept))
