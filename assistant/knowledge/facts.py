"""What holds of whom, as numbers: a claim that is true of a subject or false, a ruling won, lost or tied."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.knowledge.base import TIE, Category, Entry
from assistant.tuples import NamedTuple

EDGE = 0.1
"""What the subject slightly ahead in a tie is worth: so little that no weighing of ties outweighs a win."""


class Facts(NamedTuple):
    """Subject id to a number from -1 to +1: of a claim, true or false; of a ruling, ahead or behind, a tie 0.

    A subject that is missing is one of which the source does not tell. `ranks` tells that the numbers are a ruling's.
    """

    values: Mapping[str, float]
    ranks: bool = False

    @property
    def differ(self) -> bool:
        """Tell whether it is not the same for all subjects."""
        return len(set(self.values.values())) > 1

    def alike(self, subjects: tuple[str, ...]) -> bool:
        """Tell whether it is a claim that is told of all subjects, and the same of all."""
        return not (self.ranks or self.differ) and self.values.keys() == {*subjects}


def facts_of_entry(entry: Entry, subjects: tuple[str, ...]) -> Facts:
    """Return what a claim says of whom; what an entry tells that is no claim is so whoever is spoken of.

    That is of its own subject, where it has one, and known only where words are given that assert it or the contrary.
    """
    if entry.states:
        return Facts(dict.fromkeys((entry.subject,) if entry.subject else subjects or ("",), 1.0))
    return Facts({subject: 1.0 if holds else -1.0 for subject, holds in entry.holds.items()})


def facts_of_ruling(category: Category) -> Facts:
    """Return how a category ranks the subjects."""
    if category.winner == TIE:
        return Facts({each: EDGE if each == category.edge else 0.0 for each in category.answer}, ranks=True)
    return Facts({each: 1.0 if each == category.winner else -1.0 for each in category.answer}, ranks=True)


def facts_of_leader(leader: str, subjects: tuple[str, ...]) -> Facts:
    """Return how the whole comparison ranks the subjects."""
    return Facts({each: 0.0 if leader == TIE else 1.0 if each == leader else -1.0 for each in subjects}, ranks=True)
