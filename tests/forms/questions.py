"""Labelled questions as forms are learnt from them: marks, and the answer that is right."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from assistant.answering.conversation import Assistant
from assistant.answering.evaluate import NO, NOT, OF, YES, cases
from assistant.answering.judgement import Judge
from assistant.answering.reply import ANSWERED
from assistant.asking.forms import CLAIM, RULING
from assistant.asking.marks import Mark
from assistant.knowledge.facts import Facts
from tests.evaluation.labels import ASIDE, QUESTIONS, Label, load

FOLDS = 6
"""Parts of the writers, of which one at a time is left out."""


class Labelled(NamedTuple):
    """A question: the kind of its matter, its marks, which cases the facts are (`evaluate.cases`), the answer."""

    file: str
    kind: str
    marks: list[Mark]
    cases: list[int]
    answer: str


def fold(file: str) -> int:
    """Return which part a file's writers are of; all files of the same writers are of one."""
    return zlib.crc32(re.sub(r"-(truth|natural|talks|mixed)$", "", file).encode()) % FOLDS


def learnable() -> list[Path]:
    """The files of labelled questions that are learnt from: those that are not kept aside."""
    return [path for path in sorted(QUESTIONS.glob("*.jsonl")) if not path.name.startswith(ASIDE)]


def labelled(files: Iterable[Path]) -> Iterator[Labelled]:
    """Yield the questions that want yes, no or a choice and are answered by one entry that judges, each once."""
    assistant, known = Assistant(), set[str]()
    judge = Judge(assistant.library)
    for dialogue in (each for file in files for each in load(file)):
        conversation = assistant.conversation()
        for label in dialogue.turns:
            reply = conversation.ask(label.question)
            if label.question in known or reply.status != ANSWERED or not reply.evidence or len(reply.answers) != 1:
                continue
            known.add(label.question)
            item, question = assistant.library.items[reply.answers[0].id], reply.reading
            facts = judge.masker.told(question, item)
            answer = wanted(label, facts)
            if answer and facts.values:
                marks = judge.masker.marks(question, item)
                kind = RULING if facts.ranks else CLAIM
                yield Labelled(dialogue.file, kind, marks, cases(facts, judge.acts.pair(question, marks)), answer)


def wanted(label: Label, facts: Facts) -> str:
    """The answer that a label asks for, as forms are answered; "" where it asks for none that they know."""
    if label.affirms is not None:
        return YES if label.affirms else NO
    value = facts.values.get(label.pick or "", 0.0)
    return OF if value > 0 else NOT if value < 0 else ""
