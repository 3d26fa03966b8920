"""Two or more statements that someone makes, and which of them a question takes up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assistant.asking.ask import Ask
from assistant.asking.marks import PREDICATE, STOP, Marks, any_of, turned
from assistant.asking.sentences import speaks_of
from assistant.tuples import NamedTuple

_JOINTS = (STOP, "comma", "and", "but", "colon", "then")


class Report(NamedTuple):
    """Who says something, in the words that name them, and what."""

    who: frozenset[str]
    said: Ask


def of_reports(found: Sequence[Marks], stated: Callable[[Marks], Ask | None]) -> Ask | None:
    """Read a question about several statements: "I say so, he says no. Is he right?"; None where it is none."""
    if len(found) < 2 or speaks_of(found[-1]):
        return None
    question = found[-1]
    reports = _reports(found[:-1], stated)
    if len(reports) < 2:
        return None
    return _of_one(reports, question)


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
    """Read what one says; "no" and "it doesn't" take up what was said before."""
    if any_of(marks, PREDICATE):
        return stated(marks)
    if not before:
        return None
    last = before[-1].said
    return last._replace(denied=not last.denied) if turned(marks, "not", "deny") else None


def _of_one(reports: Sequence[Report], question: Marks) -> Ask | None:
    """Read "is my colleague right?": what the one said whom the question names."""
    asked = {mark.text for mark in question}
    shared = [len(each.who & asked) for each in reports]
    if any_of(question, "second", "first") and len(reports) == 2:
        chosen = reports[0 if any_of(question, "first") else 1]
    elif max(shared) > 0 and shared.count(max(shared)) == 1:
        chosen = reports[shared.index(max(shared))]
    else:
        return None
    return chosen.said._replace(denied=chosen.said.denied ^ turned(question, "deny", "not"))
