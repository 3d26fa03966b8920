"""YAML read into records, strictly: every fault is told with file, line, column and mend.

A record is its own schema: a field without a default is required, its type says what may stand there, its `doc` is what
editors show. Types understood: `str`, `bool`, `int`, `float`, `Literal[…]`, records, `tuple[T, ...]`,
`dict[str, T]`, and `T | U` (`T | None` for an optional one).
Any field annotated `Mark` is filled with the place the mapping stands at.
"""

from __future__ import annotations

import functools
import re
import types
import typing
from pathlib import Path
from typing import Any, TypeVar

import yaml
from rapidfuzz import fuzz, process

from assistant.knowledge.faults import DataError, Fault, Mark, Record, shown
from assistant.knowledge.files import read_text

T = TypeVar("T")

SPARE = 100_000
"""Values that a file may hold beyond its characters: one of more repeats what it names (`*name`) beyond measure."""

DEEPEST = 400
"""Lists and mappings in each other in a file."""

_BEFORE = re.compile(r"^(?:[?:-]?[ \t])+", re.MULTILINE)

_MENDS = {
    "alias": "write &name before the value it stands for, or put the text in quotes",
    "anchor": "give each anchor a name of its own, or put the text in quotes",
    "tag": "take the tag (!…) away, or put the text in quotes",
    "end of stream": "close the quote or the bracket",
    "',' or": "close the bracket, or put the text in quotes",
    "cannot start": "put the text in quotes, and indent with spaces",
    "alphabetic": "put the text in quotes: what begins with * or & is the name of something",
    "escape": "write two backslashes, or put the text in single quotes",
    "hexdecimal": "write two backslashes, or put the text in single quotes",
    "character": "take the character away, or write it as an escape in double quotes",
    "mapping values": "put the text in quotes, write a blank after each colon and dash, or mend the indentation",
    "expected ':'": "write a colon and a blank after the key, or mend the indentation",
    "directive": "take the line that begins with % away",
    "document": "keep one document in a file",
    "tab": "indent with spaces, or put the text in quotes",
    "depth": "write it less deeply nested",
}
"""Words in what the parser says to the mend."""


def read(path: Path | str, kind: type[T], *, blanks: bool = False) -> T:
    """Read one YAML file as a `kind`; with `blanks` texts in its lists may be empty.

    Raises DataError: the file cannot be read, is not YAML, or does not fit.
    """
    faults: list[Fault] = []
    node, size = _compose(path)
    value = _Reader(str(path), faults, size + SPARE, blanks).build(node, kind, "the file")
    if faults:
        raise DataError(faults)
    return typing.cast(T, value)


def _compose(path: Path | str) -> tuple[yaml.Node, int]:
    """Return what a file holds, and how many characters it has."""
    text = read_text(path)
    try:
        node = composed(text)
    except RecursionError:
        raise DataError([Fault(Mark(str(path)), "not YAML: nested too deeply", _MENDS["depth"])]) from None
    except yaml.YAMLError as error:
        at = getattr(error, "problem_mark", None)
        mark = Mark(str(path), at.line + 1, at.column + 1) if at else _unprintable(str(path), text)
        what = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot be parsed")
        mend = next((each for word, each in _MENDS.items() if word in what), "")
        mend = mend or "mend the indentation or put the text in quotes"
        raise DataError([Fault(mark, f"not YAML: {what}", mend)]) from None
    if node is None:
        raise DataError([Fault(Mark(str(path), 1, 1), "the file is empty", "write a mapping of keys")])
    return node, len(text)


def _unprintable(path: str, text: str) -> Mark:
    """Return the place of the first character that YAML does not allow."""
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    if not found:
        return Mark(path)
    at = found.start()
    return Mark(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def composed(text: str) -> yaml.Node | None:
    """Return what a text in YAML holds, None for nothing.

    Raises yaml.YAMLError: it is no YAML; RecursionError: it is nested beyond `DEEPEST`.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    if _may_be_deep(text):
        depth = 0
        for event in yaml.parse(text, loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                raise RecursionError
    return yaml.compose(text, loader)


def _may_be_deep(text: str) -> bool:
    """Tell whether brackets, or indents and dashes before what stands on a line, are enough to nest beyond `DEEPEST`.

    The reader in C, up to PyYAML 6.0.3, ends the process where they do so some ten thousand times.
    """
    brackets = text.count("[") + text.count("{")
    return brackets > DEEPEST // 2 or any(len(each) > DEEPEST // 2 for each in _BEFORE.findall(text))


class _Reader:
    def __init__(self, path: str, faults: list[Fault], most: int, blanks: bool) -> None:
        self.path = path
        self.faults = faults
        self.left = most
        self.blanks = blanks
        self.or_leave_out = ""
        """What may be done besides where what is read need not be there."""

    def mark(self, node: yaml.Node) -> Mark:
        return Mark(self.path, node.start_mark.line + 1, node.start_mark.column + 1)

    def fault(self, node: yaml.Node, what: str, mend: str) -> None:
        self.faults.append(Fault(self.mark(node), what, mend))

    def build(self, node: yaml.Node, kind: Any, what: str) -> Any:
        """Return `node` as a `kind`, or None after noting a fault. Raises DataError: aliases beyond measure."""
        self.left -= 1
        if self.left < 0:
            fault = Fault(self.mark(node), "repeats what it names beyond measure", "write it without aliases (*name)")
            raise DataError([fault])
        if not _is_plain(node):
            self.fault(node, f"{what} has the tag {shown(node.tag, 60)}", _MENDS["tag"])
            return None
        origin = typing.get_origin(kind)
        if origin in (types.UnionType, typing.Union):
            return self._union(node, typing.get_args(kind), what)
        if origin is tuple:
            return self._list(node, typing.get_args(kind)[0], what)
        if origin is dict:
            return self._mapping(node, typing.get_args(kind)[1], what)
        if origin is typing.Literal:
            return self._choice(node, typing.get_args(kind), what)
        if _is_record(kind):
            return self._record(node, kind, what)
        return self._scalar(node, kind, what)

    def _choice(self, node: yaml.Node, choices: tuple[Any, ...], what: str) -> Any:
        if isinstance(node, yaml.ScalarNode):
            for choice in choices:
                if node.value.strip().lower() == _written(choice):
                    return choice
        given = f" {shown(node.value, 60)!r}" if isinstance(node, yaml.ScalarNode) else ""
        self.fault(node, f"{what} cannot be{given or ' that'}", f"write one of: {', '.join(map(_written, choices))}")
        return None

    def _scalar(self, node: yaml.Node, kind: type, what: str) -> Any:
        if isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null"):
            self.fault(node, f"{what} has no value", f"write one, in quotes if it begins with #{self.or_leave_out}")
            return None
        if isinstance(node, yaml.ScalarNode):
            if kind is str:
                return node.value.strip()
            if kind is bool and node.tag.endswith(":bool"):
                return node.value.lower() in ("true", "yes", "on")
            if kind is int and node.tag.endswith(":int") and re.fullmatch(_WHOLE, node.value):
                return int(node.value)
            if kind is float and node.tag.endswith((":int", ":float")) and (number := _number(node.value)) is not None:
                return number
        self.fault(node, f"{what} must be {_NAMES[kind]}", f"write {_SAMPLES[kind]}")
        return None

    def _list(self, node: yaml.Node, item: Any, what: str) -> Any:
        if not isinstance(node, yaml.SequenceNode):
            self.fault(node, f"{what} must be a list", "write [one, two] or one item a line after a dash")
            return None
        return tuple(self._item(child, item, f"an item of {what}") for child in node.value)

    def _item(self, node: yaml.Node, kind: Any, what: str) -> Any:
        """Return what `build` does; a text without anything in it is a fault."""
        self.or_leave_out = ", or take it out"
        found = self.build(node, kind, what)
        if found == "" and not self.blanks:
            self.fault(node, f"{what} is empty", "write some text, or take it out")
        return found

    def _mapping(self, node: yaml.Node, item: Any, what: str) -> Any:
        if not isinstance(node, yaml.MappingNode):
            self.fault(node, f"{what} must be a mapping", "write key: value lines")
            return None
        found: dict[str, Any] = {}
        for key, child in node.value:
            name = self._item(key, str, f"a key of {what}")
            if name in found:
                self.fault(key, f"{shown(name, 60)!r} stands twice in {what}", "keep one")
            found[name] = self.build(child, item, f"{shown(name, 60)!r} of {what}")
        return found

    def _union(self, node: yaml.Node, kinds: tuple[Any, ...], what: str) -> Any:
        shapes: dict[type[yaml.Node], tuple[Any, ...]] = {
            yaml.ScalarNode: (str, bool, int, float, typing.Literal),
            yaml.SequenceNode: (tuple,),
            yaml.MappingNode: (dict,),
        }
        for kind in kinds:
            if (typing.get_origin(kind) or kind) in shapes[type(node)]:
                return self.build(node, kind, what)
        for kind in kinds:
            if isinstance(node, yaml.MappingNode) and _is_record(kind):
                return self.build(node, kind, what)
        forms = [_describe(kind) for kind in kinds if kind is not types.NoneType]
        self.fault(node, f"{what} has the wrong form", f"write {' or '.join(forms)}")
        return None

    def _lacking(self, node: yaml.MappingNode, kind: Any) -> list[str]:
        """The keys that must be there and are not."""
        given = {key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)}
        names = [key_name(name) for name, each in kind.fields.items() if each.required]
        return [name for name in names if name not in given]

    def _record(self, node: yaml.Node, kind: Any, what: str) -> Any:
        if not isinstance(node, yaml.MappingNode):
            self.fault(node, f"{what} must be a mapping", "write its keys, one a line")
            return None
        shapes = hints(kind)
        values: dict[str, Any] = {}
        slips: set[str] = set()
        lacking = self._lacking(node, kind)
        for key, child in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.fault(key, f"a key in {what} is a {key.id}", "write a word before the colon")
                continue
            name, given = key.value.replace("-", "_"), shown(key.value, 60)
            if name not in shapes or shapes[name] is Mark:
                known = [key_name(each) for each, shape in shapes.items() if shape is not Mark]
                meant = _meant(given, known, lacking)
                mend = f"did you mean {meant!r}?" if meant else f"known here: {', '.join(known)}"
                self.fault(key, f"unknown key {given!r} in {what}", mend)
                slips.add(meant.replace("-", "_"))
            elif name in values:
                self.fault(key, f"{given!r} stands twice in {what}", "keep one")
            else:
                self.or_leave_out = "" if kind.fields[name].required else ", or leave the key out"
                values[name] = self.build(child, shapes[name], f"{given!r}")
                if shapes[name] is str and values[name] == "":
                    self.or_leave_out = "" if kind.fields[name].required else ", or leave the key out"
                    self.fault(child, f"{given!r} is empty", f"write some text{self.or_leave_out}")
        for name, each in kind.fields.items():
            if shapes[name] is Mark:
                values[name] = self.mark(node)
            elif name not in values and each.required:
                if name not in slips:
                    self.fault(node, f"{what} lacks {key_name(name)!r}", f"add it: {each.doc}")
                values[name] = None
        return kind(**values)


def _meant(given: str, known: list[str], required: list[str]) -> str:
    """Return the key that is meant by one that is unknown: the nearest, or a required one that is short for it."""
    close = process.extractOne(given, known, scorer=fuzz.ratio, score_cutoff=70)
    return close[0] if close else next((each for each in required if given.startswith(each)), "")


_NAMES: dict[Any, str] = {str: "text", bool: "true or false", int: "a whole number", float: "a number"}
_SAMPLES: dict[Any, str] = {
    **{str: "it in quotes", bool: "true or false"},
    **dict.fromkeys((int, float), "digits, the first of them no 0"),
}

_WHOLE = r"[+-]?(?:0|[1-9][0-9]{0,17})"
"""Whole numbers that all readers of YAML take for the same: 017 is 15 to some."""


def _number(text: str) -> float | None:
    """Return the number that YAML 1.2 reads; `.inf` is more than any."""
    if text in (".inf", "+.inf"):
        return float("inf")
    return float(text) if re.fullmatch(rf"{_WHOLE}(\.[0-9]{{1,18}})?", text) else None


_RESOLVER = yaml.resolver.Resolver()


def _is_plain(node: yaml.Node) -> bool:
    """Tell whether a node has no tag but the one it has without being given any."""
    implicit = (not node.style, bool(node.style)) if isinstance(node, yaml.ScalarNode) else True
    value = node.value if isinstance(node, yaml.ScalarNode) else None
    return bool(node.tag == _RESOLVER.resolve(type(node), value, implicit))  # type: ignore[no-untyped-call]


def _written(choice: Any) -> str:
    """Return a choice as YAML writes it."""
    return str(choice).lower()


def _describe(kind: Any) -> str:
    origin = typing.get_origin(kind)
    if origin is typing.Literal:
        return ", ".join(map(_written, typing.get_args(kind)))
    return {tuple: "a list", dict: "a mapping"}.get(origin, "") if origin else _NAMES.get(kind, "a mapping")


@functools.cache
def hints(kind: Any) -> dict[str, Any]:
    """Return the field types of a record, in order."""
    return {name: shape for name, shape in typing.get_type_hints(kind).items() if name in kind.fields}


def key_name(name: str) -> str:
    """Return the YAML key of a field: hyphens where Python needs underscores."""
    return name.replace("_", "-")


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Record)


def json_schema(kind: Any, title: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of files that hold a `kind`, for editors to complete and check."""
    definitions: dict[str, Any] = {}
    body = _shape(kind, definitions)
    name = body["$ref"].rsplit("/", 1)[1]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **definitions.pop(name),
        "$defs": dict(sorted(definitions.items())),
    }


_JSON_TYPES: dict[Any, str] = {str: "string", bool: "boolean", int: "integer", float: "number"}


def _shape(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        shapes = [_shape(each, definitions) for each in arguments if each is not types.NoneType]
        return {"anyOf": shapes} if len(shapes) > 1 else shapes[0]
    if origin is typing.Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return {"type": "array", "items": _shape(arguments[0], definitions)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _shape(arguments[1], definitions)}
    if kind in _JSON_TYPES:
        return {"type": _JSON_TYPES[kind]}
    name = getattr(kind, "__name__", "")
    if name not in definitions:
        definitions[name] = {}
        fields = {name: each for name, each in kind.fields.items() if hints(kind)[name] is not Mark}
        definitions[name] = {
            "type": "object",
            "additionalProperties": False,
            "description": (kind.__doc__ or "").split("\n")[0],
            "properties": {
                key_name(name): {
                    **_limited(_shape(hints(kind)[name], definitions), 0 if each.unless else each.most),
                    "description": each.doc,
                }
                for name, each in fields.items()
            },
            "required": [key_name(name) for name, each in fields.items() if each.required],
        }
        for key, each in fields.items():
            if each.unless:
                limited = {key_name(key): _limited(_shape(hints(kind)[key], definitions), each.most)}
                definitions[name]["if"] = {"not": {"required": [key_name(each.unless)]}}
                definitions[name]["then"] = {"properties": limited}
    return {"$ref": f"#/$defs/{name}"}


def _limited(shape: dict[str, Any], most: int) -> dict[str, Any]:
    """Return a shape whose texts have at most some characters (0: any number)."""
    if not most:
        return shape
    if shape.get("type") == "string":
        return {**shape, "maxLength": most}
    if shape.get("type") == "object":
        return {**shape, "additionalProperties": _limited(shape["additionalProperties"], most)}
    return {"anyOf": [_limited(each, most) for each in shape["anyOf"]]} if "anyOf" in shape else shape
