"""A reply is made of parts: the direct answer, what is told, that there is more, the source, offers, a note."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.answering.reply import Answer, Reply
from tests.answering import talk
from tests.cases import for_each


@for_each(
    ("question", "lead"),
    [
        ("Is Django more secure than Flask?", "Yes"),
        ("Is Flask more secure than Django?", "No"),
        ("Does Django have an ORM and an admin panel?", "Yes"),
        ("Which one is compared in nine categories?", ""),
    ],
)
def test_the_direct_answer_is_a_part_of_its_own(assistant, question, lead):
    reply = assistant.ask(question)
    assert reply.lead == lead
    assert reply.text.startswith(f"{lead}: {reply.body}" if lead else reply.body)
    assert not reply.body.startswith("Yes")


def test_the_text_is_its_parts_and_nothing_else():
    parts = {"lead": "Yes", "more": "There is more.", "source": "Source: A", "offer": "B?"}
    reply = Reply("q", "answered", "It is.", **parts)
    assert reply.text == "Yes: It is. There is more. Source: A B?"
    assert reply._replace(body="It\n\nis.").text == "Yes: It\n\nis.\n\nThere is more.\n\nSource: A\n\nB?"
    assert reply.unled.text == "It is. There is more. Source: A B?"
    noted = reply._replace(body="long " * 400, note="(Cut.)").text
    assert len(noted) <= 1200
    assert noted.endswith(" (Cut.)")
    assert Answer("a", "a", None, None, "It is.", "", "Yes").text == "Yes: It is."


def test_what_an_answer_tells_is_told_again_without_its_direct_answer(assistant):
    first, again = talk(assistant, "is Flask more secure than Django?", "really?")
    assert first.answers[0].lead == "No"
    assert first.answers[0].body in again.body
    assert "No:" not in again.text


@pytest.fixture(scope="module")
def colons(tmp_path_factory) -> Assistant:
    """A knowledge base whose answers look like direct answers of ours."""
    path = tmp_path_factory.mktemp("colons") / "knowledge.yaml"
    path.write_text(
        "title: Shop\n"
        "faq:\n"
        "  - {q: What does the sign on the door say?, a: 'Yes: we are open is what it says.'}\n"
        "  - {q: When is the shop open on Sundays?, a: From noon to six.}\n",
        encoding="utf-8",
    )
    return Assistant(path)


def test_what_an_author_wrote_is_never_taken_for_a_direct_answer_of_ours(colons):
    first, again = talk(colons, "What does the sign on the door say?", "are you sure?")
    assert (first.lead, first.body) == ("", "Yes: we are open is what it says.")
    assert first.body in again.text
