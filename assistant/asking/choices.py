"""Questions for one of the subjects: "which …", "A or B?", "name the one that …"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.asking.ask import CHOICE, Ask, Term
from assistant.asking.marks import PREDICATE, STOP, SUBJECT, TOPIC, Marks, any_of, at, plain, subjects
from assistant.asking.rulings import pole, without_set_aside

_POLES = ("more", "less")
_RELATED = ("relative-head", "either", "some-one", "one", "nobody", "only", "alone")
"""Kinds of cue after which "which" goes on about what they say."""
_HOW_MANY = {
    "claim": ("either", "neither", "nobody", "one", "some-one", "both", "most-one", "differ", "same"),
    "ruling": ("neither", "differ", "either", "one", "some-one", "at-least"),
}
"""Kinds of cue with which "A or B" is no choice between them."""


def asks_choice(kind: str, sentences: Sequence[Marks]) -> bool:
    """Tell whether a question asks for one of the subjects."""
    named = subjects(mark for sentence in sentences for mark in sentence)
    return left_open(sentences[-1]) or any(
        _asks_which(sentence) or (len(named) != 1 and any_of(sentence, "name-it")) or _offers(kind, sentence)
        for sentence in sentences
    )


def left_open(sentence: Marks) -> bool:
    """Tell whether a sentence stops where the subject should be named: "the one that has it is?", "x = ?", "x: who"."""
    asks = at(sentence, len(sentence) - 1, STOP)
    last = len(sentence) - 1 - asks
    if last < 1 or len(subjects(sentence)) == 1:
        return False
    if sentence[-1].text == "?" and at(sentence, last, "left-open"):
        return not at(sentence, last - 1, "it")
    return at(sentence, last, "who", "which") and not any_of(sentence[:last], "who", "which", "aux", STOP)


def _asks_which(sentence: Marks) -> bool:
    return any(_is_asking(sentence, place) for place in range(len(sentence)))


def _is_asking(sentence: Marks, place: int) -> bool:
    mark = sentence[place]
    if not mark.is_a("which-one", "which", "who"):
        return False
    if at(sentence, place - 1, SUBJECT) and at(sentence, place - 2, "it", "only", "alone"):
        return False  # "is it only A which …"
    if mark.is_a("which-one"):
        return not at(sentence, place - 1, "whatever")
    if mark.is_a("which") and not at(sentence, place - 1, *_RELATED):
        if at(sentence, place - 1, PREDICATE) and at(sentence, place + 1, "pronoun", "aux"):
            return False
        return not at(sentence, place - 1, "comma") or not _relative(sentence, place)
    if not mark.is_a("who") or at(sentence, place - 1, "person", "relative-head") or at(sentence, place + 1, "say"):
        return False
    if plain(sentence, place - 1) and len(subjects(sentence)) < 2:
        return False
    return not at(sentence, place - 1, "comma") or any_of(sentence[:place], SUBJECT)


def _relative(sentence: Marks, place: int) -> bool:
    """Tell whether ", which …" goes on about what was just said."""
    before, after = sentence[:place], sentence[place + 1 :]
    if not any_of(after, PREDICATE, "aux"):
        return False
    return any_of(before, PREDICATE) or len(subjects(before)) == 1


def _offers(kind: str, sentence: Marks) -> bool:
    """Tell whether "A or B" offers a choice."""
    level = ("equal",) if kind == "ruling" else ()
    joints = (i for i, mark in enumerate(sentence) if mark.is_a("or") and not any_of(sentence[:i], *level))
    parts = (any_of(sentence[:place], SUBJECT) and any_of(sentence[place:], SUBJECT) for place in joints)
    return any(parts) and not any_of(sentence, *_HOW_MANY[kind])


def choice(kind: str, sentences: Sequence[Marks], named: Sequence[str]) -> Ask:
    """Read a choice: for the subject of which the matter is so, or is not."""
    asking = max((place for place, each in enumerate(sentences) if _asks(kind, each)), default=len(sentences) - 1)
    stating = [place for place, each in enumerate(sentences) if _states(kind, each)]
    if asking in stating or not stating:
        told = [sentences[asking]]
    else:
        told = [sentences[stating[-1]], *sentences[stating[-1] + 1 : asking + 1]]
        told += [sentences[asking]] if asking < stating[-1] else []
    sign = 1
    for part in told:
        sign *= _sign(kind, _without_remark(kind, part))
    return Ask(CHOICE, of=tuple(Term(each, 1) for each in named), sign=sign)


def _without_remark(kind: str, part: Marks) -> Marks:
    """Leave out what stands before the clause that asks and tells of the matter: "a pain, but …, which has it?"."""
    start = next((i for i in range(len(part)) if _is_asking(part, i) and at(part, i - 1, "comma", "colon", "but")), 0)
    return part[start:] if _states(kind, part[start:]) and not _states(kind, part[:start]) else part


def _asks(kind: str, part: Marks) -> bool:
    return _asks_which(part) or any_of(part, "name-it") or _offers(kind, part)


def _states(kind: str, part: Marks) -> bool:
    if kind == "claim":
        return any_of(part, PREDICATE)
    return any(mark.is_a("losing", *_POLES, PREDICATE) and not mark.is_a(TOPIC) for mark in part)


def _sign(kind: str, part: Marks) -> int:
    if kind == "claim":
        return -1 if _odd(part, "not", "lack", "unwanted", "reject", "deny", "losing") else 1
    part = without_set_aside(part)
    poles = any_of(part, *_POLES, "losing")
    ahead = -1 if any_of(part, "reject") else pole(part) if poles else 1
    negated = ("not",) if poles or _asks_which(part) else ()
    return ahead * (-1 if _odd(part, "unwanted", "deny", *negated) else 1)


def _odd(part: Marks, *kinds: str) -> bool:
    return sum(mark.is_a(*kinds) for mark in part) % 2 == 1
