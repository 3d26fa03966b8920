"""A reply in its parts: the direct answer, what is told, where it comes from, what can be asked instead, a note."""

from __future__ import annotations

from assistant.answering.library import Item, Library
from assistant.answering.ranking import Candidate
from assistant.answering.realisation import led
from assistant.answering.suggestions import asked_of
from assistant.asking.question import Question
from assistant.tuples import NamedTuple

ANSWERED, UNSURE, UNKNOWN, CHAT = "answered", "unsure", "unknown", "chat"

LONGEST_REPLY = 1200
"""Characters in a reply at most, where the knowledge base sets no other limit."""


class Answer(NamedTuple):
    """One answered part of a question: what an entry tells (`body`), after the direct answer if it has one (`lead`).

    `winner` is the ruling of its category, `section` the source's heading.
    """

    id: str
    topic: str
    subject: str | None
    winner: str | None
    body: str
    section: str
    lead: str = ""

    @classmethod
    def of(cls, library: Library, item: Item, subject: str | None, body: str, lead: str = "") -> Answer:
        """Return what an entry tells of a subject."""
        entry, winner = item.entry, library.winners.get(item.entry.topic)
        return cls(entry.id, entry.topic, subject, winner, body, entry.section_for(subject), lead)

    @property
    def text(self) -> str:
        """It as it is said."""
        return led(self.lead, self.body)

    def question(self, library: Library) -> str:
        """Return the question that its entry answers, put for its subject."""
        return asked_of(library, library.items[self.id], self.subject or "")


class Reply(NamedTuple):
    """What is said to a question, in its parts; the other fields are those of the JSON contract.

    What is said of all that follows (`opening`), the direct answer (`lead`), what is told (`body`), that there is more
    to tell, the source, what can be asked instead, and a note on the question; `rest` is what a long answer did not
    tell yet. `confidence` is 0 to 1.
    """

    question: str
    status: str
    body: str
    pick: str | None = None
    affirms: bool | None = None
    answers: tuple[Answer, ...] = ()
    confidence: float = 0.0
    suggestions: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    reading: Question | None = None
    evidence: tuple[tuple[str, float], ...] = ()
    rest: str = ""
    lead: str = ""
    more: str = ""
    source: str = ""
    offer: str = ""
    note: str = ""
    opening: str = ""

    @property
    def is_refusal(self) -> bool:
        """Whether it tells nothing of what was asked."""
        return self.status in (UNKNOWN, UNSURE)

    @property
    def supposes(self) -> bool:
        """Whether it answers what may not have been asked, and says so first."""
        return bool(self.opening and self.reading)

    @property
    def unled(self) -> Reply:
        """The same without its direct answer, which no part of it gives either."""
        answers = tuple(each._replace(lead="") for each in self.answers)
        return self._replace(lead="", affirms=None, pick=None, answers=answers)

    @property
    def text(self) -> str:
        """All of it as it is said: the parts that there are, one after the other."""
        told = led(self.lead, self.body)
        parts = filter(None, (self.opening, told, self.more, self.source, self.offer))
        text = ("\n\n" if "\n" in told else " ").join(parts)
        return f"{text[: LONGEST_REPLY - len(self.note) - 1].rstrip()} {self.note}" if self.note else text
