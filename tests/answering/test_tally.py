"""How many categories are won, lost and tied, and what questions claim of these numbers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import permutations

import pytest

from assistant import Assistant
from assistant.knowledge.base import TIE, KnowledgeBase
from assistant.knowledge.loading import load
from tests.cases import for_each
from tests.terminal import ROOT

KNOWLEDGE = ROOT / "tests" / "knowledge"


@for_each(
    ("question", "so"),
    [
        ("Not every category has a winner, right?", True),
        ("Was every one of the nine rounds won by somebody?", False),
        ("Did each of them win at least one category?", True),
        ("Do both win four categories?", False),
        ("Not one of the nine rounds went to Flask, correct?", False),
        ("Is Django crowned in every category?", False),
        ("Is Flask behind Django anywhere?", True),
        ("Is Django never behind?", False),
        ("Has Flask ever beaten Django?", True),
        ("Has Flask beaten Django in three categories?", False),
        ("May one seriously say that Flask lost in three categories?", False),
        ("Is the final score 4-1?", True),
        ("Is the final score five to one?", False),
        ("Is the final score of Flask four to one?", False),
        ("Four categories to one, with four ties: is that the score for Django?", True),
        ("Four categories to one, with five ties: is that the score for Django?", False),
        ("Is Django's lead over Flask more than two categories?", True),
        ("Is Django's lead over Flask more than three categories?", False),
        ("Are there as many ties as Django wins?", True),
        ("Are there as many ties as Flask wins?", False),
        ("Do the two frameworks tie in at most four categories?", True),
        ("Do the two frameworks tie in at most three categories?", False),
        ("Are there more ties than wins?", False),
        ("Is there a category that ends in a draw?", True),
        ("They are tied overall with four wins each", False),
        ("Did Django win 4, lose 1 and tie 4?", True),
        ("Did Django win 4, lose 4 and tie 1?", False),
        ("Flask lost 4 to 1", True),
        ("Did Django lose 4 to 1?", False),
        ("Did each win at least one category?", True),
        ("Apart from security, were five categories won?", False),
        ("Apart from security, were four categories won?", True),
        ("Were nine categories compared?", True),
        ("Were ten categories compared?", False),
        ("Are there precisely four categories in which no winner is named?", True),
        ("Are there precisely five categories in which no winner is named?", False),
        ("Has Django secured more category victories than there are ties?", False),
        ("The rounds where Django is beaten: there is just one of them?", True),
        ("The rounds where Flask is beaten: there is just one of them?", False),
        ("how many did flask win, like 3?", False),
        ("how many did flask win, like 1?", True),
        ("all 9 to django lol", False),
        ("Flask was awarded one category, right?", True),
        ("Django loses at least twice tho?", False),
        ("Flask bags a couple of categories, doesn't it?", False),
        ("Are the decided categories more numerous than the undecided ones?", True),
        ("Is the number of ties greater than the number of categories that Django won?", False),
        ("Is there anything that neither of them wins?", True),
        ("Take the set of categories won by Flask. Is it empty?", False),
        ("Strip out the ties. Is the score then 4-1?", True),
        ("Strip out the ties. Is the score then 3-1?", False),
        ("Is there any category, save flexibility, in which Flask wins?", False),
        ("Is there any category, save security, in which Django wins?", True),
    ],
)
def test_a_claim_about_the_numbers_is_held_against_the_rulings(assistant: Assistant, question: str, so: bool) -> None:
    assert assistant.ask(question).affirms is so


@for_each("said", ["can one", "did one?", "behind", "is that behind"])
def test_what_breaks_off_beside_a_count_claims_nothing(assistant: Assistant, said: str) -> None:
    assert assistant.ask(said).affirms is None


@pytest.mark.parametrize(
    "question", ["Did Flask win more rounds than it lost?", "Four categories to one with four ties: is that the score?"]
)
def test_numbers_of_others_are_met_where_all_is_even_too(question: str) -> None:
    _, coffee = opened("coffee")
    assert coffee.ask(question).affirms is not True


@for_each(
    "question",
    ["Was Django developed in 2 to 3 years?", "Does two three four?", "Does it need 2 to 3 developers?"],
)
def test_a_range_of_numbers_is_no_score(assistant: Assistant, question: str) -> None:
    assert "score" not in assistant.ask(question).text


def test_what_people_earn_is_no_number_of_categories(assistant: Assistant) -> None:
    assert assistant.ask("do django devs earn more than flask devs").affirms is None


@for_each(
    ("question", "so"),
    [
        ("so Flask don't win never?", False),
        ("Flask doesn't win nothing, right?", False),
        ("Is there any category besides flexibility where Flask won?", False),
        ("Is there any category besides security where Django won?", True),
        ("Leaving flexibility aside, is there any category in which Flask is the outright winner?", False),
        ("Leaving security aside, is there any category in which Django is the outright winner?", True),
        ("Is it so that Django is defeated in no category other than flexibility?", True),
        ("Is it so that Flask is defeated in no category other than security?", False),
        ("Exclusive of ties, is precisely one category awarded to Flask?", True),
        ("Disregarding the ties, does Flask come out ahead?", False),
        ("Disregarding the ties, does Django come out ahead?", True),
        ("And everything except flexibility was either Django or a tie?", True),
        ("And everything except security was either Flask or a tie?", False),
    ],
)
def test_what_is_denied_twice_or_set_aside_is_so_once(assistant: Assistant, question: str, so: bool) -> None:
    assert assistant.ask(question).affirms is so


@pytest.mark.parametrize(
    "question", ["flask doesn't have no admin panel", "are they written in two different languages?"]
)
def test_who_denies_twice_in_one_clause_means_it_once(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).affirms is False


@for_each(
    ("question", "so"),
    [
        ("We go on air in ten minutes: did Django win four categories?", True),
        ("Did Django win by a landslide, something like 8 to 1?", False),
        ("Does an equal number of categories end in a draw as in a Django win?", True),
    ],
)
def test_a_number_counts_where_a_word_of_counting_is_near(assistant: Assistant, question: str, so: bool) -> None:
    assert assistant.ask(question).affirms is so


@for_each(
    ("question", "so"),
    [
        ("Is flexibility the sole category that goes to Flask?", True),
        ("Is security the sole category that goes to Django?", False),
        ("Is flexibility just one of several that Flask wins?", False),
        ("Is security just one of several that Django wins?", True),
    ],
)
def test_a_category_is_the_only_one_won_or_one_of_several(assistant: Assistant, question: str, so: bool) -> None:
    assert assistant.ask(question).affirms is so


@cache
def opened(name: str) -> tuple[KnowledgeBase, Assistant]:
    """A base as it is written, and who answers from it."""
    folder = KNOWLEDGE / name
    own = folder.is_dir()
    return load(folder if own else ROOT / "knowledge" / name), Assistant(folder if own else None)


WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def claims(base: KnowledgeBase) -> Iterator[tuple[str, bool]]:
    """What may be claimed of the numbers of a base, plain, denied and doubted, with whether it is so.

    Of a number that something has every fourth claim is made, of another every twelfth, of the next one others.
    """
    wins, total = base.wins(), len(base.categories)
    ties = wins[TIE]
    yield f"Not one of the {WORDS[total]} categories ends undecided. Is that accurate?", ties == 0
    yield "Is there anything at all where they are dead even?", ties > 0
    yield "Do most of the categories end in a draw?", 2 * ties > total
    for turn, (each, other) in enumerate(permutations(base.subjects, 2)):
        won, lost, name = wins[each.id], total - ties - wins[each.id], each.name
        lead, rival = won - wins[other.id], other.name
        for number in range(1, total + 1):
            said, rounds = WORDS[number], "category" if number == 1 else "categories"
            made = [
                (f"{name} wins {said} {rounds}, right?", won == number),
                (f"{name} does not win {said} {rounds}, right?", won != number),
                (f"I doubt that {name} wins {said} {rounds}. Am I wrong?", won == number),
                (f"Is it false that {name} wins {said} {rounds}?", won != number),
                (f"{name} loses {said} {rounds}. True or false?", lost == number),
                (f"Does {name} win at least {said} of the {WORDS[total]}?", won >= number),
                (f"Is it true that {name} wins no more than {said} {rounds}?", won <= number),
                (f"{name} takes fewer than {number} of the categories, correct?", won < number),
                (f"I have {said} draws written down. Right count?", ties == number),
                (f"Does {name} beat {rival} by {said} {'point' if number == 1 else 'points'}?", lead == number),
                (f"Is the number of categories more than {number} but fewer than {number + 2}?", total == number + 1),
                (f"Does {name} win more than {10 * number}% of the categories?", 100 * won > 10 * number * total),
            ]
            every = 4 if number in (won, lost, ties, lead) else 12
            yield from made[(turn + number) % every :: every]
        yield f"so {name} swept all {WORDS[total]} lol", won == total
        yield f"There is no category at all in which {name} comes out ahead. True or false?", won == 0
        yield f"Does {name} win less than half of the {WORDS[total]}?", 2 * won < total
        yield f"Does {name} win at least a third of the categories?", 3 * won >= total
        yield f"Does {name} win all but one?", won == total - 1
        yield f"Does {name} win twice as many categories as {rival}?", won == 2 * wins[other.id] > 0
        yield f"Has {name} more wins than {rival} but still less than half of them?", 2 * won < total and lead > 0
        yield f"Is {name} unbeaten in {WORDS[won + ties]} categories?", True
    first, second = base.subjects[:2]
    if len(base.subjects) == 2:
        told = f"{WORDS[wins[first.id]]} to {first.name}, {WORDS[wins[second.id]]} to {second.name}"
        yield f"I make it {told} and the rest level. Have I marked correctly?", True
        yield f"{first.name} {wins[first.id]}, {second.name} {wins[second.id]}: is that the score?", True
        yield f"I make it {told} and {WORDS[ties + 1]} level. Have I marked correctly?", False


@pytest.mark.parametrize("name", ["django-vs-flask", "coffee"])
def test_every_claim_about_every_number_is_judged(name: str) -> None:
    """The numbers are those of the rulings, whatever base they are of."""
    base, talk = opened(name)
    wrong = [(question, so) for question, so in dict(claims(base)).items() if talk.ask(question).affirms is not so]
    assert not wrong


@for_each(
    ("question", "so"),
    [
        ("Neither framework wins all nine, right?", True),
        ("Does anyone win four categories?", True),
        ("Does any framework win all the categories?", False),
        ("four and one make five decided rounds, right?", True),
        ("Save for flexibility, is there any category which Flask wins outright?", False),
        ("One of my friends says that Flask won nothing. Is he wrong?", True),
        ("For slide 7: Django leads in exactly four of nine categories. Correct?", True),
        ("Was it 4-1-4?", True),
        ("Was it 4-2-3?", False),
        ("Are there precisely nine headings of comparison, neither more nor fewer?", True),
    ],
)
def test_what_stands_beside_a_number_is_read_too(assistant: Assistant, question: str, so: bool) -> None:
    assert assistant.ask(question).affirms is so


@for_each("name", ["django-vs-flask", "coffee"])
@for_each(
    ("asked", "so"),
    [
        ("Is {} the best choice for every project?", False),
        ("Should we use {} no matter what we make?", False),
        ("Is {} universally better?", False),
        ("{} is not right for everybody, is it?", True),
        ("Is one of them always the right one?", False),
    ],
)
def test_what_does_not_win_everything_is_not_for_everybody(name: str, asked: str, so: bool) -> None:
    """The whole comparison answers, with what it depends on."""
    base, talk = opened(name)
    for subject in base.subjects:
        reply = talk.ask(asked.format(subject.name))
        assert (reply.affirms, [each.id for each in reply.answers]) == (so, ["overall-winner"])


def test_one_framework_is_no_number(assistant: Assistant) -> None:
    assert assistant.ask("Does one framework win every category?").affirms is False
    assert assistant.ask("Is there one framework that wins just one of them?").affirms is True
