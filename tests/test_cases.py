"""Cases of one behaviour in one test: what any of them shows is told."""

from __future__ import annotations

import pytest

from tests.cases import for_each


@for_each("shared", ["fixture"])
def test_all_cases_that_fail_are_told_however_they_do(shared: str) -> None:
    tried = []

    @for_each(("case", "number"), [("so", 1), ("wrong", 2), ("raises nothing", 3), ("skipped", 4), ("too", 5)])
    def test(case: str, number: int) -> None:
        tried.append(number)
        assert case != "wrong", shared
        with pytest.raises(KeyError):
            {"raises nothing": 1}[case]
        if case == "skipped":
            pytest.skip("not here")

    with pytest.raises(AssertionError) as failed:
        test()
    assert tried == [1, 2, 3, 4, 5]
    assert str(failed.value).startswith("3 of 5 cases fail")
    assert all(told in str(failed.value) for told in ("'wrong'", "DID NOT RAISE", "not here"))


def test_of_no_cases_none_can_fail_and_so_there_have_to_be_some() -> None:
    with pytest.raises(ValueError, match="no cases"):
        for_each("case", [])
