"""What is asked, said once: an act, whom it is about, how they are related, and whether it is denied."""

from __future__ import annotations

from assistant.tuples import NamedTuple

TRUTH, CHOICE = "truth", "choice"
"""Acts: whether something is so, and which subject it is so of."""

EACH, ANY, NONE, ONE, MOST_ONE, ONLY, SAME, DIFFER = (
    *("each", "any", "none", "one", "most-one"),
    *("only", "same", "differ"),
)
"""How a claim holds of the subjects asked about: of each, of at least one, of none, of exactly one, of one at most, of
the first alone, of all or none, of some only."""

MORE, LEAST, MOST, EQUAL = "more", "at-least", "at-most", "equal"
"""How a subject stands to the others in a ranking: ahead, not behind, not ahead, level."""


class Term(NamedTuple):
    """A subject, and whether the matter is (+1) or is not (-1) to hold of it; in a ranking, whether it is ahead."""

    subject: str
    sign: int


class Ask(NamedTuple):
    """What a question asks of a matter that either holds of subjects (a claim) or ranks them (a ruling).

    `relation` is one of the relations above ("" for a choice). `sign` is -1 where a choice is for the subject of which
    the matter does not hold, or that is behind. `denied` tells that the question asks whether what is stated is not so.
    `unread` are its words of which nothing is known, `doubts` the number of doubtful steps with which it was read.
    """

    act: str
    relation: str = ""
    of: tuple[Term, ...] = ()
    denied: bool = False
    sign: int = 1
    unread: tuple[str, ...] = ()
    doubts: int = 0
