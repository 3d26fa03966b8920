"""What nothing else tells of is filled from the talk by the likeliest of its readings."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from assistant.answering.filling import Filler, Model, features
from assistant.answering.reply import ANSWERED
from tests.answering import last
from tests.evaluation.labels import QUESTIONS, failed, load, ruled_topics


def test_a_reading_is_worth_what_its_features_weigh(assistant):
    conversation = assistant.conversation()
    conversation.ask("who created Django?")
    filler, question = assistant.later.filler, assistant.library.reader.read("and the other team?")
    [turn] = conversation._turns
    asked, weights = filler.signs_of(question, turn, "django"), assistant.library.talks
    model, readings = Model(weights, asked), filler.readings(question, [turn], "django")
    assert len(readings) > 10
    for reading in readings:
        whole = sum(weights.of(name) * value for name, value in features(asked, reading))
        assert model.value(reading) == pytest.approx(whole, abs=1e-6)


def test_what_only_talks_teach_is_answered(assistant):
    """Signs that were renamed, or mean something else, want `python -m tests.talks`."""
    ruled = ruled_topics(assistant.library.base)
    dialogues = [each for name in "bcde" for each in load(QUESTIONS / f"leaning-{name}.jsonl")[::3]]

    def right() -> int:
        found = 0
        for dialogue in dialogues:
            conversation = assistant.conversation()
            found += sum(not failed(each, conversation.ask(each.question), ruled) for each in dialogue.turns)
        return found

    taught = right()
    with patch.object(Filler, "reply", lambda *_: None):
        assert taught > right() + 15


@pytest.mark.parametrize("nothing", ["asdf qwer", "🚀", "q", "1 and 2", "what is the weather like"])
def test_what_asks_nothing_is_not_filled(assistant, nothing):
    assert last(assistant, "which is more secure?", nothing).status != ANSWERED
