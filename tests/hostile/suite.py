"""Counts by kind what the tests of the suite try to break the program with."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

KINDS = {
    "time grows with the input and is bounded": r"test_bounds|properties/test_any_question.*bounded",
    "messages: one line, place, mend": r"hostile_(?:base|script)|whatever_is|empty_path|json_that|knowledge/test_base",
    "nothing of others is touched": r"test_faults|Test(?:History|Settings)|written_(?:over|before)|null_dev|of_our_own",
    "signals": r"told_to_end|ctrl_c",
    "the chat goes on": r"terminal/test_chat.*(?:TestKept|TestAnyTerminal|without_escapes)",
    "closed and full streams": r"test_streams|as_it_stands",
    "nothing printed acts on a terminal": r"test_printed|properties/test_any_question",
    "files that are none or hold what none should": r"test_hostile_files|properties/test_any_base",
    "the cache is not trusted": r"test_distrust|test_store",
    "surroundings": r"test_surroundings",
}
"""Kinds of what is tried, each with a pattern for the names of its tests; the first that fits counts."""


class Counts:
    """Counts the outcomes of tests by their kind."""

    def __init__(self) -> None:
        self.tried, self.failed = Counter[str](), Counter[str]()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out the tests that try nothing of these kinds."""
        items[:] = [item for item in items if kind_of(item.nodeid)]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a test once, and its failure whenever it comes."""
        kind = kind_of(report.nodeid)
        self.tried[kind] += report.when == "call" and not report.skipped
        self.failed[kind] += report.failed


def kind_of(test: str) -> str:
    """Return the kind of what a test tries, "" for none of them."""
    return next((kind for kind, pattern in KINDS.items() if re.search(pattern, test)), "")


def main(options: list[str]) -> int:
    """Run them, with options of pytest, and print the counts; the exit status is 1 where something broke."""
    counts = Counts()
    status = pytest.main([str(Path(__file__).parents[1]), "-q", *options], plugins=[counts])
    for kind in KINDS:
        print(f"{kind}: {counts.tried[kind]} tried, {counts.failed[kind]} failed")
    return int(status != 0)
