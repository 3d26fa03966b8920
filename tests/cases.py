"""Cases of one behaviour, tried in one test: as a test of its own each costs as much as the question that it asks."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest


def for_each(names: str | Sequence[str], cases: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Try a test with every case, as `pytest.mark.parametrize` does, and tell of all with which it fails.

    None may be skipped. What is handed in beside them is the same for all: nothing that a case changes.
    """
    given, tried = ([names], [(case,) for case in cases]) if isinstance(names, str) else (list(names), [*cases])
    if not tried:
        raise ValueError("no cases")

    def made(test: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(test)
        def every(*own: object, **fixtures: Any) -> None:
            __tracebackhide__ = True
            failed: list[tuple[object, BaseException]] = []
            for case in tried:
                try:
                    test(*own, **fixtures, **dict(zip(given, case, strict=True)))
                except (Exception, pytest.fail.Exception, pytest.skip.Exception) as error:
                    failed.append((case, error))
            if failed:
                told = "\n\n".join(f"with {case!r}: {type(error).__name__}: {error}" for case, error in failed)
                raise AssertionError(f"{len(failed)} of {len(tried)} cases fail\n\n{told}") from failed[0][1]

        taken = inspect.signature(test)
        others = [parameter for name, parameter in taken.parameters.items() if name not in given]
        every.__signature__ = taken.replace(parameters=others)  # type: ignore[attr-defined]
        return every

    return made
