"""A statement cut into clauses, and whom each says the matter of."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.asking.marks import PREDICATE, STOP, SUBJECT, Mark, Marks, any_of, at, subjects, turned
from assistant.tuples import NamedTuple

_ASIDE = ("unlike", "like")
PAUSE = ("comma", "colon", "slash")


class Clause(NamedTuple):
    """Words between two joints of a statement, and the joint that led to them."""

    marks: tuple[Mark, ...]
    joint: Mark | None

    @property
    def named(self) -> list[str]:
        """The subjects that it names."""
        return subjects(self.marks)

    @property
    def states(self) -> bool:
        """Whether the matter is said in it."""
        return any_of(self.marks, PREDICATE)

    @property
    def turned(self) -> bool:
        """Whether it is negated."""
        return turned(self.marks, "not", "lack")

    @property
    def has_verb(self) -> bool:
        """Whether it says that something is so without saying what: "B does", "B too", "B: yes"."""
        return any_of(self.marks, "aux", "assent", "also", "nor", "neither", "dissent")

    def joined_by(self, *kinds: str) -> bool:
        """Tell whether its joint is of any of these kinds."""
        return self.joint is not None and self.joint.is_a(*kinds)


def clauses(marks: Marks) -> list[Clause]:
    """Cut a statement at its joints; a subject set beside it ("unlike B") is a clause of its own."""
    found: list[Clause] = []
    for each in _cut(marks):
        if found and _takes_up(found[-1], each):
            found[-1] = Clause((*found[-1].marks, *each.marks), found[-1].joint)
        elif each.marks:
            found.append(each)
    return found


def _takes_up(name: Clause, rest: Clause) -> bool:
    """Tell whether a clause says something of the bare name before it, "B, not at all", or judges: "…: missing?".

    So does what comes to the matter only after "and": "B is big and heavy".
    """
    if rest.joined_by("and", "or") and rest.states and not rest.named:
        return bool(name.named) and not name.states and any_of(name.marks, "aux")
    judging = (mark for mark in rest.marks if not mark.is_a(STOP, PREDICATE))
    judged = rest.turned and all(mark.is_a("not", "lack") and not mark.is_a("bare-not") for mark in judging)
    if judged and name.states and rest.joined_by("colon"):
        return True
    if not rest.marks or rest.named or rest.states or not rest.joined_by("comma", "colon"):
        return False
    bare = bool(name.named) and not name.states and not name.has_verb
    return bare and any_of(rest.marks, "not", "lack", "assent", "dissent")


def _cut(marks: Marks) -> Iterator[Clause]:
    found: list[Mark] = []
    joint: Mark | None = None
    for place, mark in enumerate(marks):
        if _joins(marks, place):
            yield Clause(tuple(found), joint)
            joint = mark if found or joint is None or not joint.is_a(*_ASIDE) else joint
            found = []
            continue
        if found and joint is not None and joint.is_a(*_ASIDE) and subjects(found):
            yield Clause(tuple(found), joint)
            found, joint = [], None
        found.append(mark)
    yield Clause(tuple(found), joint)


def _joins(marks: Marks, place: int) -> bool:
    mark = marks[place]
    if not mark.kinds or mark.is_a(SUBJECT, PREDICATE):
        return False
    if mark.is_a("bare-not", "never", "than"):
        after = place + 1 + at(marks, place + 1, "determiner")
        return at(marks, after, SUBJECT)
    leads = mark.is_a("complement") and not mark.is_a("conditional") and place and not at(marks, place - 1, "say")
    if leads or mark.is_a("where"):
        return at(marks, place + 1, SUBJECT) and any_of(marks[:place], SUBJECT, PREDICATE)
    return mark.is_a("and", "or", "but", *_ASIDE, *PAUSE)


def signs(marks: Marks) -> dict[str, int]:
    """Return of whom a statement says that the matter is (+1) or is not (-1) so."""
    found = clauses(marks)
    said = next((each for each in found if each.states and each.named and not each.joined_by(*_ASIDE)), None)
    said = said or next((each for each in found if each.states), None)
    sign = -1 if said and said.turned else 1
    signed: dict[str, int] = {}
    for place, each in enumerate(found):
        so = contrary(said.marks) if said and said in found[:place] else 1
        own = _sign(each, found, place, sign, so) if each.named else 0
        if own:
            signed.update(dict.fromkeys(each.named, own))
    return signed


def contrary(marks: Marks) -> int:
    """Return -1 where what is said to be so is the contrary of the matter ("costs money" of what is free), else 1."""
    return -1 if sum(mark.is_a("opposite") for mark in marks) % 2 else 1


def _sign(clause: Clause, found: list[Clause], place: int, said: int, so: int) -> int:
    """Return the sign of the subjects of a clause; 0 where they are but called upon: "A, does it …"."""
    if clause.joined_by("unlike", "bare-not", "never"):
        return -said
    if clause.states:
        return -1 if clause.turned else 1
    if clause.joined_by("like") and not clause.joined_by("and"):
        return said
    if clause.has_verb or clause.turned:
        return _elliptic(clause, said, so)
    return _listed(clause, found, place)


def _elliptic(clause: Clause, said: int, so: int) -> int:
    """Return the sign of "B does", "nor B", "B too", "B no", where `so` is that of what is said to be so."""
    if any_of(clause.marks, "nor", "neither"):
        return -so
    if any_of(clause.marks, "also"):
        return said
    if any_of(clause.marks, "dissent") and not any_of(clause.marks, "aux"):
        return -so
    if clause.turned and not any_of(clause.marks, "aux"):
        return -said
    return -so if clause.turned else so


def _listed(clause: Clause, found: list[Clause], place: int) -> int:
    """Return the sign of a bare name: that of the clause that it is listed with."""
    after = next((each for each in found[place + 1 :] if each.states), None)
    near = after or next((each for each in reversed(found[:place]) if each.states), None)
    called = near is not None and near.named and not near.joined_by("and", "or", "but", "slash")
    if called and not clause.joined_by("and", "or", "but"):
        return 0
    return -1 if near and near.turned else 1
