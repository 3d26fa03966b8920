"""Matching intents: what the matcher promises on any labelled examples."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest

from assistant.matching.lanes import Lanes, lane_type, only
from assistant.matching.matcher import Matcher
from assistant.matching.terms import Terms, between, rarity, unit
from tests.cases import for_each

EXAMPLES = [
    ("what is the weather like today", "weather"),
    ("will it rain tomorrow", "weather"),
    ("do i need an umbrella", "weather"),
    ("how hot will it get in Paris", "weather"),
    ("play some jazz", "music"),
    ("put on my favourite song", "music"),
    ("turn the music up", "music"),
    ("who sings this song", "music"),
    ("wake me at seven", "alarm"),
    ("set an alarm for six in the morning", "alarm"),
    ("cancel my alarm", "alarm"),
    ("let me sleep ten minutes more", "alarm"),
]


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(EXAMPLES)


class TestRanking:
    @for_each(
        ("text", "intent"),
        [
            ("is it going to rain today", "weather"),
            ("play a song by the Beatles", "music"),
            ("wake me up at six", "alarm"),
        ],
    )
    def test_a_new_wording_finds_its_intent(self, matcher: Matcher, text: str, intent: str) -> None:
        assert matcher.rank(text)[0].intent == intent

    def test_every_example_finds_itself(self, matcher: Matcher) -> None:
        for text, intent in EXAMPLES:
            best = matcher.rank(text)[0]
            assert (best.intent, best.example) == (intent, text)

    def test_slips_do_not_hide_the_intent(self, matcher: Matcher) -> None:
        assert matcher.rank("wil it rian tomorow")[0].intent == "weather"

    def test_case_spaces_and_marks_change_nothing(self, matcher: Matcher) -> None:
        assert matcher.rank("  Will it  RAIN tomorrow?!") == matcher.rank("will it rain tomorrow")

    def test_the_best_comes_first_and_scores_lie_between_0_and_1(self, matcher: Matcher) -> None:
        scores = [match.score for match in matcher.rank("set the music as my alarm")]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)

    def test_the_limit_is_kept(self, matcher: Matcher) -> None:
        assert len(matcher.rank("play the weather song at six", limit=2)) == 2

    def test_many_intents_may_be_asked_for(self) -> None:
        matcher = Matcher((f"talk about number {n}", f"intent {n:02}") for n in range(40))
        assert len(matcher.rank("talk about something", limit=30)) == 30

    def test_some_hundred_intents_are_told_apart(self) -> None:
        things = [f"{first}{last}" for first in "bcdfghjklmnpr" for last in ("ake", "inder", "ollow", "ust", "ean")]
        doings = ("buy", "sell", "paint")
        matcher = Matcher((f"how to {doing} a {thing}", f"{doing} {thing}") for thing in things for doing in doings)
        asked = {f"{doing} {thing}": f"i want to {doing} that {thing}" for thing in things[::7] for doing in doings}
        assert {matcher.rank(text)[0].intent for text in asked.values()} == set(asked)


class TestBackground:
    def test_intents_of_another_matcher_are_ranked_among_the_own(self, matcher: Matcher) -> None:
        shop = Matcher([("how much is a loaf of bread", "price"), ("when do you open", "hours")], matcher)
        first, own = shop.rank("will it rain")[0], shop.rank("how much is the bread")[0]
        assert (first.intent, first.own) == ("weather", False)
        assert (own.intent, own.own) == ("price", True)

    def test_of_the_same_name_each_is_told(self, matcher: Matcher) -> None:
        radio = Matcher([("tune in to the news", "music")], matcher)
        assert {(each.intent, each.own) for each in radio.rank("play the news")} >= {("music", True), ("music", False)}

    def test_it_is_the_same_read_back(self, matcher: Matcher) -> None:
        shop = Matcher([("how much is a loaf of bread", "price")], matcher)
        copy = Matcher.from_bytes(shop.to_bytes(), Matcher.from_bytes(matcher.to_bytes()))
        for text in ("rain", "bread", "a song about bread"):
            assert copy.rank(text) == shop.rank(text)


class TestSureness:
    def test_what_the_examples_know_is_surer_than_what_they_do_not(self, matcher: Matcher) -> None:
        inside = matcher.rank("will it rain in Paris")[0].score
        outside = matcher.rank("what is the capital of Mongolia")[0].score
        assert inside > 0.8 > 0.5 > outside

    def test_a_word_that_no_example_has_makes_less_sure(self, matcher: Matcher) -> None:
        assert matcher.rank("play some jazz")[0].score > matcher.rank("play some zydeco")[0].score

    def test_two_close_readings_score_alike(self, matcher: Matcher) -> None:
        first, second = matcher.rank("cancel the song")[:2]
        assert {first.intent, second.intent} == {"alarm", "music"}
        assert first.score - second.score < 0.5

    @for_each("text", ["", "   ", "?!", "日本語"])
    def test_a_text_of_which_nothing_is_known_matches_nothing(self, matcher: Matcher, text: str) -> None:
        assert matcher.rank(text) == []


class TestAnyExamples:
    def test_none_at_all(self) -> None:
        assert Matcher([]).rank("hello") == []

    def test_a_single_one(self) -> None:
        assert Matcher([("hello there", "greeting")]).rank("hello")[0].intent == "greeting"

    def test_examples_without_a_word_do_no_harm(self) -> None:
        assert Matcher([("???", "puzzled"), ("hello there", "greeting")]).rank("hello")[0].intent == "greeting"

    def test_any_alphabet(self) -> None:
        matcher = Matcher([("какая погода сегодня", "weather"), ("поставь будильник на шесть", "alarm")])
        assert matcher.rank("погода на завтра")[0].intent == "weather"

    def test_one_intent_may_have_many_more_examples_than_another(self) -> None:
        many = [(f"play song number {n}", "music") for n in range(200)]
        assert Matcher([*many, ("stop the noise", "silence")]).rank("stop that noise")[0].intent == "silence"

    def test_a_very_long_text_is_matched_too(self, matcher: Matcher) -> None:
        assert matcher.rank("so " * 2_000 + "will it rain tomorrow")[0].intent == "weather"


class TestAsBytes:
    def test_what_is_read_back_answers_the_same(self, matcher: Matcher) -> None:
        copy = Matcher.from_bytes(matcher.to_bytes())
        for text in ("rain", "wake me up", "a song for the morning", "nothing of the kind"):
            assert copy.rank(text) == matcher.rank(text)

    def test_what_is_read_back_gives_the_same_bytes(self, matcher: Matcher) -> None:
        assert Matcher.from_bytes(matcher.to_bytes()).to_bytes() == matcher.to_bytes()

    def test_damage_is_refused_wherever_it_is(self, matcher: Matcher) -> None:
        data = matcher.to_bytes()
        rng = random.Random(3)
        for position in rng.sample(range(len(data)), 50):
            damaged = bytearray(data)
            damaged[position] ^= 1 << rng.randrange(8)
            with pytest.raises(ValueError, match="damaged"):
                Matcher.from_bytes(bytes(damaged))

    @for_each("keep", [0, 5, 20, 200, -1])
    def test_a_part_is_refused(self, matcher: Matcher, keep: int) -> None:
        with pytest.raises(ValueError, match="damaged"):
            Matcher.from_bytes(matcher.to_bytes()[:keep])

    def test_the_hash_seed_changes_no_byte(self) -> None:
        code = (
            f"from assistant.matching.matcher import Matcher; import zlib; m = Matcher({EXAMPLES!r}); "
            "print(zlib.crc32(m.to_bytes()), m.rank('a song at six'))"
        )
        runs = {
            subprocess.run(
                [sys.executable, "-c", code],
                env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
                capture_output=True,
                check=True,
            ).stdout
            for seed in ("1", "2")
        }
        assert len(runs) == 1


class TestTerms:
    def test_words_near_each_other_make_one_term_in_any_order(self) -> None:
        words = ["gg", "aa", "cc", "bb", "ee", "dd", "ff"]
        near = {term for term in between(words) if " & " in term}
        assert near == {term for term in between(words[::-1]) if " & " in term}
        assert len(near) == 6 + 5 + 4 + 3 + 2
        assert "ff & gg" not in near
        assert "dd & gg" in near

    def test_a_pair_of_words_is_a_term_from_its_second_text_on(self) -> None:
        names = Terms(["red door", "red door", "blue door"]).names
        assert ("red door" in names, "blue door" in names, "blue" in names) == (True, False, True)

    def test_rarity_falls_to_one(self) -> None:
        found = [rarity(times, 9) for times in range(10)]
        assert found == sorted(found, reverse=True)
        assert found[-1] == 1.0
        assert rarity(0, 9) > rarity(0, 8)

    def test_a_vector_has_the_length_of_one_byte_whatever_it_is_made_of(self) -> None:
        assert [*unit([3.0, 4.0])] == [153, 204]
        assert [*unit([0.0])] == [0]


class TestLanes:
    @for_each("bits", [16, 32, 64])
    def test_a_row_holds_its_numbers_whatever_their_signs(self, bits: int) -> None:
        most = (1 << bits - 1) - 1
        lanes = Lanes(7, bits)
        for numbers in ([0, 1, -1, most, -most, 2, -2], [-1] * 7, [1] * 7, [most] * 7, [-most - 1, *[0] * 5, 3]):
            row = lanes.row(numbers)
            assert lanes.numbers(row) == numbers
            assert lanes.rows(lanes.to_bytes(row) * 2) == [row, row]

    def test_rows_are_added_lane_by_lane(self) -> None:
        lanes = Lanes(3)
        assert lanes.numbers(lanes.row([1, -5, 7]) + 3 * lanes.row([-1, 2, -3])) == [-2, 1, -2]
        assert lanes.numbers(lanes.row([1, -5, 7]) + only(1, 4)) == [1, -1, 7]

    def test_a_lane_has_a_number_that_fits(self) -> None:
        assert [lane_type(count) for count in (1, 256, 257)] == ["B", "B", "H"]


def test_progress_is_told_to_the_whole() -> None:
    told: list[tuple[int, int]] = []
    Matcher(EXAMPLES, tell=lambda done, total: told.append((done, total)))
    shares = [done / total for done, total in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


class TestScores:
    """What is learnt, to three digits: who tunes it changes these, and sees that they changed."""

    @for_each(
        ("text", "scores"),
        [
            ("is it going to rain today", {"weather": 0.735, "music": 0.064, "alarm": 0.062}),
            ("wake me up at six", {"alarm": 0.828, "music": 0.113, "weather": 0.034}),
            ("sing in the morning", {"alarm": 0.247, "music": 0.089, "weather": 0.044}),
        ],
    )
    def test_of_a_few_examples(self, matcher: Matcher, text: str, scores: dict[str, float]) -> None:
        found = matcher.rank(text)
        assert {each.intent: each.score for each in found} == pytest.approx(scores, abs=0.001)

    @for_each(
        ("text", "scores"),
        [
            ("where do i buy a lake", {"buy lake": 0.606, "sell lake": 0.12, "paint lake": 0.093}),
            ("does it rain", {"weather": 0.228, "sell bake": 0.19, "buy lake": 0.1}),
            ("money for the shop", {"buy lake": 0.794, "alarm": 0.143, "music": 0.073}),
        ],
    )
    def test_with_a_background_and_what_is_told_of_them(
        self, matcher: Matcher, text: str, scores: dict[str, float]
    ) -> None:
        things = ("lake", "bake", "linder", "tust", "vean", "nollow", "rake")
        examples = [
            (f"how to {do} the {thing}", f"{do} {thing}") for do in ("buy", "sell", "paint") for thing in things
        ]
        about = [("it costs money at the shop", "buy lake"), ("rain and umbrella", "sell bake")]
        found = Matcher(examples, matcher, about=about).rank(text, limit=3)
        assert {each.intent: each.score for each in found} == pytest.approx(scores, abs=0.001)
