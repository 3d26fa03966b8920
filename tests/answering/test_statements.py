"""Statements put to be confirmed or denied: what the words of entries assert and deny, said of nobody or of one."""

from __future__ import annotations

import pytest

from assistant import Assistant
from tests.cases import for_each

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
    ("was the April Fool's joke about Flask 30 files long?", "april-fools", False),
    ("was the April Fool's joke about Flask a 2010 file?", "april-fools", True),
    ("is one and the same framework the best for all projects?", "best-by-goals", False),
    ("does the best framework hinge on the project?", "best-by-goals", True),
    ("Does Pinterest, where I look for recipes, use Flask?", "pinterest", False),
    ("Is the paper, where Django was born, bankrupt?", "newspaper-online", False),
    ("Is Pocoo, where Flask was born, a company?", "pocoo", False),
    ("is flask supposed to be hard?", "easy", False),
    ("Are CSRF and XSS both covered by Django?", "built-in-protection", True),
]

OF_ALL = [
    ("speed gap big enough to care?", "speed-gap", False),
    ("any meaningful speed gap between the two?", "speed-gap", False),
    ("python still a top 15 language?", "python-popularity", True),
    ("These two do not share the same intentions, if I read correctly.", "same-intentions", True),
]
"""What is so of all alike needs no subject named."""


@for_each(("statement", "entry", "so"), [*SAID, *OF_ALL])
def test_what_an_entry_tells_is_confirmed_and_its_contrary_denied(
    assistant: Assistant, statement: str, entry: str, so: bool
) -> None:
    reply = assistant.ask(statement)
    assert [each.id for each in reply.answers] == [entry]
    assert reply.affirms is so


@for_each(
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


@for_each(
    ("question", "so"),
    [
        ("I have never written a query, does django come with an ORM?", True),
        ("I have never coded in my life, is flask easier to learn?", True),
        ("our budget is nil; does either cost money?", False),
        ("we never needed forms, is django faster?", False),
    ],
)
def test_what_is_only_remarked_before_a_question_turns_nothing(assistant: Assistant, question: str, so: bool) -> None:
    assert assistant.ask(question).affirms is so


@for_each(("subject", "so"), [("Django", True), ("Flask", False)])
@for_each("verb", ["mistake", "deceive", "fool"])
def test_who_speaks_of_himself_at_the_end_has_added_nothing(
    assistant: Assistant, subject: str, so: bool, verb: str
) -> None:
    assert assistant.ask(f"{subject} comes with an admin panel, I do not {verb} myself?").affirms is so


@for_each(
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


@for_each(
    ("statement", "entries", "so"),
    [
        ("Must a developer on Flask set up and manage the database himself?", ["database-learning-curve"], True),
        ("To get an admin screen in Flask, do we have to bolt on an extension?", ["flask-admin"], True),
        ("pluggable components: a goal of django?", ["pluggability"], True),
        ("Does Django have an ORM and an admin panel?", ["ships-orm", "has-admin-panel"], True),
        ("Do flexibility and security go to the same framework?", ["flexibility", "security"], False),
    ],
)
def test_words_of_a_near_claim_that_name_other_matters_make_no_second_one(
    assistant: Assistant, statement: str, entries: list[str], so: bool
) -> None:
    reply = assistant.ask(statement)
    assert [each.id for each in reply.answers] == entries
    assert reply.affirms is so


@for_each(
    ("question", "entry", "so"),
    [
        ("mtv basically mvc true or not", "counts-as-mvc", True),
        ("Is MTV really that far from MVC?", "counts-as-mvc", False),
        ("Client insists on MySQL. That rules out Django, right?", "databases-supported", False),
        ("how do MTV and MVC correspond?", "mtv-mvc-mapping", None),  # no yes is asked for
    ],
)
def test_a_question_for_a_yes_is_answered_by_the_next_reading_where_that_alone_has_one(
    assistant: Assistant, question: str, entry: str, so: bool | None
) -> None:
    reply = assistant.ask(question)
    assert [each.id for each in reply.answers] == [entry]
    assert reply.affirms is so


@for_each(
    ("question", "so"),
    [
        ("is a database impossible in Flask", None),
        ("is it true you can't have an admin page in flask at all", None),
        ("Have some way for Flask to have the CSRF protection?", None),
        ("can django have an admin panel?", True),
        ("need an admin out of the box can flask do that", False),
    ],
)
def test_what_does_not_come_ready_may_still_be_had(assistant: Assistant, question: str, so: bool | None) -> None:
    assert assistant.ask(question).affirms is so


@for_each(
    ("question", "so"),
    [
        ("are the creators of Django and Flask different people", True),
        ("are the creators of Django and Flask the same person", False),
        ("May one say that Flask is, at most, marginally faster than Django?", True),
        ("Once Flask-Security is set up, are the protections the same ones Django has?", True),
        ("Could we reach the same XSS protection in Flask if we invest the time?", True),
    ],
)
def test_what_is_told_alike_of_all_or_likened_to_another(assistant: Assistant, question: str, so: bool) -> None:
    assert assistant.ask(question).affirms is so


@for_each(
    ("question", "so"),
    [
        ("Low coupling means that a change in one module always breaks the others. Correct?", False),
        ("Does DRY mean you should not repeat yourself?", True),
        ("Does DRY mean you should repeat yourself?", False),
        ("Object-relational mapping means you never get to query the data, yes?", False),
    ],
)
def test_a_definition_is_held_against_the_words_for_it_alone(assistant: Assistant, question: str, so: bool) -> None:
    assert assistant.ask(question).affirms is so


@for_each(
    ("question", "so"),
    [
        ("so flask really started as a joke?? no way", True),
        ("can't you unit test flask apps?", True),
        ("a random thought: doesn't Django come from a newspaper?", True),
        ("Was Flask preceded by Django?", True),
        ("django more secure y or n", True),
        ("would it be wrong to claim there are exactly three draws in the comparison", True),
        ("10 categories compared?", False),
        ("In the case of the template engine one is not better than the other, right?", True),
    ],
)
def test_what_turns_a_statement_and_what_does_not(assistant: Assistant, question: str, so: bool) -> None:
    assert assistant.ask(question).affirms is so


def test_what_is_not_to_be_taken_is_the_one_that_is_not_advised(assistant: Assistant) -> None:
    assert assistant.ask("which one should i not pick for a large project").pick == "flask"
    assert assistant.ask("which one should i pick for a large project").pick == "django"


@pytest.mark.parametrize(
    ("question", "pick"),
    [("The smallest community, it is whose?", "flask"), ("ORM is of which framework? I heard is of the two", "django")],
)
def test_whom_a_question_word_asks_for_is_named(assistant: Assistant, question: str, pick: str) -> None:
    assert assistant.ask(question).pick == pick


def test_what_is_another_s_is_no_category_won(assistant: Assistant) -> None:
    assert assistant.ask("does Django's async support suck less than Flask's").affirms is None
