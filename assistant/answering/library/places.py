"""Where what is shipped lies: inside the installed package, or in the checkout beside it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from assistant.asking.forms import Forms
from assistant.words.vectors import Vectors
from assistant.words.word_list import WordList

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
"""Folder of the whole program."""

DEFAULT, ENGLISH = "django-vs-flask", "english"
"""Folders of the shipped knowledge and of the language."""


def shipped(*names: str) -> str:
    """Return the path of something shipped: inside the installed package, or in the checkout beside it."""
    inside = os.path.join(PACKAGE, "shipped")
    return os.path.join(inside if os.path.isdir(inside) else os.path.join(PACKAGE, os.pardir, "knowledge"), *names)


def knowledge_folder() -> Path:
    """Return the folder of the shipped knowledge."""
    from pathlib import Path  # not imported where a question is answered from the kept index

    return Path(shipped()).resolve()


def word_list() -> WordList:
    """Return the list of English words."""
    return WordList.open(shipped(ENGLISH, "words.txt"))


def word_vectors() -> Vectors:
    """Return the vectors of English words."""
    return Vectors.open(shipped(ENGLISH, "vectors.bin"))


def question_forms() -> Forms:
    """Return the forms of English questions."""
    return Forms.open(shipped(ENGLISH, "forms.bin"))
