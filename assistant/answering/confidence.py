"""How likely a reply is right: evidence on the question, its readings and its direct answer, weighed by regressions.

Logistic regressions, fitted on labelled questions by `python -m tests.evaluation --fit`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from assistant.answering.library import Library
from assistant.answering.ranking import Candidate, content_weights
from assistant.asking.ask import CHOICE, EACH, MORE, Ask
from assistant.asking.question import Question
from assistant.words.lexicon import is_word

if TYPE_CHECKING:
    from assistant.answering.judgement import Judge

LEAD: Mapping[str, float] = {
    "bias": 0.53,
    "match": 0.40,
    "likeness": 1.40,
    "margin": 1.88,
    "explained": 0.46,
    "exact": 0.29,
    "unread": 0.04,
    "turning": -0.38,
    "quantified": 0.01,
    "words": 0.38,
    "sentences": -0.09,
    "carried": -0.13,
    "choice": -0.04,
    "denied": 0.33,
    "related": 0.29,
    "unread_form": 0.10,
    "doubts": -0.19,
    "form": 1.92,
    "other_form": 0.48,
    "agrees": -1.70,
    "negative": 0.43,
    "named": -0.52,
    "paired": 0.06,
    "ruling": 0.13,
    "own": 0.51,
    "opposed": -2.57,
    "opposed_long": -0.69,
    "opposed_paired": -0.79,
}
"""Whether the direct answer ("yes", "no", a subject) is right.

Fitted on the leads of labelled questions, counted six times, and on 10,400 filled forms of 32 writers, each judged by
the forms of the others. Where forms oppose what was read, a third to a half of those are wrong, else one in twenty.
Left-out writers, area under the curve: forms .87 to .92, labelled questions .71.
"""

RIGHT: Mapping[str, float] = {
    "bias": -1.09,
    "sure": 0.19,
    "score": -0.17,
    "match": 0.63,
    "likeness": 1.98,
    "margin": 0.60,
    "explained": 0.78,
    "missed": 0.01,
    "lacked": -0.06,
    "exact": 0.64,
    "unread": 0.08,
    "turning": -0.38,
    "quantified": -0.32,
    "words": -0.18,
    "sentences": -0.41,
    "carried": -0.35,
    "lead": -0.33,
    "choice": 0.96,
    "denied": 2.08,
    "related": -0.03,
    "unread_form": -0.17,
    "doubts": 0.44,
    "form": 0.55,
    "other_form": -0.52,
    "agrees": 0.51,
    "negative": 0.10,
    "named": 0.17,
    "paired": 0.07,
    "ruling": -0.40,
    "own": 0.42,
}
"""Whether the whole reply is right."""

PROMISED = 0.6
"""Chance from which on a direct answer stands in front; below, the facts are told without one.

On left-out writers' labelled questions 89 of 100 leads are right and kept, 9 wrong and kept.
"""

SEVERAL = 0.85
"""Chance that a reply on several matters, or on how many categories are won, is right; measured."""


def reply_evidence(
    question: Question,
    best: Candidate,
    candidates: Sequence[Candidate],
    library: Library,
    judge: Judge,
    ask: Ask | None,
    sure: float,
) -> dict[str, float]:
    """Return what speaks for or against a reply with the reading `best`; `sure` is the chance that it is in scope."""
    return {
        **_of_reading(question, best, candidates, library, judge, sure),
        **_of_ask(question, best, judge, ask),
    }


def _of_reading(
    question: Question,
    best: Candidate,
    candidates: Sequence[Candidate],
    library: Library,
    judge: Judge,
    sure: float,
) -> dict[str, float]:
    """What speaks for or against the entry, and how hard the words are to read."""
    others = [each for each in candidates if each.item.entry.id != best.item.entry.id]
    rival = max((each.score for each in others), default=0.0)
    matter = content_weights(question.matter or question.content, library)
    total = sum(matter.values())
    told = sum(weight for word, weight in matter.items() if word in best.item.vocabulary)
    example = content_weights(best.example.split(), library)
    lacked = sum(weight for word, weight in example.items() if word not in matter)
    marks = judge.masker.marks(question, best.item)
    plain = [mark.text for mark in marks if not mark.kinds and is_word(mark.text)]
    unread = content_weights(library.reader.canonical(plain), library)
    turning = sum(mark.is_a("not", "lack", "deny", "reject", "unwanted", "less") for mark in marks)
    quantified = any(mark.is_a("both", "either", "neither", "one", "only", "same", "differ", "equal") for mark in marks)
    return {
        "sure": math.log(max(sure, 1e-3) / max(1 - sure, 1e-3)),
        "score": best.score,
        "match": best.match,
        "likeness": best.likeness,
        "margin": min(best.score - rival, 0.5),
        "explained": told / (total + 0.3),
        "missed": min(total - told, 3.0),
        "lacked": min(lacked, 3.0),
        "exact": float(best.exact),
        "unread": min(sum(unread.values()), 4.0),
        "turning": min(float(turning), 4.0),
        "quantified": float(quantified),
        "words": min(len(question.said), 40) / 10,
        "sentences": min(len(question.sentences), 4) / 2,
        "carried": float(question.carried),
    }


def _of_ask(question: Question, best: Candidate, judge: Judge, ask: Ask | None) -> dict[str, float]:
    """What speaks for or against what was read as asked, beside what the forms of questions say."""
    likeness = judge.likeness(question, best.item, ask) if ask else None
    agrees = likeness is not None and likeness.same > likeness.other
    opposed = likeness is not None and not agrees
    return {
        "lead": float(ask is not None),
        "choice": float(ask is not None and ask.act == CHOICE),
        "denied": float(ask is not None and ask.denied),
        "related": float(ask is not None and ask.relation not in ("", EACH, MORE)),
        "unread_form": min(len(ask.unread), 6) / 3 if ask else 0.0,
        "doubts": min(ask.doubts, 4) / 2 if ask else 0.0,
        "form": likeness.same if likeness else 0.0,
        "other_form": likeness.other if likeness else 0.0,
        "agrees": float(agrees),
        "negative": float(ask is not None and any(term.sign < 0 for term in ask.of)),
        "named": float(len(question.subjects) == 1),
        "paired": float(len(question.subjects) > 1),
        "ruling": float(best.item.is_ruling),
        "own": float(judge.masker.is_own(question, best.item)),
        "opposed": likeness.other if likeness and opposed else 0.0,
        "opposed_long": opposed * max(min(len(question.said), 40) / 10 - 0.8, 0.0),
        "opposed_paired": float(opposed and len(question.subjects) > 1),
    }
