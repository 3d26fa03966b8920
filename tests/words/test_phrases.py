"""Phrases are found where they stand, the longest first."""

from __future__ import annotations

from assistant.words.phrases import Phrases


def test_a_phrase_at_the_end_of_the_words_ends_there():
    phrases = Phrases([("admin", "short"), ("admin panel of it", "long")])
    assert list(phrases.find(["the", "admin"])) == [(1, 2, "short")]
    assert list(phrases.find(["admin", "panel", "of", "it"])) == [(0, 4, "long")]
