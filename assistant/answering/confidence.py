"""How likely a reply is right: evidence on the question, its readings and its direct answer, weighed by regressions.

Logistic regressions, fitted on labelled questions by `python -m tests.evaluation --fit`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from assistant.answering.evaluate import NO, NOT, OF, YES
from assistant.answering.library import Library
from assistant.answering.ranking import Candidate, content_weights
from assistant.asking.ask import CHOICE, EACH, MORE, TRUTH
from assistant.asking.question import Question
from assistant.words.lexicon import is_word

if TYPE_CHECKING:
    from assistant.answering.judgement import Judge, Judgement

LEAD: Mapping[str, float] = {
    "bias": -2.63,
    "match": 0.89,
    "likeness": 2.15,
    "margin": 1.47,
    "explained": 0.38,
    "exact": 2.04,
    "unread": -0.34,
    "turning": 0.48,
    "quantified": -0.28,
    "words": 0.21,
    "sentences": 0.46,
    "carried": -0.19,
    "choice": 0.24,
    "denied": -0.39,
    "related": 0.65,
    "unread_form": 0.57,
    "doubts": -0.51,
    "form": 0.29,
    "form_agrees": 1.48,
    "form_opposed": 0.07,
    "negative": -0.29,
    "named": -0.42,
    "paired": -0.02,
    "ruling": 0.03,
    "own": 0.18,
}
"""Whether the direct answer ("yes", "no", a subject) is right.

Fitted on the leads of labelled questions, counted six times, and on 10,400 filled forms of 57 writers, each judged by
a table of forms that did not learn from that writer. Left-out writers, area under the curve: forms .78, labelled
questions .71 to .81.
"""

RIGHT: Mapping[str, float] = {
    "bias": -2.97,
    "sure": 0.08,
    "score": 2.62,
    "match": -0.07,
    "likeness": 2.42,
    "margin": 1.43,
    "explained": 0.18,
    "missed": -0.14,
    "lacked": 0.04,
    "exact": 1.44,
    "unread": -0.02,
    "turning": -0.39,
    "quantified": -0.52,
    "words": -0.28,
    "sentences": 0.02,
    "carried": -0.12,
    "lead": -1.05,
    "choice": 0.79,
    "denied": 0.40,
    "related": 0.26,
    "unread_form": -0.61,
    "doubts": 0.48,
    "form": -0.07,
    "form_agrees": 2.76,
    "form_opposed": 0.09,
    "negative": 0.48,
    "named": -0.01,
    "paired": -0.04,
    "ruling": -0.14,
    "own": 0.08,
    "formed": -0.83,
}
"""Whether the whole reply is right."""

PROMISED = 0.7
"""Chance from which on a direct answer stands in front; below, the facts are told without one.

On left-out writers' labelled questions 89 of 100 leads are right and kept, 9 wrong and kept.
"""

FORMED = 0.8
"""Chance from which on what a question asks is taken from its form alone, where reading it gives no answer to keep.

Of 57 writers' forms, each left out of the table, 61 of 100 are as likely as that, and 91 of 100 of those right.
"""

SEVERAL = 0.85
"""Chance that a reply on several matters, or on how many categories are won, is right; measured."""

SLIGHT = 0.01
"""Chance of what no form asks."""


def of_reading(
    question: Question,
    best: Candidate,
    candidates: Sequence[Candidate],
    library: Library,
    judge: Judge,
    sure: float,
) -> dict[str, float]:
    """Return what speaks for or against the entry, and how hard the words are to read.

    `sure` is the chance that the question is in scope.
    """
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


def of_answer(question: Question, best: Candidate, judge: Judge, judged: Judgement) -> dict[str, float]:
    """Return what speaks for or against the direct answer: how it was read, and what the forms of questions say."""
    ask = judged.ask if judged.answer else None
    chances = judge.by_form(question, best.item) if ask else {}
    form = form_odds(chances, judged.answer) if ask else 0.0
    if ask and judge.states(question, best.item):
        form = abs(form)  # forms know no figures and names: what counts is how clearly they ask anything
    return {
        "lead": float(ask is not None),
        "choice": float(ask is not None and ask.act == CHOICE),
        "denied": float(ask is not None and ask.denied),
        "related": float(ask is not None and ask.relation not in ("", EACH, MORE)),
        "unread_form": min(len(ask.unread), 6) / 3 if ask else 0.0,
        "doubts": min(ask.doubts, 4) / 2 if ask else 0.0,
        "form": form,
        "form_agrees": chances.get(judged.answer, 0.0),
        "form_opposed": max(-form, 0.0),
        "negative": float(ask is not None and any(term.sign < 0 for term in ask.of)),
        "named": float(len(question.subjects) == 1),
        "paired": float(len(question.subjects) > 1),
        "ruling": float(best.item.is_ruling),
        "own": float(judge.masker.is_own(question, best.item)),
        "formed": float(ask is not None and ask.act == TRUTH and not ask.relation),
    }


def form_odds(chances: Mapping[str, float], answer: str) -> float:
    """How much likelier an answer is by the form of a question than its contrary, as a logarithm."""
    contrary = {YES: NO, NO: YES, OF: NOT, NOT: OF}[answer]
    return math.log((chances[answer] + SLIGHT) / (chances[contrary] + SLIGHT))
