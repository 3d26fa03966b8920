"""The chat on a pseudo-terminal: what is said besides questions, and what it never does."""

from __future__ import annotations

import os
import re
import signal
import sys

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from tests.terminal import CTRL_C, CTRL_D, CTRL_G, CTRL_R, ENTER, GREETING, ROOT, TAB, Terminal, verdict

COFFEE = str(ROOT / "tests" / "knowledge" / "coffee")
PASTE = "\x1b[200~{}\x1b[201~"


class TestNumbers:
    @pytest.mark.parametrize("said", ["2.", "second", "read the second one"])
    def test_what_is_offered_is_chosen_in_words_too(self, chat, said):
        chat.type("which is more secure?").wait("Source: ")
        offered = chat.wait(r"\n +2  (\S[^\n]+)")[1].strip()
        chat.fresh().type(said).wait("› " + re.escape(offered))

    def test_several_are_answered_one_after_another(self, chat):
        chat.type("which is more secure?").wait("Source: ")
        offered = [chat.wait(rf"\n +{number}  (\S[^\n]+)")[1].strip() for number in (1, 2)]
        chat.fresh().type("1 and 2").wait(rf"(?s)› {re.escape(offered[0])}.*Source.*› {re.escape(offered[1])}.*Source")

    def test_a_number_in_the_history_is_never_a_number_again(self, chat):
        chat.type("which is more secure?").wait("Source: ")
        chat.fresh().type("1").wait("Source: ")
        chat.fresh().type("/history").wait(r"\d+  which is more secure\?")
        assert not re.search(r"(?m)^ +\d+  \d+$", chat.shown)
        chat.fresh().type("1").wait("› ")
        assert chat.fresh().type("which is more flexible?").wait("“Flexibility”")

    def test_what_a_number_asked_is_in_the_history(self, chat):
        chat.type("which is more secure?").wait("Source: ")
        offered = chat.wait(r"\n +2  (\S[^\n]+)")[1].strip()
        chat.fresh().type("2").wait("Source: ")
        chat.fresh().type("/history").wait(r"\d+  which is more secure\?\n +\d+  " + re.escape(offered))

    def test_a_command_is_no_question_of_the_history(self, chat):
        chat.type("which is more secure?").wait("Source: ")
        chat.fresh().type("/more").wait("Source: ")
        chat.fresh().type("/history").wait(r"which is more secure\?\n\n")
        assert "tell me more" not in chat.shown

    def test_a_number_of_nothing_is_told(self, chat):
        chat.type("17").wait("No question has the number “17”")
        chat.type("which is more secure?").wait("Source: ")
        chat.fresh().type("the fourth one").wait("No question has the number “the fourth one”: 1 to 3 can be chosen")

    def test_a_number_below_none_is_none(self, chat):
        chat.type("which is more secure?").wait("Source: ")
        chat.fresh().type("-1").wait("No question has the number “-1”: 1 to 3 can be chosen")

    @pytest.mark.parametrize("said", ["one second", "one line please", "one line"])
    def test_a_number_that_counts_something_else_chooses_nothing(self, chat, said):
        chat.type("which is faster?").wait("Source: ")
        chat.fresh().type(said)
        assert "  › " not in chat.shown
        chat.type("/decide").fresh().type("one second").wait("Question 1")

    def test_all_asks_every_one(self, chat):
        chat.type("which is more secure?").wait("Source: ")
        chat.fresh().type("all of them").wait("(?s)Source: .*Source: .*Source: ")

    def test_yes_takes_what_alone_is_offered(self, chat):
        chat.type("/tpoics").wait("1  /topics")
        chat.fresh().type("yes").wait("(?s)› /topics.*14  Terms explained")

    def test_yes_to_what_was_supposed_to_be_asked_asks_that_until_something_else_is_offered(self, talk):
        asked = "Flask, learning curve: where and why"
        supposed = "Is the database hard to learn in Flask?"
        talk.type(asked).wait(rf"(?s)I take you to ask: {re.escape(supposed)}.*Source: ")
        talk.fresh().type("yes").wait(rf"(?s)› {re.escape(supposed)}\n +✔ Yes .*Source: ")
        talk.fresh().type("/new").wait("A new conversation")
        talk.fresh().type(asked).wait("Source: ")
        talk.fresh().type("/examples").wait("24  ")
        talk.fresh().type("yes").wait("Which one")

    def test_what_is_only_supposed_to_be_asked_gets_no_yes(self, talk):
        talk.type("Our CTO says Django is overkill. Is he right?").wait(
            "I take you to ask: Is Django for simple apps.*"
        )
        talk.wait(r"\n +Django is meant for complex web applications")
        assert "Yes" not in talk.shown


class TestRequests:
    @pytest.mark.parametrize(
        ("said", "shows"),
        [
            ("🚀", "There is no word in that"),
            ("can you save this", r"1  /save talk\.md"),
            ("sources?", "publisher +Trio"),
            ("source?", "section +Security"),
            ("where is the original?", r"Its address on the web is not known here\."),
            ("what can I ask", "14  Terms explained"),
            ("what next", r"next\n +1  \S"),
            ("change the colours please", "3  light: deep colours"),
            ("how do I leave?", "Ctrl-D or /quit leaves"),
            ("list the commands", "/compare CATEGORY"),
            ("can I see all questions?", "14  Terms explained"),
            ("what did I ask before?", r"\d  which is more secure\?"),
            ("what was my first question?", r"was:\n\n +1  which is more secure\?"),
            ("repeat that", "cross-site scripting"),
            ("is this private?", "Nothing is sent anywhere"),
            ("can I ask in German?", "English only"),
            ("which version are you?", r"Verdict \d+\.\d+"),
            ("the font is too small", "sets the\n +size of the letters"),
            ("what should I ask next?", "24  What does SQL stand for"),
            ("what can you do?", r"Type topics to see"),
            ("what are my options?", r"options\?\n +1  \S.*\n(?s:.*)\n +3  \S"),
            ("what does not covered mean?", r"the\s+source\s+does\s+not\s+say"),
            ("I am using a screen reader", "verdict --plain is for\\s+screen readers"),
            ("is this up to date?", "dated 2024"),
            ("/wrong", r"Noted as wrong: “which is more secure\?”\. verdict\s+misses\s+~/\S"),
            ("nothing", "Then ask in other words"),
            ("yes", "Which one\\? Type its number, 1 to 3"),
            ("y", "Which one\\? Type its number, 1 to 3"),
            ("can you put that in a table", r"9  Reusable Components"),
            ("start over", "A new conversation"),
            ("what happens if I press tab?", "completes commands"),
            ("explain 1", "› "),
            ("I didn't got it", "these are the shortest"),
            ("what is /wrong?", "/wrong  note that the last answer"),
            ("that's not what I asked", "Ask it in other words"),
            ("is there more", "cross-site scripting"),
            ("are the answers true?", "publisher +Trio"),
            ("where is it saved?", r"Nothing has been saved|In\s+/"),
            ("what button i press?", "Ctrl-D +leaves"),
            ("how i choose number", "A number asks"),
            ("go back", "cross-site scripting"),
            ("ctrl-d", "Ctrl-D or /quit leaves"),
            ("help /why", "/why  the reason"),
            ("i have 2 minutes", "third-party extensions\\.\n\n"),
            ("copy to clipboard", "copies what is marked"),
            ("undo", "Nothing has to be undone"),
            ("what does the green label mean?", "who wins"),
            ("what do these numbers mean?", "A number before a question asks it"),
            ("pick one for me", r"Question 1: "),
            ("my history please", r"\d  which is more secure\?"),
            ("what does 0.92 mean?", "the chance that the\\s+answer is right"),
            ("what would you tell my CEO", r"\[?Django\]?\s+Overall"),
            ("read options", r"options\n +1  \S.*\n(?s:.*)\n +3  \S"),
        ],
    )
    def test_what_is_asked_of_the_program_is_no_question(self, chat, said, shows):
        chat.type("which is more secure?").wait("Source: ")
        chat.fresh().type(said).wait(shows)

    @pytest.mark.parametrize("said", ["more short please", "explain like I'm five", "/short"])
    def test_the_last_answer_in_one_sentence(self, chat, said):
        chat.type("which is more secure?").wait("cross-site scripting")
        chat.fresh().type(said).wait("Source: ")
        assert "third-party extensions." in chat.shown
        assert "cross-site scripting" not in chat.everything

    def test_going_back_shows_the_answers_before_one_by_one(self, talk):
        for question in ("which is more secure?", "who made flask?", "how do I bake bread?"):
            talk.type(question)
        talk.fresh().type("take me back to the answer before").wait(r"› who made flask\?\n +History")
        talk.fresh().type("one back please").wait(r"› which is more secure\?\n +Django  Security")
        talk.fresh().type("why?").wait(r"Django has defenses")

    @pytest.mark.parametrize("again", ["go back", "repeat the second answer"])
    @pytest.mark.parametrize(
        ("said", "shows"),
        [
            ("shorter", r"› shorter\n  That is one sentence already"),
            ("/source", "section +Usage & Community"),
            ("/why", "260,000"),
            ("/more", "260,000"),
            ("/explain", "read as  which is older"),
            ("/wrong", "Noted as wrong: “which is older”"),
            ("how sure are you", "97 of 100|as sure as the last"),
        ],
    )
    def test_what_is_said_of_the_last_answer_is_said_of_the_one_shown_again(self, chat, again, said, shows):
        for question in ("what is flask", "which is older", "which is faster"):
            chat.type(question)
        chat.type(again).wait(rf"› {again}\n  › which is older")
        chat.fresh().type(said).wait(shows)

    def test_what_is_asked_of_an_answer_shown_again_leans_on_that(self, chat):
        for question in ("what is flask", "which is older", "which is faster", "go back", "/why"):
            chat.type(question)
        chat.fresh().type("/explain").wait("“which is older” was read so")
        chat.fresh().type("go back").wait("  › which is older")
        chat.fresh().type("go back").wait("  › what is flask")

    def test_what_the_first_answer_was_can_be_had_in_short(self, chat):
        chat.type("what is flask").type("which is older").type("what did you say first").wait("Armin Ronacher")
        chat.fresh().type("I don't get it").wait("these are the shortest")
        assert "Armin Ronacher" not in chat.shown

    def test_an_answer_is_told_again_by_its_place(self, talk):
        for question in ("which is more secure?", "who made flask?", "how do I bake bread?"):
            talk.type(question)
        talk.fresh().type("repeat the second answer").wait(r"› who made flask\?\n +History")
        talk.fresh().type("read the first answer again").wait(r"› which is more secure\?\n +Django  Security")
        talk.fresh().type("repeat the ninth answer").wait(r"\d  how do I bake bread\?")

    def test_short_and_whole_answers_from_now_on(self, chat):
        chat.type("only short answers from now on").wait("one sentence each from now on")
        chat.fresh().type("which is more secure?").wait("Source: ")
        assert "cross-site scripting" not in chat.everything
        chat.fresh().type("shorter").wait("one sentence already")
        chat.fresh().type("give me whole answers again").wait("whole again")
        chat.fresh().type("which is more secure?").wait("cross-site scripting")

    def test_what_is_short_already_is_not_said_again(self, chat):
        chat.type("which is more secure?").wait("cross-site scripting")
        chat.fresh().type("shorter").wait("Source: ")
        chat.fresh().type("even shorter please").wait("one sentence already; /more")
        assert "Source: " not in chat.everything

    def test_how_sure_an_answer_is(self, chat):
        chat.type("how certain is that?").wait("Nothing has been asked|Not covered|Not sure")
        chat.type("which is more secure?").wait("Source: ")
        chat.fresh().type("how certain are you about that?").wait(r"as sure as the last one, (9\d|100) of 100")

    def test_no_word_for_a_number_runs_a_command_by_mistake(self, chat):
        chat.type("which is more secure?").wait("Source: ")
        chat.fresh().type("/save").wait(r"1  /save talk\.md")
        chat.fresh().type("first question please").wait(r"was:\n\n +1  which is more secure\?")

    @pytest.mark.parametrize("said", ["really?", "you are wrong", "explain that", "what do you mean by that"])
    def test_what_means_nothing_before_any_answer_says_so(self, chat, said):
        chat.type(said).wait("Nothing has been asked in this conversation yet")
        chat.type("hello").fresh().type(said).wait("Nothing has been asked in this conversation yet")

    @pytest.mark.parametrize(
        ("said", "told"), [("hello, I no understand", "I answer from"), ("you talk too much", "“short answers” makes")]
    )
    def test_trouble_before_any_answer_is_helped(self, chat, said, told):
        chat.type(said).wait("Nothing has been asked in this conversation yet")
        chat.wait(told)

    @pytest.mark.parametrize(
        ("said", "told"),
        [
            ("be right back", "Take your time"),
            ("explain it to me like I am stupid", "these are the shortest"),
            ("you are not helping", "in other words, please"),
            ("you already said that", r"\n +1  "),
            ("where I see all question", "Other topics"),
            ("one sentence for my slides please", r"third-party\s+extensions\.\n\n +Source"),
            ("can you put that on a slide", "/save talk.md"),
            ("wait I have another one", "Go ahead"),
            ("settle this for us", "Question 1: "),
            ("is there a tl;dr", r"third-party\s+extensions\.\n\n +Source"),
        ],
    )
    def test_a_remark_is_heard_as_it_is_meant(self, chat, said, told):
        chat.type("which is more secure?").wait("Source: ")
        chat.fresh().type(said).wait(told)

    def test_a_request_between_the_questions_of_a_decision_is_no_answer_like_it(self, chat):
        chat.type("/decide").fresh().type("save").wait("Question 1: ")
        assert "Question 2: " not in chat.everything
        chat.fresh().type("safe").wait("Question 2: ")

    def test_what_is_wrong_is_noted_once(self, chat):
        chat.type("which is more secure?").type("/wrong").wait("Noted as wrong")
        chat.fresh().type("/wrong").wait("noted already")
        chat.type("which is faster?").fresh().type("/wrong").wait("Noted as wrong: “which is faster\\?”")
        chat.type("/score").fresh().type("/wrong").wait("Noted as wrong: “score”")

    def test_a_decision_is_no_answer_that_is_noted_as_wrong_nor_one_that_was_read(self, chat):
        chat.type("which is older").type("/decide")
        for answer in ("5 and 3", "0", "2", "0", "0"):
            chat.type(answer)
        for said in ("/wrong", "why", "/wrong", "/more", "/wrong"):
            chat.fresh().type(said)
            assert ("a decision is none" in chat.shown) == (said == "/wrong")
        chat.fresh().type("/explain").wait("found by the answers to the questions of /decide")
        assert "which is older" not in chat.shown

    def test_what_was_asked_in_vain_was_asked(self, chat):
        chat.type("how do I bake bread?").fresh().type("really?").wait("The source does not say")

    def test_where_the_history_is_is_told(self, talk):
        talk.type("delete my history").wait(r"who\s+deletes\s+it")

    @pytest.mark.parametrize("said", ["lol", "wtf", "omg damn", "scratch that"])
    def test_a_mood_is_no_question(self, talk, said):
        talk.type("which is more secure?").wait("Source: ")
        talk.cleared().type(said).wait("Ask on whenever you like")
        assert "Not covered" not in talk.everything

    def test_a_summary_before_any_answer_is_one_of_all(self, chat):
        chat.type("summary please").wait("Django wins overall")

    def test_a_question_may_ask_for_a_short_answer_itself(self, chat):
        chat.type("which is more secure, in short?").wait("Source: ")
        assert "cross-site scripting" not in chat.everything

    def test_clear_empties_the_screen(self, talk):
        talk.type("which is more secure?").wait("Source: ")
        talk.type("clear the screen").wait_gone("Source: ")

    def test_stop_once_too_often_after_a_decision_does_not_lose_the_talk(self, chat):
        chat.type("/decide").wait("Question 1: ")
        chat.fresh().type("stop").wait("are ended")
        chat.fresh().type("stop").wait("Ctrl-D or /quit leaves")
        chat.fresh().type("which is more secure?").wait("Source: ")

    @pytest.mark.parametrize(
        "said", ["🚀", "could you store all this somewhere", "wipe this", "zxcv", "less text please"]
    )
    def test_what_is_no_question_never_gets_the_last_answer_again(self, chat, said):
        chat.type("which is more secure?").wait("cross-site scripting")
        chat.fresh().type(said)
        chat.type("/score").wait("Reusable Components")
        assert "cross-site scripting" not in chat.everything


class TestSuggestions:
    def test_refusals_follow_the_talk_and_never_offer_the_same_in_a_row(self, chat):
        chat.type("which is more secure?").wait("Source: ")
        offers = []
        for refused in ("how do I bake bread?", "how do I bake a cake?"):
            chat.fresh().type(refused).wait(r"\n +3  ")
            offers.append(set(re.findall(r"(?m)^ +[123]  (.+)$", chat.shown)))
        assert any(re.search("protect|secur", each, re.IGNORECASE) for each in offers[0])
        assert not offers[0] & offers[1]
        assert "Which is better for security?" not in offers[0] | offers[1]


class TestPastes:
    def test_a_pasted_list_is_answered_one_by_one(self, talk):
        talk.press(PASTE.format("- who made flask?\n- which is more secure?\n- is django older?\n")).wait("older")
        talk.press(ENTER).wait("(?s)› who made flask.*› which is more secure.*› is django older.*✔ Yes")

    def test_who_signs_a_letter_on_the_line_of_its_end_is_no_question(self, talk):
        talk.press(PASTE.format("Dear team,\n\nwho made flask?\nIs django older?\n\nRegards, Jo\n")).wait("Regards")
        talk.press(ENTER).wait("(?s)› who made flask.*› Is django older.*✔ Yes")
        talk.settle()
        assert "Goodbye" not in talk.everything

    def test_no_blank_line_follows_what_is_pasted(self, talk):
        talk.press(PASTE.format("which is faster?\nand which is more secure?\n\n") + ENTER).wait("Source: ")
        assert re.search(r"secure\?\n +\S", talk.everything)

    def test_a_long_paste_that_is_not_marked_is_one_question(self, talk):
        text = "which is more secure when all is said and done, asked the manager of the engineer, " * 60
        talk.press(text).wait(r"(?s)manager of\s+the engineer,")
        talk.press(ENTER).wait("Source: |Not covered|Not sure")

    def test_a_paste_of_twenty_kilobytes_is_cut_and_the_talk_goes_on(self, talk):
        talk.press(PASTE.format("nothing of this is about anything that is known here. " * 380)).wait("known here")
        talk.press(ENTER).wait("only its beginning")
        talk.fresh().type("which is more flexible?").wait("“Flexibility”")

    def test_lines_too_many_to_be_typed_are_one_piece_though_they_are_not_marked(self, talk):
        talk.press("which is\tmore secure?\n" * 60 + "who made flask?").wait("(?s)secure.*who made flask", 10)
        assert "Source: " not in talk.settle().everything
        talk.press(ENTER).wait("(?s)› who made flask.*Ronacher", 20)


class TestDecide:
    @pytest.mark.parametrize("said", ["save this", "save it as /dev/null/talk.md"])
    def test_a_request_is_no_answer_though_it_sounds_like_a_topic(self, chat, said):
        chat.type("who made flask?").wait("Source: ")
        chat.fresh().type("/decide").wait("Question 1")
        chat.fresh().type(said).wait("(?s)(Name a file|Not saved).*Question 1")

    def test_numbered_questions_lead_to_one_sentence_reasons_and_a_counter_argument(self, talk, tmp_path):
        talk.type("/decide").wait(r"What matters to you\?.*\n(?s:.*)5  Security")
        talk.fresh().type("5 and database").wait(r"most of all\?")
        talk.fresh().type("2").wait("nearest")
        talk.fresh().type("a large project").wait("left aside")
        talk.fresh().type("0").wait("lean towards")
        talk.fresh().type("flask").wait("Source: ")
        assert talk.cell("Django fits better").bold
        assert not talk.cell("Django wins on security").bold
        assert re.search(r"Flask  Flexibility\n +Against it: Flask wins", talk.shown)
        talk.fresh().type("why?").wait(r"SQL\s+injection")
        talk.fresh().type(f"/save {tmp_path / 'brief.md'}").wait("Saved")
        assert "Django fits better" in (tmp_path / "brief.md").read_text(encoding="utf-8")

    def test_save_after_a_decision_writes_it_alone_and_the_next_one_everything(self, chat, tmp_path):
        chat.type("who made flask?").wait("Source: ")
        chat.fresh().type("/decide").wait(r"What matters to you\?")
        for answer, follows in (
            ("performance", "nearest"),
            ("0", "left aside"),
            ("all the rest", "lean"),
            ("no", "even"),
        ):
            chat.fresh().type(answer).wait(follows)
        chat.wait("tie on performance")
        chat.fresh().type(f"/save {tmp_path / 'brief.md'}").wait("Saved the decision")
        chat.fresh().type(f"/save {tmp_path / 'all.md'}").wait(r"Saved \d+ replies")
        assert "who made flask?" not in (tmp_path / "brief.md").read_text(encoding="utf-8")
        assert "who made flask?" in (tmp_path / "all.md").read_text(encoding="utf-8")

    def test_a_decision_is_saved_alone_after_what_was_asked_about_it_by_a_name_that_tells_so(
        self, chat, tmp_path, monkeypatch
    ):
        monkeypatch.chdir(tmp_path)
        for answer in ("/decide", "security", "0", "0", "0", "why?", "who made flask?"):
            chat.type(answer)
        chat.fresh().type("save the decision").wait(r" +1  /save talk\.md\n +2  /save decision\.md")
        chat.type("2").wait(r"Saved the decision to decision\.md")
        chat.fresh().type("/save my Decision.txt").wait("Saved the decision")
        chat.fresh().type("/save notes.md").wait(r"Saved \d+ replies")
        for name, whole in (("decision.md", False), ("my Decision.txt", False), ("notes.md", True)):
            written = (tmp_path / name).read_text(encoding="utf-8")
            assert "Django fits better" in written
            assert ("who made flask?" in written) is whole

    def test_somebody_who_asks_for_a_recommendation_is_asked_what_matters(self, chat):
        chat.type("I need a recommendation for a meeting in 5 minutes").wait(r"What matters to you\?")
        chat.fresh().type("cheese").wait("none of them")
        chat.fresh().type("stop").wait("are ended")
        chat.fresh().type("which is more secure?").wait("“Security”")

    def test_what_is_had_in_mind_may_be_put_in_other_words(self, chat):
        chat.type("/decide").wait("Question 1")
        chat.fresh().type("security").wait("Question 2: What comes nearest")
        chat.fresh().type("something big").wait("Question 3: What can be left aside")
        chat.fresh().type("security?").wait(r"(?s)“Security”.*Question 3")
        chat.fresh().type("0").wait("Question 4: ")
        chat.fresh().type("0").wait(r"(?s)Django fits better.*complex projects")
        chat.fresh().type("/history").wait(r"\d+  security\?\n\n")
        assert "something big" not in chat.shown

    def test_who_asked_for_advice_reads_of_no_refusal_in_what_is_saved(self, chat, tmp_path):
        chat.type("who made flask?").wait("Source: ")
        chat.type("I need your advice for tomorrow").wait("Question 1")
        chat.type("stop").wait("are ended")
        chat.fresh().type(f"/save {tmp_path / 'talk.md'}").wait(r"Saved \d+ repl")
        assert "Did you mean" not in (tmp_path / "talk.md").read_text(encoding="utf-8")

    @pytest.mark.parametrize("said", ["security; 3", "security + database", "3/5"])
    def test_several_may_be_parted_by_any_mark(self, chat, said):
        chat.type("/decide").wait("Question 1")
        chat.fresh().type(said).wait(r"Question 2: Which of these.*\n +1  Database\n +2  Security")

    def test_words_that_only_add_to_an_answer_ask_nothing(self, chat):
        chat.type("/decide").wait("Question 1")
        chat.fresh().type("security, but also fast").wait(
            r"Question 2: Which of these.*\n +1  Performance\n +2  Security"
        )
        chat.fresh().type("2").wait("Question 3: ")
        chat.fresh().type("small and simple").wait("Question 4: ")

    def test_of_what_only_one_can_be_taken_of_two_are_not_taken(self, chat):
        chat.type("/decide").wait("Question 1")
        chat.fresh().type("5").wait("Question 2")
        chat.fresh().type("2 and 3").wait(r"more than one\.\s+Type a number")
        chat.fresh().type("3").wait("Question 3")

    def test_back_asks_the_question_before_again(self, chat):
        chat.type("/decide").wait("Question 1")
        chat.fresh().type("5 and 3").wait("Question 2: Which of these")
        chat.fresh().type("2").wait("Question 3")
        chat.fresh().type("back").wait("Question 2: Which of these")
        chat.fresh().type("go back").wait("(?s)Question 1.*9  Reusable")
        chat.fresh().type("back").wait("(?s)Question 1.*9  Reusable")
        chat.fresh().type("performance").wait("Question 2: What comes nearest")

    @pytest.mark.parametrize("said", ["what are the options?", "repeat the question", "what's next?"])
    def test_what_is_offered_is_the_open_question(self, chat, said):
        chat.type("/decide").wait(r"What matters to you\?")
        chat.fresh().type(said).wait(r"› [^\n]+\n  Question 1: (?s:.*)9  Reusable")

    @pytest.mark.parametrize("said", ["i no prefer", "not have favourite", "no opinion on this", "0"])
    def test_who_prefers_nothing_leaves_it_open(self, chat, said):
        for each in ("/decide", "5", "1", "0"):
            chat.type(each)
        chat.wait("Which one do you lean towards")
        chat.fresh().type(said).wait("fits better|It is even")

    def test_an_answer_may_be_a_sentence(self, chat):
        chat.type("/decide").wait(r"What matters to you\?")
        chat.fresh().type("we care about security and the database").wait("Question 2: Which of these")
        chat.fresh().type("most important is security").wait("Question 3: ")
        chat.fresh().type("a big website").wait("Question 4: ")
        chat.fresh().type("stop").wait("are ended")

    def test_tab_offers_the_answers(self, talk):
        talk.type("/decide").wait(r"What matters to you\?")
        talk.press(TAB).wait(r"Web Framework +offered now")

    def test_what_names_none_of_the_options_chooses_none(self, chat):
        chat.type("/decide").wait(r"What matters to you\?")
        chat.fresh().type("how do I go to the next question?").wait("none of them")
        chat.fresh().type("securty and speed").wait(r"(?s)most of all\?.*1  Performance\n +2  Security")
        chat.fresh().type("0").wait("nearest")
        chat.fresh().type("turn around").wait("none of them")
        chat.fresh().type("a large one").wait("left aside")

    @pytest.mark.parametrize("said", ["/why", "/history", "give me examples", "list commands"])
    def test_the_open_question_is_asked_again_after_anything_else(self, chat, said):
        chat.type("which is more secure?").wait("Source: ")
        chat.fresh().type("/decide").wait(r"What matters to you\?")
        chat.fresh().type(said).wait(r"(?s)\S.*Question 1: What matters to you\?.*“options”")
        assert "9  Reusable Components" not in chat.shown
        chat.fresh().type("5").wait("Question 2")

    def test_what_is_no_answer_is_told_alone_and_the_answers_are_listed_when_asked_for(self, chat):
        chat.type("/decide").wait("9  Reusable Components")
        chat.fresh().type("banana").wait("none of them. Type a number from 1 to 9")
        assert "Question 1" not in chat.shown
        chat.fresh().type("options").wait("(?s)Question 1: .*9  Reusable Components")

    def test_its_answers_are_no_questions_of_a_later_history_which_a_plain_chat_shares(self, start):
        terminal = start()
        terminal.wait(GREETING)
        for line in ("who made flask?", "/decide", "security", "something big", "is flask older?", "0", "0"):
            terminal.ready().type(line)
        terminal.wait("Against it")
        assert terminal.ready().press(CTRL_D).ended() == 0
        plain = start("--plain")
        for line in ("/decide", "performance", "stop", "/history"):
            plain.prompted().type(line)
        plain.wait(r"1\. who made flask\?\n2\. is flask older\?\n\n")
        plain.prompted().type("who made django?").wait("Source: ")
        assert plain.prompted().press(CTRL_D).ended() == 0
        again = start("--plain")
        again.prompted().type("/history").wait(r"2\. is flask older\?\n3\. who made django\?\n\n")
        assert "performance" not in again.everything
        again.prompted().press("\x1b[A\x1b[A").wait(r"(?m)^> who made django\?")

    @pytest.mark.parametrize("said", ["help", "?", "/help"])
    def test_help_in_a_decision_tells_how_its_questions_are_answered(self, chat, said):
        chat.type("/decide").fresh().type(said).wait("(?s)0 leaves.*“stop” ends them.*Question 1: ")
        assert "/compare" not in chat.shown
        chat.type("/help save").wait(r"/save FILE")

    def test_why_after_a_decision_tells_of_its_reason(self, chat):
        chat.type("/decide").wait(r"What matters to you\?")
        for answer, follows in (("speed", "nearest"), ("2", "left aside"), ("all the rest", "lean")):
            chat.fresh().type(answer).wait(follows)
        chat.fresh().type("0").wait(r"(?s)one for a large, complex project.*\[Tie\] Performance.*Against it")
        chat.fresh().type("why?").wait("(?s)When to use which.*Source: ")

    def test_why_after_a_decision_tells_what_that_did_not(self, chat):
        chat.type("which is older").type("/decide")
        for answer in ("5 and 3", "1", "0", "0", "0"):
            chat.type(answer)
        chat.fresh().type("why").wait("Database\n +In Django developers query and change data through objects")
        chat.type("/decide")
        for answer in 4 * "0":
            chat.type(answer)
        chat.fresh().type("why").wait("Overall\n +Django wins overall, 4 to 1")

    def test_a_question_of_ones_own_is_answered_and_the_open_one_asked_again(self, chat):
        chat.type("/decide").wait(r"What matters to you\?")
        chat.fresh().type("what?").wait("(?s)Question 1: .*9  Reusable Components")
        chat.fresh().type("5").wait("Question 2: ")
        chat.fresh().type("who made flask?").wait(r"(?s)Armin Ronacher.*Source: [^\n]+\n\n  Question 2: .*“options”")
        chat.fresh().type("2").wait("Question 3: ")
        chat.fresh().type("are you a robot").wait(r"(?s)not a person.*Question 3: [^\n]+“options”")
        chat.fresh().type("zero").wait("Question 4: ")
        chat.fresh().type("stop").wait("are ended")


class TestCommands:
    def test_rulings_are_whole_and_bear_numbers(self, talk):
        talk.resize(200, 40)
        talk.fresh().type("/score").wait(r"9  Reusable Components")
        assert "…" not in talk.shown.split("/score")[1]
        assert re.search(r"while Flask relies on\s+third-party extensions\.", talk.shown)
        talk.fresh().type("5").wait("› /compare Security")

    @pytest.mark.parametrize(
        ("said", "meant"),
        [("sec", "Security"), ("preformance", "Performance"), ("speed", "Performance"), ("orm", "Database")],
    )
    def test_compare_takes_beginnings_slips_and_other_words(self, chat, said, meant):
        chat.type(f"/compare {said}").wait(f"“{meant}”")

    def test_compare_takes_the_number_of_a_category(self, chat):
        chat.type("/compare 3").wait(r"\[Django\] Database\n")

    def test_why_after_compare_tells_of_its_reason_and_save_keeps_it(self, chat, tmp_path):
        chat.type("/compare security").wait("Source: ")
        chat.type("why?").wait(r"(?s)why\?\s+Security\n.*Source: ")
        chat.type(f"/save {tmp_path / 'talk.md'}").wait("Saved 2 replies")
        saved = (tmp_path / "talk.md").read_text()
        assert "## /compare Security\n" in saved
        assert "Flask leaves developers free" in saved  # what was shown, of both

    def test_explain_tells_a_reading_once(self, chat):
        chat.type("what is an orm?").wait("Source: ")
        chat.type("/why").wait("Source: ")
        chat.fresh().type("/explain").wait("was read so")
        assert chat.shown.count("read as") == 1

    @pytest.mark.parametrize(
        ("said", "shows"), [("/version", "Verdict "), ("/menu", "/score +the result"), ("/privacy", "history")]
    )
    def test_a_request_may_have_a_slash(self, chat, said, shows):
        chat.type(said).wait(shows)
        assert "no command" not in chat.shown

    @pytest.mark.parametrize(
        ("said", "shows"),
        [
            ("/back two", "^› which is safer"),
            ("/repeat the first answer", "^› which is safer"),
            ("/dark mode", "is dark"),
        ],
    )
    def test_what_is_said_with_such_a_request_is_heard(self, chat, said, shows):
        for asked in ("which is safer?", "who made flask?", "who made django?"):
            chat.type(asked)
        chat.fresh().type(said).wait(f"(?m){shows.replace('^', '^  ')}")

    def test_such_a_request_answers_a_question_of_a_decision(self, chat):
        chat.type("/decide").type("security").fresh().type("/back").wait("Question 1")
        chat.fresh().type("/stop").wait("The questions are ended")

    @pytest.mark.parametrize("said", [":help", "--help", "-h"])
    def test_help_is_called_as_elsewhere_too(self, chat, said):
        chat.type(said).wait("/topics")

    def test_the_beginning_of_several_commands_offers_them(self, chat):
        chat.type("/s").wait(r"These begin so:\s+1  /score\n +2  /source\n +3  /short\n +4  /save")
        chat.fresh().type("4").wait("› /save\n")

    def test_tab_after_the_only_command_offers_what_follows_it(self, talk):
        talk.press("/compa").wait("/compare CATEGORY")
        talk.press(TAB).wait("→ what is said of each in a category")
        talk.press(TAB).wait("Security +Django wins on security")
        talk.press("flex" + TAB + ENTER).wait("“Flexibility”")

    def test_compare_asks_for_a_category_where_a_side_is_named(self, chat):
        chat.type("/compare flask").wait(r"Compare them in what\?\s+1  Admin Panel\n")

    def test_where_it_was_saved_is_told(self, chat, tmp_path):
        chat.type("which is more secure?").wait("Source: ")
        chat.fresh().type(f"/save {tmp_path / 't.md'}").wait("Saved")
        chat.fresh().type("where is it saved?").wait(r"In\s+/\S")

    def test_compare_takes_several(self, chat):
        chat.type("/compare 1 and 2").wait(r"(?s)“Admin Panel”.*\[Tie\] Web Framework.*“Web Framework”")
        chat.fresh().type("/compare security, performance").wait(r"(?s)“Security”.*\[Tie\] Performance.*“Performance”")

    def test_compare_takes_a_category_by_what_belongs_to_it_beside_another(self, chat):
        chat.type("/compare orm security").wait("(?s)“Security”.*“Database”")
        chat.fresh().type("/compare how secure is it").wait("“Security”")
        assert "“Usage" not in chat.shown

    def test_compare_takes_several_however_each_is_named(self, chat):
        chat.fresh().type("/compare orm, secrity").wait("(?s)“Database”.*“Security”")

    def test_compare_lists_the_rulings_where_there_are_many(self, chat):
        chat.fresh().type("/compare all").wait("(?s)1  Admin Panel .*9  Reusable Components .*apps are more complex")
        chat.fresh().type("5").wait("/compare Security\\n(?s:.*)Source: ")
        chat.fresh().type("/compare 1 2 3 4").wait("4  Performance  .*Tie")

    def test_a_name_alone_is_the_file_that_was_asked_for(self, chat, tmp_path):
        chat.type("which is more secure?").wait("Source: ")
        chat.fresh().type("save").wait("Name a file")
        chat.fresh().type(f"{tmp_path / 'mine.md'}").wait("Saved")
        assert (tmp_path / "mine.md").is_file()
        chat.fresh().type("save").wait("Name a file")
        chat.fresh().type(f"{tmp_path / 'my own talk.md'}").wait("Saved")
        assert (tmp_path / "my own talk.md").is_file()
        chat.fresh().type("save").wait("Name a file")
        chat.fresh().type("performance").wait("“Performance”")
        chat.fresh().type("/history").wait("which is more secure")
        assert "mine.md" not in chat.shown

    def test_a_refusal_after_a_decision_leaves_it_to_be_saved(self, chat, tmp_path):
        for answer in ("/decide", "security", "0", "0", "0"):
            chat.type(answer)
        chat.wait("Against it")
        chat.type("save").wait(r"Name a file, for example:\n\n +1  /save decision\.md")
        chat.type("is fastapi better?").wait("Not covered")
        chat.type(f"/save {tmp_path / 'decision.md'}").wait("Saved the decision")

    def test_a_bare_word_is_the_file_that_was_asked_for_where_it_is_nothing_else(self, chat, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        for said, shown in (("who made flask?", "Source: "), ("save", "Name a file"), ("notes", r"to notes\.md\.")):
            chat.type(said).wait(shown)
        assert (tmp_path / "notes.md").is_file()
        for said, shown in (("save", "Name a file"), ("my notes", r"to my notes\.md\.")):
            chat.fresh().type(said).wait(shown)
        for said, shown in (("save", "Name a file"), ("thanks", "Gladly"), ("talk.md", "to talk.md")):
            chat.fresh().type(said).wait(shown)
        chat.fresh().type("which is more secure?").wait("Source: ")
        chat.fresh().type("talk.md").wait("Not covered|Not sure|Source: ")

    def test_quotes_around_a_name_are_no_part_of_it(self, chat, tmp_path):
        chat.type("which is more secure?").wait("Source: ")
        chat.fresh().type(f"/save '{tmp_path / 'my talk.md'}'").wait("Saved")
        assert (tmp_path / "my talk.md").is_file()

    def test_what_is_saved_under_a_name_for_something_else_is_told(self, chat, tmp_path):
        chat.type("which is more secure?").wait("Source: ")
        chat.fresh().type(f"/save {tmp_path / 'talk.pdf'}").wait(r"as\s+Markdown\.")

    def test_a_theme_is_for_where_colours_are_shown(self, start):
        terminal = start(NO_COLOR="1")
        terminal.wait(GREETING)
        terminal.type("/theme light").wait(r"The theme is light, where colours are shown; here there are none\.\n\n›")

    def test_themes_are_chosen_by_number_by_name_or_by_what_they_do(self, chat):
        chat.type("/theme").wait(r"3  light: deep colours")
        chat.type("2 and 3").wait("Only one of these can be chosen")
        chat.type("3").wait("The theme is light")
        chat.type("/theme 4").wait("The theme is mono")
        chat.type("/theme LI").wait("The theme is light,")
        chat.type("make it dark").wait("The theme is dark,")
        chat.type("is there a light mode?").wait("The theme is dark. There are")
        chat.fresh().type("turn off the colours please").wait("The theme is mono")
        chat.fresh().type("could you make it brighter?").wait("The theme is light")
        chat.fresh().type("it is too dark").wait("4  mono: bold")

    def test_a_slash_alone_is_told_what_each_command_does(self, chat):
        chat.type("/").wait("/compare CATEGORY  what is said")

    def test_help_for_a_command_that_there_is_none_of_says_so(self, chat):
        chat.type("/help comprae").wait(r"no command /comprae\. Did you mean this\?\s+1  /compare")

    def test_help_tells_of_one_command(self, chat):
        chat.type("/help compare").wait("/compare CATEGORY  what is said")
        assert "/score" not in chat.everything

    def test_examples_stand_in_groups_with_their_numbers_in_one_column(self, chat):
        chat.type("/examples").wait(r" {3}9  Which.*\n\n +History and ideas\n +10  What")

    def test_a_pasted_list_is_several_lines_of_the_history(self, talk):
        talk.press(PASTE.format("1. which is faster?\n2. who made flask?") + ENTER).wait("(?s)Source: .*Source: ")
        talk.fresh().type("/history").wait(r"\d+  which is faster\?\n +\d+  who made flask\?\n\n")

    def test_each_question_of_a_pasted_letter_stands_above_its_answer(self, chat):
        chat.type("Dear team,\n\nwe sell tea. Is Django secure enough? And who made it?\nAlso who made Flask?\n\nBob")
        for asked in ("we sell tea. Is Django secure enough?", "And who made it?", "Also who made Flask?"):
            chat.wait(f"(?m)^  › {re.escape(asked)}$")

    def test_nothing_is_told_of_rulings_where_there_are_none(self, start):
        terminal = start("--knowledge", str(ROOT / "knowledge" / "faq-starter"))
        terminal.wait(GREETING)
        terminal.type("/source").wait("No source is named here")
        terminal.ready().type("?").wait("/quit +leave")
        assert "/topics" in terminal.everything
        assert "/score" not in terminal.everything
        assert terminal.ready().type("I want to leave").ended() == 0

    def test_in_short_after_the_score_is_the_result_and_not_what_was_told_before_it(self, talk):
        talk.type("drawbacks of Flask").wait("Source: ")
        talk.fresh().type("/score").wait("Reusable Components")
        talk.fresh().type("tl;dr").wait("Django wins overall, 4 to 1")

    def test_topics_bear_numbers(self, chat):
        chat.type("/topics").wait("5  Security")
        chat.fresh().type("5").wait("“Security”")
        chat.fresh().type("/topics").wait("14  Terms explained")
        chat.fresh().type("the thirteenth").wait("› Which companies")

    def test_a_source_of_two_headings_names_both(self, chat):
        chat.type("what are the advantages of both?").wait(r"Django\?”,\s+“What\s+Are")
        chat.fresh().type("/source").wait("section +What Are the Advantages of Flask")
        assert not re.search("[“”]", chat.shown)

    def test_explain_is_in_everyday_words(self, chat):
        chat.type("which is mroe secure?").wait("Source: ")
        chat.fresh().type("/explain").wait(
            r"(?s)spelling +mroe → more.*read as +which is more secure\n.*result +Django, from"
        )
        chat.wait(r"█░  Which is better for security\?")
        assert not re.search("coverage|likeness|matched|confidence", chat.shown)
        chat.fresh().type("is fastapi fast?").wait("Not covered")
        chat.fresh().type("/explain").wait("not answered: the source does not cover FastAPI")

    def test_explain_after_why_explains_what_was_asked_before(self, chat):
        chat.type("which is more secure?").wait("Source: ")
        chat.type("/why").wait("Source: ")
        chat.fresh().type("/explain").wait("(?s)“which is more secure\\?” was read so.*Nearest to it")

    def test_save_keeps_what_was_before_a_new_conversation(self, chat, tmp_path):
        chat.type("who made flask?").wait("Source: ")
        chat.fresh().type("/new").wait("forgotten")
        chat.fresh().type("which is more secure?").wait("Source: ")
        chat.fresh().type(f"/save {tmp_path / 'talk.md'}").wait("Saved 2 replies")
        text = (tmp_path / "talk.md").read_text(encoding="utf-8")
        assert text.index("## who made flask?") < text.index("\n---\n") < text.index("## which is more secure?")

    @pytest.mark.parametrize("said", ["save this as", "ok save", "could you export our chat to"])
    def test_save_may_be_said_with_the_file(self, chat, tmp_path, said):
        chat.type("who made flask?").wait("Source: ")
        chat.fresh().type(f"{said} {tmp_path}/t.md").wait(r"Saved \d+ repl")

    @pytest.mark.parametrize("said", ["save talk3", "save this as talk3"])
    def test_a_name_with_a_number_is_that_of_a_file(self, chat, tmp_path, monkeypatch, said):
        monkeypatch.chdir(tmp_path)
        chat.type("who made flask?").fresh().type(said).wait("Saved 1 reply to talk3.md")

    def test_a_summary_in_a_line_is_no_file(self, chat):
        chat.type("which is faster?").fresh().type("give me a one-line summary for my boss").wait("is negligible")
        assert "outperform" not in chat.shown

    def test_nothing_is_mailed_and_what_is_written_is_told(self, chat):
        chat.type("who made flask?").fresh().type("export to pdf").wait(r"It will be Markdown.*\n\n +1  /save talk\.md")
        chat.fresh().type("email it to jane@example.com").wait(r"1  /save talk\.md")

    def test_save_asks_before_it_creates_a_folder(self, talk, tmp_path):
        talk.type("who made flask?").wait("Source: ")
        talk.fresh().type(f"/save {tmp_path / 'new' / 'talk.md'}").wait(r"(?s)Create\s+it\?.*\[y/N\]")
        talk.type("n").wait("Not saved")
        assert not (tmp_path / "new").exists()

    @pytest.mark.parametrize(
        "path", ["/", "~nobody-of-that-name/talk.md", "/dev/null", "/proc/none/talk.md", "x" * 300]
    )
    def test_a_path_that_cannot_be_written_loses_nothing(self, chat, path):
        chat.type("who made flask?").wait("Source: ")
        chat.fresh().type(f"/save {path}").wait("Not saved|no folder")
        chat.fresh().type("repeat that").wait("Armin Ronacher")


class TestTyping:
    def test_tab_on_an_empty_line_offers_what_the_numbers_stand_for(self, talk):
        talk.type("which is more secure?").wait("Source: ")
        talk.press(TAB).wait("offered now")
        talk.press("who made flask?" + ENTER).wait("(?m)^› who made flask\\?")
        talk.fresh().press(TAB).wait("offered now")
        talk.press(TAB).wait("(?m)^› What")

    def test_tab_offers_what_the_line_is_read_as(self, talk):
        talk.press("orm flask" + TAB).wait(r"Flask have an ORM\? +question")

    def test_tab_offers_what_may_be_meant_of_the_framework_that_is_named(self, talk):
        talk.press("is flask pop" + TAB).wait(r"Is Flask well known\? +question")

    def test_what_was_sent_stands_with_whole_words_on_each_row(self, start):
        terminal = start(columns=40)
        terminal.wait(GREETING)
        terminal.press("what is a template engine and do i need it").wait("i nee\n  d it")
        terminal.press(ENTER).wait("› what is a template engine and do i\n  need it\nTerms explained")
        terminal.ready().type("who made flask?").wait("\n› who made flask\\?\nHistory")
        pasted = "hello there\nwhat is a template engine and do i need it"
        terminal.ready().press(PASTE.format(pasted)).wait("hello there\n  what .*i nee\n  d it")
        terminal.press(ENTER).wait("\n› hello there\n  what is a template engine and do i\n  need it\n")

    def test_exact_beginnings_stand_above_likenesses(self, talk):
        talk.press("which is more fl" + TAB).wait(r"Which is more flexible\? +question")
        lines = [line for line in talk.shown.splitlines() if line.rstrip().endswith(("question", "category"))]
        assert lines[0].strip().startswith("Which is more flexible?")

    def test_another_key_disarms_ctrl_c(self, talk):
        talk.press(CTRL_C).wait("Ctrl-C again to leave")
        talk.press(CTRL_R).wait("searching what was typed")
        talk.press(CTRL_G).wait_gone("searching what was typed")
        assert "Ctrl-C again" not in talk.shown
        talk.press(CTRL_C).wait("Ctrl-C again to leave")
        assert talk.runs


def parts(folder, number):
    """A base with so many questions, none of whose indexes are kept."""
    faq = "".join(f"  - q: What is part {each} for?\n    a: It holds part {each + 1}.\n" for each in range(number))
    (folder / "parts.yaml").write_text(f"title: Parts\nfaq:\n{faq}")
    return str(folder / "parts.yaml")


class TestTerminals:
    def test_a_history_that_is_no_ordinary_file_is_noted_and_left_alone(self, start, tmp_path):
        os.mkfifo(tmp_path / "history")
        terminal = start(VERDICT_HISTORY=str(tmp_path / "history"), columns=200)
        terminal.wait("note: the history is not kept: .* is a link or no ordinary file")
        terminal.wait(GREETING)
        terminal.type("which is more secure?").wait("“Security”")

    def test_a_terminal_that_knows_no_escapes_gets_plain_lines(self, start):
        terminal = start(TERM="unknown")
        terminal.wait(GREETING)
        terminal.type("which is more secure?").wait("Pick: Django. Topic: Security.")
        assert b"\x1b[7" not in terminal.raw  # no badge, no toolbar
        terminal = start("ask", "which is more secure?", TERM="dumb")
        terminal.wait("Pick: Django. Topic: Security.")
        assert terminal.ended() == 0

    def test_while_an_index_is_built_one_can_type_and_is_answered(self, start, tmp_path):
        terminal = start("--knowledge", parts(tmp_path, 20), VERDICT_CACHE="")
        terminal.press("what is part 7 for?").wait("Reading the knowledge base|Type a question")
        terminal.press(ENTER).wait("(?s)› what is part 7.*It holds part 8")

    def test_who_presses_enter_meanwhile_sees_how_far_it_is(self, start, tmp_path):
        """That it is answered then is told above."""
        terminal = start("--knowledge", parts(tmp_path, 250), VERDICT_CACHE="")
        terminal.wait(r"Reading the knowledge base… \d+ % · you can type already")
        terminal.process.send_signal(signal.SIGSTOP)  # whoever is slow, it is not done before a line is typed
        terminal.type("what is part 7 for?").process.send_signal(signal.SIGCONT)
        terminal.wait(r"Reading the knowledge base: \[#*\.+\]")

    def test_title_and_heading_are_links_where_the_terminal_shows_them(self, start):
        terminal = start("ask", "--knowledge", COFFEE, "which is cheapest?", TERM_PROGRAM="WezTerm")
        assert terminal.ended() == 0
        links = re.findall(rb"\x1b\]8;;(https://[!-~]+)\x1b\\\x1b?\[?2?m?([^\x1b]+)", terminal.raw)
        assert [text for _, text in links] == [b"Three Ways to Brew Coffee", b"What You Pay"]
        assert links[1][0] == links[0][0] + b"#:~:text=What%20You%20Pay"

    def test_a_complaint_is_broken_between_words(self, start):
        called = ("flask", "and", "its", "object-relational", "mapping")
        terminal = start(*called, columns=40)
        assert terminal.ended() == 2
        assert terminal.everything.split() == verdict(*called).stderr.split()

    def test_elsewhere_there_are_none(self, start):
        terminal = start("ask", "--knowledge", COFFEE, "which is cheapest?", TERM_PROGRAM="", VTE_VERSION="")
        assert terminal.ended() == 0
        assert b"\x1b]8" not in terminal.raw


@pytest.fixture(scope="module")
def plain_chat(tmp_path_factory):
    with Terminal(tmp_path_factory.mktemp("home"), "--plain", lines=60) as terminal:
        yield terminal


@pytest.fixture
def plain(plain_chat):
    """One plain chat for many tests, its line empty."""
    return plain_chat.press("\x15").prompted()


class TestMend:
    def test_what_is_typed_can_be_edited_and_ctrl_c_leaves_its_row(self, start, tmp_path):
        (tmp_path / "pool.yaml").write_text("title: Pool\nfaq:\n  - q: When does it open?\n    a: At nine.\n")
        (tmp_path / "log").write_text('{"question": "got any towels", "status": "unknown"}\n')
        called = ("mend", str(tmp_path / "pool.yaml"), str(tmp_path / "log"))
        terminal = start(*called)
        terminal.wait("1/1  got any towels(?s:.*)  >")
        assert terminal.settle().type("q\x1b[D\x1b[C").ended() == 0
        terminal = start(*called)
        terminal.wait("1/1  got any towels(?s:.*)  >")
        terminal.interrupt(lambda: "interrupted" in terminal.shown)
        assert "\nverdict: interrupted" in terminal.shown
        assert terminal.ended() == 130


class TestPlain:
    def test_what_is_typed_stands_again_where_a_chat_that_was_stopped_goes_on(self, start):
        terminal = start("--plain")
        terminal.prompted().press("which is ol").wait("> which is ol")
        terminal.settle()  # a signal between two keys is heard with the next one
        os.kill(terminal.process.pid, signal.SIGCONT)
        terminal.wait(r"> which is ol\s*> which is ol")
        terminal.type("der?").wait("Django is older")

    def test_where_no_screen_is_cleared_it_is_told_how(self, plain):
        plain.type("delete everything").wait("cleared with Ctrl-L")

    def test_parts_of_a_decision_name_their_winner(self, plain):
        plain.type("/decide").wait("Question 1")
        plain.prompted().type("why do you ask").wait("(?s)What you name decides.*Question 1")
        for answer in ("security", "0", "0", "0"):
            plain.prompted().type(answer)
        plain.wait(r"(?s)Winner: Django\. Topic: Security\..*Winner: Flask\. Topic: Flexibility\.\nAgainst it")

    def test_one_thing_stands_on_a_line(self, plain):
        plain.type("is flask older?").wait(r"(?m)^Answer: No\. Topic: Usage & Community\.$")
        plain.type("/compare security").wait(r"(?m)^Winner: Django\. Topic: Security\.$")
        plain.wait("(?m)^Django has defenses")
        plain.type("/score").wait(r"(?m)^4\. Performance: Tie\. Flask is slightly faster")
        assert "│" not in plain.everything

    def test_an_address_that_is_not_known_is_told_in_words(self, plain):
        plain.type("/new").wait("forgotten")
        plain.type("/source").wait(r"date: 2024\n\nIts address on the web is not known here\.")

    def test_source_stands_apart_after_compare_as_after_an_answer(self, plain):
        plain.type("/compare security").wait(r"more work\.\n\nSource: ")

    def test_lines_are_edited_completed_and_found_again(self, plain):
        plain.press("/sorce\x1b[D\x1b[D\x1b[Du").wait(r"(?m)^> /source")
        plain.press(ENTER).wait("publisher: Trio")
        plain.prompted().press("which is more fl" + TAB).wait(r"(?m)^> Which is more flexible\?")
        plain.press(ENTER).wait("“Flexibility”")
        plain.prompted().press("\x1b[A\x1b[A").wait(r"(?ms)^> /source.*^> /source")

    def test_tab_completes_what_a_command_takes(self, plain):
        plain.press("/compare flex\t").wait("(?m)^> /compare Flexibility$")
        plain.press("\x15/theme mo\t").wait("(?m)^> /theme mono$")

    def test_tab_on_an_empty_line_lists_what_bears_numbers(self, plain):
        plain.type("/tpoics").wait(r"Did you mean this\?\s+1\. /topics")
        plain.prompted().press(TAB).wait("(?m)^> /topics$")

    def test_help_tells_of_the_keys_that_there_are(self, plain):
        plain.type("/help keys").wait("Ctrl-D: leaves")
        assert "F4" not in plain.everything
        assert "Tab: completes" in plain.everything

    @pytest.mark.parametrize(("first", "then"), [(3, 3), (80, 2)])
    def test_a_terminal_without_escapes_may_be_of_any_width(self, start, first, then):
        plain = start(TERM="dumb", columns=first)
        plain.until(lambda: b"> " in plain.raw.replace(b"\r\n", b""), "there is no prompt")
        plain.resize(then, 24)
        plain.settle(0.1).press("\x12a\x07\x15\x1b[A").settle(0.1).press("\x15\r/quit\r")
        assert plain.ended() in (0, 130)
