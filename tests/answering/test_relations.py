"""Relations of figures: what follows from those of several subjects, computed for any base, said in many ways."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from assistant.answering.conversation import Assistant
from assistant.answering.figures import known_span
from assistant.knowledge.base import Entry
from tests.cases import for_each

COFFEE = Path(__file__).parents[1] / "knowledge" / "coffee"

YEARS = {
    "{a} came out {n} years after {b}, right?": 1,
    "Is {a} {n} years younger than {b}?": 1,
    "{b} is {n} years older than {a}. Correct?": 1,
    "Did {b} predate {a} by {n} years?": 1,
    "{a} trailed {b} by {n} years, true?": 1,
    "Is it wrong that {a} appeared {n} years later than {b}?": -1,
    "{n} years lie between {a} and {b}, don't they?": 0,
}
"""Ways to say how many years the later one came after the other: so, denied, or without saying which was first."""

COUNTS = {
    "{a} has {n} more {u} than {b}, right?": 1,
    "Does {a} have {n} {u} more than {b}?": 1,
    "{b} has {n} {u} fewer than {a}. Correct?": 1,
    "Is it false that {a} has {n} more {u} than {b}?": -1,
    "The gap between {a} and {b} is {n} {u}, true?": 0,
}
"""The same of how many more there are of something."""

RATIOS = {
    "{a} has {n} times as many {u} as {b}, right?": 1,
    "there are {n} {a} {u} for each {b} {o}, correct?": 1,
    "{n} {a} {u} for every {b} {o}": 1,
    "{b} has one {u} for {n} of {a}'s, true?": 1,
    "Is it wrong to say {a} has {n} times {b}'s {u}?": -1,
}
"""The same of how many times as many there are, where `u` and `o` are what is counted, many of it and one."""


@pytest.fixture(scope="module")
def assistants() -> list[Assistant]:
    return [Assistant(), Assistant(COFFEE)]


@pytest.fixture(scope="module")
def assistant(assistants: list[Assistant]) -> Assistant:
    return assistants[0]


def related(assistants: list[Assistant]) -> Iterator[tuple[Assistant, Entry, str, str]]:
    """Entries that know figures of several subjects, with each two of these, that of the greater figure first."""
    for each in assistants:
        for item in each.library.items.values():
            entry = item.entry
            for one, other in permutations(entry.figures, 2) if entry.id in KNOWN else ():
                if known_span(entry, one)[0] > known_span(entry, other)[1]:
                    yield each, entry, one, other


KNOWN = ("years", "stack-overflow-questions", "invented", "caffeine")
"""The entries of both bases of which figures are compared, two of years and two of counts."""


def test_what_follows_from_two_figures_is_affirmed_and_the_contrary_denied(assistants: list[Assistant]) -> None:
    wrong, withheld, asked = [], [], 0
    for turn, (assistant, entry, one, other) in enumerate(related(assistants)):
        (least, most), (low, high) = known_span(entry, one), known_span(entry, other)
        names = {"a": assistant.library.base.subject_name(one), "b": assistant.library.base.subject_name(other)}
        unit, single = (*entry.units, "", "")[:2]
        gap, times = (least - high, most - low), least / high
        claims = [
            (way, f"{bound}{round(number)}", sign, so)
            for way, sign in (COUNTS if entry.units else YEARS).items()
            for bound, number, so in (
                ("at least ", gap[0], True),
                ("less than ", gap[1] * 2, True),
                ("", gap[1] * 3, False),
                ("more than ", gap[1] * 2, False),
            )
        ]
        if times > 3:
            claims += [
                (way, f"{bound}{round(number)}", sign, so)
                for way, sign in RATIOS.items()
                for bound, number, so in (("almost ", times, True), ("", times * 3, False), ("", times / 2, False))
            ]
        for way, number, sign, so in claims[turn % 3 :: 3]:
            question = way.format(n=number, u=unit, o=single, **names)
            turned = {"a": names["b"], "b": names["a"]}
            asked_of = [(question, so != (sign < 0))]
            if sign:
                asked_of.append((way.format(n=number, u=unit, o=single, **turned), sign < 0))
            for text, want in asked_of if so or not sign else asked_of[:1]:
                asked += 1
                affirms = assistant.ask(text).affirms
                wrong += [text] if affirms is (not want) else []
                withheld += [text] if affirms is None else []
    assert not wrong
    assert asked > 70
    assert len(withheld) < 0.05 * asked, withheld


@for_each(
    ("question", "affirms"),
    [
        ("flask came out like 15 years after django right", False),
        ("Has Django a lead of at least half a decade over Flask?", True),
        ("Has Django a lead of two decades over Flask?", False),
        ("did django beat flask to it by at least five years?", True),
        ("flask is django's junior by a couple of years", False),
        ("django had been out for eleven years when flask came along?", False),
        ("Django's lead on Stack Overflow is close to 6:1. Verify.", True),
        ("Django's lead on Stack Overflow is 30:1. Verify.", False),
        ("almost six Django questions for each Flask question", True),
        ("6 flask questions for every django question", False),
        ("Would it be an exaggeration to say Django has thirty times Flask's questions?", True),
        ("flask outnumbers django six to one", False),
        ("Does Flask account for 40% of the questions of the two?", False),
        ("together they have more than 300,000 questions, right?", True),
        ("does django have half a million questions more than flask", False),
        ("flask has hardly 4,500 stack overflow questions", False),
        ("flask has not even 50k questions on stack overflow", True),
        ("more people created django than flask, correct?", True),
        ("Do the Stack Overflow totals date from March 2023?", False),
        ("Are the question counts dated March 2024?", True),
        ("Stack Overflow questions were counted in October 2024. Correct?", False),
        ("Was 2020 the year in which Flask topped the Python Developers Survey?", False),
        ("Was 2018 the year in which Flask topped the Python Developers Survey?", True),
        ("is django in the top 20 of the 2020 stack overflow survey?", True),
        ("Jinja2 came first and Django copied it. correct?", False),
        ("Python only cracked the top 15 languages last year. Fact or fiction?", False),
    ],
)
def test_a_relation_or_a_date_is_held_against_what_is_known(assistant: Assistant, question: str, affirms: bool) -> None:
    assert assistant.ask(question).affirms is affirms


@for_each(
    ("question", "pick"),
    [
        ("which of these two has been around for less time", "flask"),
        ("Which has the shorter history behind it?", "flask"),
        ("which came along half a decade after the other", "flask"),
    ],
)
def test_who_stands_so_to_the_other_is_picked(assistant: Assistant, question: str, pick: str) -> None:
    assert assistant.ask(question).pick == pick


def test_of_three_the_first_and_the_last_are_picked(assistants: list[Assistant]) -> None:
    coffee = assistants[1]
    asked = {
        "which of the three is the oldest": "press",
        "which was invented most recently": "pour-over",
        "which of espresso and pour-over is younger": "pour-over",
        "which has the most milligrams of caffeine": "pour-over",
    }
    assert {question: coffee.ask(question).pick for question in asked} == asked


@for_each(
    "question",
    [
        "Is Django's admin panel six times as fast as Flask's?",
        "is the gap in stack overflow questions more like 2x or more like 6x",
        "Was Django started in 2013 or in 2003?",
        "Why is Flask five years older than Django?",
        "Which framework won the Python Developers Survey in 2023?",
    ],
)
def test_of_other_matters_and_of_a_choice_of_figures_nothing_is_promised(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).affirms is None


@for_each(
    ("question", "affirms"),
    [
        ("Leaving the ties aside, does Django win all but one of what remains?", True),
        ("Ignoring ties, does Django win four of five?", True),
        ("Of the decided rounds, did Flask win three?", False),
        ("Are at least half of the nine categories Django's outright?", False),
        ("Is just one category Flask's?", True),
        ("4 django 1 flask 4 draws. ok?", True),
        ("three django, two flask, four ties. right?", False),
        ("flexibility + reusable components, 1 winner for both?", False),
        ("security + database, 1 winner for both?", True),
        ("Whenever a category has a winner, is it always Django?", False),
    ],
)
def test_ties_are_left_aside_and_what_is_somebodys_is_won(assistant: Assistant, question: str, affirms: bool) -> None:
    assert assistant.ask(question).affirms is affirms
