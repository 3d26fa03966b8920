"""Files of other tools that are long in one place: read in time that grows with their length, and no faster."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator

import pytest

from assistant.authoring.importing import bring
from assistant.authoring.importing.draft import Document, one_line
from assistant.authoring.importing.markdown import headings
from assistant.authoring.importing.tags import uncommented
from assistant.knowledge.foreign import recognised

if sys.platform == "win32":
    pytest.skip("has no timer of a process's own time", allow_module_level=True)

TIMES = 5_000
"""How often the piece stands there: what tries all ends of all beginnings takes minutes."""

PATIENCE = 3.0
"""Seconds of the processor's time after which a test fails as one that does not end."""

SHAPES: dict[str, Callable[[int], str]] = {
    "x.html divisions": lambda n: "<html>" + "<div>" * n,
    "x.html attributes without an end": lambda n: "<html>" + "<a href='" * n,
    "x.html comments without an end": lambda n: "<html>" + "<!-- -" * n,
    "x.html tags without an end": lambda n: "<html>" + "</" * n,
    "x.html declarations": lambda n: "<html>" + "<!D" * n + "<![CDATA[" * n,
    "x.html blanks": lambda n: "<html><p>" + " " * n + "x",
    "x.html stars": lambda n: "<html><p>" + "<b> </b>" * n,
    "x.html many attributes": lambda n: "<html><p " + "a=b " * n + ">x",
    "x.md blanks in a heading": lambda n: "# a" + " " * n + "b",
    "x.md hashes in a heading": lambda n: "# a" + " #" * n + "b",
    "x.md blanks in a tag": lambda n: "# q?\n<summary>" + " " * n + "x",
    "x.md blanks in bold": lambda n: "# q?\n**a?**" + " " * n + "x",
    "x.md questions in bold": lambda n: "# q?\n**" + "? " * n,
    "x.md blanks after Q": lambda n: "# q?\nQ" + " " * n + "x",
    "x.md blanks after Q:": lambda n: "# q?\nQ: a" + " " * n + "b",
    "x.md blanks after A": lambda n: "# q?\nA" + " " * n + "x",
    "x.md blanks before a link": lambda n: "# q?\n" + " " * n + "[a](#" + " " * n + "x",
    "x.md pictures": lambda n: "# q?\n" + "![a](b) " * n + "x",
    "x.md attributes": lambda n: "# q?\n<a" + " b=c" * n + "<",
    "x.md attributes without an end": lambda n: "# q?\n" + "<a b='" * n,
    "x.md comments without an end": lambda n: "# q?\n" + "<!--" * n,
    "x.md code without an end": lambda n: "# q?\n" + "`a " * n,
    "x.md rules": lambda n: "# q?\n" + "- " * n + "x",
    "x.md items": lambda n: "# q?\n" + "- a\n" * (n // 4),
    "x.md rasa's headings": lambda n: "## intent:a" + " " * n + "b\n- x",
    "x.md entities": lambda n: "## intent:a\n- " + "[a](" * n,
    "x.yml empty lines": lambda n: "conversations:\n" + " \n" * n + "x",
    "x.yml comments": lambda n: "conversations:\n" + " # a\n" * n + "x",
    "x.csv blanks": lambda n: "question,answer\na" + " " * n + "b,c\n",
    "x.csv pictures in a question": lambda n: "question,answer\n" + "![" * n + ",c\n",
    "x.csv emphasis in a question": lambda n: "question,answer\n" + " _a" * n + ",c\n",
    "x.csv tags in an answer": lambda n: "question,answer\nq?," + "<a " * n + "\n",
    "x.csv rows": lambda n: "question,answer\n" + "".join(f"what is it {i},a{i}\n" for i in range(n // 4)),
    "x.csv one answer": lambda n: "question,answer\n" + "".join(f"what is it {i},a\n" for i in range(n // 4)),
}


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise AssertionError("it takes longer than it grows")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, PATIENCE)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, before)


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_long_is_read_or_left_out(shape: str) -> None:
    name, text = shape.partition(" ")[0], SHAPES[shape](TIMES)
    kind = recognised(name, text)
    if kind:
        data, _, left = bring.made({kind: [Document(name, text)]}, "T")
        assert data["faq"] or left or kind in ("page", "markdown")


@pytest.mark.parametrize(
    ("line", "level", "text"),
    [
        ("# what is it #", 1, "what is it"),
        ("##   what is it   ###  ", 2, "what is it"),
        ("# #", 1, "#"),
        ("1. ## what is it", 2, "what is it"),
        ("<h3 id=a> what is it </h3>", 3, "what is it"),
        ("<H2>what is it</H2>", 2, "what is it"),
        ("**what is it?**", 7, "what is it?"),
        ("- __what is it? __ :", 7, "what is it?"),
        ("Q: what is it", 7, "what is it"),
        ("**Question 12) ** what is it**", 7, "what is it"),
    ],
)
def test_headings_are_told_from_their_beginning_and_end(line: str, level: int, text: str) -> None:
    (found,) = headings([line, "so."], [1, 2])
    assert (found.level, found.text, found.body) == (level, text, ["so."])


@pytest.mark.parametrize("line", ["#", "# ", "#x", "**what**", "**what?** and", "**?**", "Q what", "Q:", "####### x"])
def test_what_is_no_heading_is_none(line: str) -> None:
    assert headings([line], [1]) == []


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("a<!-- b -->c", "ac"),
        ("a<!-- b\n\n-->c", "a\n\nc"),
        ("a<!-- b <!-- c -->d-->", "ad-->"),
        ("a<!-- b", "a<!-- b"),
        ("-->a", "-->a"),
    ],
)
def test_comments_go_but_not_their_lines(html: str, left: str) -> None:
    assert uncommented(html) == left


def test_a_question_that_is_longer_than_any_that_is_read_is_cut() -> None:
    assert len(one_line("what is it " * 1_000)) < 2_001
