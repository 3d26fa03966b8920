"""What asks in a talk whether something is so by what was told: a ruling, a list, a reason, figures."""

from __future__ import annotations

import pytest

from assistant.answering.reply import CHAT
from tests.answering import last


@pytest.mark.parametrize(
    ("talk", "affirms"),
    [
        (("who wins on security?", "same winner for databases?"), True),
        (("who wins on security?", "is it the same one for flexibility?"), False),
        (("who wins on performance?", "same result for template engines?"), True),
        (("who has the bigger community?", "the same one on performance?"), False),
        (("is Django a microframework?", "same for Flask?"), False),
        (("is Django free?", "same for Flask?"), True),
    ],
)
def test_a_ruling_is_likened_to_the_one_before(assistant, talk, affirms):
    assert last(assistant, *talk).affirms is affirms


@pytest.mark.parametrize(
    ("talk", "affirms"),
    [
        (("list the packages of Django", "sitemaps included?"), True),
        (("which attacks does Django protect against?", "is XSS one of them?"), True),
        (("which companies use Flask?", "Netflix too?"), True),
        (("which companies use Flask?", "Instagram among them?"), False),
        (("what categories does Django win?", "security too?"), True),
        (("what categories does Django win?", "flexibility included?"), False),
    ],
)
def test_what_was_listed_is_told_from_what_was_not(assistant, talk, affirms):
    assert last(assistant, *talk).affirms is affirms


def test_what_no_list_of_the_source_has_is_not_said_to_be_in_one(assistant):
    assert last(assistant, "list the packages of Django", "kafka included?").affirms is None


@pytest.mark.parametrize(
    ("talk", "affirms"),
    [
        (("does Django have a head start?", "is that why its community is larger?"), True),
        (("is Flask extensible?", "so that is why it wins on flexibility?"), True),
        (("who created Flask?", "is that why it wins on flexibility?"), None),
    ],
)
def test_a_reason_is_affirmed_where_what_was_told_is_one(assistant, talk, affirms):
    assert last(assistant, *talk).affirms is affirms


@pytest.mark.parametrize(
    ("talk", "affirms", "topic"),
    [
        (("does Django come with an ORM?", "So Flask takes that category, obviously."), False, "database"),
        (("which is more flexible?", "so the point goes to Flask?"), True, "flexibility"),
        (("who wins on template engines?", "so Django takes it?"), False, "template-engine"),
        (("who wins on security?", "so Django loses that one?"), False, "security"),
        (("how many categories does Django win?", "So Flask gets all the rest?"), False, "overall"),
    ],
)
def test_who_takes_what_was_told_is_settled_by_its_ruling(assistant, talk, affirms, topic):
    reply = last(assistant, *talk)
    assert (reply.affirms, reply.answers[0].topic) == (affirms, topic)


@pytest.mark.parametrize(
    ("talk", "affirms"),
    [
        (("how many Stack Overflow questions does Django have?", "so about 6x?"), True),
        (("how many Stack Overflow questions does Django have?", "so about 20x?"), False),
        (("when was Flask released?", "before 2012?"), True),
        (("when was Flask released?", "so after 2015?"), False),
    ],
)
def test_figures_alone_are_held_against_those_told(assistant, talk, affirms):
    assert last(assistant, *talk).affirms is affirms


@pytest.mark.parametrize(
    ("first", "then", "pick"),
    [
        ("which is less secure?", "and on databases?", "flask"),
        ("who would hold me back on security, Django or Flask?", "and on flexibility", "django"),
        ("which is more secure?", "and on flexibility", "flask"),
    ],
)
def test_a_choice_of_the_worse_one_is_carried_on(assistant, first, then, pick):
    assert last(assistant, first, then).pick == pick


@pytest.mark.parametrize(
    ("talk", "pick"),
    [
        (("what is DRY?", "what is CoC?", "both Django or both Flask?"), "django"),
        (("does Netflix use Flask?", "does Reddit use Flask?", "are both of Django or of Flask?"), "flask"),
        (("is Flask free?", "ok. Reddit on what"), "flask"),
        (("which is more flexible?", "and Instagram uses which?"), "django"),
    ],
)
def test_whose_a_thing_is_may_be_asked_in_few_words(assistant, talk, pick):
    assert last(assistant, *talk).pick == pick


@pytest.mark.parametrize(
    ("talk", "entry", "told"),
    [
        (("companies on Flask", "Django?", "what does Lyft use it for"), "lyft", "microservices"),
        (("which is more flexible?", "and who uses it"), "companies-list", "Netflix"),
        (("we want something small", "ok who else uses that"), "companies-list", "Netflix"),
        (("templates: which one is better?", "whats Flask using"), "template-engine", "Jinja2"),
        (("who wins on databases?", "Then why on earth does Flask lose?"), "database", "ORM"),
        (("in which survey was Flask voted the most popular?", "Which year?"), "python-developers-survey-2018", "2018"),
        (("who wins on admin panels?", "Flask got anything like it?"), "flask-admin", "Yes: "),
        (("what is Flask-Admin?", "as configurable?"), "admin-configuration", "No: "),
    ],
)
def test_what_leans_on_the_answer_is_told_of_it(assistant, talk, entry, told):
    reply = last(assistant, *talk)
    assert reply.answers[0].id == entry
    assert told in reply.text


def test_a_figure_of_speech_likens_nothing(assistant):
    assert last(assistant, "when was Django developed?", "no, I meant Flask", "it began as a joke, right?").affirms


@pytest.mark.parametrize("remark", ["k thx", "Thank you, this suffices.", "told you so", "evening. long day"])
def test_a_remark_in_the_middle_of_a_talk_asks_nothing(assistant, remark):
    assert last(assistant, "who wins on security?", remark).status == CHAT
