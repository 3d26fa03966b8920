"""What an author has word for word finds its own answer, whatever else the words might be taken for."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering.conversation import Assistant
from assistant.knowledge.loading import load
from tests.cases import for_each
from tests.terminal import verdict

SHOP = """
title: The Repair Shop
faq:
  - {q: Tell me about varnish, a: Varnish wants two thin coats., id: varnish}
  - {q: Do you know varnish, a: "Since 1980 it is what we are known for.", id: known-for}
  - {q: What is C++?, a: A language for programs that have to be fast., id: cpp}
  - {q: What is C?, a: The older language that the other one grew from., id: c}
  - {q: more info, a: All about the shop hangs on the door., id: about}
  - {q: "why?", a: "Because things can be mended.", id: reason}
  - {q: got it, a: "Then come and fetch it: we close at six.", id: fetched}
  - {q: repeat that, a: A repair is guaranteed for a year., id: again}
  - {q: ":)", a: We like you too., id: smile}
  - {q: LOL, a: Laughing is free., id: laugh}
  - {q: who is the president, a: "Ms Okoro, of our club of menders.", id: president}
  - {q: my glew does not stick, a: Glew is our own brand of paste., id: glew}
  - {q: What is shellac?, a: A resin that insects make., id: shellac}
  - {q: Who learned the trade here?, a: Six apprentices did., id: apprentices, also: [former students]}
  - {q: Is my chair ready after gluing?, a: After a night it is., id: gluing}
  - {q: what does it cost and how long does it take, a: Ask for the list., id: list}
talk:
  - id: greeting
    ask: [ahoy, hiya, howdy, a good day to all, greetings, morning all, i greet you, just going to say hi]
    answer: "Ahoy!"
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("shop")
    (made / "shop.yaml").write_text(SHOP, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def shop(folder: Path) -> Assistant:
    return Assistant(folder)


def test_each_question_of_a_base_finds_its_own_answer_first_and_in_a_talk(folder: Path, shop: Assistant) -> None:
    talk = shop.conversation()
    for entry in load(folder).entries:
        for reply in (shop.ask(entry.ask[0]), talk.ask(entry.ask[0])):
            assert [each.id for each in reply.answers] == [entry.id], entry.ask[0]


@for_each(("asked", "found"), [("“Why?”", "reason"), ("WHAT IS C++", "cpp"), ("what is c", "c")])
def test_case_and_marks_around_words_count_for_nothing(shop: Assistant, asked: str, found: str) -> None:
    assert [each.id for each in shop.ask(asked).answers] == [found]


@for_each(
    ("asked", "found"),
    [
        ("define shellac", "shellac"),
        ("explain shellac to me", "shellac"),
        ("what does shellac mean", "shellac"),
        ("your former students", "apprentices"),  # of nothing that is compared "the former" means nothing
        ("is leaving my chair after gluing ready", "gluing"),  # and nothing is left aside here
    ],
)
def test_who_wrote_one_way_to_ask_is_found_by_others(shop: Assistant, asked: str, found: str) -> None:
    assert [each.id for each in shop.ask(asked).answers] == [found]


@for_each("said", ["ahoy", "I greet you", "just going to say hi"])
def test_all_small_talk_of_an_author_is_known(shop: Assistant, said: str) -> None:
    assert shop.ask(said).text == "Ahoy!"


def test_a_request_to_the_program_is_a_question_where_the_author_has_it(folder: Path) -> None:
    said = verdict("--knowledge", str(folder), given="what is c?\nrepeat that\nsay that again\n")
    first, again, repeated = filter(None, said.stdout.split("\n"))
    assert "older language" in first
    assert "guaranteed" in again
    assert repeated == again


def test_what_two_entries_ask_alike_is_left_to_the_reading(tmp_path: Path) -> None:
    text = "title: T\nfaq:\n  - {q: oak price, a: Oak is dear.}\n  - {q: Oak price?, a: Oak is cheap., id: other}\n"
    (tmp_path / "t.yaml").write_text(text, encoding="utf-8")
    assert "asks the same as 'oak price'" in verdict("check", str(tmp_path)).stdout


def test_so_is_what_a_claim_asks_too(tmp_path: Path) -> None:
    text = """
title: T
subjects: [{id: oak, name: Oak}, {id: fir, name: Fir}]
topics: [{id: wood, name: Wood}]
entries: [{id: dear, topic: wood, name: price, holds: {oak: true, fir: false}, answer: Oak is., ask: [oak price]}]
faq:
  - {q: Oak price?, a: Ask for the list., id: list}
  - {q: fir price, a: Ask for that of last year., id: other}
"""
    (tmp_path / "t.yaml").write_text(text, encoding="utf-8")
    catalogue = Assistant(tmp_path).library.catalogue
    assert catalogue.worded("oak price") is None
    assert catalogue.worded("fir price") is catalogue.items["other"]
