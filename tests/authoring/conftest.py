"""What tests of authoring share: what leaving out makes of the same examples, which is the same each time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest

from assistant.authoring import check
from assistant.authoring.crossval import Pair, Trial, cross_validate


@pytest.fixture(scope="package", autouse=True)
def tried_once() -> Iterator[None]:
    """Bases that are checked again, or have other texts and the same examples, are tried once for all tests."""
    known: dict[tuple[Pair, ...], list[Trial]] = {}

    def tried(examples: Sequence[Pair], tell: Callable[[float], None]) -> list[Trial]:
        if (given := tuple(examples)) not in known:
            known[given] = cross_validate(examples, tell)
        return known[given]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(check, "cross_validate", tried)
        yield
