"""How replies are worded: names within sentences, slight leads, comparisons, and the line that names the source."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering.conversation import Assistant
from assistant.knowledge import examples
from assistant.screen.layout import Screen
from assistant.screen.render import Renderer

FERRY = """
title: Ferry or tunnel
source: {title: Ways across}
subjects:
  - {id: ferry, name: Ferry, in-text: the ferry}
  - {id: tunnel, name: Tunnel, in-text: the tunnel}
topics: [{id: rules, name: Rules}]
categories:
  - id: cost
    name: Cost
    winner: ferry
    terms: [cost, money]
    more: [cheaper, affordable]
    less: [dearer, expensive]
    verdict: "The ferry wins on cost: one ticket covers a whole car."
    why: "The tunnel asks a toll for each wheel."
    answer: {ferry: "The ferry takes nine coins a car.", tunnel: "The tunnel takes four coins a wheel."}
    ask: [which one is cheaper, "how expensive is {subject}", "what does the {subject} cost", "is {subject} good value"]
  - id: time
    name: Travel time
    winner: tie
    edge: tunnel
    terms: [travel time, speed]
    more: [faster, quicker]
    less: [slower]
    verdict: "Travel time is a tie: the tunnel saves a minute or two."
    answer: {ferry: "The ferry crosses in ten minutes.", tunnel: "The tunnel takes eight minutes."}
    ask: [which one is faster, "how fast is {subject}", "how long does {subject} take", which gets me there first]
entries:
  - id: dogs
    topic: rules
    name: dogs on a lead
    answer: {ferry: "Dogs walk about on the ferry.", tunnel: "In the tunnel dogs stay in the car."}
    holds: {ferry: true, tunnel: false}
    ask: ["may dogs walk about on {subject}", "can my dog get out on {subject}", "are dogs free on {subject}"]
"""


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return Assistant(written(tmp_path_factory.mktemp("ferry"), FERRY))


def written(folder: Path, text: str) -> Path:
    (folder / "knowledge.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_name_is_not_put_before_a_text_that_begins_with_it(ferry: Assistant) -> None:
    reply = ferry.ask("which one is cheaper?")
    assert reply.pick == "ferry"
    assert reply.text.startswith("The ferry wins on cost: ")
    assert ferry.ask("which one is more expensive?").text.startswith("Tunnel: The ferry wins on cost: ")


def test_names_stand_in_sentences_as_their_author_has_them(ferry: Assistant) -> None:
    base, english = ferry.library.base, ferry.library.english
    assert ferry.library.items["dogs"].question == "May dogs walk about on the ferry?"
    assert examples.written("what does the {subject} cost", base, english) == "What does the ferry cost?"
    assert examples.written("is the ferry dearer than {subject}", base, english, "tunnel") == (
        "Is the ferry dearer than the tunnel?"
    )
    assert ferry.ask("who wins overall?").text.startswith("The ferry wins overall, 1 to 0")


def test_ahead_by_the_edge_of_a_tie_is_slightly_ahead(ferry: Assistant) -> None:
    assert ferry.ask("is the tunnel faster?").text.startswith("Yes, slightly: The tunnel saves")  # no second ruling
    assert ferry.ask("is the ferry faster?").text.startswith("No: ")
    assert ferry.ask("is the travel time a tie?").text.startswith("Yes: ")


def test_compare_them_tells_how_each_stands(ferry: Assistant) -> None:
    text = ferry.ask("compare them on cost").text
    assert "wins on cost" in text
    assert "nine coins a car. The tunnel takes four coins a wheel." in text
    assert "toll" in ferry.ask("which one is cheaper?").text


def test_of_a_claim_the_subject_chosen_comes_first(ferry: Assistant) -> None:
    reply = ferry.ask("on which one may my dog walk about?")
    assert reply.pick == "ferry"
    assert reply.text.startswith("Ferry: Dogs walk about on the ferry.")


def test_the_source_is_named_only_where_the_author_wants_it(tmp_path: Path) -> None:
    silent = Assistant(written(tmp_path, f"cite: false\n{FERRY}"))
    talk = silent.conversation()
    reply = talk.ask("which one is cheaper?")
    assert reply.text.endswith("for each wheel.")
    assert talk.ask("where does that come from?").text.endswith("Source: Ways across")
    view = Renderer(silent.library.base, silent.library.english.say, Screen(width=60))
    assert view.screen.paint(view.reply(reply)).count("\n\n\n") == 0
    assert "Source" not in view.screen.paint(view.reply(reply))
