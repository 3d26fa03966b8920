"""What can be asked next or instead: it follows the talk or lies nearest, and is nothing that was said just now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answering.library import Item, Library
from assistant.answering.ranking import Candidate, speaks_of
from assistant.tuples import NamedTuple

SUGGESTED, OF_FEW = 3, 5
"""Questions suggested at most; and instead of an answer where examples are few and the first is less often right."""

NEAR = 0.45
"""Score from which a reading is near enough to be suggested before what follows the talk."""


class Said(NamedTuple):
    """What of a talk is not suggested: questions `asked` and `offered` just now, in `plain` words, entries `told`.

    `topics` and `subject` are those spoken of last, the subject "" where that was no single one; `ahead` who was ahead.
    """

    asked: frozenset[str] = frozenset()
    offered: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    topics: tuple[str, ...] = ()
    subject: str = ""
    ahead: str = ""

    def after(self, question: str, told: Sequence[str], topics: Sequence[str], subject: str, ahead: str) -> Said:
        """Return it after one more question, to which the entries `told` of `topics` answered, if any did."""
        asked = self._replace(asked=self.asked | {plain(question)}, told=self.told.union(told))
        return asked._replace(topics=tuple(topics), subject=subject, ahead=ahead) if topics else asked


def next_questions(
    library: Library, said: Said, candidates: Sequence[Candidate], *, refused: bool = False
) -> tuple[str, ...]:
    """Return what to ask after an answer, or instead of what was `refused`; `said` holds that question already."""
    found: list[str] = []
    for item in _pool(library, said, candidates, refused):
        holds = item.entry.holds
        whom = said.subject or (said.ahead if holds.get(said.ahead, not holds) else "")
        question = asked_of(library, item, whom) if holds.get(whom, True) else item.question
        if not (item.entry.id in said.told or question in found or plain(question) in said.asked | said.offered):
            found.append(question)
        if len(found) == (OF_FEW if refused and library.few else SUGGESTED):
            break
    return tuple(found)


def offered(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Readings to choose from: the best two, the one of the others that tells what is nearest, then all of these."""
    return [*candidates[:2], *sorted(candidates[2:], key=lambda each: -each.told)[:1], *candidates[2:]]


def _pool(library: Library, said: Said, candidates: Sequence[Candidate], refused: bool) -> Iterator[Item]:
    """All there is, what fits best first: the nearest readings, the topics spoken of, the overviews, the rest."""
    talk = [item for topic in dict.fromkeys(said.topics) for item in library.of_topic.get(topic, ())]
    if refused:
        yield from (each.item for each in offered(candidates) if each.score >= NEAR or library.few)
    else:
        talk = [*(each.item for each in candidates if each.item.entry.topic in said.topics), *talk]
    others = []
    for item in talk:
        if _is_of_another(library, item, said.subject or said.ahead):
            others.append(item)
        else:
            yield item
    yield from others
    yield from (each.item for each in candidates[:SUGGESTED])
    yield from (library.items[each.overview] for each in library.base.topics if each.overview)
    yield from library.items.values()


def _is_of_another(library: Library, item: Item, subject: str) -> bool:
    """Tell whether an entry tells of other subjects than the one spoken of, if one is."""
    if not subject or not speaks_of(item.entry, subject):
        return bool(subject)
    named = {each.id for each in library.base.subjects if any(each.name in text for text in item.entry.texts)}
    return bool(named) and subject not in named


def asked_of(library: Library, item: Item, subject: str) -> str:
    """Return the question that asks for an entry, put for a subject ("" for none) where the entry speaks of that."""
    named = [each.id for each in library.base.subjects if each.name in item.question]
    speaks = subject in item.entry.holds or speaks_of(item.entry, subject)
    if not (subject and named) or subject in named or not speaks:
        return item.question
    from assistant.knowledge.examples import best_example

    return best_example(item.entry, library.base, library.english, subject)


def plain(text: str) -> str:
    """Return a text as it is compared: without capitals and what ends it."""
    return " ".join(text.casefold().strip(" ?!.").split())
