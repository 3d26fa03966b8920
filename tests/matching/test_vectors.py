"""Word vectors: a table in a file, words that it lacks, and what a matcher makes of them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from assistant.answering.library.places import word_vectors
from assistant.matching.dense import Dense
from assistant.matching.matcher import Matcher
from assistant.words.vectors import Vectors, to_bytes
from tests.cases import for_each

ROWS = {"dog": [1.0, 0.0, 0.1], "puppy": [0.9, 0.1, 0.1], "heat": [0.0, 0.5, 0.0], "pump": [0.0, 0.0, -0.5]}
EXAMPLES = [
    ("feeding a dog", "animals"),
    ("my cat is ill", "animals"),
    ("repairing a car", "vehicles"),
    ("a lorry for hire", "vehicles"),
]


@pytest.fixture(scope="module")
def table() -> Vectors:
    return Vectors(to_bytes(ROWS))


@pytest.fixture(scope="module")
def shipped() -> Vectors:
    return word_vectors()


@pytest.fixture(scope="module")
def dense(shipped: Vectors) -> Dense:
    return Dense(shipped, shipped.size)


def likeness(vectors: Vectors, one: str, other: str) -> float:
    first, second = vectors(one) or [], vectors(other) or []
    lengths = sum(x * x for x in first) * sum(x * x for x in second)
    return sum(x * y for x, y in zip(first, second, strict=True)) / float(lengths) ** 0.5


class TestTable:
    def test_numbers_come_back_in_proportion(self, table: Vectors) -> None:
        (dog, _, small), (puppy, *_) = table("dog") or [], table("puppy") or []
        assert small / dog == pytest.approx(0.1, abs=0.01)
        assert puppy / dog == pytest.approx(0.9, abs=0.01)

    def test_a_joined_word_is_the_sum_of_its_parts(self, table: Vectors) -> None:
        heat, pump = table("heat") or [], table("pump") or []
        assert table("heatpump") == table("heat-pump") == [x + y for x, y in zip(heat, pump, strict=True)]

    def test_a_word_is_cut_most_evenly(self) -> None:
        table = Vectors(to_bytes({"arm": [1.0], "armour": [0.5], "ourplate": [-1.0], "plate": [0.25]}))
        armour, plate = table("armour") or [], table("plate") or []
        assert table("armourplate") == [armour[0] + plate[0]]

    def test_a_word_of_any_length_is_looked_up_a_few_times(self, table: Vectors, monkeypatch) -> None:
        asked: list[bytes] = []
        find = Vectors._find
        monkeypatch.setattr(Vectors, "_find", lambda table, word: asked.append(word) or find(table, word))
        assert table("heat" * 10 + "pump") is None
        usual = len(asked)
        assert table("heat" * 1_000) is None
        assert len(asked) < 2 * usual

    def test_a_damaged_table_is_told_by_looking_through_it_and_answers_something(self) -> None:
        whole = to_bytes(ROWS)
        Vectors(whole).see_whole()
        for at in range(len(whole) - 24):
            damaged = Vectors(whole[: 24 + at] + bytes([whole[24 + at] ^ 0xFF]) + whole[25 + at :])
            assert [len(damaged(word) or ROWS["dog"]) for word in (*ROWS, "heatpump", "dogged", "é")] == [3] * 7
            with pytest.raises(ValueError, match="damaged"):
                damaged.see_whole()

    def test_nothing_at_all_is_kept_too(self) -> None:
        table = Vectors(to_bytes({"none": [0.0, 0.0], "some": [0.0, 1.0]}))
        assert table("none") == [0.0, 0.0]
        assert (table("some") or [0])[-1] > 0
        assert Vectors(to_bytes({"none": [0.0]}))("none") == [0.0]

    def test_a_word_with_another_ending_is_taken_for_the_one_that_begins_alike(self, table: Vectors) -> None:
        assert table("pumps") == table("pump")

    @for_each("word", ["", "zebra", "do", "日本", "heatless-day"])
    def test_of_other_words_nothing_is_known(self, table: Vectors, word: str) -> None:
        assert table(word) is None
        assert word not in table

    def test_an_empty_table_knows_nothing(self) -> None:
        assert Vectors(to_bytes({}))("dog") is None

    @for_each("keep", [0, 10, -1])
    def test_a_part_is_refused(self, keep: int) -> None:
        with pytest.raises(ValueError, match="not a table of word vectors"):
            Vectors(to_bytes(ROWS)[:keep])

    def test_it_is_read_from_a_file(self, tmp_path: Path, table: Vectors) -> None:
        path = tmp_path / "vectors.bin"
        path.write_bytes(to_bytes(ROWS))
        assert Vectors.open(str(path))("puppy") == table("puppy")


class TestShipped:
    def test_words_alike_in_meaning_lie_nearer_than_others(self, shipped: Vectors) -> None:
        assert likeness(shipped, "puppy", "dog") > 0.6 > 0.3 > likeness(shipped, "puppy", "invoice")
        assert likeness(shipped, "pricey", "expensive") > 0.6 > 0.3 > likeness(shipped, "pricey", "garden")

    def test_every_word_is_found_by_bisection(self, shipped: Vectors) -> None:
        words = ["a", "i", "security", "the", "you"]
        assert [word for word in words if word not in shipped] == []


class TestMatching:
    @pytest.mark.parametrize(
        ("text", "intent"), [("the puppy needs lunch", "animals"), ("motorbikes and vans", "vehicles")]
    )
    def test_a_text_without_a_known_word_finds_its_intent(self, dense: Dense, text: str, intent: str) -> None:
        assert Matcher(EXAMPLES, dense=dense).rank(text)[0].intent == intent

    def test_what_is_read_back_answers_the_same(self, dense: Dense) -> None:
        matcher = Matcher(EXAMPLES, dense=dense)
        copy = Matcher.from_bytes(matcher.to_bytes(), dense=dense)
        for text in ("a kitten", "how to drive", "feeding a dog", "日本"):
            assert copy.rank(text) == matcher.rank(text)

    def test_an_index_with_dense_terms_is_not_read_without(self, dense: Dense) -> None:
        with pytest.raises(ValueError, match="dense"):
            Matcher.from_bytes(Matcher(EXAMPLES, dense=dense).to_bytes())

    def test_the_order_of_words_changes_no_number(self, dense: Dense) -> None:
        words = ["how", "do", "i", "feed", "the", "dog", "at", "night"]
        assert dense.terms(random.Random(1).sample(words, len(words))) == dense.terms(words)


class TestTextsAbout:
    ABOUT = (("Bulldozers and diggers are kept in the yard", "vehicles"), ("unheard of", "nothing"))

    def test_what_is_told_of_an_intent_finds_it(self) -> None:
        assert Matcher(EXAMPLES, about=self.ABOUT).rank("where are the diggers")[0].intent == "vehicles"

    def test_it_is_never_the_nearest_example_nor_an_intent_of_its_own(self) -> None:
        found = Matcher(EXAMPLES, about=self.ABOUT).rank("Bulldozers and diggers are kept in the yard")
        assert {match.intent for match in found} == {"animals", "vehicles"}
        assert {match.example for match in found} <= {text for text, _ in EXAMPLES}
