"""Figures that questions state: which hold, and what is answered to right and wrong ones of all that are known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answering.conversation import Assistant
from assistant.answering.figures import Span, fits, is_of_sort, known_span
from assistant.knowledge.base import Entry
from tests.cases import for_each

COFFEE = Path(__file__).parents[1] / "knowledge" / "coffee"

FRAMES = {
    "years": (
        "was {s} created {w}?",
        "neither {all} was created {w}, right?",
        "were both {all} created {w}?",
        "which was created {w}?",
    ),
    "creator": (
        "was {s} created by {w} {u}?",
        "neither {all} was created by {w} {u}, right?",
        "were both {all} created by {w} {u}?",
        "which of the two was created by {w} {u}?",
    ),
    "stack-overflow-questions": (
        "does {s} have {w} {u} on stack overflow?",
        "neither {all} has {w} {u} on stack overflow, right?",
        "do both {all} have {w} {u} on stack overflow?",
        "which has {w} {u} on stack overflow?",
    ),
    "companies-list": ("do {w} companies use {s}?",),
    "head-start": ("does {s} have a head start of {w} {u}?",),
    "is-older": ("is {s} older by {w} {u}?",),
    "popularity-ratio": ("is {s} {w} times as popular?",),
    "active-decade": ("has {s} been active for {w} {u}?",),
    "invented": ("was {s} invented {w}?",),
    "caffeine": ("does {s} have {w} {u} of caffeine?",),
}
"""What is asked of each entry with figures: of one subject, of none, of all, and which."""

BOUNDS = {
    "exactly": ("{n}", "in {n}"),
    "about": ("about {n}", "around {n}"),
    "more": ("more than {n}", "after {n}"),
    "fewer": ("fewer than {n}", "before {n}"),
    "at-least": ("at least {n}", "no earlier than {n}"),
    "at-most": ("at most {n}", "by {n}"),
}
"""How each bound is said, of a number and of a year."""


@pytest.fixture(scope="module")
def assistants() -> list[Assistant]:
    return [Assistant(), Assistant(COFFEE)]


def figured(assistants: list[Assistant]) -> Iterator[tuple[Assistant, Entry]]:
    for each in assistants:
        yield from ((each, item.entry) for item in each.library.items.values() if item.entry.figures)


def stated(entry: Entry, known: Span) -> list[int]:
    """The known figures, and some below and above."""
    low, high = known[0], min(known[1], known[0] * 2)
    return sorted(
        {round(each) for each in ((low / 2, low, high, high * 2) if entry.units else (low - 40, low, high + 40))}
    )


@for_each(
    ("bound", "number", "known", "so"),
    [
        ("exactly", 2, (2, 2), True),
        ("exactly", 3, (2, 2), False),
        ("exactly", 265_000, (260_001, 269_000), None),
        ("exactly", 260_000, (260_001, 269_000), True),
        ("about", 255_000, (260_001, 269_000), True),
        ("about", 230_000, (260_001, 269_000), None),
        ("about", 100_000, (260_001, 269_000), False),
        ("more", 260_000, (260_001, 269_000), True),
        ("more", 265_000, (260_001, 269_000), None),
        ("more", 300_000, (260_001, 269_000), False),
        ("fewer", 5, (5, 7), False),
        ("fewer", 6, (5, 7), None),
        ("fewer", 8, (5, 7), True),
        ("at-least", 5, (5, 7), True),
        ("at-least", 10, (5, 7), False),
        ("at-most", 7, (5, 7), True),
        ("at-most", 6, (5, 7), None),
        ("exactly", 5, (3, float("inf")), None),
        ("at-least", 2, (3, float("inf")), True),
    ],
)
def test_a_number_is_held_against_a_number(bound: str, number: float, known: Span, so: bool | None) -> None:
    assert fits(bound, (number, number), known) is so


@for_each(
    ("bound", "years", "known", "so"),
    [
        ("exactly", (2004, 2004), (2003, 2005), True),
        ("exactly", (2000, 2009), (2003, 2005), True),
        ("exactly", (2004, 2008), (2003, 2005), None),
        ("exactly", (1990, 1999), (2003, 2005), False),
        ("about", (2011, 2011), (2010, 2010), True),
        ("about", (2012, 2012), (2010, 2010), None),
        ("about", (2015, 2015), (2010, 2010), False),
        ("more", (2005, 2005), (2003, 2005), False),
        ("more", (2003, 2003), (2003, 2005), None),
        ("fewer", (2010, 2010), (2010, 2010), False),
        ("fewer", (2011, 2011), (2010, 2010), True),
        ("at-most", (2004, 2004), (2003, 2005), None),
        ("lasting", (2004, 2004), (2003, 2005), True),
        ("lasting", (2002, 2002), (2003, 2005), False),
    ],
)
def test_a_year_is_held_against_years(bound: str, years: Span, known: Span, so: bool | None) -> None:
    assert fits(bound, years, known, years=True) is so


def test_everything_with_figures_is_asked_about(assistants: list[Assistant]) -> None:
    assert {entry.id for _, entry in figured(assistants)} == set(FRAMES)


def test_a_stated_figure_is_answered_by_the_known_one(assistants: list[Assistant]) -> None:
    """Each number is stated with one of the bounds: the next number, subject and entry with others."""
    wrong = []
    for turn, (assistant, entry) in enumerate(figured(assistants)):
        for place, subject in enumerate(entry.figures, turn):
            known = known_span(entry, subject)
            for first, number in enumerate(stated(entry, known), place):
                for bound, said in [*BOUNDS.items()][first % 6 :: 6]:
                    words = said[not entry.units].format(n=number)
                    unit = entry.units[0] if entry.units else ""
                    question = FRAMES[entry.id][0].format(
                        s=assistant.library.base.subject_name(subject), w=words, u=unit
                    )
                    affirms = assistant.ask(question).affirms
                    if affirms is not fits(bound, (number, number), known, years=not entry.units):
                        wrong.append((question, affirms))
    assert not wrong


def test_a_stated_figure_is_denied_or_is_of_none_of_all_or_of_one(assistants: list[Assistant]) -> None:
    wrong: list[str] = []
    told: list[bool] = []
    for assistant, entry in figured(assistants):
        if len(FRAMES[entry.id]) == 1:
            continue
        frames, spans = FRAMES[entry.id], {each: known_span(entry, each) for each in entry.figures}
        for turn, number in enumerate(sorted({each for known in spans.values() for each in stated(entry, known)})):
            for bound in ("exactly", "more", "fewer")[turn % 3 :: 3]:
                words = BOUNDS[bound][not entry.units].format(n=number)
                unit = entry.units[0] if entry.units else ""
                so = {each: fits(bound, (number, number), known, not entry.units) for each, known in spans.items()}
                if None in so.values():
                    continue
                first = next(iter(so))
                names = [assistant.library.base.subject_name(each) for each in so]
                name = names[0]
                said = frames[0].format(s=name, w=words, u=unit).rstrip("?")
                both = (f"{' nor '.join(names)}", " and ".join(names))
                of_none, of_all = (
                    f.format(all=all_, w=words, u=unit) for f, all_ in zip(frames[1:3], both, strict=True)
                )
                which = frames[3].format(w=words, u=unit)
                one = [each for each, holds in so.items() if holds]
                wanted = {
                    f"is it wrong that {name} {said.replace(name + ' ', '', 1)}?": not so[first],
                    of_none: not any(so.values()),
                    of_all: all(so.values()),
                }
                given = {each: assistant.ask(each).affirms for each in wanted}
                wrong += [each for each, want in wanted.items() if given[each] is (not want)]
                told += [affirms is not None for affirms in given.values()]
                pick = assistant.ask(which).pick
                wrong += [which] if pick is not None and one != [pick] else []
    assert not wrong
    assert sum(told) > 0.7 * len(told)


@for_each(
    ("question", "affirms"),
    [
        ("Did Django come out in 2010 and Flask in 2003?", False),
        ("Did Django come out in 2003 and Flask in 2010?", True),
        ("Was Flask out in 2010 or later?", True),
        ("Was Flask made in the nineties?", False),
        ("Is Flask from the early 2010s?", True),
        ("Was Django developed from 2003-2005?", True),
        ("Was Django around in 2014?", True),
        ("Was Flask around in 2004?", False),
        ("Does Flask have fewer questions than 90k on Stack Overflow?", True),
        ("Does Django have half a million questions on Stack Overflow?", False),
        ("Does Django have more than two hundred thousand Stack Overflow questions?", True),
        ("Is Flask half a decade younger than Django?", True),
        ("Is Django not twelve years older than Flask?", True),
        ("Is Flask twelve years older than Django?", False),
        ("Was Flask the work of a single developer?", True),
        ("Was Django made by only one person?", False),
        ("Is Django ten times as popular as Flask?", False),
        ("Is the popularity ratio 6:1?", True),
        ("Was Flask voted most popular in 2018?", True),
    ],
)
def test_figures_are_said_in_many_ways(assistants: list[Assistant], question: str, affirms: bool) -> None:
    assert assistants[0].ask(question).affirms is affirms


def test_which_one_is_the_one_with_the_figure(assistants: list[Assistant]) -> None:
    assert assistants[0].ask("Which of them has under 60,000 Stack Overflow questions?").pick == "flask"
    assert assistants[0].ask("Which one wasn't made by two people?").pick == "flask"


def test_a_figure_is_carried_through_a_talk(assistants: list[Assistant]) -> None:
    talk = assistants[0].conversation()
    assert talk.ask("Does Django have over 100,000 questions on Stack Overflow?").affirms is True
    assert talk.ask("And Flask?").affirms is False


def test_a_number_is_of_a_sort(assistants: list[Assistant]) -> None:
    entries = {entry.id: entry for _, entry in figured(assistants)}
    assert is_of_sort(entries["years"], "1999")
    assert not is_of_sort(entries["years"], "45,000")
    assert is_of_sort(entries["stack-overflow-questions"], "45,000")
    assert not is_of_sort(entries["stack-overflow-questions"], "1999")


@for_each(
    ("question", "affirms"),
    [
        ("was Django created no earlier than 1963?", True),
        ("was Flask released no earlier than 2012?", False),
        ("did Flask come later than 2012?", False),
        ("is Flask older than 2012?", True),
    ],
)
def test_a_year_beside_earlier_and_older_is_judged_by_the_years(question, affirms):
    assert Assistant().ask(question).affirms is affirms
