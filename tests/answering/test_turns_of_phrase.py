"""Turns of phrase that say how a question is meant, whatever it is about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Assistant, Reply
from tests.cases import for_each

Ask = Callable[[str], Reply]


@pytest.fixture(scope="module")
def ask() -> Ask:
    return Assistant().ask


@for_each(
    ("question", "topic"),
    [
        ("apart from speed, which of them is more secure?", "security"),
        ("I don't care about speed; which of them wins on security?", "security"),
        ("templates excepted, which one wins on databases?", "database"),
    ],
)
def test_what_is_set_aside_is_not_what_is_asked(ask: Ask, question: str, topic: str) -> None:
    reply = ask(question)
    assert [each.topic for each in reply.answers] == [topic]
    assert reply.pick == "django"


def test_a_win_besides_the_one_set_aside_is_counted(ask: Ask) -> None:
    assert ask("apart from flexibility, does flask win any category?").affirms is False
    assert ask("apart from security, does django win any category?").affirms is True


@pytest.mark.parametrize("question", ["didn't reddit take up flask?", "isn't netflix a user of flask?"])
def test_a_negated_verb_at_the_start_asks_whether_it_is_so(ask: Ask, question: str) -> None:
    assert ask(question).affirms is not False


@pytest.mark.parametrize(("question", "affirms"), [("django safer?", True), ("blueprints harder to set up?", False)])
def test_a_comparison_of_one_who_is_named_needs_no_verb(ask: Ask, question: str, affirms: bool) -> None:
    assert ask(question).affirms is affirms


@for_each(
    "question",
    [
        "which one hampers us on security?",
        "we want to be secure: which of them gets in our way?",
        "who bears the greater share of the work on security, django or flask?",
    ],
)
def test_what_hinders_is_the_other(ask: Ask, question: str) -> None:
    assert ask(question).pick == "flask"


def test_what_does_not_come_ready_may_still_be_had(ask: Ask) -> None:
    assert ask("can an app built on flask work with a database?").affirms is not False
    assert ask("could one truthfully say that flask has a built-in admin panel?").affirms is False


def test_who_wants_to_hear_whether_it_is_so_gets_a_yes(ask: Ask) -> None:
    assert ask("explain whether django is more secure than flask").affirms is True


def test_only_one_of_two_that_both_are_is_wrong(ask: Ask) -> None:
    reply = ask("is it only django which has reusable components?")
    assert reply.affirms is False


def test_what_can_be_made_so_is_not_so_by_itself(ask: Ask) -> None:
    assert ask("can flask be made as secure as django?").affirms is True
    assert ask("is flask as secure as django?").affirms is not True


@for_each(
    "question",
    [
        "can you list the categories that flask loses?",
        "could you name what flask loses?",
        "Give me two categories that django wins",
        "Tell me about the template engine Flask uses",
    ],
)
def test_a_request_gets_no_yes(ask: Ask, question: str) -> None:
    reply = ask(question)
    assert reply.status == "answered"
    assert reply.affirms is None
    assert not reply.text.startswith(("Yes", "No"))


@pytest.mark.parametrize("question", ["bottom line: django or flask?", "i am lost, django or flask?"])
def test_idioms_turn_nothing(ask: Ask, question: str) -> None:
    assert ask(question).pick != "flask"


HOMES = """
title: Renting or Buying
subjects: [{id: rent, name: Renting, aliases: [rent]}, {id: buy, name: Buying, aliases: [buy]}]
categories:
  - id: start
    name: The start
    winner: rent
    terms: [the start]
    more: [cheap to begin with]
    verdict: "At the start renting takes less money."
    answer: {rent: "Renting takes a deposit.", buy: "Buying takes a down payment."}
    ask: [what is needed at the start, which takes less money at first]
  - id: month
    name: Month by month
    winner: tie
    edge: rent
    terms: [monthly cost]
    more: [cheaper each month]
    verdict: "Month by month neither is far ahead."
    answer: {rent: "The rent is due each month.", buy: "The rate is due each month."}
    ask: [what is due each month, which is cheaper each month]
"""


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    folder: Path = tmp_path_factory.mktemp("homes")
    (folder / "knowledge.yaml").write_text(HOMES, encoding="utf-8")
    return Assistant(folder).ask


def test_it_is_better_to_do_one_than_to_do_the_other(homes: Ask) -> None:
    assert homes("is it cheaper at the start to rent than to buy?").affirms is True
    assert homes("is it cheaper at the start to buy than to rent?").affirms is False


def test_the_edge_of_a_tie_is_slightly_ahead_in_the_authors_own_words(homes: Ask) -> None:
    assert homes("is renting cheaper each month?").text.startswith("Yes, slightly: ")
    assert homes("is buying cheaper each month?").affirms is False


@pytest.mark.parametrize(
    ("question", "affirms"),
    [
        ("does neither django nor flask have reusable components?", False),
        ("is neither django nor flask written in java?", True),
    ],
)
def test_neither_of_two_that_are_named_is_none_of_them(ask: Ask, question: str, affirms: bool) -> None:
    assert ask(question).affirms is affirms


@for_each(
    ("question", "begins"),
    [
        ("is flask faster?", "Yes, slightly: "),
        ("is django slower than flask?", "Yes, slightly: "),
        ("is django faster?", "No: "),
        ("is flask much faster?", "No: "),
    ],
)
def test_a_categorys_word_for_better_asks_for_its_ruling_and_a_degree_for_the_claim(
    ask: Ask, question: str, begins: str
) -> None:
    assert ask(question).text.startswith(begins)


@for_each("question", ["what?", "what does do", "what is my name?", "hello, i am new here"])
def test_everyday_words_alone_ask_nothing(ask: Ask, question: str) -> None:
    assert ask(question).status != "answered"


@for_each(
    ("question", "affirms"),
    [
        ("My colleague wrote that Flask has an ORM. Is that a mistake?", True),
        ("The intern wrote in the runbook that Django ships with an ORM. Is that so?", True),
        ("It rains and I am late, but is Django more secure than Flask?", True),
    ],
)
def test_what_leads_up_to_a_statement_does_not_hide_it(ask: Ask, question: str, affirms: bool) -> None:
    assert ask(question).affirms is affirms


def test_a_ruling_that_is_denied_is_judged_though_a_sentence_stands_before_it(ask: Ask) -> None:
    assert ask("My boss picks by security. He says Flask is better for it than Django. Is he right?").affirms is False
    assert ask("Was it a wrong claim that Flask is better for databases than Django?").affirms is True


def test_whichever_one_has_it_is_one_of_them(ask: Ask) -> None:
    assert (
        ask("if I rooted for whichever one powers Instagram, would I cheer for Django or for Flask?").pick == "django"
    )


def test_what_names_nobody_and_is_not_the_claim_gets_no_yes_and_no_no(ask: Ask) -> None:
    assert ask("are smaller frameworks often quicker than big ones?").affirms is None


def test_different_from_denies(ask: Ask) -> None:
    assert ask("is django's architecture something completely different from MVC?").affirms is not True


def test_so_many_times_as_many_is_no_likeness(ask: Ask) -> None:
    assert ask("Is Django close to six times as popular as Flask on Stack Overflow?").affirms is not False


def test_really_is_affirmed_where_a_fact_was_told() -> None:
    talk = Assistant().conversation()
    talk.ask("who made flask?")
    assert talk.ask("really?").affirms is True
    talk.ask("does flask ship an orm?")
    assert talk.ask("really?").affirms is None


@pytest.mark.parametrize("remark", ["I have a problem", "nothing works today"])
def test_who_asks_for_nothing_but_which_one_gets_the_whole_result(ask: Ask, remark: str) -> None:
    reply = ask(f"{remark}, which one is better")
    assert [each.id for each in reply.answers] == ["overall-winner"]
    assert ask("security matters, which one is better").answers[0].topic == "security"


def test_the_name_of_the_program_beside_a_greeting_asks_for_no_verdict(ask: Ask) -> None:
    assert ask("hello verdict").status == ask("thanks verdict").status == "chat"
    assert ask("verdict please").pick == "django"


@for_each(
    ("question", "entry"),
    [
        ("How would you explain the MTV pattern to eleventh graders?", "mtv"),
        ("Please explain load balancing for a non-technical customer", "load-balancing"),
        ("Could you explain to my pupils what Flask is?", "what-it-is"),
        ("I need a short paragraph on Flask's origins for my blog.", "origin"),
        ("Tell me how Flask came into being, I need two sentences for a sidebar.", "origin"),
        ("For a slide: what's the one-line verdict on databases?", "database"),
        ("gimme the tldr who won", "overall-winner"),
        ("wth is flask", "what-it-is"),
    ],
)
def test_for_whom_and_in_what_form_it_is_told_does_not_hide_what_is_asked(ask: Ask, question: str, entry: str) -> None:
    assert [each.id for each in ask(question).answers] == [entry]


def test_for_whom_something_is_good_is_asked(ask: Ask) -> None:
    assert [each.id for each in ask("is Flask good for beginners").answers] == ["easy"]


@for_each(
    ("question", "entries"),
    [
        ("who made flask n when", ["creator"]),
        ("When did Django start, and who were the people behind it?", ["years", "creator"]),
        ("whats mtv n whats dry", ["mtv", "dry"]),
        ("how old is flask and who made it and does netflix use it", ["years", "creator", "netflix"]),
    ],
)
def test_questions_of_one_sentence_are_answered_one_after_another(ask: Ask, question: str, entries: list[str]) -> None:
    assert [each.id for each in ask(question).answers] == entries


def test_a_choice_and_its_reason_stay_one_question(ask: Ask) -> None:
    reply = ask("which is safer and why")
    assert (reply.pick, [each.id for each in reply.answers]) == ("django", ["security"])


@for_each(
    ("question", "affirms"),
    [
        ("If they tied on performance, does that mean Flask isn't even a tiny bit faster?", False),
        ("They tied on performance, so neither outruns the other in the slightest?", False),
        ("They tied on performance, so neither outruns the other, right?", True),
    ],
)
def test_any_difference_at_all_is_the_edge_of_a_tie(ask: Ask, question: str, affirms: bool) -> None:
    assert ask(question).affirms is affirms


@for_each(
    ("question", "affirms"),
    [
        ("Flask comes with an admin panel no?", False),
        ("Django comes with an admin panel no?", True),
        ("Django wins on security. Uphold or overturn?", True),
        ("Flask has an admin panel out of the box. Keep or bin?", False),
        ("Django topped the Python Developers Survey of 2018. Confirm/deny.", False),
        ("Flask-Admin can be configured every bit as much as Django's panel. Prove or disprove.", False),
    ],
)
def test_both_answers_held_out_and_a_last_no_turn_nothing(ask: Ask, question: str, affirms: bool) -> None:
    assert ask(question).affirms is affirms


@pytest.mark.parametrize(
    ("question", "affirms"),
    [
        ("I wrote 'Armin Ronacher invented Django' on my slide, can that stay?", False),
        ("I wrote 'Armin Ronacher invented Flask' on my slide, can that stay?", True),
    ],
)
def test_what_stands_around_a_quoted_statement_is_no_part_of_it(ask: Ask, question: str, affirms: bool) -> None:
    assert ask(question).affirms is affirms


@pytest.mark.parametrize(
    "question",
    ["Does Django's ORM tie us to PostgreSQL and nothing else?", "Is Django's ORM for PostgreSQL and no other?"],
)
def test_and_nothing_else_is_only(ask: Ask, question: str) -> None:
    assert ask(question).affirms is False


def test_who_is_in_a_rush_is_told_which_one(ask: Ask) -> None:
    assert ask("we are in a rush, which one?").pick == "django"


def test_an_abbreviation_is_no_name_left_half_written(ask: Ask) -> None:
    assert [each.id for each in ask("can I build a poc with flask").answers] != ["pocoo"]


def test_to_choose_one_is_not_to_be_tied_to_one(ask: Ask) -> None:
    assert ask("can I choose one particular ORM with Flask?").affirms is not False


@pytest.mark.parametrize("question", ["Who is this Ronacher fellow?", "Who's that Armin Ronacher bloke?"])
def test_a_word_for_anybody_beside_a_name_says_nothing_more(ask: Ask, question: str) -> None:
    assert [each.id for each in ask(question).answers] == ["armin-ronacher"]


@for_each(
    ("question", "affirms"),
    [
        ("Once they have been set up, are Django apps troublesome to employ again?", False),
        ("With Flask are you locked into one particular database library?", False),
        ("Instagram is just a minor Django deployment compared with others. y/n", False),
        ("Is Flask-Admin as powerful as django admin?", False),
        ("Is it inaccurate to describe MTV as having hardly anything in common with MVC?", True),
    ],
)
def test_what_english_opposes_denies_a_claim_its_author_did_not_turn_round(
    ask: Ask, question: str, affirms: bool
) -> None:
    assert ask(question).affirms is affirms


@for_each(
    ("question", "affirms"),
    [
        ("Both made by the same guy?", False),
        ("Do they come from different people?", True),
        ("Is Django locked to MySQL?", False),
        ("Am I tied to Jinja2 with Flask?", False),
        ("Do both fail on busy sites?", False),
    ],
)
def test_same_makers_ties_and_failing(ask: Ask, question: str, affirms: bool) -> None:
    assert ask(question).affirms is affirms


@for_each(
    ("text", "entry"),
    [
        ("i love flask can you tell me who made it", "creator"),
        ("i use django can you tell me when it came out", "years"),
        ("i am new to flask can you tell me what it is", "what-it-is"),
    ],
)
def test_a_polite_question_after_a_remark_that_does_not_end_is_what_is_asked(ask: Ask, text: str, entry: str) -> None:
    reply = ask(text)
    assert (reply.affirms, [each.id for each in reply.answers]) == (None, [entry])


@for_each(
    "text",
    ["name the bloke behind Flask", "Who is the woman behind Flask?", "what is the name of the lad behind Django"],
)
def test_who_stands_behind_something_is_its_maker_and_no_loser(ask: Ask, text: str) -> None:
    assert [each.id for each in ask(text).answers] == ["creator"]


@for_each("text", ["do i need to know html", "do i need to learn javascript", "must i know java"])
def test_what_one_must_know_oneself_is_not_denied_by_what_alone_is_so(ask: Ask, text: str) -> None:
    assert ask(text).affirms is None


@for_each(
    ("question", "affirms"),
    [
        ("Is Django's admin panel there when I install it?", True),
        ("A plain Flask install comes with an ORM, true?", False),
        ("Does Flask have an admin panel, or must I install one?", False),
    ],
)
def test_installing_the_subject_itself_is_no_work_of_ones_own(ask: Ask, question: str, affirms: bool) -> None:
    assert ask(question).affirms is affirms


@pytest.mark.parametrize(
    ("question", "affirms"), [("security was won by flask?", False), ("security, won by django?", True)]
)
def test_who_won_may_stand_after_by(ask: Ask, question: str, affirms: bool) -> None:
    assert ask(question).affirms is affirms


def test_who_is_behind_a_subject_is_not_behind_it(ask: Ask) -> None:
    assert ask("Is Armin Ronacher the man behind Flask?").affirms is True
    assert ask("Is Armin Ronacher the brain behind Django?").affirms is False


@pytest.mark.parametrize(
    "question", ["Django and Flask are paid software.", "Flask and Django have the same intentions."]
)
def test_what_is_stated_of_all_is_no_choice_between_them(ask: Ask, question: str) -> None:
    assert ask(question).affirms is False


def test_one_who_is_faster_is_told_by_the_ruling_and_not_by_how_wide_the_gap_is(ask: Ask) -> None:
    reply = ask("Leaving hype out of it, is Flask the faster one?")
    assert (reply.affirms, reply.answers[0].id) == (True, "performance")


@pytest.mark.parametrize("question", ["Can Flask get the same protection as Django if one adds a library?"])
def test_what_can_be_had_is_no_matter_of_who_is_ahead(ask: Ask, question: str) -> None:
    assert ask(question).affirms is True


def test_what_guards_against_a_thing_is_not_rejected(ask: Ask) -> None:
    assert ask("Are XSS attacks what Django guards against by default?").affirms is True


def test_one_other_word_in_what_is_spelt_out_makes_it_wrong(ask: Ask) -> None:
    assert ask("DRY stands for don't rewrite yourself?").affirms is False


def test_what_is_set_aside_is_not_set_up(ask: Ask) -> None:
    assert ask("setting up apps is harder than setting up blueprints, no?").affirms is True
    assert ask("setting speed aside, is django the safer one?").affirms is True
    assert ask("setting aside speed, is django the safer one?").answers[0].id == "security"


@pytest.mark.parametrize("question", ["Flask's debugger: slow?", "the debugger of flask: sluggish?"])
def test_what_is_judged_after_a_colon_is_of_what_stands_before_it(ask: Ask, question: str) -> None:
    assert ask(question).affirms is False


@pytest.mark.parametrize(
    ("question", "affirms"),
    [
        ("my gran says django is younger than flask, is she right?", False),
        ("Neither of the two costs money, correct?", True),
    ],
)
def test_what_is_asserted_in_an_entrys_own_words_gets_its_yes_or_no(ask: Ask, question: str, affirms: bool) -> None:
    reply = ask(question)
    assert (reply.affirms, reply.opening) == (affirms, "")


def test_that_something_does_not_come_ready_is_no_yes_to_that_it_cannot_be(ask: Ask) -> None:
    assert ask("A friend told me that Flask can't get an admin panel. Is he right?").affirms is False


@for_each(
    ("question", "affirms", "entry"),
    [
        ("Is Django ahead of Flask?", True, "overall-winner"),
        ("Is Flask behind Django?", True, "overall-winner"),
        ("Does Django lose to Flask?", False, "overall-winner"),
        ("Is Flask behind?", True, "overall-winner"),
        ("Is Flask leading?", False, "overall-winner"),
        ("Does Flask have wins?", True, "overall-wins"),
        ("Do Django and Flask both win categories?", True, "overall-wins"),
        ("Is Flask ahead of Django in anything?", True, "overall-wins"),
    ],
)
def test_who_is_ahead_of_whom_is_told_by_the_result_and_how_often_by_the_numbers(
    ask: Ask, question: str, affirms: bool, entry: str
) -> None:
    reply = ask(question)
    assert (reply.affirms, reply.answers[0].id) == (affirms, entry)
