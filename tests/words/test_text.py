"""Where the first sentence of a text ends."""

from __future__ import annotations

from assistant.words.text import first_sentence
from tests.cases import for_each


@for_each(
    ("text", "first"),
    [
        ("It is built in. Flask has none.", "It is built in."),
        ("The score is Django 4, Flask 1. Ties count for neither.", "The score is Django 4, Flask 1."),
        ("Of Django vs. Flask one is older. It is Django.", "Of Django vs. Flask one is older."),
        ("Tools, e.g. Celery, help. Others do not.", "Tools, e.g. Celery, help."),
        ("It is based on the other's. Its own is none.", "It is based on the other's."),
        ("No end here", "No end here"),
    ],
)
def test_the_first_sentence_ends_where_one_does(text: str, first: str) -> None:
    assert first_sentence(text) == first
