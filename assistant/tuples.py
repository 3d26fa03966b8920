"""Named tuples, declared as with `typing.NamedTuple` and made in a fifth of the time.

That one compiles every annotation to check it: for two dozen classes it took a twentieth of `verdict ask`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__all__ = ["NamedTuple"]

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from collections import namedtuple

    class _Kind(type):
        """Makes a named tuple of a class: its annotations are the fields, what is assigned to them their defaults."""

        def __new__(cls, name: str, bases: tuple[type, ...], given: dict[str, Any]) -> type:
            fields = given.pop("__annotations__", {})
            defaults = [given.pop(each) for each in fields if each in given]
            made = namedtuple(name, fields, defaults=defaults, module=given["__module__"])
            for key, value in given.items():
                setattr(made, key, value)
            return made

    NamedTuple = type.__new__(_Kind, "NamedTuple", (), {})
