"""What a reply is made of: the choice or the yes of all its parts, whom each is about, and what is no question."""

from __future__ import annotations

import pytest

from assistant.answering.conversation import Assistant
from assistant.answering.library import knowledge_folder
from tests.cases import for_each
from tests.terminal import verdict


@for_each(
    ("question", "pick", "affirms", "parts"),
    [
        ("Who wins on security and on databases?", "django", None, ["security", "database"]),
        ("Which one is more secure and less flexible?", "django", None, ["security", "flexibility"]),
        ("Which one is less secure and more flexible?", "flask", None, ["security", "flexibility"]),
        ("Which has the bigger community and more freedom?", None, None, ["community", "flexibility"]),
        ("Is Django better on security and on databases?", None, True, ["security", "database"]),
        ("Is Flask better on security and on databases?", None, False, ["security", "database"]),
        ("Does Django ship an ORM and an admin panel?", None, True, ["ships-orm", "has-admin-panel"]),
        ("Does Flask ship an ORM and an admin panel?", None, False, ["ships-orm", "has-admin-panel"]),
        ("Does Flask ship neither an ORM nor an admin panel?", None, True, ["ships-orm", "has-admin-panel"]),
    ],
)
def test_several_matters_have_one_direct_answer(assistant, question, pick, affirms, parts):
    reply = assistant.ask(question)
    assert (reply.pick, reply.affirms) == (pick, affirms)
    assert [answer.id for answer in reply.answers] == parts


@pytest.mark.parametrize(
    ("question", "asked"),
    [("Lyft's use of it?", "What does Lyft use?"), ("Tell me how Flask came into the world.", "How did Flask start?")],
)
def test_the_nearest_question_is_answered_and_named_where_another_may_be_meant(assistant, question, asked):
    reply, alone = assistant.ask(question), assistant.ask(asked)
    assert reply.text == f"I take you to ask: {asked} {alone.text}"
    assert (reply.status, reply.answers) == (alone.status, alone.answers)
    assert asked not in reply.suggestions
    assert reply.confidence < alone.confidence


def test_a_reading_about_as_near_as_one_that_is_hardly_sure_is_told_and_named_beside_it(assistant):
    reply = assistant.ask("big names i could drop for flask")
    assert [answer.id for answer in reply.answers] == ["large-project", "companies-list"]
    asked = [answer.question(assistant.library) for answer in reply.answers]
    assert reply.text.startswith(f"I take you to ask: {' · '.join(asked)} {reply.answers[0].body}")
    assert reply.answers[1].body in reply.text
    assert (reply.affirms, reply.pick) == (None, None)


@pytest.mark.parametrize(
    "question",
    ["Summarise the strong points of Django for a poster.", "Outline the strong points of Flask for my talk"],
)
def test_a_word_of_a_single_example_makes_no_reading_the_nearest(assistant, question):
    assert [answer.id for answer in assistant.ask(question).answers] == ["advantages-list"]


@for_each(
    ("keyword", "entry"), [("drawbacks", "disadvantages"), ("history", "origin"), ("newspaper", "newspaper-online")]
)
def test_a_keyword_gets_what_it_probably_asks_without_a_question_mark(assistant, keyword, entry):
    reply = assistant.ask(keyword)
    assert [each.id for each in reply.answers] == [entry]
    assert (reply.opening[:19], reply.affirms, reply.pick) == ("I take you to ask: ", None, None)


@pytest.mark.parametrize(
    "asked",
    [
        "which is safer? we handle payments and we are only two devs?",
        "which is safer if we store what customers tell (GDPR...) and we are only two devs??",
    ],
)
def test_what_askers_add_of_themselves_with_a_question_mark_gets_no_yes(assistant, asked):
    reply = assistant.ask(asked)
    assert ([each.id for each in reply.answers], reply.affirms, reply.pick) == (["security"], None, "django")


@for_each("word", ["less", "hard", "different", "pick", "6", "banana"])
def test_a_word_that_only_judges_chooses_or_counts_is_no_keyword(assistant, word):
    assert not assistant.ask(word).answers


@for_each(
    ("said", "entry"),
    [("companies", "companies-list"), ("History and ideas", "what-it-is"), ("overall", "overall-winner")],
)
def test_the_name_of_a_topic_is_told_what_sums_it_up_whatever_was_said_before(assistant, said, entry):
    talk = assistant.conversation()
    assert [each.id for each in talk.ask(said).answers] == [entry]
    talk.ask("which is more secure?")
    assert [each.id for each in talk.ask(said).answers] == [entry]


def test_of_a_topic_without_a_summary_its_questions_are_offered(assistant):
    reply = assistant.ask("terms explained")
    asked = [assistant.ask(each).answers[0].topic for each in reply.suggestions]
    assert (reply.status, asked) == ("unsure", ["glossary"] * 3)


@for_each("said", ["tell me about Flask", "Tell me about flask please"])
@for_each("before", ["who wins?", "which is faster?"])
def test_who_wishes_to_be_told_about_one_is_told_what_it_is_and_not_whether_it_is_ahead(assistant, before, said):
    talk = assistant.conversation()
    talk.ask(before)
    assert [each.id for each in talk.ask(said).answers] == ["what-it-is"]


def test_where_nothing_tells_what_it_is_such_a_wish_gets_no_yes(tmp_path):
    verdict("new", "base", cwd=tmp_path)
    talk = Assistant(tmp_path / "base").conversation()
    assert talk.ask("which is better?").answers
    assert talk.ask("tell me about bikes").affirms is None


@pytest.mark.parametrize(("said", "entry"), [("cost", "cost"), ("Cost?", "cost"), ("the bus", "overall-wins")])
def test_a_name_alone_asks_neither_whether_nor_which(tmp_path, said, entry):
    verdict("new", "base", cwd=tmp_path)
    reply = Assistant(tmp_path / "base").ask(said)
    assert (reply.answers[0].id, reply.lead, reply.affirms, reply.pick) == (entry, "", None, None)


@for_each("asked", ["pros and cons", "pros & cons?", "pros/cons", "upsides, downsides"])
def test_two_keywords_are_both_told_and_nothing_is_affirmed(assistant, asked):
    reply = assistant.ask(asked)
    assert ([each.id for each in reply.answers], reply.affirms) == (["advantages-list", "disadvantages"], None)


@for_each(
    ("before", "whose"),
    [
        ("what is Flask?", "flask"),
        ("who wins?", None),
        ("which is faster?", None),
        ("who uses django?", None),
        ("do both have login?", None),
    ],
)
def test_two_keywords_are_of_the_one_spoken_of_unless_that_was_a_choice(assistant, before, whose):
    talk = assistant.conversation()
    talk.ask(before)
    told = [(each.id, each.subject) for each in talk.ask("pros and cons").answers]
    assert told == [("advantages-list", whose), ("disadvantages", whose)]


def test_two_keywords_are_of_the_category_spoken_of_where_both_are_told_of_it(assistant):
    talk = assistant.conversation()
    talk.ask("what about the database of flask")
    assert [each.id for each in talk.ask("upsides and downsides").answers] == ["database-tradeoff"]


@pytest.mark.parametrize("said", ["drawbacks of flask", "flask cons"])
def test_drawbacks_are_told_in_a_talk_of_something_else_as_alone(assistant, said):
    talk = assistant.conversation()
    talk.ask("which has the better reusable components?")
    assert talk.ask(said).text == assistant.ask(said).text


@pytest.mark.parametrize("question", ["does roblox use flask", "is django used at spotify"])
def test_what_nobody_knows_is_not_taken_for_something_known(assistant, question):
    assert not assistant.ask(question).answers


def test_a_reply_that_owes_a_yes_or_no_is_less_sure_than_one_that_gives_it(assistant):
    given, owed = assistant.ask("Does Flask have an ORM?"), assistant.ask("Does Flask forbid the use of a database?")
    assert (given.affirms, owed.affirms) == (False, None)
    assert owed.confidence < given.confidence / 2


@pytest.mark.parametrize(
    "question", ["Is Flask any good for the hair of a shaggy dog?", "Was Django built by clever people?"]
)
def test_what_may_not_be_meant_is_neither_affirmed_nor_chosen(assistant, question):
    assert (assistant.ask(question).affirms, assistant.ask(question).pick) == (None, None)


@for_each(
    ("question", "subject"),
    [("how often is oil due on a chain", "bike"), ("which one is cheaper", "both"), ("do i wear a helmet", None)],
)
def test_an_answer_says_whom_it_is_about_though_the_question_does_not(question, subject):
    [answer] = Assistant(knowledge_folder() / "starter").ask(question).answers
    assert answer.subject == subject


@for_each("opening", ["", "By the way, ", "One thing: ", "I read a bit. ", "Really? ", "Hi! "])
def test_isnt_it_asks_whether_it_is_wherever_it_begins(assistant, opening):
    assert assistant.ask(f"{opening}Isn't Flask newer than Django?").affirms is True
    assert assistant.ask(f"{opening}Isn't Django newer than Flask?").affirms is False
    assert assistant.ask(f"{opening}Is Flask not newer than Django?").affirms is not True


@for_each("opening", ["I am new to programming", "I am a student", "We study at a college"])
@for_each("asks", ["which one do I learn first", "which one is easier for me", "what to learn first"])
def test_who_says_who_he_is_and_asks_in_one_breath_is_answered(assistant, opening, asks):
    assert assistant.ask(f"{opening} {asks}").status != "chat"
    assert [each.id for each in assistant.ask("I am new to programming what to learn first").answers] == ["easy"]


@for_each("text", ["I am a student who works at a bank", "I am a teacher", "I study what others do"])
def test_who_only_says_who_he_is_asks_nothing(assistant, text):
    assert assistant.ask(text).status == "chat"


@for_each(
    ("question", "entry"),
    [
        ("which is better for a junior", "easy"),
        ("which one do my developers need less time with", "rapid-development"),
        ("who is better for a senior developer", "community"),
        ("which of these two has been around for less time", "is-older"),
        ("who is the younger of the two", "is-older"),
    ],
)
def test_a_word_for_an_age_is_one_only_where_nothing_else_is_judged(assistant, question, entry):
    told = [each.id for each in assistant.ask(question).answers]
    assert "years" not in told
    assert (entry == "is-older") == (told == ["is-older"])


def test_that_all_was_told_is_said_once_with_the_reason_and_then_alone(assistant):
    talk = assistant.conversation()
    talk.ask("which one is quicker?")
    why = [talk.ask("why?").text for _ in range(4)]
    alone = [text.startswith("That is all the source says of it. ") for text in why]
    assert alone == sorted(alone)
    assert 1 <= alone.count(False) < 4


@for_each(
    ("text", "status"),
    [
        ("hello, what can you do?", "chat"),
        ("thanks, that is all", "chat"),
        ("thank you, you are great", "chat"),
        ("i like you, thanks", "chat"),
        ("good morning, thanks, bye", "chat"),
        ("hello, does flask have an orm?", "answered"),
        ("hello, nice weather today", "chat"),
        ("good morning, my name is Ann", "chat"),
    ],
)
def test_courtesy_is_talk_and_what_is_asked_beside_it_a_question(assistant, text, status):
    assert assistant.ask(text).status == status


@for_each(
    ("text", "foreign"),
    [
        ("Qué es Flask?", True),
        ("Ist Flask schneller als Django?", True),
        ("Flask est-il plus rapide que Django ?", True),
        ("Что такое Flask?", True),
        ("what does “que sera” mean", False),
        ("how do I bake bread", False),
    ],
)
def test_a_question_in_another_language_is_told_so(assistant, text, foreign):
    reply = assistant.ask(text)
    assert (reply.status, "I understand English only" in reply.text) == ("unknown", foreign)


def test_an_author_of_another_language_is_asked_in_it(tmp_path):
    faq = "faq:\n  - {q: Πότε ανοίγετε;, a: Στις επτά.}\n  - {q: Έχετε ψωμί;, a: Ναι.}\n  - {q: Πού είστε;, a: Εδώ.}\n"
    (tmp_path / "bakery.yaml").write_text(f"title: Αρτοποιείο\ncite: false\n{faq}", encoding="utf-8")
    reply = Assistant(tmp_path / "bakery.yaml").ask("τι ώρα κλείνετε;")
    assert (reply.status, "English" in reply.text) == ("unknown", False)


@for_each(
    "question",
    [
        "when did Pinterest start using Django",
        "In which year did Reddit adopt Flask?",
        "since when does Instagram use Django",
        "when was Jinja2 first released",
    ],
)
def test_when_something_is_of_a_thing_is_told_by_no_other_year_nor_without_one(
    assistant: Assistant, question: str
) -> None:
    assert assistant.ask(question).status in ("unknown", "unsure")


@for_each(
    ("question", "told"),
    [
        ("when was Flask released", "2010"),
        ("which year was the Python Developers Survey", "2018"),
        ("when were the questions on Stack Overflow counted", "2024"),
    ],
)
def test_when_something_is_of_a_thing_is_told_with_its_year(assistant: Assistant, question: str, told: str) -> None:
    assert told in assistant.ask(question).text
