"""From a question and its readings to a reply: the direct answer, the reason, the source, or an honest refusal."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.knowledge import BOTH, OVERALL, TIE, Entry
from assistant.library import FOLLOW, REFUSE, TALK, Item, Library, phrases_of
from assistant.lexicon import is_word
from assistant.question import Question
from assistant.ranking import Candidate, rank

ANSWERED, UNSURE, UNKNOWN, CHAT = "answered", "unsure", "unknown", "chat"

THRESHOLD = 0.42
"""Score below which nothing is answered."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answered part of a question. `winner` is the ruling of its category, `source` names title and section."""

    id: str
    topic: str
    subject: str | None
    winner: str | None
    text: str
    section: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said to a question; the fields are those of the JSON contract. `confidence` is 0 to 1."""

    question: str
    status: str
    text: str
    pick: str | None = None
    affirms: bool | None = None
    answers: tuple[Answer, ...] = ()
    confidence: float = 0.0
    suggestions: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()


class Replier:
    """Answers single questions from a library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._base = library.base
        self._english = library.english
        self._say = library.english.say
        self._equals = library.reader.phrases(library.english.equals)
        self._differs = library.reader.phrases(library.english.differs)
        self._degrees = library.reader.phrases(library.english.degrees)
        self._pairs = library.reader.phrases(library.english.pairs)
        self._neither = library.reader.phrases(library.english.neither)

    def reply(self, question: Question) -> Reply:
        """Answer one question."""
        talk = self._small_talk(question)
        if talk:
            return talk
        candidates = rank(question, self._library)
        if not candidates or self._is_outside(question, candidates):
            return self._unknown(question, candidates)
        return self._answer(question, candidates)

    def _small_talk(self, question: Question) -> Reply | None:
        best = next(iter(self._library.matcher.rank(" ".join(question.spoken), 1)), None)
        if best is None or not best.intent.startswith(TALK) or best.score < 0.6:
            return None
        talk = next(each for each in self._english.small_talk if TALK + each.id == best.intent)
        text = talk.answer.format(title=self._base.source.title, about=self._base.about, example="which is more secure?")
        return Reply(question.text, CHAT, text, confidence=best.score)

    def _is_outside(self, question: Question, candidates: list[Candidate]) -> bool:
        best = candidates[0]
        if question.outside:
            return True
        top = self._library.matcher.rank(" ".join(question.content), 1)
        if top and top[0].intent.startswith(REFUSE) and top[0].score > best.match:
            return True
        return best.score < THRESHOLD

    def _unknown(self, question: Question, candidates: list[Candidate]) -> Reply:
        text = self._say["unknown"]
        if question.outside:
            text = self._say["outside"].format(name=question.outside[0])
        return Reply(question.text, UNKNOWN, text, confidence=candidates[0].score if candidates else 0.0,
                     candidates=tuple(candidates))

    def _answer(self, question: Question, candidates: list[Candidate]) -> Reply:
        best = candidates[0]
        item = best.item
        affirms = self._affirms(question, item)
        pick = self._pick(question, item) if affirms is None else None
        subject = self._subject(question, item)
        text = self._text(question, item, subject, affirms, pick)
        answer = Answer(item.entry.id, item.entry.topic, subject, self._library.winners.get(item.entry.topic), text, item.entry.section)
        return Reply(question.text, ANSWERED, text, pick, affirms, (answer,), min(best.score, 1.0), (), tuple(candidates))

    def _subject(self, question: Question, item: Item) -> str | None:
        if len(question.subjects) == 1:
            return question.subjects[0]
        if len(question.subjects) > 1 or item.is_ruling:
            return BOTH
        return item.entry.subject or None

    def _sign(self, question: Question, entry: Entry) -> int:
        """+1 where the question asks for the subject of which the entry holds, -1 where for the opposite."""
        words = list(question.asked)
        if question.yes_no:
            words = _without_opening_negation(words)
        signs = [sign for _, _, sign in phrases_of(entry, self._english, self._library.lexicon).find(words)]
        return -1 if signs.count("-") % 2 else 1

    def _found(self, phrases: object, question: Question) -> bool:
        return any(True for _ in phrases.find(question.asked))  # type: ignore[attr-defined]

    def _affirms(self, question: Question, item: Item) -> bool | None:
        entry = item.entry
        statement = not question.yes_no and not question.forms and question.asked[-1:] == ("?",) and len(question.subjects) == 1
        if not (question.yes_no or statement and not item.is_ruling) or "why" in question.forms:
            return None
        if item.winner == TIE or item.is_ruling:
            if self._found(self._equals, question) and item.is_ruling:
                return item.winner == TIE
            if self._found(self._differs, question) and item.is_ruling and not question.subjects:
                return item.winner != TIE
        if not entry.holds:
            return None
        sign = self._sign(question, entry)
        if item.winner == TIE and item.is_ruling and self._found(self._degrees, question):
            return False
        if self._found(self._neither, question):
            return not any(entry.holds.values())
        subjects = question.subjects or question.implied
        if len(subjects) == 1 or (len(subjects) > 1 and (item.is_ruling or entry.topic == OVERALL or len(set(entry.holds.values())) > 1)):
            if subjects[0] not in entry.holds:
                return None
            return entry.holds[subjects[0]] == (sign > 0)
        if subjects or self._found(self._pairs, question):
            return all(entry.holds.values()) == (sign > 0)
        values = set(entry.holds.values())
        return (values.pop() == (sign > 0)) if len(values) == 1 else None

    def _pick(self, question: Question, item: Item) -> str | None:
        entry = item.entry
        if question.forms & {"why", "how-many"} or not entry.holds:
            return None
        if len(question.subjects) == 1 and "choose" not in question.forms and not question.either_or:
            return None
        if item.is_ruling and item.winner == TIE:
            return TIE
        holders = [subject for subject, holds in entry.holds.items() if holds == (self._sign(question, entry) > 0)]
        return holders[0] if len(holders) == 1 else TIE if entry.topic == OVERALL and self._base.leader() == TIE else None

    def _text(self, question: Question, item: Item, subject: str | None, affirms: bool | None, pick: str | None) -> str:
        entry = item.entry
        body = self._body(question, item, subject)
        if affirms is not None:
            return f"{self._say['yes' if affirms else 'no']}: {body}"
        if pick == TIE:
            return f"{self._say['tie']}: {body}"
        if pick is not None:
            return f"{self._base.subject_name(pick)}: {body}"
        return body

    def _body(self, question: Question, item: Item, subject: str | None) -> str:
        entry, category = item.entry, item.category
        if item.is_ruling and category:
            if subject in category.answer and "choose" not in question.forms and "why" not in question.forms:
                return f"{category.answer[subject]} {category.verdict}"
            return f"{category.verdict} {category.why}"
        answer = entry.answer
        if isinstance(answer, dict):
            text = answer.get(subject or BOTH) or answer.get(BOTH) or " ".join(answer.values())
        else:
            text = answer
        return f"{text} {entry.why}".strip() if entry.why and "why" in question.forms else text


def _without_opening_negation(words: list[str]) -> list[str]:
    """"Isn't it …?" asks whether it is: a negation right after the first word turns nothing round."""
    return [word for i, word in enumerate(words) if not (i == 1 and word == "not")]
