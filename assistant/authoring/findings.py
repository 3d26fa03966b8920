"""What is doubtful in a knowledge base that loads: small checks, each from a library to places with a mend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from assistant.answering.library import Library
from assistant.authoring import doubtful_examples, doubtful_records
from assistant.authoring.crossval import Trial
from assistant.authoring.doubtful_examples import FEWEST_WAYS
from assistant.authoring.written import Written
from assistant.knowledge.faults import Fault
from assistant.tuples import NamedTuple

ERROR: Literal["error"] = "error"
WARNING: Literal["warning"] = "warning"


class Finding(NamedTuple):
    """One doubtful thing: an error makes answers wrong, a warning makes them worse.

    `alike` goes after the number of those that are told in one line where they are many.
    """

    fault: Fault
    level: Literal["error", "warning"]
    alike: str = ""


def findings(library: Library, examples: Sequence[Written]) -> list[Finding]:
    """Return what is doubtful of a knowledge base as it is written; `examples` are what `written` returns."""
    errors = (
        *doubtful_records.alias_collisions(library),
        *doubtful_records.term_collisions(library),
        *doubtful_records.synonym_collisions(library),
        *doubtful_records.two_signs(library),
        *doubtful_records.contradictions(library),
        *doubtful_records.edges(library),
        *doubtful_examples.placeholders(library, examples),
    )
    warnings = (
        *doubtful_records.sources(library),
        *doubtful_records.verdicts(library),
        *doubtful_examples.shared(examples),
        *doubtful_examples.accidents(library, examples),
        *doubtful_examples.slips(library, examples),
        *doubtful_examples.two_in_one(examples),
        *doubtful_records.unused_topics(library),
        *doubtful_examples.answered_outside(library, examples),
    )
    often = {
        "entries are asked in one way alone": doubtful_examples.one_way(library, examples),
        f"entries have fewer than {FEWEST_WAYS} different ways to ask": doubtful_examples.few_ways(library, examples),
        "name no section of the source": doubtful_records.sections(library),
        "texts are longer than one looks for": doubtful_records.lengths(library),
        "places do not say how a subject stands": doubtful_records.gaps(library),
        "texts begin with yes or no": doubtful_records.direct(library),
    }
    return [
        *(Finding(each, ERROR) for each in errors),
        *(Finding(each, WARNING) for each in warnings),
        *(Finding(each, WARNING, alike) for alike, found in often.items() for each in found),
    ]


def findings_of(trials: Sequence[Trial], library: Library, examples: Sequence[Written]) -> list[Finding]:
    """Return what is doubtful of examples that were left out."""
    found = (*doubtful_examples.nearly_shared(library, examples, trials), *doubtful_examples.lost(library, trials))
    return [Finding(each, WARNING) for each in found]
