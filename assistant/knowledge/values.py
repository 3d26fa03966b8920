"""Numbers that are stated, in questions and in answers, so that a wrong one can be told from a right one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

_NUMBER = r"(?i)(?<![\w.,])(\d{1,3}(?:[,. ]\d{3})+|\d+(?:\.\d+)?)(k|m)?(?![\w])"
_FACTORS = {"": 1, "k": 1_000, "m": 1_000_000}

YEARS = range(1500, 2100)
"""Whole numbers that are taken for years."""


def numbers(text: str) -> list[float]:
    """Return the numbers that stand in figures in a text, in order: "260,000", "260k", "2010".

    >>> numbers("over 260,000 (260k) in March 2024")
    [260000.0, 260000.0, 2024.0]
    """
    found = []
    for figures, factor in re.findall(_NUMBER, text) if not text.isalpha() and any(map(str.isdecimal, text)) else ():
        plain = re.sub(r"[,. ](?=\d{3}(?!\d))", "", figures)
        found.append(float(plain) * _FACTORS[factor.lower()])
    return found


def is_year(number: float) -> bool:
    """Tell whether a number is taken for a year."""
    return number.is_integer() and int(number) in YEARS


def contradicted(stated: Iterable[float], known: Iterable[float]) -> float | None:
    """Return the first stated number that is not among the known ones of its sort (years, or counts), else None.

    A sort of which nothing is known contradicts nothing.
    """
    years = {each for each in known if is_year(each)}
    counts = {each for each in known if not is_year(each)}
    for each in stated:
        same = years if is_year(each) else counts
        if same and each not in same and (not is_year(each) or not min(same) <= each <= max(same)):
            return each
    return None


def dates(words: Sequence[str], months: Mapping[str, int]) -> list[tuple[int, int]]:
    """Return the years in words, each with the number of the month named before it, 0 where none is.

    >>> dates(["in", "march", "of", "2024"], {"march": 3})
    [(2024, 3)]
    """
    found = []
    for i, word in enumerate(words):
        years = [int(each) for each in numbers(word) if is_year(each)]
        month = next((months[each] for each in reversed(words[max(i - 2, 0) : i]) if each in months), 0)
        found += [(year, month) for year in years]
    return found
