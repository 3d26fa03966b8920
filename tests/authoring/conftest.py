"""What tests of authoring share: what leaving out makes of the same examples, which is the same each time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest

from assistant.authoring import check
from assistant.authoring.crossval import Pair, Trial, cross_validate
from assistant.matching import learning


@pytest.fixture(scope="package", autouse=True)
def tried_once() -> Iterator[None]:
    """Bases that are checked again, or have other texts and the same examples, are tried once for all tests.

    What is left out is learnt in the fewest sweeps: how well it then is found again, `test_left_out.py` tells.
    """
    known: dict[tuple[Pair, ...], list[Trial]] = {}

    def tried(examples: Sequence[Pair], tell: Callable[[float], None]) -> list[Trial]:
        if (given := tuple(examples)) not in known:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(learning, "MOST_SWEEPS", learning.FEWEST_SWEEPS)
                known[given] = cross_validate(examples, tell)
        return known[given]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(check, "cross_validate", tried)
        yield
