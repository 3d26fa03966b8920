"""What the chat hears besides questions, decisions, and the rooms around them, each by itself."""

from __future__ import annotations

import random
import re
import sys

import pytest

from assistant import Assistant
from assistant.answering.library.places import knowledge_folder
from assistant.answering.reply import ANSWERED
from assistant.knowledge.base import TIE
from assistant.terminal.chat.commands import REQUESTS, obey, serve
from assistant.terminal.chat.decide import Interview
from assistant.terminal.chat.plain import completed
from assistant.terminal.chat.session import Session
from assistant.terminal.chat.settings import Settings
from assistant.terminal.hearing import Hearing, shortened
from assistant.terminal.talk import Talk
from tests.cases import for_each
from tests.terminal import ROOT


@pytest.fixture(scope="module")
def assistant():
    return Assistant()


@pytest.fixture(scope="module")
def hearing(assistant):
    return Hearing(assistant.library)


class TestNumbers:
    @for_each(
        ("said", "numbers"),
        [
            ("1", (1,)),
            ("1.", (1,)),
            ("#3", (3,)),
            ("(2)", (2,)),
            ("the second one", (2,)),
            ("number two please", (2,)),
            ("2 again", (2,)),
            ("First!", (1,)),
            ("option 3", (3,)),
            ("the last one please", (3,)),
            ("the middle one", (2,)),
            ("1 and 2", (1, 2)),
            ("1,3", (1, 3)),
            ("2 and the third", (2, 3)),
            ("1-3", (1, 2, 3)),
            ("1 to 3", (1, 2, 3)),
            ("1..3", (1, 2, 3)),
            ("the first two", (1, 2)),
            ("first 3 please", (1, 2, 3)),
            ("show me the last two", (2, 3)),
            ("/1", (1,)),
            ("1st and 2nd", (1, 2)),
            ("I'd like two", (2,)),
            ("just 2", (2,)),
            ("only the first", (1,)),
            ("only one", ()),
            ("3 3", (3,)),
            ("7", (7,)),
            ("the seventh one", (7,)),
            ("What about number 2?", (2,)),
            ("tell me about the second", (2,)),
            ("skip to 3", (3,)),
            ("q2", (2,)),
            ("let's take 2", (2,)),
            ("I'll take 2", (2,)),
            ("option b", (2,)),
            ("Option B, please", (2,)),
            ("choice a", (1,)),
        ],
    )
    def test_a_choice_is_heard_however_it_is_put(self, hearing, said, numbers):
        assert hearing.numbers(said, 3) == numbers

    @for_each(("said", "chosen"), [("let's take 2", (2,)), ("pick one for me", ()), ("1 sec", ())])
    def test_a_figure_chooses_where_a_word_asks_for_advice(self, hearing, said, chosen):
        assert hearing.chosen(said, 3) == chosen

    @for_each(
        "said",
        [
            "2005",
            "1.5",
            "2 to the right",
            "last answer",
            "last question again",
            "show last 3 questions",
            "a=1",
            "ok, final answer?",
            "the first framework",
            "which one",
            "one more thing",
            "seventh",
            "what about 2003",
            "what about the other one",
            "what one",
            "answer a question",
            "",
        ],
    )
    def test_what_may_be_a_question_is_none(self, hearing, said):
        assert hearing.numbers(said, 3) == ()


COURTEOUS = {
    "q": "quit",
    "stop": "leaving",
    "I want to leave": "quit",
    "Can you save this conversation, please?": "save",
    "saev this conversation": "save",
    "dark mode?": "colours",
    "hmm, simpler please": "simple",
    "what did you say?": "repeat",
    "Help me decide!": "decide",
    "start over": "new",
    "TL;DR": "short",
    "in short": "short",
    "explain like I'm five": "simple",
    "put it in one sentence": "short",
    "please say that with more easy words": "simple",
    "read your last answer again": "repeat",
    "can you email me this?": "save",
    "tell me in a few words": "short",
    "ok, bye!": "bye",
    "bye my friend": "bye",
    "in a few words please": "short",
    "I not understand, say more easy": "simple",
    "can you help me please to choose": "decide",
    "can you put that in a table": "score",
    "send this to my colleagues": "save",
    "is there a way to export our chat": "save",
    "how do I leave the program": "leaving",
    "copy that to a file": "save",
    "copy that": "save",
    "help me exit": "leaving",
    "can I talk to a human?": "maker",
    "can you be more clear": "simple",
    "oops, wrong question": "undo",
    "what do you mean by that": "simple",
    "wait what": "simple",
    "pardon?": "repeat",
    "you suck": "complaint",
    "what a stupid bot": "complaint",
    "this is useless": "complaint",
    "where can I report a bug?": "complaint",
    "report a wrong answer": "complaint",
    "translate in Spanish": "language",
    "is it possible to ask in Dutch": "language",
    "could you transalte this": "language",
    "i want see all questions": "topics",
    "what other topics do you have": "topics",
    "which commands can I use": "commands",
    "could you use a bigger font": "terminal",
    "just give me one sentence": "short",
    "I really don't get it": "simple",
    "sorry, I don't know which commands there are": "commands",
    "I didn't understood nothing": "simple",
    "is it possible to save what you said?": "save",
    "this I can save in my computer?": "save",
    "how many topics are there": "topics",
    "i have not understood it": "simple",
    "how do I pick a suggestion": "commands",
    "what are the commands again": "commands",
    "that is too long for me": "short",
    "show the ranking": "score",
    "write a one page summary": "decide",
    "export everything as pdf": "save",
    "explain me better": "simple",
    "repeat slower": "repeat",
    "go back one": "back",
    "could you please show me the choices again": "offered",
    "hmm that was too much at once, say it shorter": "short",
    "thanks! can I see all my questions in a list": "history",
    "ok thank. other topic please": "topics",
    "explain how you decided that": "explain",
    "can I use my own data": "own",
    "how do I use this in a script": "scripting",
    "turn on short mode": "always-short",
    "stop short answers": "always-long",
    "quit without saving": "leaving",
    "summarise our conversation": "history",
    "I want to go back to the previous answer": "back",
    "how i stop?": "leaving",
    "how do I stop it": "leaving",
    "what should I type?": "examples",
    "how I save": "save",
    "give answer in Hindi": "language",
    "how do I change colors": "colours",
    "new topic": "topics",
    "save the decision": "save",
    "say it again but easier": "simple",
    "i am not understanding this point": "simple",
    "surprise me": "examples",
    "what was the question again?": "history",
    "previous": "back",
    "how old is this article?": "age",
    "i dont understand nothing": "simple",
    "you speak French?": "language",
    "show my last 3 questions": "history",
    "give me 3 bullet points": "simple",
    "show me a table": "score",
    "translate it to Spanish": "language",
    "how close program": "leaving",
    "print that again": "repeat",
    "i don't know what to ask": "examples",
    "one moment, phone": "pause",
    "hang on, someone at the door": "pause",
    "simple": "simple",
}
"""Requests as they are said by somebody, with the one that each is."""

COMPOSED = {
    "may I keep a copy of this on disk": "save",
    "send it to my boss": "save",
    "is it sent to my boss": "privacy",
    "print this page": "save",
    "export as csv": "save",
    "where is my data": "privacy",
    "can I delete my questions": "privacy",
    "I no understand": "simple",
    "no idea what that means": "simple",
    "I don't know what this means": "simple",
    "I no understand English": "language",
    "could you say it in less words": "short",
    "switch to dark mode": "colours",
    "I made a typo": "undo",
    "what is the blue bar": "signs",
    "summarize everything we said": "history",
    "different examples please": "examples",
    "open the settings": "settings",
    "I need to hand these answers to my manager": "save",
    "is there some way of exporting?": "save",
    "how does one get out of this thing": "leaving",
    "please stop the program now": "leaving",
    "how to terminate the chat": "leaving",
    "turn off colours": "colours",
    "which themes are there": "colours",
    "I don't like these colors": "colours",
    "which question did I begin with": "first",
    "show me my first question again": "first",
    "what was it I asked you in the beginning": "first",
    "what have I been asking": "history",
    "which things have I asked already": "history",
    "can I see my earlier questions": "history",
    "please repeat what you just told me": "repeat",
    "what was it you said": "repeat",
    "can you read me that one more time": "repeat",
    "take me back to the answer before": "back",
    "show me the previous answer": "back",
    "return to the previous one": "back",
    "make that more concise": "short",
    "too much to read": "short",
    "shorter version please": "short",
    "say that in simpler terms": "simple",
    "can you speak simpler": "simple",
    "could you talk more plainly please": "simple",
    "can you talk shorter": "short",
    "say it so that my mother understands": "simple",
    "this is over my head": "simple",
    "where did you get that from": "source",
    "can I trust what you tell me": "source",
    "which source did you use": "source",
    "where can the original text be found": "original",
    "where could I read the article myself": "original",
    "can I get the link to the source": "original",
    "what subjects do you cover": "topics",
    "what other things can I ask you": "topics",
    "what are you able to answer": "topics",
    "give me something to ask": "examples",
    "give me three example questions": "examples",
    "what can I ask next": "examples",
    "wipe this": "clear",
    "please empty this window": "clear",
    "can you clear my screen": "clear",
    "let's begin again from the start": "new",
    "let us start from zero again": "new",
    "can we start over": "new",
    "what commands can I use here": "commands",
    "I need instructions": "commands",
    "is there a manual": "commands",
    "how do I use the keyboard": "keys",
    "tell me the keys": "keys",
    "what shortcuts are there": "keys",
    "help us to make up our minds": "decide",
    "I am not able to decide": "decide",
    "choose one for me": "decide",
    "is anything sent over the network": "privacy",
    "are you connected to the internet": "privacy",
    "is this confidential": "privacy",
    "can you answer me in Portuguese": "language",
    "can we switch to Italian": "language",
    "Spanish?": "language",
    "French please": "language",
    "can I have the answers in Turkish": "language",
    "which release of the program is this": "version",
    "tell me your version number": "version",
    "what version is this program": "version",
    "what does the colour of the box tell me": "signs",
    "what do the dots mean": "signs",
    "what is the text in grey": "signs",
    "the letters are so small I can't read them": "terminal",
    "please read it aloud to me": "terminal",
    "how do I select and copy text": "terminal",
    "that's not the answer to my question": "complaint",
    "that was a useless answer": "complaint",
    "that's not what I wanted to know": "complaint",
    "where did the file go": "saved",
    "where did it get saved to": "saved",
    "where can I find what I saved": "saved",
    "take back what I just typed": "undo",
    "delete my last question please": "undo",
    "remove my last question": "undo",
    "print that as a table": "score",
    "is there a table for this": "score",
    "give me a comparison chart": "score",
    "what were the three choices": "offered",
    "what were my options again": "offered",
    "what were those suggestions": "offered",
    "read it again": "repeat",
    "is there a web address": "original",
    "that was wrong": "complaint",
    "I don't like this answer": "complaint",
    "show me other suggestions": "next",
    "what's next": "next",
    "huh?": "simple",
    "more of that": "longer",
    "read that slower please": "simple",
    "I want to choose": "decide",
    "i have to decide today": "decide",
    "show me more questions": "next",
    "what do I tell him?": "recommended",
    "I have another question": "asking",
    "please go into more detail": "longer",
    "give me the long answer": "longer",
    "that's too brief": "longer",
    "how certain is that answer": "sure",
    "what is your confidence": "sure",
    "how sure can I be": "sure",
    "can you give example": "example",
    "good morning, could you tell me how I use this": "commands",
    "how reliable is that": "source",
    "say it in one sentence for the CEO": "short",
    "who made this program": "maker",
    "is my question sent to someone": "privacy",
    "list every key": "keys",
    "hmm I liked the old colours more": "colours",
    "how I can to see old questions": "history",
    "which option is for save": "save",
    "which version of verdict is running": "version",
    "how was the confidence computed": "sure",
    "is there a config file": "settings",
    "where do you store settings": "settings",
    "change to vi keys": "keys",
    "no comprendo": "language",
    "and now the whole thing again": "repeat",
    "could somebody else read this later": "privacy",
    "which keys work here": "keys",
    "please write it so a kid gets it": "simple",
    "dump all you know as json": "scripting",
    "can I feed you my own FAQ": "own",
    "no, don't stop": "stay",
    "can I turn off suggestions": "offers",
    "show me a picture": "pictures",
    "what does 0.92 mean": "chance",
    "why only 0.4?": "chance",
    "is it safe to use at work": "privacy",
    "am I allowed to use this in the office?": "privacy",
    "what would you tell my CEO": "recommended",
    "what should we report to the client": "recommended",
    "show everything again": "repeat",
    "can you print everything again": "repeat",
    "how do I go up": "terminal",
    "I can't see the top": "terminal",
    "what did we say": "history",
    "what have we covered": "history",
    "show all questions I asked": "history",
    "can you give me an example": "example",
    "why do you ask": "purpose",
    "explain the question": "purpose",
    "compare everything": "score",
    "can you sum up the article?": "recommended",
    "I need a one-liner": "short",
    "I want read more": "longer",
    "please back to before": "back",
    "what is this program please": "maker",
    "no more question": "bye",
    "can I ask something else?": "topics",
    "what do I do?": "about",
    "how many options are there": "offered",
    "I need to present this to the board in 10 minutes": "recommended",
    "how do I add my own entry": "own",
    "what did you base that on": "source",
    "please explain more slow": "simple",
    "hello, how I can use you please": "commands",
    "list all entries": "topics",
    "what do beginners typically ask": "examples",
    "what does this question mean": "purpose",
    "and what about the other points": "score",
    "how about the remaining categories?": "score",
    "I need advice for my meeting": "decide",
    "give me some advice before the call with my boss tomorrow": "decide",
    "hmmmm...": "pause",
    "wait a second please": "pause",
    "give me three bullet points": "simple",
    "what commands are there": "commands",
    "I want to compare": "compare",
    "make it darker": "colours",
    "how do i know which number": "commands",
    "how do I stop you from showing suggestions": "offers",
    "what does pick mean?": "signs",
    "what is this about?": "about",
    "read only the source": "source",
    "is that recent": "age",
    "im on my fone can u make it shorter": "short",
    "I am blind can you read it to me": "terminal",
    "this is long could you give me a table please": "score",
    "could you make the letters lighter": "colours",
    "show me a table of both frameworks": "score",
    "i have to decide on a framework today": "decide",
    "repeat the last one": "repeat",
}
"""Requests that stand in no list, with the one that each is."""


class TestRequests:
    def test_they_are_heard_in_spite_of_courtesy_and_slips(self, hearing):
        heard = {said: hearing.request(said) for said in COURTEOUS}
        assert heard == COURTEOUS

    def test_they_are_heard_by_what_they_are_made_of(self, hearing):
        heard = {said: hearing.request(said) for said in COMPOSED}
        assert heard == COMPOSED

    @for_each(
        "said",
        [
            "how many people did you ask",
            "what makes it slower",
            "can it go down",
            "we want something small",
            "which framework has more features",
            "how many categories were compared?",
        ],
    )
    def test_what_has_but_some_of_the_pieces_is_none(self, hearing, said):
        assert hearing.request(said) is None

    def test_no_question_of_the_knowledge_is_taken_for_one(self, assistant, hearing):
        base = assistant.library.base
        questions = [ask for each in (*base.categories, *base.entries) for ask in each.ask]
        assert [each for each in questions if hearing.request(each)] == []

    @for_each(
        "said",
        [
            "thanks again",
            "where is the data stored in django",
            "is django open",
            "I don't know what ORM means",
            "well done",
            "easier?",
            "more easy to use?",
            "which is shorter?",
            "give me Django in one sentence",
            "is it simple",
            "how old is it",
            "which is better for tables",
            "does that save any time?",
            "What is Flask, in plain words?",
            "I love Flask. how old is it",
            "Lyft: Django or Flask? One word will do.",
            "is that much?",
            "why not the other one?",
            "what else is missing from it?",
            "which language do I need to know for the two of them",
            "how does it talk to the tables",
            "just tell me which one to pick",
            "which should I go with for my next project",
            "what language is it in",
            "does Django support images",
            "any suggestions?",
            "I meant the other one",
            "what's the point of the other one?",
            "hmm really",
            "hm, which is faster?",
            "i need a lighter framework",
            "we need a lighter one",
            "I want something lighter",
            "i need a complete framework",
            "give me the simpler one",
            "I would like a private one",
            "is there a framework that is easy to read",
            "does it have a dark mode?",
            "i love flask can you tell me who made it",
            "how do i know the number of users",
            "hmm didn't you say it's quicker too",
        ],
    )
    def test_what_only_sounds_like_one_is_none(self, hearing, said):
        assert hearing.request(said) is None

    def test_what_the_knowledge_speaks_of_is_none(self, tmp_path):
        path = tmp_path / "cafe.yaml"
        path.write_text("title: Café\nfaq:\n  - q: Where can I find your menu?\n    a: It hangs at the door.\n")
        hearing = Hearing(Assistant(path).library)
        assert hearing.request("is there a menu here") is None
        assert hearing.request("which commands are there") == "commands"

    def test_what_is_made_of_several_of_its_words_is_none_either(self, tmp_path):
        path = tmp_path / "bags.yaml"
        path.write_text("title: Bags\nfaq:\n  - q: Can you store my bags?\n    a: We store them for a day.\n")
        hearing = Hearing(Assistant(path).library)
        assert hearing.request("can you store this for me") is None
        assert hearing.request("can you store this in a file") == "save"

    @pytest.mark.parametrize("asked", ["can I keep it longer", "can I keep this"])
    def test_to_keep_what_is_lent_is_none_of_a_list_that_speaks_of_it_once(self, asked):
        hearing = Hearing(Assistant(ROOT / "knowledge" / "faq-starter").library)
        assert hearing.request(asked) is None
        assert hearing.request("can you save this in a file") == "save"

    def test_each_that_can_be_heard_is_answered_somewhere(self, assistant):
        words = assistant.library.english.chat
        assert words.program.keys() == REQUESTS.keys() | {"purpose"}  # asked of the questions of /decide alone
        assert words.answers.keys() | words.frames.keys() | words.beside.keys() <= words.program.keys()

    def test_every_piece_is_used(self, assistant):
        words = assistant.library.english.chat
        assert words.pieces.keys() <= {
            name for frames in words.frames.values() for each in frames for name in each.split()
        }

    def test_what_is_said_to_the_program_stands_as_it_is_heard(self, assistant, hearing):
        words = assistant.library.english.chat
        phrases = [
            *words.nothing,
            *words.every,
            *words.wishes,
            *(text for texts in words.program.values() for text in texts),
        ]
        assert [each for each in phrases if " ".join(hearing.words(each)) != each] == []


@pytest.fixture
def say(assistant):
    """What a chat of its own shows for one line after another."""
    typed: list[str] = []
    session = Session(assistant, Settings(), obey, serve, screen, lambda _: False, lambda: typed, lambda _: False)

    def answer(line):
        typed.append(line)
        return session.view.screen.paint(session.respond(line))

    return answer


class TestInTheTalk:
    @pytest.mark.parametrize("between", ["short", "/compare performance", "/score", "what is the source?", "/topics"])
    def test_what_was_shown_last_is_shown_again(self, say, between):
        say("which is more secure?")
        shown = say(between)
        assert say("thanks") != shown
        assert say("say that again") == shown

    def test_on_a_screen_of_another_width_it_is_laid_out_anew(self, assistant):
        from assistant.screen.layout import Screen

        widths = [120]
        session = Session(assistant, Settings(), obey, serve, lambda _: Screen(widths[-1]), bool, list, bool)
        session.respond("which is more secure?")
        session.respond("/compare security")
        widths.append(50)
        shown = session.view.screen.paint(session.respond("repeat")).splitlines()
        assert len(shown) > 8
        assert max(map(len, shown)) <= 50

    def test_what_tells_nothing_is_not_shown_again(self, say, tmp_path):
        told = say("which is more secure?")
        say(f"/save {tmp_path}")
        assert say("repeat") == told

    def test_its_numbers_stand_for_what_they_did(self, say):
        say("/score")
        say("repeat")
        assert "› /compare Admin Panel" in say("1")

    @pytest.mark.parametrize("said", ["/save", "/topics", "/examples", "/compare", "/theme", "/score", "/history"])
    def test_in_a_decision_numbers_stand_for_its_answers_alone(self, say, said):
        say("which is more secure?")
        question = say("/decide").split("\n\n")[-1].splitlines()[0]
        told = say(said)
        assert question in told.split("\n\n")[-1]
        assert not re.search(r"(?m)^ *\d+  ", told)
        say("stop")
        assert said == "/score" or re.search(r"(?m)^ *1  ", say(said))

    def test_what_chooses_some_of_what_is_offered_asks_which(self, say):
        assert "Which ones? Type their numbers" in say("both") + say("/topics") + say("both")
        assert "› " in say("let's take 2")
        assert "› " in say("option b")

    def test_where_all_was_told_an_example_is_what_was_told(self, say):
        say("what is an rdbms?")
        assert "PostgreSQL" in say("example?")
        say("which is more secure?")
        assert "That is all" not in say("example?")

    def test_nobody_is_promised_more_where_there_is_none(self, say):
        say("what does lyft use?")
        say("/more")
        assert "tells more" not in say("shorter")

    def test_what_was_told_in_short_is_told_whole_when_more_is_asked_for(self, say):
        whole = say("when should I use flask?")
        assert "modularity" not in say("shorter")
        assert "/more tells" in say("shorter")
        assert say("more") == whole
        assert "That is all" in say("more")
        say("short answers from now on")
        assert "SQL" not in say("which is more secure?")
        assert "SQL" in say("/more")

    @pytest.mark.parametrize("said", ["/more", "/why", "/explain", "/short", "more", "shorter"])
    def test_a_command_about_the_last_answer_asks_of_the_open_question_where_there_is_none(self, say, said):
        say("which is more secure?")
        say("/decide")
        assert re.search("(?s)^ *The source rules on each.*Question 1: ", say(said))
        say("what is an ORM?")
        assert "The source rules on each" not in say(said)

    def test_what_is_put_simply_is_what_was_told_and_not_that_it_was_all(self, say):
        say("does Netflix use Flask?")
        assert "That is all" in say("what else")
        assert "Netflix uses Flask" in say("I don't understand")
        assert "those were the shortest" in say("simpler")

    @pytest.mark.parametrize(
        ("said", "shows"),
        [
            ("history", "Nothing has been asked"),
            ("explain", "Nothing has been asked"),
            ("compare", "5  Security"),
        ],
    )
    def test_the_name_of_a_command_calls_it_where_it_is_nothing_else(self, say, said, shows):
        assert shows in say(said)

    def test_the_name_of_a_command_stays_a_word(self, say):
        say("which is more secure?")
        assert "Security" in say("explain")
        assert "Not noted" not in say("wrong")

    @pytest.mark.parametrize("said", ["I have five minutes. Django or Flask?", "no time, which one wins?"])
    def test_who_is_in_a_hurry_gets_one_sentence(self, say, said):
        shown = say(said)
        assert "Django wins overall" in shown
        assert "It depends on what you build" not in shown

    def test_what_comes_next_was_never_offered(self, say):
        offered = [
            re.findall(r"\d  (\S.*)", say(line)) for line in ("which is more secure?", "next", "more suggestions")
        ]
        assert [len(each) for each in offered] == [3, 3, 3]
        assert len({text for each in offered for text in each}) == 9
        assert f"› {offered[2][1]}" in say("2")

    def test_what_was_just_offered_besides_is_not_suggested_again(self, say):
        say("what is csrf")
        offered = re.findall(r"\d  (\S.*)", say("next"))
        assert not set(offered) & set(re.findall(r"\d  (\S.*)", say("2")))

    def test_where_all_was_offered_that_is_said(self, tmp_path):
        (tmp_path / "pool.yaml").write_text("title: Pool\nfaq:\n  - q: When does it open?\n    a: At nine.\n")
        assistant = Assistant(tmp_path / "pool.yaml")
        session = Session(assistant, Settings(), obey, serve, screen, lambda _: False, list, lambda _: False)
        session.welcome()
        assert "nothing else to suggest" in session.view.screen.paint(session.respond("next"))

    def test_nothing_is_shown_again_of_another_talk(self, say):
        say("which is more secure?")
        say("/new")
        assert "Nothing has been asked" in say("repeat")

    def test_an_example_is_one_of_what_was_told_and_else_a_question_or_three(self, say):
        assert say("can you give me an example").count("?") == 3
        say("which is more secure?")
        assert "authentication" in say("can you give me an example")

    def test_who_asks_for_simple_words_before_any_answer_gets_no_yes(self, say):
        assert "Django wins" not in say("can you speak simpler")
        assert "Django wins" in say("could you summarise it")

    def test_what_a_boss_is_told_is_the_result_of_all_whatever_was_spoken_of(self, say):
        say("which is more secure?")
        assert "Django wins overall" in say("what would you tell my CEO?")

    def test_where_nothing_is_ruled_nobody_is_told_a_result(self, tmp_path):
        path = tmp_path / "tea.yaml"
        path.write_text("title: Tea\nfaq:\n  - q: How hot is it?\n    a: It boils.\n")
        talk = Talk(Assistant(path))
        assert talk.reply("what should I tell my boss").answers == ()

    def test_what_it_is_asks_of_the_program_until_something_was_told(self, say):
        assert "I answer from" in say("what is it?")
        assert "CoC stands for" in say("convention over configuration?? what is it")
        say("/new")
        say("which is more secure?")
        assert "I answer from" not in say("what is it?")

    @pytest.mark.parametrize(
        "said", ["why do you ask?", "explain the question", "why", "I don't understand", "what does that mean"]
    )
    def test_a_question_of_a_decision_is_explained_and_asked_again(self, say, said):
        say("/decide")
        assert re.search("(?s)What you name decides.*Question 1: ", say(said))
        say("1 2")
        assert re.search("(?s)counts twice.*Question 2: ", say(said))

    def test_two_may_be_chosen_as_both_and_none_be_all_the_same_to_somebody(self, say):
        say("/decide")
        assert "Question 2: What comes nearest" in say("all the same to me")
        say("back")
        assert "Question 2: Which of these" in say("1 and 5")
        assert "Question 3: " in say("both")

    @pytest.mark.parametrize("said", ["start over", "start the questions again"])
    def test_a_decision_is_begun_anew(self, say, said):
        say("/decide")
        say("1 and 5")
        assert "Question 1: " in say(said)

    def test_an_answer_to_a_decision_is_taken_back(self, say):
        say("/decide")
        say("1 and 5")
        assert "Question 1: " in say("let me change my answer")

    def test_a_question_about_a_question_is_none_of_the_history(self, say):
        say("/decide")
        say("why do you ask")
        say("stop")
        say("which is faster?")
        history = say("/history")
        assert "which is faster?" in history
        assert "why do you ask" not in history

    def test_what_answered_no_question_of_a_decision_is_none_of_the_history(self, say):
        say("/decide")
        assert "none of them" in say("cheese")
        say("stop")
        say("which is faster?")
        history = say("/history")
        assert "which is faster?" in history
        assert "cheese" not in history


class TestPastes:
    @for_each(
        ("text", "questions"),
        [
            ("which is\nmore flexible?\n", ["which is more flexible?"]),
            ("who made flask?\nwhich is faster?\n", ["who made flask?", "which is faster?"]),
            ("who made flask\nwhich is faster\n\nis it old", ["who made flask", "which is faster", "is it old"]),
            ("1. who made flask\n2) security", ["who made flask", "security"]),
            ("- security\n• speed", ["security", "speed"]),
            ("I want to know\nwhich is faster", ["I want to know which is faster"]),
            ("Which is faster,\nFlask or Django", ["Which is faster, Flask or Django"]),
            ("security,\nperformance", ["security, performance"]),
            (
                "who is older?\n\nAnd for security,\nflask or django",
                ["who is older?", "And for security, flask or django"],
            ),
            ("is it old?\n\nIf so,\ntell me how old", ["is it old?", "If so, tell me how old"]),
            ("Hi all,\n\nis it old?\n\nBest regards,\nBob Miller", ["is it old?"]),
            ("is it old?\n\nThanks, Bob", ["is it old?"]),
        ],
    )
    def test_lines_are_joined_to_questions(self, hearing, text, questions):
        assert hearing.questions(text) == questions

    @pytest.mark.skipif(sys.platform == "win32", reason="its console reads keys otherwise")
    def test_what_comes_at_once_is_inserted_in_one_piece(self):
        from prompt_toolkit.key_binding.key_processor import KeyPress
        from prompt_toolkit.keys import Keys

        from assistant.terminal.chat.pasting import merged

        typed = [KeyPress(each, each) for each in "which is faster?"]
        enter = KeyPress(Keys.ControlM, "\r")
        assert merged([*typed, enter]) == [*typed, enter]
        assert merged([*typed, *typed, enter]) == [KeyPress(Keys.BracketedPaste, "which is faster?" * 2), enter]
        lines = [*typed, enter] * 30
        whole = KeyPress(Keys.BracketedPaste, "\n".join(["which is faster?"] * 30))
        assert merged(lines) == [whole, enter]


class TestShort:
    @for_each("question", ["which is more secure?", "is flask older?", "who wins?", "what is an orm?"])
    def test_one_sentence_and_its_source_are_left(self, assistant, question):
        whole = assistant.ask(question)
        short = shortened(whole, assistant.library)
        told, _, source = short.text.partition(" Source: ")
        assert len(told) < len(whole.text)
        assert whole.text.startswith(told)
        assert source in whole.text
        assert (short.pick, short.affirms) == (whole.pick, whole.affirms)

    def test_the_direct_answer_to_several_parts_is_kept(self, assistant):
        whole = assistant.ask("Django wins the admin panel, but security goes to Flask, correct?")
        assert whole.text.startswith("No: ")
        assert shortened(whole, assistant.library).text.startswith("No: ")

    def test_a_refusal_stays_as_it_is(self, assistant):
        refused = assistant.ask("how do I bake bread?")
        assert shortened(refused, assistant.library) is refused


class TestBrief:
    @for_each("asked", ["which is faster, in short?", "In short: who wins?", "tell me in one sentence why django"])
    def test_a_question_may_ask_for_a_short_answer(self, hearing, asked):
        assert hearing.wants_brief(asked)

    @pytest.mark.parametrize("asked", ["which is faster?", "is the short answer that it is slow, or not?"])
    def test_others_do_not(self, hearing, asked):
        assert not hearing.wants_brief(asked)


class TestHurry:
    @for_each(
        ("said", "question"),
        [
            ("Django or Flask, quick, I have a board meeting in 3 minutes", "Django or Flask"),
            ("my boss needs an answer now. which one?", "which one?"),
            ("the deadline is Friday, soon: is Django safe?", "is Django safe?"),
            ("no time: who wins?", "who wins?"),
        ],
    )
    def test_the_question_beside_a_hurry_is_found(self, hearing, said, question):
        assert hearing.hurried(said) == question

    @for_each(
        "said",
        [
            "which is faster, Django or Flask?",
            "Good evening, which of the two came first?",
            "the client wants it complex and soon. is Django made for that?",
            "I have a board meeting in 3 minutes",
            "which one has meetings before noon, and when?",
            "Between the two, which one is older?",
        ],
    )
    def test_whatever_tells_something_else_is_left_in_it(self, hearing, said):
        assert hearing.hurried(said) == ""


class TestDecide:
    def interview(self, assistant):
        return Interview(assistant.library, Hearing(assistant.library).numbers, lambda text, names: None)

    def decided(self, assistant, **answers):
        interview = self.interview(assistant)
        while interview.step:
            names = [name for _, name in interview.step.options]
            wanted = [str(names.index(each) + 1) for each in answers.get(interview.step.key, ())]
            assert interview.take(" ".join(wanted), nothing=not wanted)
        return interview.decision()

    def test_what_matters_and_is_a_tie_is_told(self, assistant):
        aside = [each.name for each in assistant.library.base.categories if each.id != "performance"]
        reply = self.decided(assistant, matters=["Performance"], case=["A large, complex project"], aside=aside)
        assert [each.id for each in reply.answers][:2] == ["large-project", "performance"]
        assert reply.suggestions[0] == "Which is better for a complex project?"

    def test_what_matters_decides(self, assistant):
        assert self.decided(assistant, matters=["Security", "Database"]).pick == "django"
        assert (
            self.decided(
                assistant, matters=["Flexibility", "Security"], most=["Flexibility"], case=["A small project"]
            ).pick
            == "flask"
        )

    def test_all_else_together_weighs_less_than_what_matters(self, assistant):
        reply = self.decided(assistant, matters=["Flexibility"])
        assert reply.pick == "flask"
        assert reply.text.startswith("Flask fits better: of what matters to you it wins Flexibility.")

    def test_what_is_left_aside_counts_nothing(self, assistant):
        base = assistant.library.base
        aside = [each.name for each in base.categories if each.winner == "django"]
        reply = self.decided(assistant, matters=["Flexibility"], aside=aside)
        assert reply.pick == "flask"
        assert reply.answers[0].topic == "flexibility"

    def test_everything_else_may_be_left_aside(self, assistant):
        interview = self.interview(assistant)
        assert interview.take("6")
        while interview.step:
            assert interview.take("everything else", everything=True)
        reply = interview.decision()
        assert [each.topic for each in reply.answers] == ["flexibility", "admin-panel"]

    def test_nothing_ruled_either_way_is_even(self, assistant):
        names = [each.name for each in assistant.library.base.categories if each.winner != TIE]
        assert self.decided(assistant, matters=["Performance"], aside=names).pick == TIE

    def test_the_counter_argument_is_that_of_the_other_one(self, assistant):
        reply = self.decided(assistant, matters=["Security"], lean=["Flask"])
        assert reply.answers[-1].winner == "flask"
        assert reply.answers[-1].text.startswith("Against it: Flask wins")

    def test_what_was_had_in_mind_and_suits_the_other_one_is_the_counter_argument(self, assistant):
        reply = self.decided(assistant, matters=["Security"], case=["A small project"])
        assert reply.pick == "django"
        assert reply.answers[-1].id == "small-project"
        assert reply.answers[-1].text.startswith("Against it: Flask")

    @pytest.mark.parametrize("knowledge", [None, "starter"])
    def test_whatever_is_answered_there_is_a_decision_with_sources(self, knowledge):
        chooser = random.Random(14)
        assistant = Assistant(knowledge_folder() / knowledge if knowledge else None)
        for _ in range(60):
            interview = self.interview(assistant)
            asked = 0
            while interview.step:
                count = len(interview.step.options)
                most = count if interview.step.several else 1
                chosen = chooser.sample(range(1, count + 1), chooser.randint(0, most))
                assert interview.take(" ".join(map(str, chosen)), nothing=not chosen)
                asked += 1
            reply = interview.decision()
            assert 3 <= asked <= 5
            assert reply.status == ANSWERED
            assert reply.pick in (TIE, *(each.id for each in assistant.library.base.subjects))
            assert all(each.section for each in reply.answers)
            assert "{" not in reply.text

    def test_a_base_without_rulings_says_so(self, tmp_path):
        (tmp_path / "base.yaml").write_text(
            "title: Tea\ntopics: [{id: tea, name: Tea}]\nentries:\n"
            "  - {id: water, topic: tea, name: water, answer: Boil it., ask: [how hot, which water, what heat]}\n"
        )
        assistant = Assistant(tmp_path)
        session = Session(assistant, Settings(), obey, serve, screen, lambda _: False, list, lambda _: None)
        assert "nothing to weigh" in session.view.screen.paint(session.respond("/decide"))


def screen(_: str):
    from assistant.screen.layout import Screen

    return Screen()


def test_the_name_of_an_answer_is_one_though_it_is_a_request_elsewhere(tmp_path):
    path, starter = tmp_path / "shop.yaml", knowledge_folder() / "starter" / "knowledge.yaml"
    path.write_text(starter.read_text("utf-8").replace("name: Comfort", "name: Print"), "utf-8")
    session = Session(Assistant(path), Settings(), obey, serve, screen, lambda _: False, list, lambda _: False)
    session.respond("/decide")
    session.respond("print")
    assert session.interview.place == 2


class TestPlainCompletion:
    OPTIONS = ("/score", "/source", "Which is more flexible?", "Is Flask older?")

    def test_beginnings_whatever_their_case(self):
        assert completed("which", self.OPTIONS) == ["Which is more flexible?"]
        assert completed("/s", self.OPTIONS) == ["/score", "/source"]

    def test_else_the_likeliest(self):
        assert completed("is flsk oldr", self.OPTIONS) == ["Is Flask older?"]
        assert completed("bake bread", self.OPTIONS) == []
