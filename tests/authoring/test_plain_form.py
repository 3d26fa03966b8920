"""The plain form: questions with answers and nothing else, long and formatted answers, the author's own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering.conversation import Assistant
from assistant.authoring import check
from assistant.knowledge.faults import DataError
from assistant.knowledge.loading import load
from assistant.knowledge.markup import ended, plain
from assistant.screen.layout import Screen
from assistant.screen.render import Renderer, as_dict
from tests.cases import for_each

TENT = """
title: Tent
say: {source_alone: "Quelle: {title}", more: "Mehr?"}
limit: 300
talk:
  - {id: greeting, ask: [moin, what a fine day], answer: "Moin! Frag nach {title}."}
faq:
  - q: How do I pitch the tent?
    a: |
      Do this:

      1. Unroll the **floor**.
      2. Raise the `poles`.

      See [the film](https://tent.example/film).
    also: [how to put the tent up]
  - q: Is the tent waterproof?
    a: It keeps out rain, but the seams want wax now and then.
    short: It keeps out rain.
  - {q: What does it weigh?, a: Two kilograms., topic: Measures}
  - q: How is it stored?
    a: "ALL"
"""
LONG = " ".join(f"Sentence number {number} tells how the dry tent is stored." for number in range(12))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("tent")
    (made / "tent.yaml").write_text(TENT.replace("ALL", LONG), encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def tent(folder: Path) -> Assistant:
    return Assistant(folder)


def test_id_name_and_topic_are_derived(folder: Path) -> None:
    base = load(folder)
    assert [(each.id, each.name, each.topic) for each in base.entries[:3]] == [
        ("how-do-i-pitch-the-tent", "How do I pitch the tent", "tent"),
        ("is-the-tent-waterproof", "Is the tent waterproof", "tent"),
        ("what-does-it-weigh", "What does it weigh", "measures"),
    ]


def test_an_entry_added_at_the_end_leaves_the_ids_of_the_others(tmp_path: Path) -> None:
    lines = ["title: T", "faq:", "  - {q: Why?, a: One.}", "  - {q: why, a: Two.}"]
    (tmp_path / "t.yaml").write_text("\n".join(lines), encoding="utf-8")
    before = [each.id for each in load(tmp_path).entries]
    (tmp_path / "t.yaml").write_text("\n".join([*lines, "  - {q: Why!, a: Three.}"]), encoding="utf-8")
    assert before == ["why", "why-2"]
    assert [each.id for each in load(tmp_path).entries] == [*before, "why-3"]


def test_a_plain_base_has_no_errors(folder: Path) -> None:
    assert check.run(folder) == 0


def test_markdown_is_plain_in_text_and_drawn_on_a_terminal(tent: Assistant) -> None:
    reply = tent.ask("how to put the tent up")
    text = as_dict(reply, tent.library.base.source)["text"]
    assert "1. Unroll the floor.\n2. Raise the poles.\n\nSee the film (https://tent.example/film)." in text
    view = Renderer(tent.library.base, tent.library.english.say, Screen(width=60, color=True))
    assert "\x1b[1mfloor\x1b[0m." in view.screen.paint(view.reply(reply))


def test_the_short_answer_comes_first_and_more_tells_the_whole(tent: Assistant) -> None:
    talk = tent.conversation()
    first = talk.ask("is the tent waterproof")
    assert first.text == "It keeps out rain. Mehr? Quelle: Tent"
    assert "wax" in as_dict(first, tent.library.base.source)["more"]
    assert talk.ask("tell me more").text == "It keeps out rain, but the seams want wax now and then. Quelle: Tent"


def test_a_long_answer_ends_at_a_sentence_and_goes_on_until_all_is_told(tent: Assistant) -> None:
    talk = tent.conversation()
    told, reply = [], talk.ask("how is it stored")
    while reply.rest and len(told) < 9:
        assert len(reply.text) <= 300
        assert reply.text.endswith("stored. Mehr? Quelle: Tent")
        told.append(reply.text.removesuffix(" Mehr? Quelle: Tent"))
        reply = talk.ask("tell me more")
    told.append(reply.text.removesuffix(" Quelle: Tent"))
    assert len(told) == 3
    assert " ".join(told) == LONG


def test_the_author_greets_in_his_own_words(tent: Assistant) -> None:
    assert tent.ask("moin").text == "Moin! Frag nach Tent."
    assert tent.ask("hello").text == "Moin! Frag nach Tent."
    assert tent.ask("What a fine day!").status == "chat"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("say: {sorce: x}", "say: has no phrase 'sorce'"),
        ('say: {source: "{page}"}', "say: source has a placeholder that is not filled in; known: {section}, {title}"),
    ],
)
def test_what_is_never_said_is_an_error(tmp_path: Path, line: str, fault: str) -> None:
    (tmp_path / "t.yaml").write_text(f"title: T\n{line}\nfaq: [{{q: why, a: Because.}}]", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        Assistant(tmp_path)
    assert fault in str(caught.value)


def test_an_example_beats_the_small_talk_it_is_like(tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text("title: T\nfaq: [{q: who are you, a: A hut in the hills.}]", encoding="utf-8")
    assert Assistant(tmp_path).ask("Who are you?").text == "A hut in the hills. Source: T"


def test_no_reply_has_a_gap_where_nothing_is_said_about_the_base(tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text("title: T\nfaq: [{q: why, a: Because.}]", encoding="utf-8")
    text = Assistant(tmp_path).ask("what can you do?").text
    assert "or ask in your own words" in text
    assert text == " ".join(text.split())


def test_code_is_never_left_open() -> None:
    text = "Run this:\n\n```sh\none\ntwo\n```\n\nThen wait."
    assert ended(text, 25) == ("Run this:", "```sh\none\ntwo\n```\n\nThen wait.")
    code = "```sh\n" + "\n".join(f"line {number}" for number in range(9)) + "\n```"
    first, rest = ended(code, 30)
    assert first == "```sh\nline 0\nline 1\nline 2\n```"
    assert rest.startswith("```sh\nline 3\n")


@for_each(
    ("text", "shown"),
    [
        ("snake_case_name and 2*3*4", "snake_case_name and 2*3*4"),
        ("**Bold** and `a*b*c`", "Bold and a*b*c"),
        ("![logo](a.png) <https://a.b>", "logo https://a.b"),
        ("- one\n- two\n  more", "- one\n- two more"),
        ("[here](#part)", "here"),
    ],
)
def test_marks_are_taken_off(text: str, shown: str) -> None:
    assert plain(text) == shown
