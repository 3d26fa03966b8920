"""Texts to ask: any characters, and words and marks that mean something, in any order."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = (
    *[
        "django",
        "flask",
        "is",
        "does",
        "which",
        "who",
        "why",
        "it",
        "both",
        "neither",
        "not",
        "no",
        "than",
        "more",
        "less",
        "better",
        "secure",
        "orm",
        "admin",
        "fastapi",
    ],
    *[
        "and",
        "or",
        "but",
        "please",
        "right",
        "isn't",
        "doesn't",
        "other",
        "ruling",
        "'s",
        "260k",
        "2010",
        "%",
        ",",
        ".",
        "?",
        "!",
        ":",
        ";",
        "-",
        "'",
        "(",
        ")",
    ],
)

ANY = st.text(max_size=120)
SAID = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
QUESTIONS = st.one_of(ANY, SAID, st.tuples(SAID, ANY, SAID).map(" ".join))
