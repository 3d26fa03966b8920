"""Words kept by their first letters: found as in a dictionary, and read only where one is asked for."""

from __future__ import annotations

from assistant.words.by_heads import ByHeads, begun, by_heads, heads

COUNTS = {"oven": 2, "over": 1, "o": 4, "bread": 3, "éclair": 1}


def test_they_are_had_as_from_a_dictionary() -> None:
    kept = ByHeads(by_heads(COUNTS), int)
    assert (dict(kept), len(kept)) == (COUNTS, 5)
    assert [kept["oven"], kept.get("o"), kept.get("ov"), kept.get("ovens", 0)] == [2, 4, None, 0]
    assert ["bread" in kept, "brea" in kept, "" in kept] == [True, False, False]
    assert ByHeads({}, int).get("oven") is None


def test_what_is_under_them_is_had_where_they_have_nothing() -> None:
    kept = ByHeads(by_heads({"oven": 5, "rye": 1}), int, ByHeads(by_heads(COUNTS), int))
    assert dict(kept) == {**COUNTS, "oven": 5, "rye": 1}
    assert [kept.get("bread"), "over" in kept, kept.get("wheat", 0)] == [3, True, 0]


def test_only_those_that_begin_like_one_that_is_asked_for_are_read() -> None:
    lines = by_heads(COUNTS)
    kept = ByHeads(lines, int)
    assert kept["oven"] == 2
    lines["ov"] = lines["br"] = "bread\t7"
    assert [kept["oven"], kept["over"], kept["bread"]] == [2, 1, 7]


def test_words_of_one_letter_are_read_alone() -> None:
    language = ByHeads(by_heads({"car": 1, "tea": 2}), int)
    words = ByHeads(by_heads({"bus": 3, "bike": 4, "tea": 5, "b": 6}), int, language)
    assert {*begun(words, "b")} == {"bus", "bike", "b"}
    assert {*begun(words, "t")} == {"tea"}
    assert {*begun(words, "c")} == {*begun({"car": 1, "tea": 2}, "c")} == {"car"}
    assert {*heads(words)} == {*heads(dict(words))} == {"bu", "bi", "b", "te", "ca"}
