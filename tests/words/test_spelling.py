"""Mending slips: what the speller turns into what, and what it leaves alone."""

from __future__ import annotations

import pytest

from assistant.words.spelling import Speller, slip
from tests.cases import for_each

KNOWN = [
    "which",
    "framework",
    "is",
    "more",
    "secure",
    "flask",
    "django",
    "jinja",
    "database",
    "security",
    "template",
    "extensions",
    "the",
    "box",
    "performance",
    "out",
    "of",
    "where",
    "define",
]
REAL = {"ruby", "flash", "flak", "coffee", "base", "data", "secures"}


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(KNOWN, REAL.__contains__, names=["flask", "django"])


class TestSlips:
    @for_each(
        ("written", "meant"),
        [
            ("secruity", "security"),  # swapped
            ("securty", "security"),  # dropped
            ("seccurity", "security"),  # doubled
            ("secutity", "security"),  # the key beside
            ("frmaewrok", "framework"),  # two in a long word
            ("falsk", "flask"),
            ("djnago", "django"),
            ("wjere", "where"),
            ("boxx", "box"),  # a short one, by a letter too many
        ],
    )
    def test_a_slip_is_mended(self, speller: Speller, written: str, meant: str) -> None:
        assert speller.mend([written]) == [meant]

    @for_each(("written", "meant"), [("ginja", "jinja"), ("sekurity", "security"), ("defyne", "define")])
    def test_what_sounds_alike_is_mended(self, speller: Speller, written: str, meant: str) -> None:
        assert speller.mend([written]) == [meant]

    @for_each(("written", "meant"), [("wut", "what"), ("hw", "how"), ("scrty", "security"), ("ezr", "easier")])
    def test_what_is_written_as_on_a_phone_is_mended(self, written: str, meant: str) -> None:
        known = {"what": 900, "wait": 9, "how": 700, "security": 200, "secret": 2, "easier": 50, "user": 90, "cut": 20}
        speller = Speller(known, {"wit"}.__contains__)
        assert speller.mend([written]) == [meant]
        assert speller.mend(["wit", "qt", "gtk", "js"]) == ["wit", "qt", "gtk", "js"]

    def test_no_consonant_is_put_in_on_a_phone(self) -> None:
        speller = Speller({"did": 900, "bad": 900, "better": 90})
        assert speller.mend(["ddd", "bdd", "bttr"]) == ["ddd", "bdd", "better"]

    def test_of_initials_another_letter_makes_others(self) -> None:
        speller = Speller({"xss": 900, "csrf": 900})
        assert speller.mend(["csfr", "csrff", "xsss"]) == ["csrf", "csrf", "xss"]
        assert speller.mend(["xyz", "xys", "csrg", "csrfx", "ssrf"]) == ["xyz", "xys", "csrg", "csrfx", "ssrf"]

    def test_a_real_word_is_a_slip_of_one_that_opens_a_question_only_where_that_begins(self) -> None:
        speller = Speller({"does": 900, "it": 90, "what": 90}, {"dose"}.__contains__, openers=["does", "is"])
        assert speller.mend(["dose", "it"]) == ["does", "it"]
        assert speller.mend(["what", "dose"]) == ["what", "dose"]

    def test_the_rest_of_the_sentence_stays(self, speller: Speller) -> None:
        assert speller.mend(["which", "is", "more", "secuer", "?"]) == ["which", "is", "more", "secure", "?"]

    def test_of_two_words_equally_near_the_commoner_is_meant(self) -> None:
        assert Speller({"propose": 1, "purpose": 20}).mend(["prpose"]) == ["purpose"]
        assert Speller({"propose": 20, "purpose": 1}).mend(["prpose"]) == ["propose"]


class TestPartedAndJoined:
    @for_each(
        ("written", "meant"),
        [
            ("out of thebox", "out of the box"),
            ("outof the box", "out of the box"),
            ("which data base", "which database"),
            ("frame work", "framework"),
        ],
    )
    def test_spaces_are_mended(self, speller: Speller, written: str, meant: str) -> None:
        assert speller.mend(written.split()) == meant.split()

    def test_two_words_commoner_apart_stay_apart(self) -> None:
        assert Speller({"work": 9, "flow": 9, "workflow": 1}).mend(["work", "flow"]) == ["work", "flow"]


class TestLeftAlone:
    @for_each("word", ["flask", "ruby", "flash", "secures"])
    def test_known_and_real_words(self, speller: Speller, word: str) -> None:
        assert speller.mend([word]) == [word]

    @for_each("word", ["teh", "db", "", "?"])
    def test_short_ones(self, speller: Speller, word: str) -> None:
        assert speller.mend([word]) == [word]

    @for_each("word", ["flask2", "jinja3", "45,000"])
    def test_those_with_digits(self, speller: Speller, word: str) -> None:
        assert speller.mend([word]) == [word]

    @for_each("word", ["kubernetes", "spotify", "xyzzy", "laravel"])
    def test_those_like_nothing_known(self, speller: Speller, word: str) -> None:
        assert speller.mend([word]) == [word]

    def test_nothing_is_mended_to_nothing(self) -> None:
        assert Speller([]).mend(["anything", "goes"]) == ["anything", "goes"]


class TestNames:
    def test_a_real_word_is_a_slip_of_a_name_where_one_letter_was_dropped(self, speller: Speller) -> None:
        assert speller.mend(["flak"]) == ["flask"]

    def test_a_real_word_stays_where_nothing_is_named(self) -> None:
        assert Speller(KNOWN, REAL.__contains__).mend(["flak"]) == ["flak"]


class TestCost:
    def test_no_slip_costs_nothing(self) -> None:
        assert slip("flask", "flask") == 0

    def test_likely_slips_cost_less(self) -> None:
        swapped, dropped, other = slip("falsk", "flask"), slip("flsk", "flask"), slip("flpsk", "flask")
        assert swapped < dropped < other

    def test_the_first_letter_seldom_slips(self) -> None:
        assert slip("dlask", "flask") > slip("fladk", "flask")


class TestCosts:
    def test_what_happens_more_often_costs_less(self) -> None:
        kinds = {
            "nothing": slip("flask", "flask"),
            "swapped": slip("falsk", "flask"),
            "doubled": slip("flassk", "flask"),
            "dropped": slip("flsk", "flask"),
            "added": slip("flaesk", "flask"),
            "another letter": slip("flapk", "flask"),
            "two others": slip("flomk", "flask"),
        }
        assert list(kinds) == sorted(kinds, key=kinds.__getitem__)
        assert len({*kinds.values()}) == len(kinds) - 1
        assert (kinds["nothing"], kinds["swapped"]) == (0, kinds["doubled"])

    def test_a_letter_that_is_doubled_in_the_word_and_not_written_so_is_one_of_these(self) -> None:
        assert slip("djago", "djaggo") == slip("djaggo", "djago") < slip("djao", "djago")

    def test_the_first_letter_is_seldom_wrong(self) -> None:
        assert slip("tlask", "flask") > slip("flasm", "flask")

    @for_each(("near", "far"), [("flqsk", "flpsk"), ("flazk", "flapk"), ("flakk", "flafk")])
    def test_keys_beside_each_other_and_letters_that_sound_alike_are_near(self, near: str, far: str) -> None:
        assert slip(near, "flask") <= slip(far, "flask")

    def test_a_sign_that_is_on_no_key_is_near_to_none(self) -> None:
        assert slip("fl1sk", "flask") == slip("flésk", "flask") == slip("flpsk", "flask")


@for_each(
    ("written", "meant"),
    [
        ("licence", "license"),
        ("colour", "color"),
        ("cancelled", "canceled"),
        ("practise", "practise"),  # known as it stands
        ("sence", "sence"),  # and what neither spelling makes known stays
    ],
)
def test_the_spelling_that_is_known_is_meant(written, meant):
    spellings = [("ence", "ense"), ("our", "or"), ("elled", "eled"), ("ice", "ise")]
    known = ["license", "color", "canceled", "practise", "practice"]
    speller = Speller(known, {"licence", "colour", "cancelled", "sence"}.__contains__, spellings=spellings)
    assert speller.mend([written]) == [meant]
