"""What tests of answering share."""

from __future__ import annotations

import pytest

from assistant import Assistant


@pytest.fixture(scope="session")
def assistant() -> Assistant:
    """An assistant for the shipped knowledge."""
    return Assistant()
