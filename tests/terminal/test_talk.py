"""A conversation without a screen: what a pipe and a single question hear besides questions."""

from __future__ import annotations

import itertools
import json

import pytest

from assistant import Assistant
from assistant.screen.layout import Screen
from assistant.screen.render import Renderer
from assistant.terminal.chat.commands import COMMANDS
from assistant.terminal.talk import COMMANDS as HEARD
from assistant.terminal.talk import Talk
from tests.terminal import ROOT, verdict


@pytest.fixture(scope="module")
def assistant():
    return Assistant()


@pytest.fixture
def talk(assistant):
    return Talk(assistant)


def drawn(reply):
    """What a terminal shows of a reply."""
    library, screen = Assistant().library, Screen()
    return screen.paint(Renderer(library.base, library.english.say, screen).reply(reply))


class TestRequests:
    @pytest.mark.parametrize(
        ("said", "told"),
        [
            ("how do I leave?", "/quit"),
            ("change the colours", "/theme"),
            ("can you save this", "/save FILE"),
            ("save this as talk.md", "/save FILE"),
            ("repeat that", "Nothing was said before"),
            ("next", "ask a whole question"),
            ("what can I ask?", "verdict topics"),
            ("shorter", "--short"),
            ("can you speak simpler", "--short"),
            ("what was my first question?", "Nothing was asked before"),
            ("where is the original?", "Trio"),
        ],
    )
    def test_one_that_stands_alone_is_told_what_can_be_done(self, talk, said, told):
        reply = talk.reply(said)
        assert (reply.status, reply.question) == ("chat", said)
        assert told in reply.text

    @pytest.mark.parametrize(
        ("said", "entry"), [("Scoreboard please.", "overall-score"), ("Bottom line: which one?", "overall-winner")]
    )
    def test_what_an_answer_sums_up_is_answered(self, talk, said, entry):
        assert [each.id for each in talk.reply(said).answers] == [entry]

    @pytest.mark.parametrize("said", ["I'm not technical", "simple words please", "the gist"])
    def test_who_asks_for_less_of_nothing_gets_no_answer_to_something_else(self, talk, said):
        assert talk.reply(said).status == "chat"

    def test_an_example_is_one_of_what_was_told_last(self, talk):
        talk.reply("what is Flask?")
        assert talk.reply("show me an example").status == "answered"
        talk.reply("how do I bake bread?")
        assert talk.reply("show me an example").answers == ()

    @pytest.mark.parametrize("said", ["more", "2", "yes", "why?", "all of them"])
    def test_what_means_nothing_alone_says_so_and_is_no_answer(self, talk, said):
        reply = talk.reply(said)
        assert (reply.status, reply.suggestions) == ("unknown", ())
        assert reply.text.startswith("Nothing was said before this: ask a whole question.")

    def test_yes_asks_what_the_reply_supposed_to_be_asked(self, talk):
        supposed = talk.reply("Flask, learning curve: where and why")
        assert supposed.text.startswith("I take you to ask: Is the database hard to learn in Flask?")
        confirmed = talk.reply("yes")
        assert (confirmed.question, confirmed.affirms, confirmed.opening) == ("yes", True, "")
        assert confirmed.answers[0].id == supposed.answers[0].id

    def test_a_keyword_of_the_author_is_no_request(self, talk):
        assert [each.id for each in talk.reply("python").answers] == ["python-philosophy"]
        assert talk.reply("can i call you from python").status == "chat"

    def test_the_bare_name_of_a_subject_is_no_request(self, tmp_path):
        tongues = "subjects: [{id: spanish, name: Spanish}, {id: latin, name: Latin}]"
        told = "answer: {spanish: Many., latin: Few.}"
        asked = f"{{id: speakers, name: speakers, topic: use, ask: ['who speaks {{subject}}'], {told}}}"
        file = tmp_path / "tongues.yaml"
        file.write_text(
            f"title: Tongues\ncite: false\n{tongues}\ntopics: [{{id: use, name: Use}}]\nentries: [{asked}]\n",
            encoding="utf-8",
        )
        given = "who speaks latin?\nSpanish?\nItalian?\n"
        told = verdict("--knowledge", str(file), given=given).stdout.split("\n\n")
        assert (told[1].strip(), told[2].partition(";")[0]) == ("Many.", "I understand English only")

    @pytest.mark.parametrize(
        ("said", "told"),
        [
            ("could we get this as a handout for the team", "/save FILE"),
            ("thanks, you rescued me", "Gladly"),
            ("thanks, you saved us all", "Gladly"),
            ("hang on a jiffy", "Take your time"),
            ("I feel so dumb", "Take your time"),
            ("testing testing", "Ask on"),
        ],
    )
    def test_in_a_conversation_it_is_no_question(self, talk, said, told):
        talk.reply("which is more secure?")
        reply = talk.reply(said)
        assert (reply.status, told in reply.text) == ("chat", True)

    def test_what_is_wished_in_the_words_of_an_author_is_asked_of_him(self, tmp_path):
        file = tmp_path / "gym.yaml"
        file.write_text("title: Gym\ncite: false\nfaq:\n  - q: Can I cancel any time?\n    a: At two weeks' notice.\n")
        talk = Talk(Assistant(file))
        assert "Can I cancel any time?" in talk.reply("how can I cancel").text
        assert "/quit" in talk.reply("how can I exit").text

    @pytest.mark.parametrize("said", ["huh?", "wait what", "I don't get it", "what do you mean"])
    def test_who_does_not_understand_is_told_less_then_what_was_not_told_then_that_it_is_all(self, talk, said):
        whole, *others = [talk.reply(each).body for each in ("which is more secure?", *[said] * 4)]
        assert whole.startswith(others[0])
        assert len(others[0]) < len(whole)
        assert others[-1].startswith("That is all the source says of it")
        assert len(dict.fromkeys([whole, *others[:2]])) == 3

    def test_in_a_conversation_it_is_done(self, talk):
        whole = talk.reply("which is more secure?")
        assert talk.reply("repeat that").text == whole.text
        short = talk.reply("shorter please")
        assert whole.text.startswith(short.text.partition(" Source: ")[0])
        assert len(short.text) < len(whole.text)
        assert talk.reply("what was my first question?").text == "“which is more secure?”"
        assert "“Security”" in talk.reply("sources?").text
        for asked in ("how sure are you?", "how sure are you about that?"):
            assert "of 100 were right" in talk.reply(asked).text

    def test_what_was_said_last_is_said_again_and_what_was_before_on_going_back(self, talk):
        first = talk.reply("which is more secure?")
        short = talk.reply("shorter please")
        assert talk.reply("thanks").text != short.text
        assert talk.reply("repeat that").text == short.text
        talk.reply("which is more flexible?")
        assert talk.reply("go back").text == first.text

    def test_an_answer_is_told_again_by_its_place(self):
        asked = "hello\nwhich is more secure?\nwho made flask?\nhow old is it?\nrepeat the second answer\n"
        told = [json.loads(line) for line in verdict("--json", given=asked).stdout.splitlines()]
        assert told[-1]["text"] == told[2]["text"]

    def test_an_example_and_what_a_boss_is_told(self, talk):
        talk.reply("which is more secure?")
        assert "authentication" in talk.reply("can you give me an example").text
        assert talk.reply("what would you tell my boss?").answers[0].topic == "overall"

    def test_what_else_can_be_asked_is_offered_and_chosen(self, talk):
        first = talk.reply("how do I bake bread?").suggestions
        offered = talk.reply("next").text.split(" · ")
        assert len(offered) == 3
        assert not set(offered) & set(first)
        assert talk.reply("1").answers == talk.reply(offered[0]).answers

    def test_an_example_before_any_answer_is_a_question(self, talk):
        assert "for example “" in talk.reply("can you give me an example?").text

    def test_what_repeats_an_answer_asks_for_no_choice(self, talk):
        assert talk.reply("which is more secure?").pick == "django"
        assert talk.reply("once more").pick is None

    def test_a_new_conversation_knows_nothing_of_the_one_before(self, talk):
        talk.reply("which is more secure?")
        talk.reply("start over")
        assert "Nothing was said" in talk.reply("repeat that").text

    def test_a_command_of_the_chat_does_here_what_it_can(self):
        lines = [
            "which is more secure?",
            "/why",
            "/SOURCE",
            "/explain",
            "/compare performance",
            "/wrong",
            "/new",
            "/why",
        ]
        run = verdict("--json", given="\n".join(lines))
        replies = [json.loads(each) for each in run.stdout.splitlines()]
        assert [each["question"] for each in replies] == lines
        assert [each["answers"][0]["id"] for each in replies if each["answers"]] == ["security"] * 2 + ["performance"]
        told = [each["text"] for each in replies if not each["answers"]]
        assert told[0].startswith("Source: Django vs. Flask (Trio, 2024), “Security”")
        assert "verdict ask --explain" in told[1]
        assert told[2] == "/wrong is a command of the chat, which verdict starts on a terminal."
        assert told[4].startswith("Nothing was said before this")

    @pytest.mark.parametrize(
        ("wanted", "told"),
        [
            ("orm", ["database"]),
            ("2", ["web-framework"]),
            ("secrity performance", ["security", "performance"]),
            ("orm, security", ["database", "security"]),
        ],
    )
    def test_what_is_compared_is_named_as_in_the_chat(self, talk, wanted, told):
        assert [each.id for each in talk.reply(f"/compare {wanted}").answers] == told

    def test_what_cannot_be_compared_and_what_is_no_command_are_told_as_such(self, talk):
        assert talk.reply("/compare cheese").text.startswith("There is no category like “cheese”. ")
        assert (talk.reply("/compare django").answers[0].id, talk.reply("/compare django").affirms) == (
            "overall-winner",
            None,
        )
        assert "shows every ruling" in talk.reply("/compare all").text
        done = verdict("ask", "/nosuch")
        assert (done.returncode, done.stdout.partition(". ")[0]) == (1, "There is no command /nosuch")
        shown = drawn(talk.reply("/nosuch"))
        assert "There is no command" in shown
        assert "Not covered" not in shown
        assert "`" not in shown

    def test_what_the_source_does_not_say_is_not_covered_though_nothing_else_can_be_asked(self, tmp_path):
        (tmp_path / "shop.yaml").write_text("title: Shop\nfaq: [{q: When do you open?, a: At nine.}]", encoding="utf-8")
        assert "Not covered" in drawn(Talk(Assistant(tmp_path)).reply("what is the weather"))

    def test_those_of_the_chat_are_known(self):
        assert HEARD.keys() == COMMANDS.keys()

    @pytest.mark.parametrize("command", COMMANDS)
    def test_no_command_of_the_chat_is_read_as_a_question(self, talk, command):
        reply = talk.reply(f"{command} which is safer" if command not in ("/compare", "/why") else command)
        assert (reply.status == "answered") == (command in ("/decide", "/score"))
        assert "\n" not in reply.text

    def test_those_that_do_something_here_do_it_and_the_next_goes_on_from_that(self, talk):
        talk.reply("what is flask")
        assert "Name a category after /compare: Admin Panel, " in talk.reply("/compare").text
        assert talk.reply("/score").text == Talk(Assistant()).reply("score").text
        assert "The questions of /decide are asked in the chat" in talk.reply("/decide").note
        assert talk.reply("/short").text.startswith("Django wins overall, 4 to 1")
        assert talk.reply("go back").text.startswith("The score is Django 4")
        assert "“Conclusion”" in talk.reply("/source").text

    @pytest.mark.parametrize("command", ["/score", "/compare", "/decide"])
    def test_that_nothing_is_ruled_is_said(self, command):
        told = verdict("--knowledge", str(ROOT / "knowledge" / "faq-starter"), given=f"{command}\n").stdout
        assert told.startswith("Nothing is ruled here")

    def test_what_the_source_was_is_told_with_its_heading(self, talk):
        talk.reply("which is faster")
        assert talk.reply("what was the source again").text == talk.reply("/source").text

    def test_what_is_said_to_be_all_is_shortened_without_that(self, talk):
        talk.reply("what does clustering mean")
        assert talk.reply("/why").text.startswith("That is all the source says of it: Clustering")
        assert talk.reply("/short").text.startswith("Clustering means")

    @pytest.mark.parametrize("said", ['{"q":1}', "1 q"])
    def test_a_letter_beside_a_number_is_no_request(self, talk, said):
        assert "/quit" not in talk.reply(said).text

    @pytest.mark.parametrize("asked", ["/source", "sources"])
    def test_that_no_source_is_named_is_said(self, asked):
        told = verdict("--knowledge", str(ROOT / "knowledge" / "faq-starter"), given=f"{asked}\n").stdout
        assert told == "No source is named here: the answers are the author's own.\n"

    def test_in_short_the_reason_is_what_was_left_out_and_never_said_to_be_all_before_it_was_told(self):
        asked = "which is faster\nwhy?\nwhy?\nwhy?\n"
        told = verdict("--short", "--json", given=asked).stdout.splitlines()
        first, why, further, rest = [json.loads(each)["text"] for each in told]
        assert why.startswith("Lightweight frameworks often outperform larger ones")
        assert why not in first
        assert further.startswith("Yet both run on high-traffic websites")
        assert rest.startswith("That is all the source says of it. ")

    @pytest.mark.parametrize("asked", ["what is flask in short", "in short, what is flask?", "what is flask, in short"])
    def test_what_something_is_in_short_is_one_sentence_on_that(self, talk, asked):
        told = "Flask is a free, open-source micro web framework written in Python. Source: "
        assert talk.reply(asked).text.startswith(told)

    def test_pipes_and_single_questions_hear_them(self):
        replies = [
            json.loads(line) for line in verdict("--json", given="who made flask?\n\nrepeat that\n").stdout.splitlines()
        ]
        assert [each["status"] for each in replies] == ["answered", "chat"]
        done = verdict("ask", "how do I leave?")
        assert "/quit" in done.stdout
        assert done.returncode == 0


class TestDecisions:
    @pytest.mark.parametrize(
        "said",
        [
            "help me decide",
            "my boss needs a recommendation before lunch on Monday",
            "any advice for a call in 10 minutes",
        ],
    )
    def test_who_needs_a_recommendation_gets_the_overall_result(self, talk, said):
        reply = talk.reply(said)
        assert (reply.status, reply.answers[0].topic, reply.question) == ("answered", "overall", said)

    @pytest.mark.parametrize(
        "said",
        [
            "recommend a restaurant",
            "I need advice on my marriage",
            "which IDE do you recommend",
            "thanks for the advice",
        ],
    )
    def test_who_needs_one_on_something_else_does_not(self, talk, said):
        assert talk.reply(said).status != "answered"


@pytest.mark.parametrize(
    "said",
    [
        "I have five minutes. Django or Flask?",
        "In a hurry: Django or Flask?",
        "the board wants a decision today, Django or Flask",
    ],
)
def test_who_is_in_a_hurry_gets_one_sentence(talk, said):
    reply = talk.reply(said)
    assert (reply.question, reply.pick) == (said, "django")
    assert "It depends" not in reply.text


class TestNumbers:
    def test_a_number_asks_what_was_offered_last(self, talk):
        offered = talk.reply("how do I bake bread?").suggestions
        chosen = talk.reply("the second one")
        assert (chosen.question, chosen.status) == ("the second one", "answered")
        assert chosen.answers == talk.reply(offered[1]).answers

    @pytest.mark.parametrize(("said", "told"), [("7", "No question has that number"), ("?!", "There is no word")])
    def test_what_chooses_or_says_nothing_is_told_so(self, talk, said, told):
        talk.reply("which is more secure?")
        reply = talk.reply(said)
        assert (reply.status, reply.suggestions) == ("unknown", ())
        assert reply.text.startswith(told)

    def test_a_number_is_chosen_before_anything_is_heard_around_it(self, assistant):
        talk = Talk(assistant, offers=True)
        offered = talk.reply("which is more secure?").suggestions
        assert talk.reply("question 2").answers == Talk(assistant).reply(offered[1]).answers

    def test_several_are_answered_together(self, talk):
        offered = talk.reply("how do I bake bread?").suggestions
        told = [talk.reply(each).answers[0].id for each in offered[1:]]
        assert [each.id for each in talk.reply("2 and 3").answers] == told

    def test_those_of_an_answer_are_offered_where_they_are_shown(self, assistant):
        shown, unseen = Talk(assistant, offers=True), Talk(assistant)
        offered = shown.reply("which is more secure?").suggestions
        assert offered == unseen.reply("which is more secure?").suggestions
        assert shown.reply("2").answers == Talk(assistant).reply(offered[1]).answers
        assert unseen.reply("2").answers == ()


class TestSuggestions:
    def test_what_is_offered_is_answered_as_it_is_alone(self, assistant):
        """Each question that is suggested after every tenth, asked after one of these, whatever it would mean there."""
        asked = [(assistant.conversation(), item) for item in [*assistant.library.items.values()][::10]]
        suggested = {each: talk for talk, item in asked for each in talk.ask(item.question).suggestions}
        for each, talk in suggested.items():
            reply, alone = talk.apart().ask(each), assistant.ask(each)
            assert (reply.answers, reply.affirms) == (alone.answers, alone.affirms), each

    def test_where_nothing_is_left_of_a_topic_they_are_put_for_who_is_ahead(self, talk):
        talk.reply("which is more flexible?")
        offered = talk.reply("why?").suggestions
        assert all("Flask" in each for each in offered)
        talk.begin()
        assert "Why is Flask good?" in talk.reply("which one should I learn first?").suggestions

    def test_refusals_follow_what_was_spoken_of(self, talk):
        talk.reply("which is more secure?")
        offered = talk.reply("how do I bake bread?").suggestions
        assert any("secur" in each.lower() for each in offered)
        assert "Which is better for security?" not in offered

    def test_they_are_put_for_the_subject_spoken_of(self, talk):
        first = talk.reply("what is flask?")
        assert any("Flask" in each for each in first.suggestions)
        assert not any("Django" in each for each in (*first.suggestions, *talk.reply("who made it?").suggestions))

    def test_what_may_be_meant_is_put_for_the_subject_that_is_named(self, talk):
        unsure = talk.reply("is flask blowing")
        assert unsure.status == "unsure"
        assert all("Flask" in each for each in unsure.suggestions)

    def test_none_is_offered_twice_in_a_row(self, talk):
        offered = [set(talk.reply(f"how do I bake a {cake}?").suggestions) for cake in ("pie", "tart", "bun", "roll")]
        assert all(len(each) == 3 for each in offered)
        assert not any(one & two for one, two in itertools.pairwise(offered))

    def test_what_was_asked_or_told_is_not_suggested(self, talk):
        asked = talk.reply("which is more secure?")
        for _ in range(4):
            following = talk.reply(asked.suggestions[0])
            assert asked.suggestions[0] not in following.suggestions
            asked = following

    def test_single_refusals_differ_by_what_was_asked(self, assistant):
        asked = ["where can I host it", "how old is Guido van Rossum", "does it have a mascot", "show me a login form"]
        assert len({Talk(assistant).reply(each).suggestions for each in asked}) > 2
