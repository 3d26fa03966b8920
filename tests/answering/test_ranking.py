"""What a reading's evidence is worth, and what the words of a question weigh."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.answering.ranking import certain, content_weights


def test_all_evidence_is_one_and_another_subject_takes_a_fifth_off(assistant: Assistant) -> None:
    sure = certain(next(iter(assistant.library.items.values())))
    assert sure.score == pytest.approx(1.0)
    assert sure._replace(subject=0.0).score == pytest.approx(0.8)
    assert sure._replace(unfit=0.1).score == pytest.approx(0.9)
    halves = {"match": 0.8, "likeness": 0.9, "coverage": 0.9, "form": 0.96, "topic": 0.94}
    assert {name: round(sure._replace(**{name: 0.5}).score, 6) for name in halves} == halves


def test_everyday_words_weigh_little_and_what_is_unknown_all(assistant: Assistant) -> None:
    library = assistant.library
    common = next(word for word in library.common if word not in library.fillers)
    told = min(
        library.rarity, key=lambda word: (word in library.common or word in library.fillers, library.rarity[word])
    )
    assert content_weights([common, "xyzzy"], library) == {common: 0.15, "xyzzy": 1.0}
    assert content_weights([told], library) == {told: max(library.rarity[told], 0.2)}
    assert content_weights([*library.fillers], library) == {}
