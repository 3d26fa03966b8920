"""What can be wrong in a file, told with place and mend, and how a dataclass declares what may stand in one."""

from __future__ import annotations

import dataclasses
from typing import Any, NamedTuple


class Mark(NamedTuple):
    """A place in a file: `line` and `column` count from 1."""

    path: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


class Fault(NamedTuple):
    """One thing wrong in a file: where, what, and what to do about it."""

    mark: Mark
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.mark}: {self.what}; {self.mend}"


class DataError(Exception):
    """A file that cannot be used. `faults` holds at least one fault; the message is the first, on one line."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(faults)
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        super().__init__(f"{self.faults[0]}{more}")


class Record:
    """What a dataclass with many fields inherits, made with `@dataclass(init=False, repr=False, eq=False)`: frozen.

    The methods that `dataclass` generates for a frozen class are compiled at each start; for all records together that
    took a twentieth of the time in which a question is answered.
    """

    def __init__(self, *values: Any, **named: Any) -> None:
        fields: dict[str, dataclasses.Field[Any]] = self.__dataclass_fields__  # type: ignore[attr-defined]
        given = {**dict(zip(fields, values, strict=False)), **named}
        for name, each in fields.items():
            if name not in given:
                given[name] = _default(each)
        if given.keys() != fields.keys():
            raise TypeError(f"{type(self).__name__} has no {', '.join(given.keys() - fields.keys())}")
        self.__dict__.update(given)

    def __setattr__(self, name: str, value: object) -> None:
        raise dataclasses.FrozenInstanceError(f"{name} of {type(self).__name__} cannot be changed")


def _default(each: dataclasses.Field[Any]) -> Any:
    if each.default_factory is not dataclasses.MISSING:
        return each.default_factory()
    if each.default is dataclasses.MISSING:
        raise TypeError(f"{each.name} is missing")
    return each.default


def field(doc: str, default: Any = dataclasses.MISSING, **more: Any) -> Any:
    """Declare a field with its documentation; `default` makes it optional (a mutable default is copied)."""
    if isinstance(default, dict):
        return dataclasses.field(default_factory=lambda: dict(default), metadata={"doc": doc, **more})
    if default is dataclasses.MISSING:
        return dataclasses.field(metadata={"doc": doc, **more})
    return dataclasses.field(default=default, metadata={"doc": doc, **more})
