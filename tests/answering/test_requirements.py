"""What is required in one clause and chosen by in another, and the contrary of a claim that is denied or taken up.

Each form is asked of claims of both knowledge bases that compare two.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from assistant import Assistant

STARTER = Path(__file__).parents[2] / "knowledge" / "starter"


class Claim(NamedTuple):
    """A claim as it is said of one and of several, with who it is so of and who it is not so of."""

    base: str
    has: str
    have: str
    one: str
    other: str


CLAIMS = [
    Claim("shipped", "powers Instagram", "power Instagram", "Django", "Flask"),
    Claim("shipped", "uses Jinja2", "use Jinja2", "Flask", "Django"),
    Claim("shipped", "protects against CSRF out of the box", "protect against CSRF out of the box", "Django", "Flask"),
    Claim("starter", "needs a ticket", "need a ticket", "the bus", "the bike"),
]


@pytest.fixture(scope="module")
def bases(assistant: Assistant) -> dict[str, Assistant]:
    return {"shipped": assistant, "starter": Assistant(STARTER)}


def _id(name: str) -> str:
    return name.removeprefix("the ").casefold()


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.has)
@pytest.mark.parametrize("form", ["I don't want one that {has}. Then better {a} or {b}?"])
def test_what_is_not_wanted_is_not_picked(bases: dict[str, Assistant], claim: Claim, form: str) -> None:
    for a, b in ((claim.one, claim.other), (claim.other, claim.one)):
        assert bases[claim.base].ask(form.format(has=claim.has, a=a, b=b)).pick == _id(claim.other)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.has)
@pytest.mark.parametrize(
    "form",
    [
        "sorry to be a pain but I keep mixing {a} and {b} up, which one {has} again?",
        "homework q: which one {has}, {a} or {b}?",
    ],
)
def test_a_remark_before_a_choice_does_not_turn_it(bases: dict[str, Assistant], claim: Claim, form: str) -> None:
    for a, b in ((claim.one, claim.other), (claim.other, claim.one)):
        assert bases[claim.base].ask(form.format(has=claim.has, a=a, b=b)).pick in (_id(claim.one), None)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.has)
def test_what_one_has_backwards_is_so_the_other_way_round(bases: dict[str, Assistant], claim: Claim) -> None:
    form = "have I got it backwards thinking that {a} {has} and {b} doesn't?"
    ask = bases[claim.base].ask
    assert ask(form.format(has=claim.has, a=claim.one, b=claim.other)).affirms in (False, None)
    assert ask(form.format(has=claim.has, a=claim.other, b=claim.one)).affirms in (True, None)
    assert ask(form.format(has="powers Instagram", a="Django", b="Flask")).affirms is not True


@pytest.mark.parametrize(
    ("question", "so"),
    [
        ("Flask doesn't actually cost money, am I right?", True),
        ("would I be lying if I said Flask doesn't cost money?", False),
        ("so neither Flask nor Django costs money?", True),
        ("a classmate insists that Django doesn't cost money. Is he wrong?", False),
        ("so many people repeat that Django costs money, but it doesn't, right?", True),
        ("Flask doesn't cost money but Django does?", False),
        ("does Flask cost money?", False),
        ("do both of them cost money?", False),
    ],
)
def test_the_contrary_denied_is_the_matter(assistant: Assistant, question: str, so: bool) -> None:
    assert assistant.ask(question).affirms is so


@pytest.mark.parametrize(
    ("form", "ahead"), [("is {a} no more popular than {b}?", False), ("is {a} more popular?", True)]
)
def test_what_is_no_more_so_is_not_so(assistant: Assistant, form: str, ahead: bool) -> None:
    assert assistant.ask(form.format(a="Django", b="Flask")).affirms is ahead
    assert assistant.ask(form.format(a="Flask", b="Django")).affirms is not ahead


@pytest.mark.parametrize(
    ("question", "pick"),
    [
        ("Flask vs Django: just one of them uses Jinja2. Who?", "flask"),
        ("We want to choose our own database libraries freely. Which framework leaves that to us?", "flask"),
        (
            "I won't go with anything that powers Netflix, call it a principle. Which is open, Flask or Django?",
            "django",
        ),
    ],
)
def test_a_claim_required_is_not_the_ruling_of_its_category(assistant: Assistant, question: str, pick: str) -> None:
    assert assistant.ask(question).pick == pick


def test_what_is_very_likely_is_said_though_it_is_told_in_other_words(assistant: Assistant) -> None:
    assert assistant.ask("insta uses flask yea?").affirms is False
    assert assistant.ask("x in (Flask, Django) and x doesn't power Instagram. x = ?").pick == "flask"


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.has)
@pytest.mark.parametrize("blank", ["__", "____", "___________"])
def test_a_blank_asks_which_one(bases: dict[str, Assistant], claim: Claim, blank: str) -> None:
    form = "complete with {a} or {b}: {blank} {has}."
    for a, b in ((claim.one, claim.other), (claim.other, claim.one)):
        assert bases[claim.base].ask(form.format(blank=blank, has=claim.has, a=a, b=b)).pick == _id(claim.one)


def test_what_has_underscores_in_its_name_is_no_blank(assistant: Assistant) -> None:
    assert "which" not in assistant.library.reader.read("does __init__.py or a text_field matter?").said


@pytest.mark.parametrize("claim", CLAIMS[:3], ids=lambda claim: claim.has)
@pytest.mark.parametrize("form", ["who {has}? {a}? {b}?", "Quickly: which one {has}? {a}? Or {b}?"])
def test_names_put_one_by_one_are_a_choice(bases: dict[str, Assistant], claim: Claim, form: str) -> None:
    for a, b in ((claim.one, claim.other), (claim.other, claim.one)):
        assert bases[claim.base].ask(form.format(has=claim.has, a=a, b=b)).pick == _id(claim.one)


@pytest.mark.parametrize("claim", CLAIMS[:2], ids=lambda claim: claim.has)
@pytest.mark.parametrize(
    "form",
    ["We ruled out {a} because it doesn't {have}, is that so?", "Should {a} be dropped since it doesn't {have}?"],
)
def test_the_ground_of_a_rejection_is_what_is_asked(bases: dict[str, Assistant], claim: Claim, form: str) -> None:
    ask = bases[claim.base].ask
    assert ask(form.format(have=claim.have, a=claim.one)).affirms is False
    assert ask(form.format(have=claim.have, a=claim.other)).affirms is True


@pytest.mark.parametrize(
    ("form", "ahead"),
    [
        ("{a} is better on security, {b} is worse on security. Agreed?", True),
        ("is {a} the safer of the two and {b} the less safe?", True),
        ("{a} is worse on security and {b} is better. Agreed?", False),
        ("Of {b} and {a}, {a} is the more secure one, isn't it?", True),
    ],
)
def test_both_sides_of_a_comparison_say_the_same(assistant: Assistant, form: str, ahead: bool) -> None:
    assert assistant.ask(form.format(a="Django", b="Flask")).affirms is ahead
    assert assistant.ask(form.format(a="Flask", b="Django")).affirms is not ahead
