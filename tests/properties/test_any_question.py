"""Whatever is asked, a reply keeps the contract, the same each time, in bounded work."""

from __future__ import annotations

import json
import re
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import Assistant, Reply
from assistant.answering.reply import LONGEST_REPLY
from assistant.screen.layout import Screen
from assistant.screen.render import Renderer, as_json
from tests.properties.texts import QUESTIONS
from tests.test_bounds import LINES, lines_run
from tests.test_printed import ACTS

few = settings(max_examples=25, deadline=None, derandomize=True, database=None)


@cache
def assistant() -> Assistant:
    return Assistant()


def keeps_the_contract(reply: Reply) -> None:
    subjects = {"django", "flask"}
    assert reply.status in ("answered", "unsure", "unknown", "chat")
    assert 0 < len(reply.text) <= LONGEST_REPLY
    assert 0 <= reply.confidence <= 1
    assert reply.pick in {None, "tie", *subjects}
    assert bool(reply.answers) == (reply.status == "answered")
    assert len(reply.answers) <= 4
    assert reply.pick is None or reply.affirms is None
    for each in reply.answers:
        assert each.id in assistant().library.items
        assert each.subject in {None, "both", *subjects}
        assert each.winner in {None, "tie", *subjects}
    assert all(isinstance(each, str) for each in reply.suggestions)


@few
@given(QUESTIONS, st.booleans(), st.integers(1, 200))
def test_any_text_gets_a_reply_by_the_contract_that_is_one_line_of_json_and_acts_on_no_terminal(
    text: str, color: bool, width: int
) -> None:
    reply = assistant().ask(text)
    keeps_the_contract(reply)
    assert text.startswith(reply.question)
    base, say = assistant().library.base, assistant().library.english.say
    line = as_json(reply, base.source)
    assert line.splitlines() == [line]
    assert json.loads(line)["question"] == reply.question
    screen = Screen(width=width, color=color)
    shown = screen.paint(Renderer(base, say, screen).reply(reply))
    assert ACTS.findall(re.sub(r"\x1b\[[0-9;]*m", "", shown) if color else shown) == []


@settings(few, max_examples=12)
@given(st.lists(QUESTIONS, min_size=2, max_size=5))
def test_any_conversation_does_too_and_says_the_same_again(texts: list[str]) -> None:
    one, other = assistant().conversation(), assistant().conversation()
    for text in texts:
        reply = one.ask(text)
        keeps_the_contract(reply)
        assert other.ask(text) == reply


@settings(few, max_examples=5)
@given(QUESTIONS, st.integers(2, 30))
def test_the_work_is_bounded(text: str, times: int) -> None:
    assert lines_run(lambda: assistant().ask(text * times)) < LINES
