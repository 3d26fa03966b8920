"""Statements put to be confirmed or denied: what the words of entries assert and deny, said of nobody or of one."""

from __future__ import annotations

import pytest

from assistant import Assistant

SAID = [
    ("load balancing puts all work on one server, yes?", "load-balancing", False),
    ("does load balancing share out the work evenly?", "load-balancing", True),
    ("is it the template that handles the data in MTV?", "mtv-roles", False),
    ("is the UI covered by the template in Django?", "mtv-roles", True),
    ("is Django called after a jazz player?", "named-after", True),
    ("was Django named after a film?", "named-after", False),
    ("DRY is about saying things once, right?", "dry", True),
    ("does DRY mean repeating yourself?", "dry", False),
    ("does 'batteries included' mean I must buy the parts separately?", "batteries-included", False),
    ("the fixture is called 'server', isn't it?", "testing", False),
    ("was Pocoo a company?", "pocoo", False),
    ("the lawrence journal-world no longer exists, right?", "newspaper-online", False),
    ("is National Geographic a radio station?", "national-geographic", False),
    ("is popularity what matters most when choosing?", "what-matters-most", False),
    ("does Flask have any weaknesses?", "disadvantages", True),
    ("is an MVP the first version of a product with the bare minimum?", "mvp", True),
    ("does Flask-Admin come with Flask?", "flask-admin", False),
    ("is Flask-Admin a separate download?", "flask-admin", True),
    ("does django spoon-feed you everything?", "is-batteries-included", True),
    ("does django weigh a ton?", "is-lightweight", True),
    ("does django drag out development?", "rapid-development", False),
    ("is security in flask a chore?", "security-work", True),
    ("is the speed difference peanuts?", "speed-gap", True),
    ("is the flask debugger a snail?", "debugger", False),
    ("is there a snag with flask?", "disadvantages", True),
    ("is django good for nothing?", "advantages-list", False),
    ("does lyft deliver pizza?", "lyft", False),
    ("is CSRF a security measure?", "csrf", False),
    ("is an ORM a kind of attack?", "orm", False),
]


@pytest.mark.parametrize(("statement", "entry", "so"), SAID)
def test_what_an_entry_tells_is_confirmed_and_its_contrary_denied(
    assistant: Assistant, statement: str, entry: str, so: bool
) -> None:
    reply = assistant.ask(statement)
    assert [each.id for each in reply.answers] == [entry]
    assert reply.affirms is so


@pytest.mark.parametrize(
    ("statement", "so"),
    [
        ("is load balancing putting all the work unevenly on a single server?", False),  # the contrary, said twice
        ("load balancing is not about one server, right?", True),
        ("the joke caught on, didn't it?", True),
        ("the joke caught on didn't it?", True),
        ("is it wrong that load balancing puts all work on one server?", True),
        ("is it a myth that the joke caught on?", False),
        ("load balancing means all on a single server, no?", False),
        ("does csrf trick users into doing things they do not want?", True),  # "tricks users"
        ("what is load balancing?", None),
    ],
)
def test_what_is_said_around_a_statement_turns_it_as_it_does_elsewhere(
    assistant: Assistant, statement: str, so: bool | None
) -> None:
    assert assistant.ask(statement).affirms is so


@pytest.mark.parametrize(
    ("question", "topic", "affirms", "pick"),
    [
        ("is flask leaky like a sieve?", "security", True, None),
        ("which one is a soft target?", "security", None, "flask"),
        ("does django cramp my style?", "flexibility", True, None),
        ("does flask cramp my style?", "flexibility", False, None),
        ("which has the bigger fan club?", "community", None, "django"),
    ],
)
def test_pictures_of_better_and_worse_are_read_both_ways(
    assistant: Assistant, question: str, topic: str, affirms: bool | None, pick: str | None
) -> None:
    reply = assistant.ask(question)
    assert [each.id for each in reply.answers] == [topic]
    assert (reply.affirms, reply.pick) == (affirms, pick)
