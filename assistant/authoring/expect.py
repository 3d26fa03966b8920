"""Scripted questions: files of questions and conversations, what each reply must show, and the judging of a reply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from rapidfuzz import process

from assistant.answering.conversation import Assistant
from assistant.answering.library import Library
from assistant.answering.reply import ANSWERED, LONGEST_REPLY, Answer, Reply
from assistant.authoring.patterns import fault_of, occurs
from assistant.knowledge.base import OVERALL, TIE
from assistant.knowledge.faults import DataError, Fault, Mark, Record, field
from assistant.knowledge.loading import place_of
from assistant.knowledge.schema import read
from assistant.tuples import NamedTuple
from assistant.words.text import clip, normalize

NONE = "none"
"""Written in a script where a reply must have no pick, no ruling, no yes or no."""

Status = Literal["answered", "unsure", "unknown", "chat"]
Texts = str | tuple[str, ...]


class Scripted(Record):
    """One question with what the reply to it must show; what is left out is not looked at, but for the status."""

    ask: str = field("the question")
    status: Status | tuple[Status, ...] = field("status of the reply, or several of which one will do", ANSWERED)
    topic: Texts = field("topics that must be among the answers", ())
    id: Texts = field("entries that must be among the answers", ())
    winner: str | dict[str, str] = field(
        "ruling of the answers named by topic or id, else of the first: a subject id, tie, none; or topic: ruling", ""
    )
    pick: str = field("the subject chosen: a subject id, tie or none", "")
    affirms: Literal[True, False, "none"] | None = field("whether the answer is yes: true, false or none", None)
    contains: str | tuple[Texts, ...] = field(
        "texts that the reply must have, in any case; of an inner list one will do", ()
    )
    not_contains: Texts = field("texts that the reply must not have, in any case", ())
    matches: Texts = field("regular expressions that must be found in the reply, in any case", ())
    at_most: int = field(f"greatest length of the reply in characters; {LONGEST_REPLY} where left out", LONGEST_REPLY)
    mark: Mark = Mark()


class Dialogue(Record):
    """Questions asked one after another, each in the light of those before it."""

    turns: tuple[Scripted, ...] = field("the questions, in order")
    name: str = field("what the conversation is about", "")
    mark: Mark = Mark()


class Script(Record):
    """A file of scripted questions."""

    about: str = field("what the file is for, one sentence", "")
    knowledge: str = field("folder of the knowledge base asked, seen from this file; else the shipped one", "")
    questions: tuple[Scripted, ...] = field("questions, each asked on its own", ())
    conversations: tuple[Dialogue, ...] = field("conversations", ())


class Case(NamedTuple):
    """A scripted question ready to be asked: `before` are the questions that come before it in its conversation."""

    path: Path
    question: Scripted
    before: tuple[str, ...] = ()
    conversation: str = ""

    @property
    def name(self) -> str:
        """The question, with the name of its conversation where it has one."""
        return f"{self.conversation}: {self.question.ask}" if self.conversation else self.question.ask


class Mismatch(NamedTuple):
    """One thing that a reply does not show: the key of the script, what it asks for, what the reply has."""

    key: str
    expected: str
    got: str


class Result(NamedTuple):
    """A case that was asked: `mismatches` is empty where it passed, `seconds` is how long the reply took."""

    case: Case
    reply: Reply
    mismatches: tuple[Mismatch, ...]
    seconds: float
    library: Library

    @property
    def passed(self) -> bool:
        """Tell whether the reply shows everything that the script asks for."""
        return not self.mismatches


def read_script(path: Path) -> Script:
    """Read a scripted file.

    Raises DataError: it cannot be read, does not fit, or asks nothing.
    """
    script = read(path, Script)
    faults = [fault for case in cases(script, path) for fault in _bad_patterns(case.question)]
    if "\0" in script.knowledge:
        place = place_of("knowledge", [str(path)], str(path))
        faults.append(Fault(place, "knowledge: a path has no zero byte", "name a folder"))
    if not script.questions and not any(each.turns for each in script.conversations):
        faults.append(Fault(Mark(str(path)), "it asks nothing", "add questions: or conversations:"))
    if faults:
        raise DataError(faults)
    return script


def knowledge_of(script: Script, path: Path) -> Path | None:
    """Return the folder of the knowledge base that a script asks, None for the shipped one."""
    return path.parent / script.knowledge if script.knowledge else None


def cases(script: Script, path: Path) -> list[Case]:
    """Return every question of a script, in the order of the file."""
    found = [Case(path, each) for each in script.questions]
    for dialogue in script.conversations:
        asked: tuple[str, ...] = ()
        for turn in dialogue.turns:
            found.append(Case(path, turn, asked, dialogue.name))
            asked += (turn.ask,)
    return sorted(found, key=lambda each: each.question.mark)


def ask(assistant: Assistant, case: Case) -> Reply:
    """Ask a scripted question, after those before it."""
    conversation = assistant.conversation()
    for question in case.before:
        conversation.ask(question)
    return conversation.ask(case.question.ask)


def judge(question: Scripted, reply: Reply) -> list[Mismatch]:
    """Return what a reply does not show of what a script asks for; nothing where it passes."""
    return [*_facts(question, reply), *_words(question, reply)]


def dangling(question: Scripted, library: Library) -> Iterator[Fault]:
    """Find names in a scripted question that its knowledge base does not have."""
    base = library.base
    topics = [*(each.id for each in base.categories), *(each.id for each in base.topics)]
    topics += [OVERALL] * bool(base.categories)
    rulings = [*(each.id for each in base.subjects), TIE, NONE]
    winners = question.winner if isinstance(question.winner, dict) else {"": question.winner}
    named = [
        ("topic", [*_texts(question.topic), *winners], topics),
        ("id", _texts(question.id), [*library.items]),
        ("winner", winners.values(), rulings),
        ("pick", [question.pick], rulings),
    ]
    for key, values, known in named:
        for value in values:
            if value and value not in known:
                close = process.extractOne(value, known, score_cutoff=70)
                mend = f"did you mean {close[0]!r}?" if close else f"known: {clip(', '.join(known), 120)}"
                yield Fault(
                    question.mark, f"{key} names {clip(value, 60)!r}, which the knowledge base does not have", mend
                )


def _facts(question: Scripted, reply: Reply) -> Iterator[Mismatch]:
    allowed = _texts(question.status)
    if reply.status not in allowed:
        yield Mismatch("status", " or ".join(allowed), reply.status)
    answers = reply.answers
    for key, wanted, got in (
        ("topic", _texts(question.topic), [each.topic for each in answers]),
        ("id", _texts(question.id), [each.id for each in answers]),
    ):
        if not set(wanted) <= set(got):
            yield Mismatch(key, " and ".join(wanted), ", ".join(got) or NONE)
    yield from _rulings(question, answers)
    if question.pick and question.pick != (reply.pick or NONE):
        yield Mismatch("pick", question.pick, reply.pick or NONE)
    if question.affirms is not None and question.affirms != (NONE if reply.affirms is None else reply.affirms):
        yield Mismatch(
            "affirms",
            *(NONE if each in (None, NONE) else str(each).lower() for each in (question.affirms, reply.affirms)),
        )


def _rulings(question: Scripted, answers: tuple[Answer, ...]) -> Iterator[Mismatch]:
    if isinstance(question.winner, dict):
        wanted = {
            topic: (winner, [each for each in answers if each.topic == topic])
            for topic, winner in question.winner.items()
        }
    else:
        named = [each for each in answers if each.topic in _texts(question.topic) or each.id in _texts(question.id)]
        wanted = {"": (question.winner, named or list(answers[:1]))} if question.winner else {}
    for topic, (winner, concerned) in wanted.items():
        got = {each.winner or NONE for each in concerned} or {f"no answer {f'on {topic}' if topic else 'at all'}"}
        if got != {winner}:
            yield Mismatch("winner", f"{topic}: {winner}" if topic else winner, ", ".join(sorted(got)))


def _words(question: Scripted, reply: Reply) -> Iterator[Mismatch]:
    text = normalize(reply.text)
    shown = clip(reply.text, 300)
    for group in _groups(question.contains):
        if not any(normalize(each) in text for each in group):
            yield Mismatch("contains", " or ".join(map(repr, group)), shown)
    for each in _texts(question.not_contains):
        if normalize(each) in text:
            yield Mismatch("not-contains", f"no {each!r}", shown)
    for pattern in _texts(question.matches):
        if not (found := occurs(pattern, reply.text)):
            yield Mismatch("matches", f"/{pattern}/", shown if found is False else "no end to the search; simplify it")
    if len(reply.text) > question.at_most:
        yield Mismatch("at-most", f"{question.at_most} characters", f"{len(reply.text)} characters")


def _bad_patterns(question: Scripted) -> Iterator[Fault]:
    for pattern in _texts(question.matches):
        wrong = fault_of(pattern)
        if wrong:
            what = f"matches: {clip(pattern, 60)!r} is no regular expression ({wrong})"
            yield Fault(question.mark, what, "mend it, or use contains")


def _texts(value: Texts | tuple[str, ...]) -> tuple[str, ...]:
    return ((value,) if value else ()) if isinstance(value, str) else value


def _groups(value: str | tuple[Texts, ...]) -> Iterable[tuple[str, ...]]:
    return [_texts(each) for each in _texts(value)] if isinstance(value, str) else [_texts(each) for each in value]
