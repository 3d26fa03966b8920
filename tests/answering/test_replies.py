"""What a reply is made of: the choice or the yes of all its parts, whom each is about, and what is no question."""

from __future__ import annotations

import pytest

from assistant.answering.conversation import Assistant
from assistant.answering.library import knowledge_folder


@pytest.mark.parametrize(
    ("question", "pick", "affirms", "parts"),
    [
        ("Who wins on security and on databases?", "django", None, ["security", "database"]),
        ("Which one is more secure and less flexible?", "django", None, ["security", "flexibility"]),
        ("Which one is less secure and more flexible?", "flask", None, ["security", "flexibility"]),
        ("Which has the bigger community and more freedom?", None, None, ["community", "flexibility"]),
        ("Is Django better on security and on databases?", None, True, ["security", "database"]),
        ("Is Flask better on security and on databases?", None, False, ["security", "database"]),
        ("Does Django ship an ORM and an admin panel?", None, True, ["ships-orm", "has-admin-panel"]),
        ("Does Flask ship an ORM and an admin panel?", None, False, ["ships-orm", "has-admin-panel"]),
        ("Does Flask ship neither an ORM nor an admin panel?", None, True, ["ships-orm", "has-admin-panel"]),
    ],
)
def test_several_matters_have_one_direct_answer(assistant, question, pick, affirms, parts):
    reply = assistant.ask(question)
    assert (reply.pick, reply.affirms) == (pick, affirms)
    assert [answer.id for answer in reply.answers] == parts


@pytest.mark.parametrize(
    ("question", "subject"),
    [("how often is oil due on a chain", "bike"), ("which one is cheaper", "both"), ("do i wear a helmet", None)],
)
def test_an_answer_says_whom_it_is_about_though_the_question_does_not(question, subject):
    [answer] = Assistant(knowledge_folder() / "starter").ask(question).answers
    assert answer.subject == subject


@pytest.mark.parametrize("opening", ["", "By the way, ", "One thing: ", "I read a bit. ", "Really? ", "Hi! "])
def test_isnt_it_asks_whether_it_is_wherever_it_begins(assistant, opening):
    assert assistant.ask(f"{opening}Isn't Flask newer than Django?").affirms is True
    assert assistant.ask(f"{opening}Isn't Django newer than Flask?").affirms is False
    assert assistant.ask(f"{opening}Is Flask not newer than Django?").affirms is not True


def test_that_all_was_told_is_said_once_with_the_reason_and_then_alone(assistant):
    talk = assistant.conversation()
    talk.ask("which one is quicker?")
    why = [talk.ask("why?").text for _ in range(4)]
    alone = [text.startswith("That is all the source says of it. ") for text in why]
    assert alone == sorted(alone)
    assert 1 <= alone.count(False) < 4


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("hello, what can you do?", "chat"),
        ("thanks, that is all", "chat"),
        ("thank you, you are great", "chat"),
        ("i like you, thanks", "chat"),
        ("good morning, thanks, bye", "chat"),
        ("hello, does flask have an orm?", "answered"),
        ("hello, nice weather today", "unknown"),
        ("good morning, my name is Ann", "chat"),
    ],
)
def test_courtesy_is_talk_and_what_is_asked_beside_it_a_question(assistant, text, status):
    assert assistant.ask(text).status == status
