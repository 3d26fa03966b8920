"""Conversations: what a question leaves open is filled from the turn before; what asks nothing repeats nothing."""

from __future__ import annotations

import pytest

from assistant.answering.reply import ANSWERED
from tests.answering import last, talk

NOTHING = ["🚀", "q", "i dont understand", "1 and 2", "asdf", "6", "less", "hard", "different", "hmm", "...", "huh?"]


@pytest.mark.parametrize(
    ("questions", "affirms"),
    [
        (("does Flask have an ORM?", "and Django?"), True),
        (("does Django have an ORM?", "and Flask?"), False),
        (("does Django have an admin panel?", "and the other one?"), False),
        (("does Flask have an ORM?", "and both?"), False),
        (("which has an ORM?", "and Flask?"), False),
        (("is Flask free?", "same for Django?"), True),
        (("can I make the frontend with Flask?", "sorry, mixed them up, I meant Django"), True),
    ],
)
def test_the_same_is_asked_again_of_other_subjects(assistant, questions, affirms):
    assert last(assistant, *questions).affirms is affirms


@pytest.mark.parametrize(
    ("questions", "topic", "pick"),
    [
        (("which is faster?", "and security?"), "security", "django"),
        (("which is more secure?", "and for flexibility?"), "flexibility", "flask"),
        (("is Flask more secure than Django?", "which is faster?"), "performance", "tie"),
        (("which is more flexible?", "so that one then?"), "flexibility", "flask"),
        (("which is faster?", "and security?", "which of them?"), "security", "django"),
        (("which should I go with for my next project", "it's just a small internal tool"), "when-to-use", "flask"),
        (("which has the smaller community", "and which is the younger one?"), "community", "flask"),
    ],
)
def test_a_choice_is_carried_on_and_no_subject_into_it(assistant, questions, topic, pick):
    reply = last(assistant, *questions)
    assert (reply.answers[0].topic, reply.pick) == (topic, pick)


@pytest.mark.parametrize(
    ("questions", "says"),
    [
        (("which companies use Flask?", "the same list for Django"), "Instagram"),
        (("which categories does Django win?", "how many?"), "4 of 9"),
        (("who created Flask?", "since when?"), "Flask was released publicly in 2010"),
        (("who created Flask?", "is it free?", "what was the first thing again?"), "Armin Ronacher"),
        (("when was Flask released?", "no, I meant Django"), "2003 and 2005; its story"),
        (("what is Flask?", "so it's younger than Django?"), "Yes: "),
        (("When was Django developed?", "And Flask?", "So it is the younger of the two?"), "Yes: "),
        (("with which databases does Django work?", "and in Flask, what do I do?"), "extensions"),
    ],
)
def test_holes_are_filled_from_the_turn_before(assistant, questions, says):
    assert says in last(assistant, *questions).text


@pytest.mark.parametrize("nothing", NOTHING)
@pytest.mark.parametrize("question", ["which is more secure?", "does Flask have an ORM?", "who made Django?"])
def test_what_asks_nothing_is_met_as_at_the_start(assistant, question, nothing):
    first, reply = talk(assistant, question, nothing)
    assert first.status == ANSWERED
    assert (reply.status, reply.answers) == (assistant.ask(nothing).status, ())


@pytest.mark.parametrize("question", ["is he secure?", "is he fast?", "when was he born?"])
def test_a_person_is_not_taken_for_a_subject(assistant, question):
    assert last(assistant, "who is Armin Ronacher?", question).status != ANSWERED


def test_reasons_are_new_or_said_to_be_all(assistant):
    told = [reply.text for reply in talk(assistant, "does Flask have an ORM?", "why?", "why?")]
    assert len(set(told)) == 3
    assert told[2].startswith("That is all the source says of it")


def test_prefixes_do_not_pile_up(assistant):
    sure = "That is what the source says."
    told = [reply.text for reply in talk(assistant, "which is faster?", "really?", "are you sure?", "really?")]
    assert [text.count(sure) for text in told] == [0, 1, 1, 1]
    assert told[1] != told[2]


def test_shorter_is_the_same_in_a_sentence(assistant):
    long, short = talk(assistant, "which is more secure?", "shorter please")
    assert short.answers[0].id == long.answers[0].id
    assert len(short.text) < len(long.text)


def test_another_case_asks_for_the_choice_again(assistant):
    questions = ("I need something for a small and simple project. Which one?", "and what if it becomes complex?")
    assert last(assistant, *questions).affirms is None
