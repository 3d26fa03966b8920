"""Examples ranked as if they had not been learnt from: as matchers that were built without them rank them."""

from __future__ import annotations

import pytest

from assistant.matching import learning
from assistant.matching.left_out import LeftOut
from assistant.matching.matcher import Matcher
from tests.benchmarks.growth import shipped

BIRDS = [("which owl hoots", "owl"), ("how do owls hoot", "owl"), ("where do storks nest", "stork")]
BIRDS += [("do storks clatter", "stork"), ("storks and nests", "stork"), ("do penguins swim", "penguin")]


def test_every_example_is_ranked_without_itself() -> None:
    matcher = LeftOut(BIRDS)
    tried = [matcher.without(number, 3) for number in range(len(matcher))]
    assert sorted((text, intent) for text, intent, _ in tried) == sorted(BIRDS)
    assert all(each.example != text for text, _, found in tried for each in found)


def test_an_intent_with_no_other_example_is_not_found() -> None:
    matcher = LeftOut(BIRDS)
    assert Matcher(BIRDS).rank("do penguins swim")[0].intent == "penguin"
    tried = {text: found for text, _, found in (matcher.without(number, 3) for number in range(len(matcher)))}
    assert {each.intent for each in tried["do penguins swim"]} == {"owl", "stork"}


def test_what_was_left_out_is_there_again_for_the_next() -> None:
    matcher = LeftOut([*BIRDS, ("do storks swim", "stork")])
    places = {matcher.without(number, 3)[0]: number for number in range(len(matcher))}
    matcher.without(places["do storks swim"], 3)
    _, _, found = matcher.without(places["do penguins swim"], 3)
    assert found[0].example == "do storks swim"


@pytest.fixture(scope="module")
def pairs() -> list[tuple[str, str]]:
    return list(dict.fromkeys(shipped()))[1000:1080]


@pytest.mark.parametrize("block", [learning.BLOCK, 4])
def test_as_many_find_their_intent_as_of_matchers_without_them(
    pairs: list[tuple[str, str]], block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning, "BLOCK", block)
    matcher, truly = LeftOut(pairs), {}
    for start in range(4):
        known = Matcher(pair for number, pair in enumerate(pairs) if number % 4 != start)
        truly |= {pair: known.rank(pair[0], 1)[0].intent for pair in pairs[start::4]}
    tried = [matcher.without(number, 1) for number in range(len(matcher))]
    right = [(found[0].intent == intent, truly[text, intent] == intent) for text, intent, found in tried]
    assert abs(sum(ours - exact for ours, exact in right)) < 0.05 * len(pairs)
    assert sum(ours == exact for ours, exact in right) > 0.9 * len(pairs)
