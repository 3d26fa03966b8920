"""Statements that turn on a word beside the matter: must or can, only, more or less of it, and the same for both."""

from __future__ import annotations

from assistant import Assistant
from tests.cases import for_each

SAID = [
    ("do i have to use postgres with django", False),
    ("One needn't use PostgreSQL with Django, right?", True),
    ("you can't get by without Postgres in Django, is that so?", False),
    ("Can I use PostgreSQL with Django?", True),
    ("Does Flask force one of those databases on me?", False),
    ("Must a developer using Django build the admin panel before anyone can use it?", False),
    ("My boss says we'd have to build the admin area from scratch if we go with Django. Is he right?", False),
    ("Is Django protected solely against CSRF?", False),
    ("Is Django limited to back-end work, I wonder?", False),
    ("django was only supposed to be a CMS at first, true?", True),
    ("Does convention over configuration increase the quantity of configuration?", False),
    ("Does convention over configuration reduce the amount of configuration?", True),
    ("Does clustering reduce availability?", False),
    ("Does Django require an admin package?", False),
    ("Will I need a form validation library in Flask?", True),
    ("do insta n pinterest run on the same one", True),
    ("Instagram, Reddit: same framework", False),
    ("Lyft and Pinterest uses different frameworks?", True),
    ("Is it wrong that Reddit and Netflix have the same framework?", False),
]


@for_each(("statement", "so"), SAID)
def test_the_word_beside_the_matter_decides(assistant: Assistant, statement: str, so: bool) -> None:
    assert assistant.ask(statement).affirms is so


@for_each(
    "statement",
    [
        "do reddit and lyft have the same owner",
        "Are Netflix and Reddit the same kind of site?",
        "Was Django built by clever people?",
        "must i use the ORM in Django?",
    ],
)
def test_what_is_not_told_gets_no_answer(assistant: Assistant, statement: str) -> None:
    assert assistant.ask(statement).affirms is None
