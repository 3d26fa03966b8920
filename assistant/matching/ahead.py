"""What the dense terms of examples score, each visited after what those before it push has been learnt.

A score is a sum over terms, so a push adds to another example's score the push times how like the two are: the sum of
the products of their dense terms. So the score may be taken from the rows of weights as they were some visits ago, and
what was pushed since added to it: the same to the bit, as all are whole numbers. Thus another process can be ahead of
the visits, and learns what a group of them has pushed at once, lane by lane.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from operator import add, mul
from typing import TypeAlias

from assistant.matching.lanes import Lanes

TOGETHER, LANES = 24, 64
"""Visits of a group; and intents from which on it is worth being ahead of them, as rows of few are soon added to."""

Push: TypeAlias = "tuple[dict[int, int], int]"
"""What an example adds to lanes of its terms: by lane, and as one integer."""

Scored: TypeAlias = "tuple[list[int], Sequence[Sequence[int]]]"
"""What the texts of a group score, and how like each is to those of the group before and its own, in turn."""

Groups: TypeAlias = "Sequence[Sequence[Sequence[int]]]"
"""The dense terms of the texts of each group."""

Rows: TypeAlias = "list[int]"
"""The weights of each dense term, in lanes."""


def scored_in_turn(rows: Rows, groups: Groups, lanes: Lanes, told: Callable[[], list[Push]]) -> Iterator[Scored | Rows]:
    """Yield what each group of one text scores, where what those before it push is `told`; at last the rows."""
    for [text] in groups:
        yield [sum(map(mul, rows, text))], [()]
        [(_, push)] = told()
        if push:
            rows = list(map(add, rows, map(mul, repeat(push), text)))
    yield rows


def scored_ahead(rows: Rows, groups: Groups, lanes: Lanes, told: Callable[[], list[Push]]) -> Iterator[Scored | Rows]:
    """Yield what each group scores, where what those up to the last but one push is `told`; at last the rows.

    How like two texts are takes 16 bits: their dense terms are at most `dense.LENGTH` long, which squared is less.
    """
    before: Sequence[Sequence[int]] = ()
    for number, group in enumerate(groups):
        if number > 1:
            rows = _pushed(rows, groups[number - 2], told(), lanes)
        window = [*before, *group]
        alike, columns = Lanes(len(window), 16), _columns("h", window)
        yield (
            [sum(map(mul, rows, text)) for text in group],
            [alike.numbers(sum(map(mul, columns, text))) for text in group],
        )
        before = group
    for group in groups[-2:]:
        rows = _pushed(rows, group, told(), lanes)
    yield rows


def _pushed(rows: Rows, texts: Sequence[Sequence[int]], pushes: list[Push], lanes: Lanes) -> Rows:
    """The rows with what texts push."""
    terms, pushed = Lanes(len(rows)), [0] * lanes.count
    for text, (steps, _) in zip(texts, pushes, strict=True):
        if steps:
            [row] = terms.laid(array("i", text))
            for lane, step in steps.items():
                pushed[lane] += step * row
    nothing = terms.flat([0])
    return list(map(add, rows, _columns("i", [terms.flat([row]) if row else nothing for row in pushed])))


def _columns(kind: str, rows: Sequence[Sequence[int]]) -> list[int]:
    """The numbers of rows of a kind of array, column by column, in lanes."""
    flat, columns = array(kind), array(kind)
    for row in rows:
        flat.extend(row)
    size = len(rows[0])
    for start in range(size):
        columns.extend(flat[start::size])
    return Lanes(len(rows), 8 * flat.itemsize).laid(columns)
