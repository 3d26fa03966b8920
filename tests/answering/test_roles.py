"""Statements that need two things held against each other: which does what, which is another's, which came first."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant
from tests.cases import for_each
from tests.terminal import verdict

ROOT = Path(__file__).parents[2]

SAID = [
    ("MTV: the V does the interface, true or false", False),
    ("MTV: the V runs the logic, true or false", True),
    ("UI is the job of the template. Yes or no?", True),
    ("my notes say: model = logic, view = data. ok?", False),
    ("view: logic. template: UI. did I note that down correctly?", True),
    ("The view doesn't handle the data, the model does. Correct?", True),
    ("It's false that the model handles the data, right?", False),
    ("Django's template is what MVC calls the controller. True?", False),
    ("what django calls view is MVC's controller, yes?", True),
    ("MVC's view is the template in Django, isn't it", True),
    ("Check the definition: CSRF puts malicious code into a database", False),
    ("the attack that targets databases is called XSS?", False),
    ("So it's SQL injection, not XSS, that goes for databases?", True),
    ("are XSS and CSRF the same attack", False),
    ("CSRF and XSS are two different attacks, right?", True),
    ("Load balancing is based on clustering, isn't it?", True),
    ("clustering builds on load balancing, right?", False),
    ("is django's template engine based on jinja2", False),
    ("My professor says that Jinja2 came first and Django copied it", False),
    ("Django's engine is the original and Jinja2 is derived from it. Accurate?", True),
    ("Holovaty and Willison gave up Python in favour of PHP. Accurate?", False),
    ("Django's creators switched from PHP to Python. Correct?", True),
    ("It was Ronacher who worked at the newspaper, wasn't it?", False),
    ("Simon Willison invented Flask, yes?", False),
    ("Reddit is a streaming service, isn't it?", False),
    ("Pinterest is the one with the custom-built CMS, correct?", False),
    ("Our glossary expands ORM as object-relational mapping, right?", True),
    ("ORM = object-random model?", False),
    ("Is it true that Django was devised by staff of The New York Times?", False),
    ("ngl i thought django was made by google lol", False),
    ("Flask was cooked up by some newspaper guys.", False),
    ("Flask: born in a newsroom", False),
    ("Django's inventors worked at a newspaper?", True),
    ("Is it the case that Django takes its name from a pianist?", False),
    ("Django is named after a river in Spain.", False),
    ("Django is named after a jazz singer.", False),
    ("Is Django named after a famous guitarist?", True),
    ("Django wasn't made by Google, was it? I say it wasn't.", True),
]


@for_each(("statement", "so"), SAID)
def test_a_thing_is_held_against_what_it_alone_is_or_does(assistant: Assistant, statement: str, so: bool) -> None:
    assert assistant.ask(statement).affirms is so


@for_each(
    "statement",
    [
        "Is the model faster than the view?",
        "Did Ronacher criticise Django's template engine?",
        "In MTV, what is the model responsible for, and what the view?",
        "roughly how many microservices is lyft running these days",
        "model, template, view",
    ],
)
def test_what_says_more_than_is_told_gets_no_yes_and_no_no(assistant: Assistant, statement: str) -> None:
    assert assistant.ask(statement).affirms is None


@for_each(
    ("statement", "so"),
    [
        ("clustering: one server, right?", False),
        ("load balancing: work shared by several servers?", True),
        ("scalability = staying small?", False),
        ("so CoC makes you configure more?", False),
    ],
)
def test_a_term_takes_a_statement_without_a_verb(assistant: Assistant, statement: str, so: bool) -> None:
    reply = assistant.ask(statement)
    assert (reply.affirms, reply.pick) == (so, None)


SAUCES = """
title: Sauces
topics: [{id: sauces, name: Sauces}]
entries:
  - id: two-sauces
    topic: sauces
    name: the two white sauces
    answer: A bechamel is made with milk, a veloute with stock.
    roles:
      - who: [bechamel, bechamel sauce]
        what: [milk, made with milk]
      - who: [veloute]
        what: [stock, broth, made with stock]
    ask: [what is a bechamel, what is a veloute, which white sauces are there]
"""


def test_any_knowledge_may_tell_things_apart(tmp_path: Path) -> None:
    (tmp_path / "sauces.yaml").write_text(SAUCES, encoding="utf-8")
    asked = {
        "it is the veloute that is made with milk, right?": False,
        "milk goes into the bechamel, yes?": True,
        "veloute = stock?": True,
        "a bechamel is the same as a veloute?": False,
    }
    kitchen = Assistant(tmp_path)
    assert {question: kitchen.ask(question).affirms for question in asked} == asked


def test_one_of_which_nothing_is_told_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "sauces.yaml").write_text(SAUCES.replace("- who: [veloute]", "- {}\n      - who: [veloute]"), "utf-8")
    done = verdict("check", str(tmp_path))
    assert done.returncode == 1
    assert "roles" in done.stdout + done.stderr


@pytest.mark.parametrize("question", ["which framework honours a musician", "which one honours a guitarist"])
def test_a_word_that_both_names_and_leads_to_a_name_is_read_once(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).pick == "django"
