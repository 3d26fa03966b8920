"""What a question asks, by its form alone: the table of forms, and what it says of ways of asking that it never saw."""

from __future__ import annotations

import pytest

from assistant.answering.judgement import Judge
from assistant.answering.library.places import question_forms
from assistant.answering.library.store import open_kept
from assistant.asking.forms import CLAIM, RULING, Forms, features, to_bytes
from assistant.asking.marks import Mark
from tests.cases import for_each
from tests.forms.examples import examples

ADMIN = "has-admin-panel"
SECURITY = "security"


@for_each(
    ("question", "entry", "answer"),
    [
        ("Blimey, does Django honestly have a built-in admin panel?", ADMIN, "Y"),
        ("Blimey, does Flask honestly have a built-in admin panel?", ADMIN, "N"),
        ("My aunt swears neither Django nor Flask has a built-in admin panel, is she mistaken?", ADMIN, "Y"),
        ("Pray tell which one, Django or Flask, leaves me without a built-in admin panel?", ADMIN, "not"),
        ("Of Django and Flask, who comes with a built-in admin panel, pretty please?", ADMIN, "of"),
        ("Could it be that Flask is every bit as secure as Django, chum?", SECURITY, "N"),
        ("Who gets the wooden spoon for security, Django or Flask?", SECURITY, "not"),
    ],
)
def test_what_is_asked_is_known_by_the_form(question: str, entry: str, answer: str) -> None:
    library = open_kept()
    chances = Judge(library).by_form(library.reader.read(question), library.items[entry])
    assert max(chances, key=chances.__getitem__) == answer
    assert sum(chances.values()) == pytest.approx(1)


def test_the_matter_is_nothing_to_a_form() -> None:
    one, other = (
        (Mark("does"), Mark(name, frozenset(("subject",)), name), Mark(matter, frozenset(("predicate",))))
        for name, matter in (("tea", "milk"), ("coffee", "sugar"))
    )
    assert features(one) == features(other)


def test_a_table_says_what_can_be_asked() -> None:
    asked = question_forms().asked
    assert {"claim truth YYNN", "claim choice of", "ruling truth NNY", "ruling choice not"} <= set(asked)
    for kind in (CLAIM, RULING):
        assert sum(question_forms().asks(kind, ()).values()) == pytest.approx(1)


def test_the_table_was_made_of_the_forms_and_of_the_kinds_of_mark_that_there_are() -> None:
    """Kinds of mark that were renamed or are taken in another order want `python -m tests.forms`."""
    table = question_forms()
    sure = [table.asks(kind, marks).get(what.replace("-", "N"), 0.0) for kind, marks, what in examples(every=80)]
    assert sum(sure) > 0.94 * len(sure) > 188


@for_each("data", [b"", b"forms001", b"vectors1" + bytes(40), to_bytes({"claim choice of": [1.0]}, 1)[:-1]])
def test_what_is_no_table_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a table of forms"):
        Forms(data)


def test_a_damaged_table_is_told_by_looking_through_it() -> None:
    whole = to_bytes({"claim choice of": [1.0, 0.5]}, 2)
    Forms(whole).see_whole()
    with pytest.raises(ValueError, match="damaged"):
        Forms(whole[:-1] + b"\x01").see_whole()
