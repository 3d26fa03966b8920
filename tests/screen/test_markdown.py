"""Answers in Markdown drawn on a screen."""

from __future__ import annotations

from assistant.knowledge.markup import plain
from assistant.screen.layout import Screen
from assistant.screen.markdown import drawn

PRICES = "What it costs:\n\n| Plan | Price |\n|------|------:|\n| Free | **0** |\n| Premium | 9 \\| 90 |\n\nBy card."


def shown(text: str, **screen: object) -> list[str]:
    lines = drawn(text, Screen(**screen))
    return ["".join(text for _, text in line) for line in lines or ()]


def test_a_table_has_its_columns_one_under_the_other() -> None:
    assert shown(PRICES, width=60) == [
        "What it costs:",
        "",
        "Plan     Price",
        "Free     0",
        "Premium  9 | 90",
        "",
        "By card.",
    ]


def test_the_first_row_of_a_table_is_bold() -> None:
    head, row = [line for line in drawn(PRICES, Screen(width=60)) or () if line][1:3]
    assert (head[0], row[0]) == (("bold", "Plan"), ("", "Free"))


def test_a_table_without_room_or_drawings_is_a_row_a_line() -> None:
    assert "Premium | 9 | 90" in plain(PRICES).split("\n")
    assert shown(PRICES, width=60, drawings=False)[2:5] == ["Plan | Price", "Free | 0", "Premium | 9 | 90"]
    assert shown("| A | B |\n|---|---|\n| one two | three four |", width=16) == ["A | B", "one two | three", "four"]
