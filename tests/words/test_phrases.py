"""Phrases found in a list of words."""

from __future__ import annotations

from assistant.words.phrases import Phrases


def test_the_longest_phrase_is_found() -> None:
    phrases = Phrases([("web", "one"), ("web framework", "two"), ("framework", "three")])
    assert list(phrases.find(["a", "web", "framework", "or", "a", "web", "page"])) == [(1, 3, "two"), (5, 6, "one")]


def test_a_phrase_at_the_end_ends_there() -> None:
    phrases = Phrases([("django", "one"), ("django rest framework", "two")])
    assert phrases.at(["use", "django"], 1) == (2, "one")


def test_of_a_phrase_given_twice_the_first_counts() -> None:
    assert Phrases([("web", "one"), ("web", "two")]).at(["web"], 0) == (1, "one")


def test_a_phrase_occurs_where_all_of_it_stands() -> None:
    phrases = Phrases([("web framework", "one"), ("orm", "two")])
    assert phrases.occur(["an", "orm"])
    assert phrases.occur(["web", "web", "framework"])
    assert not phrases.occur(["web", "page"])
    assert not phrases.occur(["framework", "web"])
    assert not phrases.occur([])


def test_what_was_packed_is_found_again() -> None:
    phrases = Phrases([("web", "one"), ("web framework", "two"), ("orm", "")])
    words = ["a", "web", "framework", "an", "orm", "web"]
    assert [*Phrases.opened(phrases.packed()).find(words)] == [*phrases.find(words)] != []
    assert not Phrases.opened(Phrases([]).packed()).occur(words)
    assert not Phrases.opened(Phrases([]).packed()).occur([""])


def test_what_is_opened_is_packed_as_it_was() -> None:
    packed = Phrases([("web", "one"), ("orm", ""), ("web framework", "two")]).packed()
    assert Phrases.opened(packed).packed() == packed != ""
