"""Which way a comparison goes that says more or less of what is bad, in words that no list has."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Assistant, Reply
from assistant.answering.library.places import word_vectors
from assistant.answering.library.store import language
from tests.cases import for_each

Ask = Callable[[str], Reply]


@pytest.fixture(scope="module")
def ask() -> Ask:
    return Assistant().ask


@for_each(
    ("question", "pick"),
    [
        ("which framework hurts more for a team that needs admin", "flask"),
        ("which one gets nerfed on security", "flask"),
        ("which is the sadder choice for security", "flask"),
        ("which of them would the auditor grumble about more on security", "flask"),
        ("which has more holes in its security", "flask"),
        ("which of the two would cost me freedom", "django"),
        ("which costs me more flexibility", "django"),
        ("which one sacrifices less flexibility", "flask"),
        ("which demands more of us if we want the app safe", "flask"),
        ("which asks less of the team on security", "django"),
        ("client hates setup work. for databases, which one costs them more of it", "flask"),
        ("name the framework that did not win the admin panel round", "flask"),
    ],
)
def test_a_choice_by_more_or_less_of_what_is_bad_is_turned_round(ask: Ask, question: str, pick: str) -> None:
    assert ask(question).pick == pick


@for_each(
    "question",
    [
        "which has the bigger community to ask when the thing burns",
        "I'm scared of hackers. which one is safer?",
        "which has more people to ask when I get stuck",
        "I am worried about hackers, which of the two frameworks keeps me safer without extra effort?",
    ],
)
def test_what_is_bad_and_not_compared_turns_nothing(ask: Ask, question: str) -> None:
    assert ask(question).pick == "django"


@for_each(
    ("question", "affirms"),
    [
        ("Would Flask leave us with more security chores than Django?", True),
        ("Does Django rob me of more flexibility than Flask?", True),
        ("Does Flask cost us more security work than Django?", True),
        ("Does Django spare us more security work than Flask does?", True),
        ("Is Flask more of a security headache than Django?", True),
        ("Is Django more of a security headache than Flask?", False),
    ],
)
def test_a_statement_of_more_of_what_is_bad_is_turned_round(ask: Ask, question: str, affirms: bool) -> None:
    assert ask(question).affirms is affirms


def test_what_is_learnt_of_worth_is_of_these_vectors() -> None:
    assert len(language().worth) == word_vectors().size + 1


@for_each(
    ("question", "affirms"),
    [
        ("is Django overkill for a small site?", True),
        ("is Flask overkill for a small site?", False),
        ("is Django too heavy for a small site?", True),
        ("is Flask overkill?", False),
    ],
)
def test_what_is_too_much_for_something_is_not_for_it(ask: Ask, question: str, affirms: bool) -> None:
    assert ask(question).affirms is affirms


@for_each(
    ("question", "affirms"),
    [
        ("is flask cheaper", False),
        ("is there a cheaper one", False),
        ("is django the more expensive one", False),
        ("is either one cheaper", False),
        ("flask is cheaper, right?", False),
        ("is neither cheaper", True),
        ("is neither of them more expensive", True),
        ("is flask not cheaper", True),
        ("is flask no cheaper than django", True),
        ("is flask free", True),
        ("does flask have any weaknesses?", True),
    ],
)
def test_of_what_is_so_of_all_alike_none_has_more(assistant: Assistant, question: str, affirms: bool) -> None:
    assert assistant.ask(question).affirms is affirms
