"""Two or more statements that someone makes, and which of them a question takes up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assistant.asking.ask import ANY, EACH, EQUAL, NONE, ONE, ONLY, TRUTH, Ask, Term
from assistant.asking.marks import PREDICATE, STOP, Marks, any_of, subjects, turned
from assistant.asking.sentences import speaks_of
from assistant.tuples import NamedTuple

_JOINTS = (STOP, "comma", "and", "but", "colon", "then")
_JUDGED = ("deny", "confirm")
_QUANTIFIERS = {"only": ONLY, "both": EACH, "neither": NONE, "one": ONE, "either": ANY, "at-least": ANY}


class Report(NamedTuple):
    """Who says something, in the words that name them, and what."""

    who: frozenset[str]
    said: Ask


def of_reports(kind: str, found: Sequence[Marks], stated: Callable[[Marks], Ask | None]) -> Ask | None:
    """Read a question about several statements: "I say so, he says no. Is he right?"; None where it is none."""
    if len(found) < 2 or speaks_of(found[-1]):
        return None
    question = found[-1]
    reports = _reports(found[:-1], stated)
    if len(reports) < 2:
        return None
    return _of_all(kind, reports, question) or _of_one(reports, question)


def _reports(sentences: Sequence[Marks], stated: Callable[[Marks], Ask | None]) -> list[Report]:
    reports: list[Report] = []
    for who, marks in _parts(sentences):
        said = _said(marks, reports, stated)
        if said:
            reports.append(Report(who, said))
    return reports


def _parts(sentences: Sequence[Marks]) -> Iterator[tuple[frozenset[str], Marks]]:
    """Yield who speaks and what is said, cut where another begins to speak."""
    for sentence in sentences:
        cuts = [place for place in range(len(sentence)) if _speaks(sentence, place)]
        starts = [_beginning(sentence, place) for place in cuts]
        if not cuts:
            yield frozenset(), sentence
            continue
        for start, cut, end in zip(starts, cuts, [*starts[1:], len(sentence)], strict=True):
            yield (
                frozenset(mark.text for mark in sentence[start:cut] if not mark.is_a("determiner")),
                sentence[cut + 1 : end],
            )


def _speaks(sentence: Marks, place: int) -> bool:
    mark = sentence[place]
    if mark.is_a("colon"):
        return 0 < place < 3 and not speaks_of(sentence[:place])
    return mark.is_a("say") and place > _beginning(sentence, place)


def _beginning(sentence: Marks, place: int) -> int:
    return max((spot + 1 for spot in range(place) if sentence[spot].is_a(*_JOINTS)), default=0)


def _said(marks: Marks, before: Sequence[Report], stated: Callable[[Marks], Ask | None]) -> Ask | None:
    """Read what one says; "no", "it doesn't" and "B does" take up what was said before."""
    if any_of(marks, PREDICATE) or any_of(marks, "more", "less", "equal"):
        return stated(marks)
    if not before:
        return None
    last, named = before[-1].said, subjects(marks)
    if named and any_of(marks, "aux", "assent", "dissent", "just", "only") and len(last.of) == 1:
        sign = -1 if turned(marks, "not", "lack") else last.of[0].sign
        return last._replace(of=(Term(named[-1], sign),))
    if named or not any_of(marks, "not", "dissent", "deny", "aux"):
        return None
    return last._replace(denied=not last.denied) if turned(marks, "not", "deny") else None


def _of_all(kind: str, reports: Sequence[Report], question: Marks) -> Ask | None:
    """Read "are both of them wrong?"."""
    if not any_of(question, *_JUDGED):
        return None
    relation = next((_QUANTIFIERS[cue] for cue in _QUANTIFIERS if any_of(question, cue)), "")
    if not relation or any(len(each.said.of) != 1 for each in reports):
        return None
    wrong = turned(question, "deny")
    if kind == "ruling":
        return Ask(TRUTH, EQUAL) if relation == EACH and wrong else None
    terms = [
        Term(each.said.of[0].subject, each.said.of[0].sign * (-1 if each.said.denied != wrong else 1))
        for each in reports
    ]
    if relation == ONLY and any_of(question, "second"):
        terms.reverse()
    return Ask(TRUTH, relation, tuple(terms))


def _of_one(reports: Sequence[Report], question: Marks) -> Ask | None:
    """Read "is my colleague right?": what the one said whom the question names."""
    asked = {mark.text for mark in question}
    shared = [len(each.who & asked) for each in reports]
    if any_of(question, "second", "first") and len(reports) == 2:
        chosen = reports[0 if any_of(question, "first") else 1]
    elif max(shared) > 0 and shared.count(max(shared)) == 1:
        chosen = reports[shared.index(max(shared))]
    elif any_of(question, "third") and any(each.who for each in reports):
        chosen = reports[max(place for place, each in enumerate(reports) if each.who)]
    else:
        return None
    return chosen.said._replace(denied=chosen.said.denied ^ turned(question, "deny", "not"))
