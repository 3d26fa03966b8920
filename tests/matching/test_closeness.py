"""How close a text is to all that is known of an intent."""

from __future__ import annotations

import pytest

from assistant.answering.library.places import word_vectors
from assistant.matching.closeness import FEW, MANY, Closeness, fewness
from assistant.matching.dense import Dense
from assistant.matching.matcher import Matcher
from tests.cases import for_each

EXAMPLES = [("where can i park", "parking"), ("are dogs allowed", "animals"), ("how can i pay", "payment")]
TOLD = [
    ("two hours are free in the yard behind the house", "parking"),
    ("pets stay outside", "animals"),
    ("cash or card", "payment"),
]


@pytest.fixture(scope="module")
def dense() -> Dense:
    vectors = word_vectors()
    return Dense(vectors, vectors.size)


def known(dense: Dense, texts: list[str]) -> Closeness:
    return Closeness(dense, texts, *Closeness.laid(dense, texts))


@for_each(("counts", "few"), [([1, 1, 90], 1.0), ([FEW] * 3, 1.0), ([MANY] * 3, 0.0), ([1, MANY, 90], 0.0)])
def test_how_few_examples_there_are_is_told_by_the_intent_in_the_middle(counts: list[int], few: float) -> None:
    assert fewness(counts) == few


def test_no_intents_are_not_few_examples() -> None:
    assert fewness([]) == 0.0


def test_a_word_that_stands_there_is_as_near_as_can_be_and_a_related_one_nearer_than_another(dense: Dense) -> None:
    close = known(dense, ["dogs animals allowed", "cash card money"])
    assert close.aligned(0, ["dogs"]) == 1.0
    assert close.aligned(0, ["puppy"]) > close.aligned(1, ["puppy"])
    assert close.aligned(1, ["coins"]) > close.aligned(0, ["coins"])


def test_a_word_of_which_nothing_is_known_is_near_where_it_stands_only(dense: Dense) -> None:
    close = known(dense, ["what is a zorbl good for", "what is a grumf good for"])
    assert close.aligned(0, ["zorbl"]) == 1.0
    assert close.aligned(1, ["zorbl"]) == 0.0


def test_a_number_counts_where_it_is_known_alone_as_another_may_be_told_in_answer_to_it(dense: Dense) -> None:
    close = known(dense, ["shoes from size 3 to 15", "dogs up to 30 kilos"])
    assert close.aligned(0, ["shoes", "13"]) == close.aligned(0, ["shoes"])
    assert close.aligned(1, ["shoes", "30"]) > close.aligned(1, ["shoes"]) == close.aligned(1, ["shoes", "13"])
    assert close.aligned(0, ["13"]) == 0.0


def test_words_of_another_language_are_near_where_they_are_spelt_alike(dense: Dense) -> None:
    close = known(dense, ["wo schwimmen die anfänger", "wie teuer sind eintrittskarten"])
    assert close.strange
    assert close.aligned(0, ["schwimmkurs"]) > 0.3 > close.aligned(1, ["schwimmkurs"])
    assert close.told(["eintrittskarte"])[1] > 0.5 > close.told(["eintrittskarte"])[0]
    kept = Closeness(dense, close.texts, close.data, close.strange)
    assert kept.told(["schwimmkurs"]) == close.told(["schwimmkurs"])


def test_a_word_that_few_intents_have_counts_more_than_one_of_all(dense: Dense) -> None:
    close = known(dense, ["how much is parking", "how much is entry", "how much is parking for dogs"])
    assert close.aligned(2, ["much", "dogs"]) > close.aligned(0, ["much", "dogs"])
    assert close.aligned(0, ["dogs", "parking"]) < close.aligned(0, ["much", "parking"])


def test_the_nearest_text_of_an_intent_and_the_middle_of_all_tell_how_close_it_is(dense: Dense) -> None:
    one, beside, twice = "cash or card", "cash or card\ndogs stay outside", "cash or card\npay by card"
    close = known(dense, [one, beside, twice, "dogs stay outside"])
    alone, apart, alike, other = close.told(["cash", "card"])
    assert alone > alike > apart > other


def test_nothing_is_near_to_nothing(dense: Dense) -> None:
    close = known(dense, ["dogs", ""])
    assert close.aligned(0, []) == 0.0
    assert close.aligned(1, ["dogs"]) == 0.0
    assert close.told([]) == [0.0, 0.0]


@for_each(
    ("text", "intent"),
    [
        ("do you have a yard for our car", "parking"),
        ("may the puppy come in", "animals"),
        ("do you take coins", "payment"),
    ],
)
def test_with_one_example_an_intent_is_found_by_what_is_told_of_it_and_by_related_words(
    dense: Dense, text: str, intent: str
) -> None:
    assert Matcher(EXAMPLES, about=TOLD, dense=dense).rank(text)[0].intent == intent


def test_an_index_that_was_kept_ranks_as_the_one_that_was_made(dense: Dense) -> None:
    made = Matcher(EXAMPLES, about=TOLD, dense=dense)
    kept = Matcher.from_bytes(made.to_bytes(), dense=dense)
    assert kept.rank("may the puppy come in") == made.rank("may the puppy come in")
    assert kept.rank("may the puppy come in")[0].aligned > 0


def test_closeness_looks_at_the_words_as_they_are_said_where_they_are_handed_in(dense: Dense) -> None:
    said = [(text.replace("dogs", "puppies"), intent) for text, intent in EXAMPLES]
    matcher = Matcher(EXAMPLES, dense=dense, known=said)
    plain, spoken = (matcher.rank("are dogs allowed", said=each)[0] for each in ("", "are puppies allowed"))
    assert plain.intent == spoken.intent == "animals"
    assert spoken.aligned == 1.0 > plain.aligned


def test_with_examples_enough_closeness_is_not_looked_at(dense: Dense) -> None:
    many = [(f"{text} {number}", intent) for text, intent in EXAMPLES for number in range(MANY)]
    assert {match.told for match in Matcher(many, dense=dense).rank("are dogs allowed")} == {0.0}
