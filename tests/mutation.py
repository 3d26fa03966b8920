"""Change one operator or number of the program at a time and see whether a test notices.

    python -m tests.mutation assistant/words tests/words tests/asking [--sample 40] [--seed 1]

The first name is a module or a package, the others are the tests that are asked, in this order. Every mutant runs in a
copy of this process; no file is changed. What no test notices is printed with its place. Run the tests once before, so
that the indexes are there.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import resource
import sys
from collections.abc import Callable, Iterator
from importlib.abc import MetaPathFinder, SourceLoader
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import hypothesis  # noqa: F401  what all mutants need is read before the first
import pytest

PATIENCE = 300
"""Seconds of the processor's time after which a mutant counts as noticed: it does not end."""

PASSED = 77
"""The status where all tests passed: one with which a mutant that ends too early does not end."""

TURNED = {
    **{ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq},
    **{ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And},
    **{ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd},
}


def places(tree: ast.AST) -> Iterator[tuple[ast.AST, Callable[[], Any]]]:
    """Yield every place that can be changed, with what changes it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign | ast.arg):
            node.annotation = ast.Constant("Any") if node.annotation else None  # type: ignore[assignment]
        elif isinstance(node, ast.FunctionDef):
            node.returns = None
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and type(node.ops[0]) in TURNED:
            yield node, lambda node=node: node.ops.__setitem__(0, TURNED[type(node.ops[0])]())
        elif isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in TURNED:
            yield node, lambda node=node: setattr(node, "op", TURNED[type(node.op)]())
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield node, lambda node=node: setattr(node, "operand", ast.UnaryOp(ast.Not(), node.operand))
        elif isinstance(node, ast.Constant) and isinstance(node.value, bool | int | float):
            other = (
                not node.value
                if isinstance(node.value, bool)
                else node.value * 1.5
                if node.value % 1
                else node.value + 1
            )
            yield node, lambda node=node, other=other: setattr(node, "value", other)
        elif isinstance(node, ast.If | ast.IfExp) and isinstance(node.test, ast.Name | ast.Call | ast.Attribute):
            yield node, lambda node=node: setattr(node, "test", ast.UnaryOp(ast.Not(), node.test))


class Changed(MetaPathFinder, SourceLoader):
    """Imports one module with its n-th place changed."""

    def __init__(self, path: Path, number: int) -> None:
        self._path, self._number = path, number
        self._name = ".".join(path.with_suffix("").parts).removesuffix(".__init__")

    def find_spec(self, name: str, path: object = None, target: ModuleType | None = None) -> ModuleSpec | None:
        return spec_from_file_location(name, self._path, loader=self) if name == self._name else None

    def get_filename(self, name: str) -> str:
        return str(self._path.resolve())

    def get_data(self, path: str | Path) -> bytes:
        return Path(path).read_bytes()

    def source_to_code(self, data: Any, path: Any, *_: Any) -> Any:
        tree = ast.parse(self._path.read_bytes())
        [*places(tree)][self._number][1]()
        return compile(ast.fix_missing_locations(tree), path, "exec")

    def path_stats(self, path: str) -> Any:
        raise OSError  # nothing is kept compiled


def noticed(path: Path, number: int, tests: list[str]) -> bool:
    """Tell whether a test fails with the n-th place of a module changed; none is where n is below zero."""
    child = os.fork()
    if not child:
        null = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(null, stream)
        resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))
        if number >= 0:
            sys.meta_path.insert(0, Changed(path, number))
        failed = pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *tests])
        os._exit(1 if failed else PASSED)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != PASSED


def main() -> None:
    """Try a sample of the mutants and print those that live, and the score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("module", type=Path)
    parser.add_argument("tests", nargs="+")
    parser.add_argument("--sample", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    paths = sorted(options.module.rglob("*.py")) if options.module.is_dir() else [options.module]
    every = [
        (path, number, node.lineno, ast.unparse(node))  # type: ignore[attr-defined]
        for path in paths
        for number, (node, _) in enumerate(places(ast.parse(path.read_bytes())))
    ]
    chosen = sorted(random.Random(options.seed).sample(every, min(options.sample, len(every))))
    alive = 0
    if noticed(paths[0], -1, options.tests):
        sys.exit("a test fails as it is")
    for path, number, line, text in chosen:
        if not noticed(path, number, options.tests):
            alive += 1
            print(f"lives: {path}:{line}: {text[:100]}", flush=True)
    print(f"{len(chosen)} of {len(every)} mutants tried, {len(chosen) - alive} noticed, {alive} live")


if __name__ == "__main__":
    main()
