"""Labelled questions: read from JSON Lines, and a reply held against a label."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from assistant.answering.reply import ANSWERED, CHAT, LONGEST_REPLY, UNKNOWN, UNSURE, Reply
from assistant.knowledge.base import OVERALL, KnowledgeBase

QUESTIONS = Path(__file__).parent / "questions"

ASIDE = "aside"
"""What the names of files begin with that are kept aside."""

IN, OUT, SMALL_TALK, REMARK = "in", "out", "chat", "remark"

STATUSES = {IN: {ANSWERED}, OUT: {UNKNOWN, UNSURE}, SMALL_TALK: {CHAT}, REMARK: {CHAT, UNKNOWN, UNSURE}}
"""What a reply may be, by scope."""

MOST_ANSWERS = 4


class Label(NamedTuple):
    """A question and what a right reply to it must have; `questions/README.md` tells what the fields mean."""

    id: str
    question: str
    scope: str
    topics: tuple[str, ...] = ()
    winner: str | None = None
    winners: tuple[tuple[str, str], ...] = ()
    pick: str | None = None
    affirms: bool | None = None
    must: tuple[tuple[str, ...], ...] = ()
    turn: int = 1


class Dialogue(NamedTuple):
    """Questions asked one after another; a question that stands alone is a dialogue of one."""

    id: str
    file: str
    turns: tuple[Label, ...]


def load(path: Path) -> list[Dialogue]:
    """Read the dialogues of a file.

    ValueError names file and line of what is not so; OSError where the file cannot be read.
    """
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                found.append(_dialogue(json.loads(line), path.stem))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise ValueError(f"{path}:{number}: not a labelled question: {error!r}") from error
    return found


def _dialogue(row: dict[str, Any], file: str) -> Dialogue:
    turns = row.get("turns", [row])
    name = f"{row['id']}.{{}}" if len(turns) > 1 else row["id"]
    return Dialogue(row["id"], file, tuple(_label(each, name.format(n), n) for n, each in enumerate(turns, 1)))


def _label(row: dict[str, Any], name: str, turn: int) -> Label:
    if row["scope"] not in STATUSES:
        raise ValueError(f"scope {row['scope']!r}; use one of {', '.join(STATUSES)}")
    if row["scope"] == IN and not row["topics"]:
        raise ValueError("no topics; name at least one")
    return Label(
        id=name,
        question=" ".join(row["q"].splitlines()),
        scope=row["scope"],
        topics=tuple(row.get("topics", ())),
        winner=row.get("winner"),
        winners=tuple((row.get("winners") or {}).items()),
        pick=row.get("pick"),
        affirms=row.get("affirms"),
        must=tuple(tuple(_plain(spelling) for spelling in group) for group in row.get("must", ())),
        turn=turn,
    )


Check = Callable[[Label, Reply, frozenset[str]], bool]


def failed(label: Label, reply: Reply, ruled: frozenset[str]) -> list[str]:
    """Return the names of the checks that a reply fails; `ruled` are the topics with a ruling (see `ruled_topics`)."""
    checks = CHECKS if label.scope == IN else {"status": CHECKS["status"]}
    return [name for name, holds in checks.items() if not holds(label, reply, ruled)]


def ruled_topics(base: KnowledgeBase) -> frozenset[str]:
    """Return the topics that carry a ruling: the categories and the overall result."""
    return frozenset((*(each.id for each in base.categories), OVERALL))


def _topic(label: Label, reply: Reply, ruled: frozenset[str]) -> bool:
    return label.topics[0] not in ruled or not set(label.topics).isdisjoint(_rulings(reply))


def _winner(label: Label, reply: Reply, ruled: frozenset[str]) -> bool:
    """A first topic that is missed counts as a wrong topic, not as a wrong ruling too."""
    rulings, first = _rulings(reply), label.topics[0]
    if label.winner and first in ruled and rulings.get(first, label.winner) != label.winner:
        return False
    return all(topic in rulings and rulings[topic] == winner for topic, winner in label.winners)


def _must(label: Label, reply: Reply, _: frozenset[str]) -> bool:
    text = _plain(reply.text)
    return all(any(spelling in text for spelling in group) for group in label.must)


def _rulings(reply: Reply) -> dict[str, str | None]:
    return {each.topic: each.winner for each in reply.answers}


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")


CHECKS: dict[str, Check] = {
    "status": lambda label, reply, _: reply.status in STATUSES[label.scope],
    "topic": _topic,
    "winner": _winner,
    "pick": lambda label, reply, _: label.pick is None or reply.pick == label.pick,
    "affirms": lambda label, reply, _: label.affirms is None or reply.affirms is label.affirms,
    "must": _must,
    "focus": lambda label, reply, _: len(reply.text) <= LONGEST_REPLY and len(reply.answers) <= MOST_ANSWERS,
}


def kind(label: Label, forms: Iterable[str]) -> str:
    """Return the class of a question, by its label where that tells and else by the forms that its words signal."""
    if label.scope != IN:
        return {OUT: "outside", SMALL_TALK: "small talk", REMARK: "remark"}[label.scope]
    if label.turn > 1:
        return "follow-up"
    if label.winners:
        return "compound"
    if label.affirms is not None:
        return "yes/no"
    told = set(forms)
    if "why" in told:
        return "why"
    if label.pick is not None:
        return "choice"
    if label.topics[0] == "glossary":
        return "define"
    return next((name for name, signs in FORMS.items() if told & signs), "other facts")


FORMS = {"who/when/where": {"who", "when", "where"}, "how many/list": {"how-many", "list"}}
