"""Forms of questions as they are learnt: marks, and what they ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from assistant.answering.library.places import ENGLISH, shipped, word_list
from assistant.answering.library.vocabulary import lexicon_of
from assistant.asking.ask import CHOICE
from assistant.asking.forms import CLAIM, MATTER, RULING
from assistant.asking.marks import PREDICATE, SUBJECT, TOPIC, Mark
from assistant.asking.question import Reader
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.english import load_english
from assistant.words.spelling import Speller

SLOTS = {
    "xax": Mark("a", frozenset((SUBJECT,)), "a"),
    "xbx": Mark("b", frozenset((SUBJECT,)), "b"),
    "xmatterx": Mark("matter", frozenset((PREDICATE,))),
    "xmorex": Mark("more", frozenset((PREDICATE, "more"))),
    "xlessx": Mark("less", frozenset((PREDICATE, "less"))),
    "xtopicx": Mark("topic", frozenset((PREDICATE, TOPIC))),
}
"""What the slots of a form stand for."""


def examples(every: int = 1) -> Iterator[tuple[str, list[Mark], str]]:
    """Yield the kind of each form, its marks, and what it asks of the subject that is named first and the other.

    Of each group each `every`-th is taken; it is yielded once more for which kind its matter is of, as if a category
    were named.
    """
    english, nothing = load_english(shipped(ENGLISH)), KnowledgeBase()
    lexicon = lexicon_of(nothing, english, word_list())
    reader = Reader(english, nothing, lexicon, Speller(()))
    text = Path(__file__).with_name("forms.yaml").read_text(encoding="utf-8")
    given = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    for kind, groups in given.items():
        for what, lines in groups.items():
            for line in lines.splitlines()[::every]:
                words = lexicon.words(re.sub(r"\{(\w+)\}", r"x\1x", line))
                marks = reader.mark([SLOTS.get(word, word) for word in words], kind == RULING)
                yield kind, marks, told(kind, what, line)
                named = {**SLOTS, "xmatterx": SLOTS["xtopicx"]}
                yield MATTER, reader.mark([named.get(word, word) for word in words], True), kind


def told(kind: str, what: str, line: str) -> str:
    """What a form asks, told of the subject that is named first and the other."""
    first, second = line.find("{a}"), line.find("{b}")
    act, answers = what.split()
    if second < 0 or 0 <= first < second or act == CHOICE:  # which one it is of does not hang on the order
        return what
    swapped = (0, 2, 1, 3) if kind == CLAIM else (1, 0, 2)
    return f"{act} {''.join(answers[i] for i in swapped)}"
