"""How a question is marked for one entry: marks in place of the words that they stand for."""

from __future__ import annotations

from assistant import Assistant
from assistant.answering.masking import spread
from assistant.asking.marks import Mark
from tests.cases import for_each


def test_a_reason_ends_with_its_sentence() -> None:
    assert Assistant().ask("Is Flask safer because of its size? Flask is more flexible, right?").affirms is True


def test_more_of_what_is_worse_is_the_worse_at_the_beginning_too() -> None:
    assert Assistant().ask("more restrictive, Django or Flask").pick == "django"


@for_each(
    ("place", "end", "found"),
    [
        (0, 1, "X b c"),
        (1, 3, "a X"),
        (1, 1, "a X b c"),
        (2, 2, "a b X c"),
        (0, 3, "X"),
    ],
)
def test_marks_stand_in_place_of_words_or_before_one(place: int, end: int, found: str) -> None:
    spans = {place: (end, [Mark("X")])}
    assert " ".join(getattr(each, "text", each) for each in spread(["a", "b", "c"], spans)) == found
