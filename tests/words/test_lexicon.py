"""Words brought to one form: contractions, possessives, hyphens, endings, synonyms; and the list of real words."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.words.by_heads import ByHeads
from assistant.words.lexicon import Lexicon
from assistant.words.word_list import WordList
from tests.cases import for_each

REAL = {"bake", "run", "big", "cater", "use", "as", "bus", "star", "sour", "bread"}


SYNONYMS = (["sour-dough", "leaven bread", "levain"], ["oven", "stove"], ["zorked", "done"])
SAID = ["sour-dough bread", "baking", "zorks", "zorked", "vaster"]
TOLD = ["the oven", "the oven", "one zork"]


def made(own: Sequence[Sequence[str]] = (), gradable: Sequence[str] = (), language: Lexicon | None = None) -> Lexicon:
    return Lexicon(
        contractions={"isn't": "is not", "whats": "what is"},
        endings={"ing": ["", "e"], "s": [""], "er": ["", "e"], "ed": ["", "e"]},
        gradable=["big", *gradable],
        fixed=["news"],
        synonyms=[*own, *SYNONYMS],
        is_real=REAL.__contains__,
        language=language,
    )


@pytest.fixture
def lexicon() -> Lexicon:
    lexicon = made()
    lexicon.learn(["sour-dough bread", "baking"], ["the oven", "the oven"])
    return lexicon


@for_each("own", [[], [["pan", "tin"]]])
@for_each("gradable", [[], ["vast"]])
def test_what_goes_on_from_a_language_is_as_if_it_had_learnt_all_of_it(
    own: list[list[str]], gradable: list[str]
) -> None:
    language, learnt = made(), made()
    learnt.learn(SAID, [])
    assert (learnt.base("zorks"), learnt.base("vaster")) == ("zorks", "vaster")
    language.open(learnt.packed())
    whole, lexicon = made(own, gradable), made(own, gradable, language)
    whole.learn(SAID, TOLD)
    lexicon.learn([], TOLD)
    opened = made(own, gradable, language)
    opened.open(lexicon.packed())
    for each in (lexicon, opened):
        assert (each.counts, each.bases) == (whole.counts, whole.bases)
        assert each.canonical(["zorks", "done", "levain", "vaster"]) == whole.canonical(
            ["zorks", "done", "levain", "vaster"]
        )
    assert whole.base("zorks") == "zork"
    assert whole.base("vaster") == ("vast" if gradable else "vaster")


def test_what_is_the_languages_is_not_kept_again() -> None:
    language, learnt = made(), made()
    learnt.learn(SAID, [])
    language.open(learnt.packed())
    lexicon = made(language=language)
    lexicon.learn([], ["the oven", "zorks"])
    kept = lexicon.packed()["counts"]
    assert ByHeads(kept, int) == {word: language.counts.get(word, 0) + 1 for word in ("the", "oven", "zorks")}
    assert ByHeads(kept, int, language.counts) == lexicon.counts
    assert lexicon.counts["zorks"] == 2


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
    assert [lexicon.counts.get(each) for each in ("oven", "sour-dough", "?")] == [2, 1, None]
    assert lexicon.is_real("oven")
    assert lexicon.is_real("run")
    assert not lexicon.is_real("zork")


def test_what_was_packed_is_opened_as_it_was(lexicon: Lexicon) -> None:
    found = (
        lexicon.phrase("sour-dough bread"),
        list(lexicon.cut_as({"of it": ["sour-dough oven"]}).find(["a", "sour-dough", "oven"])),
    )
    other = Lexicon(contractions={}, endings={}, gradable=[], fixed=[], synonyms=[], is_real=REAL.__contains__)
    other.open(lexicon.packed())
    assert (other.counts, other.bases) == (lexicon.counts, lexicon.bases)
    assert other.phrases == {text: text for text in ("sour-dough", "sour-dough bread")}  # the others are soon cut anew
    assert other.canonical(["leaven", "stove"]) == lexicon.canonical(["leaven", "stove"])
    again = other.cut_as({"of it": ["sour-dough oven"]}).find(["a", "sour-dough", "oven"])
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


def test_what_is_said_last_may_be_opened_otherwise() -> None:
    lexicon = Lexicon(
        contractions={"y": "why", ", y": "yes"},
        endings={},
        gradable=[],
        fixed=[],
        synonyms=[],
        is_real=REAL.__contains__,
    )
    assert lexicon.words("bread, y?") == ["bread", ",", "yes", "?"]
    assert lexicon.words("bread, y is it") == ["bread", ",", "why", "is", "it"]
    assert lexicon.words("y bread, k?") == ["why", "bread", ",", "k", "?"]


def test_two_words_may_be_a_contraction() -> None:
    lexicon = Lexicon(
        contractions={"its the": "it is the"},
        endings={},
        gradable=[],
        fixed=[],
        synonyms=[],
        is_real=REAL.__contains__,
    )
    assert lexicon.words("its the best of its kind") == ["it", "is", "the", "best", "of", "its", "kind"]
    assert lexicon.words("its the best!") == ["it", "is", "the", "best", "!"]
