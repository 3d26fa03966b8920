"""Small additions to a YAML file in place: everything else in it stays as it is, comments and layout too."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from assistant.knowledge.faults import DataError, Fault, Mark
from assistant.knowledge.files import read_text, write_text
from assistant.knowledge.schema import composed
from assistant.screen.layout import as_line


def add_example(mark: Mark, text: str) -> None:
    """Add a way to ask to the entry that stands at `mark`: to its `ask` or `also`, which is made where it lacks.

    Raises DataError: no entry stands there, or the file cannot be read or written.
    """
    source = _read(mark.path)
    entry = next((each for each in _mappings(_tree(source)) if _place(each) == (mark.line, mark.column)), None)
    if entry is None:
        raise DataError([Fault(mark, "no entry stands here any more", "begin again")])
    keys = {key.value: value for key, value in entry.value}
    listed = keys.get("ask") or keys.get("also")
    if isinstance(listed, yaml.SequenceNode):
        _write(mark.path, _with_item(source, listed, quoted(text)))
        return
    addition = f"also: [{quoted(text)}]"
    if entry.flow_style:
        end = source.rindex("}", 0, entry.end_mark.index)
        _write(mark.path, f"{source[:end].rstrip()}, {addition}{source[end:]}")
        return
    key, value = next(((key, value) for key, value in entry.value if key.value == "q"), entry.value[0])
    end, indent = _end(source, value), " " * key.start_mark.column
    _write(mark.path, f"{source[:end]}\n{indent}{addition}{source[end:]}")


def add_item(path: str, key: str, item: str) -> None:
    """Add an item, written in YAML, to the list `key` at the top of a file; the list is made where it lacks.

    Raises DataError: the file cannot be read or written.
    """
    source = _read(path)
    tree = _tree(source)
    listed = next((value for name, value in tree.value if name.value == key), None)
    if isinstance(listed, yaml.SequenceNode) and listed.value:
        _write(path, _with_item(source, listed, item))
    else:
        _write(path, f"{source.rstrip()}\n\n{key}:\n  - {_indented(item, 4)}\n")


def quoted(text: str) -> str:
    """Return a text as YAML writes it on one line, whatever it holds."""
    text = text.encode("utf-8", "replace").decode()
    plain = text[:1].isalnum() and text.replace(" ", "").replace("'", "").replace("-", "").isalnum()
    node = yaml.compose(text, yaml.SafeLoader) if plain else None
    return text if node and (node.tag, node.value) == ("tag:yaml.org,2002:str", text) else as_line(text, False)


def _with_item(source: str, listed: yaml.SequenceNode, item: str) -> str:
    """Return the source with an item after the last one of a list."""
    if listed.flow_style:
        end = source.rindex("]", 0, listed.end_mark.index)
        return f"{source[:end].rstrip()}{', ' if listed.value else ''}{item}{source[end:]}"
    last = listed.value[-1]
    end = _end(source, last)
    column = listed.start_mark.column
    above = source[: last.start_mark.index].rstrip(" -")  # a list set apart by empty lines goes on so
    apart = "\n" if "\n" in item and len(listed.value) > 1 and above.endswith("\n\n") else ""
    return f"{source[:end]}\n{apart}{' ' * column}- {_indented(item, column + 2)}{source[end:]}"


def _end(source: str, node: yaml.Node) -> int:
    """Return where the last line of a node ends, what stands behind it on the line included."""
    while isinstance(node, yaml.MappingNode | yaml.SequenceNode) and not node.flow_style and node.value:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    text = source[: node.end_mark.index].rstrip()  # a block of text ends where the next key begins
    stop = source.find("\n", len(text))
    return stop if stop >= 0 else len(source)


def _indented(item: str, columns: int) -> str:
    return item.replace("\n", "\n" + " " * columns)


def _mappings(node: yaml.Node) -> Iterator[yaml.MappingNode]:
    if isinstance(node, yaml.MappingNode):
        yield node
        for _, value in node.value:
            yield from _mappings(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _mappings(value)


def _place(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _tree(source: str) -> yaml.MappingNode:
    tree = composed(source)  # as it is read: PyYAML's own reader takes less than the one in C
    assert isinstance(tree, yaml.MappingNode)
    return tree


def _read(path: str) -> str:
    return read_text(path, "begin again")


def _write(path: str, text: str) -> None:
    write_text(path, text, lambda _: True, "make it writable")
