"""Logistic regression in plain Python, for a handful of features and some hundred rows."""

from __future__ import annotations

import math
from collections.abc import Sequence

Row = Sequence[float]

STRENGTH = 3.0
"""Weight of the likelihood against half the sum of the squared coefficients (elsewhere called C)."""

SETTLED = 1e-8
"""Greatest change of a coefficient at which the fit is done."""


def fit(rows: Sequence[Row], truths: Sequence[bool]) -> list[float]:
    """Return the bias and a coefficient for each feature; the bias is not penalised.

    Source: Newton's method as iteratively reweighted least squares, Hastie, Tibshirani, Friedman: The Elements of
    Statistical Learning, 4.4.1. ArithmeticError: the fit did not settle.
    """
    data = [(1.0, *row) for row in rows]
    penalties = [0.0] + [1 / STRENGTH] * (len(data[0]) - 1)
    weights = [0.0] * len(data[0])
    for _ in range(50):
        step = solved(*_curve_and_slope(data, truths, weights, penalties))
        weights = [weight - change for weight, change in zip(weights, step, strict=True)]
        if max(map(abs, step)) < SETTLED:
            return weights
    raise ArithmeticError("the fit did not settle")


def _curve_and_slope(
    data: Sequence[Row], truths: Sequence[bool], weights: Row, penalties: Row
) -> tuple[list[list[float]], list[float]]:
    """The second and first derivatives of the penalised loss."""
    size = len(weights)
    curve = [[penalties[i] if i == j else 0.0 for j in range(size)] for i in range(size)]
    slope = [penalty * weight for penalty, weight in zip(penalties, weights, strict=True)]
    for row, truth in zip(data, truths, strict=True):
        likely = _sigmoid(sum(map(float.__mul__, weights, row)))
        error, spread = likely - truth, likely * (1 - likely)
        for i, value in enumerate(row):
            if value:
                slope[i] += error * value
                scaled, line = spread * value, curve[i]
                for j, other in enumerate(row):
                    line[j] += scaled * other
    return curve, slope


def solved(matrix: Sequence[Row], right: Row) -> list[float]:
    """Return x of matrix · x = right, by elimination with pivots. ZeroDivisionError: the matrix has no inverse."""
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for i in range(size):
        pivot = max(range(i, size), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for k in range(size):
            if k != i and (factor := rows[k][i] / rows[i][i]):
                rows[k] = [value - factor * top for value, top in zip(rows[k], rows[i], strict=True)]
    return [line[-1] / line[i] for i, line in enumerate(rows)]


def chance(weights: Row, row: Row) -> float:
    """Return how likely, 0 to 1, a row is true by what `fit` returned."""
    return _sigmoid(weights[0] + sum(map(float.__mul__, weights[1:], row)))


def _sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-value)) if value > -700 else 0.0


def cross_validated(rows: Sequence[Row], truths: Sequence[bool], folds: int = 10) -> list[float]:
    """Return the chance of each row by a fit without its fold; the folds hold like shares of true and false rows."""
    places = {each: [i for i, truth in enumerate(truths) if truth is each] for each in (True, False)}
    fold = {row: place % folds for rows_of in places.values() for place, row in enumerate(rows_of)}
    found = [0.0] * len(rows)
    for left_out in range(folds):
        kept = [i for i in range(len(rows)) if fold[i] != left_out]
        weights = fit([rows[i] for i in kept], [truths[i] for i in kept])
        for i in fold:
            if fold[i] == left_out:
                found[i] = chance(weights, rows[i])
    return found
