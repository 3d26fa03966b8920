"""Questions for one of the subjects: "which …", "A or B?", "name the one that …"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.asking.ask import CHOICE, Ask, Term
from assistant.asking.marks import PREDICATE, SUBJECT, TOPIC, Marks, any_of, at, first_of, subjects

_HOW_MANY = {
    "claim": ("either", "neither", "one", "both", "most-one", "differ", "same", "whatever"),
    "ruling": ("neither", "differ", "either", "one", "at-least", "whatever"),
}
"""Kinds of cue with which "A or B" is no choice between them."""


def asks_choice(kind: str, sentences: Sequence[Marks]) -> bool:
    """Tell whether a question asks for one of the subjects."""
    named = subjects(mark for sentence in sentences for mark in sentence)
    return any(
        _asks_which(sentence) or (len(named) != 1 and any_of(sentence, "name-it")) or _offers(kind, sentence)
        for sentence in sentences
    ) or _calls_them(sentences)


def _asks_which(sentence: Marks) -> bool:
    return any(_is_asking(sentence, place) for place in range(len(sentence)))


def _is_asking(sentence: Marks, place: int) -> bool:
    mark = sentence[place]
    if mark.is_a("which") and not at(sentence, place - 1, "relative-head"):
        return not at(sentence, place - 1, "comma") or not _relative(sentence, place)
    if not mark.is_a("who") or at(sentence, place - 1, "person", "relative-head"):
        return False
    if place and sentence[place - 1].kinds <= {"neutral"}:
        return False
    return not at(sentence, place - 1, "comma") or any_of(sentence[:place], SUBJECT)


def _relative(sentence: Marks, place: int) -> bool:
    """Tell whether ", which …" goes on about what was just said."""
    before, after = sentence[:place], sentence[place + 1 :]
    if not any_of(after, PREDICATE, "aux") or any_of(before, "or"):
        return False
    return any_of(before, PREDICATE) or (len(subjects(before)) == 1 and at(sentence, place - 2, SUBJECT))


def _offers(kind: str, sentence: Marks) -> bool:
    """Tell whether "A or B" offers a choice."""
    for place, mark in enumerate(sentence):
        if mark.is_a("or") and any_of(sentence[:place], SUBJECT) and any_of(sentence[place + 1 :], SUBJECT):
            if kind == "ruling" and any_of(sentence[:place], "equal"):
                continue
            if any_of(sentence, "some-one") and (kind == "claim" or any_of(sentence, "other")):
                continue
            if not any_of(sentence, *_HOW_MANY[kind]):
                return True
            if kind == "ruling" and any_of(sentence[place:], "equal") and not any_of(sentence, "either", "one", "both"):
                return True
    return False


def _calls_them(sentences: Sequence[Marks]) -> bool:
    """Tell whether each subject is held out in a sentence of its own: "A? B?"."""
    return len(sentences) > 2 and all(len(each) <= 3 and len(subjects(each)) == 1 for each in sentences[-2:])


def choice(kind: str, sentences: Sequence[Marks], named: Sequence[str]) -> Ask:
    """Read a choice: for the subject of which the matter is so, or is not."""
    asking = [each for each in sentences if _asks_which(each) or any_of(each, "name-it") or _offers(kind, each)]
    stating = [each for each in sentences if _states(kind, each)]
    told = asking[-1:] or stating[-1:]
    if not any(_states(kind, each) for each in told) and not _answers_itself(told):
        told = [*(each for each in stating if each not in told), *told]
    sign = 1
    for sentence in told:
        sign *= _sign(kind, sentence)
    return Ask(CHOICE, of=tuple(Term(each, 1) for each in named), sign=sign)


def _states(kind: str, sentence: Marks) -> bool:
    if kind == "claim":
        return any_of(sentence, PREDICATE)
    return any(mark.is_a("more", "less", PREDICATE) and not mark.is_a(TOPIC) for mark in sentence)


def _answers_itself(sentences: Sequence[Marks]) -> bool:
    """Tell whether "which one doesn't?" says again what was said before."""
    return any(at(each, len(each) - 1 - k, "aux", "bare-not") for each in sentences for k in (0, 1))


def _sign(kind: str, sentence: Marks) -> int:
    turning = ("not", "lack", "reject", "unwanted", "deny", *(("less",) if kind == "ruling" else ()))
    silent = ("neither", "equal", "one", "most-one", *((PREDICATE,) if kind == "claim" else ()))
    return -1 if sum(mark.is_a(*turning) and not mark.is_a(*silent) for mark in sentence) % 2 else 1
