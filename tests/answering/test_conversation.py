"""Conversations: what a question leaves open is filled from the turn before; what asks nothing repeats nothing."""

from __future__ import annotations

from itertools import cycle

import pytest

from assistant.answering.reply import ANSWERED, CHAT, UNKNOWN, UNSURE
from tests.answering import last, talk
from tests.cases import for_each

NOTHING = ["🚀", "q", "i dont understand", "1 and 2", "asdf", "6", "less", "hard", "different", "hmm", "...", "huh?"]


@for_each(
    ("question", "figure", "other"),
    [
        ("which has the bigger community?", "260,000", "2003"),
        ("which one has more users?", "260,000", "2003"),
        ("which is older?", "half a decade", "260,000"),
    ],
)
def test_by_how_much_tells_the_figures_that_are_asked_for_alone(assistant, question, figure, other):
    body = last(assistant, question, "by how much?").body
    assert figure in body
    assert other not in body


@for_each(
    ("questions", "affirms"),
    [
        (("does Flask have an ORM?", "and Django?"), True),
        (("does Django have an ORM?", "and Flask?"), False),
        (("does Django have an admin panel?", "and the other one?"), False),
        (("does Flask have an ORM?", "and both?"), False),
        (("which has an ORM?", "and Flask?"), False),
        (("is Flask free?", "same for Django?"), True),
        (("can I make the frontend with Flask?", "sorry, mixed them up, I meant Django"), True),
        (("what's an orm", "is that built in to both of them?"), False),
    ],
)
def test_the_same_is_asked_again_of_other_subjects(assistant, questions, affirms):
    assert last(assistant, *questions).affirms is affirms


@for_each(
    ("first", "then", "full"),
    [
        ("so Flask swept all nine", "and Django?", "so Django swept all nine"),
        ("Did Django take even one category?", "what about Flask?", "Did Flask take even one category?"),
        ("Simon Willison made Django, yes or no?", "and Flask?", "Simon Willison made Flask, yes or no?"),
        ("insta uses Django, yes?", "how about the other one?", "insta uses Flask, yes?"),
        (
            "who made django",
            "Is SQL injection a risk that it offers no safeguard against?",
            "Is SQL injection a risk that Django offers no safeguard against?",
        ),
        ("What is Django?", "Microservices at Lyft on it?", "Microservices at Lyft on Django?"),
        ("Is Flask free?", "What does that one offer for testing?", "What does Flask offer for testing?"),
        ("What is Flask?", "its release was in 2010?", "Flask's release was in 2010?"),
        ("which is safer?", "so Flask wins?", "does Flask win on security?"),
        ("which is faster?", "Django wins then?", "does Django win on performance?"),
    ],
)
def test_what_leans_on_a_talk_is_answered_as_it_is_in_full(assistant, first, then, full):
    leaning, alone = last(assistant, first, then), assistant.ask(full)
    assert (leaning.affirms, leaning.answers[0].id) == (alone.affirms, alone.answers[0].id)


@for_each("then", ["And they named it after a movie, naturally.", "what do they say of it there, and did it last?"])
def test_it_beside_they_is_not_taken_for_the_subject(assistant, then):
    assert last(assistant, "How old is Django?", then).affirms is None


@for_each(
    ("questions", "topic", "pick"),
    [
        (("which is faster?", "and security?"), "security", "django"),
        (("which is more secure?", "and for flexibility?"), "flexibility", "flask"),
        (("is Flask more secure than Django?", "which is faster?"), "performance", "tie"),
        (("which is more flexible?", "so that one then?"), "flexibility", "flask"),
        (("which is faster?", "and security?", "which of them?"), "security", "django"),
        (("does Flask have an ORM?", "who wins in this point?"), "database", "django"),
        (("does Flask have blueprints?", "so who takes that round?"), "reusable-components", "tie"),
        (("which should I go with for my next project", "it's just a small internal tool"), "when-to-use", "flask"),
        (("which has the smaller community", "and which is the younger one?"), "community", "flask"),
        (("which for a big app?", "and for a small one?"), "when-to-use", "flask"),
        (("which for a small site?", "and for something complicated?"), "when-to-use", "django"),
        (("Django or Flask for a complex app", "and for something tiny"), "when-to-use", "flask"),
        (("which framework is used by Pinterest?", "and Netflix?"), "companies", "flask"),
    ],
)
def test_a_choice_is_carried_on_and_no_subject_into_it(assistant, questions, topic, pick):
    reply = last(assistant, *questions)
    assert (reply.answers[0].topic, reply.pick) == (topic, pick)


@pytest.mark.parametrize("before", ["Flask vs. Django", "what is the score?"])
def test_a_mere_name_gets_what_is_told_of_it_where_it_would_get_what_was_told_last(assistant, before):
    talk = assistant.conversation()
    talk.ask(before)
    for name in ("django", "flask?"):
        assert [each.id for each in talk.ask(name).answers] == ["what-it-is"]


@for_each(
    ("questions", "says"),
    [
        (("which companies use Flask?", "the same list for Django"), "Instagram"),
        (("which categories does Django win?", "how many?"), "4 of 9"),
        (("is Flask the younger one?", "and by how much, roughly?"), "half a decade"),
        (("who created Flask?", "since when?"), "Flask was released publicly in 2010"),
        (("who created Flask?", "is it free?", "what was the first thing again?"), "Armin Ronacher"),
        (("when was Flask released?", "no, I meant Django"), "2003 and 2005; its story"),
        (("what is Flask?", "so it's younger than Django?"), "Yes: "),
        (("When was Django developed?", "And Flask?", "So it is the younger of the two?"), "Yes: "),
        (("with which databases does Django work?", "and in Flask, what do I do?"), "extensions"),
        (("who wrote Django?", "for whom did they work?"), "Lawrence Journal-World"),
        (("who wrote Django?", "when was that?", "where did those chaps work?"), "Lawrence Journal-World"),
        (("does Netflix use Flask?", "for what?"), "infrastructure"),
        (("does Pinterest use Django?", "to do what?"), "scale"),
        (("who uses Flask?", "what does the first one do with it?"), "Netflix uses Flask"),
        (("who uses Flask?", "and the last one?"), "Lyft uses Flask"),
        (("what does Netflix do with Flask?", "and Django?"), "Instagram"),
        (("is Flask free?", "and Django, where did that start?"), "Lawrence Journal-World"),
        (("which is more popular?", "what figures can I quote to them?"), "260,000"),
    ],
)
def test_holes_are_filled_from_the_turn_before(assistant, questions, says):
    assert says in last(assistant, *questions).text


@for_each(
    ("question", "nothing"),
    zip(cycle(["which is more secure?", "does Flask have an ORM?", "who made Django?"]), NOTHING, strict=False),
)
def test_what_asks_nothing_is_met_as_at_the_start(assistant, question, nothing):
    first, reply = talk(assistant, question, nothing)
    assert first.status == ANSWERED
    assert (reply.status, reply.answers) == (assistant.ask(nothing).status, ())


@for_each("question", ["is he secure?", "is he fast?", "when was he born?"])
def test_a_person_is_not_taken_for_a_subject(assistant, question):
    assert last(assistant, "who is Armin Ronacher?", question).status != ANSWERED


def test_reasons_are_new_or_said_to_be_all(assistant):
    told = [reply.text for reply in talk(assistant, "does Flask have an ORM?", "why?", "why?")]
    assert len(set(told)) == 3
    assert told[2].startswith("That is all the source says of it")


def test_a_bare_why_gets_what_may_hold_the_reason_but_not_twice_in_a_row(assistant):
    alone = "That is all the source says of it."
    told = [each.body for each in talk(assistant, "does Instagram use Django?", *3 * ["why"])]
    assert told[1:] == [f"{alone[:-1]}: {told[0]}", alone, alone]
    told = [each.body for each in talk(assistant, "does Django have an ORM?", *3 * ["why?"])]
    assert told[2:] == [f"{alone[:-1]}: {told[0]}", alone]
    told = [each.body for each in talk(assistant, "which is faster?", "why?")]
    assert told[1].startswith("The source gives no other reason: It's a tie on performance")
    assert told[0].endswith("rapid development.")
    assert not told[1].endswith("rapid development.")


@for_each(
    ("questions", "affirms"),
    [
        (("which is older?", "then I suppose it has the bigger following too."), True),
        (("which is better as a web framework?", "that makes it worse then"), False),
        (("what is MTV?", "so it's MVC with other labels, really"), True),
        (("how do the two compare on databases?", "so there too the first one comes out ahead"), True),
    ],
)
def test_what_is_concluded_from_what_was_told_is_confirmed_or_denied(assistant, questions, affirms):
    assert last(assistant, *questions).affirms is affirms


@for_each(
    ("told", "pick"),
    [("so I need an ORM", "django"), ("so my project is small", "flask"), ("so we need something quick", "tie")],
)
def test_what_one_tells_of_oneself_is_no_conclusion(assistant, told, pick):
    reply = last(assistant, "which is more secure?", told)
    assert (reply.pick, reply.affirms) == (pick, None)


def test_what_follows_a_conclusion_is_not_one_too(assistant):
    assert last(assistant, "which is older?", "so it has the bigger following", "and security?").affirms is None


@pytest.mark.parametrize("question", ["so what do people do there", "so how big was it"])
def test_a_conclusion_that_asks_for_more_than_whether_it_is_so_is_none(assistant, question):
    assert last(assistant, "which is older?", question).affirms is None


@for_each("opening", ["srsly", "ooh", "jeez,"])
def test_an_exclamation_before_a_follow_up_is_no_matter_of_its_own(assistant, opening):
    assert last(assistant, "which is more flexible?", f"{opening} why").answers[0].id == "flexibility"


@for_each(
    ("question", "asks", "entry", "tells"),
    [
        ("was Flask really a joke at first?", "who?", "origin", "Ronacher"),
        ("what was Django before it became a framework?", "and which year was that?", "origin", "2003"),
        ("which language did Django's makers give up?", "where did that happen?", "origin", "Lawrence Journal-World"),
        ("who is Armin Ronacher?", "when?", "creator", "2010"),
        ("what did the April Fool's joke prove?", "by whom?", "origin", "Ronacher"),
        ("who has the largest deployment of Django?", "why?", "instagram", "practical"),
    ],
)
def test_a_question_word_alone_is_answered_by_what_is_near_and_tells_such_a_thing(
    assistant, question, asks, entry, tells
):
    reply = last(assistant, question, asks)
    assert reply.answers[0].id == entry
    assert tells in reply.text


@for_each(
    ("question", "asks"),
    [
        ("was Flask ever voted most popular?", "which year was that?"),
        ("who made Django?", "names?"),
        ("which companies use Flask?", "what are their names?"),
        ("how many ties are there?", "can you name them?"),
        ("where was Django born?", "who was it?"),
    ],
)
def test_what_was_told_is_told_again_to_a_question_word_that_it_answers(assistant, question, asks):
    told, again = talk(assistant, question, asks)
    assert again.answers[0].body == told.answers[0].body


@for_each("asks", ["when?", "which year was that?", "since when?"])
@for_each("question", ["who wins on security?", "does Pinterest use Django?", "does Flask have an ORM?"])
def test_the_year_of_a_subject_is_none_of_a_category_or_a_company(assistant, question, asks):
    assert last(assistant, question, asks).status == UNKNOWN


@for_each(
    ("questions", "entry"),
    [
        (("do CSRF and XSS differ?", "does Django handle those?"), "built-in-protection"),
        (("what does the April Fool's joke have to do with Flask?", "was it big from the start?"), "april-fools"),
        (("which surveys are mentioned?", "and about Django, is there a survey too?"), "stack-overflow-survey-2020"),
    ],
)
def test_what_leans_on_a_talk_is_looked_for_near_what_was_told(assistant, questions, entry):
    assert last(assistant, *questions).answers[0].id == entry


@for_each(
    ("question", "asks"),
    [
        ("what does Lyft use?", "tell me more"),
        ("what is Flask?", "tell me more"),
        ("what is an RDBMS?", "tell me more"),
        ("what is an RDBMS?", "why?"),
    ],
)
def test_what_was_told_is_no_more_of_it(assistant, question, asks):
    alone = "That is all the source says of it."
    first, *more, again = talk(assistant, question, asks, asks, "really?")
    told = [each.body for each in (first, *more)]
    assert told[-1] == alone
    assert not any(f"{alone[:-1]}: " in each for each in told)
    assert first.body.split(".")[0] in again.body


@for_each(
    ("questions", "entry"),
    [
        (("does Django spare developers time?", "through what?"), "rapid-development"),
        (("which is more popular?", "as of?"), "community"),
        (("is Flask a joke?", "in which form?"), "april-fools"),
        (("is Django secure?", "against what exactly?"), "security"),
        (
            ("which is more flexible?", "why would that be?", "on what basis was this conclusion reached?"),
            "flexibility",
        ),
    ],
)
def test_what_asks_on_in_hardly_any_words_is_about_what_was_told(assistant, questions, entry):
    assert [each.id for each in last(assistant, *questions).answers] == [entry]


@for_each("question", ["why is it raining?", "why not Rust?", "What's his favourite record?", "why not cheese?"])
@for_each("before", ["which is more secure?", "who made Django?"])
def test_a_matter_of_its_own_is_not_asked_of_what_was_told(assistant, before, question):
    assert last(assistant, before, question).status in (UNKNOWN, UNSURE)


@for_each("asks", ["what for?", "why that one?"])
@for_each("question", ["what does Netflix use?", "what is clustering?"])
def test_a_reason_that_may_be_in_what_was_told_is_told_again(assistant, question, asks):
    first, again = talk(assistant, question, asks)
    assert again.body == f"That is all the source says of it: {first.body}"


def test_what_is_not_so_of_the_one_named_now_tells_nothing_of_it(assistant):
    reply = last(assistant, "what does Netflix do with Flask?", "and on the Django side, who?")
    assert [each.id for each in reply.answers] == ["companies-list"]


def test_prefixes_do_not_pile_up(assistant):
    sure = "That is what the source says."
    told = [reply.text for reply in talk(assistant, "which is faster?", "really?", "are you sure?", "really?")]
    assert [text.count(sure) for text in told] == [0, 1, 1, 1]
    assert told[1] != told[2]


@for_each("asks", ["shorter please", "less please", "in one sentence", "give me that in one sentence please"])
def test_shorter_is_the_same_in_a_sentence(assistant, asks):
    long, short = talk(assistant, "which is more secure?", asks)
    assert short.answers[0].id == long.answers[0].id
    assert len(short.text) < len(long.text)


def test_another_case_asks_for_the_choice_again(assistant):
    questions = ("I need something for a small and simple project. Which one?", "and what if it becomes complex?")
    assert last(assistant, *questions).affirms is None
    for case in ("and were it complex?", "and if it is a complex thing?"):
        assert last(assistant, "Django or Flask?", "and if it's a small thing?", case).pick == "django"
    assert last(assistant, "which for a big app?", "and should it be small?").pick == "flask"


@for_each(
    ("questions", "topic"),
    [
        (("which is more secure?", "why not Flask?"), "security"),
        (("which is better for databases?", "why not the other one?"), "database"),
        (("in which category does Django lose?", "why there?"), "flexibility"),
        (("is Django free?", "then tell me about templates"), "template-engine"),
        (("is Django free?", "and now explain the admin panel"), "admin-panel"),
    ],
)
def test_reasons_are_of_what_was_spoken_of_and_a_new_matter_begins_anew(assistant, questions, topic):
    assert last(assistant, *questions).answers[0].topic == topic


@for_each(
    ("questions", "says"),
    [
        (("what are blueprints?", "the Django equivalent?"), "apps"),
        (("what are blueprints?", "and what does Django call them?"), "apps"),
        (("what is an app in Django?", "does Flask have something similar?"), "Yes: Flask has"),
        (("which has the better admin panel?", "what's the Flask counterpart called?"), "Flask-Admin is"),
        (("which is better at templates?", "what's Flask's called?"), "Jinja2"),
        (("what does National Geographic do with Django?", "anything comparable on the Flask side?"), "Netflix"),
    ],
)
def test_the_counterpart_of_another_is_told(assistant, questions, says):
    assert says in last(assistant, *questions).text


@for_each(
    ("questions", "affirms"),
    [
        (("which is faster?", "by much?"), False),
        (("which is faster?", "is that a big difference?"), False),
        (("which is more secure?", "by far?"), None),
        (("is there a plugin that gives Flask an admin?", "is it as good?"), False),
        (("what is good about Django?", "is it the more flexible one too?"), False),
        (("does Django beat Flask overall?", "in everything?"), False),
    ],
)
def test_what_is_asked_of_the_last_answer_is_held_against_the_ruling(assistant, questions, affirms):
    assert last(assistant, *questions).affirms is affirms


@for_each(
    "thanks",
    [
        "thank you, that is sufficient.",
        "wrong window. thanks",
        "cheers, that helps a lot",
        "makes sense, going to make tea",
    ],
)
def test_thanks_with_a_remark_ask_nothing(assistant, thanks):
    assert last(assistant, "which is more secure?", thanks).status == CHAT


@pytest.mark.parametrize(
    "questions",
    [
        ("what does Pinterest run on?", "how do I sign up there"),
        ("what is a CMS?", "do they plan to switch to something else?"),
    ],
)
def test_what_a_talk_carries_says_nothing_for_a_question(assistant, questions):
    assert last(assistant, *questions).status in (UNSURE, UNKNOWN)
