"""How good what a word means is, read from its vector."""

from __future__ import annotations

from assistant.words.worth import Worth

VECTORS = {"grief": (-3, 4), "joy": (30, 40)}


def test_a_worth_is_what_the_direction_of_a_vector_counts_for_and_what_is_added() -> None:
    worth = Worth((100, 200, -50), VECTORS.get)
    assert round(worth("grief"), 6) == round(-0.6 + 2 * 0.8 - 0.5, 6)
    assert round(worth("joy"), 6) == round(0.6 + 2 * 0.8 - 0.5, 6)


def test_a_word_without_a_vector_is_worth_nothing() -> None:
    assert Worth((100, 200, -50), VECTORS.get)("thing") == 0.0
