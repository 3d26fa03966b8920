"""A reply as JSON, or laid out for a screen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from assistant.answering.realisation import source_line
from assistant.answering.reply import CHAT, UNKNOWN, UNSURE, Answer, Reply
from assistant.knowledge.base import OVERALL, TIE, KnowledgeBase, Source, headings
from assistant.knowledge.markup import plain
from assistant.screen.layout import Line, Screen, Span, as_line, cells, link, pad, wrap
from assistant.screen.markdown import drawn
from assistant.screen.theme import PALETTE
from assistant.tuples import NamedTuple
from assistant.words.text import first_sentence


def as_dict(reply: Reply, source: Source) -> dict[str, Any]:
    """Return a reply as the JSON object that the command line promises."""
    return {
        "question": reply.question,
        "status": reply.status,
        "text": plain(reply.text),
        "pick": reply.pick,
        "affirms": reply.affirms,
        "answers": [
            {
                "id": each.id,
                "topic": each.topic,
                "subject": each.subject,
                "winner": each.winner,
                "text": each.text,
                "source": {"title": source.title, "section": each.section, "url": source.url or None},
            }
            for each in reply.answers
        ],
        "confidence": round(reply.confidence, 3),
        "suggestions": list(reply.suggestions),
        "more": reply.rest,
    }


def as_json(reply: Reply, source: Source, *, ascii_only: bool = False) -> str:
    """Return a reply as one line of JSON."""
    return as_line(as_dict(reply, source), ascii_only)


class Renderer(NamedTuple):
    """Lays replies about one knowledge base out for one screen. `say` holds the language's phrases.

    Without `numbers` nothing that is to be chosen from bears one.
    """

    base: KnowledgeBase
    say: dict[str, str]
    screen: Screen
    numbers: bool = True

    def reply(self, reply: Reply, *, numbered: bool = False) -> list[Line]:
        """Return a reply as lines; with `numbered` its suggestions bear the numbers that can be typed."""
        lines: list[Line] = []
        if reply.answers:
            verdict, several = self._verdict(reply), len(reply.answers) > 1
            of_all = reply.lead not in ("", reply.answers[0].lead)
            if reply.opening:
                lines += [*self.paragraph(direct_answer_bold(reply.opening)), []]
            elif several and verdict and (of_all if reply.affirms is not None else all(map(_rules, reply.answers))):
                lines += [*self._header(verdict, [each.topic for each in reply.answers], reply), []]
            for place, answer in enumerate(reply.answers):
                lines += [[]] if place else []
                lines += self._answer(reply, answer, own=several, bold=not reply.opening)
            if reply.rest:
                lines += [[], *self.paragraph([("dim", self.say["more"])])]
            source = self.source_links([each.section for each in reply.answers])
            lines += [[], *self.paragraph(source)] if source else []
        else:
            of_program = reply.status == CHAT or not (reply.reading or reply.suggestions)
            label = "" if of_program else {UNKNOWN: "not_covered", UNSURE: "not_sure"}.get(reply.status)
            lines += [self.indented([self.badge("yellow", self.say[label])])] if label and self.screen.drawings else []
            offers = self.say["offer"].partition("{")[0] if reply.status == UNKNOWN and reply.offer else ""
            text = " ".join(filter(None, (reply.opening, reply.body, offers.rstrip())))
            marked = drawn(text, self.screen) if of_program else None
            plainly = [("", text)] if of_program else direct_answer_bold(text)
            lines += self.paragraph(plainly) if marked is None else map(self.indented, marked)
        if reply.suggestions:
            lines += [[], *self.choices(reply.suggestions, numbered=numbered)]
        if reply.note:
            lines += [[], *self.paragraph([("dim", reply.note)])]
        return lines

    def line(self, reply: Reply) -> Line:
        """Return a reply as the one line that a pipe gets, its direct answer in colour."""
        verdict = self._verdict(reply)
        (bold, first), *rest = direct_answer_bold(plain(reply.text))
        return [(f"{verdict[1] if verdict else ''} {bold}", first), *rest]

    def _answer(self, reply: Reply, answer: Answer, *, own: bool, bold: bool) -> list[Line]:
        """Return one part of a reply; of several parts each bears its `own` ruling, a single one the reply's."""
        told = _told(reply, answer)
        if own:
            affirms = {self.say["yes"]: True, self.say["no"]: False}.get(answer.lead)
            reply = reply._replace(affirms=affirms, pick=answer.winner if _rules(answer) else None)
        verdict = self._verdict(reply)
        text = _unlabelled(told, self._said(reply)) if verdict else told
        spans = direct_answer_bold(text) if bold and self.screen.drawings else [("", text)]
        marked = drawn(text, self.screen)
        body = self.paragraph(spans) if marked is None else map(self.indented, marked)
        return [*self._header(verdict, [answer.topic], reply, own=own), *body]

    def _header(
        self, verdict: tuple[str, str, str] | None, topics: list[str], reply: Reply, *, own: bool = False
    ) -> list[Line]:
        """Return the line that stands above an answer or its `own` part: what it comes to, and what it is about.

        There is none where it would say only what the source is called.
        """
        about = " + ".join(dict.fromkeys(self.topic_name(each) for each in topics))
        if verdict is None and about == (self.base.source.title or self.base.title):
            return []
        if not self.screen.drawings:
            kind = "Answer" if reply.affirms is not None else "Winner" if own else "Pick"
            return self.paragraph([("", f"{kind}: {verdict[0]}. " if verdict else ""), ("", f"Topic: {about}.")])
        if verdict is None:
            return [self.indented([("dim", about)])]
        label, colour, symbol = verdict
        return [self.indented([self.badge(colour, f"{symbol} {label}".strip()), ("", " "), ("dim", about)])]

    def _verdict(self, reply: Reply) -> tuple[str, str, str] | None:
        """Return the label, colour and symbol of the direct answer, or None where there is none to show."""
        if reply.affirms is not None:
            label = self.say["yes" if reply.affirms else "no"]
            return label, "green" if reply.affirms else "red", "✔" if reply.affirms else "✘"
        if reply.pick == TIE:
            return self.winner_name(TIE), self.colour(TIE), ""
        if reply.pick is not None:
            return self.base.subject_name(reply.pick), self.colour(reply.pick), ""
        return None

    def _said(self, reply: Reply) -> str:
        """Return the words in which the text of a reply says its direct answer."""
        verdict = self._verdict(reply)
        return self.say["tie"] if verdict and reply.affirms is None and reply.pick == TIE else (verdict or ("",))[0]

    def badge(self, colour: str, label: str) -> Span:
        """Return a label that stands out, with colour or without."""
        return (f"badge {colour}", f" {label} ") if self.screen.color else ("", f"[{label}]")

    def ruling_badge(self, winner: str) -> Span:
        """Return who wins, as a label that stands out."""
        return self.badge(self.colour(winner), self.winner_name(winner))

    def ruling(self, winner: str) -> Span:
        """Return who wins, as a coloured word with a dot; a tie with a sign of its own."""
        return f"{self.colour(winner)} bold", f"{'=' if winner == TIE else '●'} {self.winner_name(winner)}"

    def winner_name(self, winner: str) -> str:
        """Return the shown name of a ruling."""
        return winner.capitalize() if winner == TIE else self.base.subject_name(winner)

    def topic_name(self, topic: str) -> str:
        """Return the shown name of a topic."""
        return topic.capitalize() if topic == OVERALL else self.base.topic_name(topic)

    def colour(self, subject: str) -> str:
        """Return the colour of a subject (or of a tie): its own, or one that no other subject has."""
        if subject == TIE:
            return "yellow"
        taken = {each.color for each in self.base.subjects}
        free = [each for each in PALETTE if each not in taken and each != "yellow"] or list(PALETTE)
        unnamed = [each.id for each in self.base.subjects if each.color not in PALETTE]
        own = {each.id: each.color for each in self.base.subjects if each.color in PALETTE}
        return own.get(subject) or (free[unnamed.index(subject) % len(free)] if subject in unnamed else "")

    def source(self, sections: list[str]) -> str:
        """Return the line that names where something comes from."""
        return source_line(sections, self.base, self.say)

    def source_links(self, sections: Sequence[str]) -> list[Span]:
        """Return the same, its title and headings leading to the source where the knowledge has its address."""
        source, rest = self.base.source, self.source(list(sections))
        spans: list[Span] = []
        named = (source.title, *dict.fromkeys(part for each in sections for part in headings(each)))
        for text in filter(None, named):
            before, found, after = rest.partition(text)
            if found and source.url:
                spans += [("dim", before), link(text, source.url, "" if text == source.title else text)]
                rest = after
        return [*spans, ("dim", rest)] if spans or rest else []

    def choices(
        self, texts: tuple[str, ...] | list[str], *, numbered: bool, start: int = 1, last: int = 0
    ) -> list[Line]:
        """Return texts to choose from, one or more lines each; `last` is the highest number of the list they are of."""
        lines: list[Line] = []
        numbered = numbered and self.numbers
        digits = len(str(max(last, start + len(texts) - 1)))
        for number, text in enumerate(texts, start):
            drawn_mark, plain_mark = (f"{number:{digits}}  ", f"{number}. ") if numbered else ("·  ", "- ")
            mark = drawn_mark if self.screen.drawings else plain_mark
            body = wrap([("", text)], max(self.screen.measure - len(mark), 8))
            lines.append(self.indented([("bold cyan", mark), *body[0]]))
            lines += [self.indented([("", " " * len(mark)), *line]) for line in body[1:]]
        return lines

    def pairs(self, rows: Sequence[tuple[str, str]], style: str = "dim") -> list[Line]:
        """Return names with what belongs to them, in two columns where there is room, else one under the other."""
        if not self.screen.drawings:
            return [line for name, text in rows for line in self.paragraph([("", f"{name}: {text}")])]
        widest = max((cells(name) for name, _ in rows), default=0) + 2
        room = self.screen.measure - widest
        lines: list[Line] = []
        for name, text in rows:
            if room < 30:
                body = wrap([("", self.screen.text(text))], max(self.screen.measure - 2, 8))
                lines += [self.indented([(style, name)]), *(self.indented([("", "  "), *line]) for line in body)]
            else:
                body = wrap([("", self.screen.text(text))], room)
                lines += [
                    self.indented([(style, pad("" if place else name, widest)), *line])
                    for place, line in enumerate(body)
                ]
        return lines

    def paragraph(self, spans: list[Span]) -> list[Line]:
        """Return running text broken to the measure of the screen."""
        shown = [(style, self.screen.text(text)) for style, text in spans]
        return [self.indented(line) for line in wrap(shown, self.screen.measure)]

    def indented(self, line: Line) -> Line:
        """Return a line after the screen's margin."""
        return [("", self.screen.margin), *line] if line else line


def direct_answer_bold(text: str) -> list[Span]:
    """Return a text with its first sentence bold."""
    first = first_sentence(text)
    return [("bold", first), *([("", text[len(first) :])] if len(first) < len(text) else [])]


def _rules(answer: Answer) -> bool:
    """Tell whether an answer is a ruling."""
    return answer.winner is not None and answer.id in (answer.topic, OVERALL)


def _told(reply: Reply, answer: Answer) -> str:
    """Return what is told of an answer now: not what is left for when more is asked for."""
    at = answer.text.find(reply.rest) if reply.rest and answer is reply.answers[-1] else -1
    return answer.text[:at].rstrip() if at > 0 else answer.text


def _unlabelled(text: str, label: str) -> str:
    """Return a text without the label and the mark after it that it begins with."""
    found = re.match(rf"{re.escape(label)}\s*[:.,!]\s*", text, re.IGNORECASE)
    rest = text[found.end() :] if found else ""
    return rest[0].upper() + rest[1:] if rest else text
