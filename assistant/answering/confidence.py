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
from assistant.asking.ask import CHOICE, EACH, MORE
from assistant.asking.question import Question
from assistant.words.lexicon import is_word

if TYPE_CHECKING:
    from assistant.answering.judgement import Judge, Judgement

LEAD: Mapping[str, float] = {
    "bias": 0.31,
    "match": 0.20,
    "likeness": 1.38,
    "margin": 1.99,
    "explained": 0.49,
    "exact": 0.31,
    "unread": -0.15,
    "quantified": -0.23,
    "words": -0.12,
    "denied": 0.19,
    "related": 0.56,
    "unread_form": 0.39,
    "doubts": -0.18,
    "form": 0.52,
    "form_opposed": 0.21,
    "negative": 0.19,
    "named": -0.93,
    "paired": -1.20,
    "ruling": 0.19,
    "own": 0.42,
}
"""Whether the direct answer ("yes", "no", a subject) is right.

Fitted on the leads of labelled questions, counted six times, and on 10,400 filled forms of 57 writers, each judged by
a table of forms that did not learn from that writer. Left-out writers, area under the curve: forms .78, labelled
questions .71 to .81.
"""

RIGHT: Mapping[str, float] = {
    "bias": -2.83,
    "score": 0.87,
    "match": 1.07,
    "likeness": 3.63,
    "margin": 0.46,
    "explained": 1.14,
    "quantified": -0.23,
    "lead": -0.63,
    "choice": 0.21,
    "unread_form": -0.27,
    "form_agrees": 1.51,
    "form_opposed": -0.54,
    "settled": 1.85,
    "paired": -0.25,
    "own": 0.15,
    "supplied": -1.28,
    "unsettled": -2.54,
    "unchosen": -0.99,
}
"""Whether the whole reply is right; most of all whether a yes, no or name that is asked for is not given.

Fitted on 9,500 replies as they are given. Of 715 and 550 others, to questions that were not fitted on, the
area under the curve is .82 and .79 (.79 and .75 before), and the chance is 3.9 and 4.5 points off (4.6 and 5.6).
"""

PROMISED = 0.67
"""Chance from which on a direct answer stands in front; below, the facts are told without one.

Of 817 labelled questions kept aside 743 are answered rightly and 31 replies assert what is not so; at 0.62 it is
743 and 33, at 0.72 740 and 30.
"""

PROBABLE = 0.5
"""Chance that the whole reply is right from which on it may have a direct answer, where its form can tell.

Of 16,741 labelled turns, on many of which that chance was fitted, 15 fewer assert what is not so; two more are answered
rightly and 13 fewer.
"""

FORMED = 0.8
"""Chance from which on what a question asks is taken from its form alone, where reading it gives no answer to keep.

Of 57 writers' forms, each left out of the table, 61 of 100 are as likely as that, and 91 of 100 of those right.
"""

SEVERAL = 0.88
"""Chance that a reply on several matters, or on how many categories are won, is right; measured."""

SLIGHT = 0.01
"""Chance of what no form asks."""


def of_reading(
    question: Question,
    best: Candidate,
    candidates: Sequence[Candidate],
    library: Library,
    judge: Judge,
) -> dict[str, float]:
    """Return what speaks for or against the entry, and how hard the words are to read."""
    others = [each for each in candidates if each.item.entry.id != best.item.entry.id]
    rival = max((each.score for each in others), default=0.0)
    matter = content_weights(question.matter or question.content, library)
    total = sum(matter.values())
    told = sum(weight for word, weight in matter.items() if word in best.item.vocabulary)
    marks = judge.masker.marks(question, best.item)
    plain = [mark.text for mark in marks if not mark.kinds and is_word(mark.text)]
    unread = content_weights(library.reader.canonical(plain), library)
    quantified = any(mark.is_a("both", "either", "neither", "one", "only", "same", "differ", "equal") for mark in marks)
    return {
        "score": best.score,
        "match": best.match,
        "likeness": best.likeness,
        "margin": min(best.score - rival, 0.5),
        "explained": told / (total + 0.3),
        "exact": float(best.exact),
        "unread": min(sum(unread.values()), 4.0),
        "quantified": float(quantified),
        "words": min(len(question.said), 40) / 10,
        "supplied": float(not best.example),
    }


def of_answer(question: Question, best: Candidate, judge: Judge, judged: Judgement) -> dict[str, float]:
    """Return what speaks for or against the direct answer: how it was read, and what the forms of questions say."""
    ask = judged.ask if judged.answer else None
    chances = judge.by_form(question, best.item) if ask and not question.carried else {}
    form = form_odds(chances, judged.answer) if chances else 0.0
    if ask and judge.states(question, best.item):
        form = abs(form)  # forms know no figures and names: what counts is how clearly they ask anything
    asserts = question.yes_no or judge.asserts(question)
    chooses = question.either_or or "choose" in question.forms
    return {
        "lead": float(ask is not None),
        "unsettled": float(ask is None and asserts),
        "unchosen": float(ask is None and chooses and not asserts),
        "choice": float(ask is not None and ask.act == CHOICE),
        "denied": float(ask is not None and ask.denied),
        "related": float(ask is not None and ask.relation not in ("", EACH, MORE)),
        "unread_form": min(len(ask.unread), 6) / 3 if ask else 0.0,
        "doubts": min(ask.doubts, 4) / 2 if ask else 0.0,
        "form": form,
        "form_agrees": chances.get(judged.answer, 0.0),
        "form_opposed": max(-form, 0.0),
        "settled": float(judged.settled),
        "negative": float(ask is not None and any(term.sign < 0 for term in ask.of)),
        "named": float(len(question.subjects) == 1),
        "paired": float(len(question.subjects) > 1),
        "ruling": float(best.item.is_ruling),
        "own": float(judge.masker.is_own(question, best.item)),
    }


def form_odds(chances: Mapping[str, float], answer: str) -> float:
    """How much likelier an answer is by the form of a question than its contrary, as a logarithm."""
    contrary = {YES: NO, NO: YES, OF: NOT, NOT: OF}[answer]
    return math.log((chances[answer] + SLIGHT) / (chances[contrary] + SLIGHT))
