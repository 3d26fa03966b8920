"""What is asked held against the facts: the direct answer. Pure; it knows no topic, no entry and no word."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from assistant.asking.ask import (
    ANY,
    CHOICE,
    DIFFER,
    EACH,
    EQUAL,
    LEAST,
    MORE,
    MOST,
    MOST_ONE,
    NONE,
    ONE,
    ONLY,
    SAME,
    Ask,
    Term,
)
from assistant.knowledge.base import TIE
from assistant.knowledge.facts import EDGE, Facts

YES, NO, OF, NOT = "Y", "N", "of", "not"
"""Answers to what forms of questions ask: yes, no, that of which it is so, that of which it is not."""


def affirms(ask: Ask, facts: Facts, everyone: Sequence[str], slight: bool = True) -> bool | None:
    """Return whether what is asked is so; None where the facts do not settle it.

    `slight` tells that the edge of a tie counts as being ahead.
    """
    terms = ask.of or tuple(Term(each, 1) for each in everyone)
    if facts.ranks:
        holds = _RANKED[ask.relation](terms, facts, everyone, EDGE / 2 if slight else EDGE)
    else:
        holds = _CLAIMED[ask.relation](_so(terms, facts))
    return None if holds is None else holds != ask.denied


def pick(ask: Ask, facts: Facts) -> str | None:
    """Return the subject that is asked for, `tie` where a ruling names none, None where no one subject answers."""
    if facts.ranks and not any(abs(value) > EDGE for value in facts.values.values()):
        return TIE
    chosen = [subject for subject, value in facts.values.items() if value * ask.sign > 0]
    return chosen[0] if len(chosen) == 1 else None


def by_form(forms: Mapping[str, float], facts: Facts, pair: Sequence[str]) -> dict[str, float]:
    """Return the chances of each answer, 0 to 1, from those of what is asked of a pair of subjects (`asking.forms`).

    "Y" and "N" answer what asks for the truth; "of" and "not" tell of whom a choice asks whether it is so.
    """
    found, possible = dict.fromkeys((YES, NO, OF, NOT), 0.0), cases(facts, pair)
    for asked, chance in forms.items():
        for answer in answers(asked, possible):
            found[answer] += chance / len(possible)
    return found


def answers(asked: str, possible: Sequence[int]) -> list[str]:
    """Return the answers to what is asked ("truth YNYN", "choice of"), one for each of the `possible` cases."""
    act, told = asked.split()
    return [told] * len(possible) if act == CHOICE else [told[case] for case in possible]


def cases(facts: Facts, pair: Sequence[str]) -> list[int]:
    """The places, in what is written of a form, of the cases that facts may be."""
    known = [*(facts.values.get(each) for each in pair), None, None][:2]
    if facts.ranks:
        first, second = ((value or 0.0) for value in known)
        return [2 if abs(first - second) <= EDGE else 0 if first > second else 1]
    told = [(True, False) if value is None else (value > 0,) for value in known]
    return [(not first) * 2 + (not second) for first in told[0] for second in told[1]]


def _so(terms: Sequence[Term], facts: Facts) -> list[bool | None]:
    """Whether each term is so; None where the source does not tell."""
    return [None if each.subject not in facts.values else facts.values[each.subject] * each.sign > 0 for each in terms]


def all_so(so: Sequence[bool | None]) -> bool | None:
    """Return whether all of several things are so; None where that hangs on what is not known."""
    return False if False in so else None if None in so else True


def any_so(so: Sequence[bool | None]) -> bool | None:
    """Return whether any of several things is so, in the same way."""
    return not_so(all_so([not_so(each) for each in so]))


def not_so(so: bool | None) -> bool | None:
    """Return the contrary; what is not known stays so."""
    return None if so is None else not so


def _count(so: Sequence[bool | None], fits: Callable[[int], bool]) -> bool | None:
    return None if None in so else fits(sum(map(bool, so)))


def _same(so: Sequence[bool | None]) -> bool | None:
    return None if None in so else len(set(so)) == 1


_CLAIMED: Mapping[str, Callable[[Sequence[bool | None]], bool | None]] = {
    EACH: all_so,
    MORE: all_so,
    ANY: any_so,
    NONE: lambda so: not_so(any_so(so)),
    ONE: lambda so: _count(so, lambda count: count == 1),
    MOST_ONE: lambda so: _count(so, lambda count: count < 2),
    ONLY: lambda so: all_so([*so[:1], *map(not_so, so[1:])]),
    SAME: _same,
    EQUAL: _same,
    DIFFER: lambda so: not_so(_same(so)),
    LEAST: all_so,
    MOST: lambda so: None,
}


def _ahead(term: Term, facts: Facts, others: Sequence[str], least: float) -> bool | None:
    """Whether a subject is ahead of the others by more than `least` (behind them where the sign is -1)."""
    if term.subject not in facts.values:
        return None
    own = facts.values[term.subject] * term.sign
    rest = [facts.values[each] * term.sign for each in others if each != term.subject and each in facts.values]
    if not rest:
        return None
    if own < 0 and max(rest) < 0:  # behind the winner, as another is: how the two stand is not told
        return None
    return own - max(rest) > least


def _ranked_more(terms: Sequence[Term], facts: Facts, everyone: Sequence[str], least: float) -> bool | None:
    return all_so([_ahead(each, facts, everyone, least) for each in terms])


def _level(facts: Facts, least: float) -> bool | None:
    values = facts.values.values()
    return max(values) - min(values) <= least if len(facts.values) > 1 else None


_RANKED: Mapping[str, Callable[[Sequence[Term], Facts, Sequence[str], float], bool | None]] = {
    MORE: _ranked_more,
    EACH: _ranked_more,
    ONLY: lambda terms, facts, everyone, least: _ranked_more(terms[:1], facts, everyone, least),
    LEAST: lambda terms, facts, everyone, least: not_so(
        _ranked_more([Term(terms[0].subject, -terms[0].sign)], facts, everyone, EDGE)
    ),
    MOST: lambda terms, facts, everyone, least: not_so(_ranked_more(terms[:1], facts, everyone, EDGE)),
    EQUAL: lambda terms, facts, everyone, least: _level(facts, EDGE),
    SAME: lambda terms, facts, everyone, least: _level(facts, EDGE),
    NONE: lambda terms, facts, everyone, least: _level(facts, EDGE),
    DIFFER: lambda terms, facts, everyone, least: not_so(_level(facts, least)),
    ANY: lambda terms, facts, everyone, least: not_so(_level(facts, least)),
    ONE: lambda terms, facts, everyone, least: not_so(_level(facts, least)),
    MOST_ONE: lambda terms, facts, everyone, least: True,
}
