"""The fine decision: which of the matcher's candidates a question means, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from assistant.library import Item, Library
from assistant.question import SUBJECT, Question

SHORTLIST = 12
"""Candidates looked at closely."""

WEIGHTS = {"match": 0.45, "likeness": 0.15, "coverage": 0.25, "form": 0.08, "subject": 0.07}
"""What each kind of evidence counts for; they add up to 1."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a question: an entry with its evidence, every number 0 to 1.

    `match` is the matcher's score, `likeness` the nearest example's by rapidfuzz, `coverage` the share of the question's
    content words that the entry explains, `form` and `subject` whether it answers that form about that subject.
    """

    item: Item
    match: float
    likeness: float
    coverage: float
    form: float
    subject: float
    example: str

    @property
    def score(self) -> float:
        """The evidence weighed into one number, 0 to 1."""
        return sum(weight * float(getattr(self, name)) for name, weight in WEIGHTS.items()) - 0.2 * (1 - self.subject)


def rank(question: Question, library: Library, words: Sequence[str] | None = None) -> list[Candidate]:
    """Return the readings of a question, best first; `words` replace its own content, for a part or a follow-up."""
    content = tuple(question.content if words is None else words)
    text = " ".join(content)
    weights = content_weights(content, library)
    found = [_candidate(question, library, library.items[match.intent], match.score, match.example, text, weights)
             for match in library.matches(text, SHORTLIST) if match.intent in library.items]
    return sorted(found, key=lambda each: -each.score)


def _candidate(question: Question, library: Library, item: Item, match: float, example: str, text: str,
               weights: dict[str, float]) -> Candidate:
    total = sum(weights.values())
    explained = sum(weight for word, weight in weights.items() if word in item.vocabulary)
    return Candidate(
        item=item, match=match, likeness=fuzz.token_set_ratio(text, example) / 100,
        coverage=explained / total if total else 0.5,
        form=_form_fit(question, item), subject=_subject_fit(question, item), example=example)


def content_weights(words: Iterable[str], library: Library) -> dict[str, float]:
    """Return each content word's weight, 0 to 1: rare and unknown words weigh most, everyday words little."""
    weights = {}
    for word in words:
        if word == SUBJECT or word in library.fillers:
            continue
        weights[word] = 0.15 if word in library.common else max(library.rarity.get(word, 1.0), 0.2)
    return weights


def _form_fit(question: Question, item: Item) -> float:
    wanted = question.forms
    if not wanted:
        return 0.5
    return len(wanted & item.forms) / len(wanted)


def _subject_fit(question: Question, item: Item) -> float:
    """1 where the entry speaks of the subject asked about, 0 where it speaks of another."""
    entry, named = item.entry, question.subjects
    if len(named) != 1 or entry.holds or item.is_ruling:
        return 1.0
    if isinstance(entry.answer, dict):
        return 1.0 if named[0] in entry.answer else 0.0
    return 0.0 if entry.subject and entry.subject != named[0] else 1.0
