"""What was decided put into words: the direct answer, what an entry tells, and where that comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answering.library import Item, Library
from assistant.asking.question import Question
from assistant.knowledge.base import BOTH, TIE, KnowledgeBase, headings


class Realiser:
    """Puts into words what is decided from one library."""

    def __init__(self, library: Library) -> None:
        self._base, self._say = library.base, library.english.say
        self._beside = library.lexicon.cut(library.english.beside)
        self._direct = {self._say[each].casefold() for each in ("yes", "no")}

    def lead(self, affirms: bool | None, pick: str | None, body: str, slightly: bool = False) -> str:
        """Return the direct answer that stands before a text; "" where there is none, or the text begins with it."""
        if affirms is not None:
            lead = self._say["slightly" if affirms and slightly else "yes" if affirms else "no"]
        elif pick is not None:
            lead = self._say["tie"] if pick == TIE else self._base.subject_name(pick)
        else:
            return ""
        named = pick is not None and body.casefold().startswith(self._base.in_text(pick).casefold())
        return "" if named or body.startswith(lead) else lead

    def body(self, question: Question, item: Item, subject: str | None, pick: str | None = None) -> str:
        """Return what an entry tells of a subject, to a question for which `pick` is chosen."""
        entry, category = item.entry, item.category
        if item.is_ruling and category:
            asks = question.yes_no or question.forms & {"choose", "why"}
            whole = subject in (None, BOTH) and not asks and "which" not in question.forms
            if whole and self._beside.occur(question.said):
                return " ".join((category.verdict, *category.answer.values()))
            if subject in category.answer and not asks:
                return f"{category.answer[subject]} {category.verdict}"
            return f"{category.verdict} {category.why}".strip()
        answer = entry.short or entry.answer
        if isinstance(answer, dict):
            first = sorted(answer, key=lambda each: each != pick)  # what is told of the one picked
            text = answer.get(subject or BOTH) or answer.get(BOTH) or " ".join(answer[each] for each in first)
        else:
            text = answer
        return f"{text} {entry.why}".strip() if entry.why and "why" in question.forms else text

    def edge(self, body: str) -> str:
        """Return a text without the ruling that it begins with, a tie: "Yes, slightly: it's a tie: B is slightly …"."""
        _, colon, rest = body.partition(": ")
        return rest[:1].upper() + rest[1:] if colon else body

    def without_own_lead(self, body: str) -> str:
        """Return a text without the yes or no that its author begins it with: it is true of that question alone."""
        lead, _, rest = body.partition(" ")
        told = bool(rest) and lead[-1:] in ".,:;!" and lead[:-1].casefold() in self._direct
        return rest[:1].upper() + rest[1:] if told else body

    def source(self, sections: Sequence[str], *, asked: bool = False) -> str:
        """Return the line that names where answers come from, see `source_line`."""
        return source_line(sections, self._base, self._say, asked=asked)


def led(lead: str, body: str) -> str:
    """Return a text after the direct answer, if there is one."""
    return f"{lead}: {body}" if lead else body


def source_line(sections: Sequence[str], base: KnowledgeBase, say: Mapping[str, str], *, asked: bool = False) -> str:
    """Return the line that names where answers come from: the source, and its headings where they are known.

    "" where the author wants none and it is not `asked`.
    """
    if not (asked or base.cite):
        return ""
    known = "”, “".join(dict.fromkeys(part for each in sections for part in headings(each)))
    title = base.source.title or base.title
    return say["source"].format(title=title, section=known) if known else say["source_alone"].format(title=title)
