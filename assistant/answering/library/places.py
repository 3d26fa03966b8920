"""Where what is shipped lies: inside the installed package, or in the checkout beside it."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from assistant.asking.forms import Forms
from assistant.words.vectors import Vectors
from assistant.words.word_list import WordList

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
"""Folder of the whole program."""

Opened = TypeVar("Opened")

DEFAULT, ENGLISH = "django-vs-flask", "english"
"""Folders of the shipped knowledge and of the language."""

STARTERS = "starter", "faq-starter"
"""Folders of what `verdict new` copies: a comparison, and a list of questions and answers."""


def shipped(*names: str) -> str:
    """Return the path of something shipped: inside the installed package, or in the checkout beside it."""
    inside = os.path.join(PACKAGE, "shipped")
    return os.path.join(
        inside if os.path.isdir(inside) else os.path.join(os.path.dirname(PACKAGE), "knowledge"), *names
    )


def place_of(knowledge: Path | str | None) -> str:
    """Return where a knowledge base is, by which what is kept names it; "" for the one that comes with Verdict."""
    place = os.path.realpath(shipped(DEFAULT) if knowledge is None else knowledge)
    return "" if place == os.path.realpath(shipped(DEFAULT)) else place


def knowledge_folder() -> Path:
    """Return the folder of the shipped knowledge."""
    from pathlib import Path  # not imported where a question is answered from the kept index

    return Path(shipped()).resolve()


@cache
def word_list(name: str = "words.txt") -> WordList:
    """Return a list of English words, opened once. Raises DataError: the file is broken."""
    return part(WordList.open, shipped(ENGLISH, name))


@cache
def word_vectors() -> Vectors:
    """Return the vectors of English words, opened once. Raises DataError: the file is broken."""
    return part(Vectors.open, shipped(ENGLISH, "vectors.bin"))


def whole_tables() -> None:
    """Look the vectors of English words and the forms of questions through. Raises DataError: a file is broken."""
    vectors, forms = word_vectors(), question_forms()
    part(lambda _: vectors.see_whole(), shipped(ENGLISH, "vectors.bin"))
    part(lambda _: forms.see_whole(), shipped(ENGLISH, "forms.bin"))


@cache
def question_forms() -> Forms:
    """Return the forms of English questions, opened once. Raises DataError: the file is broken."""
    return part(Forms.open, shipped(ENGLISH, "forms.bin"))


def part(opened: Callable[[str], Opened], path: str) -> Opened:
    """Return a file that is part of the program, opened. Raises DataError: it cannot be: the program is broken."""
    try:
        return opened(path)
    except (OSError, ValueError) as error:
        from assistant.knowledge.faults import DataError, Fault, Mark

        what = f"this file of the program is broken: {getattr(error, 'strerror', None) or error}"
        raise DataError([Fault(Mark(path), what, "install Verdict again")]) from None
