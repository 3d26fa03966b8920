"""Try to break the real command in every way that is known, and count by group.

    python -m tests.hostile [GROUP …] [--only TEXT] [--jobs N] [--every N] [--forked]
    python -m tests.hostile suite [OPTION OF PYTEST …]

Each group is a module of this package whose `cases` are tried in folders of their own; every case that does not hold
is told in a line. With `--forked` the command is not started anew for each: a copy of a process that has read the
program becomes it, which takes a tenth of the time. `suite` counts by kind what the tests of the suite try of the same.
Both end with status 1 where something broke.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from pkgutil import iter_modules

from tests import conftest, hostile
from tests.hostile.cases import Case, make_ready

OTHERS = ("__main__", "cases", "suite")
GROUPS = [each.name for each in iter_modules(hostile.__path__) if each.name not in OTHERS]


def chosen(groups: list[str], only: str, every: int) -> Iterator[tuple[str, Case]]:
    """Yield the cases of groups whose names hold a text, one in so many, each with its group."""
    for group in groups:
        found = [case for case in import_module(f"tests.hostile.{group}").cases() if only in case.name]
        yield from ((group, case) for case in found[::every])


def broken(place: int) -> str:
    """Try a case and return what broke; whatever it raises broke too."""
    with tempfile.TemporaryDirectory(prefix="hostile-", ignore_cleanup_errors=True) as folder:
        try:
            return CASES[place][1].tried(Path(folder))
        except Exception as error:
            return f"{type(error).__name__}: {error}"


CASES: list[tuple[str, Case]] = []
"""All that are tried, each with its group."""


def main() -> int:
    """Try the groups that are named, or all, and print the table."""
    if sys.argv[1:2] == ["suite"]:
        from tests.hostile.suite import main as count

        return count(sys.argv[2:])
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("groups", nargs="*", choices=[*GROUPS, []], default=[], metavar="GROUP")
    parser.add_argument("--only", default="", help="cases whose names hold this text")
    parser.add_argument("--every", type=int, default=1, help="of the cases, one in so many")
    parser.add_argument("--forked", action="store_true", help="copy a process instead of starting one")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="cases tried at once")
    options = parser.parse_args()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # else, in the background of a shell, no child hears it
    tried, failed = Counter[str](), Counter[str]()
    conftest.make_ready(())
    with tempfile.TemporaryDirectory(prefix="hostile-") as cache:
        os.environ["VERDICT_CACHE"] = cache
        if options.forked:
            make_ready()
        CASES.extend(chosen(options.groups or GROUPS, options.only, options.every))
        with ProcessPoolExecutor(options.jobs, get_context("fork")) as pool:
            for (group, case), wrong in zip(CASES, pool.map(broken, range(len(CASES))), strict=True):
                tried[group] += 1
                failed[group] += bool(wrong)
                if wrong:
                    print(f"{group}: {case.name}: {' '.join(wrong.split())[:400]}", flush=True)
    print(f"\n{'group':<24}{'tried':>8}{'held':>8}{'failed':>8}")
    for group in tried:
        besides = getattr(import_module(f"tests.hostile.{group}"), "besides", lambda: "")()
        print(f"{group:<24}{tried[group]:>8}{tried[group] - failed[group]:>8}{failed[group]:>8}  {besides}".rstrip())
    return int(failed.total() > 0)


if __name__ == "__main__":
    sys.exit(main())
