"""Of what it is so only, or wholly: a statement with "only" is two, and the second is held against what is told too."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant
from tests.cases import for_each


@for_each(
    "question",
    [
        "Is Django's built-in protection restricted to SQL injection?",
        "Django only mitigates XSS and nothing else, right?",
        "Does Django's built-in protection cover only one kind of attack?",
        "Is Netflix described as running its entire platform on Flask?",
        "Every last part of Netflix depends on Flask. Is this statement accurate?",
        "Is Lyft's entire stack built on Flask?",
        "Is Django's architecture exactly MVC and nothing but MVC?",
        "Has Python only been a top-15 language for the last couple of years?",
        "Is Instagram merely one of several equally large Django deployments?",
        "Reddit is the only company that uses Flask?",
        "Does National Geographic alone make use of Django?",
        "Is Django limited to back-end work?",
        "Is Django strictly for the front end?",
        "Is the open-source licence confined to Django?",
        "Do reusable components exist in only one of the two?",
    ],
)
def test_what_is_so_of_more_than_is_said_gets_no_yes(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).affirms is False


@for_each(
    "question",
    [
        "Is Flask limited to back-end work?",
        "Was Django at first supposed to be just a CMS?",
        "Does Django alone come with an ORM?",
        "Can I do both frontend and backend with Django alone?",
        "Netflix is there on Flask, so it is not limited to toy apps. Agreed?",
        "Netflix and Reddit are there on Flask, so it is not limited to toy apps. Agreed?",
        "Can I build the UI with Django as well? Somebody told me it is strictly backend",
        "Is it wrong that Lyft's entire stack is built on Flask?",
    ],
)
def test_what_is_so_only_of_what_is_named_gets_its_yes(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).affirms is True


BAKERY = """
title: The bakery
about: our bakery
subjects:
  - {{id: shop, name: Shop}}
  - {{id: stall, name: Stall}}
topics: [{{id: goods, name: Goods}}]
entries:
  - id: bread
    topic: goods
    name: bread
    answer: "{told}"
    holds: {{shop: true, stall: false}}
    more: [sells rye bread, rye bread]
    ask: ["does the {{subject}} sell rye bread", "rye bread at the {{subject}}", "can I buy rye bread {{subject}}"]
"""


@pytest.mark.parametrize(
    ("told", "so"),
    [
        ("The shop sells rye bread, wheat bread and rolls. The stall has none.", False),
        ("The shop sells nothing but rye bread. The stall has none.", True),
        ("The shop sells rye bread. The stall has none.", None),
    ],
)
def test_whether_there_is_anything_else_is_told_or_not_known(tmp_path: Path, told: str, so: bool | None) -> None:
    (tmp_path / "knowledge.yaml").write_text(BAKERY.format(told=told), encoding="utf-8")
    asked = Assistant(tmp_path).ask("Does the shop sell only rye bread?")
    assert asked.answers
    assert asked.affirms is so


@for_each(
    ("question", "affirms"),
    [
        ("Does Django shield us from SQL injection but not from CSRF?", False),
        ("Django's ORM works with PostgreSQL and not with MySQL, right?", False),
        ("Is it false that the Django ORM runs on MySQL but not on PostgreSQL?", True),
        ("Is Django free but not open source?", False),
        ("Is Flask small but not flexible?", False),
        ("Is Django big but not flexible?", True),
        ("Are both of them written in Python and not in Ruby?", True),
        ("Is Flask written in PHP rather than Python?", False),
        ("Does Lyft use Flask and not Django?", True),
    ],
)
def test_what_is_said_not_to_be_so_besides_is_held_against_what_is_told_in_one_breath(
    assistant: Assistant, question: str, affirms: bool
) -> None:
    assert assistant.ask(question).affirms is affirms
