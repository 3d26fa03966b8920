"""Named tuples: declared as those of `typing` are, and used alike."""

from __future__ import annotations

import copy
import pickle

import pytest

from assistant.tuples import NamedTuple
from tests.cases import for_each


class Loaf(NamedTuple):
    """What is baked."""

    flour: str
    hours: int = 12
    seeds: tuple[str, ...] = ()

    @property
    def is_slow(self) -> bool:
        return self.hours > 8


def test_its_values_are_had_by_name_and_by_place() -> None:
    loaf = Loaf("rye", seeds=("flax",))
    assert (loaf.flour, loaf.hours, loaf[2], loaf.is_slow) == ("rye", 12, ("flax",), True)
    assert loaf == Loaf("rye", 12, ("flax",)) == ("rye", 12, ("flax",))
    assert repr(loaf) == "Loaf(flour='rye', hours=12, seeds=('flax',))"


def test_another_has_some_of_its_values_replaced() -> None:
    assert Loaf("rye")._replace(hours=3) == Loaf("rye", 3)
    with pytest.raises(ValueError, match="no ours"):
        Loaf("rye")._replace(ours=3)  # type: ignore[call-arg]


@for_each(
    ("values", "named"), [((), {}), (("rye", 1, (), 2), {}), (("rye",), {"yeast": 1}), (("rye",), {"flour": "oat"})]
)
def test_what_it_has_no_field_for_and_what_it_lacks_is_refused(
    values: tuple[object, ...], named: dict[str, object]
) -> None:
    for _ in range(2):  # the first ones made, and those that follow
        with pytest.raises(TypeError):
            Loaf(*values, **named)
        assert {Loaf("rye", hours=each).seeds for each in range(60)} == {()}


def test_it_is_kept_and_copied_as_it_is() -> None:
    loaf = Loaf("spelt", 4)
    for again in (pickle.loads(pickle.dumps(loaf)), copy.deepcopy(loaf)):
        assert (again, type(again)) == (loaf, Loaf)


def test_it_is_taken_apart_by_a_pattern() -> None:
    match Loaf("spelt", 4):
        case Loaf(flour, hours):
            assert (flour, hours) == ("spelt", 4)


def test_nothing_is_compiled_until_many_are_made() -> None:
    class Rare(NamedTuple):
        place: str

    assert Rare("here").place == "here"
    assert "__new__" not in vars(Rare)
    assert {Rare(place="there").place for _ in range(60)} == {"there"}
    assert "__new__" in vars(Rare)
