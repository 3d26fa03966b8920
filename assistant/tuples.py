"""Named tuples, declared as with `typing.NamedTuple` and made in a tenth of the time.

That one compiles every annotation to check it, and a function for each class whether or not tuples of it are ever made:
for two dozen classes it took a twentieth of `verdict ask`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__all__ = ["NamedTuple"]

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from collections import _tuplegetter

    UNCOMPILED = 50
    """Tuples of a class that are made before what makes them is compiled: a question makes a few each of many."""

    class _Row(tuple):
        """What all named tuples can do."""

        __slots__ = ()

        def __new__(cls, *values: Any, **named: Any) -> _Row:
            """Make one, and from a number on compile first what makes all that follow: that takes as long as 50 so."""
            cls._made += 1
            if cls._made <= UNCOMPILED and not named.keys() & cls._fields[: len(values)]:
                given = {**cls._field_defaults, **dict(zip(cls._fields, values, strict=False)), **named}
                if len(given) == len(cls._fields) >= len(values):
                    return tuple.__new__(cls, map(given.__getitem__, cls._fields))
            taken = "".join(f", {each}" for each in cls._fields)
            given = eval(f"lambda _cls{taken}: _new(_cls, ({taken[2:]},))", {"_new": tuple.__new__})
            given.__defaults__ = tuple(cls._field_defaults.values())
            given.__name__ = given.__qualname__ = "__new__"
            cls.__new__ = staticmethod(given)
            return given(cls, *values, **named)

        def _replace(self, **values: Any) -> _Row:
            made = tuple.__new__(type(self), map(values.pop, self._fields, self))
            if values:
                raise ValueError(f"{type(self).__name__} has no {', '.join(values)}")
            return made

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

        def __repr__(self) -> str:
            return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self._asdict().items())})"

    class _Kind(type):
        """Makes a named tuple of a class: its annotations are the fields, what is assigned to them their defaults."""

        def __new__(cls, name: str, bases: tuple[type, ...], given: dict[str, Any]) -> type:
            fields = tuple(given.get("__annotations__", ()))
            defaults = {each: given[each] for each in fields if each in given}
            given |= {each: _tuplegetter(place, "") for place, each in enumerate(fields)}
            given |= {"__slots__": (), "_fields": fields, "__match_args__": fields, "_field_defaults": defaults}
            given["_made"] = 0
            return type(name, (_Row,), given)

    NamedTuple = type.__new__(_Kind, "NamedTuple", (), {})
