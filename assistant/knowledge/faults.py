"""What can be wrong in a file, told with place and mend, and how a record declares what may stand in one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from assistant.tuples import NamedTuple

if TYPE_CHECKING:
    from typing_extensions import Self

REQUIRED: Any = object()
"""The default of a field that has none."""

LONGEST_MESSAGE, AROUND = 300, 20
"""Characters of a message at most, and those of them for what stands between its parts and tells of more faults."""


def shown(text: object, longest: int = LONGEST_MESSAGE) -> str:
    """Return a text on one line, whatever it holds: what cannot be printed is escaped, of a long one the middle cut.

    >>> shown("a\\x1b[2J\\u202eb")
    'a\\\\x1b[2J\\\\u202eb'
    """
    line = str(text)
    if len(line) > longest:
        begin = 2 * longest // 3
        line = f"{line[:begin]} … {line[begin + 3 - longest :]}"
    if line.isprintable():
        return line
    return shown(
        "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in line), longest
    )


def in_a_shell(path: object) -> str:
    """Return a path on one line as a shell takes it: in quotes where it has to be."""
    from shlex import quote  # not needed where nothing is told

    return shown(quote(str(path)))


class Mark(NamedTuple):
    """A place in a file: `line` and `column` count from 1."""

    path: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        path = shown(self.path, LONGEST_MESSAGE // 2)
        return f"{path}:{self.line}:{self.column}" if self.line else path


class Fault(NamedTuple):
    """One thing wrong in a file: where, what, and what to do about it."""

    mark: Mark
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.mark}: {self.told}"

    @property
    def told(self) -> str:
        """What is wrong and what to do about it, on one line."""
        room = LONGEST_MESSAGE - len(str(self.mark)) - AROUND
        mend = shown(self.mend, max(room - len(self.what), room // 2))
        return f"{shown(self.what, room - len(mend))}; {mend}"


class DataError(Exception):
    """A file that cannot be used. `faults` holds at least one fault; the message is the first, on one line."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(faults)
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        super().__init__(f"{self.faults[0]}{more}")


class Field(NamedTuple):
    """What a record declares of one of its values: its documentation, and what it is where it is left out.

    `most` is how many characters a text may well have, 0 where that is not said; with a value for `unless` any number.
    """

    doc: str
    default: Any = REQUIRED
    most: int = 0
    unless: str = ""

    @property
    def required(self) -> bool:
        """Tell whether it must be given."""
        return self.default is REQUIRED


ENDS = "\0"
"""What ends each text where several are packed as one: a record has thousands, of which a question needs few."""


def joined(texts: Iterable[str]) -> str:
    """Return texts as one, to be `parted`."""
    return "".join(f"{text}{ENDS}" for text in texts)


def parted(text: str) -> tuple[str, ...]:
    """Return the texts that were `joined`."""
    return tuple(text.split(ENDS)[:-1])


class Groups:
    """Texts by names; each name's are `packed` as one, and parted where they are asked for."""

    def __init__(self, packed: Mapping[str, str]) -> None:
        self.packed = packed

    def __getitem__(self, name: str) -> tuple[str, ...]:
        return parted(self.packed[name])

    def items(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield each name with its texts."""
        yield from ((name, parted(texts)) for name, texts in self.packed.items())


class _Later:
    """A field of texts, or of groups of them, that is opened when it is first asked for."""

    def __init__(self, name: str, default: Any, opened: Callable[[Any], Any]) -> None:
        self._name, self._default, self._opened = name, default, opened

    def __get__(self, record: Record | None, kind: type[Record] | None = None) -> Any:
        if record is None or (packed := record.__dict__.get(f"packed {self._name}")) is None:
            return self._default
        record.__dict__[self._name] = found = self._opened(packed)
        return found


TEXTS, GROUPS = "tuple[str, ...]", "Groups"
_OPENED: Mapping[str, Callable[[Any], Any]] = {TEXTS: parted, GROUPS: Groups}
"""How fields are opened when they are first asked for, by their annotation; others are when their record is."""


class Record:
    """What is read from files: immutable, each field declared by `field`, its annotation telling what may stand there.

    Compared by identity; defaults are shared. A dataclass would do but for the start-up time: `dataclasses` and the
    methods that it compiles for each class at each start took a sixth of the time in which a question is answered.

    To be packed, a class names the `parts` that are records or tuples of them.
    """

    fields: ClassVar[dict[str, Field]]
    parts: ClassVar[Mapping[str, type[Record]]]
    packed_fields: ClassVar[list[str]]
    _packed_as: ClassVar[list[str]]

    def __init_subclass__(cls, parts: Mapping[str, type[Record]] | None = None) -> None:
        cls.parts = parts or {}
        cls.fields = {
            name: value if isinstance(value, Field) else Field("", value)
            for name, value in vars(cls).items()
            if name in cls.__annotations__
        }
        cls.packed_fields = [name for name, each in cls.fields.items() if not isinstance(each.default, Mark)]
        later = {name: _OPENED[kind] for name, kind in cls.__annotations__.items() if kind in _OPENED}
        cls._packed_as = [f"packed {name}" if name in later else name for name in cls.packed_fields]
        for name, each in cls.fields.items():  # so a record holds only what it is given
            setattr(cls, name, _Later(name, each.default, later[name]) if name in later else each.default)

    def __init__(self, *values: Any, **named: Any) -> None:
        placed = dict(zip(self.fields, values, strict=False))
        if len(values) > len(self.fields) or placed.keys() & named.keys():
            raise TypeError(f"{type(self).__name__} is given more than its fields, or one of them twice")
        given = {**placed, **named}
        for name, each in self.fields.items():
            if name not in given and each.required:
                raise TypeError(f"{name} of {type(self).__name__} is missing")
        if not given.keys() <= self.fields.keys():
            raise TypeError(f"{type(self).__name__} has no {', '.join(given.keys() - self.fields.keys())}")
        self.__dict__.update(given)

    def packed(self, most: Mapping[str, int] | None = None) -> tuple[Any, ...]:
        """Return its values in order, as `marshal` and JSON take them, without places in files and the last defaults.

        `most` tells of the lists in some fields how many items are kept, here and in the parts.
        """
        most = most or {}
        values, given = [], 0
        for name, each in self.fields.items():
            value = getattr(self, name)
            own = value is not each.default and value != each.default
            if name in most:
                value = value[: most[name]]
            if name in self.parts:
                value = value.packed(most) if isinstance(value, Record) else [each.packed(most) for each in value]
            kind = self.__annotations__[name]
            if kind in _OPENED:
                value = joined(value) if kind == TEXTS else value.packed
            if not isinstance(value, Mark):
                values.append(value)
                given = len(values) if own else given
        return tuple(values[:given])

    @classmethod
    def opened(cls, values: Sequence[Any]) -> Self:
        """Return the record that was packed."""
        record = cls.__new__(cls)
        given = record.__dict__  # what was packed was checked when it was made
        if isinstance(values, list):  # JSON has lists alone
            values = [tuple(each) if type(each) is list else each for each in values]
        given.update(zip(cls._packed_as, values, strict=False))
        for name, kind in cls.parts.items():
            if name not in given:
                continue
            single = isinstance(cls.fields[name].default, Record)
            given[name] = kind.opened(given[name]) if single else tuple(map(kind.opened, given[name]))
        return record

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{name} of {type(self).__name__} cannot be changed")


def field(doc: str, default: Any = REQUIRED, most: int = 0, unless: str = "") -> Any:
    """Declare a field of a record as `Field` tells; `default` makes it optional."""
    return Field(doc, default, most, unless)
