"""What can be asked next or instead: it follows the talk or lies nearest, and is nothing that was said just now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from assistant.answering.library import Item, Library
from assistant.answering.ranking import Candidate

SUGGESTED = 3
"""Questions suggested at most."""

NEAR = 0.45
"""Score from which a reading is near enough to be suggested before what follows the talk."""


class Said(NamedTuple):
    """What of a talk is not suggested: questions `asked` and `offered` just now, entries `told`.

    `topics` are those spoken of last.
    """

    asked: frozenset[str] = frozenset()
    offered: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    topics: tuple[str, ...] = ()

    def after(self, question: str, told: Sequence[str], topics: Sequence[str]) -> Said:
        """Return it after one more question, to which the entries `told` of `topics` answered, if any did."""
        return self._replace(
            asked=self.asked | {_plain(question)}, told=self.told.union(told), topics=tuple(topics) or self.topics
        )


def next_questions(
    library: Library, said: Said, candidates: Sequence[Candidate], *, refused: bool = False
) -> tuple[str, ...]:
    """Return what to ask after an answer, or instead of what was `refused`; `said` holds that question already."""
    pool = dict.fromkeys(_pool(library, said, candidates, refused))
    fresh = (
        item.question
        for item in pool
        if item.entry.id not in said.told
        and item.question not in said.offered
        and _plain(item.question) not in said.asked
    )
    return tuple(islice(dict.fromkeys(fresh), SUGGESTED))


def _pool(library: Library, said: Said, candidates: Sequence[Candidate], refused: bool) -> Iterator[Item]:
    """All there is, what fits best first: the nearest readings, the topics spoken of, the overviews, the rest."""
    talk = [item for topic in dict.fromkeys(said.topics) for item in library.of_topic.get(topic, ())]
    if refused:
        near = [each.item for each in candidates if each.score >= NEAR]
        yield from (*near, *talk, *(each.item for each in candidates[:SUGGESTED]))
    else:
        yield from (*(each.item for each in candidates if each.item.entry.topic in said.topics), *talk)
    yield from (library.items[each.overview] for each in library.base.topics if each.overview)
    yield from library.items.values()


def _plain(text: str) -> str:
    return " ".join(text.casefold().strip(" ?!.").split())
