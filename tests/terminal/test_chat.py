"""The chat on a real pseudo-terminal: what is typed, and what the screen then shows."""

from __future__ import annotations

import json
import os
import re
import signal
import stat
import sys
import time

import pytest

from assistant.answering.library import knowledge_folder
from assistant.screen.layout import cells

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

import termios

from tests.terminal import (
    ALT_ENTER,
    CTRL_C,
    CTRL_D,
    CTRL_G,
    CTRL_L,
    CTRL_R,
    ENTER,
    ESCAPE,
    F4,
    GREETING,
    RIGHT,
    TAB,
    UP,
    verdict,
)


def ready(terminal, arguments):
    """Wait until a chat takes keys, a plain one or the other."""
    return terminal.prompted() if "--plain" in arguments else terminal.ready()


class TestFirstScreen:
    def test_it_says_what_it_knows_how_to_begin_and_how_to_leave(self, shared):
        greeting = shared.greeting.split("›")[0].strip().splitlines()
        assert len(greeting) == 3
        assert "Django vs. Flask" in greeting[0]
        assert all(number in greeting[1] for number in "123")
        assert "? for help" in greeting[2]

    def test_it_breaks_no_word_where_there_is_little_room(self, start):
        start(columns=24).wait(r"Type a question or a\nnumber")

    def test_a_question_typed_before_it_is_ready_is_answered_and_chat_is_a_word_for_it_too(self, start):
        start("chat").type("which is more secure").wait("Source: ")

    def test_knowledge_that_cannot_be_used_is_one_line_and_status_2(self, start):
        terminal = start("--knowledge", "no/such/place")
        assert terminal.ended() == 2
        assert terminal.shown.startswith("verdict: no/such/place: no such knowledge base")
        assert "Traceback" not in terminal.everything


class TestReplies:
    def test_a_badge_names_the_ruling_the_answer_is_bold_and_the_source_dim(self, talk):
        talk.type("which is more secure?").wait("Source: ")
        assert talk.cell("Django  Security").reverse
        assert talk.cell("Django wins").bold
        assert not talk.cell("Source: ").bold

    def test_the_first_sentence_alone_is_bold_whatever_word_it_ends_with(self, talk):
        talk.type("is fastapi better?").wait("for example:")
        assert talk.cell("The source").bold
        assert not talk.cell("You can ask, for example").bold

    def test_subjects_have_colours_of_their_own(self, talk):
        talk.type("which is more secure?").wait("Source: ")
        django = talk.cell("Django  Security").fg
        talk.type("which is more flexible?").wait("Flexibility”")
        assert django != talk.cell("Flask  Flexibility").fg

    @pytest.mark.parametrize(
        ("background", "at_once", "django"),
        [("fdfd/f6f6/e3e3", True, "008700"), ("fff/fff/fff", False, "008700"), ("00/2b/36", False, "green")],
    )
    def test_on_a_light_background_that_the_terminal_tells_colours_are_deep(self, start, background, at_once, django):
        terminal = start()
        terminal.until(lambda: b"\x1b]11;?\x07" in terminal.raw, "nothing is asked")
        answer = f"\x1b]11;rgb:{background}\x1b\\"
        if at_once:
            terminal.press(answer).wait(GREETING)
            terminal.ready()
        else:
            terminal.wait(GREETING)
            terminal.ready().settle().press(answer[:9]).settle().press(answer[9:])
        terminal.type("which is more secure?").wait("Source: ")
        assert "› which is more secure?\n" in terminal.everything  # the answer is no key
        assert terminal.cell("Django  Security").fg == django

    @pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "linux"}, {"TERM": "vt100"}])
    def test_terminals_are_not_asked_for_their_background_for_nothing(self, start, environment):
        terminal = start(**environment)
        terminal.wait(GREETING)
        assert b"\x1b]11" not in terminal.raw

    def test_what_only_begins_as_an_answer_of_the_terminal_is_typed(self, start):
        terminal = start()
        terminal.wait(GREETING)
        terminal.ready().press("\x1b]").press("x1").wait(r"› \]x1")

    def test_yes_and_no_come_first(self, chat):
        chat.type("is flask older?").wait(r"✘ No")
        chat.type("is django older?").wait(r"✔ Yes")

    def test_a_number_asks_what_it_stands_for(self, talk):
        talk.type("/examples").wait(r"1  \S")
        question = talk.wait(r"\n +2  (\S[^\n]+)")[1].strip()
        talk.fresh().type("2").wait("› " + re.escape(question))
        talk.wait("Source: ")

    def test_a_refusal_names_what_is_missing_and_offers_what_may_be_asked(self, talk):
        talk.type("is fastapi better?").wait(r"Not covered[^›]*FastAPI")
        offered = talk.wait(r"\n +1  (\S[^\n]+)")[1].strip()
        talk.fresh().type("1").wait("› " + re.escape(offered))

    def test_wide_characters_and_emoji_do_not_break_the_layout(self, talk):
        end = 2 + cells("茶🍵 which is more secure?")
        talk.press("茶🍵 which is more secure?").wait("secure\\?")
        talk.until(lambda: talk.screen.cursor.x == end, "the cursor is not at the end")
        talk.press(ENTER).fresh()

    def test_running_text_stays_readable_on_a_wide_screen(self, talk):
        talk.resize(200, 40)
        talk.fresh().type("which is more secure?").wait("“Security”")
        assert 80 < max(len(line) for line in talk.shown.splitlines()) <= 90

    def test_a_narrow_screen_is_filled_without_overflow(self, start):
        terminal = start(columns=40)
        terminal.wait("3  ")
        terminal.type("/score").wait("Reusable Comp")
        rows = [line for line in terminal.shown.splitlines() if re.search("● |= ", line)]
        assert len(rows) == 9

    def test_a_terminal_may_say_that_it_is_of_any_size(self, start):
        terminal = start()
        terminal.wait(GREETING)
        terminal.ready().say_size(65_535, 65_535)
        terminal.settle().type("who made flask?").until(lambda: b"Ronacher" in terminal.raw, "no answer", 10)
        terminal.say_size(80, 24)
        assert terminal.settle().type("/quit").ended() == 0

    def test_a_resize_is_followed_by_the_next_reply(self, talk):
        talk.type("which is more secure?").wait("“Security”")
        assert max(len(line) for line in talk.shown.splitlines()) > 44
        talk.resize(44, 24)
        talk.fresh().type("which is more flexible?").wait("“Flexibility”")
        assert max(len(line) for line in talk.shown.split("flexible?")[-1].splitlines()) <= 44


class TestCommands:
    @pytest.mark.parametrize(
        ("command", "shows"),
        [
            ("/score", r"Django +█+ +4\n +Flask +█+░+ +1"),
            ("/score", r"Reusable Components +=\sTie"),
            ("/topics", "Other topics"),
            ("/compare security", r"Django +│ Flask"),
            ("/compare scurity", r"\[Django\] Security"),
            ("/compare", r"1  Admin Panel"),
            ("/compare cheese", "no category like “cheese”"),
            ("/why", "Nothing has been asked"),
            ("/source", "publisher"),
            ("/explain", "Nothing has been asked"),
            ("/examples", r"Companies"),
            ("/new", "forgotten"),
            ("/save", "Nothing has been asked"),
            ("/theme", "3  light: deep colours"),
            ("/theme pink", "no theme “pink”"),
            ("/help", r"/compare CATEGORY +what is said of each in a category"),
            ("/help keys", "Ctrl-R +search"),
            ("help", "/score"),
            ("/score now", r"takes nothing after it\. Did you mean this\?\s+1  /score"),
            ("/comp security", r"Django +│ Flask"),
            ("/compare xyz", "no category like “xyz”"),
            ("/new chat please", "forgotten"),
            ("/hi", r"Did you mean this\?\s+1  /history"),
            ("/why is flask slow", "“Performance”"),
            ("/more about the orm", r"Did you mean this\?\s+1  about the orm\n +2  /more"),
            ("help save", r"/save FILE +everything said"),
        ],
    )
    def test_each_shows_what_it_promises(self, chat, command, shows):
        chat.type(command).wait(shows)

    def test_why_source_and_explain_are_about_the_last_answer(self, chat):
        chat.type("which is mroe secure?").wait("Source: ")
        chat.fresh().type("/why").wait("Security")
        chat.fresh().type("/source").wait(r"section +Security")
        chat.fresh().type("which is mroe secure?").wait("Source: ")
        chat.fresh().type("/explain").wait("mroe → more")

    def test_an_unknown_command_offers_the_nearest(self, chat):
        chat.type("/scroe").wait(r"Did you mean this\?\s+1  /score")
        chat.fresh().type("1").wait("Reusable Components")

    def test_history_lists_what_was_asked(self, talk):
        talk.type("who made flask?").wait("Source: ")
        talk.fresh().type("/history").wait(r"\d+  who made flask\?")

    def test_history_lists_questions_alone(self, chat, tmp_path):
        for line in ("hi", f"save this as {tmp_path / 'talk.md'}", "none", "yes", "who made flask?"):
            chat.type(line)
        chat.wait("Source: ")
        chat.type("Hi all,\n\nis django older?\n\nThanks, Bob").wait("Yes")
        chat.fresh().type("/history").wait(r"1  who made flask\?\n +2  is django older\?\n\n")

    def test_of_several_answers_at_once_the_last_alone_bears_numbers(self, chat):
        chat.type("what is flask?").wait("Source: ")
        chat.fresh().type("all of them").wait("(?s)Source: .*Source: .*Source: ")
        assert len(re.findall(r"(?m)^  1  ", chat.shown)) == 1
        chat.fresh().type("which is faster?\nis it raining\nwho made flask?").wait("(?s)  ·  .*  1  ")
        offered = re.findall(r"(?m)^  1  (.*)", chat.shown)
        assert len(offered) == 1
        chat.fresh().type("1").wait(f"› {re.escape(offered[0])}")

    def test_of_a_very_long_question_history_shows_the_beginning_and_its_number_asks_it_all(self, chat):
        asked = "which is more secure and " * 70
        chat.type(asked).wait("Source: ")
        chat.fresh().type("/history").wait(r"1  which is more secure[^…]{100,250}…\n\n")
        chat.fresh().type("1").wait("too long: only its beginning was read")

    def test_save_writes_markdown_and_asks_before_it_overwrites(self, talk, tmp_path):
        file = tmp_path / "talk.md"
        talk.type("who made flask?").wait("Source: ")
        talk.type(f"/save {file}").wait(r"Saved \d+ repl")
        text = file.read_text(encoding="utf-8")
        assert text.startswith("# Django vs. Flask\n\n## ")
        assert "\n## who made flask?\n\n" in text
        file.write_text("mine")
        talk.fresh().type(f"/save {file}").wait(r"\[y/N\]")
        talk.type("no").wait(r"Not saved\.\n\n›")
        assert file.read_text() == "mine"
        talk.fresh().type(f"/save {file}").wait(r"\[y/N\]")
        talk.type("yes").wait(r"Saved \d+ repl")
        assert file.read_text(encoding="utf-8") == text

    def test_a_file_chosen_by_its_number_is_overwritten_under_nothing(self, start, tmp_path):
        (tmp_path / "talk.md").write_text("mine")
        terminal = start(folder=tmp_path)
        terminal.wait(GREETING)
        terminal.type("who made flask?").wait("Source: ")
        terminal.fresh().type("/save").wait("1  /save talk.md")
        terminal.fresh().type("1").wait(r"› 1\n +talk\.md exists\. Overwrite it\? \[y/N\]")
        terminal.type("y").wait(r"\[y/N\] y\n +Saved 1 reply to talk\.md")

    def test_a_file_that_cannot_be_written_is_told(self, chat, tmp_path):
        chat.type("who made flask?").wait("Source: ")
        (tmp_path / "file").touch()
        chat.type(f"/save {tmp_path / 'file' / 'x.md'}").wait("Not saved:")


class TestWhileTyping:
    def test_the_rest_of_a_known_question_is_suggested_and_taken(self, talk):
        talk.press("which is more flex").wait("which is more flexible")
        talk.press(RIGHT).wait("→ Flexibility")

    def test_of_a_long_suggestion_its_row_is_shown_and_all_of_it_taken(self, talk):
        long = "is jinja quick? " * 12
        talk.press(f"\x1b[200~{long}\x1b[201~").type("").wait("Source: |ot covered|not sure")
        talk.fresh().press("is j").wait(r"› is jinja quick\? .*…\n")
        assert len(re.findall("quick", talk.shown)) < 6
        taken = "isjinjaquick?" * 12
        talk.press(RIGHT).until(lambda: taken in re.sub(r"\s", "", talk.shown), "not all of it was taken")

    def test_what_was_asked_before_is_suggested_first(self, talk):
        talk.type("which is more curious to me").fresh().press("which is more c").wait("which is more curious to me")

    def test_tab_completes_a_command(self, talk):
        talk.press("/sco").wait("the result, and every ruling")
        talk.press(TAB + ENTER).wait("Reusable Components")

    def test_tab_forgives_a_slip_in_a_command(self, talk):
        talk.press("/tpoics").wait("/tpoics")
        talk.press(TAB).wait("what can be asked")

    def test_commands_are_listed_with_what_they_do(self, talk):
        talk.press("/").wait("forget the conversation")

    def test_tab_completes_a_category_after_compare(self, talk):
        talk.press("/compare secu").wait("Security +Django wins")

    def test_tab_offers_categories_and_questions_in_spite_of_slips(self, talk):
        talk.press("which is beter for secu" + TAB).wait("Security +category")
        talk.wait(r"Which is better for security\? +question")

    @pytest.mark.parametrize(
        ("line", "shows"),
        [
            ("which is more secure", r"→ Security · \d\.\d\d"),
            ("is flask like fastapi", "→ not covered: FastAPI"),
            ("/score", "→ the result, and every ruling"),
            ("/version", "→ the version"),
            ("hello", "→ small talk"),
            ("which is mo", "→ …"),
            ("can you", "→ …"),
            ("who won the world cup", "→ …"),
            ("who won the world cup?", "→ not covered"),
        ],
    )
    def test_the_toolbar_tells_how_the_line_would_be_read(self, talk, line, shows):
        talk.press(line).wait(shows)

    def test_reading_ahead_leaves_the_conversation_alone(self, talk):
        talk.type("which is more secure?").wait("Source: ")
        talk.press("which is more flexible?").wait("→ Flexibility")
        talk.fresh().type("why?").wait(" Security")

    def test_known_terms_are_highlighted(self, talk):
        talk.press("flask admin panel and fastapi too").wait("too")
        flask, panel, other = talk.cell("flask"), talk.cell("panel"), talk.cell("too")
        assert flask.bold
        assert flask.fg != other.fg
        assert panel.underscore
        assert not other.underscore
        assert talk.cell("fastapi").fg not in (flask.fg, other.fg)


class TestKeys:
    def test_ctrl_r_searches_the_history(self, talk):
        talk.type("/topics").wait("Other topics")
        talk.fresh().press(CTRL_R + "opic").wait("› /topics")
        talk.press(CTRL_G)

    @pytest.mark.parametrize("key", [CTRL_G, CTRL_C])
    def test_who_leaves_a_search_has_the_line_that_was_there(self, talk, key):
        talk.type("who made flask").wait("Source: ")
        talk.fresh().type("who made django").wait("Source: ")
        talk.fresh().press("abc" + CTRL_R + "made").wait("› who made django")
        talk.press(CTRL_R).wait("› who made flask")
        talk.press(key).wait("› abc")
        assert "who made" not in talk.shown

    def test_that_nothing_is_found_is_told(self, talk):
        talk.type("who made flask").wait("Source: ")
        talk.fresh().press(CTRL_R + "made").wait("Enter takes it")
        talk.press("x").wait("not found · Ctrl-G leaves")
        assert "Enter takes it" not in talk.shown
        talk.press("\x7f").wait("Enter takes it")
        talk.press(CTRL_G)

    @pytest.mark.parametrize("arguments", [[], ["--plain"]])
    def test_what_is_typed_in_another_chat_is_among_the_earlier_lines_after_the_next_one(self, start, arguments):
        one, other = start(*arguments), start(*arguments)
        for terminal in (one, other):
            terminal.wait(GREETING)
        ready(one, arguments).type("who made flask").wait("Source: ")
        ready(other, arguments).type("what is csrf").wait("Source: ")
        ready(other, arguments).press(UP).wait(r"(?m)^[›>] what is csrf$(?s:.*)^[›>] what is csrf$")
        other.press(UP).wait("(?m)^[›>] who made flask$")
        other.press(ENTER).wait("(?s)“What Is Flask\\?”")

    def test_up_finds_lines_that_begin_the_same(self, talk):
        talk.type("who made flask?").wait("Source: ")
        talk.type("/topics").wait("Other topics")
        talk.fresh().press("who" + UP).wait(r"› who made flask\?")

    def test_ctrl_l_clears_the_screen(self, talk):
        talk.type("/topics").wait("Other topics")
        talk.press(CTRL_L).wait_gone("Other topics")

    def test_ctrl_c_clears_the_line(self, talk):
        talk.press("never mind").wait("never mind")
        talk.press(CTRL_C).wait_gone("never mind")

    def test_escape_closes_what_is_offered_for_completion(self, talk):
        talk.press("/th").wait("/theme NAME")
        talk.press(ESCAPE + CTRL_L).wait(r"→ /theme\?")  # Escape by itself is waited after for a second
        talk.wait_gone("/theme NAME")

    def test_a_colour_in_what_is_pasted_unmarked_is_passed_over(self, talk):
        talk.press("who \x1b[31mmade\x1b[0m flask?").wait(r"› who made flask\?")
        talk.press(ENTER).wait("Source: ")

    def test_ctrl_c_twice_on_an_empty_line_leaves(self, start):
        terminal = start()
        terminal.wait(GREETING)
        terminal.ready().press(CTRL_C).wait("Ctrl-C again to leave")
        assert terminal.press(CTRL_C).ended() == 0

    def test_ctrl_c_ends_the_questions_of_a_decision_and_not_the_chat(self, talk):
        talk.type("/decide").wait("Question 1")
        talk.ready().press(CTRL_C).wait("The questions are ended")
        talk.ready().type("which is more secure?").wait("Source: ")

    def test_ctrl_c_ends_the_questions_in_a_plain_chat_too_and_then_tells_that_again_it_leaves(self, start):
        terminal = start("--plain")
        terminal.prompted().type("/decide").wait("9. ")
        terminal.prompted().interrupt(lambda: "The questions are ended" in terminal.everything)
        terminal.prompted().interrupt(lambda: "Ctrl-C again leaves." in terminal.everything)

    def test_a_question_mark_on_an_empty_line_is_help(self, talk):
        talk.press("?").wait("/compare CATEGORY")

    def test_alt_enter_breaks_the_line_inside_one_question(self, talk):
        talk.press("which is" + ALT_ENTER + "more secure?").wait("which is\n +more secure")
        talk.press(ENTER).wait("“Security”")

    def test_pasted_lines_are_one_question(self, talk):
        talk.press("\x1b[200~which is\nmore flexible?\n\x1b[201~").wait("more flexible")
        assert "Source" not in talk.shown
        talk.press(ENTER).wait("“Flexibility”")
        assert talk.everything.count("Source: ") == 1

    def test_the_toolbar_counts_the_questions_of_a_list_that_is_pasted(self, talk):
        talk.press("\x1b[200~which is faster?\nwho made flask?\n\x1b[201~").wait("→ 2 questions")

    def test_how_a_pasted_letter_begins_and_ends_is_no_question(self, talk):
        letter = "Dear Ms. Hall,\n\n- which is faster?\n- who made flask?\n\nBest regards,\nBob\n"
        talk.press(f"\x1b[200~{letter}\x1b[201~").wait("→ 2 questions")
        talk.press(ENTER).wait("(?s)“Performance”.*“What Is Flask\\?”")
        assert "Not covered" not in talk.shown

    def test_vi_keys_begin_with_typing_though_something_was_searched_for_before(self, start):
        terminal = start()
        terminal.wait(GREETING)
        terminal.ready().type("which is more secure?").wait("Source: ")
        terminal.ready().press(CTRL_R).wait("backward")
        terminal.press("secu").wait("backward: secu")
        terminal.press(ENTER).wait_gone("backward")
        terminal.press(CTRL_C).press(F4).wait("vi insert")
        terminal.type("which is older?").wait("Django is the older one")

    def test_vi_keys_on_request_and_by_f4_and_it_tells_their_mode(self, start):
        terminal = start("--vi")
        terminal.wait(r"Ctrl-R searches +vi insert")  # hints that have no room are left out, not cut
        terminal.press("which is slow\x1bb").wait("vi command")
        terminal.press("dwisecure").wait("issecure(?s:.*)vi insert")
        terminal.press(F4).wait("Emacs keys")

    def test_escape_acts_at_once_on_vi_keys_and_enter_after_it_sends_the_line(self, start):
        terminal = start("--vi")
        terminal.wait(GREETING)
        terminal.ready().press("which is faster?").wait("› which is faster")
        begun = time.monotonic()
        terminal.press(ESCAPE).wait("vi command")
        assert time.monotonic() - begun < 0.8
        terminal.press(ENTER).wait("“Performance”")

    def test_alt_enter_breaks_the_line_on_vi_keys_too(self, start):
        terminal = start("--vi")
        terminal.wait(GREETING)
        terminal.ready().press("which is" + ALT_ENTER + "more secure?").wait("which is\n +more secure")

    @pytest.mark.parametrize(("up", "down"), [("\x1b[A", "\x1b[B"), ("\x10", "\x0e")])
    def test_lines_before_and_after_a_command_are_reached_both_ways(self, talk, up, down):
        for line in ("who made flask?", "/source", "which is older?", "is flask small?"):
            talk.fresh().type(line).wait("ource|section")
        talk.fresh().press(3 * up).wait("› /source")
        talk.press(up).wait("› who made flask")
        talk.press(2 * down).wait("› which is older")
        talk.press(down).wait("› is flask small")
        talk.press(down).wait("(?m)^›$")

    def test_tab_offers_for_a_slip_what_it_offers_for_the_word_whatever_was_said_before(self, talk):
        talk.type("which is more secure?").wait("Source: ")
        talk.fresh().press("flsak" + TAB).wait("Flask")

    def test_a_question_of_yes_or_no_has_whole_words_on_each_row(self, start):
        for plain in ((), ("--plain",)):
            terminal = start(*plain, columns=40)
            terminal.wait("Ctrl-D")
            terminal.type("which is faster?").wait("Source: ")
            terminal.type("/save /nope/a/long/folder/that/is/not/there/talk.md").wait(r"\[y/N\]")
            assert "There is no folder\n" in terminal.everything.replace("  ", "").replace(" \n", "\n")
            terminal.type("n").wait("Not saved")


class TestTypedAhead:
    def test_what_was_typed_before_the_chat_began_is_shown_once_and_answered(self, start):
        vain = "how do I bake bread without any flour, and how do I bake it once more with flour?"  # two rows
        terminal = start(typed=f"who made flask?\n{vain}\nis it o", lines=40)
        terminal.wait("(?s)^› who made flask.*Armin Ronacher.*› how do I bake.*Not covered.*› is it o")
        assert terminal.everything.count("who made flask") == terminal.everything.count("how do I bake bread") == 1
        terminal.type("pen source?").wait(r"› is it open source\?\n +✔ Yes")

    def test_what_is_not_ended_stands_in_the_first_line(self, start):
        terminal = start(typed="which is fas")
        terminal.wait(GREETING)
        terminal.type("ter?").wait(r"› which is faster\?\n +Tie")

    def test_what_is_not_ended_and_longer_than_a_row_is_shown_once(self, start):
        terminal = start(typed="I have read a good deal of both and asked some friends of mine; which of them is fas")
        terminal.wait("› I have read a good deal")
        terminal.type("ter?").wait("Tie")
        assert terminal.everything.count("I have read a good deal") == 1


class TestKept:
    def test_history_and_theme_are_found_again_after_ctrl_d(self, start, tmp_path):
        first = start()
        first.wait(GREETING)
        first.type("who made flask?").wait("Source: ")
        first.fresh().type("/theme light").wait("The theme is light")
        assert first.ready().press(CTRL_D).ended() == 0
        file = tmp_path / "state" / "verdict" / "history"
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert "theme: light" in (tmp_path / "config" / "verdict" / "settings.yaml").read_text()
        second = start()
        second.wait(GREETING)
        second.press(UP + UP).wait(r"› who made flask\?")
        second.fresh().type("/theme").wait("The theme is light")

    def test_two_chats_at_once_keep_the_lines_of_both(self, start, tmp_path):
        one, two = start(), start()
        one.wait(GREETING)
        two.wait(GREETING)
        for number in range(3):
            one.fresh().type(f"/source {number}").wait("takes nothing")
            two.fresh().type(f"/why {number}").wait("takes nothing")
        kept = (tmp_path / "state" / "verdict" / "history").read_text()
        assert all(f"+{word} {number}\n" in kept for word in ("/source", "/why") for number in range(3))

    def test_history_can_be_turned_off(self, start, tmp_path):
        terminal = start(VERDICT_HISTORY="")
        terminal.wait(GREETING)
        terminal.type("/score").wait("Reusable Components")
        assert not (tmp_path / "state").exists()

    def test_an_answer_that_was_wrong_is_noted_for_the_author(self, start, tmp_path):
        terminal = start()
        terminal.wait(GREETING)
        terminal.type("who made flask?").wait("Source: ")
        terminal.ready().type("/wrong").wait("Noted as wrong")
        terminal.fresh().type("/compare security").wait("Source: ")
        terminal.fresh().type("/wrong").wait("Noted as wrong")
        file = tmp_path / "state" / "verdict" / "wrong.jsonl"
        noted = verdict("misses", str(file)).stdout
        assert "who made flask?" in noted
        assert "× compare Security\n" in noted  # as it may be asked: no command
        assert stat.S_IMODE(file.stat().st_mode) == 0o600

    def test_each_knowledge_base_has_a_history_of_its_own_and_what_was_wrong_tells_of_which(self, start, tmp_path):
        for arguments, asked in (
            ((), "who made flask?"),
            (("--knowledge", str(knowledge_folder() / "starter")), "which one is cheaper?"),
        ):
            terminal = start(*arguments)
            terminal.wait(GREETING)
            terminal.type(asked).wait("Source: ")
            terminal.ready().type("/wrong").wait(r"Noted as wrong: “[^”]+”\. verdict\s+misses")
            terminal.ready().type("/quit").ended()
        terminal = start("--plain", "--knowledge", str(knowledge_folder() / "starter"))
        terminal.prompted().type("/history").wait(r"1\. which one is cheaper\?")
        assert "flask" not in terminal.everything
        django, bike = verdict("misses", str(tmp_path / "state" / "verdict" / "wrong.jsonl")).stdout.split("\n\n1 ")[:2]
        assert "× who made flask?" in django
        assert "× which one is cheaper?" in bike

    def test_without_a_history_nothing_is_noted_and_that_is_told(self, start, tmp_path):
        terminal = start("--no-history")
        terminal.wait(GREETING)
        terminal.type("who made flask?").wait("Source: ")
        terminal.ready().type("/wrong").wait("Not noted: this chat keeps no history")
        assert not (tmp_path / "state").exists()

    def test_what_cannot_be_used_is_a_note(self, start, tmp_path):
        (tmp_path / "file").write_text("")
        folder = tmp_path / "config" / "verdict"
        folder.mkdir(parents=True)
        (folder / "settings.yaml").write_text("theme: plaid\n")
        terminal = start(VERDICT_HISTORY=str(tmp_path / "file" / "history"), columns=160)
        terminal.wait("note: settings not used: ")
        terminal.wait(GREETING)
        terminal.type("/score").wait("Reusable Components")
        assert terminal.everything.count("note: the history is not kept") == 1

    def test_history_can_be_moved_and_what_is_not_answered_or_wrong_be_logged_but_not_what_leaned_on_it(
        self, start, tmp_path
    ):
        terminal = start("--log-misses", str(tmp_path / "misses"), VERDICT_HISTORY=str(tmp_path / "elsewhere"))
        terminal.wait(GREETING)
        terminal.type("how do I bake bread?").wait("Not covered")
        terminal.fresh().type("is flask secure?").wait("Source: ")
        terminal.fresh().type("who made flask?").wait("Source: ")
        terminal.fresh().type("/more").wait("Source: ")
        terminal.fresh().type("/wrong").wait(r"Noted as wrong: “who made flask\?”\.\n")
        logged = [json.loads(line) for line in (tmp_path / "misses").read_text().splitlines()]
        told = [(each["question"], each["status"]) for each in logged]
        assert told == [("how do I bake bread?", "unknown"), ("who made flask?", "wrong")]
        assert "+/more\n" in (tmp_path / "elsewhere").read_text()

    def test_a_log_that_cannot_be_written_is_a_note_and_hinders_no_answer(self, start, tmp_path):
        terminal = start("--log-misses", str(tmp_path / "none" / "misses"), columns=200)
        terminal.wait(GREETING)
        for _ in range(2):
            terminal.type("how do I bake bread?").wait("Not covered")
        terminal.type("who made flask?").wait("Source: ")
        assert terminal.everything.count("name another file after --log-misses") == 1


class TestAnyTerminal:
    def test_what_a_check_finds_is_told_in_whole_words(self, start, tmp_path):
        (tmp_path / "mine.yaml").write_text("title: T\nfaq: [{q: Is it open?, a: Yes it is.}]\n", encoding="utf-8")
        terminal = start("check", "mine.yaml", columns=40, folder=tmp_path)
        assert terminal.ended() == 0
        assert "begins with 'Yes'; begin with the fact" in " ".join(terminal.shown.split())

    def test_no_color_is_obeyed_and_badges_stay_readable(self, start):
        terminal = start(NO_COLOR="1")
        terminal.wait(GREETING)
        terminal.type("which is more secure?").wait(r"\[Django\] Security")
        assert not re.search(rb"\x1b\[[0-9;]*[34][0-7](;|m)", terminal.raw)

    @pytest.mark.parametrize(
        ("arguments", "environment"), [([], {"TERM": "dumb"}), (["--plain"], {"FORCE_HYPERLINK": "1"})]
    )
    def test_a_plain_chat_writes_no_escape_sequence(self, start, arguments, environment):
        terminal = start(*arguments, **environment)
        terminal.wait(GREETING)
        terminal.type("which is more secure?").wait(r"(?m)^Pick: Django\. Topic: Security\.$")
        terminal.type("/score").wait(r"Django: 4\.\n")
        assert "█" not in terminal.everything
        assert terminal.prompted().press(CTRL_D).ended() == 0
        assert b"\x1b" not in terminal.raw

    def test_ctrl_c_twice_on_an_empty_line_leaves_a_plain_chat_too_and_typing_begins_it_anew(self, start):
        terminal = start("--plain")
        said = "Ctrl-C again leaves."
        for times in (1, 2):
            terminal.prompted().press(f"x{times}").wait(f"> x{times}")
            terminal.interrupt(lambda times=times: terminal.everything.count("\n>") == 2 * times)
            assert terminal.everything.count(said) == times - 1
            terminal.prompted().interrupt(lambda times=times: terminal.everything.count(said) == times)
        assert terminal.prompted().interrupt(lambda: not terminal.runs).ended() == 0

    @pytest.mark.parametrize(("arguments", "number"), [(["--plain"], signal.SIGTERM), ([], signal.SIGHUP)])
    def test_who_is_told_to_end_leaves_the_terminal_as_it_was(self, start, tmp_path, arguments, number):
        terminal = start(*arguments)
        terminal.wait(GREETING)
        terminal.type("/score").wait("Reusable Components")
        ready(terminal, arguments).press("half a").wait("half a" if arguments else "half a(?s:.*)→ ")
        terminal.settle(0.3)  # readline hears no signal that comes while it draws
        line = os.dup(terminal.file)
        try:
            assert not termios.tcgetattr(line)[3] & termios.ICANON
            terminal.process.send_signal(number)
            assert terminal.ended() == 128 + number
            wanted = termios.ICANON | termios.ECHO | termios.ISIG
            assert termios.tcgetattr(line)[3] & wanted == wanted
        finally:
            os.close(line)
        assert "Traceback" not in terminal.everything
        assert "+/score\n" in (tmp_path / "state" / "verdict" / "history").read_text()

    def test_nothing_in_the_history_acts_on_the_terminal(self, start, tmp_path):
        file = tmp_path / "state" / "verdict" / "history"
        file.parent.mkdir(parents=True)
        file.write_text("\n# 2024\n+bake \x1b]0;title\x07\u202e bread\n", encoding="utf-8")
        for arguments in (["--plain"], []):
            terminal = start(*arguments)
            terminal.wait(GREETING)
            ready(terminal, arguments).press(UP).wait(r"bake \S*\s*bread")
            assert b"\x1b]0;" not in terminal.raw
            assert "\u202e".encode() not in terminal.raw

    @pytest.mark.parametrize("arguments", [["--plain"], []])
    def test_nothing_that_is_pasted_asked_back_or_noted_acts_on_the_terminal(self, start, tmp_path, arguments):
        (tmp_path / "file").touch()
        evil = "a\u202e\u2028\u2066\u009b31mb"
        terminal = start(*arguments, columns=200, VERDICT_HISTORY=str(tmp_path / "file" / f"\x1b]0;t\x07{evil}"))
        terminal.wait(GREETING)
        terminal.type("who made flask?").wait("Source: ")
        typed = f"/save {tmp_path}/{evil}/x.md"
        ready(terminal, arguments).press(typed if arguments else f"\x1b[200~{typed}\x1b[201~").wait(r"x\.md")
        if arguments:  # readline itself shows what is typed as it is
            assert b"\x1b]0;" not in terminal.raw
            terminal.raw = b""
        terminal.press(ENTER).wait(r"(?i)y/n")
        terminal.type("n").wait("Not saved")
        assert b"\x1b]0;" not in terminal.raw
        assert not re.search("[\x80-\x9f\u2028\u202e\u2066]", terminal.raw.decode())

    def test_a_plain_chat_hears_of_no_counts(self, start):
        terminal = start("--plain")
        terminal.prompted().press("\x1b9" * 9 + "x").wait("> 9{9}x")
        terminal.press("\x15").type("who made flask?").wait("Source: ")

    @pytest.mark.parametrize("arguments", [["--plain"], []])
    def test_who_leaves_a_question_of_yes_or_no_says_no(self, start, tmp_path, arguments):
        (tmp_path / "mine.md").write_text("mine")
        terminal = start(*arguments)
        terminal.wait(GREETING)
        terminal.type("who made flask?").wait("Source: ")
        for number, (path, key) in enumerate((("mine.md", CTRL_C), ("new/talk.md", CTRL_D)), 1):
            ready(terminal, arguments).type(f"/save {tmp_path / path}")
            terminal.until(lambda n=number: terminal.everything.lower().count("y/n") == n, "it does not ask")
            told = lambda n=number: terminal.everything.count("Not saved") == n  # noqa: E731
            if key == CTRL_C and arguments:
                terminal.interrupt(told)
            else:
                terminal.press(key).until(told, "it is saved")
        ready(terminal, arguments).type("which is more secure?").wait("“Security”")
        assert ((tmp_path / "mine.md").read_text(), (tmp_path / "new").exists()) == ("mine", False)

    def test_a_terminal_without_unicode_gets_ascii(self, start):
        terminal = start(LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", LANG="C")
        terminal.wait(GREETING)
        terminal.type("is flask older?").wait(r"x No")
        terminal.press("which is more secure").wait(r"-> Security")
        assert terminal.raw.isascii()

    def test_one_question_asked_on_a_terminal_is_laid_out_too(self, start):
        terminal = start("ask", "which is more secure?", columns=60)
        assert terminal.ended() == 0
        assert terminal.cell("Django  Security").reverse
        assert max(len(line) for line in terminal.shown.splitlines()) <= 60
