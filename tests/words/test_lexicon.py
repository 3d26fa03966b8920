"""Words brought to one form: contractions, possessives, hyphens, endings, synonyms; and the list of real words."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from assistant.words.lexicon import Lexicon
from assistant.words.word_list import WordList

REAL = {"bake", "run", "big", "cater", "use", "as", "bus", "star", "sour", "bread"}


@pytest.fixture
def lexicon() -> Lexicon:
    made = Lexicon(
        contractions={"isn't": "is not", "whats": "what is"},
        endings={"ing": ["", "e"], "s": [""], "er": ["", "e"], "ed": ["", "e"]},
        gradable=["big"],
        fixed=["news"],
        synonyms=[["sour-dough", "leaven bread", "levain"], ["oven", "stove"]],
        is_real=REAL.__contains__,
    )
    made.learn(["sour-dough bread", "baking"], ["the oven", "the oven"])
    return made


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("it isn't", ["it", "is", "not"]),
        ("Whats new?", ["what", "is", "new", "?"]),
        ("Flask's", ["flask", "'s"]),
        ("'s", ["s"]),
        ("rock'n'roll", ["rocknroll"]),
        ("well-made oven", ["well", "made", "oven"]),
        ("well-isn't", ["well", "is", "not"]),
        ("sour-dough", ["sour-dough"]),
        ("U.S.A. tl;dr", ["usa", "tldr"]),
        ("a U.S.A. of its own", ["a", "usa", "of", "its", "own"]),
        ("no tl;dr of it", ["no", "tldr", "of", "it"]),
        ("not 's", ["not", "s"]),
        ("260k, 3.11 -> 5%", ["260", "k", ",", "3.11", "->", "5%"]),
    ],
)
def test_a_text_is_cut_into_words(lexicon: Lexicon, text: str, words: list[str]) -> None:
    assert lexicon.words(text) == words


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("baking", "bake"),
        ("running", "run"),
        ("bigger", "big"),
        ("cater", "cater"),
        ("starring", "star"),
        ("using", "use"),
        ("ased", "as"),
        ("aing", "aing"),  # what is left has two letters or more
        ("bus", "bus"),
        ("news", "news"),
        ("zorks", "zorks"),
        ("busing", "bus"),
        ("breading", "bread"),
        ("caters", "cater"),
        ("bused", "bus"),
        ("starting", "starting"),  # "star" stands before "ting", which is no ending
    ],
)
def test_an_ending_goes_where_a_word_is_left(lexicon: Lexicon, word: str, base: str) -> None:
    assert lexicon.base(word) == base


def test_another_word_for_it_becomes_the_usual_one(lexicon: Lexicon) -> None:
    assert lexicon.canonical(["leaven", "bread", "of", "stove", "?"]) == ["sour-dough", "of", "oven"]


def test_what_is_counted_is_words_as_often_as_they_stand_there(lexicon: Lexicon) -> None:
    assert (lexicon.counts["oven"], lexicon.counts["sour-dough"], lexicon.counts["?"]) == (2, 1, 0)
    assert lexicon.is_real("oven")
    assert lexicon.is_real("run")
    assert not lexicon.is_real("zork")


def test_what_was_packed_is_opened_as_it_was(lexicon: Lexicon) -> None:
    found = (
        lexicon.phrase("sour-dough bread"),
        list(lexicon.cut(["sour-dough oven"], ["of it"]).find(["a", "sour-dough", "oven"])),
    )
    other = Lexicon(contractions={}, endings={}, gradable=[], fixed=[], synonyms=[], is_real=REAL.__contains__)
    other.open(lexicon.packed())
    assert (other.counts, other.bases, other.phrases) == (lexicon.counts, lexicon.bases, lexicon.phrases)
    assert other.canonical(["leaven", "stove"]) == lexicon.canonical(["leaven", "stove"])
    again = other.cut(["sour-dough oven"], ["of it"]).find(["a", "sour-dough", "oven"])
    assert (other.phrase("sour-dough bread"), list(again)) == found == ("sour-dough bread", [(1, 3, "of it")])


@pytest.mark.parametrize("end", ["", "\n"])
def test_the_list_of_real_words_holds_its_words_and_no_others(end: str) -> None:
    listed = WordList(f"# of words\n# another\napple\nbake\nbakery\nzoo{end}".encode())
    assert [word for word in ("apple", "bake", "bakery", "zoo") if word not in listed] == []
    assert [word for word in ("", "a", "ba", "baker", "zoos", "# of words", "of") if word in listed] == []


@pytest.mark.parametrize("broken", ["", "apple\nbake", "applf\nbake\n"])
def test_a_list_that_is_not_as_it_was_made_is_not_opened(broken: str, tmp_path: Path) -> None:
    words, place = b"apple\nbake\n", tmp_path / "words.txt"
    place.write_bytes(b"# made with the checksum %08x\n%b" % (zlib.crc32(words), words))
    assert "bake" in WordList.open(str(place))
    place.write_bytes(place.read_bytes().replace(words, broken.encode()))
    with pytest.raises(ValueError, match=r"damaged"):
        WordList.open(str(place))
