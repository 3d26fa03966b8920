"""Replies laid out for screens of all kinds."""

from __future__ import annotations

import io
import re
import time

import pytest

from assistant.answering.library.store import language
from assistant.answering.reply import Answer, Reply
from assistant.knowledge.base import Category, Entry, KnowledgeBase, Source, Subject, Topic
from assistant.screen import layout as screen
from assistant.screen.board import LISTED, bars, compare, score, topic_examples, topics
from assistant.screen.layout import Screen, ascii_of, cells, cut, pad, wrap
from assistant.screen.render import Renderer, direct_answer_bold
from assistant.screen.theme import THEMES, hexadecimal
from tests.cases import for_each

SAY = {
    "yes": "Yes",
    "no": "No",
    "tie": "It's a tie",
    "source": "Source: {title}, “{section}”",
    "source_alone": "Source: {title}",
    "not_covered": "Not covered",
    "offer": "It does answer: {suggestions}",
    "cut": "(Only its beginning was read.)",
}
BASE = KnowledgeBase(
    title="Tea or coffee",
    source=Source("Hot drinks"),
    subjects=(Subject("tea", "Tea", color="green"), Subject("coffee", "Coffee")),
    categories=(
        Category(
            "warmth",
            "Warmth",
            "Warmth",
            "tie",
            "Both are warm.",
            "They are made with hot water.",
            {"tea": "Tea is warm. " * 8, "coffee": "Coffee is warm. " * 8},
            ("warmth",),
            ("which is warmer",),
        ),
        Category(
            "calm",
            "Calm",
            "Calm",
            "tea",
            "Tea wins on calm.",
            "It has less caffeine.",
            {"tea": "Tea calms.", "coffee": "Coffee wakes."},
            ("calm",),
            ("which is calmer",),
        ),
    ),
    entries=(Entry("origin", "calm", "origin", "Calm", "From China.", ("where is it from",)),),
)


def view(**options) -> Renderer:
    return Renderer(BASE, SAY, Screen(**options))


def reply(text: str, **more) -> Reply:
    answer = Answer("calm", "calm", "both", "tea", text, "Calm")
    return Reply("which is calmer", "answered", text, answers=(answer,), **more)


def painted(renderer: Renderer, shown: Reply, **options) -> str:
    return renderer.screen.paint(renderer.reply(shown, **options))


def test_the_ruling_is_a_badge_and_not_said_twice():
    shown = painted(view(), reply("Tea: it has less caffeine.", pick="tea"))
    assert "[Tea] Calm" in shown
    assert "It has less caffeine." in shown
    assert "Tea: it" not in shown


def test_the_direct_answer_to_several_parts_stands_above_them_whatever_is_told_of_each():
    warm = Answer("warmth", "warmth", "both", "tie", "Both are warm. They are made with hot water.", "Warmth")
    calm = Answer("calm", "calm", "both", "tea", "Tea wins on calm.", "Calm")
    told = "Both are warm. Tea wins on calm."
    shown = painted(view(), Reply("both to tea?", "answered", told, affirms=False, lead="No", answers=(warm, calm)))
    assert shown.split("\n")[0].strip() == "[✘ No] Warmth + Calm"


def test_the_badge_has_the_colour_of_its_subject():
    assert "\x1b[1;7;32m Tea \x1b[0m" in painted(view(color=True), reply("Tea: it has.", pick="tea"))


def test_subjects_without_a_colour_get_one_of_their_own():
    renderer = view(color=True)
    assert renderer.colour("coffee") not in ("", renderer.colour("tea"), renderer.colour("tie"))


@pytest.mark.parametrize(("affirms", "badge"), [(True, "[✔ Yes]"), (False, "[✘ No]")])
def test_yes_and_no_are_words_and_signs(affirms, badge):
    shown = painted(view(), reply("It has less caffeine.", affirms=affirms))
    assert badge in shown
    assert "●" not in shown  # one style of badge


def test_of_several_answers_each_bears_its_own_badge_and_no_other_stands_above_them():
    calm = Answer("calm", "calm", "both", "tea", "Tea wins on calm.", "Calm")
    origin = Answer("origin", "calm", "tea", None, "it is from China.", "Calm", "No")
    shown = painted(
        view(), Reply("?", "answered", f"{calm.text} {origin.text}", pick="tea", affirms=False, answers=(calm, origin))
    )
    assert re.findall(r"\[.*?\]|Tea wins|It is from", shown) == ["[Tea]", "Tea wins", "[✘ No]", "It is from"]


def test_the_answer_to_all_of_several_parts_stands_above_them():
    parts = (
        Answer("calm", "calm", "both", "tea", "Tea calms.", "Calm"),
        Answer("origin", "calm", "tea", None, "It is from China.", "Calm"),
    )
    told = "Tea calms. It is from China."
    shown = painted(view(), Reply("?", "answered", told, affirms=False, lead="No", answers=parts))
    assert re.findall(r"\[.*?\]|Tea calms|It is from", shown) == ["[✘ No]", "[Tea]", "Tea calms", "It is from"]


def test_the_direct_answer_is_bold_and_the_source_dim():
    shown = painted(view(color=True), reply("Tea calms vs. coffee. It has less caffeine.", pick="tea"))
    assert "\x1b[1mTea calms vs. coffee.\x1b[0m It has" in shown
    assert "\x1b[2mSource: Hot drinks, “Calm”\x1b[0m" in shown


@for_each("text", ["One. Two.", "It holds 2.0. Next comes.", "They (both) did. So."])
def test_bold_never_changes_the_text(text):
    assert "".join(part for _, part in direct_answer_bold(text)) == text


def test_suggestions_bear_numbers_only_where_they_can_be_typed():
    asked = reply("It does.", suggestions=("Why?", "And then?"))
    assert "1  Why?" in painted(view(), asked, numbered=True)
    assert "·  Why?" in painted(view(), asked)


def test_a_refusal_says_so_and_lists_what_is_near_once():
    offer = "It does answer: Is tea warm? · Why?"
    refused = Reply("juice?", "unknown", "It does not say.", offer=offer, suggestions=("Is tea warm?", "Why?"))
    shown = painted(view(), refused, numbered=True)
    assert "[Not covered]\n  It does not say. It does answer:\n" in shown
    assert shown.count("Is tea warm?") == 1


def test_what_comes_before_the_first_part_is_kept():
    parts = reply("It has less caffeine.")
    weighed = parts._replace(opening="It splits: tea, coffee.")
    assert "It splits: tea, coffee." in painted(view(), weighed)


@for_each("width", [12, 20, 40, 80, 200])
def test_no_line_is_wider_than_the_screen_nor_than_the_measure(width):
    text = "Tea is calm, 茶は落ち着く and 🍵 helps: " + "word " * 60 + "x" * 300
    long = reply(text, pick="tea", suggestions=("why " * 30,))
    lines = painted(view(width=width), long, numbered=True).splitlines()
    assert max(map(cells, lines)) <= min(width, screen.MEASURE + 2)


@for_each("width", [20, 40, 80, 200])
def test_score_and_comparison_fit_the_screen(width):
    renderer = view(width=width)
    lines = renderer.screen.paint([*score(renderer), *compare(renderer, BASE.categories[0])]).splitlines()
    assert max(map(cells, lines)) <= width


@for_each("width", range(14, 40))
def test_a_blank_stands_between_a_name_that_is_cut_and_its_ruling(width):
    long = Category(
        "warmth", "Warmth in winter", "Warmth", "tie", "Both are.", "", {}, ("warmth",), ("which is warmer",)
    )
    base = KnowledgeBase(title="Tea or coffee", source=BASE.source, subjects=BASE.subjects, categories=(long,))
    renderer = Renderer(base, SAY, Screen(width=width))
    [row] = [line for line in renderer.screen.paint(score(renderer)).splitlines() if line.lstrip().startswith("Wa")]
    assert re.search(r"\S += Tie", row)


def test_numbers_are_as_wide_as_the_highest():
    shown = screen.Screen().paint(score(view(), numbered=True))
    assert "\n  1  Warmth" in shown


def test_bars_are_as_long_as_the_count():
    renderer = view()
    rows = renderer.screen.paint(bars(renderer)).splitlines()
    assert [row.split()[0] for row in rows] == ["Tea", "Coffee", "Tie"]
    assert [row.count("█") > 0 for row in rows] == [True, False, True]
    assert [row.split()[-1] for row in rows] == ["1", "0", "1"]


def test_sides_stand_next_to_each_other_where_there_is_room():
    assert re.search(r"Tea +│ Coffee", view(width=100).screen.paint(compare(view(width=100), BASE.categories[1])))
    narrow = view(width=40).screen.paint(compare(view(width=40), BASE.categories[1]))
    assert narrow.index("Tea calms.") < narrow.index("Coffee wakes.")
    assert "│" not in narrow


def test_a_screen_without_unicode_gets_ascii():
    shown = painted(view(unicode=False), reply("Tea – “calm”… café 茶.", affirms=True))
    assert shown.isascii()
    assert '"calm"... cafe ?.' in shown


def test_control_characters_never_reach_the_screen():
    assert "\x1b" not in painted(view(), reply("Tea \x1b[31mcalms\x07."))


def test_wide_characters_and_emoji_count_two_columns():
    assert cells("a茶🍵") == 5
    assert cells("e\u0301") == 1
    assert pad("茶", 4) == "茶  "
    assert cells(cut("茶茶茶茶", 5)) <= 5


def test_wide_text_breaks_without_spaces():
    assert ["".join(text for _, text in line) for line in wrap([("", "茶茶茶茶茶")], 4)] == ["茶茶", "茶茶", "茶"]


def test_a_word_of_a_hundred_thousand_letters_is_broken_in_time_that_grows_with_it():
    begin = time.process_time()
    lines = wrap([("", "x" * 100_000)], 80)
    assert {len(text) for line in lines for _, text in line} == {80}
    assert time.process_time() - begin < 1


def test_ascii_keeps_what_a_sign_means():
    assert ascii_of("→ “x” … é") == '-> "x" ... e'


@for_each("theme", THEMES.values())
def test_every_theme_tells_subjects_apart_or_uses_no_colour(theme):
    codes = {theme.sgr(name) for name in ("green", "cyan", "yellow")}
    assert len(codes) == (3 if theme.colours else 1)


def test_colours_of_the_256_have_their_standard_values():
    assert [hexadecimal(index) for index in (16, 231, 114, 246)] == ["#000000", "#ffffff", "#87d787", "#949494"]


@pytest.mark.parametrize(("number", "shown"), [(LISTED, LISTED), (LISTED + 1, 1)])
def test_the_chat_lists_every_question_of_a_plain_base_unless_they_are_many(number: int, shown: int) -> None:
    entries = tuple(
        Entry(f"e{each}", "all", f"thing {each}", "So.", (f"what is thing {each}",)) for each in range(number)
    )
    base = KnowledgeBase(title="Things", topics=(Topic("all", "All"),), entries=entries)
    english = language()
    asked = topic_examples(base, english)
    assert len(asked) == shown
    assert asked[0] == "What is thing 0?"
    view = Renderer(base, SAY, Screen(width=80))
    painted = view.screen.paint(topics(view, english, numbered=True))
    assert all(each in painted for each in asked)


@pytest.mark.parametrize(
    ("name", "dumb"), [("dumb", True), ("unknown", True), ("UNKNOWN", True), ("xterm-256color", False), ("", False)]
)
def test_terminals_that_know_no_escape_sequence_are_told_by_their_name(name, dumb, monkeypatch):
    monkeypatch.setenv("TERM", name)
    assert screen.is_dumb() == dumb


@pytest.mark.parametrize(
    "cut_off",
    [
        Reply("q", "unknown", f"What do you mean? Why? {SAY['cut']}", suggestions=("Why?",)),
        Reply("q", "unknown", f"Not told. {SAY['cut']}"),
    ],
)
def test_that_a_question_was_cut_is_shown_once(cut_off):
    shown = " ".join("".join(text for _, text in line) for line in view(width=80).reply(cut_off))
    assert shown.count(SAY["cut"]) == 1


def test_what_is_offered_follows_what_leads_to_it_and_a_note_ends_the_reply():
    cut_off = Reply("q", "unknown", "Not told.", offer="Why?", suggestions=("Why?",), note=SAY["cut"])
    shown = painted(view(width=80), cut_off).split("\n")
    assert [line.strip() for line in shown if line][-3:] == ["Not told. It does answer:", "·  Why?", SAY["cut"]]


@pytest.mark.parametrize("drawings", [True, False])
def test_an_answer_has_no_heading_that_says_what_the_source_is_called(drawings):
    base = KnowledgeBase(title="Shop", source=Source("Shop"), topics=(Topic("shop", "Shop"), Topic("prices", "Prices")))
    shop = Renderer(base, SAY, Screen(drawings=drawings))
    for topic, headed in (("shop", False), ("prices", True)):
        told = Reply("q", "answered", "At nine.", answers=(Answer("open", topic, "both", None, "At nine.", ""),))
        assert (len(painted(shop, told).split("\n\n")[0].split("\n")) == 2) == headed


class OnTerminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_long_lines_are_broken_between_words_on_a_terminal_alone(monkeypatch):
    monkeypatch.setenv("COLUMNS", "20")
    text = "a.yaml:1: one thing is wrong\n  of others this is\tone\n\nend"
    assert screen.in_rows(text, io.StringIO()) == text
    rows = ["a.yaml:1: one thing", "is wrong", "  of others this is", "  one", "", "end"]
    assert screen.in_rows(text, OnTerminal()).split("\n") == rows
