"""What a talk hangs on: several questions at once, what is meant by few words, and that nothing is told twice."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.answering.reply import ANSWERED, Reply
from tests.answering import last, talk
from tests.cases import for_each

SURE, ALL = "That is what the source says.", "That is all the source says of it"


def told(reply: Reply) -> list[str]:
    """The entries that answered."""
    return [each.id for each in reply.answers]


@for_each(
    ("line", "entries"),
    [
        ("who created Django? which has more users? is Flask free?", ["creator", "more-users", "free-open-source"]),
        ("who created Django; which has more users; what is MTV", ["creator", "more-users", "mtv"]),
        ("which is safer? and for speed?", ["security", "performance"]),
        ("My shop must never be hacked. Which is safer? Who created it?", ["security", "creator"]),
        ("what is an ORM? what is CSRF? what is XSS? what is MTV? what is DRY?", ["orm", "csrf", "xss", "mtv"]),
    ],
)
def test_each_question_of_a_line_is_answered_up_to_four(assistant, line, entries):
    assert told(assistant.ask(line)) == entries


def test_the_subject_of_one_question_of_a_line_is_not_put_into_the_others(assistant):
    first, *_ = assistant.ask("which is safer? which is more flexible? who created Flask?").answers
    assert first.subject == "both"


@for_each("line", ["which is better in 2024", "which is better nowadays", "which has more wins"])
def test_a_choice_with_no_matter_of_its_own_is_of_the_whole(assistant, line):
    assert told(assistant.ask(line)) == ["overall-winner"]


def test_separate_questions_have_no_yes_in_common(assistant):
    reply = assistant.ask("who created Flask? does Django have an ORM?")
    assert (reply.affirms, reply.pick, len(reply.answers)) == (None, None, 2)
    assert "Yes: " in reply.text
    reply = assistant.ask("is Django older? which one is more flexible?")
    assert (reply.affirms, reply.pick) == (None, "flask")
    both = assistant.ask("does Flask have an ORM? does Django have an ORM?")
    assert (both.affirms, [each.subject for each in both.answers]) == (None, ["flask", "django"])


def test_of_two_questions_the_silence_of_the_source_on_one_is_said(assistant):
    reply = assistant.ask("How old is Django and who invented Python?")
    assert reply.status == "answered"
    assert "On the rest, the source says nothing." in reply.text
    assert assistant.ask("who wrote Jinja2 and when did it come out").status in ("unknown", "unsure")


@for_each(
    ("line", "entries", "name"),
    [
        ("which is faster? what is the weather?", ["performance"], "weather and news"),
        ("which is faster? does it run on Windows?", ["performance"], "operating systems"),
        ("who made Flask and does it run on Windows?", ["creator"], "operating systems"),
        ("is Django free and does it support async?", ["free-open-source"], "async"),
        ("does Django support MongoDB and PostgreSQL?", ["databases-supported"], "MongoDB"),
        ("what is CSRF and Docker?", ["csrf"], "Docker"),
    ],
)
def test_what_is_not_covered_of_a_line_is_named_beside_what_is_answered(assistant, line, entries, name):
    reply = assistant.ask(line)
    assert (reply.status, told(reply), reply.affirms) == (ANSWERED, entries, None)
    assert f"The source does not cover {name}." in reply.text


@for_each(
    ("line", "entries"),
    [
        ("is Django fast and what companies use Flask", ["performance", "companies-list"]),
        ("is Flask secure and who uses it?", ["security", "companies-list"]),
        (
            "which is faster and which is safer and which has the larger community and who made Flask",
            ["performance", "security", "bigger-community", "creator"],
        ),
        ("what is an ORM and CSRF", ["orm", "csrf"]),
        ("what is an ORM, CSRF and XSS", ["orm", "csrf", "xss"]),
    ],
)
def test_questions_of_several_kinds_and_terms_joined_by_and_are_each_answered(assistant, line, entries):
    assert told(assistant.ask(line)) == entries


def test_more_questions_than_are_answered_are_not_dropped_without_a_word(assistant):
    line = "what is an ORM? what is CSRF? what is XSS? what is MTV? what is DRY?"
    assert assistant.ask(line).text.endswith("(Only the first 4 questions were read.)")
    assert "Only the first" not in assistant.ask(line.removesuffix("what is DRY?")).text


@for_each(
    "line",
    [
        "whats the best hosting for a Django site and what does it cost",  # what it costs is asked of the hosting
        "is there a service-level agreement for Flask, and who signs it?",
        "what about deployment on Windows and when do I need one",
        "compare Django and FastAPI",
    ],
)
def test_what_leans_on_something_not_covered_is_not_answered_alone(assistant, line):
    assert assistant.ask(line).status != ANSWERED


def test_both_sides_of_what_is_not_covered_are_not_told(assistant):
    assert assistant.ask("pros and cons of Rails").status != ANSWERED


@for_each(
    ("questions", "entry"),
    [
        (("which is more flexible?", "and cheaper?"), "free-open-source"),
        (("which has the better admin panel?", "can it be customized?"), "admin-configuration"),
        (("which is safer?", "what is the downside with the other one?"), "security-work"),
        (("what is Jinja2?", "and for Django?"), "own-template-engine"),
    ],
)
def test_a_word_of_its_own_is_looked_for_in_the_topic_and_then_asked_anew(assistant, questions, entry):
    assert told(last(assistant, *questions))[0] == entry


@for_each("before", ["which is more flexible?", "which is faster?", "who created Flask?"])
def test_who_names_all_and_asks_who_wins_asks_for_the_whole(assistant, before):
    reply = last(assistant, before, "Flask or Django, who wins?")
    assert (told(reply), reply.pick) == (["overall-winner"], "django")
    assert told(last(assistant, before, "the score?")) == ["overall-score"]


@for_each("doubt", ["you are wrong", "that is nonsense", "I object", "I do not agree"])
def test_a_doubt_is_met_with_the_source_and_no_yes(assistant, doubt):
    reply = last(assistant, "does Django have an ORM?", doubt)
    assert reply.affirms is None
    assert reply.text.startswith(SURE)
    assert "Yes" not in reply.text


@for_each("doubt", ["you are wrong, {}", "I disagree, {}", "{}, you are mistaken", "I think you're wrong: {}"])
def test_what_is_stated_against_what_was_told_is_judged_as_it_stands(assistant, doubt):
    first = "which is more secure?"
    assert last(assistant, first, doubt.format("flask is safer")).affirms is False
    assert last(assistant, first, doubt.format("django is safer")).affirms is True


def test_is_it_so_after_a_tie_is_affirmed_in_any_order(assistant):
    for question in ("is that true?", "that is true?", "it is correct?"):
        assert last(assistant, "which is faster?", question).affirms is True


@for_each(
    ("first", "again"),
    [
        ("which is more flexible?", "figures?"),
        ("which is faster?", "why them?"),
        ("how many Stack Overflow questions has Django?", "why?"),
    ],
)
def test_nothing_is_told_twice(assistant, first, again):
    before, reply, after = (each.text.partition(" Source:")[0] for each in talk(assistant, first, again, "why?"))
    assert len({before, reply, after}) == 3
    assert not reply.startswith(before)


def test_reasons_do_not_tell_the_figures_again_in_other_words(assistant):
    figures, why = talk(assistant, "how many Stack Overflow questions has Django?", "why?")
    assert "260,000" in figures.text
    assert "head start" in why.text


@pytest.mark.parametrize(
    ("questions", "entry", "subject"),
    [
        (("what is Flask?", "and tell me about the two of them"), "what-it-is", "both"),
        (("who created Flask?", "and both?"), "creator", "both"),
    ],
)
def test_the_same_is_told_of_both(assistant, questions, entry, subject):
    [answer] = last(assistant, *questions).answers
    assert (answer.id, answer.subject) == (entry, subject)


@pytest.mark.parametrize(
    ("question", "subject"), [("what is load balancing?", "django"), ("what is a blueprint?", "flask")]
)
def test_whose_it_was_is_picked_where_it_is_of_one(assistant, question, subject):
    for asked in ("which of them was that?", "does that belong to Django or Flask?"):
        assert last(assistant, question, asked).pick == subject


@for_each(
    ("questions", "entry"),
    [
        (("is Flask safe from XSS?", "explain this term"), "xss"),
        (("does Django use MTV?", "what is that?"), "mtv"),
        (("They keep saying microservices. What does that mean?",), "microservices"),
        (("Everybody wants Flask. What is that?",), "what-it-is"),
    ],
)
def test_that_is_the_term_spoken_of(assistant, questions, entry):
    assert told(last(assistant, *questions)) == [entry]


@pytest.mark.parametrize(("question", "affirms"), [("at everything?", False), ("and anywhere?", True)])
def test_in_how_many_cases_is_asked_of_the_winner(assistant, question, affirms):
    reply = last(assistant, "which is more flexible?", question)
    assert (reply.affirms, reply.answers[0].topic, reply.answers[0].subject) == (affirms, "overall", "flask")


@pytest.mark.parametrize(("question", "affirms"), [("which is safer?", False), ("which is faster?", True)])
def test_whether_it_is_level_is_asked_of_the_ruling(assistant, question, affirms):
    reply = last(assistant, question, "so that is a tie?")
    assert (told(reply), reply.affirms) == (told(last(assistant, question)), affirms)


@pytest.mark.parametrize("question", ["give me one", "please pick one for us"])
def test_who_wants_one_gets_the_one_that_wins(assistant, question):
    assert assistant.ask(question).pick == "django"
    assert last(assistant, "which is more flexible?", question).pick == "flask"


def test_a_case_put_before_the_choice_decides_it(assistant):
    for before in ((), ("which is better?",)):
        assert last(assistant, *before, "it is only a small prototype. so which one?").pick == "flask"


@for_each("question", ["what should i have for lunch", "which gizmo should I buy", "who painted Guernica?"])
def test_what_is_about_something_else_hangs_on_no_talk(assistant, question):
    assert last(assistant, "which is more secure?", question).status != ANSWERED


def test_good_and_bad_points_are_advantages_and_drawbacks(assistant):
    assert told(assistant.ask("good points of Django?")) == ["advantages-list"]
    assert told(assistant.ask("bad points of Flask?")) == ["disadvantages"]


@for_each("line", ["what time is it", "is it dying", "what is the weather like"])
def test_what_nobody_answers_is_no_question_of_what_was_spoken_of(assistant, line):
    assert last(assistant, "which is more secure?", line).status != ANSWERED


@pytest.mark.parametrize("before", ["which is faster?", "which is more secure?"])
def test_what_another_entry_judges_by_is_asked_of_that_though_a_ruling_has_the_word(assistant, before):
    assert told(last(assistant, before, "which is cheaper")) == ["free-open-source"]


def test_by_how_much_tells_nothing_twice(assistant):
    text = last(assistant, "which is more secure?", "by how much?").text
    assert text.count("cross-site scripting") == 1


@for_each(
    ("turns", "entry", "subject"),
    [
        (["which attacks does Django guard against?", "Would you explain the scripting one?"], "xss", None),
        (["who uses Django?", "The photo one, what did it need?"], "instagram", None),
        (["django vs flask?", "who uses the bigger one?"], "companies-list", "django"),
        (["django vs flask?", "who uses the bigger one?", "and the lighter one?"], "companies-list", "flask"),
        (["Netflix does something with Flask, what?", "Anyone else of that size?"], "companies-list", "flask"),
        (["who uses Flask", "and the other 1"], "companies-list", "django"),
        (["who made Flask?", "Very well. Let us turn to databases."], "database", "both"),
    ],
)
def test_what_is_told_apart_by_a_word_is_meant(assistant, turns, entry, subject):
    answer = last(assistant, *turns).answers[0]
    assert (answer.id, subject in (None, answer.subject)) == (entry, True)


def test_braces_of_ones_own_are_no_gaps(assistant):
    assert last(assistant, "django vs flask?", "who uses {} the bigger one?").status == ANSWERED


def test_the_better_one_of_a_category_is_asked_for(assistant):
    assert assistant.ask("The admin panel, who has the better one?").pick == "django"


@for_each("said", ["no, the other one", "I meant the other one", "no, flask"])
def test_after_a_choice_the_other_one_is_told_of_and_not_chosen_again(assistant, said):
    reply = last(assistant, "which is more secure?", said)
    assert (told(reply), reply.pick, reply.affirms) == (["security"], None, None)
    assert reply.body.startswith("Flask leaves developers free")


def test_why_after_the_sides_of_a_ruling_were_told_gives_its_own_reason(assistant):
    conversation = assistant.conversation()
    sides = conversation.ask("what are the differences in flexibility?")
    reason = conversation.ask("why?")
    assert reason.body not in sides.body
    assert not reason.body.startswith(ALL)
    assert conversation.ask("why?").body.startswith("The source gives no other reason: ")
    assert conversation.ask("why?").body == f"{ALL}."


def test_numbers_that_there_are_none_of_are_said_to_be_none(assistant):
    assert last(assistant, "what are the advantages of Django?", "give me numbers").body == (
        "The source gives no numbers for that."
    )
    assert "260,000" in last(assistant, "which has the larger community?", "give me numbers").body


@pytest.mark.parametrize("said", ["please expand that abbreviation", "spell it out"])
def test_what_letters_stand_for_is_asked_in_many_ways(assistant, said):
    assert "object-relational mapping" in last(assistant, "what is an ORM?", said).body


def test_a_question_of_the_author_is_his_whatever_was_spoken_of(assistant):
    assert told(last(assistant, "which is lighter?", "which is better for a small project?")) == ["small-project"]


def test_the_others_of_a_ruling_are_the_other_rulings(assistant):
    assert told(last(assistant, "which is more secure?", "what about the others?")) == ["overall-winner"]
    assert told(last(assistant, "who uses Flask?", "what about the others?"))[0].startswith("companies")


@for_each(
    ("asked", "so", "entry"),
    [
        ("is there anything Django is worse at?", True, "overall-losses"),
        ("isn't there anything Django is worse at?", True, "overall-losses"),
        ("is there nothing Flask is better at?", False, "overall-wins"),
        ("is there something that Flask is superior in?", True, "overall-wins"),
    ],
)
def test_whether_there_is_anything_that_one_is_worse_at_is_counted(assistant, asked, so, entry):
    reply = assistant.ask(asked)
    assert (reply.affirms, told(reply)[0]) == (so, entry)


def test_what_one_is_worse_at_is_told_of_the_one_that_is_spoken_of(assistant):
    replies = talk(assistant, "what is Django?", "what is it worse at?", "and Flask?", "is it better at anything?")
    assert [each.answers[0].subject for each in replies[1:]] == ["django", "flask", "flask"]
    assert [each.affirms for each in replies[1:]] == [None, None, True]


def test_what_something_is_is_asked_anew_after_what_it_is_worse_at(assistant):
    assert told(last(assistant, "what is Django worse at?", "what is Flask?")) == ["what-it-is"]


def test_when_not_to_use_one_is_no_case_for_it(assistant):
    reply = assistant.ask("when not to use flask?")
    assert told(reply) == ["when-not"]
    assert "recommends Django for instead" in reply.text


@for_each(
    ("before", "question", "entry"),
    [
        ("what is MTV?", "and the template?", "mtv-roles"),
        ("how does Django scale?", "any site that proves it?", "companies-list"),
        ("how does Flask deal with databases?", "drawback?", "database-tradeoff"),
    ],
)
def test_few_words_are_asked_of_what_was_spoken_of(assistant, before, question, entry):
    assert told(last(assistant, before, question)) == [entry]


def test_a_question_without_its_verb_takes_over_the_latest_of_its_kind(assistant):
    reply = last(assistant, "who made flask", "was he in some club or smth", "fine. who did django then")
    assert told(reply) == ["creator"]
    assert "Holovaty" in reply.text


@for_each(
    ("question", "so"),
    [("does that matter?", False), ("so it doesn't matter?", True), ("so not a dealbreaker", True), ("tie then", True)],
)
def test_whether_it_matters_and_a_bare_draw_are_asked_of_the_ruling(assistant, question, so):
    assert last(assistant, "is flask faster", question).affirms is so


def test_what_is_left_open_at_the_end_asks_for_the_choice(assistant):
    assert last(assistant, "which is safer?", "the safer one is?").pick == "django"


@for_each(
    ("before", "asked", "entry", "pick"),
    [
        ("What about templates?", "who gets this point?", "template-engine", "tie"),
        ("Tell me about the admin panel.", "So who came out ahead there in the end?", "admin-panel", "django"),
        ("Which is more flexible?", "and who takes that category?", "flexibility", "flask"),
        ("Which is more flexible?", "who wins overall?", "overall-winner", "django"),
        ("Which is more flexible?", "security. who takes that?", "security", "django"),
    ],
)
def test_who_is_ahead_in_what_is_pointed_to_is_asked_of_that_category(assistant, before, asked, entry, pick):
    reply = last(assistant, before, asked)
    assert (told(reply), reply.pick) == ([entry], pick)


def test_who_won_is_asked_of_the_next_category_too(assistant):
    reply = last(assistant, "is Flask faster?", "so who took that one?", "and security")
    assert (told(reply), reply.pick, reply.affirms) == (["security"], "django", None)


@for_each(
    ("before", "asked", "entries"),
    [
        ("Who is Django named after?", "And Flask, why is it called that?", []),
        ("Is Flask test-driven?", "does Django have anything like that?", []),
        ("What is Flask-Admin?", "does Django have something like that too?", ["has-admin-panel"]),
        ("Who made Django?", "and why that name?", ["named-after"]),
        ("Does Flask lack an admin panel?", "what is that extension called?", ["flask-admin"]),
        ("Does Flask protect me from XSS?", "what's the library called", ["flask-security"]),
        ("Does Flask protect me from XSS?", "what's the pizza called", []),
        ("Does Flask protect me from XSS?", "what is the framework called?", ["named-after"]),
        ("How did Django originate?", "At what newspaper, precisely?", ["lawrence-journal-world"]),
        ("Who made Django?", "For which newspaper were they toiling?", ["creator"]),
        ("How did Django start?", "At which salary?", []),
        ("Which one is more popular?", "any hard figures for that?", ["community"]),
    ],
)
def test_what_follows_is_answered_from_what_tells_it_or_not_at_all(assistant, before, asked, entries):
    assert told(last(assistant, before, asked)) == entries


@for_each(
    ("before", "asked", "so"),
    [
        ("which is safer?", "same for flexibility?", False),
        ("which is safer?", "databases likewise?", True),
        ("who wins on templates?", "same verdict for components", True),
        ("who wins on templates?", "and security, a draw too?", False),
        ("which is safer?", "The same for databases: verdict and grounds.", None),
        ("which is safer?", "Same question as to flexibility.", None),
    ],
)
def test_whether_another_category_has_the_same_ruling_is_told(assistant, before, asked, so):
    assert last(assistant, before, asked).affirms is so


@pytest.mark.parametrize("asked", ["so Flask wins here?", "Flask takes the point here?"])
def test_here_is_the_category_spoken_of(assistant, asked):
    reply = last(assistant, "Which are easier to set up, apps or blueprints?", asked)
    assert (told(reply), reply.affirms) == (["reusable-components"], False)


def test_a_bare_winner_is_that_of_the_category(assistant):
    assert told(last(assistant, "is Django's admin panel configurable?", "winner")) == ["admin-panel"]
    assert told(assistant.ask("winner")) == ["overall-winner"]


@for_each("asked", ["which framework cares about it?", "which one preaches that", "which of the two applies it?"])
def test_which_of_the_subjects_follows_a_term_is_the_one_it_is_told_of(assistant, asked):
    reply = last(assistant, "what is low coupling?", asked)
    assert (told(reply), reply.pick) == (["low-coupling"], "django")


def test_which_of_other_things_they_are_is_no_subject(assistant):
    assert last(assistant, "who is Django named after?", "which of his tunes did they like?").status != ANSWERED


@for_each(
    ("before", "asked", "entry", "so"),
    [
        ("is Flask safe?", "does that library come as standard?", "flask-security-standard", False),
        ("does Flask have an admin panel?", "is that extension as good?", "flask-admin", False),
        ("does Flask have an admin panel?", "isn't the plugin just as good?", "flask-admin", False),
    ],
)
def test_a_thing_told_of_is_meant_by_what_it_is(assistant, before, asked, entry, so):
    reply = last(assistant, before, asked)
    assert (told(reply), reply.affirms) == ([entry], so)


def test_how_a_question_begins_is_no_name_of_a_thing(tmp_path):
    pairs = {"Where is my order": "You see where it is.", "Can I cancel an order": "Until it is sent."}
    faq = "".join(f"  - {{q: {question}, a: {answer}}}\n" for question, answer in pairs.items())
    (tmp_path / "shop.yaml").write_text(f"title: Shop\nfaq:\n{faq}", "utf-8")
    reply = last(Assistant(tmp_path / "shop.yaml"), "where is my order?", "can i cancel that order?")
    assert told(reply) == ["can-i-cancel-an-order"]


def test_a_year_of_a_subject_is_none_of_another_thing_told_of(assistant):
    assert last(assistant, "what does Pinterest use?", "what year did they go public?").status != ANSWERED
    assert told(last(assistant, "who made Django?", "what year did they begin?")) == ["years"]


def test_a_motto_is_what_the_talk_is_about(assistant):
    assert told(last(assistant, "is Flask good for testing?", "what was the slogan again")) == ["testing-tenet"]


@for_each(
    "line", ["the winner (please)", "and the winner is?", "just give me the winner", "show me the winner", "the winner"]
)
def test_who_the_winner_is_can_be_asked_first(assistant, line):
    reply = assistant.ask(line)
    assert (told(reply), reply.pick, reply.affirms) == (["overall-winner"], "django", None)


def test_the_winner_is_asked_of_what_was_spoken_of_and_so_is_the_loser(assistant):
    assert assistant.ask("and the loser is?").pick == "flask"
    reply = last(assistant, "is Flask safer?", "just give me the winner")
    assert (told(reply), reply.pick) == (["security"], "django")


def test_the_winner_of_whom_more_is_said_is_the_one_who_won(assistant):
    assert told(assistant.ask("tell me about the winner")) == told(assistant.ask("tell me about Django"))


@pytest.mark.parametrize("before", ["which one won?", "is Flask faster?"])
def test_what_one_is_can_be_asked_with_the_question_word_last(assistant, before):
    reply = last(assistant, before, "django is what")
    assert (told(reply), reply.affirms) == (["what-it-is"], None)


@for_each(
    ("before", "asked"),
    [
        ("what did the makers of Django leave behind?", "so why the name?"),
        ("how many years is Django ahead?", "why is Django called that name?"),
        ("is the paper still online?", "where is the name from?"),
    ],
)
def test_whence_the_name_is_asked_of_the_subject_and_not_of_what_was_told(assistant, before, asked):
    assert told(last(assistant, before, asked)) == ["named-after"]


def test_where_the_name_of_a_term_is_from_is_no_name_of_a_subject(assistant):
    assert told(last(assistant, "what is Jinja2?", "where does its name come from?")) == ["jinja2-origin"]


@for_each(
    ("before", "asked", "entry"),
    [
        ("is Flask safe?", "with what library?", "flask-security"),
        ("does Flask have an admin panel?", "what is the extension called?", "flask-admin"),
        ("who made Django?", "which newspaper?", "lawrence-journal-world"),
        ("what is Django?", "in which language is it?", "language"),  # of which more is told than what it is
    ],
)
def test_which_thing_of_a_kind_it_is_asks_for_the_one_near_what_was_told(assistant, before, asked, entry):
    assert told(last(assistant, before, asked)) == [entry]


@for_each("asked", ["by how big a margin?", "how large is the gap?", "and by what margin, please?"])
@for_each("before", ["which is safer?", "which is faster?"])
def test_how_great_a_difference_is_is_asked_of_the_category_told(assistant, before, asked):
    first, again = talk(assistant, before, asked)
    assert (told(again), again.pick) == (told(first), None)


def test_whether_the_gap_is_a_great_one_is_asked_of_the_ruling(assistant):
    assert last(assistant, "which is faster?", "is the gap significant?").affirms is False


@for_each("asked", ["and the rest?", "what is the rest?", "the remainder?"])
def test_the_rest_of_the_categories_are_those_that_are_even(assistant, asked):
    assert told(last(assistant, "where does Django win?", "where does it lose?", asked)) == ["overall-ties"]


@pytest.mark.parametrize(
    "question",
    ["how long does it take to learn Flask's database side?", "how many hours does Django's template engine save?"],
)
def test_who_asks_how_long_something_takes_is_told_no_more_than_is_known(assistant, question):
    assert assistant.ask(question).status != ANSWERED


def test_a_number_of_a_subject_is_none_of_another_thing_told_of(assistant):
    assert last(assistant, "what does Netflix use?", "how many users do they have?").status != ANSWERED
    assert told(last(assistant, "who is behind Django?", "how many people use it?")) == ["community"]


def test_a_judgement_without_a_verb_is_of_the_subject_spoken_of(assistant):
    before = "what are the advantages of Flask?"
    assert last(assistant, before, "any disadvantages?").answers[0].subject == "flask"
    assert last(assistant, before, "any disadvantages?", "and the upsides of its rival?").answers[0].subject == "django"


def test_a_category_that_is_named_after_a_link_is_asked_for(assistant):
    assert told(assistant.ask("And how is it with the databases?")) == ["database"]


def test_what_is_exclaimed_before_a_question_leaves_it_as_it_is(assistant):
    reply = last(assistant, "who made Flask?", "oh brilliant, and Django?")
    assert (told(reply), reply.answers[0].subject) == (["creator"], "django")


@for_each("asked", ["the same for Flask?", "does the same hold for Flask?", "and is the same true of Flask?"])
@for_each(("before", "first"), [("Is there a fee for Django?", False), ("Is Django free?", True)])
def test_whether_the_same_holds_is_so_where_the_answer_is_the_same(assistant, before, first, asked):
    one, other = talk(assistant, before, asked)
    assert (one.affirms, other.affirms, told(other)) == (first, True, ["free-open-source"])


@pytest.mark.parametrize("asked", ["is the same not true of Flask?", "Flask is not the same, is it?"])
def test_whether_the_same_does_not_hold_is_not_so(assistant, asked):
    assert last(assistant, "Is there a fee for Django?", asked).affirms is False


@pytest.mark.parametrize("asked", ["good for an MVP?", "free to use?"])
def test_a_claim_without_subject_and_verb_is_asked_of_the_one_spoken_of(assistant, asked):
    assert last(assistant, "what is Flask?", asked).affirms is True


def test_a_thing_named_alone_is_asked_about_as_the_one_before(assistant):
    assert last(assistant, "does Flask come with form validation?", "an ORM, then?").affirms is False
    assert last(assistant, "does Django have an ORM?", "an admin panel?").affirms is True


def test_a_conclusion_needs_no_verb(assistant):
    assert last(assistant, "who protects Flask?", "so more work for Flask's developers").affirms is True


@pytest.mark.parametrize("said", ["but everyone says Django", "but my boss says Flask", "but they say Django"])
def test_whom_somebody_is_for_is_no_claim_to_affirm(assistant, said):
    reply = last(assistant, "so Flask is better for me?", said)
    assert (reply.affirms, reply.lead) == (None, "")
