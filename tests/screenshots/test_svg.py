"""The pictures of the README are drawn from what a terminal holds."""

from __future__ import annotations

from xml.etree import ElementTree

import pyte

from tests.screenshots.svg import CELL, svg


def drawn(data: str, palette: str = "dark") -> list[ElementTree.Element]:
    screen = pyte.Screen(20, 5)
    pyte.Stream(screen).feed(data)
    return list(ElementTree.fromstring(svg(screen, palette, "a & b")).iter())


def texts(data: str) -> dict[str, ElementTree.Element]:
    return {(each.text or "").strip(): each for each in drawn(data) if each.tag.endswith("text")}


def test_text_stands_where_the_terminal_shows_it():
    found = texts("<one>\r\n  \x1b[1mtwo\x1b[0m")
    assert "font-weight" not in found["<one>"].attrib
    assert found["two"].attrib["font-weight"] == "bold"
    assert float(found["two"].attrib["y"]) > float(found["<one>"].attrib["y"])
    assert round((float(found["two"].attrib["x"]) - 14) / CELL) == 2


def test_colours_are_those_of_the_palette_or_of_the_256():
    found = texts("\x1b[32mgreen\x1b[0m \x1b[38;5;210mrose")
    assert found["green"].attrib["fill"] == "#7fc97f"
    assert found["rose"].attrib["fill"] == "#ff8787"


def test_blank_lines_at_the_end_are_left_out():
    heights = [float(drawn(data)[0].attrib["height"]) for data in ("one", "one\r\ntwo")]
    assert heights[0] < heights[1]
