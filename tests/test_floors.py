"""The house as it is built: what knows what, and what writes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from importlib import import_module
from importlib.util import resolve_name
from pathlib import Path
from pkgutil import walk_packages

import pytest

import assistant
import tests
from tests.cases import for_each

FLOORS = {
    "tuples": 0,
    "words": 1,
    "knowledge": 1,
    "matching": 2,
    "asking": 2,
    "answering": 3,
    "screen": 4,
    "authoring": 5,
    "terminal": 6,
    "guest": 7,
}
HOUSE = Path(assistant.__file__).parent


def name_of(file: Path) -> str:
    """The name of a module, as it is imported."""
    parts = file.relative_to(HOUSE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {name_of(file): file for file in HOUSE.rglob("*.py")}


@cache
def nodes(module: str) -> list[ast.AST]:
    """All that a module is written of."""
    return [*ast.walk(ast.parse(FILES[module].read_text(encoding="utf-8")))]


def known_to(module: str) -> Iterator[str]:
    """The modules of the house that a module imports, wherever in it, for their types only or for use."""
    for node in nodes(module):
        if isinstance(node, ast.ImportFrom):
            folder = module if FILES[module].stem == "__init__" else module.rpartition(".")[0]
            source = resolve_name("." * node.level + (node.module or ""), folder)
            found = (f"{source}.{each.name}" for each in node.names)
            yield from {name if name in FILES else source for name in found} & FILES.keys()
        elif isinstance(node, ast.Import):
            yield from (each.name for each in node.names if each.name in FILES)


@pytest.fixture(scope="module")
def known() -> dict[str, set[str]]:
    """Each module with those that it imports."""
    return {module: set(known_to(module)) for module in FILES}


def package(module: str) -> str:
    """The package that a module stands in, "" for the house itself."""
    return [*module.split("."), ""][1]


def test_every_package_has_a_floor() -> None:
    assert {package(module) for module in FILES} - {""} == FLOORS.keys()


def test_a_package_knows_only_the_floors_below_it(known: dict[str, set[str]]) -> None:
    wrong = [
        f"{module} imports {other}"
        for module, others in known.items()
        for other in others
        if package(module) and package(module) != package(other)
        if FLOORS.get(package(other), max(FLOORS.values())) >= FLOORS[package(module)]
    ]
    assert wrong == []


def test_no_files_know_each_other_round_a_circle(known: dict[str, set[str]]) -> None:
    order = list(TopologicalSorter(known).static_order())  # a CycleError names the circle
    assert set(order) == set(FILES)


@for_each(
    ("module", "others"),
    [
        ("realisation", {"judgement", "ranking", "resolve", "reply", "again", "conversation"}),
        ("resolve", {"realisation", "reply", "again", "conversation"}),
        ("reply", {"again", "conversation"}),
        ("again", {"judgement", "resolve", "conversation"}),
    ],
)
def test_deciding_wording_and_telling_again_stand_apart(
    known: dict[str, set[str]], module: str, others: set[str]
) -> None:
    assert known[f"assistant.answering.{module}"].isdisjoint(f"assistant.answering.{each}" for each in others)


OF_PATHS = {"write_text", "write_bytes", "rename", "touch"}
BY_NAME = {f"os.{name}" for name in ("write", "truncate", "ftruncate", "replace", "rename", "link", "symlink")}


def writers(module: str) -> Iterator[str]:
    """Calls in a module that may write to a file, as `module.name`."""
    for node in nodes(module):
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func)
        last = name.rpartition(".")[2]
        mode = [each.value for each in node.args[-1:] if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        opened = last in ("open", "fdopen") and mode and set(mode[0]) <= set("rwaxbt+") and set(mode[0]) & set("wax+")
        if opened or name in BY_NAME or name.startswith(("shutil.", "tempfile.")) or (last in OF_PATHS and "." in name):
            yield name


def test_one_module_writes_all_files() -> None:
    writer = "assistant.knowledge.writing"
    to_what_is_open = ("assistant.terminal.streams", "assistant.matching.beside")
    found = {module: [*writers(module)] for module in FILES if module not in (writer, *to_what_is_open)}
    assert {module: calls for module, calls in found.items() if calls} == {}
    assert [*writers(writer)]


def test_every_program_beside_the_tests_can_be_started() -> None:
    wrong, names = [], [each.name for each in walk_packages(tests.__path__, "tests.")]
    for name in names:
        if not name.rpartition(".")[2].startswith("test_"):
            try:
                import_module(name)
            except ImportError as error:  # what only some of them need may not be installed
                if not isinstance(error, ModuleNotFoundError) or str(error.name).startswith(("assistant", "tests")):
                    wrong.append(f"{name}: {error}")
    assert "tests.hostile.__main__" in names
    assert wrong == []
