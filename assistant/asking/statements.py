"""The statement in marked words: the sentence that holds it, what is said around it, and what it says of whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.asking.ask import ANY, EACH, TRUTH, Ask, Term
from assistant.asking.claims import claim
from assistant.asking.clauses import contrary
from assistant.asking.marks import PREDICATE, SUBJECT, TOPIC, Mark, Marks, any_of, at, first_of, subjects, turned
from assistant.asking.reports import of_reports
from assistant.asking.rulings import RANKS, leader, ruling
from assistant.asking.wrappers import inside_denies, lead_in, opening_denies, reaction_denies, said_again, swaps

_HOW_MANY = ("both", "either", "neither", "nobody", "one", "only", "alone", "most-one", "other", "some-one")
_HELD = ("alone", "losing")
_OPENING = {
    "claim": (SUBJECT, PREDICATE, *_HOW_MANY[:5], "most-one", "some-one", "whatever", "differ", "same", *_HELD),
    "ruling": (SUBJECT, "neither", "nobody", "one", "either", "some-one", "differ", *RANKS),
}
"""Kinds of mark with which a statement begins."""

_BEFORE = (*_HELD, "only", "just", "bound", "unlike", "like", "lack")
"""Kinds of mark that belong to a statement that they stand right before."""

_VERBS = ("aux", "assent", "dissent")


def statement(kind: str, found: Sequence[Marks], named: Sequence[str], everyone: Sequence[str]) -> Ask | None:
    """Return what is asked of a matter by stating it, None where nothing is stated; of `everyone` some are `named`."""

    def stated(sentence: Marks) -> Ask | None:
        return _stated(kind, sentence, named, everyone)

    taken_up = _followed_up(kind, found) or of_reports(found, stated)
    if taken_up:
        return taken_up
    place = _asking(kind, found)
    ask = stated(_with_subject(kind, found, place, everyone))
    if ask is None:
        return None
    if swaps(found[place + 1 :]) and kind == "claim" and len({each.sign for each in ask.of}) < 2:
        ask = ask._replace(denied=not ask.denied)
    elif swaps(found[place + 1 :]):
        ask = ask._replace(of=tuple(Term(each.subject, -each.sign) for each in ask.of))
    again = said_again(found[place], found[place + 1 :])
    if again:
        return _said_anew(kind, ask, again * contrary(found[place]))
    return ask._replace(denied=ask.denied ^ reaction_denies(found[:place], found[place], found[place + 1 :]))


def _with_subject(kind: str, found: Sequence[Marks], place: int, everyone: Sequence[str]) -> Marks:
    """Return a ruling's sentence with the subject that was spoken of before where it names none."""
    before = [mark for sentence in found[:place] for mark in sentence]
    if (
        kind == "claim"
        or any_of(found[place], SUBJECT, "neither", "nobody", "equal", "differ", "either", "one")
        or not any_of(before, SUBJECT)
    ):
        return found[place]
    return [Mark("", frozenset((SUBJECT,)), leader(before, subjects(before), everyone)), *found[place]]


def _followed_up(kind: str, found: Sequence[Marks]) -> Ask | None:
    """Read a claim asked of another subject: "A …. And B?", "… Does B too?"."""
    if kind != "claim" or len(found) < 2 or any_of(found[-1], PREDICATE) or not any_of(found[-2], PREDICATE):
        return None
    asked, said = found[-1], found[-2]
    other = subjects(asked)
    if len(other) != 1 or len(subjects(said)) != 1:
        return None
    return Ask(TRUTH, EACH, (Term(other[0], 1),))


def _said_anew(kind: str, ask: Ask, sign: int) -> Ask:
    """Return a statement as a pronoun says it again: "but it does", "it isn't, is it?"."""
    if kind == "claim" and ask.relation == EACH:
        return ask._replace(of=tuple(Term(each.subject, sign) for each in ask.of), denied=False)
    return ask._replace(denied=sign < 0)


def _stated(kind: str, sentence: Marks, named: Sequence[str], everyone: Sequence[str]) -> Ask | None:
    """Read the statement in a sentence, with what is said before it."""
    opening, statement = _parts(kind, sentence)
    if kind == "claim":
        ask = claim(statement, named, everyone)
        return ask and _claimed(ask, opening, statement)
    led = lead_in(opening)
    statement = [*(mark for mark in led if not mark.is_a("nobody")), *statement]
    ask, judged = ruling(statement, named, everyone), not any_of(statement, "more", "less")
    return ask and ask._replace(denied=ask.denied ^ any_of(led, "nobody") ^ inside_denies(statement, judged))


def _claimed(ask: Ask, opening: Marks, statement: Marks) -> Ask:
    """Return a claim turned by what is said before it and in it; a subject rejected is one of which it is not so."""
    rejecting = (mark for mark in statement if not mark.is_a("dissent", "not", "lack"))  # these have turned it already
    if ask.relation in (EACH, ANY) and turned(rejecting, "reject", "unwanted"):
        ask = ask._replace(of=tuple(Term(each.subject, -each.sign) for each in ask.of))
    return ask._replace(denied=ask.denied ^ opening_denies(opening) ^ inside_denies(statement, True))


def _asking(kind: str, found: Sequence[Marks]) -> int:
    """Return the place of the sentence that states what is asked."""
    told = [any_of(each, PREDICATE) for each in found]
    tests: list[Callable[[int], bool]] = [
        lambda place: told[place] and any_of(found[place], SUBJECT),
        lambda place: told[place] and any_of(found[place], *_HOW_MANY),
        lambda place: any(told[:place]) and any_of(found[place], SUBJECT) and any_of(found[place], *_VERBS),
        lambda place: told[place],
        lambda place: any_of(found[place], SUBJECT),
    ]
    if kind == "ruling":
        tests = [
            lambda place: any_of(found[place], SUBJECT) and _ranks(found[place]),
            lambda place: _ranks(found[place]),
            *tests,
        ]
    for test in tests:
        places = [place for place in range(len(found)) if test(place)]
        if places:
            return places[-1]
    return len(found) - 1


def _ranks(marks: Marks) -> bool:
    return any(mark.is_a(*RANKS) or (mark.is_a(PREDICATE) and not mark.is_a(TOPIC)) for mark in marks)


def _parts(kind: str, sentence: Marks) -> tuple[Marks, Marks]:
    """Part a sentence into what leads up to the statement, and the statement."""
    sentence = sentence[_past_what_leads(kind, sentence) :]
    start = _start(kind, sentence)
    return sentence[:start], sentence[start:]


def _past_what_leads(kind: str, sentence: Marks) -> int:
    """Return where what stands before a whole statement ends: a condition ("when it is called a tie, has anyone won?"),
    or what is only remarked ("I never coded, is A easier?")."""
    comma = first_of(sentence, "comma") or 0
    before, rest = sentence[:comma], sentence[comma + 1 :]
    states = at(before, 0, "aux") or any_of(before, SUBJECT, "complement", "deny", "reject")
    remarks = at(rest, 0, "aux") and not states
    apart = remarks or (kind == "ruling" and at(before, 0, "condition"))
    return comma + 1 if apart and before and _ranks(rest) and any_of(rest, SUBJECT, *_HOW_MANY) else 0


def _start(kind: str, sentence: Marks) -> int:
    """Return where the statement begins: at the first subject or word of the matter, or at "only" before it."""
    opening = sentence[: first_of(sentence, SUBJECT, PREDICATE)]
    for place in range(len(opening) - len(lead_in(opening)), len(sentence)):
        mark = sentence[place]
        if mark.is_a("nobody") and _speaking(sentence[place + 1 :]):
            continue
        if mark.is_a(*_OPENING[kind]) and not (kind == "ruling" and mark.is_a(TOPIC)):
            while _belongs(sentence, place):
                place -= 1
            return place
    return len(sentence)


def _belongs(sentence: Marks, place: int) -> bool:
    """Tell whether the word before a place is part of the statement that begins there."""
    return at(sentence, place - 1, *_BEFORE)


def _speaking(marks: Marks) -> bool:
    """Tell whether what follows is said or known before anything is stated: "nobody can show that …"."""
    end = first_of(marks, SUBJECT, PREDICATE)
    return any_of(marks[:end], "complement", "say")
