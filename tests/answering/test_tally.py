"""How many categories are won, lost and tied, and what questions claim of these numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant


@pytest.mark.parametrize(
    ("question", "so"),
    [
        ("Not every category has a winner, right?", True),
        ("Was every one of the nine rounds won by somebody?", False),
        ("Did each of them win at least one category?", True),
        ("Do both win four categories?", False),
        ("Not one of the nine rounds went to Flask, correct?", False),
        ("Is Django crowned in every category?", False),
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
    ],
)
def test_a_claim_about_the_numbers_is_held_against_the_rulings(assistant: Assistant, question: str, so: bool) -> None:
    assert assistant.ask(question).affirms is so


@pytest.mark.parametrize(
    "question", ["Did Flask win more rounds than it lost?", "Four categories to one with four ties: is that the score?"]
)
def test_numbers_of_others_are_met_where_all_is_even_too(question: str) -> None:
    coffee = Assistant(Path(__file__).parents[1] / "knowledge" / "coffee")
    assert coffee.ask(question).affirms is not True


@pytest.mark.parametrize(
    "question",
    ["Was Django developed in 2 to 3 years?", "Does two three four?", "Does it need 2 to 3 developers?"],
)
def test_a_range_of_numbers_is_no_score(assistant: Assistant, question: str) -> None:
    assert "score" not in assistant.ask(question).text


def test_what_people_earn_is_no_number_of_categories(assistant: Assistant) -> None:
    assert assistant.ask("do django devs earn more than flask devs").affirms is None


@pytest.mark.parametrize(
    ("question", "so"),
    [
        ("so Flask don't win never?", False),
        ("Flask doesn't win nothing, right?", False),
        ("Is there any category besides flexibility where Flask won?", False),
        ("Is there any category besides security where Django won?", True),
    ],
)
def test_what_is_denied_twice_or_set_aside_is_so_once(assistant: Assistant, question: str, so: bool) -> None:
    assert assistant.ask(question).affirms is so


@pytest.mark.parametrize(
    "question", ["flask doesn't have no admin panel", "are they written in two different languages?"]
)
def test_who_denies_twice_in_one_clause_means_it_once(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).affirms is False


@pytest.mark.parametrize(
    ("question", "so"),
    [
        ("We go on air in ten minutes: did Django win four categories?", True),
        ("Did Django win by a landslide, something like 8 to 1?", False),
        ("Does an equal number of categories end in a draw as in a Django win?", True),
    ],
)
def test_a_number_counts_where_a_word_of_counting_is_near(assistant: Assistant, question: str, so: bool) -> None:
    assert assistant.ask(question).affirms is so
