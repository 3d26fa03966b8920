"""What all tests share: what is made ready of the language and of the knowledge that they ask, once for all of them."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Literal

import pytest

from assistant.answering.library import kept, store
from tests.terminal import ROOT

kept.MOST = 96
"""Knowledge bases whose indexes are kept of a file of tests: of fewer, the next run makes again what this one did."""

store.Dense = cache(store.Dense)  # type: ignore[misc]
"""What words mean is looked up once for all knowledge bases: half of the time of the first question to one."""

ASKED = (ROOT / "knowledge" / "starter", *(ROOT / "tests" / "knowledge" / name for name in ("coffee", "sourdough")))

MEMORY, ROOM = "/dev/shm", 1 << 30
"""Where files are in memory alone, and how many bytes have to be free there."""

REMARKABLE = 0.2
"""Seconds from which on it is reported how long a test that passed was made ready and cleared away."""

SLOWEST = "test_faults.py"
"""The file whose single tests take longest."""


def pytest_configure(config: pytest.Config) -> None:
    """Set up what processes started by tests inherit: a cache folder, and that bytecode is kept.

    Without the latter some two hundred processes would compile the program, and each that runs tests all of them.
    """
    if hasattr(config, "workerinput"):
        return
    write_in_memory()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # what a shell starts in the background hears no Ctrl-C
    if hasattr(config, "cache"):
        os.environ["VERDICT_CACHE"] = str(config.cache.mkdir("verdict") / "shared")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    make_ready(ASKED if config.getoption("numprocesses", None) else ())


def write_in_memory() -> None:
    """Keep what tests write in memory, where there is room and programs may be run there: nothing waits for a disk."""
    with suppress(OSError, AttributeError):
        found = os.statvfs(MEMORY)
        if found.f_bavail * found.f_frsize > ROOM and not found.f_flag & os.ST_NOEXEC and os.access(MEMORY, os.W_OK):
            os.environ.setdefault("TMPDIR", MEMORY)
            tempfile.tempdir = None


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Have as many processes as processors, where xdist would count cores: one more makes all things again."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no process is left alone with it at the end."""
    items.sort(key=lambda item: item.path.name != SLOWEST)


def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Report of each test of a process among several once, and more only where there is more to tell.

    Of each the other process hears, and three of five told nothing: that took 0.3 ms a test of both.
    """
    if not hasattr(item.config, "workerinput"):
        return None
    if done(item, "setup", item=item):
        done(item, "call", item=item)
    done(item, "teardown", item=item, nextitem=nextitem)
    if isinstance(item, pytest.Function):
        item.funcargs.clear()  # what was made for it goes with it, as the item stays
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


def done(item: pytest.Item, when: Literal["setup", "call", "teardown"], /, **given: object) -> bool:
    """Do a part of a test, report of it where there is something to tell, and return whether it passed."""
    hook = getattr(item.ihook, f"pytest_runtest_{when}")
    call = pytest.CallInfo.from_call(lambda: hook(**given), when, (KeyboardInterrupt, pytest.exit.Exception))
    report = item.ihook.pytest_runtest_makereport(item=item, call=call)
    if when == "call" or not report.passed or report.duration > REMARKABLE:
        item.ihook.pytest_runtest_logreport(report=report)
    return bool(report.passed)


def pytest_collection_finish() -> None:
    """Let the garbage collector look seldom, and not at what was collected: that stays to the end, and is much."""
    gc.freeze()
    gc.set_threshold(50_000)


def make_ready(asked: Iterable[Path]) -> None:
    """Do what an editable install does: leave indexes that fit in the checkout; and keep those of `asked`.

    Those of an installed wheel are taken, if they fit.
    """
    wheel = Path(sysconfig.get_path("purelib"), "assistant", "index")
    code = (
        "import os, sys; from assistant import Assistant; from assistant.terminal.talk import ready; "
        "from assistant.answering.library.store import CARRIED, carry; carry(CARRIED, ready); "
        "os.environ['VERDICT_CACHE'] = sys.argv[1]; [Assistant(each) for each in sys.argv[2:]]"
    )
    command = [sys.executable, "-c", code, os.environ.get("VERDICT_CACHE", ""), *map(str, asked)]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "VERDICT_CACHE": str(wheel)})


@pytest.fixture
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own, for knowledge bases of its own."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("VERDICT_CACHE", str(folder))
    return folder


@pytest.fixture(scope="module", autouse=True)
def cache_of_the_file(request: pytest.FixtureRequest) -> Iterator[None]:
    """A cache folder for all tests of a file, in this run and the next, where what all share is found too.

    A cache keeps to a few knowledge bases, the latest: in one for all each file would push out what others made.
    """
    shared = Path(os.environ.get("VERDICT_CACHE", ""))
    if shared.name != "shared":
        yield
        return
    folder = shared.parent / request.module.__name__
    folder.mkdir(mode=0o700, exist_ok=True)
    for index in shared.glob("*.index"):
        with suppress(FileExistsError):
            (folder / index.name).hardlink_to(index)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VERDICT_CACHE", str(folder))
        yield


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], object]], Path]:
    """Returns a folder of a name, made by the first process that asks for it and waited for by the others."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def made(name: str, make: Callable[[Path], object]) -> Path:
        folder, making = shared / name, shared / f"{name}.making"
        try:
            making.mkdir()
        except FileExistsError:
            end = time.monotonic() + 120
            while not folder.exists():
                assert time.monotonic() < end, f"{name} was not made; see the test that failed while it made it"
                time.sleep(0.05)
        else:
            if folder.exists():  # made and renamed before this process asked
                making.rmdir()
            else:
                make(making)
                making.rename(folder)
        return folder

    return made
