"""The plain form: a list of questions with their answers, from which everything else that an entry has is derived."""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.knowledge.faults import Mark, Record, field

LONGEST_ANSWER = 350
"""Characters above which an answer is more than one looks for."""

LONGEST_ID = 48
"""Characters of a derived id at most; it ends at a word."""


class Plain(Record):
    """A question with its answer; the id, the name and the topic are derived where they are left out."""

    q: str = field("the question, as people ask it")
    a: str = field(
        "the answer, at most 350 characters unless it has a short: one; Markdown is shown as such",
        most=LONGEST_ANSWER,
        unless="short",
    )
    also: tuple[str, ...] = field("other ways to ask for it", ())
    short: str = field("what is said instead of a long answer, which then is told when more is asked for", "")
    topic: str = field("what it belongs to: the id of a topic or category, or a name that makes a topic", "")
    section: str = field("heading of the source it comes from", "")
    name: str = field("noun phrase that names it; the question where left out", "")
    id: str = field("short name, unique; made of the question where left out", "")
    mark: Mark = Mark()


def derived_id(text: str, taken: Collection[str] = (), numbers: dict[str, int] | None = None) -> str:
    """Return a short name made of a text, unlike all that are `taken`: small letters, words joined by hyphens.

    Where many are made one after another, `numbers` keeps up to which number a name is taken.
    """
    words = re.findall(r"[^\W_]+", re.sub(r"(?<=\w)['’](?=\w)", "", text.casefold()))
    made = words[0][:LONGEST_ID] if words else "entry"
    for word in words[1:]:
        if len(made) + len(word) >= LONGEST_ID:
            break
        made = f"{made}-{word}"
    numbers = {} if numbers is None else numbers
    found = made
    while found in taken:
        numbers[made] = numbers.get(made, 1) + 1
        found = f"{made}-{numbers[made]}"
    return found


def derived_name(question: str) -> str:
    """Return what an entry is called that has nothing but a question."""
    return question.strip().rstrip("?？!.… ").strip() or question
