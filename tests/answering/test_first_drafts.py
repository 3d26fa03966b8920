"""A knowledge base with one question an answer, as an author writes it first, asked in other words."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Assistant, Reply
from assistant.screen.layout import Screen
from assistant.terminal.chat.commands import obey, serve
from assistant.terminal.chat.session import Session
from assistant.terminal.chat.settings import Settings
from tests.cases import for_each
from tests.terminal import verdict

FAQ = """
title: Pottery Studio
about: "Questions that guests of a pottery studio ask."
faq:
  - {q: When are you open?, a: "From Tuesday to Saturday, 10 am to 6 pm; on Thursdays until 9 pm."}
  - {q: What does a course cost?, a: "Four evenings at the wheel are 160 euros, clay and one firing included."}
  - {q: How do I cancel a course?, a: "Write to us a week before it begins and you get the whole fee back."}
  - {q: Are children welcome?, a: "From six years, in the company of a grown-up; Saturdays have a class of their own."}
  - {q: How long does firing take?, a: "The kiln runs once a week, so a bowl can be fetched after about ten days."}
  - {q: What should I wear?, a: "Old clothes and short sleeves. Aprons hang at the door."}
  - {q: Where can I park?, a: "Behind the bakery, two hours free of charge."}
  - {q: Do you sell vouchers?, a: "At the counter and by mail, for any sum from 20 euros."}
"""

RULED = """
title: Tea or Coffee
subjects: [{id: tea, name: Tea}, {id: coffee, name: Coffee}]
categories:
  - id: warmth
    name: Staying warm
    winner: tea
    terms: [temperature]
    more: [hot]
    less: [cold, draughty]
    verdict: "Tea stays warm longer."
    answer: {tea: "A pot of tea keeps its heat for an hour.", coffee: "A cup of coffee loses it in ten minutes."}
    ask: [which stays warm]
  - id: price
    name: Price
    winner: coffee
    terms: [price]
    more: [cheap]
    less: [expensive]
    verdict: "Coffee costs less."
    answer: {tea: "A good tea is 8 euros for 100 grams.", coffee: "A good coffee is 3 euros for 100 grams."}
    ask: [which costs less]
  - id: moving
    name: Moving about
    winner: tea
    terms: [freedom]
    more: [lets you roam]
    less: [ties you down, staining]
    verdict: "Tea leaves you free."
    answer: {tea: "A flask of tea comes along.", coffee: "A coffee machine stays where it stands."}
    ask: [which goes with me]
"""

RENTED = """
title: Boats
subjects: [{id: hire, name: Hiring}, {id: own, name: Keeping, aliases: [keeper]}]
entries:
  - id: mooring
    topic: boats
    name: paying for the berth
    holds: {hire: false, own: true}
    answer: {hire: "The harbour's boats have their berths.", own: "A berth is 900 euros a year."}
    ask: ["do i pay for a berth when {subject}"]
topics: [{id: boats, name: Boats}]
"""

Ask = Callable[[str], Reply]


def asker(folder: Path, text: str) -> Ask:
    (folder / "knowledge.yaml").write_text(text, encoding="utf-8")
    return Assistant(folder).ask


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asker(tmp_path_factory.mktemp("pottery"), FAQ)


@pytest.fixture(scope="module")
def compare(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asker(tmp_path_factory.mktemp("drinks"), RULED)


@for_each(
    ("question", "told"),
    [
        ("opening hours", "10 am"),
        ("which clothes should i put on", "Aprons"),
        ("do you have gift vouchers", "20 euros"),
    ],
)
def test_an_ordinary_rewording_is_answered(ask: Ask, question: str, told: str) -> None:
    assert told in ask(question).text


@for_each(
    ("question", "told"),
    [
        ("what does a seat set us back", "160 euros"),
        ("can we call it off?", "a week before"),
        ("is there somewhere to leave my car?", "bakery"),
    ],
)
def test_a_phrase_is_understood_of_which_no_word_says_what_it_means(ask: Ask, question: str, told: str) -> None:
    reply = ask(question)
    assert reply.status == "answered"
    assert told in reply.text


@for_each(
    ("question", "told", "offered"),
    [
        ("my daughter is seven, can she come too?", "six years", "Are children welcome?"),
        ("could i bring the kids", "six years", "Are children welcome?"),
        ("is there parking for a car", "bakery", "Where can I park?"),
        ("how much is a course for a beginner", "160 euros", "What does a course cost?"),
    ],
)
def test_what_is_not_sure_enough_is_offered(ask: Ask, question: str, told: str, offered: str) -> None:
    reply = ask(question)
    assert told in reply.text if reply.answers else offered in reply.suggestions


def test_the_third_that_is_offered_is_the_nearest_of_the_others(ask: Ask) -> None:
    reply = ask("late evening visit")
    others = reply.candidates[2:]
    nearest = max(others, key=lambda each: each.told)
    assert nearest is not others[0]
    assert reply.suggestions[2] == nearest.item.question


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("what does it cost to park at the studio", ["Where can I park?", "What does a course cost?"]),
        ("how much does a voucher for a course cost", ["What does a course cost?", "Do you sell vouchers?"]),
    ],
)
def test_two_readings_about_as_near_are_both_named_and_told(ask: Ask, question: str, told: list[str]) -> None:
    reply = ask(question)
    assert reply.text.startswith(f"I take you to ask: {' · '.join(told)} ")
    assert [each.id for each in reply.answers] == [ask(each).answers[0].id for each in told]
    assert all(each.body in reply.text for each in reply.answers)
    assert not {*told} & {*reply.suggestions}


def test_a_yes_to_two_named_readings_asks_both(tmp_path: Path) -> None:
    (tmp_path / "pottery.yaml").write_text(FAQ, encoding="utf-8")
    lines = ["what does it cost to park at the studio", "yes"]
    done = verdict("--knowledge", str(tmp_path / "pottery.yaml"), "--json", given="\n".join(lines))
    supposed, confirmed = map(json.loads, done.stdout.splitlines())
    assert len(supposed["answers"]) == 2
    assert [each["id"] for each in confirmed["answers"]] == [each["id"] for each in supposed["answers"]]
    assert not confirmed["text"].startswith("I take you to ask")
    chat = Session(Assistant(tmp_path / "pottery.yaml"), Settings(), obey, serve, lambda _: Screen(), bool, list, bool)
    shown = [chat.view.screen.paint(chat.respond(line)) for line in lines]
    assert all(told in shown[1] for told in ("Where can I park?", "What does a course cost?", "bakery", "160 euros"))


def test_one_reading_alone_is_told_where_the_next_is_far_or_it_is_asked_word_for_word(ask: Ask) -> None:
    assert len(ask("what do i pay if i cancel a course").answers) == 1
    assert len(ask("What does a course cost?").answers) == 1


@pytest.mark.parametrize("question", ["anything special for the festival", "what about the dog"])
def test_five_are_offered_where_none_is_answered_and_three_after_an_answer(ask: Ask, question: str) -> None:
    refused = ask(question)
    assert not refused.answers
    assert len({*refused.suggestions}) == len(refused.suggestions) == 5
    assert len(ask("what does a course cost").suggestions) == 3


def test_the_weather_of_tomorrow_is_told_by_nobody_who_does_not_say_so(tmp_path: Path) -> None:
    rain = "  - {q: Do you glaze pots in wet weather?, a: In any weather; the shed has a roof.}\n"
    asked = asker(tmp_path, FAQ + rain)
    assert "shed" in asked("do you glaze in bad weather").text
    assert not asked("what's the weather tomorrow").answers
    assert not asked("what is the weather like?").answers
    told = asker(tmp_path, FAQ + rain + "  - {q: What is the weather like?, a: Mild and dry.}\n")
    assert "Mild" in told("what's the weather like tomorrow").text


def test_a_question_is_offered_with_the_capitals_of_its_author(tmp_path: Path) -> None:
    asked = asker(tmp_path, "title: Farm\nfaq:\n  - {q: What is fish farming?, a: It is a trade of Farming.}\n")
    assert asked("who invented it").suggestions == ("What is fish farming?",)


def test_a_sentence_deep_in_an_answer_is_found(ask: Ask) -> None:
    question = "do i have to fetch an apron from the door"
    assert ask(question).answers or "What should I wear?" in ask(question).suggestions


def test_what_is_compared_with_nothing_can_be_asserted_and_denied_too(tmp_path: Path) -> None:
    entry = """
topics: [{id: stay, name: Your stay}]
entries:
  - id: dogs
    topic: stay
    name: dogs
    answer: "Only guide dogs come in."
    less: [welcome, allowed]
    ask: [can I bring my dog]
"""
    ask = asker(tmp_path, FAQ.partition("faq:")[0] + entry)
    assert ask("are dogs welcome?").affirms is False
    assert ask("is it wrong that dogs are allowed?").affirms is True
    assert ask("can I bring my dog?").affirms is None


def test_the_yes_of_an_author_is_told_to_his_own_question_alone(tmp_path: Path) -> None:
    answer = "Yes. Leave the bowl on the shelf by the door until your course is over."
    ask = asker(tmp_path, f'{FAQ}  - {{q: Can I keep my bowls at the studio?, a: "{answer}"}}\n')
    assert ask("can i keep my bowls at the studio").text.startswith("Yes. Leave the bowl")
    assert ask("must I take my bowls home, or can they stay at the studio?").text.startswith("Leave the bowl")


@for_each("question", ["do you repair bicycles", "who won the world cup", "is there a swimming pool"])
def test_what_is_not_told_is_not_answered(ask: Ask, question: str) -> None:
    assert ask(question).status in ("unknown", "unsure")


@for_each("question", ["what does a course cost", "how much is a voucher", "what do i pay for parking"])
def test_prices_are_no_kind_of_question_to_refuse_where_an_author_tells_them(ask: Ask, question: str) -> None:
    assert "salaries" not in ask(question).text


def test_small_talk_is_still_small_talk(ask: Ask) -> None:
    assert ask("hello").status == "chat"
    assert ask("thanks a lot").status == "chat"
    assert ask("are you a human or a machine").status == "chat"


@pytest.mark.parametrize("question", ["can we come and have a look around", "do the kids learn a second language"])
def test_a_question_by_chance_words_of_small_talk_is_none(ask: Ask, question: str) -> None:
    assert ask(question).status != "chat"


@for_each(
    ("question", "pick"),
    [
        ("which is hotter", "tea"),
        ("which of them is colder", "coffee"),
        ("which is the cheapest", "coffee"),
        ("which is cold", "coffee"),
    ],
)
def test_an_authors_word_for_better_or_worse_stands_for_its_comparative_too(
    compare: Ask, question: str, pick: str
) -> None:
    assert compare(question).pick == pick


@pytest.mark.parametrize(
    ("question", "affirms"), [("is tea hotter than coffee", True), ("is tea colder than coffee", False)]
)
def test_such_words_are_ways_to_ask_for_the_ruling(compare: Ask, question: str, affirms: bool) -> None:
    assert compare(question).affirms is affirms


@for_each(
    ("question", "pick"),
    [
        ("which costs more", "tea"),
        ("which one costs me less", "coffee"),
        ("which saves more on the price", "coffee"),
        ("which is more expensive", "tea"),
        ("which is less expensive", "coffee"),
    ],
)
def test_less_of_a_burden_is_better(compare: Ask, question: str, pick: str) -> None:
    assert compare(question).pick == pick


@for_each(
    ("question", "pick"),
    [
        ("which ties me down", "coffee"),
        ("which one lets us roam", "tea"),
        ("which stains more", "coffee"),
        ("which stains less", "tea"),
    ],
)
def test_an_authors_phrase_holds_of_anyone_and_in_other_forms(compare: Ask, question: str, pick: str) -> None:
    assert compare(question).pick == pick


SAFER = """
  - id: safety
    name: Safety
    winner: tea
    terms: [safety, durability]
    less: [stainy]
    verdict: "Tea is the safer one: a machine breaks."
    answer: {tea: "A pot of tea stays whole.", coffee: "A coffee machine breaks and leaks."}
    ask: [which is safe, which stays whole]
"""


@pytest.mark.parametrize(
    ("question", "pick"),
    [("which breaks more often", "coffee"), ("which is less likely to break", "tea"), ("which leaks less", "tea")],
)
def test_what_befalls_people_and_things_is_for_the_worse(tmp_path: Path, question: str, pick: str) -> None:
    assert asker(tmp_path, RULED + SAFER)(question).pick == pick


CARE = """
  - id: care
    name: Maintenance
    winner: coffee
    terms: [maintenance, cleaning]
    more: [easier to clean]
    less: [harder to clean]
    verdict: "Coffee takes less cleaning."
    answer: {tea: "A tea pot is scrubbed by hand.", coffee: "A coffee machine rinses itself."}
    ask: [which is easier to clean]
"""


@pytest.fixture(scope="module")
def care(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asker(tmp_path_factory.mktemp("care"), RULED + CARE)


@for_each(
    ("question", "pick"),
    [
        ("which is more economical over several years", "coffee"),
        ("which is more pricey", "tea"),
        ("which is more of a pain to clean", "tea"),
        ("which is less hassle to clean", "coffee"),
        ("which is the least work to keep clean", "coffee"),
        ("which needs more upkeep", "tea"),
        ("what's cheaper", "coffee"),
        ("what is more expensive", "tea"),
        ("what is hotter", "tea"),
    ],
)
def test_what_judges_by_itself_is_no_amount_of_a_burden(care: Ask, question: str, pick: str) -> None:
    assert care(question).pick == pick


@for_each(
    ("question", "affirms"),
    [
        ("is tea hard to clean", True),
        ("is coffee hard to clean", False),
        ("is coffee easy to clean", True),
        ("does coffee mean less hassle with cleaning", True),
    ],
)
def test_what_an_author_compares_can_be_said_without_that(care: Ask, question: str, affirms: bool) -> None:
    assert care(question).affirms is affirms


RUNNING = """
  - id: running
    name: Running cost
    winner: coffee
    terms: [running cost, monthly cost]
    more: [cheaper to run]
    less: [dearer to run]
    verdict: "Coffee costs less to run."
    answer: {tea: "A pot of tea is boiled anew each time.", coffee: "A coffee machine keeps its heat."}
    ask: [which is cheaper to run, "what does {subject} cost a month"]
"""


@pytest.mark.parametrize(("subject", "affirms"), [("tea", True), ("coffee", False)])
def test_a_comparative_in_two_words_is_for_the_worse_once(tmp_path: Path, subject: str, affirms: bool) -> None:
    assert asker(tmp_path, RULED + RUNNING)(f"is {subject} more expensive to run").affirms is affirms


def test_any_word_of_an_author_for_better_and_worse_has_a_comparative(compare: Ask) -> None:
    assert compare("which is draughtier").pick == "coffee"


def test_how_something_works_is_no_yes_where_work_is_a_burden(tmp_path: Path) -> None:
    reply = asker(tmp_path, RULED.replace("staining]", "work]"))("how does coffee work")
    assert (reply.status, reply.affirms) == ("answered", None)


def test_a_wall_that_is_knocked_out_turns_nothing_round(tmp_path: Path) -> None:
    walls = """
entries:
  - id: wall
    topic: overall
    name: being free to move walls
    answer: "Who drinks tea may tear out walls."
    holds: {tea: true, coffee: false}
    ask: ["can i tear out a wall with {subject}", "may i move a wall"]
"""
    assert asker(tmp_path, RULED + walls)("can i knock out a wall with coffee").affirms is False


@pytest.mark.parametrize(
    ("question", "affirms"),
    [
        ("do i have to pay for the berth when hiring", False),
        ("is the berth free when hiring", True),
        ("is the berth free for a keeper", False),
        ("is it forbidden to sleep on a hired boat", True),
        ("may i sleep on a boat of mine as a keeper", True),
        ("is a licence voluntary when hiring", False),
    ],
)
def test_the_contrary_of_what_is_claimed_is_known(tmp_path: Path, question: str, affirms: bool) -> None:
    more = """
  - id: sleeping
    topic: boats
    name: sleeping on board
    holds: {hire: false, own: true}
    answer: "Only keepers sleep on board."
    ask: ["can i sleep on the boat when {subject}"]
  - id: license
    topic: boats
    name: license
    holds: {hire: true, own: false}
    answer: "Who hires needs a license."
    ask: ["do i need a license when {subject}"]
topics:"""
    assert asker(tmp_path, RENTED.replace("\ntopics:", more, 1))(question).affirms is affirms


@pytest.mark.parametrize("question", ["how do i clean my apron", "how old is the kiln"])
def test_what_tells_nothing_of_the_kind_that_is_asked_for_is_no_answer(ask: Ask, question: str) -> None:
    assert ask(question).status == "unsure"


@pytest.mark.parametrize(
    ("question", "told"),
    [("how do i cancel a course", "Write to us"), ("how old must a child be to come along", "six years")],
)
def test_what_tells_it_is_one(ask: Ask, question: str, told: str) -> None:
    assert told in ask(question).text


@pytest.mark.parametrize(
    ("question", "subjects"),
    [
        ("what do keepers pay", ("own",)),
        ("is a hired boat dear", ("hire",)),
        ("what is on hire", ()),
    ],
)
def test_subjects_are_found_in_the_plural_and_by_what_is_done(
    tmp_path: Path, question: str, subjects: tuple[str, ...]
) -> None:
    (tmp_path / "boats.yaml").write_text(RENTED, encoding="utf-8")
    assert Assistant(tmp_path).library.reader.read(question).subjects == subjects


@pytest.mark.parametrize("question", ["what does the baker take", "do bakers open on sundays"])
def test_a_name_that_is_given_comes_before_what_another_makes(tmp_path: Path, question: str) -> None:
    subjects = "[{id: own, name: Baking}, {id: shop, name: Shop, aliases: [baker]}]"
    text = RENTED.replace("[{id: hire, name: Hiring}, {id: own, name: Keeping, aliases: [keeper]}]", subjects)
    (tmp_path / "bread.yaml").write_text(text.replace("hire:", "shop:"), encoding="utf-8")
    assert Assistant(tmp_path).library.reader.read(question).subjects == ("shop",)


GERMAN = """
title: Gärtnerei
faq:
  - {q: Wann werden die Tomaten gepflanzt?, a: "Nach den Eisheiligen, Mitte Mai."}
  - {q: Welche Erde brauchen Kakteen?, a: "Eine sandige, die kaum Wasser hält."}
  - {q: Wie schneidet man Rosen?, a: "Schräg, über einem Auge, das nach außen zeigt."}
  - {q: Hilft Kaffeesatz gegen Schnecken?, a: "Ein wenig; ein Zaun hilft besser."}
  - {q: Verleiht ihr einen Anhänger?, a: "Für zwei Stunden, gegen ein Pfand."}
"""


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("in welchem Monat pflanzt man Tomaten", "wann-werden-die-tomaten-gepflanzt"),
        ("welche Erde braucht ein Kaktus", "welche-erde-brauchen-kakteen"),
        ("wann ist der Rosenschnitt, wie wird geschnitten", "wie-schneidet-man-rosen"),
        ("kann ich den Anhänger von euch leihen", "verleiht-ihr-einen-anhänger"),
    ],
)
def test_a_list_in_another_language_is_found_by_words_that_are_spelt_alike(
    tmp_path: Path, question: str, entry: str
) -> None:
    (tmp_path / "list.yaml").write_text(GERMAN, encoding="utf-8")
    reply = Assistant(tmp_path).ask(question)
    assert entry in [each.item.entry.id for each in reply.candidates[:1]]


def test_letters_that_are_alike_are_enough_in_another_language(tmp_path: Path) -> None:
    (tmp_path / "list.yaml").write_text(GERMAN, encoding="utf-8")
    assert [each.id for each in Assistant(tmp_path).ask("Anhänger mieten").answers] == ["verleiht-ihr-einen-anhänger"]


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("wie oft muss ich den Rasen mähen", "unsure"),  # a lawn is no slip of roses
        ("was heißt Umtopfen", "answered"),  # and "heißt" none of "heisst", nor "he isst"
        ("kauft ihr Wein", "unknown"),
    ],
)
def test_real_words_of_another_language_are_no_slips(tmp_path: Path, asked: str, status: str) -> None:
    more = '  - {q: Was bedeutet Umtopfen?, a: "Eine Pflanze bekommt einen größeren Topf, und er isst nicht mit."}'
    (tmp_path / "list.yaml").write_text(f"{GERMAN}{more}\n", encoding="utf-8")
    reply = Assistant(tmp_path).ask(asked)
    assert (reply.status, reply.reading and reply.reading.words) == (status, tuple(asked.casefold().split()))


BIKES = """
title: Bike Shop
faq:
  - q: repair
    a: "We mend bikes within two days; a service is 60 euros."
    also: [repairs, mend a bike, service, inspection, flat tyre, broken chain, brakes, workshop]
  - q: rental
    a: "A bike is 15 euros a day, a week is 70."
    also: [rent a bike, hire, borrow, lend, bikes for a day, bikes for a week, rent for the weekend, hire charge]
  - q: team
    a: "Four mechanics and two sellers work here."
    also: [staff, mechanics, people, employees, sellers, crew, colleagues, personnel]
"""


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("who are the mechanics", "team"),
        ("what is the hire charge of a bike", "rental"),
        ("when does the workshop mend brakes", "repair"),
    ],
)
def test_a_list_of_many_keywords_answers_whole_questions(tmp_path: Path, question: str, entry: str) -> None:
    (tmp_path / "bikes.yaml").write_text(BIKES, encoding="utf-8")
    assert [each.id for each in Assistant(tmp_path).ask(question).answers] == [entry]


@pytest.mark.parametrize(
    "said",
    ["how long have you been in business", "how long have you been around", "are you still in business"],
)
def test_small_talk_with_a_matter_of_its_own_is_asked_of_the_house(tmp_path, said):
    (tmp_path / "faq.yaml").write_text(FAQ, encoding="utf-8")
    assert Assistant(tmp_path).ask(said).status != "chat"


@pytest.mark.parametrize("said", ["how have you been", "are you some sort of robot", "what's your name then"])
def test_small_talk_in_other_words_is_small_talk(tmp_path, said):
    (tmp_path / "faq.yaml").write_text(FAQ, encoding="utf-8")
    assert Assistant(tmp_path).ask(said).status == "chat"


@pytest.mark.parametrize("said", ["brisket", "hoovering", "titanium", "upfront"])
def test_a_word_of_no_author_is_no_slip_of_one_of_his(tmp_path: Path, said: str) -> None:
    near = {"brisket": "brisk", "hoovering": "havering", "titanium": "titanic", "upfront": "front"}
    told = f"""
title: Studio
about: "A studio's questions."
faq:
  - {{q: What is {near[said]}?, a: "Whatever we call {near[said]}."}}
  - {{q: When are you open?, a: "From ten to six."}}
  - {{q: Where can I park?, a: "Behind the bakery."}}
"""
    reading = asker(tmp_path, told)(f"what is {said}").reading
    assert reading is not None
    assert reading.words == ("what", "is", said)


def test_an_entry_without_a_word_hinders_no_other(tmp_path: Path) -> None:
    text = 'title: Studio\nfaq:\n  - {q: "---", a: "---"}\n  - {q: When?, a: Now.}\n'
    (tmp_path / "faq.yaml").write_text(text, encoding="utf-8")
    assert Assistant(tmp_path / "faq.yaml").ask("When?").text.startswith("Now.")


@pytest.mark.parametrize("asked", ["was the club founded in 1987", "the club was founded in 1990, right?"])
def test_a_year_is_asked_for_where_nothing_is_compared(tmp_path: Path, asked: str) -> None:
    base = tmp_path / "base.yaml"
    founded = "{q: When was the club founded?, a: It was founded in 1987., also: [was it founded in 1987]}"
    base.write_text(f"title: Club\nfaq:\n  - {founded}\n  - {{q: Where do you meet?, a: In the hall.}}\n", "utf-8")
    reply = Assistant(base).ask(asked)
    assert (reply.affirms, "1987" in reply.text) == ("1987" in asked, True)
